"""Optimal assignment by the Hungarian method (Kuhn 1955, in the O(n³) form of Jonker and Volgenant)."""

from collections.abc import Sequence

_FORBIDDEN = 10.0**6


def assign(costs: Sequence[Sequence[float | None]]) -> list[tuple[int, int]]:
    """Pair rows with columns at the least total cost; None forbids a pair.

    >>> assign([[1.0, 4.0], [2.0, None], [None, None]])
    [(0, 1), (1, 0)]
    """
    rows, columns = len(costs), len(costs[0]) if costs else 0
    if not rows or not columns or all(cost is None for row in costs for cost in row):
        return []
    size = max(rows, columns)
    table = [[_FORBIDDEN] * size for _ in range(size)]
    for i, row in enumerate(costs):
        for j, cost in enumerate(row):
            if cost is not None:
                table[i][j] = cost
    owner = _owners(table, size)
    pairs = [(owner[j], j) for j in range(columns)]
    return sorted((i, j) for i, j in pairs if i < rows and costs[i][j] is not None)


def _owners(table: list[list[float]], size: int) -> list[int]:
    """Row that owns each column, by shortest augmenting paths over reduced costs."""
    potential_row, potential_column = [0.0] * (size + 1), [0.0] * (size + 1)
    owner, way = [0] * (size + 1), [0] * (size + 1)
    for row in range(1, size + 1):
        owner[0], column = row, 0
        least, seen = [float("inf")] * (size + 1), [False] * (size + 1)
        while True:
            seen[column] = True
            current, delta, following = owner[column], float("inf"), 0
            for j in range(1, size + 1):
                if seen[j]:
                    continue
                reduced = table[current - 1][j - 1] - potential_row[current] - potential_column[j]
                if reduced < least[j]:
                    least[j], way[j] = reduced, column
                if least[j] < delta:
                    delta, following = least[j], j
            for j in range(size + 1):
                if seen[j]:
                    potential_row[owner[j]] += delta
                    potential_column[j] -= delta
                else:
                    least[j] -= delta
            column = following
            if not owner[column]:
                break
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    return [owner[j] - 1 for j in range(1, size + 1)]
