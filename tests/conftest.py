"""No test asserts a time, and a run of CI tries the same examples every time."""

import os

from hypothesis import settings

settings.register_profile("project", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("project")
