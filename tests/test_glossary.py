"""Glossaries: how they are read, what they ask, and what is said of bad ones."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit import config, glossary
from audit.checks.glossary_violation import GlossaryViolation
from audit.cli import main
from audit.model import Finding, Segment
from audit.reader import ReadError

TBX = """<?xml version="1.0" encoding="UTF-8"?>
{doctype}
<tbx type="TBX-Core" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="1">
 <langSec xml:lang="en"><termSec><term>network</term></termSec><termSec><term>net</term></termSec></langSec>
 <langSec xml:lang="zh-TW">
  <termSec><term>網絡</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>
  <termSec><term>網</term></termSec>
  <termSec><term>網路</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
 </langSec>
 <langSec xml:lang="zh-CN"><termSec><term>网络</term></termSec></langSec>
</conceptEntry></body></text></tbx>
"""
OLD_TBX = """<martif type="TBX"><text><body><termEntry>
<langSet xml:lang="en"><tig><term>bank</term></tig></langSet>
<langSet xml:lang="zh"><ntig><termGrp><term>銀行</term></termGrp></ntig></langSet>
</termEntry></body></text></martif>
"""


def write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def rules(path: Path, source: str = "en", target: str = "zh-TW") -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    found = glossary.requirements(glossary.read(path), source, target)
    return [(rule.term, rule.allowed, rule.forbidden) for rule in found]


def violations(source: str, target: str, *files: Path, locale: str = "zh-TW") -> list[Finding]:
    pair = Segment(id="1", source=source, target=target, target_language=locale)
    return list(GlossaryViolation(files=tuple(map(str, files))).find_all([pair]))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.tsv", "source\ttarget\tforbidden\nnetwork\t網路 | 網\t網絡\n"),
        ("a.csv", "Source,Target,Forbidden,Note\n\nnetwork,網路|網,網絡,for people\n"),
        ("a.csv", "source;target;forbidden\nnetwork;網路|網;網絡\n"),
        ("a.tab", "forbidden\tzh-TW\ten\tzh-CN\n網絡\t網路|網\tnetwork\t网络\n"),
        ("a.tsv", '"source"\t"target"\t"forbidden"\n"network"\t"網路|網"\t"網絡"\n'),
        ("a.TSV", "\ufeffsource\ttarget\tforbidden\r\nnetwork\t網路\t網絡\r\nNetwork\t網\t\r\n"),
    ],
)
def test_tables(tmp_path: Path, name: str, content: str) -> None:
    assert rules(write(tmp_path, name, content)) == [("network", ("網路", "網"), ("網絡",))]


def test_a_table_by_language_serves_both_directions(tmp_path: Path) -> None:
    path = write(tmp_path, "a.tsv", "en\tzh-TW\tzh-CN\tforbidden\nnetwork|net\t網路\t网络\t網絡|web\n")
    assert rules(path) == [("network", ("網路",), ("網絡",)), ("net", ("網路",), ("網絡",))]
    assert rules(path, "en", "zh-CN") == [("network", ("网络",), ("網絡",)), ("net", ("网络",), ("網絡",))]
    assert rules(path, "zh-CN", "en") == [("网络", ("network", "net"), ("web",))]


def test_the_very_locale_comes_before_one_in_its_script(tmp_path: Path) -> None:
    path = write(tmp_path, "a.tsv", "EN\tzh-HK\tzh_TW\tzh-CN\nquality\t質素\t品質\t质量\n")
    assert [rules(path, "en", locale)[0][1] for locale in ("zh-TW", "zh-HK", "zh-CN")] == [
        ("品質",),
        ("質素",),
        ("质量",),
    ]


@pytest.mark.parametrize("doctype", ["", '<!DOCTYPE tbx SYSTEM "http://192.0.2.1/tbx.dtd">'])
def test_tbx(tmp_path: Path, doctype: str) -> None:
    path = write(tmp_path, "a.tbx", TBX.format(doctype=doctype))
    asked = [("network", ("網路", "網"), ("網絡",)), ("net", ("網路", "網"), ("網絡",))]
    assert rules(path) == rules(path, "en-GB", "zh-HK") == asked
    assert rules(path, "en", "zh-CN") == [("network", ("网络",), ()), ("net", ("网络",), ())]
    assert rules(write(tmp_path, "old.tbx", OLD_TBX)) == [("bank", ("銀行",), ())]


def test_tbx_as_other_tools_write_it(tmp_path: Path) -> None:
    """With the status in a module's own namespace, markup inside a term, an entity, and in UTF-16."""
    content = TBX.format(doctype="").replace('"UTF-8"', '"UTF-16"').replace("<tbx ", '<tbx xmlns:min="urn:min" ')
    content = re.sub("<(/?)termNote[^>]*>", r"<\1min:administrativeStatus>", content)
    content = content.replace("<term>net<", "<term>R&amp;<hi>D</hi><!-- sic --> net<")
    path = tmp_path / "a.tbx"
    path.write_bytes(content.encode("utf-16"))
    assert [rule[0] for rule in rules(path)] == ["network", "R&D net"]
    assert rules(path)[0][1:] == (("網路", "網"), ("網絡",))


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.tsv", "", "a.tsv: the file is empty"),
        ("a.tsv", "source\ttarget\n", "a.tsv: no terms found"),
        ("a.tsv", "network\t網路\nbank\t銀行\n", "a.tsv:1: no columns of terms; found “network”, “網路”"),
        (
            "a.tsv",
            "source\ttarget\tforbiden\na\tb\tc\n",
            "a.tsv:1: unknown column “forbiden”; did you mean “forbidden”",
        ),
        ("a.tsv", "source\ttarget\nbank\t銀行\nnetwork\n", "a.tsv:3: the row has nothing to hold a translation to"),
        ("a.tsv", "source\ttarget\nbank\t銀行\n\t網路\n", "a.tsv:3: the row has nothing to hold a translation to"),
        ("a.csv", "source,target,case_sensitive\nbank,銀行,perhaps\n", "a.csv:2: “perhaps” under case_sensitive"),
        ("a.csv", 'source,target\n"net" of,網\n', "a.csv:2: the row starting here cannot be read"),
        ("a.csv", "source,target\nbank,銀行\nnet,網,路\n", "a.csv:3: expected 2 cells as in the header, found 3"),
        ("a.tbx", "<tbx><body>", "a.tbx:1: this is not well-formed XML"),
        ("a.tbx", "<tbx/>", "a.tbx: no terms found"),
        ("a.tbx", '<!DOCTYPE tbx [<!ENTITY x SYSTEM "x.txt">]><tbx>&x;</tbx>', "a.tbx:1: the file declares a document"),
        ("a.tbx", "<tbx>\n&x;</tbx>", "a.tbx:2: this is not well-formed XML: undefined entity"),
        ("a.tbx", OLD_TBX.replace(' xml:lang="zh"', ""), "a.tbx:3: the terms have no language"),
        ("a.docx", "x", "a.docx: not a glossary"),
    ],
)
def test_a_bad_glossary_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: str, problem: str
) -> None:
    path = write(tmp_path, name, content)
    with pytest.raises(ReadError) as caught:
        glossary.read(path)
    assert problem in str(caught.value)
    pairs = write(tmp_path, "pairs.tsv", "source\ttarget\nHello.\t大家好。\n")
    with pytest.raises(SystemExit) as left:
        main(["check", str(pairs), "--glossary", str(path)])
    assert left.value.code == 2
    assert problem in capsys.readouterr().err


def test_a_forbidden_rendering_is_replaced(tmp_path: Path) -> None:
    path = write(tmp_path, "a.tsv", "source\ttarget\tforbidden\nnetwork\t網路\t網絡\ncard\t信用卡|卡片\t卡\n")
    [finding] = violations("The networking of two networks", "網絡連接了網路。", path)
    assert finding.suggestion
    assert finding.suggestion.text == "網路"
    assert finding.facts["glossary"] == f"{path}:2"
    assert not violations("A network is a network.", "網路就是網路，不是網絡。", path)
    assert not violations("A card", "一張信用卡", path)
    assert [found.target_spans[0].start for found in violations("A card", "一張 卡", path)] == [3]


def test_case_and_parts_of_words_as_the_glossary_has_them(tmp_path: Path) -> None:
    header = "source\ttarget\tcase_sensitive\tpart_of_word\n"
    path = write(tmp_path, "a.tsv", header + "Apple\t蘋果公司\tyes\t\nsnow\t雪\t\tyes\nIT\t資訊科技\tno\t\n")
    assert not violations("An apple", "一顆水果", path)
    assert violations("By Apple", "由別人", path)
    assert violations("A snowman", "一個人", path)
    assert violations("about it", "關於此事", path)


def test_glossaries_of_the_configuration_are_seen_from_its_folder(tmp_path: Path) -> None:
    write(tmp_path, "terms.tsv", "source\ttarget\nnetwork\t網路\n")
    settings = config.load(
        write(tmp_path, "audit.toml", '[checks.glossary-violation]\nfiles = ["terms.tsv"]\nterms = {bank = "銀行"}\n')
    )
    options = settings.with_glossaries(Path("more.csv")).checks["glossary-violation"]
    assert options == {"files": [str(tmp_path / "terms.tsv"), "more.csv"], "terms": {"bank": "銀行"}}


def test_without_a_glossary_nothing_is_said() -> None:
    assert not violations("A network", "一家銀行")


@given(st.lists(st.tuples(st.text(max_size=6), st.text(max_size=6)), max_size=5), st.text(), st.text())
def test_any_terms_and_any_text(terms: list[tuple[str, str]], source: str, target: str) -> None:
    pair = Segment(id="1", source=source, target=target, target_language="zh-TW")
    for finding in GlossaryViolation(terms=dict(terms)).find_all([pair]):
        assert all(pair.text(span) for span in (*finding.source_spans, *finding.target_spans))
