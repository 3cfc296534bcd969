"""The configuration: which parts run, with which options, and what is said of every mistake."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from audit import registry
from audit.config import Config, ConfigError, chosen, load, profile
from audit.gate import GateRules, Threshold
from audit.model import Severity
from audit.registry import UnknownName
from audit.starter import starter
from audit.suppression import Allow


def written(folder: Path, text: str) -> Path:
    path = folder / "audit.toml"
    path.write_text(text, encoding="utf-8")
    return path


def running(config: Config) -> set[str]:
    return {check.name for check in config.plan().checks}


EVERYTHING = set(registry.checks())
ON = {name for name, check in registry.checks().items() if check.default}
PUNCTUATION = {"doubled-punctuation", "halfwidth-punctuation", "unpaired-mark"}


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ((), (), ON),
        (("unpaired-mark",), (), {"unpaired-mark"}),
        (("locale/punctuation",), (), PUNCTUATION),
        (
            ("locale/punctuation", "wrong-language"),
            ("unpaired-mark",),
            PUNCTUATION - {"unpaired-mark"} | {"wrong-language"},
        ),
        ((), ("locale/punctuation",), ON - PUNCTUATION),
        ((), ("unpaired-mark",), ON - {"unpaired-mark"}),
        (("accuracy", "locale", "terminology", "markup", "source", "other"), (), EVERYTHING),
    ],
)
def test_selection(select: tuple[str, ...], ignore: tuple[str, ...], expected: set[str]) -> None:
    known = {check.category.partition("/")[0] for check in registry.checks().values()}
    select = tuple(name for name in select if name not in {"terminology", "markup", "source"} - known)
    assert running(Config(select=select, ignore=ignore)) == expected


@pytest.mark.parametrize(
    ("select", "ignore", "runs"),
    [
        ("unpaired-mark", "locale/punctuation", True),
        ("locale", "locale/punctuation", False),
        ("locale/punctuation", "locale", True),
        ("locale", "unpaired-mark", False),
        ("unpaired-mark", "unpaired-mark", False),
    ],
)
def test_the_closer_name_decides(select: str, ignore: str, runs: bool) -> None:
    config = Config(select=(select, "wrong-language"), ignore=(ignore,))
    assert ("unpaired-mark" in running(config)) == runs


def test_an_audit_without_checks_is_a_mistake() -> None:
    with pytest.raises(ConfigError, match="no check is left to run"):
        Config(select=("locale",), ignore=("locale",)).plan()


@pytest.mark.parametrize(
    ("name", "nearest"), [("unpaired-marks", "unpaired-mark"), ("locale/punctuaton", "locale/punctuation")]
)
@pytest.mark.parametrize("field", ["select", "ignore"])
def test_a_selection_of_nothing_names_the_nearest(field: str, name: str, nearest: str) -> None:
    with pytest.raises(UnknownName, match=f"did you mean “{nearest}”"):
        replace(Config(), **{field: (name,)}).plan()


def test_a_prefix_of_a_category_is_whole_words() -> None:
    with pytest.raises(UnknownName):
        Config(select=("local",)).plan()


def test_options_reach_the_parts(tmp_path: Path) -> None:
    config = load(
        written(
            tmp_path,
            """
            ignore = ["wrong-language"]
            [checks.unpaired-mark]
            severity = "critical"
            [metrics.bleu]
            lowercase = true
            [gate]
            fail_on = "never"
            [[allow]]
            check = "unpaired-mark"
            segment = 12
            reason = "a smiley"
            """,
        )
    )
    plan = config.plan()
    assert {check.name: check.severity for check in plan.checks}["unpaired-mark"] is Severity.CRITICAL
    assert "case:lc" in next(str(metric.signature) for metric in plan.metrics if metric.name == "bleu")
    assert plan.gate.fail_on == "never"
    assert [(entry.check, entry.segment, entry.reason) for entry in plan.allow] == [("unpaired-mark", 12, "a smiley")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("slect = []", "unknown key “slect”; did you mean “select”?"),
        ("zzz = 1", "unknown key “zzz”; there are select, ignore,"),
        ("[gate]\nfailon = 'major'", "unknown key “gate.failon”; did you mean “gate.fail_on”?"),
        ("[gate]\nfail_on = 'mayor'", "gate.fail_on"),
        ("[gate]\nmaximum_flagged = 5", "gate.maximum_flagged: expected `float` <= 1"),
        ("[gate.overrides]\nacuracy = 'minor'", "no check or category is called “acuracy”; did you mean “accuracy”?"),
        ("[gate.overrides]\naccuracy = 'mayor'", "gate.overrides"),
        ("[gate.scores.mqn]\nminimum = 9", "no score is called “mqn”; did you mean “mqm”?"),
        ("[gate.scores.mqm]\nminimun = 9", "did you mean “gate.scores.mqm.minimum”?"),
        ("[gate.scores]\nmqm = 95", "gate.scores"),
        ("baseline = 3", "baseline: expected `str"),
        ("[checks.unpaired-mark]\nseverty = 'minor'", "unknown key “checks.unpaired-mark.severty”; did you mean"),
        ("[checks.unpaired-mark]\nseverity = 'huge'", "checks.unpaired-mark.severity"),
        (
            "[checks.unpaired-mrk]\nseverity = 'minor'",
            "no check is called “unpaired-mrk”; did you mean “unpaired-mark”?",
        ),
        ("[metrics.blue]\n", "no metric is called “blue”; did you mean “bleu”?"),
        ("[metrics.bleu]\ntokenise = 'zh'", "did you mean “metrics.bleu.tokenize”?"),
        ("[[allow]]\ncheck = 'unpaired-mark'", "reason"),
        ("[[allow]]\ncheck = 'unpaired-mark'\nreason = 'r'\nsegmnt = '3'", "did you mean “allow.segment”?"),
        ("[[allow]]\ncheck = 'unpaired-marc'\nreason = 'r'", "did you mean “unpaired-mark”?"),
        ("[[allow]]\ncheck = 'unpaired-mark'\nreason = ''", "allow[0].reason: expected `str` of length >= 1"),
        ("[[allow]]\ncheck = 'unpaired-mark'\nreason = 'r'\ntext = ''", "allow[0].text"),
        ("[[allow]]\ncheck = 'unpaired-mark'\nreason = 'r'\nexpires = 'soon'", "allow[0].expires"),
        ("allow = 3", "allow"),
        ("gate = 3", "gate"),
        ("checks = 3", "checks"),
        ("[checks]\nunpaired-mark = 3", "checks.unpaired-mark: expected `object`, got `int`"),
        ("[[allow]]\ncheck = 3\nreason = 'r'", "allow[0].check: expected `str`, got `int`"),
        ("select = 'unpaired-mark'", "select"),
        ("select = ['nothing']", "no check or category is called “nothing”"),
        ("target_locale = 'zh_TW'", "target_locale"),
        ("direction = 'en-fr'", "direction"),
        ("select = [", "not TOML"),
        ("\x00", "not TOML"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_key(tmp_path: Path, text: str, said: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigError, match=re.escape(said)) as caught:
        load(path)
    assert str(path) in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"gone\.toml: cannot be read: no such file"):
        load(tmp_path / "gone.toml")


def test_an_unknown_profile_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean “strict-ci”"):
        profile("strict")


def test_a_profile_is_no_path() -> None:
    with pytest.raises(UnknownName):
        profile("../configs/default")


def test_which_configuration_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert chosen() == Config()
    path = written(tmp_path, "direction = 'zh-en'")
    assert chosen().direction == "zh-en"
    assert chosen(profile_name="advisory") == profile("advisory")
    other = path.rename(tmp_path / "other.toml")
    assert chosen(path=other).direction == "zh-en"
    with pytest.raises(ConfigError, match="exclude each other"):
        chosen(other, "advisory")


def test_suppressions_have_a_file_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    entry = "[[allow]]\ncheck = 'unpaired-mark'\nreason = 'from {}'\nexpires = 2099-01-01\n"
    (tmp_path / "audit-suppressions.toml").write_text(entry.format("the file"))
    assert [each.reason for each in chosen().allow] == ["from the file"]
    assert [each.reason for each in chosen(profile_name="advisory").allow] == ["from the file"]
    written(tmp_path, entry.format("the configuration"))
    assert [each.reason for each in chosen().allow] == ["from the configuration", "from the file"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[alow]]\ncheck = 'unpaired-mark'", "unknown key “alow”; did you mean “allow”?"),
        ("[[allow]]\ncheck = 'unpaired-mark'", "reason"),
        ("[[allow]]\ncheck = 'unpaired-mrk'\nreason = 'r'", "did you mean “unpaired-mark”?"),
        ("ignore = []", "unknown key “ignore”; there are allow"),
        ("[", "not TOML"),
    ],
)
def test_a_mistake_in_the_suppressions_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "audit-suppressions.toml").write_text(text)
    with pytest.raises(ConfigError, match=re.escape(said)) as caught:
        chosen()
    assert "audit-suppressions.toml: " in str(caught.value)


def test_a_baseline_is_seen_from_the_folder_of_its_configuration(tmp_path: Path) -> None:
    assert load(written(tmp_path, "baseline = 'known.json'")).baseline == str(tmp_path / "known.json")


def test_what_has_expired_allows_nothing() -> None:
    entries = [
        Allow(check="unpaired-mark", reason="r", expires=day)
        for day in (None, date(2025, 1, 30), date(2025, 1, 31), date(2025, 2, 1))
    ]
    plan = Config(allow=tuple(entries)).plan(date(2025, 1, 31))
    assert [entry.expires for entry in plan.expired] == [date(2025, 1, 30)]
    assert len(plan.allow) == 3


@pytest.mark.parametrize(
    ("threshold", "gate"),
    [
        ("minor", GateRules(fail_on="minor", maximum_flagged=0.5)),
        ("critical", GateRules(fail_on="critical", maximum_flagged=0.5)),
        ("never", GateRules(fail_on="never")),
    ],
)
def test_another_severity_may_fail(threshold: Threshold, gate: GateRules) -> None:
    assert Config(gate=GateRules(maximum_flagged=0.5)).failing_on(threshold).gate == gate


def test_the_starter_is_the_default_with_or_without_its_comment_signs(tmp_path: Path) -> None:
    assert load(written(tmp_path, starter())) == Config()
    lines = [line.removeprefix("# ") for line in starter().splitlines() if re.match(r"# (\[|\w+ = )", line)]
    live = load(written(tmp_path, "\n".join(lines)))
    asked = Config(metrics={name: {} for name, metric in registry.metrics().items() if not metric.default})
    assert live.plan().checks == asked.plan().checks
    assert live.plan().metrics == asked.plan().metrics
    assert {*tomllib.loads("\n".join(lines))} == {*Config.__struct_fields__}
