"""Decisions: the signed act by which editions come into force together, or are withdrawn.

Nouns: Decision (quyết định); DecisionItem, an edition it lists with the fingerprint it had;
DecisionSignature, of a decision that was signed here. What was issued on paper before the program
came is a Decision too, of the purpose "adopt".
"""
