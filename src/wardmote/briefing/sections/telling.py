"""One measure told: what it shows, its chart and table, its peers, and what limits it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wardmote.analysis.totals import value_figure
from wardmote.briefing.causes import process_changes_of
from wardmote.briefing.context import Context
from wardmote.briefing.sections.months import ACTIVITY, chart_of, month_table, profiles_disagree
from wardmote.briefing.sections.peers import dots
from wardmote.briefing.sections.shares import shares
from wardmote.briefing.sections.waves import wave_table
from wardmote.catalogue import LayoutSection
from wardmote.document.chart import Line, LinePoint
from wardmote.document.nodes import Block, ChartFigure, Note, Paragraph, Role, Table, Terms
from wardmote.language import claim_text, compose, joined, translated
from wardmote.narrative import cell, sentence
from wardmote.vocabulary import (
    Claim,
    Finding,
    Kind,
    Measure,
    Nature,
    Observation,
    PeriodKind,
    Series,
    Status,
)

FEWEST = 3  # points that make a chart
MOST_TOTALS = 24  # rolling totals that a line shows
MOST_YEARS = 6  # rows of months that leave room for the rest of a page


@dataclass(frozen=True, slots=True)
class Depth:
    """How fully a measure is told."""

    forecast: bool = True
    table: bool = True
    peers: bool = True


WHOLE = Depth()
SHORT = Depth(forecast=False, table=False, peers=False)


def told(context: Context, measure: Measure, depth: Depth = WHOLE) -> list[Block]:
    """The blocks of a measure without its caveats. It has data for the force."""
    series = context.book.series(measure.id)
    if series is None:
        return []
    whole = _shares(context, measure)
    if whole:
        return whole
    blocks: list[Block] = []
    if measure.nature is Nature.ACTIVITY:
        blocks.append(Paragraph(compose(ACTIVITY), Role.LABEL))
    blocks += [Paragraph(joined(c)) for c in _sentences(context, measure, depth) if c]
    drawn = chart(context, series)
    if drawn:
        blocks.append(drawn)
    if depth.table:
        blocks += _table(context, series)
    if depth.peers:
        blocks += _peers(context, measure)
    if not any(isinstance(b, ChartFigure) for b in blocks):
        blocks += footings(context, [series])
    return blocks


def drawable(context: Context, measure: Measure) -> bool:
    """Whether the measure has a chart of its own."""
    series = context.book.series(measure.id)
    return bool(series and (chart(context, series) or _shares(context, measure)))


def chart(context: Context, series: Series) -> ChartFigure | None:
    """Months or waves with their limits, or rolling totals as a plain line."""
    if series.measure.period is PeriodKind.ROLLING_12_MONTHS:
        return _rolling(context, series)
    months = [o for o in series.known if o.period.months in (1, 3)]
    if len(months) < FEWEST or months[-1] != series.known[-1]:
        return None
    return chart_of(context, series, context.book.signal_of(series.measure))


def latest_of(context: Context, measure: Measure) -> Claim | None:
    """The latest figure with its period; a change that a source states stands as one."""
    series = context.book.series(measure.id)
    if series is None or not series.known:
        return None
    stated = context.book.change_of(measure)
    if stated and stated.kind is Kind.STATED_CHANGE:
        return compose("{words} in {period}", words=cell(stated), period=stated.period)
    latest = series.known[-1]
    return compose(
        "**{value}** in {period}",
        value=context.book.keep(value_figure(series, latest)),
        period=latest.period,
    )


def under_its_name(drawn: ChartFigure, measure: Measure) -> ChartFigure:
    """The chart with its measure in its title, for a place where no heading names it."""
    said = claim_text(drawn.title)
    return replace(
        drawn,
        title=compose("{name}: {said}", name=measure.name, said=said[:1].lower() + said[1:]),
    )


def caveats(measures: Sequence[Measure]) -> list[Claim]:
    """The caveats that more than one of the measures has: told once for all of them."""
    every = [c for m in measures for c in m.caveats if not _labelled(m, c)]
    return [
        compose("{caveat}", caveat=c) for c in dict.fromkeys(every) if every.count(c) > 1
    ]  # fmt: skip


def own_note(context: Context, measure: Measure, others: Sequence[Measure] = ()) -> list[Note]:
    """A note of the caveats that none of the others has."""
    if _shares(context, measure):
        return []  # told with their notes
    shared = {c for m in others if m is not measure for c in m.caveats}
    claims = [
        compose("{caveat}", caveat=c)
        for c in measure.caveats
        if c not in shared and not _labelled(measure, c)
    ]
    series = context.book.series(measure.id)
    if series and context.book.signal_of(measure):
        claims += profiles_disagree(series)
    return [Note(tuple(claims))] if claims else []


def _labelled(measure: Measure, caveat: str) -> bool:
    """Whether the measure's label or its name as an activity says this already."""
    return measure.nature is Nature.ACTIVITY and caveat.rstrip(".") == ACTIVITY


def footings(context: Context, series: Sequence[Series]) -> list[Terms]:
    """Dates and sources of figures that no chart stands over, each once."""
    made = [context.footer([s]) for s in series if s.known]
    return list(dict.fromkeys(made))


def _sentences(context: Context, measure: Measure, depth: Depth) -> list[list[Claim]]:
    """A paragraph each: the change, the signal with dated changes, what is expected."""
    book = context.book
    signal = book.signal_of(measure)
    yearly = depth.table and measure.period is PeriodKind.MONTH
    groups: list[list[Finding | None]] = [
        [book.year_of(measure.id) if yearly else None, book.change_of(measure)],
        [signal.finding if signal else None, *process_changes_of(book, measure)],
        [book.baseline_of(measure)],
        [book.outlook_of(measure) if depth.forecast else None],
    ]
    return [[sentence(f) for f in group if f] for group in groups]


def _shares(context: Context, measure: Measure) -> list[Block]:
    """A whole by its parts, for a measure that is known by the year alone."""
    if measure.period is not PeriodKind.YEAR:
        return []
    for dimension in measure.dimensions:
        made = shares(
            context, LayoutSection("shares", measures=[measure.id], dimension=dimension)
        )  # fmt: skip
        if made:
            return list(made.blocks)
    return []


def _table(context: Context, series: Series) -> list[Table]:
    people = context.book.people_of(series.measure)
    if people and series.known:
        return [wave_table(context, series, people)]
    if not any(o.period.months == 1 for o in series.known):
        return []
    return [month_table(context, series, MOST_YEARS)]


def _peers(context: Context, measure: Measure) -> list[Block]:
    found = context.book.peers_of(measure)
    if found is None:
        return []
    gap = context.book.gap_of(measure)
    said = [sentence(found), *([sentence(gap)] if gap else [])]
    return [Paragraph(joined(said)), dots(context, found)]


def _evenly(known: list[Observation]) -> list[Observation]:
    """The latest totals that lie as far apart as the last two do: a line has one scale."""
    months = [12 * o.period.end.year + o.period.end.month for o in known]
    first = len(known) - 1
    while first > 0 and months[first] - months[first - 1] == months[-1] - months[-2]:
        first -= 1
    return known[max(first, len(known) - MOST_TOTALS) :]


def _rolling(context: Context, series: Series) -> ChartFigure | None:
    """Rolling totals: a line from zero, and the reason why it has no limits."""
    known = _evenly([o for o in series.known if o.period.months == 12])
    if len(known) < FEWEST or any((o.value or 0) < 0 for o in known):
        return None
    points = tuple(
        LinePoint(o.period, context.book.keep(value_figure(series, o))) for o in known
    )  # fmt: skip
    high, low = (pick(points, key=lambda p: p.value.value) for pick in (max, min))
    unit = series.measure.unit
    return ChartFigure(
        f"chart-{series.measure.id}",
        compose("{unit} in each {twelve} months", unit=unit.capitalize(), twelve="12"),
        compose(
            "{unit} in the {twelve} months to each date, {area}. Rolling totals: no process "
            "limits, because neighbouring points share most of their months.",
            unit=unit.capitalize(),
            twelve="12",
            area=series.area.name,
        ),
        Line(points, "provisional" if known[-1].status is Status.PROVISIONAL else ""),
        compose(
            "Line chart. The first is {first} in {begin} and the last {last} in {end}; the highest "
            "is {high} in {h} and the lowest {low} in {l}.",
            first=points[0].value,
            begin=points[0].period,
            last=points[-1].value,
            end=points[-1].period,
            high=high.value,
            h=high.period,
            low=low.value,
            l=low.period,
        ),
        context.footer([series], (translated("Chart"), compose("line"))),
    )
