"""Who is to read a document, and who has: the list of each document, the receipt of each reader.

Nouns: Entry (a unit and a role of it), Acknowledgement, ReadingTerm (in how many working days one
reads), Reminder. Who is asked is never stored: it follows from the entries and from today's
appointments, so newcomers get what is theirs.
"""
