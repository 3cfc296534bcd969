"""One pair a line, each a JSON object."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from audit.lines import Lines
from audit.model import Segment
from audit.reader import Reader, ReadError

REMEDY = 'write one object a line, as {"source": "Hello.", "target": "大家好。"}'


class Pair(msgspec.Struct, frozen=True):
    """The keys that are read; others may be there."""

    source: str
    target: str
    id: str | int | None = None
    reference: str | tuple[str, ...] | None = None
    speaker: str | None = None


class Jsonl(Reader):
    """One JSON object a line: `source`, `target` and optionally `id`, `reference` (or a list of them), `speaker`."""

    name = "jsonl"
    suffixes = (".jsonl", ".ndjson")
    files = 1

    def accepts(self, *heads: str) -> bool:
        if len(heads) != 1:
            return False
        start = heads[0].lstrip()
        first = start.partition("\n")[0]
        return start.startswith("{") and '"source"' in first and '"target"' in first

    def read(self, *paths: Path) -> Iterator[Segment]:
        (path,) = paths
        decoder = msgspec.json.Decoder(Pair)
        for number, line in enumerate(Lines(path), start=1):
            if line.strip():
                yield _segment(_pair(decoder, path, number, line), number)


def _pair(decoder: msgspec.json.Decoder[Pair], path: Path, number: int, line: str) -> Pair:
    try:
        return decoder.decode(line)
    except (msgspec.DecodeError, RecursionError) as error:
        problem = str(error).replace("`", "").replace(" - at ", " at ")
        problem = problem if problem.startswith("JSON") else problem[:1].lower() + problem[1:]
        raise ReadError(path, number, problem, REMEDY) from None


def _segment(pair: Pair, number: int) -> Segment:
    first, *more = (pair.reference or "",) if isinstance(pair.reference, str | None) else (*pair.reference, "")
    missing = [side for side in ("source", "target") if not getattr(pair, side).strip()]
    return Segment(
        id="" if pair.id is None else str(pair.id),
        source=pair.source,
        target=pair.target,
        reference=first or None,
        more_references=tuple(text for text in more if text),
        line=number,
        speaker=pair.speaker or None,
        notes=tuple(f"line {number}: the {side} is empty" for side in missing),
    )
