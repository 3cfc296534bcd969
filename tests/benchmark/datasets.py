"""The sets that the benchmark reads, each in two halves by document.

Nothing may be tuned on the half it is reported on: the rules are written with an eye on "dev",
and "report" is only ever counted. The half is a hash of the document, so it never moves.
"""

import csv
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal, get_args

from msgspec import Struct

from audit.model import Segment

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"

Half = Literal["dev", "report"]
HALVES: tuple[Half, ...] = get_args(Half)


class AbsentData(Exception):
    """A file of the shared data that is not on this machine."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is absent; put the shared data in {DATA} to measure on it")


def half(document: str) -> Half:
    """The half that a document belongs to.

    >>> half("ntrex128/a.1") == half("ntrex128/a.1")
    True
    """
    return "dev" if hashlib.sha256(document.encode()).digest()[0] % 2 else "report"


def halved(segments: list[Segment], wanted: Half | None) -> list[Segment]:
    """The segments of one half, or all of them."""
    return [segment for segment in segments if wanted is None or half(segment.origin or "") == wanted]


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The rows of a TSV or JSONL file of the shared data."""
    path = DATA / name
    if not path.exists():
        raise AbsentData(path)
    with path.open(encoding="utf-8", newline="") as lines:
        if path.suffix == ".jsonl":
            yield from map(json.loads, lines)
        else:
            yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _pair(document: str, name: str, source: str, target: str, language: str) -> Segment:
    return Segment(id=name, source=source, target=target, origin=document, target_language=language)


def transcript() -> list[Segment]:
    """An earnings call, machine-translated into Traditional Chinese."""
    name = "transcript/pairs.jsonl"
    return [_pair(f"transcript/{row['id']}", str(row["id"]), row["en"], row["zh"], "zh-TW") for row in rows(name)]


def hkma() -> list[Segment]:
    """Annual reports of a monetary authority; rows where the PDF spaced its digits out are left out."""
    return [
        _pair(f"hkma/{'-'.join(row['id'].split('-')[:2])}", row["id"], row["en"], row["zh_Hant"], "zh-HK")
        for row in rows("hkma_wmt25term/hkma.en-zh_HK.tsv")
        if row["spaced_digit_noise"] == "0"
    ]


def _ntrex(column: str, language: str) -> list[Segment]:
    name = "ntrex128/ntrex128.tsv"
    return [_pair(f"ntrex128/{row['doc']}", row["id"], row["en"], row[column], language) for row in rows(name)]


def _flores(column: str, language: str) -> list[Segment]:
    name = "flores200/flores200_devtest.tsv"
    return [_pair(f"flores200/{row['id']}", row["id"], row["en"], row[column], language) for row in rows(name)]


def tico19() -> list[Segment]:
    """Health text about COVID-19."""
    return [
        _pair(f"tico19/{row['id'].partition(':')[0]}", row["id"], row["en"], row["zh_CN"], "zh-CN")
        for row in rows("tico19/tico19.en-zh.tsv")
    ]


def mgsm() -> list[Segment]:
    """School maths problems: nearly every pair has figures."""
    return [
        _pair(f"mgsm/{row['id']}", row["id"], row["en"], row["zh_CN"], "zh-CN") for row in rows("mgsm/mgsm.en-zh.tsv")
    ]


CLEAN: dict[str, Callable[[], list[Segment]]] = {
    "transcript": transcript,
    "hkma": hkma,
    "ntrex128-cn": lambda: _ntrex("zh_CN", "zh-CN"),
    "ntrex128-tw": lambda: _ntrex("zh_TW", "zh-TW"),
    "flores200-cn": lambda: _flores("zh_Hans", "zh-CN"),
    "flores200-tw": lambda: _flores("zh_Hant", "zh-TW"),
    "tico19": tico19,
    "mgsm": mgsm,
}
"""Sets whose translations are right, but for the slips that people make."""


class Edit(Struct, frozen=True):
    """A machine translation that people judged, with the right text where there is one."""

    wrong: Segment
    right: Segment | None
    note: str


def number_edits() -> list[Edit]:
    """Post-edits that put a figure right: the figure of the source is in the post-edit and not before."""
    return [
        Edit(
            _pair(document, row["id"], row["en"], row["zh_mt"], "zh-CN"),
            _pair(document, row["id"], row["en"], row["zh_pe_tok"], "zh-CN"),
            row["en_values_missing_in_mt_but_in_pe"],
        )
        for row in rows("mlqe_pe/number_edits.en-zh.tsv")
        if row["kind"] == "strict_number_error"
        for document in (f"number_edits/{row['split']}-{row['id']}",)
    ]


def right_in_other_words(edit: Edit) -> bool:
    """Whether every figure that the post-edit changed was right before, in another notation.

    The figures were told apart as strings, so that 20世纪50年代 passes for a wrong 1950s and 0.205 for a wrong .205.

    >>> pair = Segment(id="1", source="In the 1950s", target="20 世纪 50 年代")
    >>> right_in_other_words(Edit(pair, None, "1950"))
    True
    """
    target = edit.wrong.target
    return all(
        (f"{figure}s" in edit.wrong.source and re.search(_decade(figure), target))
        or (f".{figure}" in edit.wrong.source and f"0.{figure}" in target)
        for figure in edit.note.split()
    )


def _decade(year: str) -> str:
    return rf"{int(year[:2]) + 1}\s*世纪\s*{year[2:]}\s*年代" if re.fullmatch(r"\d{3}0", year) else "$^"


def mutations(bug: bool) -> list[Edit]:
    """Translations of sentences with a figure exchanged, by whether people saw more change than that figure."""
    return [
        Edit(_pair(document, str(number), row["en_after"], row["zh_after"], "zh-CN"), None, row["en_diff"])
        for number, row in enumerate(rows("mt_testing_bugs/cat_labelled_mutations.en-zh.jsonl"), 1)
        if row["number_mutation"] and row["human_bug"] is bug
        for document in (f"mutations/{number}",)
    ]


def production_bugs() -> list[Edit]:
    """Sentences that two production engines got wrong in any way, a few of them in a figure."""
    return [
        Edit(_pair(f"robustnlp/{row['en']}", str(number), row["en"], row["zh_mt"], "zh-CN"), None, row["back_gloss"])
        for number, row in enumerate(rows("mt_testing_bugs/robustnlp_errors.en-zh.tsv"), 1)
    ]


EDITS: dict[str, Callable[[], list[Edit]]] = {
    "number_edits": number_edits,
    "number_edits-wrong": lambda: [edit for edit in number_edits() if not right_in_other_words(edit)],
    "mutations-inconsistent": lambda: mutations(True),
    "mutations-consistent": lambda: mutations(False),
    "production-bugs": production_bugs,
}
"""Real machine translation, with what people said of it."""
