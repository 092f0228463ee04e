"""Labels that do not cover one another: each takes its room, or is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wardmote.document.chart import svg
from wardmote.document.chart.widths import text_width

ABOVE, BELOW = 10.0, 3.5  # how far a line of text reaches above and below its baseline
BESIDE = 3.0  # the least room between the ends of two labels
Spot = tuple[float, float, str]  # a baseline's start, middle or end, and which of these it is


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a label or a mark takes."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share any room."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def room(x: float, y: float, words: str, anchor: str = "start", *, bold: bool = False) -> Box:
    """The box of a line of text at a baseline.

    >>> box = room(100, 50, "Mean", "middle")
    >>> box.left < 100 < box.right and box.top < 50 < box.bottom
    True
    """
    width = text_width(words, bold=bold)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Box(left, y - ABOVE, left + width, y + BELOW)


class Labels:
    """The labels of one drawing of a given width, in the order in which they matter."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.taken: list[Box] = []

    def keep(self, box: Box) -> None:
        """Take room for a mark that no label may cover."""
        self.taken.append(box)

    def put(
        self, x: float, y: float, words: str, *, anchor: str = "start", bold: bool = False,
        fill: str = svg.INK, halo: bool = False,
    ) -> str:  # fmt: skip
        """A label that stands where it must, such as an axis's."""
        self.taken.append(room(x, y, words, anchor, bold=bold))
        return svg.text(x, y, words, anchor=anchor, bold=bold, fill=fill, halo=halo)

    def place(
        self, words: str, spots: Iterable[Spot], *, bold: bool = False, fill: str = svg.INK,
        halo: bool = True,
    ) -> str:  # fmt: skip
        """The label at the first spot where it covers nothing, or nothing where none is."""
        for x, y, anchor in spots:
            box = room(x, y, words, anchor, bold=bold)
            if self.free(box):
                self.taken.append(box)
                return svg.text(x, y, words, anchor=anchor, bold=bold, fill=fill, halo=halo)
        return ""

    def place_lines(
        self, lines: Sequence[str], spots: Iterable[Spot], *, bold: bool = False,
        fill: str = svg.INK,
    ) -> str:  # fmt: skip
        """Lines under one another at the first spot where all of them cover nothing."""
        for x, y, anchor in spots:
            boxes = [room(x, y + 15 * k, w, anchor, bold=bold) for k, w in enumerate(lines)]
            if all(self.free(box) for box in boxes):
                self.taken += boxes
                return "".join(
                    svg.text(x, y + 15 * k, w, anchor=anchor, bold=bold, fill=fill)
                    for k, w in enumerate(lines)
                )
        return ""

    def free(self, box: Box) -> bool:
        """Whether a box lies inside the drawing and covers nothing that is there."""
        if box.left < 0 or box.right > self.width or box.top < 0:
            return False
        left, right, top, bottom = box.left - BESIDE, box.right + BESIDE, box.top, box.bottom
        for other in self.taken:  # written out, for it is asked some thousand times a chart
            beside = left >= other.right or other.left >= right
            if not beside and top < other.bottom and other.top < bottom:
                return False
        return True


def around(x: float, y: float, *, above_first: bool = True, reach: float = 12.0) -> list[Spot]:
    """Spots about a mark: over or under it, then to its sides, then farther off."""
    over, under = y - reach, y + reach + 9
    upright = [over, under] if above_first else [under, over]
    spots: list[Spot] = []
    for level in upright:
        spots += [(x, level, "middle"), (x + 4, level, "end"), (x - 4, level, "start")]
    spots += [(x + 10, y + 4, "start"), (x - 10, y + 4, "end")]
    for step in (15.0, 30.0):
        further = [over - step, under + step] if above_first else [under + step, over - step]
        for level in further:
            spots += [(x, level, "middle"), (x + 4, level, "end"), (x - 4, level, "start")]
    return spots


def rows_of(names: Sequence[tuple[float, str]], width: float) -> list[tuple[int, float, str]]:
    """Where names of upright rules stand: row (0 is nearest the chart), position and anchor.

    A name stands left of its rule, or right of it where there is no room, in the first row in
    which it covers no other.
    """
    taken: dict[int, list[tuple[float, float]]] = {}
    found = []
    for x, words in names:
        long = text_width(words)
        sides = [(x - 6, "end", x - 6 - long), (x + 6, "start", x + 6)]
        fits = [s for s in sides if s[2] >= 0 and s[2] + long <= width]
        if not fits:  # neither side has room: as far to the left as it must
            left = max(0.0, min(width - long, x - long / 2))
            fits = [(left, "start", left)]
        for row in range(len(names) + 1):
            free = [
                s for s in fits
                if all(s[2] + long + BESIDE < a or b + BESIDE < s[2] for a, b in taken.get(row, []))
            ]  # fmt: skip
            if free:
                at, anchor, left = free[0]
                taken.setdefault(row, []).append((left, left + long))
                found.append((row, at, anchor))
                break
    return found
