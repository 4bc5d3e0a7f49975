"""The door through which the web server enters."""

import os

from qms.app import create_app
from qms.config import settings_from

application = create_app(settings_from(os.environ, background=True))
