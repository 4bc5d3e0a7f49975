"""What every capability stands on: who acts, rules as tables, verbs, files, time, pages.

Knows no capability. Nothing here speaks of documents or findings.
"""
