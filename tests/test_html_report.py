"""The HTML report in a real browser."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from audit.model import (
    MQM,
    ComparedQuantity,
    Finding,
    Gate,
    Input,
    Report,
    Rule,
    Score,
    Segment,
    Severity,
    Span,
    Suggestion,
    Verdict,
)
from audit.writers.html import Html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MORE = (Verdict.MATCH,) * 4
"""Figures of a segment that match, beside one of each verdict."""
PAIRS = (
    ("We shipped 3,000 units in the third quarter.", "我們在第三季出貨300台。"),
    ("Margins should not fall from here.", "利潤率應會從現在起下降。"),
    ("Thank you, and good night.", "謝謝,晚安。"),
    ("There are no further questions.", "沒有其他問題了。"),
)


def a_report(size: int) -> Report:
    """Three pairs of every four have a fault: a critical, a major and a minor one."""
    segments, findings = [], []
    for number in range(size):
        source, target = PAIRS[number % 4]
        segment = Segment(id=f"{number + 1}", source=source, target=target, line=number + 1, target_language="zh-TW")
        segments.append(segment)
        kinds = (
            ("number-mismatch", "accuracy/number", Severity.MAJOR, (11, 16), (8, 11), "3,000"),
            ("lost-negation", "accuracy", Severity.CRITICAL, (15, 18), (4, 5), None),
            ("halfwidth-punctuation", "locale", Severity.MINOR, None, (2, 3), "，"),
        )
        if number % 4 < 3:
            check, category, severity, source_span, target_span, mended = kinds[number % 4]
            findings.append(
                Finding(
                    check=check,
                    category=category,
                    severity=severity,
                    segment=segment.id,
                    message=f"fault {number + 1}",
                    source_spans=(Span("source", *source_span),) if source_span else (),
                    target_spans=(Span("target", *target_span),),
                    suggestion=Suggestion(*target_span, mended) if mended else None,
                    fingerprint=f"{number + 1:06d}",
                    suppressed="the client's style" if number == 2 else None,
                )
            )
    return Report(
        signature="translation-auditor|version:1",
        inputs=(Input(path="talk.tsv", format="tsv", sha256="0" * 64, segments=size),),
        target_locale="zh-TW",
        segments=tuple(segments),
        rules=(
            Rule(
                name="lost-negation",
                category="accuracy",
                severity=Severity.CRITICAL,
                summary="A negation is gone.",
                page="## lost-negation\n\nA negation is gone.\n\n```text\nIt is ⟦not⟧ so.\n```\n",
            ),
        ),
        findings=tuple(findings),
        scores=tuple(
            Score(metric="chrf", signature="chrF2", value=40 + n % 9, segment=f"{n + 1}") for n in range(size)
        ),
        mqm=MQM(score=91.0, penalty=30, unit="target characters", per=1000),
        gate=Gate(passed=False, reasons=("10 critical findings of lost-negation",)),
        quantities=tuple(_quantity(f"{n + 1}", verdict) for n in range(size // 4) for verdict in (*Verdict, *MORE)),
    )


def _quantity(segment: str, verdict: Verdict) -> ComparedQuantity:
    sides = {"source": "5%", "source_value": "5", "target": "5%", "target_value": "5"}
    check = None if verdict is Verdict.MATCH else "number-mismatch"
    return ComparedQuantity(segment=segment, kind="percent", **sides, verdict=verdict, check=check)


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}: install Debian's chromium to run this test")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield started
        started.close()


class Opened:
    """A report open in the browser, with everything it complained of or asked the network for."""

    def __init__(self, browser: "Browser", path: Path) -> None:
        self.page: Page = browser.new_page(locale="en-US")
        self.page.set_default_timeout(60_000)
        self.path = path
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(path.as_uri())

    def shown(self) -> list[str]:
        """Ids of the segments that are shown, in their order."""
        found = self.page.locator(".segment:not([hidden])").evaluate_all("all => all.map(one => one.id)")
        return [str(one) for one in found]


def saved(report: Report, path: Path) -> Path:
    out = io.BytesIO()
    Html().write(report, out)
    path.write_bytes(out.getvalue())
    return path


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(a_report(40), tmp_path_factory.mktemp("html") / "report.html")


@pytest.fixture
def opened(browser: "Browser", path: Path) -> Iterator[Opened]:
    report = Opened(browser, path)
    yield report
    assert report.complaints == []
    assert {url.partition("#")[0] for url in report.requests} == {path.as_uri()}
    report.page.close()


def test_the_worst_comes_first_and_order_can_change(opened: Opened) -> None:
    shown = opened.shown()
    assert shown[0] == "s-2"
    assert "s-4" not in shown
    opened.page.select_option("#order", "document")
    assert opened.shown()[:3] == ["s-1", "s-2", "s-3"]
    opened.page.check("#clean")
    assert opened.shown()[:4] == ["s-1", "s-2", "s-3", "s-4"]


def test_filters_by_check_and_severity(opened: Opened) -> None:
    opened.page.click("[data-check=number-mismatch]")
    shown = opened.shown()
    assert {int(one[2:]) % 4 for one in shown} == {1}
    opened.page.click("[data-severity=critical]")
    assert opened.shown() == []
    assert opened.page.locator("#none").is_visible()
    opened.page.click(".reset")
    assert len(opened.shown()) == 3 * len(shown)


def test_suppressed_findings_can_be_put_away(opened: Opened) -> None:
    assert "s-3" in opened.shown()
    opened.page.uncheck("#suppressed")
    assert "s-3" not in opened.shown()


@pytest.mark.parametrize(
    ("words", "found"), [("NIGHT 晚安", 3), ("units 第三季", 1), ("fault 2", 2)], ids=["both", "source", "message"]
)
def test_search_looks_into_texts_and_messages(opened: Opened, words: str, found: int) -> None:
    opened.page.keyboard.press("/")
    opened.page.keyboard.insert_text(words)  # at once: part of it finds more
    opened.page.locator(".reset").wait_for()
    shown = opened.shown()
    assert f"s-{found}" in shown
    assert len(shown) < opened.page.locator(".segment").count() / 2
    opened.page.keyboard.press("Escape")
    opened.page.keyboard.press("j")
    assert opened.page.locator(".finding.current").count() == 1


def test_keys_move_between_findings(opened: Opened) -> None:
    ids = []
    for key in "jjkk":
        opened.page.keyboard.press(key)
        ids.append(opened.page.locator(".finding.current").get_attribute("id"))
    assert ids == ["f-000002", "f-000006", "f-000002", "f-000002"]
    assert opened.page.url.endswith("#f-000002")
    assert opened.page.locator("#f-000002").evaluate("node => node === document.activeElement")


def test_a_link_leads_to_its_finding(browser: "Browser", path: Path) -> None:
    page = browser.new_page()
    page.goto(f"{path.as_uri()}#f-000033")
    finding = page.locator("#f-000033")
    page.locator("#f-000033.current").wait_for()
    page.wait_for_timeout(100)
    top = finding.evaluate("node => node.getBoundingClientRect().top")
    assert 0 < top < page.evaluate("innerHeight")
    page.click("[data-severity=minor]")
    assert not finding.is_visible()
    page.evaluate("location.hash = '#f-000037'")
    page.locator("#f-000037.current").wait_for()
    assert page.locator("#f-000037").is_visible()
    page.close()


def test_the_interface_speaks_three_languages(opened: Opened) -> None:
    heading = opened.page.locator("h1")
    spoken = []
    for tongue in ("zh-Hant", "zh-Hans", "en"):
        opened.page.click(f"[data-tongue={tongue}]")
        assert opened.page.get_attribute("html", "lang") == tongue
        spoken.append((heading.inner_text(), opened.page.get_attribute("#search", "placeholder")))
    assert spoken == [
        ("尚不可發布", "搜尋文字與發現"),
        ("尚不可发布", "搜索文字与发现"),
        ("Not ready to publish", "Search texts and findings"),
    ]


def test_a_check_explains_itself(opened: Opened) -> None:
    opened.page.locator(".finding button.check").first.click()
    assert opened.page.locator("#page-lost-negation").is_visible()
    assert opened.page.locator("#page-lost-negation mark").inner_text() == "not"
    opened.page.keyboard.press("Escape")
    assert not opened.page.locator("#page-lost-negation").is_visible()


def test_a_correction_shows_as_an_edit(opened: Opened) -> None:
    edit = opened.page.locator("#f-000001 .edit")
    assert (edit.locator("del").text_content(), edit.locator("ins").text_content()) == ("300", "3,000")


def test_figures_are_counted_in_words_and_in_a_bar(opened: Opened) -> None:
    figures = opened.page.get_by_role("region", name="Figures compared with the source")
    assert figures.get_by_role("listitem").all_inner_texts() == [
        "mismatched 10",
        "ambiguous or unverifiable 20",
        "matched 50",
    ]
    widths = figures.locator("rect").evaluate_all("all => all.map(one => one.getAttribute('width'))")
    assert widths == ["12.50", "25.00", "62.50"]
    fills = figures.locator("rect").evaluate_all("all => all.map(one => getComputedStyle(one).fill)")
    assert len(set(fills)) == 3
    opened.page.click("[data-tongue=zh-Hant]")
    assert opened.page.locator(".figures li").first.inner_text() == "不符 10"


def test_ten_thousand_segments_stay_usable(browser: "Browser", tmp_path: Path) -> None:
    opened = Opened(browser, saved(a_report(10_000), tmp_path / "report.html"))
    assert len(opened.shown()) == 7_500
    opened.page.click("[data-check=number-mismatch]")
    assert len(opened.shown()) == 2_500
    opened.page.fill("#search", "fault 9")
    opened.page.locator("#s-1").wait_for(state="hidden")
    shown = opened.shown()
    assert shown[:2] == ["s-9", "s-29"]
    opened.page.keyboard.press("Escape")
    opened.page.keyboard.press("j")
    opened.page.keyboard.press("j")
    assert opened.page.locator(".finding.current").get_attribute("id") == "f-000029"
    opened.page.click(".reset")
    opened.page.check("#clean")
    opened.page.select_option("#order", "document")
    assert opened.shown()[9_998:] == ["s-9999", "s-10000"]
    opened.page.goto(f"{opened.path.as_uri()}#f-009001")
    opened.page.locator("#f-009001.current").wait_for()
    assert opened.complaints == []
    opened.page.close()


def test_without_scripts_all_is_readable(browser: "Browser", path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator("#f-000001 .message").is_visible()
    assert page.locator("#s-4").is_visible()
    assert not page.locator("#search").is_visible()
    context.close()


def test_hostile_text_runs_nothing(browser: "Browser", tmp_path: Path) -> None:
    attack = "</script><img src=x onerror=alert(1)><svg onload=alert(1)>\"'><script>alert(1)</script>{{7*7}}"
    segment = Segment(id=attack, source=attack, target=attack, speaker=attack, target_language=attack)
    finding = Finding(
        check=attack,
        category=attack,
        severity=Severity.MAJOR,
        segment=attack,
        message=attack,
        source_spans=(Span("source", 0, 20), Span("source", 10, 40)),
        suggestion=Suggestion(0, 5, attack),
        fingerprint=attack,
    )
    rule = Rule(name=attack, category=attack, severity=Severity.MAJOR, summary=attack, page=attack)
    report = a_report(2)
    hostile = Report(
        **{name: getattr(report, name) for name in ("signature", "inputs", "target_locale", "scores", "mqm", "gate")},
        segments=(segment,),
        findings=(finding,),
        rules=(rule,),
    )
    opened = Opened(browser, saved(hostile, tmp_path / "report.html"))
    dialogs: list[str] = []
    opened.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    opened.page.reload()
    opened.page.click(".finding button.check")
    opened.page.click(".facet[data-check]")
    opened.page.keyboard.press("j")
    assert (dialogs, opened.complaints) == ([], [])
    assert opened.page.locator("img, .segment script, .segment svg").count() == 0
    assert opened.page.locator(".words").first.inner_text() == attack
    assert json.loads(opened.page.locator("#labels").text_content() or "")["title"]["en"] == "Translation audit"
    opened.page.close()
