"""A model is fetched only when told to, after its licence, here from a hub on this machine; then it scores offline."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tests.comet.conftest import ALONE, made

COMMIT = "0123456789abcdef0123456789abcdef01234567"
KIWI = "Unbabel/wmt22-cometkiwi-da"
ENCODER = "microsoft/infoxlm-large"


@contextmanager
def hub(folders: dict[str, Path], *, gated: bool = False) -> Iterator[tuple[str, list[str]]]:
    """Serve folders as the hub serves repositories: its address, and what was asked of it."""
    asked: list[str] = []

    class Hub(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.answer(body=False)

        def do_GET(self) -> None:
            self.answer(body=True)

        def answer(self, *, body: bool) -> None:
            asked.append(self.path)
            name = next(name for name in folders if f"/{name}/" in self.path)
            files = {str(path.relative_to(folders[name])): path for path in folders[name].rglob("*") if path.is_file()}
            if self.path.startswith("/api/models/"):
                listed = {"id": name, "sha": COMMIT, "siblings": [{"rfilename": file} for file in files]}
                return self.send(200, json.dumps(listed).encode(), body=body)
            if gated:
                return self.send(403, b"", body=body, headers={"X-Error-Code": "GatedRepo", "X-Error-Message": "gated"})
            content = files[self.path.partition(f"/{COMMIT}/")[2]].read_bytes()
            headers = {"ETag": f'"{len(content)}"', "X-Repo-Commit": COMMIT}
            return self.send(200, content, body=body, headers=headers)

        def send(self, status: int, content: bytes, *, body: bool, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for key, value in {"Content-Length": str(len(content)), **(headers or {})}.items():
                self.send_header(key, value)
            self.end_headers()
            if body:
                self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Hub) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def audit(*tokens: str, endpoint: str, home: Path, alone: bool = False) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "TRANSFORMERS_"))}
    proxies = {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
    environment = {**kept, **proxies, "HF_HOME": str(home), "HF_ENDPOINT": endpoint}
    command = [sys.executable, *(["-c", ALONE] if alone else ["-m", "audit"]), *tokens]
    return subprocess.run(
        command, env=environment, cwd=home.parent, capture_output=True, encoding="utf-8", timeout=300, check=False
    )


def test_fetched_once_then_scored_offline(encoder: Path, tmp_path: Path) -> None:
    made(tmp_path / "kiwi", "unified_metric", {"pretrained_model": str(encoder)})
    settings = tmp_path / "kiwi" / "hparams.yaml"
    settings.write_text(settings.read_text("utf-8").replace(str(encoder), ENCODER), encoding="utf-8")
    home, table = tmp_path / "home", "source\ttarget\nWe grew.\t我們成長。\n"
    (tmp_path / "talk.tsv").write_text(table, encoding="utf-8")
    with hub({KIWI: tmp_path / "kiwi", ENCODER: encoder}) as (endpoint, asked):
        refused = audit("models", "fetch", KIWI, endpoint=endpoint, home=home)
        assert refused.returncode == 2
        assert refused.stdout == f"{KIWI}: CC BY-NC-SA 4.0, not for commercial use, about 2.3 GB\n"
        assert "if your use is not, say so with --accept-licence" in refused.stderr
        assert asked == []
        fetched = audit("models", "fetch", KIWI, "--accept-licence", endpoint=endpoint, home=home)
        assert fetched.returncode == 0, fetched.stderr
        place = fetched.stdout.rpartition("It is in ")[2].strip()
        assert Path(place, "checkpoints", "model.ckpt").is_file()
        assert any(ENCODER in path for path in asked)
    listed = audit("models", endpoint=endpoint, home=home)
    assert [line.split()[0] for line in listed.stdout.splitlines() if line.endswith(place)] == [KIWI]
    tokens = ("score", "talk.tsv", "--metric", "cometkiwi", "--output", "json")
    scored = audit(*tokens, endpoint=endpoint, home=home, alone=True)
    assert scored.returncode == 0, scored.stderr
    assert json.loads(scored.stdout)["scores"][0]["signature"].startswith(f"cometkiwi|model:{KIWI}|")


def test_a_model_that_is_gated(models: Path, tmp_path: Path) -> None:
    with hub({KIWI: models / "unified_metric"}, gated=True) as (endpoint, _):
        done = audit("models", "fetch", KIWI, "--accept-licence", endpoint=endpoint, home=tmp_path / "home")
    assert done.returncode == 2
    assert "accepted its conditions" in done.stderr
    assert "hf auth login" in done.stderr


def test_no_network(tmp_path: Path) -> None:
    with hub({}) as (endpoint, _):
        pass
    done = audit("models", "fetch", "Unbabel/wmt22-comet-da", endpoint=endpoint, home=tmp_path / "home")
    assert done.returncode == 2
    assert done.stdout == "Unbabel/wmt22-comet-da: Apache-2.0, about 2.3 GB\n"
    assert "Unbabel/wmt22-comet-da cannot be fetched: " in done.stderr
    assert done.stderr.count("\n") == 1
