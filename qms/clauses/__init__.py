"""The clauses of ISO 9001 in everyday words, for whatever is found or done under one of them.

The catalogue is data of the program, one file for each version of the standard. A clause is kept by
its key, in which the version stands, so that what was kept under one version stays readable when
the next stands beside it.
"""
