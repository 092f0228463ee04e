"""Areas on the map, halved until a server can answer for each."""

from __future__ import annotations

from collections.abc import Sequence

Point = tuple[float, float]  # latitude and longitude, in degrees
OVERLAP = 1e-5  # degrees, about a metre: no place on the cut belongs to neither half


def halves(ring: Sequence[Point]) -> tuple[list[Point], list[Point]]:
    """The area cut across its longer side; the halves overlap by a hair.

    A bent area may fall into pieces; they stay joined by strips of no width along the cut.

    >>> halves([(0, 0), (0, 4), (1, 4), (1, 0)])[0]
    [(0, 0), (0.0, 2.00001), (1.0, 2.00001), (1, 0)]
    """
    axis = 0 if _span(ring, 0) > _span(ring, 1) else 1
    values = [p[axis] for p in ring]
    middle = (min(values) + max(values)) / 2
    return (
        _side(ring, axis, middle + OVERLAP, lower=True),
        _side(ring, axis, middle - OVERLAP, lower=False),
    )


def _span(ring: Sequence[Point], axis: int) -> float:
    return max(p[axis] for p in ring) - min(p[axis] for p in ring)


def _side(ring: Sequence[Point], axis: int, cut: float, *, lower: bool) -> list[Point]:
    """What lies on one side of a line."""

    def inside(point: Point) -> bool:
        return point[axis] <= cut if lower else point[axis] >= cut

    kept: list[Point] = []
    for here, then in zip(ring, (*ring[1:], ring[0]), strict=True):
        if inside(here):
            kept.append(here)
        if inside(here) != inside(then):
            share = (cut - here[axis]) / (then[axis] - here[axis])
            kept.append((
                cut if axis == 0 else here[0] + share * (then[0] - here[0]),
                cut if axis == 1 else here[1] + share * (then[1] - here[1]),
            ))  # fmt: skip
    return kept


def written(ring: Sequence[Point]) -> str:
    """As data.police.uk reads it: `52.1,-1.2:52.2,-1.3:...`."""
    return ":".join(f"{lat:.6f},{lng:.6f}" for lat, lng in ring)
