"""The development loop: every alarm on the "dev" half of a set, to be read.

python -m tests.benchmark.dev hkma ntrex128-cn      alarms on clean pairs
python -m tests.benchmark.dev number_edits          what was missed on real errors
python -m tests.benchmark.dev hkma --planted        planted errors that were missed, by kind
"""

import argparse
import sys
import time
from collections import Counter

from audit.model import Segment
from audit.selftest import selftest
from tests.benchmark.alarms import backwards
from tests.benchmark.datasets import CLEAN, EDITS, AbsentData, half, halved
from tests.benchmark.peers import COMPARERS, Comparer


def alarms(name: str, segments: list[Segment], compare: Comparer, limit: int) -> None:
    """Print what the comparer says of the clean pairs of a set."""
    began = time.perf_counter()
    said = [(segment, compare(segment)) for segment in segments]
    seconds = time.perf_counter() - began
    spoken = [(segment, messages) for segment, messages in said if messages]
    digits = sum(any(map(str.isdecimal, segment.source + segment.target)) for segment in segments)
    for segment, messages in spoken[:limit]:
        print(f"\n{name} {segment.id}", *messages, segment.source, segment.target, sep="\n  ")
    print(f"\n{name} dev: {len(spoken)} of {len(segments)} pairs ({digits} with digits), {seconds:.1f} s")
    kinds = Counter(message.partition(":")[0] for _, messages in spoken for message in messages)
    print(f"  {dict(kinds.most_common())}\n")


def misses(name: str, compare: Comparer, limit: int) -> None:
    """Print the real errors of a set that the comparer does not notice, and alarms on the right text."""
    edits = [edit for edit in EDITS[name]() if half(edit.wrong.origin or "") == "dev"]
    found = [edit for edit in edits if compare(edit.wrong)]
    for edit in [edit for edit in edits if edit not in found][:limit]:
        print(f"\n{name} {edit.wrong.id} quiet", edit.note, edit.wrong.source, edit.wrong.target, sep="\n  ")
    loud = [edit for edit in edits if edit.right and compare(edit.right)]
    for edit in loud[:limit]:
        if edit.right:
            print(f"\n{name} {edit.right.id} loud on the post-edit", *compare(edit.right), sep="\n  ")
            print(f"  {edit.right.source}\n  {edit.right.target}")
    print(f"\n{name} dev: speaks on {len(found)} of {len(edits)}; on {len(loud)} of the post-edits\n")


def planted(name: str, segments: list[Segment], compare: Comparer, limit: int) -> None:
    """Print the planted errors that the comparer does not notice, and its recall by kind."""
    result = selftest(segments, lambda segment: bool(compare(segment)))
    for error in sorted(result.missed, key=lambda error: error.kind)[:limit]:
        text, start, stop = error.segment.target, error.start, error.start + len(error.now)
        print(f"\n{name} {error.segment.id} {error.kind}: {error.was} → {error.now}", error.segment.source, sep="\n  ")
        print(f"  {text[:start]}⟦{text[start:stop]}⟧{text[stop:]}")
    print(f"\n{name} dev: spoke on {result.untouched}, noticed {result.noticed}")
    for kind, share in result.kinds.items():
        print(f"  {kind:14} {share}")


def main() -> int:
    """Run the loop on the sets that are named."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.dev", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "sets", nargs="+", choices=[*CLEAN, *EDITS, "all"], metavar="SET", help=", ".join([*CLEAN, *EDITS])
    )
    parser.add_argument("--by", choices=list(COMPARERS), default="this project", help="the comparer")
    parser.add_argument("--planted", action="store_true", help="plant errors in the clean pairs")
    parser.add_argument("--backwards", action="store_true", help="exchange source and target")
    parser.add_argument("--limit", type=int, default=1000, help="print at most this many cases a set")
    given = parser.parse_args()
    for name in CLEAN if "all" in given.sets else given.sets:
        try:
            if name in EDITS:
                misses(name, COMPARERS[given.by], given.limit)
                continue
            segments = halved(CLEAN[name](), "dev")
            if given.backwards:
                segments = [backwards(segment) for segment in segments]
            (planted if given.planted else alarms)(name, segments, COMPARERS[given.by], given.limit)
        except AbsentData as absent:
            print(absent, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
