"""Forms under their procedure: they come and go with its editions; staff get the blank of today.

Nouns: Blank (that a form belongs to a procedure), Carried (what an edition of the procedure does to
one of its forms), carrier and rider (the procedure's edition, and the form's edition that comes
with it). ``riding`` follows the verbs of documents, so that all of a carrier's riders step with it.
"""
