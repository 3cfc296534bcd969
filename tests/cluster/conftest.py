"""A cluster of this machine, as `ray start --head` makes it, and Parquet files for it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from secrets import token_hex
from typing import NamedTuple

import pytest

collect_ignore_glob = [] if find_spec("ray") else ["test_*.py"]

ROOT = Path(__file__).parent.parent.parent
MARK = "AUDIT_TEST_CLUSTER"
METRIC = """
import os
from typing import ClassVar
from audit.metric import MeanMetric
from audit.model import Score, Signature

class OnGpu(MeanMetric, frozen=True):
    name = "on-gpu"
    needs = frozenset()
    default = False
    device: str = "auto"

    @property
    def signature(self):
        return Signature(self.name)

    def score(self, segments):
        seen = 1.0 if os.environ.get("CUDA_VISIBLE_DEVICES") else 0.0
        yield from self.told(segments, [seen] * len(segments), str(self.signature))
"""
"""A metric as those of COMET are, which tells whether it was given a GPU."""


class Cluster(NamedTuple):
    """A running cluster."""

    address: str
    environment: dict[str, str]

    def begin(self, *command: str) -> subprocess.Popen[str]:
        """Run `audit` in a process group of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "audit", *command, "--address", self.address],
            env=self.environment,
            start_new_session=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def workers(self) -> list[int]:
        """The processes of this very cluster that audit parts."""
        found = []
        mark = f"{MARK}={self.environment[MARK]}".encode()
        for process in Path("/proc").iterdir():
            try:
                if process.name.isdigit() and b"ray::MapWorker" in (process / "cmdline").read_bytes():
                    found += [int(process.name)] if mark in (process / "environ").read_bytes() else []
            except OSError:  # it has ended, or is somebody else's
                continue
        return found


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster of three processors and what it is told is a GPU."""
    site = tmp_path_factory.mktemp("site")
    (site / "on_gpu.py").write_text(METRIC, encoding="utf-8")
    installed = site / "on_gpu-1.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: on-gpu\nVersion: 1.0\n")
    (installed / "entry_points.txt").write_text("[translation_auditor.metrics]\non-gpu = on_gpu:OnGpu\n")
    folder = tempfile.mkdtemp(prefix="ray")  # short: sockets are in it
    environment = {
        **os.environ,
        MARK: folder,
        "PYTHONPATH": os.pathsep.join([str(site), str(ROOT)]),
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_AUTH_MODE": "token",  # nobody else on the machine is let in, and nothing is written into anybody's home
        "RAY_AUTH_TOKEN": token_hex(32),
        "OPENBLAS_NUM_THREADS": "1",
    }
    port = _free()
    command = ["start", "--head", "--block", "--include-dashboard=false", "--num-cpus=3", "--num-gpus=1"]
    command += [f"--temp-dir={folder}", f"--port={port}", "--node-ip-address=127.0.0.1"]
    program = str(Path(sys.executable).with_name("ray"))
    log = (site / "head.log").open("wb")
    head = subprocess.Popen([program, *command], env=environment, start_new_session=True, stdout=log, stderr=log)
    try:
        _wait(head, site / "head.log")
        yield Cluster(f"127.0.0.1:{port}", environment)
    finally:
        log.close()
        with suppress(ProcessLookupError):
            os.killpg(head.pid, signal.SIGTERM)
        head.wait(timeout=60)
        shutil.rmtree(folder, ignore_errors=True)


def _free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait(head: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end and head.poll() is None:
        if "Ray runtime started" in log.read_text(encoding="utf-8", errors="replace"):
            return
        time.sleep(0.2)
    pytest.fail(f"no cluster came up: {log.read_text(encoding='utf-8', errors='replace')}")
