"""How the latest figures of a measure stand: gaps, target, record, and how many forces rose."""

from __future__ import annotations

from wardmote.analysis.standing import aim, gaps, record, rises
from wardmote.briefing.book import JUDGED, Book
from wardmote.vocabulary import Assurance, Finding, Kind, Measure, Nature


def standing_of(book: Book, measure: Measure) -> list[Finding]:
    """What is not known, the latest beside its target, and whether it is a record."""
    series, found = book.series(measure.id), book.signal_of(measure)
    if series is None or not series.known:
        return []
    limits, assurance = None, Assurance.NO_TARGET
    if found and {"lower", "upper"} <= set(found.finding.figures):
        limits = (found.finding["lower"], found.finding["upper"])
        assurance = found.chart.assurance(measure.target, measure.improvement)
    made = [book.once(("gaps", measure.id), lambda: gaps(series))]
    if measure.target is not None:
        made.append(book.once(("target", measure.id), lambda: aim(series, limits, assurance)))
    if measure.period in JUDGED and measure.nature is not Nature.CONTEXT:
        made.append(book.once(("record", measure.id), lambda: record(series)))
    return [f for f in made if f is not None]


def rises_of(book: Book, measure: Measure) -> Finding | None:
    """In how many of all forces the count rose, over the periods of the measure's change."""
    found = book.change_of(measure)
    if found is None or found.kind is not Kind.CHANGE or found.against is None:
        return None
    later, earlier = found.period, found.against
    every = [s for (_, category), s in book.reader.all_areas(measure.id).items() if not category]
    return book.once(("rises", measure.id), lambda: rises(every, book.force, later, earlier))
