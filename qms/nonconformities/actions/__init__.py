"""What is done against the cause: actions with owner, day and proof, checked by another person.

Nouns: CorrectiveAction (one action of a plan), ActionNote (what was said of it: progress, done,
checked, sent back, with files), Extension (a wish for a later day, and its answer).
"""
