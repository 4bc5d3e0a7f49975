"""Records (hồ sơ): what each procedure says is kept, where, and for how long.

Read out of the table in the edition's text, corrected while it is a draft, part of the edition
after. ``reading`` is plain; ``listing`` writes the list of the whole agency down.
"""
