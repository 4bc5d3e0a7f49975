"""Periodic review that ends without a change: the owner signs that an edition is still fit for use.

Nouns: Reaffirmation (a person's word on the exact bytes in force). When a review is due is said in
``kinds.reviews``; a review that finds a change needed becomes a change request.
"""
