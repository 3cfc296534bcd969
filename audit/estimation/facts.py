"""What can be counted in a pair that tells of the quality of its translation."""

import re
from collections.abc import Sequence
from itertools import groupby
from math import log
from statistics import fmean

from msgspec import Struct

from audit.encoder.pieces import Piece, rarity
from audit.model import Segment
from audit.quantities import differences
from audit.text.names.latin import stray_names
from audit.text.terminology.english_words import LATIN_WORD

_DIGIT = re.compile(r"\d")
_COMMA = re.compile("[,，、;；:：]")
_BRACKET = re.compile('[()（）「」『』“”"《》]')
_CLOSED = re.compile(r"[.!?。！？…][\s\"”’」』)）]*\Z")
_END = re.compile("[.!?。！？…]")


class Facts(Struct, frozen=True):
    """Counts of a pair of English and Chinese, each about as large in a short text as in a long one."""

    english_length: float
    chinese_length: float
    length_ratio: float
    english_characters: float
    chinese_characters: float
    character_ratio: float
    english_ends: float
    chinese_ends: float
    english_sentences: float
    chinese_sentences: float
    english_commas: float
    chinese_commas: float
    english_brackets: float
    chinese_brackets: float
    english_digits: float
    chinese_digits: float
    word_length: float
    pieces_of_a_word: float
    most_pieces_of_a_word: float
    words_in_many_pieces: float
    rarest_word: float
    rare_words: float
    english_rarity: float
    english_rarest: float
    english_spread: float
    chinese_rarity: float
    chinese_rarest: float
    chinese_spread: float
    chinese_single: float
    capitals: float
    names: float
    latin: float
    latin_shared: float
    latin_alone: float
    stray_names: float
    wrong_figures: float


def facts(english: str, chinese: str, left: Sequence[Piece], right: Sequence[Piece]) -> Facts:
    """Count. `left` and `right` are the pieces of the two texts.

    >>> from audit.encoder.pieces import pieces
    >>> english, chinese = "Revenue rose by 5%.", "營收成長6%。"
    >>> counted = facts(english, chinese, pieces(english), pieces(chinese))
    >>> counted.wrong_figures > 0, counted.latin
    (True, 0.0)
    """
    words = english.split() or [""]
    parts = _words(left)
    by_word = [sum(map(rarity, part)) for part in parts] or [0.0]
    ours = [rarity(piece) for piece in left] or [0.0]
    theirs = [rarity(piece) for piece in right if piece.end > piece.start] or [0.0]
    latin = {word.casefold() for word in LATIN_WORD.findall(chinese)}
    known = {word.casefold() for word in LATIN_WORD.findall(english)}
    pair = Segment(id="", source=english, target=chinese, source_language="en", target_language="zh")
    return Facts(
        english_length=log(1 + len(left)),
        chinese_length=log(1 + len(right)),
        length_ratio=log((1 + len(left)) / (1 + len(right))),
        english_characters=log(1 + len(english)),
        chinese_characters=log(1 + len(chinese)),
        character_ratio=log((1 + len(english)) / (1 + len(chinese))),
        english_ends=float(bool(_CLOSED.search(english))),
        chinese_ends=float(bool(_CLOSED.search(chinese))),
        english_sentences=log(1 + len(_END.findall(english))),
        chinese_sentences=log(1 + len(_END.findall(chinese))),
        english_commas=len(_COMMA.findall(english)) / len(words),
        chinese_commas=len(_COMMA.findall(chinese)) / len(words),
        english_brackets=log(1 + len(_BRACKET.findall(english))),
        chinese_brackets=log(1 + len(_BRACKET.findall(chinese))),
        english_digits=log(1 + len(_DIGIT.findall(english))),
        chinese_digits=log(1 + len(_DIGIT.findall(chinese))),
        word_length=len(english) / len(words),
        pieces_of_a_word=len(left) / len(words),
        most_pieces_of_a_word=log(max(map(len, parts), default=1)),
        words_in_many_pieces=sum(len(part) > 2 for part in parts) / len(words),
        rarest_word=max(by_word),
        rare_words=sum(value > 15 for value in by_word) / len(words),
        english_rarity=fmean(ours),
        english_rarest=fmean(sorted(ours)[-3:]),
        english_spread=_spread(ours),
        chinese_rarity=fmean(theirs),
        chinese_rarest=fmean(sorted(theirs)[-3:]),
        chinese_spread=_spread(theirs),
        chinese_single=sum(piece.end - piece.start == 1 for piece in right) / (1 + len(right)),
        capitals=sum(map(str.isupper, english)) / (1 + len(english)),
        names=log(1 + sum(word[:1].isupper() for word in words[1:])),
        latin=sum(map(len, LATIN_WORD.findall(chinese))) / (1 + len(chinese)),
        latin_shared=log(1 + len(latin & known)),
        latin_alone=log(1 + len(latin - known)),
        stray_names=float(len(stray_names(chinese, english))),
        wrong_figures=float(min(len(differences(pair)), 3)),
    )


def _words(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces that touch, word by word."""
    starts = 0
    numbered = []
    for piece, before in zip(pieces, [None, *pieces], strict=False):
        starts += before is None or piece.start > before.end
        numbered.append((starts, piece))
    return [[piece for _, piece in group] for _, group in groupby(numbered, key=lambda item: item[0])]


def _spread(values: Sequence[float]) -> float:
    mean = fmean(values)
    return float(fmean((value - mean) ** 2 for value in values) ** 0.5)
