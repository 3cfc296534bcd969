"""The results of parts as Parquet: `findings`, `scores` and a `summary`, a file for each part and never half of one."""

import json
import posixpath
import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from typing import Any

from audit.cluster.parts import Part, place
from audit.model import Report
from audit.writers.json import finding_record

FINDINGS, SCORES, SUMMARY = "findings", "scores", "summary"
OURS = re.compile(r"(.+-[0-9]{9}-[0-9a-f]{12}-(?:checks|models))\.parquet")
Row = Mapping[str, Any]


class Results:
    """The folder of results, on whatever file system."""

    def __init__(self, uri: str) -> None:
        self._system, self._root = place(uri)

    def has(self, room: str, name: str) -> bool:
        """Whether a file is there; then it is whole."""
        return bool(self._system.get_file_info(self._path(room, name)).is_file)

    def clear(self, room: str, current: Container[str]) -> None:
        """Delete the files of parts as they once were, but for the current ones; nothing that is not ours."""
        from pyarrow import fs

        selector = fs.FileSelector(posixpath.join(self._root, room), allow_not_found=True)
        for info in self._system.get_file_info(selector):
            name = OURS.fullmatch(posixpath.basename(info.path))
            if name and name[1] not in current:
                self._system.delete_file(info.path)

    def read(self, room: str, name: str) -> list[Row]:
        """The rows of a file."""
        from pyarrow import parquet

        with self._system.open_input_file(self._path(room, name)) as stream:
            rows: list[Row] = parquet.ParquetFile(stream).read().to_pylist()
            return rows

    def write(self, room: str, name: str, rows: Sequence[Row]) -> None:
        """Write a file under another name, and then give it its own."""
        import pyarrow
        from pyarrow import parquet

        path = self._path(room, name)
        self._system.create_dir(posixpath.dirname(path), recursive=True)
        table = pyarrow.Table.from_pylist(list(rows), schema=_schema(room))
        begun = posixpath.join(self._root, room, f".{name}.begun")
        with self._system.open_output_stream(begun) as stream:
            parquet.write_table(table, stream)
        self._system.move(begun, path)

    def _path(self, room: str, name: str) -> str:
        return posixpath.join(self._root, room, f"{name}.parquet")


def findings(part: Part, report: Report) -> list[Row]:
    """A row for each finding; what has parts, such as facts, as JSON."""
    rows: list[Row] = []
    for finding in report.findings:
        record = finding_record(finding)
        nested = {key: json.dumps(record[key], ensure_ascii=False) for key in ("suggestion", "facts")}
        rows.append({"input": part.path, **record, **nested})
    return rows


def scores(part: Part, report: Report) -> list[Row]:
    """A row for each score; that of the part as a whole has no segment."""
    return [
        {"input": part.path, "segment": score.segment, "metric": score.metric, "value": score.value,
         "signature": score.signature}
        for score in report.scores
    ]  # fmt: skip


def summary(part: Part, stage: str, report: Report) -> Row:
    """What there is to say of a part after a stage."""
    return {
        "part": part.number,
        "input": part.path,
        "stage": stage,
        "first_row": part.first + 1,
        "segments": len(report.segments),
        "findings": len(report.findings),
        "by_check": json.dumps(dict(sorted(Counter(finding.check for finding in report.findings).items()))),
        "penalty": report.mqm.penalty,
        "mqm": report.mqm.score,
        "passed": report.gate.passed,
        "reasons": list(report.gate.reasons),
        "failures": [f"{failure.check} at {failure.segment}: {failure.error}" for failure in report.failures],
        "signature": report.signature,
    }


def _schema(room: str) -> Any:
    import pyarrow as pa

    text, spans = pa.string(), pa.list_(pa.list_(pa.int64()))
    columns = {
        FINDINGS: {
            "input": text, "segment": text, "check": text, "category": text, "severity": text, "verdict": text,
            "message": text, "source_spans": spans, "target_spans": spans, "suggestion": text,
            "confidence": pa.float64(), "facts": text, "fingerprint": text, "suppressed": text,
        },
        SCORES: {"input": text, "segment": text, "metric": text, "value": pa.float64(), "signature": text},
        SUMMARY: {
            "part": pa.int64(), "input": text, "stage": text, "first_row": pa.int64(), "segments": pa.int64(),
            "findings": pa.int64(), "by_check": text, "penalty": pa.int64(), "mqm": pa.float64(),
            "passed": pa.bool_(), "reasons": pa.list_(text), "failures": pa.list_(text), "signature": text,
        },
    }  # fmt: skip
    return pa.schema(list(columns[room].items()))
