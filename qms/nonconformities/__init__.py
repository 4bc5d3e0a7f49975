"""Nonconformities: a requirement was not met; somebody reports it, and it is followed to its end.

Nouns: Nonconformity, Criterion. Its indicators and criteria are kept by key, never as free words.
"""
