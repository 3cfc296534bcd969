"""One pair a line, each a JSON object."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from audit.lines import Lines
from audit.model import Segment
from audit.objects import decoded, has_pair, segment
from audit.reader import HEAD, Reader


class Jsonl(Reader):
    """One JSON object a line: `source`, `target` and optionally `id`, `reference` (or a list of them), `speaker`."""

    name = "jsonl"
    suffixes = (".jsonl", ".ndjson")
    files = 1

    def accepts(self, *heads: str) -> bool:
        if len(heads) != 1:
            return False
        first, end, _ = heads[0].lstrip().partition("\n")
        if not end and len(heads[0]) >= HEAD:  # a line that the head has only in part
            last_keys = (name.rpartition(".")[2] for name in (self.fields.source, self.fields.target))
            return first.startswith("{") and all(f'"{key}"' in first for key in last_keys)
        try:
            return has_pair(msgspec.json.decode(first), self.fields)
        except (msgspec.DecodeError, RecursionError):
            return False

    def read(self, *paths: Path) -> Iterator[Segment]:
        (path,) = paths
        for number, line in enumerate(Lines(path), start=1):
            if line.strip():
                yield segment(path, number, decoded(path, number, line), self.fields)
