"""Full-text search in Vietnamese: analysis, an engine, and the outbox that keeps it current.

Stands low, so that any capability may be found: each registers a source of passages and says whose
eyes may see them. The database is the truth; the index is a cache that can be rebuilt at any time.
"""
