"""The year of the quality system on one page: what falls due, comes into force, ends, is a holiday.

``sources`` is where each part of the program says what it has on which day; the page knows none.
"""
