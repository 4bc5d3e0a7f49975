"""Office files (Word, workbooks) as what they are: a zip of XML parts. What is common to both.

``gate`` decides whether such a file may come in; each capability says the causes in its own words.
"""
