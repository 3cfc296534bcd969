"""Machine translation whose omissions and additions people labelled."""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from audit.model import Segment
from tests.benchmark.datasets import Half, half, rows

REMOVED = {
    "critical_id21_adj_adv_removed",
    "critical_id22_verb_removed",
    "critical_id23_noun_removed",
    "critical_id24_subj_removed",
    "critical_id25_ne_removed",
    "major_id5_pp_removed",
}


class Labelled(Struct, frozen=True):
    """A pair with the labels "omission" and "addition" that people gave it, and its half."""

    segment: Segment
    labels: frozenset[str]
    half: Half


def production_bugs() -> list[Labelled]:
    """Sentences that two engines got wrong, by kind: whether words are missing or too many (`robustnlp_errors`)."""
    names = {"under": "omission", "over": "addition"}
    return [
        _labelled(number, row["en"], row["zh_mt"], {names.get(label, "") for label in row["categories"].split(",")})
        for number, row in enumerate(rows("mt_testing_bugs/robustnlp_errors.en-zh.tsv"), 1)
    ]


def medical() -> list[Labelled]:
    """Abstracts translated by the systems of WMT21, first release; marks of experts, neutral ones aside."""
    return [
        _labelled(number, row["src"], row["tgt"], set(_marks(row)))
        for number, row in enumerate(rows("bio_mqm/bio_mqm.en-zh.jsonl"), 1)
        if row["direction"] == "en-zh" and row["tgt"].strip()
    ]


def _marks(row: dict[str, Any]) -> Iterator[str]:
    for error in (*row["src_errors"], *row["tgt_errors"]):
        if error["sub"] in ("Omission", "Addition") and error["sev"] != "Neutral":
            yield error["sub"].lower()


def contrasts() -> list[Labelled]:
    """Translations into English, each right, and once more with a word or phrase taken out or put in (DEMETR)."""
    found = []
    for number, row in enumerate(rows("demetr_zhen/demetr.zh-en.jsonl"), 1):
        label = "omission" if row["pert"] in REMOVED else "addition" if row["pert"] == "critical_id6_addition" else ""
        if label:
            for text, labels in ((row["en_mt_good"], set[str]()), (row["en_mt_bad"], {label})):
                found.append(_labelled(number, row["zh"], text, labels, "zh", "en"))
    return found


def _labelled(
    number: int, source: str, target: str, labels: set[str], language: str = "en", other: str = "zh-CN"
) -> Labelled:
    segment = Segment(
        id=str(number), source=source, target=target, source_language=language, target_language=other, origin=source
    )
    return Labelled(segment, frozenset(labels), half(source))


LABELLED: dict[str, Callable[[], list[Labelled]]] = {
    "production-bugs": production_bugs,
    "medical": medical,
    "contrasts, zh-en": contrasts,
}
"""The sets by name; halves are by source sentence."""
