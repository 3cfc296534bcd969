"""Killed at any moment: a report is whole, old or new, and what is left behind is in nobody's way."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
KILLS = 50
PROGRAM = f"""
import itertools, os, random, signal, time
from pathlib import Path
from msgspec.structs import replace
from audit import outputs, registry
from audit.api import audit_files
from tests.worst import written

new = audit_files("talk.tsv")
old = replace(new, signature=f"{{new.signature}}|old")
kinds = {{f"report{{kind.suffix}}": kind() for kind in registry.writers().values() if kind.suffix}}
wanted = {{name: {{written(kind.name, old), written(kind.name, new)}} for name, kind in kinds.items()}}
moments = random.Random(7)
for _ in range({KILLS}):
    child = os.fork()
    if not child:
        for report in itertools.cycle((old, new)):
            for name, kind in kinds.items():
                outputs.save(report, Path(name).resolve(), kind)
    time.sleep(moments.uniform(0, 0.04))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    for name in kinds:
        assert not Path(name).exists() or Path(name).read_bytes() in wanted[name], f"{{name}} is half-written"
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, to kill a run again and again in no time")
def test_no_report_is_half_written(tmp_path: Path) -> None:
    (tmp_path / "talk.tsv").write_text("source\ttarget\nRevenue rose by 5%.\t營收成長6%。\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    left = [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]
    assert left, "no kill came while a report was being written"
    again = subprocess.run(
        [sys.executable, "-m", "audit", "check", ".", "--report", "report.json"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert again.returncode == 1, again.stderr
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert [one["path"] for one in report["inputs"]] == ["talk.tsv"]
