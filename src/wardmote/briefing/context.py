"""What a section may ask: the book, the workshop's records, and the words that recur."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from wardmote.briefing.again import Since
from wardmote.briefing.book import Book
from wardmote.catalogue import Layout
from wardmote.document.nodes import Cell, Terms
from wardmote.governance.store import ActionRecord, WorkshopRecord
from wardmote.language import compose, message, translated
from wardmote.sources import PUBLICATIONS
from wardmote.vocabulary import (
    Claim,
    Correction,
    CorrectionKind,
    Figure,
    Measure,
    Nature,
    Period,
    Release,
    Series,
    Status,
)

NOT_AVAILABLE = "[x]"
CONFIDENTIAL = "[c]"
WITHHELD = message("small, or would tell a small number")


@dataclass
class Context:
    """One pack in the making. `places` maps a measure to the section that shows it.

    `carried` are the open actions of every workshop, `printed` the figures of all sections but
    the last ones; a section that prints what is marked
    notes it in `markings`, and one that answers for the whole paper sets `lead`.
    `since` compares the last paper with what is loaded now, where there was one.
    """

    book: Book
    layout: Layout
    workshop: WorkshopRecord | None
    dated: date
    carried: tuple[ActionRecord, ...] = ()
    since: Since | None = None
    places: dict[str, str] = field(default_factory=dict)
    markings: list[str] = field(default_factory=list)
    lead: Claim | None = None
    printed: tuple[Figure, ...] = ()

    @cached_property
    def themes(self) -> tuple[str, ...]:
        """The themes that the layout names, in its order; every theme where it names none."""
        named = [
            t
            for s in self.layout.section
            for t in (*s.themes, *(t for i in s.item for t in i.themes))
        ]
        return tuple(dict.fromkeys(named)) or self.all_themes

    @cached_property
    def all_themes(self) -> tuple[str, ...]:
        """Every theme that a measure with data stands in."""
        return tuple(sorted({m.theme for m in self.book.known if m.nature is not Nature.CONTEXT}))

    @cached_property
    def data_until(self) -> date:
        """The latest day that any measure speaks of whose latest period is complete."""
        known = [s.told[-1] for m in self.book.known if (s := self.book.series(m.id))]
        whole = [o.period.end for o in known if o.status is not Status.PARTIAL]
        return max(whole, default=latest(self.book))

    @property
    def overdue(self) -> tuple[ActionRecord, ...]:
        """Open actions, agreed by the paper's day, that should have been done before it."""
        known = {a.reference: a for a in self.carried if a.agreed_on <= self.dated}
        known |= {a.reference: a for a in (self.workshop.actions if self.workshop else ())}
        return tuple(a for _, a in sorted(known.items()) if a.overdue(self.dated))

    def footer(self, series: Iterable[Series], *pairs: tuple[str, Claim]) -> Terms:
        """The line under a chart: what was asked for, then the date and the source."""
        found = list(series)
        releases = self.sources(found)
        return Terms(
            (
                *pairs,
                (translated("Data to"), self.data_to(found[0])),
                (translated("Source"), releases),
            )
        )

    def data_to(self, series: Series) -> Claim:
        """The last month known, or that the source does not say."""
        last = series.told[-1]
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
        return compose("{sources}", sources="; ".join(named) or translated("not named"))

    def caveats(self, measure: Measure, *areas: str) -> tuple[Claim, ...]:
        """The measure's caveats, and the declared corrections of the months it is told of.

        `areas` are the slugs of other forces that stand beside.
        """
        told = [*measure.caveats, *(c.text for c in self.corrections(measure, *areas))]
        return tuple(compose("{caveat}", caveat=c) for c in told)

    def corrections(self, measure: Measure, *areas: str) -> list[Correction]:
        """The declared corrections that bear on figures of a measure that are known here."""
        found = []
        for correction in self.book.workspace.catalogue.corrections_of(
            measure, self.book.force, *areas
        ):
            for area in (self.book.force, *areas):
                missing = correction.kind is CorrectionKind.MISSING
                # Another force's missing months are told beside the months of this one.
                series = self.book.series(measure.id, self.book.force if missing else area)
                if not series or not series.observations or not correction.bears_on(measure, area):
                    continue
                first, last = series.observations[0].period, series.observations[-1].period
                # A change is told where figures of both sides of it are.
                if correction.holds(first.start, last.end) and (
                    missing or first.start < correction.since
                ):
                    found.append(correction)
                    break
        return found

    def small_numbers(self) -> tuple[Claim, ...]:
        """What is withheld and rounded, and what that does to the rest; nothing without a rule."""
        if self.book.protection is None:
            return ()
        rule = self.book.protection.rule
        return (
            compose(
                "**Small numbers.** Counts from {low} to {high} are withheld, shown as {c}, so "
                "that nobody can be known by them; so are numbers that would tell one by adding "
                "or taking away, here or in an earlier edition. All other counts are rounded to "
                "the nearest {base}, each by itself, so parts may not add up. Changes, "
                "percentages, rates, averages and limits are worked out from the rounded counts.",
                low=str(rule.lowest),
                high=str(rule.highest),
                c=CONFIDENTIAL,
                base=str(rule.base),
            ),
        )


def latest(book: Book) -> date:
    """The latest day that any measure with data speaks of."""
    days = [s.data_to for m in book.known if (s := book.series(m.id)) and s.data_to]
    return max(days)


def title_of(release: Release) -> str:
    """The release's title, or its publication's where a release is one month of many."""
    publication = PUBLICATIONS[release.publication]
    return publication.title if publication.monthly else release.title


def absent(series: Series | None = None, period: Period | None = None) -> Cell:
    """A cell that has no value to show; of a series and period, one that may be withheld."""
    if series is not None and series.withholds(period):
        return Cell(shorthand=CONFIDENTIAL)
    return Cell(shorthand=NOT_AVAILABLE)


def keyed(subtitle: Claim, series: Iterable[Series]) -> Claim:
    """A table's subtitle, with what the symbol stands for where numbers are withheld."""
    if not any(s.withholds() for s in series):
        return subtitle
    return compose(
        "{said}; {c} withheld: {why}", said=subtitle, c=CONFIDENTIAL, why=translated(WITHHELD)
    )
