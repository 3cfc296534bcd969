"""The command `audit cache`."""

from typing import Literal

from audit import cache, outputs
from audit.outputs import PASSED, OutputError


def command(action: Literal["show", "clear"] = "show", /) -> int:
    """Say where results are kept for the next run, and how much they take, or clear them.

    Parameters
    ----------
    action:
        show or clear.
    """
    try:
        found = cache.clear() if action == "clear" else cache.state()
    except OSError as error:
        raise OutputError(f"{error.filename}: cannot be deleted: {error.strerror}; delete it by hand") from error
    outputs.say(f"{found.path}: {found.bytes} bytes{', now cleared' if action == 'clear' else ''}")
    return PASSED
