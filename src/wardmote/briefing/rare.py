"""Rare events of a force by their days, from the latest stretch of months without a gap."""

from __future__ import annotations

from datetime import date

from wardmote.analysis.between import latest_stretch, times_between
from wardmote.briefing.book import Book, tried
from wardmote.vocabulary import Finding, Measure, Period
from wardmote.warehouse.days import days_of


def event_days(book: Book, measure: Measure) -> tuple[list[date], Period] | None:
    """The days of the measure's events and the months that are known without a gap.

    None where the publication tells no days, nothing is known, or a disclosure profile protects
    the counts: the days of events tell how many they were.
    """
    series = book.series(measure.id)
    if series is None or (book.protection and measure.protected):
        return None
    known = latest_stretch([o.period for o in series.settled.known if o.period.months == 1])
    if known is None:
        return None
    days = days_of(book.reader, measure.id, book.force, known)
    return None if days is None else (days, known)


def rare_of(book: Book, measure: Measure) -> Finding | None:
    """What the times between the measure's events show, where there are enough of them."""

    def made() -> Finding | None:
        found, series = event_days(book, measure), book.series(measure.id)
        if found is None or series is None:
            return None
        days, known = found
        releases = series.sources(known)
        return tried(lambda: times_between(measure, series.area, days, known.end, releases))

    return book.once(("rare", measure.id), made)
