"""Where a number comes from: its definition, query, rows and releases, computed again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from wardmote.analysis.averages import compare_averages
from wardmote.analysis.change import change
from wardmote.analysis.drivers import MOST_STEPS, drivers, gathered
from wardmote.analysis.markers import marker_test
from wardmote.analysis.outlook import outlook
from wardmote.analysis.peers import GAP, compare_gap, compare_peers
from wardmote.analysis.recording import recording_change
from wardmote.analysis.shares import share, share_change, still_open
from wardmote.analysis.signals import signal
from wardmote.analysis.spc import profile_named
from wardmote.analysis.totals import total, value_figure
from wardmote.analysis.waves import compare_waves, wave
from wardmote.briefing.book import Book
from wardmote.briefing.forces import forces_of
from wardmote.briefing.parts import sisters_of
from wardmote.briefing.process import target_figure
from wardmote.briefing.rare import rare_of
from wardmote.language import figure_text
from wardmote.vocabulary import (
    Figure,
    FigureName,
    Finding,
    Improvement,
    Measure,
    Period,
    Quantity,
    Release,
    Series,
    UserError,
    nearest,
)


@dataclass(frozen=True)
class Explanation:
    """A figure computed again, with all that it rests on."""

    figure: Figure
    measure: Measure
    text: str
    query: str
    rows: int
    releases: tuple[tuple[Release, str], ...]


def explain(book: Book, text: str) -> Explanation:
    """Compute a figure again from its id, by the way that made it.

    Raises UserError when the id is not one, or when what it needs is not loaded.
    """
    try:
        name = FigureName.parse(text)
        figure = _figure(book, name)
    except ValueError as error:
        raise UserError(str(error)) from None
    if figure is None:
        raise UserError(
            f"nothing is loaded from which '{text}' could be computed; see: wardmote status"
        )
    measure = book.measure(name.measure.removesuffix(GAP))
    dimension = name.category.partition("=")[0]
    used = set(figure.releases)
    periods = [name.period]
    if name.argument and name.method.endswith("-on"):
        periods.append(Period.parse(name.argument))
    if METHODS[name.method.removesuffix("-on")] is _rare:
        periods = [_whole_months(Period.parse(name.argument) if name.argument else name.period)]
    # Parts told together have no rows of their own name: theirs are among the whole's.
    category = "" if name.method == "others-change-on" else name.category
    return Explanation(
        figure,
        measure,
        figure_text(figure),
        book.reader.query(measure.id, dimension),
        sum(book.reader.row_count(measure.id, name.area, p, category) for p in periods),
        tuple(r for r in book.reader.releases.values() if r[0].id in used),
    )


def _whole_months(span: Period) -> Period:
    """The months that hold the days of a span: rows are kept by month."""
    return Period(span.start.replace(day=1), Period.months_to(span.end, 1).end)


def _figure(book: Book, name: FigureName) -> Figure | None:
    method = name.method.removesuffix("-on")
    if method not in METHODS:
        raise UserError(f"unknown method '{name.method}'; {nearest(method, METHODS)}")
    made = METHODS[method](book, name)
    if made is None or isinstance(made, Figure):
        return made
    wanted = "/".join(
        p
        for p in (
            f"{name.measure}@{name.category}" if name.category else name.measure,
            name.area,
            name.period.id,
            name.method,
            name.argument,
        )
        if p
    )
    return next((f for f in made.figures.values() if f.id == wanted), None)


def _series(book: Book, name: FigureName) -> Series | None:
    if name.measure.endswith(GAP):
        return book.gap_series_of(book.measure(name.measure.removesuffix(GAP)))
    book.measure(name.measure)
    return book.reader.series(name.measure, name.area, name.category)


def _value(book: Book, name: FigureName) -> Figure | None:
    series = _series(book, name)
    if series is None:
        return None
    observed = series.at(name.period)
    if observed is None or observed.value is None:
        return None
    return value_figure(series, observed)


def _total(book: Book, name: FigureName) -> Finding | Figure | None:
    series = _series(book, name)
    if series is None:
        return None
    if any(o.period.months == 1 for o in series.within(name.period)):
        return total(series, name.period)
    return None


def _averages(book: Book, name: FigureName) -> Finding | None:
    series = _series(book, name)
    if series is None:
        return None
    return compare_averages(series, name.period, Period.parse(name.argument))


def _change(book: Book, name: FigureName) -> Finding | None:
    series = _series(book, name)
    return change(series, name.period, Period.parse(name.argument)) if series else None


def _stated(book: Book, name: FigureName) -> Finding | None:
    return book.stated(book.measure(name.measure), name.period, Period.parse(name.argument))


def _share(book: Book, name: FigureName) -> Finding | None:
    part = _series(book, name)
    whole = book.reader.series(name.measure, name.area)
    return share(part, whole, name.period) if part and whole else None


def _share_change(book: Book, name: FigureName) -> Finding | None:
    part = _series(book, name)
    whole = book.reader.series(name.measure, name.area)
    if part is None or whole is None:
        return None
    return share_change(part, whole, name.period, Period.parse(name.argument), Improvement.NEUTRAL)


def _drivers(book: Book, name: FigureName) -> Finding | None:
    whole = book.reader.series(name.measure, name.area)
    dimension = name.category.partition("=")[0]
    if whole is None or not dimension:
        return None
    against = Period.parse(name.argument)
    both = Period(against.start, name.period.end)
    parts = book.reader.parts(name.measure, name.area, dimension, both)
    for found in drivers(parts, whole, name.period, against):
        if found.category and found.category.slug == name.category:
            return found
    return None


def _forecast(book: Book, name: FigureName) -> Finding | None:
    series = _series(book, name)
    if series is None:
        return None
    until = Period(series.observations[0].period.start, Period.parse(name.argument).end)
    sisters = [s.clipped(until) for s in book.reader.all_areas(name.measure).values()]
    starts = series.measure.year_starts or book.workspace.settings.year_starts
    return outlook(series.clipped(until), sisters, starts)


def _waves(book: Book, name: FigureName) -> Finding | None:
    series = _series(book, name)
    people = book.people_of(book.measure(name.measure))
    if series is None or people is None:
        return None
    if name.argument:
        return compare_waves(series, people, name.period, Period.parse(name.argument))
    return wave(series, people, name.period)


def _marker(book: Book, name: FigureName) -> Finding | None:
    part = _series(book, name)
    whole = book.reader.series(name.measure, name.area)
    if part is None or whole is None:
        return None
    return marker_test(part, whole, name.period, Period.parse(name.argument))


def _recording(book: Book, name: FigureName) -> Finding | None:
    crimes = _series(book, name)
    source = book.measure(name.measure).recorded_from
    incidents = book.reader.series(source, name.area) if source else None
    if crimes is None or incidents is None:
        return None
    return recording_change(incidents, crimes, name.period, Period.parse(name.argument))


def _peers(book: Book, name: FigureName) -> Finding | None:
    known = book.group(book.measure(name.measure))
    if known is None:
        return None
    series, populations, _ = known
    return compare_peers(series, populations, book.force, name.period)


def _rates(book: Book, name: FigureName) -> Finding | None:
    """Of the group where the force is in it, else among all forces."""
    found = _peers(book, name)
    return found if found and f"rate:{name.area}" in found.figures else _forces(book, name)


def _forces(book: Book, name: FigureName) -> Finding | None:
    return forces_of(book, book.measure(name.measure), name.period)


def _others(book: Book, name: FigureName) -> Figure | None:
    against, dimension = Period.parse(name.argument), name.category.partition("=")[0]
    whole = book.reader.series(name.measure, name.area)
    if whole is None or not dimension:
        return None
    both = Period(against.start, name.period.end)
    parts = book.reader.parts(name.measure, name.area, dimension, both)
    return gathered(drivers(parts, whole, name.period, against), MOST_STEPS, dimension)[1]


def _rare(book: Book, name: FigureName) -> Finding | None:
    return rare_of(book, book.measure(name.measure))


def _pending(book: Book, name: FigureName) -> Figure | None:
    issued = book.series(book.measure(name.measure).denominator, name.area)
    closed = _series(book, name)
    return still_open(issued, closed, name.period) if issued and closed else None


def _target(book: Book, name: FigureName) -> Figure | None:
    series = _series(book, name)
    return target_figure(series.clipped(name.period)) if series else None


def _gap(book: Book, name: FigureName) -> Finding | None:
    known = book.group(book.measure(name.measure))
    if known is None:
        return None
    series, populations, _ = known
    return compare_gap(series, populations, book.force, name.period, Period.parse(name.argument))


def _limits(book: Book, name: FigureName) -> Finding | None:
    series = _series(book, name)
    if series is None:
        return None
    profile = profile_named(name.argument)
    sisters = []
    if series.measure.quantity is Quantity.COUNT:
        known = sisters_of(book, book.measure(name.measure), name.category)
        sisters = [s.clipped(name.period) for s in known]
    measure = series.measure
    people = book.people_of(measure) if not measure.id.endswith(GAP) else None
    return signal(series.clipped(name.period), profile, sisters, people).finding


METHODS: Mapping[str, Callable[[Book, FigureName], Finding | Figure | None]] = {
    "": _value,
    "total": _total,
    "average": _total,
    "months": _total,
    "average-change": _averages,
    "average-change-lower": _averages,
    "average-change-upper": _averages,
    "average-points": _averages,
    "average-points-lower": _averages,
    "average-points-upper": _averages,
    "change": _change,
    "percent-change": _change,
    "percent-change-lower": _change,
    "percent-change-upper": _change,
    "chance": _change,
    "stated-change": _stated,
    "stated-percent-change": _stated,
    "stated-chance": _stated,
    "implied-base": _stated,
    "share": _share,
    "share-lower": _share,
    "share-upper": _share,
    "share-change": _share_change,
    "share-change-lower": _share_change,
    "share-change-upper": _share_change,
    "contribution": _drivers,
    "contribution-lower": _drivers,
    "contribution-upper": _drivers,
    "forecast": _forecast,
    "forecast-lower80": _forecast,
    "forecast-upper80": _forecast,
    "forecast-lower95": _forecast,
    "forecast-upper95": _forecast,
    "survey": _waves,
    "survey-lower": _waves,
    "survey-upper": _waves,
    "survey-points": _waves,
    "survey-points-lower": _waves,
    "survey-points-upper": _waves,
    "excess": _marker,
    "excess-lower": _marker,
    "excess-upper": _marker,
    "incident-effect": _recording,
    "incident-effect-lower": _recording,
    "incident-effect-upper": _recording,
    "conversion": _recording,
    "conversion-before": _recording,
    "conversion-effect": _recording,
    "conversion-effect-lower": _recording,
    "conversion-effect-upper": _recording,
    "rate": _rates,
    "rate-lower": _rates,
    "rate-upper": _rates,
    "force-mean": _forces,
    "force-rank": _forces,
    "force-rank-lower": _forces,
    "force-rank-upper": _forces,
    "force-count": _forces,
    "others-change": _others,
    "pending": _pending,
    "target": _target,
    "events": _rare,
    "mean-days-between": _rare,
    "days-since": _rare,
    "chance-of-silence": _rare,
    "days-between": _rare,
    "days-between-lower": _rare,
    "days-between-upper": _rare,
    "peer-mean": _peers,
    "peer-weighted-mean": _peers,
    "gap": _peers,
    "rank": _peers,
    "rank-lower": _peers,
    "rank-upper": _peers,
    "of": _peers,
    "gap-change": _gap,
    "mean": _limits,
    "lower-limit": _limits,
    "upper-limit": _limits,
    "points": _limits,
    "run": _limits,
    "shift-size": _limits,
    "shift-size-lower": _limits,
    "shift-size-upper": _limits,
}
