"""The README keeps its word: its commands run, its Python runs, its configuration loads, its files are there."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from audit import Config, cli, load, registry
from audit.demonstration import SAMPLE

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


BRAND = """<tbx><conceptEntry>
<langSec xml:lang="en"><termSec><term>Northlake Cloud</term></termSec></langSec>
<langSec xml:lang="zh-TW"><termSec><term>北湖雲</term></termSec></langSec>
</conceptEntry></tbx>
"""
XLIFF = """<xliff version="2.0"><file><unit><segment>
<source>Revenue rose by 5%.</source><target>營收成長6%。</target>
</segment></unit></file></xliff>
"""


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def commands() -> Iterator[str]:
    for block in [*blocks("sh"), *re.findall(r"`(audit [^`\s]+ [^`]+)`", README)]:
        yield from (line.partition("  #")[0].strip() for line in block.splitlines() if line.startswith("audit "))


@pytest.mark.parametrize("command", list(commands()))
def test_commands(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("talk.txt", "other.txt", "human.txt"):
        shutil.copy(SAMPLE, name)
    Path("talk.en").write_text("Revenue rose.\n", encoding="utf-8")
    for name in ("talk.zh", "other.zh"):
        Path(name).write_text("營收成長。\n", encoding="utf-8")
    Path("talk.xlf").write_text(XLIFF, encoding="utf-8")
    Path("terms.tsv").write_text("source\ttarget\nrevenue\t營收\n", encoding="utf-8")
    Path("brand.tbx").write_text(BRAND, encoding="utf-8")
    with pytest.raises(SystemExit):
        cli.main(["check", "talk.txt", "--report", "judge.tsv"])
    with pytest.raises(SystemExit) as stopped:
        cli.main(shlex.split(command)[1:])
    assert stopped.value.code in (0, 1, None)
    assert all(Path(name).is_file() for name in re.findall(r"--report (\S+)", command))


@pytest.mark.parametrize(
    ("block", "said"), re.findall(r"^```python\n(.*?)^```\n\nprints\n\n```text\n(.*?)^```$", README, re.S | re.M)
)
def test_python_prints_what_it_says(block: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(block, {"__name__": "readme"})
    assert capsys.readouterr().out == said


@pytest.mark.parametrize("block", blocks("toml"))
def test_configuration(block: str, tmp_path: Path) -> None:
    (tmp_path / "audit.toml").write_text(block, encoding="utf-8")
    assert load(tmp_path / "audit.toml") != Config()


@pytest.mark.parametrize("target", re.findall(r"^make ([\w-]+)$", "\n".join(blocks("sh")), re.MULTILINE))
def test_make_targets(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("path", re.findall(r"\]\(([^)#:]+)\)", README))
def test_links(path: str) -> None:
    assert (ROOT / path).exists()


def test_the_list_of_checks_is_whole_and_tells_which_do_not_always_run() -> None:
    [table] = re.findall(r"^\| family \| checks \|\n(.*?)\n\n", README, re.S | re.M)
    listed = re.findall(r"`([\w-]+)`(\*?)", table)
    assert sorted(listed) == sorted((name, "" if kind.default else "*") for name, kind in registry.checks().items())


def test_every_command_and_every_option_of_check_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    named = re.findall(r"^│ (\w+) ", capsys.readouterr().out, re.M)
    assert named
    assert set(named) == set(re.findall(r"`audit (\w+)`", README))
    with pytest.raises(SystemExit):
        cli.main(["check", "--help"])
    options = set(re.findall(r"^│ (--[\w-]+)", capsys.readouterr().out, re.M))
    [table] = re.findall(r"^\| option of `audit check` \|.*?\n\n", README, re.S | re.M)
    assert options
    assert options == set(re.findall(r"`(--[\w-]+)`", table))
