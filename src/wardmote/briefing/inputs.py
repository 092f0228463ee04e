"""What a figure is made from: each value with its period, rows and release, and the query."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date

from wardmote.analysis.peers import GAP, residents_at
from wardmote.briefing.book import Book
from wardmote.sources import PUBLICATIONS
from wardmote.vocabulary import FigureName, Measure, Observation, Period, Release, Series

OF_GROUP = (
    "rate", "peer-mean", "peer-weighted-mean", "gap", "rank", "of", "force-count", "force-mean",
    "force-rank",
)  # fmt: skip
RARE = ("events", "days-between", "mean-days-between", "days-since", "chance-of-silence")
OF_WHOLE = ("share", "contribution", "excess")
JUDGED = ("mean", "lower-limit", "upper-limit", "points", "run", "shift-size")
MONTHLY = ("total", "average", "months", "average-change", "average-points")


@dataclass(frozen=True, slots=True)
class Input:
    """One value that a figure is made from, with how many rows stand behind it."""

    measure: Measure
    area: str
    category: str
    observation: Observation
    rows: int


@dataclass(frozen=True)
class Inputs:
    """The values that a figure is made from, and the queries that give them."""

    values: tuple[Input, ...]
    queries: tuple[str, ...]

    @property
    def rows(self) -> int:
        """How many rows stand behind all of them."""
        return sum(v.rows for v in self.values)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A release with its note, the day it was loaded where that is known, and all its rows."""

    release: Release
    note: str
    on: date | None
    rows: int


def inputs_of(book: Book, name: FigureName) -> Inputs:
    """The values and queries behind a figure that can be computed."""
    found: dict[tuple[str, str, str, Period], Input] = {}
    asked: dict[tuple[str, str], tuple[dict[str, None], dict[Period, None]]] = {}
    for series, observations in _used(book, name):
        category = series.category.slug if series.category else ""
        dimension = category.partition("=")[0]
        measure = series.measure
        behind = book.reader.rows_behind(measure.id, dimension)
        for o in observations:
            rows = behind.get((series.area.slug, category, o.period), 0)
            key = (measure.id, series.area.slug, category, o.period)
            found.setdefault(key, Input(measure, series.area.slug, category, o, rows))
            areas, periods = asked.setdefault((measure.id, dimension), ({}, {}))
            areas[series.area.slug] = None
            periods[o.period] = None
    queries = (
        book.reader.query(measure, dimension, tuple(areas), tuple(periods))
        for (measure, dimension), (areas, periods) in asked.items()
    )
    return Inputs(tuple(found.values()), tuple(queries))


def loaded_of(book: Book, used: Collection[str]) -> tuple[Loaded, ...]:
    """The releases of these ids, in the order of loading."""
    releases = [found for found in book.reader.releases.values() if found[0].id in used]
    engine = book.reader.warehouse
    known = {
        (publication, release): told
        for publication in {release.publication for release, _ in releases}
        for release, told in engine.loadings(PUBLICATIONS[publication]).items()
    }
    return tuple(
        Loaded(release, note, *known[release.publication, release.id]) for release, note in releases
    )


def _used(book: Book, name: FigureName) -> Iterator[tuple[Series, list[Observation]]]:
    method = name.method.removesuffix("-on")
    periods = [name.period]
    if name.argument and name.method.endswith("-on"):
        periods.append(Period.parse(name.argument))
    family = method.removesuffix("-change") if method == "gap-change" else method
    own = name.measure.removesuffix(GAP)
    if name.measure.endswith(GAP) or _is(family, OF_GROUP):
        yield from _group(book, own, name, periods)
        return
    pick = _picked(method, name, periods)
    # Parts told together have no rows of their own name: theirs are among the whole's.
    category = "" if method == "others-change" else name.category
    series = book.reader.series(own, name.area, category)
    others: list[Series | None] = []
    if _is(method, OF_WHOLE):
        others.append(book.reader.series(own, name.area))
    measure = book.measure(own)
    if method.startswith("survey"):
        others.append(book.people_of(measure))
    if method.startswith(("incident-effect", "conversion")) and measure.recorded_from:
        others.append(book.reader.series(measure.recorded_from, name.area))
    for one in (series, *others):
        if one is not None:
            yield one, pick(one)


def _is(method: str, families: tuple[str, ...]) -> bool:
    ends = ("", "-lower", "-upper", "-change", "-change-lower", "-change-upper")
    return any(method == f + end for f in families for end in ends)


def _picked(
    method: str, name: FigureName, periods: list[Period]
) -> Callable[[Series], list[Observation]]:
    """Which observations of a series a method takes."""
    if method.startswith("forecast"):
        end = Period.parse(name.argument).end
        return lambda s: [o for o in s.known if o.period.end <= end]
    if _is(method, RARE):  # rows are kept by month: those that hold the days of the span
        span = Period.parse(name.argument) if name.argument else name.period
        return lambda s: [o for o in s.known if o.period.overlaps(span)]
    if _is(method, JUDGED):
        return lambda s: [o for o in s.within(name.period) if o.value is not None]
    monthly = _is(method, MONTHLY)

    def of_periods(series: Series) -> list[Observation]:
        found: list[Observation] = []
        for period in periods:
            exact = None if monthly else series.at(period)
            inside = [exact] if exact else [
                o for o in series.within(period) if not monthly or o.period.months == 1
            ]  # fmt: skip
            # A change may be stated in words, without its count.
            found += [o for o in inside if o.value is not None or method.startswith("stated")]
        return found

    return of_periods


def _group(
    book: Book, measure: str, name: FigureName, periods: list[Period]
) -> Iterator[tuple[Series, list[Observation]]]:
    """Counts and residents: of the force named for its own rate, else of the whole group."""
    own = book.measure(measure)
    known = book.group(own)
    rated = name.method in ("", "rate", "rate-lower", "rate-upper")
    alone = rated and not name.measure.endswith(GAP)
    members = {s.area.slug for s in known[0]} if known else set()
    if name.method.startswith("force-") or (alone and name.area not in members):
        group = [s for (_, category), s in book.reader.all_areas(measure).items() if not category]
        found = book.reader.all_areas(own.denominator) if own.denominator else {}
        populations = {area: s for (area, _), s in found.items()}
    elif known is None:
        return
    else:
        group, populations, _ = known
    for series in group:
        area = series.area.slug
        if alone and area != name.area:
            continue
        counted = [o for p in periods for o in _over(series, p) if o.value is not None]
        yield series, counted
        people = populations.get(area)
        if people is not None:
            years = (residents_at(people, o.period.end) for o in counted)
            wanted = {found[0] for found in years if found}
            yield people, [o for o in people.known if o.period in wanted]


def _over(series: Series, period: Period) -> list[Observation]:
    exact = series.at(period)
    return [exact] if exact else list(series.within(period))
