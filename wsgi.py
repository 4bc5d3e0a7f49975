"""The door through which the web server enters."""

import gc
import os

from qms.app import create_app
from qms.config import settings_from

application = create_app(settings_from(os.environ, background=True))
# What stays for ever need not be looked through again and again: each full collection of the
# program's own modules held up a page by a sixth of a second.
gc.freeze()
