"""Looking into files of others apart from this process, with little memory, time and no files.

A decoder that a hostile file leads astray takes nothing with it: its process ends, and the file is
refused. ``run`` is all a capability needs.
"""

from qms.kernel.apart.door import Ended, run

__all__ = ["Ended", "run"]
