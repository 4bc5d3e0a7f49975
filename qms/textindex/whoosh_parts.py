"""The parts of Whoosh in use, brought in without its complaints.

Whoosh 2.7.4 is finished and no longer changed; where it was not compiled beforehand, compiling its
source warns of old habits, which would stop a program that takes warnings for errors.
"""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import columns, fields, formats
    from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher, W3Segment
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import FileIndex
    from whoosh.reading import SegmentReader
    from whoosh.writing import SegmentWriter

__all__ = [
    "FileIndex",
    "FileStorage",
    "SegmentReader",
    "SegmentWriter",
    "W3Codec",
    "W3LeafMatcher",
    "W3Segment",
    "columns",
    "fields",
    "formats",
]
