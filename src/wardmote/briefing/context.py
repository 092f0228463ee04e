"""What a section may ask: the book, the workshop's records, and the words that recur."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from wardmote.briefing.again import Since
from wardmote.briefing.book import Book
from wardmote.catalogue import Layout
from wardmote.document.nodes import Cell, Terms
from wardmote.governance.store import WorkshopRecord
from wardmote.language import compose
from wardmote.sources import PUBLICATIONS
from wardmote.vocabulary import Claim, Measure, Period, Release, Series, Status

NOT_AVAILABLE = "[x]"


@dataclass
class Context:
    """One pack in the making. `places` maps a measure to the section that shows it.

    `since` compares the last paper with what is loaded now, where there was one.
    """

    book: Book
    layout: Layout
    workshop: WorkshopRecord | None
    dated: date
    since: Since | None = None
    places: dict[str, str] = field(default_factory=dict)

    def footer(self, series: Iterable[Series], *pairs: tuple[str, Claim]) -> Terms:
        """The line under a chart: what was asked for, then the date and the source."""
        found = list(series)
        releases = self.sources(found)
        return Terms((*pairs, ("Data to", self.data_to(found[0])), ("Source", releases)))

    def data_to(self, series: Series) -> Claim:
        """The last month known, or that the source does not say."""
        last = series.known[-1]
        if last.status is Status.PARTIAL and last.note:
            return compose("Not stated")
        month = Period.months_to(last.period.end, 1)
        if last.status is Status.ASSUMED:
            return compose("{month} (assumed)", month=month)
        return compose("{month}", month=month)

    def sources(self, series: Iterable[Series]) -> Claim:
        """Publishers and titles of the releases behind series."""
        wanted = {r for s in series for r in s.releases}
        named = []
        for release, note in self.book.reader.releases.values():
            if release.id in wanted:
                words = ", ".join(w for w in (release.publisher, title_of(release)) if w)
                words += f" ({note.rstrip('.')})" if note else ""
                if words not in named:
                    named.append(words)
        return compose("{sources}", sources="; ".join(named) or "not named")

    def caveats(self, measure: Measure) -> tuple[Claim, ...]:
        """The measure's caveats, as claims."""
        return tuple(compose("{caveat}", caveat=c) for c in measure.caveats)


def title_of(release: Release) -> str:
    """The release's title, or its publication's where a release is one month of many."""
    publication = PUBLICATIONS[release.publication]
    return publication.title if publication.monthly else release.title


def absent() -> Cell:
    """A cell that has no value to show."""
    return Cell(shorthand=NOT_AVAILABLE)
