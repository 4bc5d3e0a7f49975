"""Taking in what was issued on paper, outside the program, before it came or beside it.

Nouns: Adoption (the recording of one decision with its scan, for one or many editions, confirmed by
a second person), AdoptedEdition (an edition it lists, with its fingerprint), EarlierEdition (an
issue of the past, kept for the history alone).
"""
