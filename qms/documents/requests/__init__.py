"""Change requests: a reader asks for a change, the quality officer answers, an author drafts.

Nouns: ChangeRequest. It is linked to the draft that answers it and follows that draft: it is done
when the edition comes into force and waits again when the draft is discarded. ``effects`` says what
a change would touch.
"""
