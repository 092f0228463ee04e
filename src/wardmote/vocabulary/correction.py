"""What is declared of published figures: months that are missing, recording and names that changed.

Raw stays raw: nothing in the warehouse is altered. A correction is applied on reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardmote.vocabulary.measure import Measure


class CorrectionKind(StrEnum):
    """What a correction does."""

    MISSING = "missing"  # the figures of these months are not there, or not to be read
    RECORDING = "recording change"  # figures before and after are not of one process
    RENAMED = "renamed"  # values of a column that later ones took the place of


@dataclass(frozen=True, slots=True)
class Correction:
    """One declaration, with its reason and source. `text` is its footnote.

    It bears on `measures`, or on all of the `publications` where none is named; on `areas`, or on
    all; from `since` on, to `until` where it ended. A renaming puts the values `before` and
    `after` of `column` `together` under one name where two periods on both sides are compared.
    """

    id: str
    kind: CorrectionKind
    text: str
    reason: str
    source: str
    since: date
    publications: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    until: date | None = None
    column: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    together: str = ""

    def bears_on(self, measure: Measure, area: str = "") -> bool:
        """Whether it speaks of a measure, and of an area where one is named."""
        if self.measures and measure.id not in self.measures:
            return False
        if self.publications and measure.source.publication not in self.publications:
            return False
        return not self.areas or not area or area in self.areas

    def holds(self, start: date, end: date) -> bool:
        """Whether a period touches the days that it speaks of."""
        return end >= self.since and (self.until is None or start <= self.until)
