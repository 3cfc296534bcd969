"""Reports with the worst texts there are, and how the writers write them."""

import io
import zipfile
from decimal import Decimal
from fractions import Fraction
from typing import Any

from msgspec.structs import replace

from audit import registry
from audit.model import (
    MQM,
    ComparedQuantity,
    Failure,
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

WORST_TEXTS = {
    "markup": "<script>alert(\"1\")</script></script><b onclick='x'>&amp;&lt; <!-- --> ]]>",
    "astral": "𠮷野家賣出 🙂 3.5億 👩‍👩‍👧",
    "turned": "5\u202e001\u202c% \u2066x\u2069 \u200f",
    "steering": "\x1b[31mred\x1b]0;title\x07 \x9b1m \r overwritten",
    "broken": "NUL \0 half \ud83d end \ufffe \ufeff",
    "lines": "one\ntwo\r\nthree\u2028four\tfive",
    "formula": '=1+1, =HYPERLINK("http://x") @SUM(A1) +1 -1 |',
    "terminal markup": "[bold red]not bold[/] :smile: {{ 7 * 7 }} {% raw %} ::error::x%0A ```md | a |",
    "empty": "",
    "long": "長文 " * 3000,
}


def a_report(texts: dict[str, str]) -> Report:
    """A report with each text wherever a report has text."""
    segments, findings = [], []
    for number, (name, text) in enumerate(texts.items(), 1):
        size = len(text)
        segments.append(
            Segment(
                id=f"{number}",
                source=text,
                target=text[::-1],
                reference=text or None,
                line=2 * number,
                speaker=text[:80] or None,
                origin=text[:40] or None,
                notes=(text[:99],),
                target_language="zh-TW",
            )
        )
        common: dict[str, Any] = {"check": "number-mismatch", "category": "accuracy/number", "segment": f"{number}"}
        findings += [
            Finding(
                **common,
                severity=Severity.MAJOR,
                message=f"first-{number}-told “{text}”",
                verdict=Verdict.MISMATCH,
                source_spans=(Span("source", 0, size // 2), Span("source", size // 3, size)),
                target_spans=(Span("target", size // 4, size // 2),),
                suggestion=Suggestion(size // 4, size // 2, text),
                confidence=0.9,
                facts={
                    "expected": Decimal("1.50"),
                    "third": Fraction(1, 3),
                    "instances": [{"segment": "1", "text": text}],
                },
                fingerprint=f"{number:08x}",
            ),
            Finding(
                check="lost-negation",
                category="accuracy",
                severity=Severity.MINOR,
                segment=f"{number}",
                message=f"second-{number}-told",
                target_spans=(Span("target", size // 3, size // 3),),
                suppressed=text[:200] or "known" if name == "markup" else None,
                fingerprint=f"{number:07x}f",
            ),
        ]
    words = texts.get("markup", "") or next(iter(texts.values()))
    page = f"## title\n\n{words}\n\n[x](javascript:alert(1)) ![i](http://example.org/i.png) <img src=x onerror=y>\n"
    rules = [
        Rule(name=name, category="accuracy", severity=Severity.MAJOR, summary=words, page=page)
        for name in ("number-mismatch", "lost-negation")
    ]
    return Report(
        signature="translation-auditor|version:1",
        inputs=(Input(path=words, format="tsv", sha256="0" * 64, segments=len(segments), notes=(words,)),),
        target_locale="zh-TW",
        segments=tuple(segments),
        rules=tuple(rules),
        findings=tuple(findings),
        scores=(
            Score(metric="bleu", signature="BLEU|tok:zh", value=31.4, interval=(28.9, 33.8)),
            *(
                Score(metric="chrf", signature="chrF2", value=40.0 + n, segment=f"{n}")
                for n in range(1, len(segments) + 1)
            ),
        ),
        mqm=MQM(score=88.5, penalty=30, unit="target characters", per=1000, interval=(80.0, 92.0)),
        gate=Gate(passed=False, reasons=(f"because {words}",)),
        failures=(
            Failure(check="low-adequacy", segment="1", error=words),
            Failure(check="bleu", segment=None, error="x"),
        ),
        quantities=tuple(
            ComparedQuantity(
                segment=segment.id,
                kind="money",
                source=segment.source,
                source_value=segment.source,
                target=segment.target if verdict is not Verdict.MISMATCH else None,
                target_value=segment.target if verdict is not Verdict.MISMATCH else None,
                verdict=verdict,
                check=None if verdict is Verdict.MATCH else "number-mismatch",
            )
            for segment in segments
            for verdict in Verdict
        ),
    )


WORST = a_report(WORST_TEXTS)
CLEAN = replace(
    a_report({"plain": "ok"}), findings=(), failures=(), rules=(), scores=(), quantities=(), gate=Gate(passed=True)
)
NOTHING = replace(CLEAN, segments=(), inputs=(), mqm=MQM(score=None, penalty=0, unit="target characters", per=1000))


def written(name: str, report: Report) -> bytes:
    out = io.BytesIO()
    registry.writers()[name]().write(report, out)
    assert not out.closed
    return out.getvalue()


def read(name: str, report: Report) -> str:
    """What was written, as text; of a zip archive, all its members."""
    data = written(name, report)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"\n".join(archive.read(member) for member in archive.namelist())
    return data.decode("utf-8-sig")
