"""Optimal assignment by the Hungarian method (Kuhn 1955, in the O(n³) form of Jonker and Volgenant)."""

from collections.abc import Sequence

_FORBIDDEN = 10.0**6


def assign(costs: Sequence[Sequence[float | None]]) -> list[tuple[int, int]]:
    """Pair rows with columns at the least total cost; None forbids a pair.

    >>> assign([[1.0, 4.0], [2.0, None], [None, None]])
    [(0, 1), (1, 0)]
    """
    rows = [i for i, row in enumerate(costs) if any(cost is not None for cost in row)]
    columns = sorted({j for i in rows for j, cost in enumerate(costs[i]) if cost is not None})
    if len(rows) == 1:
        return [(rows[0], min(columns, key=lambda j: _cost(costs[rows[0]][j])))]
    size = max(len(rows), len(columns))
    table = [[_FORBIDDEN] * size for _ in range(size)]
    for row, i in zip(table, rows, strict=False):
        row[: len(columns)] = [_cost(costs[i][j]) for j in columns]
    owned = [(rows[i], j) for i, j in zip(_owners(table, size), columns, strict=False) if i < len(rows)]
    return sorted((i, j) for i, j in owned if costs[i][j] is not None)


def _cost(cost: float | None) -> float:
    return _FORBIDDEN if cost is None else cost


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
