"""Controlled documents: an edition is drafted, reviewed, approved, put in force, superseded.

Nouns: Document, Edition, Signature, Clause. ``word`` reads and makes Word files; ``filing`` brings
one into an edition; ``drafting`` and ``operations`` hold the verbs.
"""
