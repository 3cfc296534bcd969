"""Which places of a text a program fills in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.text.literals import placeholders

PLACEHOLDERS = (
    "{name} {0} {} {{x}} {0:.2f} {:>5} ${home} {数量}",
    "%s %d %i %u %x %c %e %g %@ %-10s %+.4f %05d %5.2f %.1f %'d %,d %*d %.*f %ld %lu %li %zu %lld %ls %hhu %jd",
    "%1$s %2$-5d %1$2d %12$@ %(name)s %(share).1f",
    "%1 %12 %L3 %n %Ln %1%",
)
NONE = (
    "%%",
    "%",
    "% d",
    "5%",
    "5%d",
    "100%s",
    "12%-15%",
    "3%1",
    "50%%d",
    "%sales",
    "%change",
    "%H:%M",
    "%d.%m.%Y",
    "%100",
)


@pytest.mark.parametrize("text", " ".join(PLACEHOLDERS).split())
@pytest.mark.parametrize("around", ["{}", "共{}项", "50% of ({}), 5%%", "{}{}", "a: {}", "“{}”。"])
def test_found(text: str, around: str) -> None:
    found = [match[0] for match in placeholders(around.replace("{}", text))]
    assert found == [text] * around.count("{}")


@pytest.mark.parametrize("text", NONE)
def test_none(text: str) -> None:
    assert placeholders(text) == []


@given(st.text(alphabet="%1520$sdnLx.,-+{}( )ab文\n"), st.sampled_from("0159"))
def test_a_percentage_is_none(text: str, digit: str) -> None:
    found = [match.span() for match in placeholders(f"up {digit}%{text}")]
    assert all(start != 4 for start, _ in found)
    assert found == sorted(found)
