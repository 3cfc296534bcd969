"""Learns audit/data/word_renderings.tsv: which Chinese words an English word is rendered by.

From the development halves of the clean sets, with the machine translations of their annual reports; from the training
and development parts of MLQE-PE, without the rows that the report half of the benchmark counts; and from Bio-MQM.
Nothing is read from a report half.

Expectation maximisation in both directions (IBM Model 1, Brown et al. 1993, https://aclanthology.org/J93-2003), on the
words of each pair as sets; a rendering is as sure as the geometric mean of the two probabilities.

    python -m tests.training.word_renderings
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audit.text.simplified import simplified
from audit.text.terminology.associations import stem
from audit.text.terminology.word_renderings import LONGEST
from tests.benchmark.datasets import CLEAN, half, halved, number_edits, rows
from tests.training.associations import STOP_WORDS

TABLE = Path(__file__).parents[2] / "audit" / "data" / "word_renderings.tsv"
HEAD = "# English stems and what renders them in Chinese, of a hundred, by `make renderings`.\n"
ROUNDS, SEEN, LEAST, TOGETHER, MOST = 6, 2, 0.05, 1.0, 6
"""Rounds of learning; how often a word must be seen, how sure and how often (as expected) a rendering must be, and how
many are kept."""
LONG = (150, 200)
"""Words of either language above which a pair tells little."""
_WORD = re.compile(r"[a-z]{2,}")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_NUMERALS = set("零〇一二三四五六七八九十百千万亿两")
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Row = tuple[str, list[str], list[str]]
"""A document, the stems of the English text, the words of the Chinese one."""


def pairs() -> Iterator[tuple[str, str, str]]:
    """Documents with the English and Chinese texts to learn from."""
    for load in CLEAN.values():
        for segment in halved(load(), "dev"):
            yield segment.origin or "", segment.source, segment.target
    for row in rows("hkma_wmt25term/hkma_mt_outputs.en-zh_HK.jsonl"):
        document = f"hkma/{'-'.join(row['id'].split('-')[:2])}"
        if half(document) == "dev":
            yield from ((document, row["en"], output) for _, output in sorted(row["mt"].items()))
    counted = {edit.wrong.source for edit in number_edits() if half(edit.wrong.origin or "") == "report"}
    for row in rows("mlqe_pe/mlqe_pe.en-zh.jsonl"):
        if row["split"] in ("train", "dev") and row["en"] not in counted:
            yield f"mlqe/{row['doc']}", row["en"], row["zh_mt"]
            yield f"mlqe/{row['doc']}", row["en"], joined(row.get("zh_pe_tok") or "")
    for row in rows("mlqe_pe/critical_errors_wmt21.en-zh.tsv"):
        if row["split"] in ("train", "dev") and row["label"] == "NOT":
            yield "wmt21", row["en"], joined(row["zh_mt_tok"])
    for row in rows("bio_mqm/bio_mqm.en-zh.jsonl"):
        yield "bio_mqm", row["src"], row["tgt"]


def joined(words: str) -> str:
    """Chinese whose words were set apart, as it was; a space is a word of its own.

    >>> joined("在 2006   年 筹集")
    '在2006 年筹集'
    """
    return words.replace("   ", "\n").replace(" ", "").replace("\n", " ")


def tokens() -> list[Row]:
    """The words of each pair, none twice."""
    found = dict.fromkeys(pairs())
    both = ((document, _stems(english), _words(chinese)) for document, english, chinese in found)
    return [row for row in both if 0 < len(row[1]) <= LONG[0] and 0 < len(row[2]) <= LONG[1]]


def _stems(english: str) -> list[str]:
    return sorted({stem(word) for word in _WORD.findall(english.lower())})


def _words(chinese: str) -> list[str]:
    import jieba

    runs = _HAN.findall(simplified(chinese))
    return sorted({word for run in runs for word in jieba.cut(run) if not set(word) <= _NUMERALS})


def learn(read: Sequence[Row]) -> dict[str, list[tuple[float, str]]]:
    """By English stem its renderings, the surest first."""
    english, chinese = _numbered(row[1] for row in read), _numbered(row[2] for row in read)
    texts, stems, words = _together(read, english, chinese)
    width = len(chinese) + 1
    kinds, kind = np.unique(stems * width + words, return_inverse=True)
    forth, counted = _probabilities(kind, len(kinds), kinds // width, texts * width + words, words > 0)
    back, heard = _probabilities(kind, len(kinds), kinds % width, texts * (len(english) + 1) + stems, stems > 0)
    sure, often = np.sqrt(forth * back), np.sqrt(counted * heard)
    stop_words = set(STOP_WORDS.split())
    names = [["", *table] for table in (english, chinese)]
    found: dict[str, list[tuple[float, str]]] = {}
    for place in np.flatnonzero((sure >= LEAST) & (often >= TOGETHER) & (kinds >= width) & (kinds % width > 0)):
        one, other = names[0][kinds[place] // width], names[1][kinds[place] % width]
        if one not in stop_words and len(other) <= LONGEST:
            found.setdefault(one, []).append((float(sure[place]), other))
    return {one: sorted(others, reverse=True)[:MOST] for one, others in sorted(found.items())}


def _numbered(texts: Iterable[list[str]]) -> dict[str, int]:
    """Words that come often enough, from 1."""
    counts = Counter(word for text in texts for word in text)
    return {word: number for number, word in enumerate((word for word in counts if counts[word] >= SEEN), 1)}


def _together(read: Sequence[Row], english: dict[str, int], chinese: dict[str, int]) -> tuple[Ints, Ints, Ints]:
    """Every two words of a pair, 0 for none: the number of the pair, the stem, the Chinese word."""
    parts: list[tuple[Ints, Ints, Ints]] = []
    for number, (_, stems, words) in enumerate(read):
        left = np.array([0, *(english[word] for word in stems if word in english)], dtype=np.int64)
        right = np.array([0, *(chinese[word] for word in words if word in chinese)], dtype=np.int64)
        size = len(left) * len(right)
        parts.append((np.full(size, number), np.repeat(left, len(right)), np.tile(right, len(left))))
    texts, stems_, words_ = (np.concatenate(column) for column in zip(*parts, strict=True))
    return texts, stems_, words_


def _probabilities(
    kind: Ints, kinds: int, given: Ints, wanted: Ints, is_word: NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """How likely each kind of rendering is, given its word, and how often it is expected."""
    likely: Floats = np.ones(kinds)
    expected: Floats = likely
    place = np.unique(wanted, return_inverse=True)[1]
    for _ in range(ROUNDS):
        totals = np.bincount(place, weights=likely[kind])[place]
        shares = np.where(is_word & (totals > 0), likely[kind] / np.maximum(totals, 1e-300), 0.0)
        expected = np.bincount(kind, weights=shares, minlength=kinds).astype(np.float64)
        likely = expected / np.maximum(np.bincount(given, weights=expected), 1e-12)[given]
    return likely, expected


def write(table: dict[str, list[tuple[float, str]]], path: Path = TABLE) -> None:
    """Write the table that the package reads."""
    entries = ((one, " ".join(f"{other}:{round(100 * sure)}" for sure, other in all_)) for one, all_ in table.items())
    path.write_text(HEAD + "".join(f"{one}\t{others}\n" for one, others in entries), encoding="utf-8")


def main() -> None:
    """Learn, and write the table."""
    table = learn(tokens())
    write(table)
    print(f"{TABLE}: {len(table)} words")


if __name__ == "__main__":
    main()
