"""Who is asked to sign, step by step: routes as data inside the state "in review".

``turns`` are the plain rules of a round, ``models`` its frozen rows.
"""
