"""What a nonconformity is on paper: its form at every stage, and letters of apology.

Nouns: Apology. Sources: the forms BM.HT.04.01 and BM.HT.04.03 of system procedure 04. The form is
made anew from what is recorded; a letter is kept as it was written.
"""
