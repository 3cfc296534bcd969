"""The command `audit verdicts`: what people said of findings becomes entries that later runs keep to."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from audit import config as configuration
from audit import outputs
from audit.config import SUPPRESSIONS, Suppressions
from audit.outputs import PASSED
from audit.text.visible import visible
from audit.verdicts import Verdict, read


def command(*files: Path, write: Path = Path(SUPPRESSIONS)) -> int:
    """Take over what people said of findings: no errors are allowed from now on, errors are confirmed.

    Confirmed findings say so in reports, and `audit fix` makes their corrections. Exit status: 0.

    Parameters
    ----------
    files:
        What `audit check --report judge.tsv` or `--output labelstudio` wrote, with the judgements in it.
    write:
        The file that the entries are added to.
    """
    if not files:
        raise configuration.ConfigError("no verdicts given; try `audit verdicts judge.tsv`")
    judged = [read(path) for path in files]
    there = configuration.suppressed(write) if write.is_file() else Suppressions()
    known = {one.fingerprint for one in there.allow} | {one.fingerprint for one in there.confirm}
    last = {verdict.fingerprint: verdict for one in judged for verdict in one.verdicts}
    new = [verdict for verdict in last.values() if verdict.fingerprint not in known]
    if new:
        before = write.read_text(encoding="utf-8") if write.is_file() else ""
        with outputs.whole(write) as file:
            file.write((before + "".join(_entries(new, before))).encode())
    outputs.say("\n".join(_summary(write, new, len(last) - len(new), sum(one.open for one in judged))))
    if added := sum(one.added for one in judged):
        outputs.note([f"errors that people found themselves, which no finding is about: {added}, left out"])
    return PASSED


def _entries(verdicts: Iterable[Verdict], before: str) -> Iterator[str]:
    """The entries, each after a blank line."""
    yield "" if not before or before.endswith("\n") else "\n"
    for number, verdict in enumerate(verdicts):
        said = {"check": verdict.check, "fingerprint": verdict.fingerprint}
        said |= {} if verdict.is_error else {"reason": f"judged to be no error: {verdict.message}"}
        said |= {"owner": verdict.owner} if verdict.owner else {}
        rows = (f"{name} = {json.dumps(visible(text), ensure_ascii=False)}\n" for name, text in said.items())
        yield ("\n" if before or number else "") + f"[[{'confirm' if verdict.is_error else 'allow'}]]\n" + "".join(rows)


def _summary(write: Path, new: list[Verdict], known: int, left: int) -> Iterator[str]:
    errors = sum(verdict.is_error for verdict in new)
    if new:
        yield f"Wrote {write}: {errors} confirmed, {len(new) - errors} allowed from now on."
    else:
        yield "No new verdict."
    if known:
        yield f"{known} were there already."
    if left:
        yield f"{left} findings are not judged yet."
