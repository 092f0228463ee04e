"""A force among all forces of England and Wales, where nearly all are known."""

from __future__ import annotations

import re
from dataclasses import replace

from wardmote.analysis.forces import compare_forces
from wardmote.briefing.book import Book, tried
from wardmote.vocabulary import Finding, Force, Measure, Period

TERRITORIAL = re.compile(r"[EW]\d{8}")  # codes of the forces that have an area and residents
MOST_UNKNOWN = 7  # forces of 43: with more of them unknown an order of all would mislead


def territorial(book: Book) -> dict[str, Force]:
    """The forces of England and Wales that answer for an area, by slug."""
    return {
        slug: force
        for slug, force in book.workspace.catalogue.forces.items()
        if TERRITORIAL.fullmatch(force.code)
    }


def forces_of(book: Book, measure: Measure, period: Period | None = None) -> Finding | None:
    """The measure's rates in all forces over its latest period, or over another.

    None where more than a few forces are unknown. `unknown` names those that are.
    """

    def made() -> Finding | None:
        mine = book.series(measure.id)
        if mine is None or not measure.peers or not measure.denominator or not mine.known:
            return None
        over = period or latest_of(book, measure)
        all_of = territorial(book)
        areas = book.reader.all_areas(measure.id)
        populations = {a: s for (a, _), s in book.reader.all_areas(measure.denominator).items()}
        known = [
            s for slug in all_of
            if (s := areas.get((slug, ""))) and s.total(over) is not None and slug in populations
        ]  # fmt: skip
        if len(known) < len(all_of) - MOST_UNKNOWN:
            return None
        found = tried(lambda: compare_forces(known, populations, book.force, over))
        if found is None:
            return None
        told = {s.area.slug for s in known}
        compared = set(found.words["forces"].split(","))
        words = {
            "unknown": ",".join(s for s in all_of if s not in told),
            "small": ",".join(s for s in all_of if s in told and s not in compared),
        }
        return replace(found, words={**found.words, **words})

    return book.once(("forces", measure.id, period.id if period else ""), made)


def latest_of(book: Book, measure: Measure) -> Period:
    """The latest twelve months of a monthly measure where all are known, else its last period."""
    series = book.series(measure.id)
    if series is None or not series.known:
        raise ValueError(f"nothing is known of {measure.id}")
    last = series.known[-1].period
    year = Period.months_to(last.end, 12)
    return year if last.months == 1 and series.total(year) is not None else last
