"""A measure by the categories of one dimension: the latest months with their totals."""

from __future__ import annotations

from wardmote.analysis.totals import total, value_figure
from wardmote.briefing.context import Context, absent, keyed
from wardmote.briefing.sections.months import chart_of, profiles_disagree
from wardmote.briefing.sections.panels import by_chance, not_drawn, panels
from wardmote.briefing.standing import standing_of
from wardmote.catalogue import LayoutSection
from wardmote.document.nodes import (
    Block,
    Cell,
    Column,
    Note,
    Paragraph,
    Row,
    RowGroup,
    Section,
    Table,
)
from wardmote.language import compose, period_text, translated
from wardmote.narrative import sentence
from wardmote.vocabulary import Form, Period, Series

MOST_MONTHS = 6  # columns that a page holds


def breakdown(context: Context, section: LayoutSection) -> Section | None:
    """A section for the first measure that has monthly data by the dimension."""
    for measure_id in section.measures:
        series = context.book.series(measure_id)
        if series is None or not any(o.period.months == 1 for o in series.told):
            continue
        parts = context.book.reader.parts(measure_id, context.book.force, section.dimension)
        context.places[measure_id] = measure_id
        measure = series.measure
        found = context.book.signal_of(measure)
        change = context.book.change_of(measure)
        blocks: list[Block] = [
            Paragraph(sentence(f))
            for f in (change, found.finding if found else None, *standing_of(context.book, measure))
            if f
        ]
        if series.known:
            blocks.append(chart_of(context, series, found))
        small = panels(context, series, parts)
        told = [by_chance(small), not_drawn(small, parts)] if small else []
        blocks += [small] if small else []
        blocks.append(_table(context, series, parts, section.dimension))
        notes = (*context.caveats(measure), *profiles_disagree(series))
        blocks.append(Note((*notes, *(claim for claim in told if claim))))
        return Section(measure_id, section.title, tuple(blocks))
    return None


def _table(context: Context, series: Series, parts: list[Series], dimension: str) -> Table:
    shown = [o.period for o in series.observations][-MOST_MONTHS:]
    span = Period(shown[0].start, shown[-1].end)

    def row(one: Series, name: str, *, strong: bool = False) -> Row:
        cells = []
        for period in shown:
            observed = one.at(period)
            if observed is None or observed.value is None:
                cells.append(absent(one, period))
            else:
                figure = context.book.keep(value_figure(one, observed))
                cells.append(Cell(compose("{n}", n=figure), strong=strong))
        found = total(one, span)
        for role in ("total", "average"):
            if role not in found.figures:
                cells.append(absent(one))
                continue
            figure = context.book.keep(found[role])
            cells.append(Cell(compose("{n}", n=figure), strong=strong and role == "total"))
        return Row(compose("{name}", name=name), tuple(cells))

    rows = [row(p, p.category.value) for p in parts if p.category]
    rows.append(row(series, translated("All"), strong=True))
    return Table(
        f"table-{series.measure.id}-{dimension}",
        f"{series.measure.title} by {dimension.replace('_', ' ')}",
        keyed(
            compose(
                "{span}; totals are of the months known. {missing} not available",
                span=span,
                missing="[x]",
            ),
            [*parts, series],
        ),
        (
            Column(dimension.replace("_", " ").capitalize(), False),
            *(Column(period_text(p, Form.SHORT)) for p in shown),
            Column(translated("Total")),
            Column(translated("Average a month")),
        ),
        (RowGroup(None, tuple(rows)),),
    )
