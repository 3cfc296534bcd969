"""Learns audit/data/associations.tsv: which Chinese character pairs an English word tends to go with.

From the development halves of the clean sets and the post-edits of the MLQE-PE training part; nothing is read from a
report half. Dice coefficient (Dice 1945) of the pairs in which both occur; words and pairs seen together fewer than
four times, or with a coefficient under .16, are left out.

    python -m tests.training.associations
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from audit.text.simplified import simplified
from audit.text.terminology.associations import stem
from tests.benchmark.datasets import CLEAN, halved, rows

TABLE = Path(__file__).parents[2] / "audit" / "data" / "associations.tsv"
SETS = ("hkma", "ntrex128-cn", "ntrex128-tw", "tico19")
LEAST_TOGETHER, LEAST_DICE, MOST_PER_WORD = 4, 0.16, 5
STOP_WORDS = """
the a an of to in and for on at by with as is are was were be been it its this that from or which has have had not but
also will would can could may than their they he she his her we our you i all more over into about after between during
under such these those some any other one two three no so if when where who what there per
"""
_WORD = re.compile(r"[a-z]{2,}")
_HAN = re.compile(r"[\u4e00-\u9fff]+")


def pairs() -> Iterator[tuple[str, str]]:
    """English and Chinese texts to learn from."""
    for name in SETS:
        for segment in halved(CLEAN[name](), "dev"):
            yield segment.source, segment.target
    for row in rows("mlqe_pe/mlqe_pe.en-zh.jsonl"):
        if row["split"] == "train" and row.get("zh_pe_tok"):
            yield row["en"], row["zh_pe_tok"].replace(" ", "")


def main() -> None:
    """Count, and write the table."""
    stop_words = set(_WORD.findall(STOP_WORDS))
    words, grams, together = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    for english, chinese in pairs():
        said = {stem(word) for word in _WORD.findall(english.lower()) if word not in stop_words}
        runs = _HAN.findall(simplified(chinese))
        heard = {run[place : place + 2] for run in runs for place in range(len(run) - 1)}
        words.update(said)
        grams.update(heard)
        together.update((word, gram) for word in said for gram in heard)
    best: dict[str, list[tuple[float, str]]] = {}
    for (word, gram), count in together.items():
        dice = 2 * count / (words[word] + grams[gram])
        if count >= LEAST_TOGETHER and dice >= LEAST_DICE:
            best.setdefault(word, []).append((dice, gram))
    lines = []
    for word in sorted(best):
        strongest = sorted(best[word], reverse=True)[:MOST_PER_WORD]
        lines.append(word + "\t" + " ".join(f"{gram}:{round(dice * 100)}" for dice, gram in strongest))
    TABLE.write_text("\n".join(["english\tchinese", *lines]) + "\n", encoding="utf-8")
    print(f"{TABLE}: {len(lines)} words")


if __name__ == "__main__":
    main()
