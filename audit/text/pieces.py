"""Text cut where marks begin and end, so that marks may overlap."""

from collections.abc import Iterator, Sequence

from audit.model import Span


def pieces(text: str, spans: Sequence[Span]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the text in pieces, each with the numbers of the spans that cover it.

    An empty span gives an empty piece at its place: something is missing there.

    >>> list(pieces("abcdef", [Span("target", 1, 4), Span("target", 2, 6)]))
    [('a', ()), ('b', (0,)), ('cd', (0, 1)), ('ef', (1,))]
    >>> list(pieces("ab", [Span("target", 1, 1)]))
    [('a', ()), ('', (0,)), ('b', ())]
    """
    limit = len(text)
    bounds = [(min(max(span.start, 0), limit), min(max(span.end, 0), limit)) for span in spans]
    starting = sorted(range(len(spans)), key=lambda number: bounds[number])
    cuts = sorted({0, limit, *(cut for bound in bounds for cut in bound)})
    open_: list[int] = []
    following = 0
    for start, end in zip(cuts, [*cuts[1:], limit], strict=True):
        empty: list[int] = []
        open_ = [number for number in open_ if bounds[number][1] > start]
        while following < len(starting) and bounds[starting[following]][0] == start:
            number = starting[following]
            (open_ if bounds[number][1] > start else empty).append(number)
            following += 1
        if empty:
            yield "", tuple(sorted([number for number in open_ if bounds[number][0] < start] + empty))
        if end > start:
            yield text[start:end], tuple(sorted(open_))
