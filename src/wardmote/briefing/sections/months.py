"""One monthly series: what it shows, its chart, its table with totals and averages."""

from __future__ import annotations

from itertools import pairwise

from wardmote.analysis.false_alarms import disagreement, verdicts
from wardmote.analysis.signals import TRIAL, Signal, refusal
from wardmote.analysis.spc import Answers
from wardmote.analysis.totals import total, value_figure
from wardmote.briefing.causes import process_changes_of
from wardmote.briefing.context import WITHHELD, Context, absent, keyed
from wardmote.briefing.process import process_of, told_beside
from wardmote.briefing.standing import standing_of
from wardmote.catalogue import LayoutSection
from wardmote.document.chart.process import axis_start
from wardmote.document.nodes import (
    Block,
    Cell,
    ChartFigure,
    Column,
    Note,
    Paragraph,
    Role,
    Row,
    RowGroup,
    Section,
    Table,
)
from wardmote.language import (
    claim_text,
    compose,
    joined,
    message,
    number_text,
    short_months,
    translated,
)
from wardmote.narrative import SEVERAL, cell, each_of, sentence, several_of
from wardmote.vocabulary import (
    AnnotationKind,
    Claim,
    Direction,
    Evidence,
    Figure,
    Measure,
    Nature,
    Period,
    PeriodKind,
    Quantity,
    Series,
    Status,
)

GAP = 12  # months, from which what stands before a gap is of another time

ACTIVITY = message("Enforcement is activity, not offending")  # the label over every such measure


def months(context: Context, section: LayoutSection) -> Section | None:
    """A section for the first of the measures that has monthly data."""
    for measure_id in section.measures:
        measure = context.book.measure(measure_id)
        series = context.book.series(measure_id)
        if series and any(o.period.months == 1 for o in series.told):
            context.places[measure_id] = measure_id
            return Section(measure_id, section.title, tuple(_blocks(context, measure, series)))
    return None


def _blocks(context: Context, measure: Measure, series: Series) -> list[Block]:
    book = context.book
    found = book.signal_of(measure)
    change = book.change_of(measure)
    blocks: list[Block] = []
    if measure.nature is Nature.ACTIVITY:
        blocks.append(Paragraph(compose(ACTIVITY), Role.LABEL))
    whole = book.year_of(measure.id)
    signal = found.finding if found else None
    process = process_changes_of(book, measure)
    forecast = book.outlook_of(measure)
    standing = standing_of(book, measure)
    said = [sentence(f) for f in (whole, change, *process, signal, *standing, forecast) if f]
    if said:
        blocks.append(Paragraph(joined(said)))
    if series.known:
        blocks.append(chart_of(context, series, found))
    blocks.append(month_table(context, series))
    notes = list(context.caveats(measure))
    if forecast:
        notes += _announced(context, measure)
    if len(_years(series)) > 1 and _part_year(series):
        notes.append(
            compose(
                "The average of a part-year stands beside that of a whole one: they cover "
                "different months, so the two are not compared."
            )
        )
    notes += profiles_disagree(series)
    if notes:
        blocks.append(Note(tuple(notes)))
    return blocks


def _announced(context: Context, measure: Measure) -> list[Claim]:
    """What is known to come, and what a forecast from the past cannot know."""
    told = [
        compose("{text}", text=a.text)
        for a in measure.annotations
        if a.kind is AnnotationKind.ANNOUNCED and a.area in ("", context.book.force)
    ]
    if not told:
        return []
    first = compose("**Announced, and not in the forecast.**")
    return [compose("{a} {b}", a=first, b=claim) for claim in told]


def profiles_disagree(series: Series) -> list[Claim]:
    """A badge where rule profiles in use read the latest month differently."""
    if series.measure.period is not PeriodKind.MONTH:
        return []
    signal, quiet = disagreement(verdicts(series))
    if not signal:
        return []
    return [
        compose(
            "**Profiles disagree.** The latest month is a signal by {some}, and none by {others}.",
            some=", ".join(signal),
            others=", ".join(quiet),
        )
    ]


def _points_of(series: Series) -> tuple[str, str]:
    """What one point of the series is, and what several are."""
    each = "month" if series.known[-1].period.months == 1 else "wave"
    return translated(each), translated(SEVERAL[each])


def _because(answers: Answers) -> str:
    """Why the chart is as it is, as a sentence without its full stop."""
    said = "; ".join(translated(one.text).format(n=one.n) for one in answers.because)
    return said[:1].upper() + said[1:]


def chart_of(context: Context, series: Series, found: Signal | None) -> ChartFigure:
    """The process chart, or a plain line with the reason why it has no limits."""
    measure = series.measure
    whole, series = series, series if found else since_gap(series)
    chart = process_of(context, series, found)
    figures = found.finding.figures if found else {}
    start = axis_start(chart)
    each, several = _points_of(series)
    trial = found and len(series.known) < TRIAL
    kind = translated("trial process limits") if trial else translated("process limits")
    subtitle = compose(
        "{unit} a {each}, {area}. {limits}{axis}",
        unit=measure.unit.capitalize(),
        each=each,
        area=series.area.name,
        limits=kind.capitalize()
        if found
        else translated("No process limits: {reason}").format(reason=translated(refusal(series))),
        axis=translated("; the axis starts at {n}.").format(n=number_text(start)) if start else ".",
    )
    if found and found.chart.answers:
        subtitle = compose(
            "{unit} a {each}, {area}, with the range expected of each. {reason}{axis}",
            unit=measure.unit.capitalize(),
            each=each,
            area=series.area.name,
            reason=_because(found.chart.answers),
            axis=translated("; the axis starts at {n}.").format(n=number_text(start))
            if start
            else ".",
        )
    if series is not whole:
        left = compose(
            "Drawn from {period} on, after a gap of more than a year.",
            period=series.observations[0].period,
        )
        subtitle = joined([subtitle, left])
    count = (
        compose("{points} {several}", points=figures["points"], several=several)
        if found
        else compose("{months} months", months=_months_known(context, series))
    )
    return ChartFigure(
        f"chart-{measure.id}",
        _title(found, measure),
        subtitle,
        chart,
        joined([_description(context, series, found), *told_beside(chart, series)]),
        context.footer(
            [series],
            ("n", count),
            (translated("Chart"), compose(_kind(found))),
            (
                translated("Rule profile"),
                compose("{name}", name=found.chart.profile.name if found else translated("none")),
            ),
        ),
    )


def since_gap(series: Series) -> Series:
    """The series from its last gap of more than a year on, where fewer months stand before it than
    it lasts, and two behind it: nothing that is far off and alone is joined to what is told."""
    known = [i for i, o in enumerate(series.observations) if o.status is not Status.MISSING]
    for many, (before, i) in reversed([*enumerate(pairwise(known), 1)]):
        gap = i - before - 1
        if gap > GAP and many < gap and len(known) - many >= 2:
            last = series.observations[-1].period.end
            return series.clipped(Period(series.observations[i].period.start, last))
    return series


def _kind(found: Signal | None) -> str:
    if found is None:
        return message("line")
    kinds = {
        "model": message("expected range"),
        "rare": message("exact limits of rare counts"),
        "share": message("limits of proportions"),
    }
    return kinds.get(found.chart.chart, message("XmR"))


def _title(found: Signal | None, measure: Measure) -> Claim:
    if found is None:
        return compose("{unit} by month", unit=measure.unit.capitalize())
    finding = found.finding
    if finding.evidence is Evidence.CLEAR and measure.quantity is not Quantity.COUNT:
        return compose("{short}", short=claim_text(cell(finding)))
    if finding.evidence is Evidence.CLEAR:
        up, one = finding.direction is Direction.UP, finding.period.months == 1
        text = {
            (True, True): message("More {unit} than usual in {since}"),
            (False, True): message("Fewer {unit} than usual in {since}"),
            (True, False): message("More {unit} than usual since {since}"),
            (False, False): message("Fewer {unit} than usual since {since}"),
        }[up, one]
        since = Period.months_to(finding.period.start, 1)
        return compose(text, unit=measure.unit, since=since)
    if finding.words.get("any"):
        several = several_of(finding)
        return compose("Some {several} stand out, but not the latest", several=several)
    return compose("No {each} stands out", each=each_of(finding))


def _description(context: Context, series: Series, found: Signal | None) -> Claim:
    known = [o for o in series.known if o.period.months in (1, 3)]
    each, several = _points_of(series)
    high = max(known, key=lambda o: o.value or 0)
    low = min(known, key=lambda o: o.value or 0)
    ends = compose(
        "The highest {each} is {high} ({h}) and the lowest {low} ({l}).",
        each=each,
        high=high.period,
        h=context.book.keep(value_figure(series, high)),
        low=low.period,
        l=context.book.keep(value_figure(series, low)),
    )
    if series.withholds():
        return compose(
            "Line chart. Some {several} are withheld ({why}) and not drawn. Of the others: {ends}",
            several=several,
            why=translated(WITHHELD),
            ends=ends,
        )
    if found is None:
        return compose("Line chart. {ends}", ends=ends)
    figures = found.finding.figures
    limits = (
        compose(
            "{word} {mean}, lower limit {lower}, upper limit {upper} {at}.",
            word=translated("Expected") if found.chart.answers else translated("Mean"),
            at=(
                translated("in the latest {each}")
                if found.chart.answers
                else translated("in every {each}")
            ).format(each=each),
            **figures,
        )
        if "lower" in figures
        else compose("Mean {mean}; every value is equal, so there are no limits.", **figures)
    )
    return compose(
        "Process-limit chart of {points} {several}. {limits} {ends} {said}",
        several=several,
        points=figures["points"],
        limits=limits,
        ends=ends,
        said=sentence(found.finding),
    )


def month_table(context: Context, series: Series, most: int = 0) -> Table:
    """Years down, months across, with the total and the average of the months known.

    `most` keeps the latest years alone.
    """
    rows = []
    additive = series.measure.quantity is Quantity.COUNT
    for year in _years(series)[-most:]:
        cells = []
        for month in range(1, 13):
            observed = series.at(Period.month(year, month))
            if observed is None or observed.value is None:
                cells.append(absent(series, Period.month(year, month)))
            else:
                cells.append(_figure_cell(context.book.keep(value_figure(series, observed))))
        if additive:
            found = total(series, Period.year(year))
            if "total" in found.figures:
                cells.append(_figure_cell(context.book.keep(found["total"]), strong=True))
                cells.append(_figure_cell(context.book.keep(found["average"])))
            else:
                cells += [absent(series)] * 2
        rows.append(Row(compose("{year}", year=str(year)), tuple(cells)))
    ends = (Column(translated("Total")), Column(translated("Average a month"))) if additive else ()
    return Table(
        f"table-{series.measure.id}",
        series.measure.title,
        keyed(
            compose(
                "By month; totals are of the months known. {missing} not available", missing="[x]"
            ),
            [series],
        ),
        (Column(translated("Year"), False), *(Column(m) for m in short_months()), *ends),
        (RowGroup(None, tuple(rows)),),
        dense=True,
    )


def _figure_cell(figure: Figure, *, strong: bool = False) -> Cell:
    return Cell(compose("{figure}", figure=figure), strong=strong)


def _years(series: Series) -> list[int]:
    return sorted({o.period.end.year for o in series.told if o.period.months == 1})


def _part_year(series: Series) -> bool:
    return any(
        len([o for o in series.told if Period.year(y).contains(o.period)]) < 12
        for y in _years(series)
    )


def _months_known(context: Context, series: Series) -> Figure:
    found = total(
        series, Period(series.observations[0].period.start, series.observations[-1].period.end)
    )
    return context.book.keep(found["months"])
