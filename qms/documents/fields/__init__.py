"""What an agency wants to know of its documents beyond what every document has: fields of its own.

Nouns: KindField (what is asked of a kind of document), FieldValue (what was said of a document).
Values belong to the document, not to an edition: they are no part of the text that is signed.
"""
