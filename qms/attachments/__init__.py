"""Scans, photos and workbooks that prove something: let in at a gate of their own, never changed.

Nouns: Attachment. Whoever needs a file holds ``attachment_id`` in a row of their own and shows it
under their own ``visible_to``; an attachment by itself is shown to nobody.
"""
