"""The command, run in this process as a shell would run it."""

import pytest

from audit import cli


def audit(*tokens: str) -> int:
    """The exit status of the command with these words after its name."""
    with pytest.raises(SystemExit) as stopped:
        cli.main(tokens)
    return int(stopped.value.code or 0)
