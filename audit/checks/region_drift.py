"""Words of another region's Chinese."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from audit.check import Check, Example
from audit.model import Finding, Segment, Severity, Span
from audit.text.literals import BLANK, prose
from audit.text.regions import things, vocabulary
from audit.text.scripts import ChineseLocale, known_locale
from audit.text.terminology.terms import Place

READERS = {"zh-TW": "Taiwan", "zh-CN": "the mainland", "zh-HK": "Hong Kong"}
CAPITAL_BEFORE = re.compile(r"[A-Z][\w&.'’-]* $")
CAPITAL_AFTER = re.compile(r" [A-Z]\w")


class RegionDrift(Check, frozen=True):
    """A word of another region's Chinese, where readers of this locale have their own.

    It speaks only where the source has the English word, and no word of the locale renders it: 質量 for “quality” is
    foreign in Taiwan, but for “mass” it is at home. Hong Kong is a locale of its own. Words in proper names may stay.
    Where the locale is neither given (`--target-locale`) nor detected, there is nothing to hold the text to.

    Why: a text that was written for one region and turned into the characters of another reads as foreign, and now and
    then says something else: 土豆 is a potato on the mainland and a peanut in Taiwan.

    Fix: use the word of the locale, or give the locale that the text is meant for.
    """

    name = "region-drift"
    category = "locale/variant"
    examples = (
        Example("The ⟦software⟧ is installed.", "⟦軟件⟧已經安裝。", target_language="zh-TW"),
        Example("Sound ⟦quality⟧ has improved.", "音響的⟦質量⟧提高了。", target_language="zh-TW"),
        Example("Run it on a ⟦server⟧.", "请在⟦伺服器⟧上运行。", target_language="zh-CN"),
        Example("He flew to ⟦New Zealand⟧.", "他飞往⟦纽西兰⟧。", target_language="zh-CN"),
        Example("The mass of the Earth", "地球的質量", target_language="zh-TW"),
        Example("The quality and mass of each part", "每個零件的品質和質量", target_language="zh-TW"),
        Example("The software is installed.", "軟件已經安裝。", target_language="zh-HK"),
        Example("The China Software Network reported it.", "中國軟件網對此作了報導。", target_language="zh-TW"),
        Example("The software is installed.", "軟件已經安裝。"),
    )

    severity: Severity = Severity.MINOR

    def find(self, segment: Segment) -> Iterator[Finding]:
        locale = known_locale(segment.target_language)
        if locale is None or segment.side_in("en") != "source":
            return
        if not vocabulary(locale).may_have_foreign(segment.target):
            return
        words = vocabulary(locale).words
        found = vocabulary(locale).find(segment.target)
        foreign: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
        for place in found:
            if not words[place.term].is_at_home:
                foreign[place.start, place.end].add(words[place.term].thing)
        if not foreign:
            return
        due = _due(segment)
        rendered = Counter(words[place.term].thing for place in found if words[place.term].is_at_home)
        target = prose(segment, "target")
        for (start, end), meant in foreign.items():
            open_ = [due[thing][-1] for thing in meant if len(due[thing]) > rendered[thing]]
            if open_ and BLANK not in target[start:end]:
                source = max(open_, key=lambda place: (place.end - place.start, place.term))
                yield self._foreign(segment, locale, source, Span("target", start, end))

    def _foreign(self, segment: Segment, locale: ChineseLocale, source: Place, target: Span) -> Finding:
        usage = vocabulary(locale).usages[source.term]
        word, ours = segment.text(target), usage.at_home[0]
        english = Span("source", source.start, source.end)
        return self.finding(
            segment,
            f"“{word}” for “{segment.text(english)}” is not what readers in {READERS[locale]} say; they say “{ours}”",
            english,
            target,
            suggestion=ours,
            facts={"locale": locale, "usual": list(usage.at_home), "at_home_in": list(usage.elsewhere[word])},
        )


def _due(segment: Segment) -> dict[int, list[Place]]:
    """Where the source names each thing, names of people and firms aside."""
    due: defaultdict[int, list[Place]] = defaultdict(list)
    source = prose(segment, "source")
    for place in things(source):
        if BLANK not in source[place.start : place.end] and not _is_in_name(source, place):
            due[place.term].append(place)
    return due


def _is_in_name(source: str, place: Place) -> bool:
    """Whether a word with a capital has a neighbour with one: then it may be a name that the target keeps."""
    if not source[place.start].isupper():
        return False
    around = source[max(0, place.start - 40) : place.start], source[place.end : place.end + 3]
    return bool(CAPITAL_BEFORE.search(around[0]) or CAPITAL_AFTER.match(around[1]))
