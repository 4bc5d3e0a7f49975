"""Why a nonconformity came about: the whys of five branches, read, judged and drawn.

Plain Python without tables and pages. Sources: ISO 9001:2015, 10.2.1 b; the fishbone and the five
whys on the form that agencies keep for system procedure 04.
"""
