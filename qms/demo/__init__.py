"""A made-up ward with two years behind it, to try the program on.

It is built through the same verbs that people use, by people who each sign with their own password;
only the clock is set back, which nothing else may do, and only in an empty installation.
"""

from qms.demo.build import NotEmpty, build
from qms.demo.hurry import cut_off

__all__ = ["NotEmpty", "build", "cut_off"]
