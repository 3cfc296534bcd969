"""The table of what regions call things, as the check uses it."""

import pytest
from msgspec.structs import replace

from audit.checks.region_drift import RegionDrift
from audit.model import Segment
from audit.text.regions import vocabulary
from audit.text.scripts import LOCALES, ChineseLocale
from audit.text.tables import table

THINGS = [english for english in table("region_terms.tsv") if english != "english"]


@pytest.mark.parametrize("english", THINGS)
def test_every_region_has_a_word_of_its_own(english: str) -> None:
    cells = table("region_terms.tsv")[english].split("\t")
    assert len(cells) == 4
    assert all(cells[: len(LOCALES)])


@pytest.mark.parametrize("english", THINGS)
@pytest.mark.parametrize("locale", LOCALES)
def test_a_word_from_elsewhere_is_found_and_mended(english: str, locale: ChineseLocale) -> None:
    usage = vocabulary(locale).usages[THINGS.index(english)]
    for word in usage.elsewhere:
        pair = Segment(id="1", source=english.partition("|")[0], target=f"（{word}）", target_language=locale)
        [finding] = RegionDrift().find(pair)
        assert finding.suggestion
        assert not list(RegionDrift().find(replace(pair, target=f"（{finding.suggestion.text}）")))
