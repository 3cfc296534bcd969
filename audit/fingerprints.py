"""What a finding is known by from one run to the next: a digest of its content."""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from audit.model import Finding, Segment

DIGITS = 16
"""Hexadecimal digits of a digest."""


def identify(segments: Sequence[Segment], findings: Iterable[Finding]) -> list[Finding]:
    """Order findings as the text is read, and give each a fingerprint of its content.

    Neither line numbers nor ids go into it, so it survives segments that are moved.
    """
    by_id = {segment.id: (number, segment) for number, segment in enumerate(segments)}
    seen: Counter[str] = Counter()
    identified = []
    # The texts are digested once for each check, not for each finding: a long segment may have thousands.
    last, begun = "", dict[str, Any]()
    for finding in sorted(findings, key=lambda finding: (by_id[finding.segment][0], finding.target_spans)):
        segment = by_id[finding.segment][1]
        if segment.id != last:
            last, begun = segment.id, {}
        if finding.check not in begun:
            begun[finding.check] = _digested(finding.check, segment.source, segment.target)
        own = begun[finding.check].copy()
        for span in (*finding.source_spans, *finding.target_spans):
            own.update(_bytes("\0" + _normal(segment.text(span))))
        base = own.hexdigest()[:DIGITS]
        seen[base] += 1
        identified.append(replace(finding, fingerprint=base if seen[base] == 1 else f"{base}-{seen[base]}"))
    return identified


def digest(content: bytes) -> str:
    """A short digest of what a thing is."""
    return hashlib.sha256(content).hexdigest()[:DIGITS]


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _digested(*texts: str) -> Any:
    return hashlib.sha256(_bytes("\0".join(map(_normal, texts))))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
