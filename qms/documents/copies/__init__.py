"""Paper copies of documents: numbered, handed out, and collected when they no longer hold.

Noun: PaperCopy. What is to be collected is never stored: it is every copy of an edition that was
superseded or withdrawn and has not come back.
"""
