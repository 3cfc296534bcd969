"""What changed in git: the segments that an older revision of the inputs does not have."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from audit import registry
from audit.files import read_contents
from audit.model import Input, Segment
from audit.reader import Fields, Reader, ReadError

FOREIGN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What git sets for the hooks it runs, about a place that need not be where an input is."""


def changed(segments: Sequence[Segment], inputs: Sequence[Input], revision: str, fields: Fields) -> frozenset[str]:
    """Ids of the segments, as they were read from the inputs, whose texts the revision does not have.

    Where they stand does not matter. Raises ReadError outside a checkout, or where there is no such revision.
    """
    together = registry.read_together(inputs, fields)
    older = {pair for reader, group in together for pair in _older(reader, group, revision)}
    return frozenset(segment.id for segment in segments if (segment.source, segment.target) not in older)


def _older(reader: Reader, group: Sequence[Input], revision: str) -> list[tuple[str, str]]:
    """The pairs that these files had; none where they were not there, or not yet in this format."""
    contents = [(path, _content(path, revision)) for path in (Path(part.path) for part in group)]
    there = [(path, content) for path, content in contents if content is not None]
    if len(there) < len(group):
        return []
    try:
        return [(segment.source, segment.target) for segment in read_contents(reader, there)]
    except ReadError:
        return []


def _content(path: Path, revision: str) -> bytes | None:
    """What the file was at the revision, as a checkout would write it; None where it was not there."""
    path = path.resolve()
    found = _git(path, "rev-parse", "--show-toplevel")
    if found.returncode:
        raise ReadError(path, None, f"git says “{_said(found)}”", "give --since only for files in a git checkout")
    found = _git(path, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode:
        remedy = "give a commit, branch or tag; a shallow clone has few: fetch more of it"
        raise ReadError(f"--since {revision}", None, f"git knows no such revision of {path.name}", remedy)
    there = f"{found.stdout.decode().strip()}:./{path.name}"
    if _git(path, "cat-file", "-e", there).returncode:
        return None
    found = _git(path, "cat-file", "--filters", there)
    if found.returncode:
        raise ReadError(path, None, f"git says “{_said(found)}”", f"see that `git show {revision}` works")
    return found.stdout


def _git(path: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run git in the folder of a file."""
    environment = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    try:
        return subprocess.run(["git", *arguments], cwd=path.parent, env=environment, capture_output=True, check=False)
    except FileNotFoundError:
        raise ReadError("--since", None, "there is no git here", "install it, or leave --since out") from None


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stderr.decode(errors="replace").partition("\n")[0].removeprefix("fatal: ")
