"""Finding: the page that asks the index, and the thread that keeps the index fresh.

Stands above every capability that can be found, since it knows whose eyes may see what.
"""
