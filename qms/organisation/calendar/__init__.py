"""The days on which the agency works: public holidays, days in lieu, and Saturdays made up for.

``working_days`` counts them, as plain functions of a calendar; ``queries.calendar()`` reads it.
"""
