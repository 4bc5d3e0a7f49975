"""Two editions of a document side by side: clause by clause, words struck and inserted, tables cell
by cell; on a page and as a Word file with tracked changes. Nothing of it is stored.
"""
