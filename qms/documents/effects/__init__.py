"""Effects of a change of law: each document that cites it is looked at again by its owner.

ISO 9001:2015, 8.5.6 and 7.5.3: what the agency relies on changes, and the change is reviewed. One
effect is opened for each act (a law is replaced, lapses, is amended) and each document that cites
the law; its owner revises the document or says, by name, why nothing need change.
"""
