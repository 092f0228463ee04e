"""What became of a whole, part by part, with what is still open."""

from __future__ import annotations

from wardmote.analysis.shares import still_open
from wardmote.analysis.totals import value_figure
from wardmote.briefing.context import Context
from wardmote.document.chart import Cascade
from wardmote.document.nodes import ChartFigure
from wardmote.language import compose, joined, message, period_text, translated
from wardmote.vocabulary import Claim, Figure, Period, Series


def cascade_of(
    context: Context, whole: Series, parts: list[Series], period: Period, *, immature: bool
) -> ChartFigure | None:
    """The waterfall of a cohort; from all that were issued where that number is loaded.

    None where the parts known do not add up to the whole. Where more outcomes than tickets are
    known, the cohort is told without those still open.
    """
    known = [(p, figure) for p in parts if (figure := _number(p, period))]
    closed = _number(whole, period)
    if closed is None or len(known) < 2 or sum(f.value for _, f in known) != closed.value:
        return None
    known.sort(key=lambda k: -k[1].value)
    issued = context.book.series(whole.measure.denominator) if whole.measure.denominator else None
    pending = _pending(issued, whole, period)
    start = _number(issued, period) if issued and pending else None
    top = start or closed
    for figure in (top, closed, pending, *(f for _, f in known)):
        if figure:
            context.book.keep(figure)
    unit = whole.measure.unit
    open_name = (
        translated("Still open, {period}").format(period=period_text(period))
        if pending or immature
        else ""
    )
    return ChartFigure(
        f"cascade-{whole.measure.id}",
        compose(
            "What became of {n} {unit} of {period}{far}",
            n=top,
            unit=unit,
            period=period,
            far=translated(" so far") if immature else "",
        ),
        compose(
            "Number of {unit}, each part from where the one above it ends; the axis starts at "
            "zero.{open}",
            unit=unit,
            open=translated(" Hatched: still open.") if open_name else "",
        ),
        Cascade(
            (translated("Issued") if start else translated("With an outcome"), top),
            tuple((p.category.value if p.category else p.measure.title, f) for p, f in known),
            open_name,
            pending,
        ),
        _description(known, top, closed, pending, period, started=start is not None, unit=unit,
                     immature=immature),
        context.footer(
            [whole, *([issued] if issued and pending else [])],
            ("n", compose("{n} {unit}", n=top, unit=unit)),
            (translated("Chart"), compose("waterfall of outcomes")),
            (translated("Rule profile"), compose("none")),
        ),
    )  # fmt: skip


def _number(series: Series, period: Period) -> Figure | None:
    observed = series.at(period)
    return value_figure(series, observed) if observed and observed.value is not None else None


def _pending(issued: Series | None, closed: Series, period: Period) -> Figure | None:
    if issued is None:
        return None
    try:
        return still_open(issued, closed, period)
    except ValueError:
        return None  # the two sources do not fit, so nothing is said of the rest


def _description(
    known: list[tuple[Series, Figure]],
    top: Figure,
    closed: Figure,
    pending: Figure | None,
    period: Period,
    *,
    started: bool,
    unit: str,
    immature: bool,
) -> Claim:
    told = [
        compose("{name} {n}", name=p.category.value if p.category else p.measure.title, n=f)
        for p, f in known
    ]
    listed = joined(told, ", ")
    text = (
        message(
            "Waterfall chart. Of {top} {unit} issued in {period}, {closed} have an outcome: "
            "{listed}; {pending} are still open."
        )
        if started and pending
        else message("Waterfall chart of {closed} {unit} of {period} with an outcome: {listed}.")
    )
    unknown = message("How many are still open is not in the source.")
    return compose(
        text,
        unknown if immature and not started else "",
        top=top,
        unit=unit,
        period=period,
        closed=closed,
        listed=listed,
        **({"pending": pending} if pending else {}),
    )
