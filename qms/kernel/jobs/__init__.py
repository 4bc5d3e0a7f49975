"""What the program does by itself: after a change, at the start, every day, every so often.

A job is a plain call that is told ids, or nothing: with ids it does that work, without it looks in
the database for all the work there is. So nothing rests on a message being kept:

* ``later(name, *ids)`` inside a verb hands the work on once the verb is safely kept, never before;
* a message lost on the way (the process was killed between the commit and the work) is made good by
  the timetable, since every job stands in it and finds its own work there. At the latest this is
  the next start, for a job ``at_start``, or the next time of the job;
* doing the same work twice does no harm: a job asks the database what is left to do.

What a job changes it changes through verbs, so it is never half done. A part that may fail by
itself is done with ``attempt(name, id)``. ``QMS_DATA/jobs.sqlite`` holds only messages; it may be
thrown away.
"""

from qms.kernel.jobs.engine import attempt, install, later, standing, tick
from qms.kernel.jobs.failures import Hopeless, failed
from qms.kernel.jobs.registry import Job, register, registered

__all__ = [
    "Hopeless",
    "Job",
    "attempt",
    "failed",
    "install",
    "later",
    "register",
    "registered",
    "standing",
    "tick",
]
