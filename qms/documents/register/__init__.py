"""The register: the agency's list of internal documents, as a page, a spreadsheet and a Word file.

ISO 9001:2015, 7.5.3 wants documented information identified and controlled; the register is where
an auditor begins. ``asked`` says what a reader wants to see of it, ``columns`` what it can show.
"""
