"""The findings as JUnit XML, which every CI server shows."""

from collections import defaultdict
from typing import BinaryIO, ClassVar
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from audit.model import Finding, Report, Segment
from audit.text.visible import visible
from audit.writer import by_segment, path_of


class JUnit:
    """A suite for the gate and one for each check, with a case for each finding.

    A finding fails its case only where it fails the gate: what may be published must not be red.
    """

    name: ClassVar[str] = "junit"
    suffix: ClassVar[str | None] = ".xml"

    def write(self, report: Report, out: BinaryIO) -> None:
        """Write the suites."""
        failing = set(report.gate.failing)
        root = Element("testsuites", name="translation audit")
        gate = SubElement(root, "testsuite", name="gate")
        case = SubElement(gate, "testcase", classname="audit", name="gate")
        if not report.gate.passed:
            _say(case, "failure", "not ready to publish", "\n".join(report.gate.reasons))
        for failure in report.failures:
            crashed = SubElement(gate, "testcase", classname="audit", name=visible(f"{failure.check} runs"))
            _say(crashed, "error", failure.error, f"at segment {failure.segment}: {failure.error}")
        found: defaultdict[str, list[tuple[Segment, Finding]]] = defaultdict(list)
        for segment, findings in by_segment(report):
            for finding in findings:
                found[finding.check].append((segment, finding))
        for check in sorted({*found, *(rule.name for rule in report.rules)}):
            suite = SubElement(root, "testsuite", name=visible(check))
            for segment, finding in found[check]:
                _case(report, suite, segment, finding, fails=finding.fingerprint in failing)
            if not found[check]:
                SubElement(suite, "testcase", classname=visible(check), name="no findings")
        for suite in root:
            for attribute, tag in (
                ("tests", "testcase"),
                ("failures", "failure"),
                ("errors", "error"),
                ("skipped",) * 2,
            ):
                suite.set(attribute, str(sum(1 for _ in suite.iter(tag))))
        indent(root, "")
        ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)
        out.write(b"\n")


def _case(report: Report, suite: Element, segment: Segment, finding: Finding, *, fails: bool) -> None:
    case = SubElement(
        suite, "testcase", classname=visible(finding.check), name=visible(f"segment {segment.id}: {finding.message}")
    )
    if (path := path_of(report, segment)) is not None:
        case.set("file", visible(path))
    if segment.line is not None:
        case.set("line", str(segment.line))
    details = [f"{segment.source_language}: {segment.source}", f"{segment.target_language}: {segment.target}"]
    if edit := finding.suggestion:
        details.append(f"fix: {segment.target[edit.start : edit.end]} → {edit.text}")
    if finding.suppressed is not None:
        SubElement(case, "skipped", message=visible(finding.suppressed))
    elif fails:
        _say(case, "failure", finding.message, "\n".join(details)).set("type", finding.severity)
    else:
        SubElement(case, "system-out").text = visible(
            "\n".join([f"{finding.severity}: {finding.message}", *details]), "\n\t"
        )


def _say(case: Element, tag: str, message: str, details: str) -> Element:
    element = SubElement(case, tag, message=visible(message))
    element.text = visible(details, keep="\n\t")
    return element
