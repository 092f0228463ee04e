"""The rows of a lying chart: names on the left, or above the bars where it is narrow."""

from __future__ import annotations

from wardmote.document.chart import svg
from wardmote.document.chart.labels import Labels
from wardmote.document.chart.scales import Scale
from wardmote.document.chart.time import fitted
from wardmote.document.chart.widths import text_width
from wardmote.language import number_text

WIDEST = 236.0  # a name's column; longer names take a second line


class Rows:
    """The rows of a lying chart: names on the left, or above the bars where it is narrow."""

    def __init__(self, names: list[str], narrow: bool, step: float = 0.0) -> None:
        self.narrow = narrow
        self.whole = 348.0 if narrow else 800.0
        self.step = step or (44.0 if narrow else 26.0)
        # A name has its own line above the bar where the chart is narrow, else up to two.
        room, most = (self.whole - 4, 1) if narrow else (WIDEST, 2)
        self.lines = [fitted(n, room, most, bold=True) for n in names]
        widest = max(text_width(w, bold=True) for lines in self.lines for w in lines)
        self.left = 2.0 if narrow else widest + 18
        self.top = 12.0
        self.bottom = self.top + self.step * len(names)
        self.height = self.bottom + 30

    def level(self, row: int) -> float:
        """The middle of a row's bar."""
        return self.top + self.step * row + self.step / 2 + (8 if self.narrow else 0)

    def axis(self, x: Scale, steps: list[float], labels: Labels) -> list[str]:
        """Upright rules at round values, named below."""
        out = []
        for tick in steps:
            colour = svg.CONTEXT if tick == 0 else svg.RULE
            out.append(svg.line(x(tick), self.top, x(tick), self.bottom, colour))
            spot = (x(tick), self.bottom + 19, "start" if x(tick) < 20 else "middle")
            out.append(labels.place(number_text(tick), [spot], fill=svg.MUTED, halo=False))
        return out

    def name(self, row: int, labels: Labels, *, bold: bool) -> str:
        """A row's name, in two lines where it is long."""
        level, lines = self.level(row), self.lines[row]
        if self.narrow:
            return labels.put(self.left, level - 13, lines[0], bold=bold)
        start = level + 4 - 7.5 * (len(lines) - 1)
        return "".join(
            labels.put(self.left - 14, start + 15 * k, w, anchor="end", bold=bold)
            for k, w in enumerate(lines)
        )
