"""A survey: the latest wave with the people asked, its moves, its limits, its waves."""

from __future__ import annotations

from wardmote.analysis.waves import wave
from wardmote.briefing.context import Context
from wardmote.briefing.sections.months import chart_of
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
from wardmote.language import compose, translated
from wardmote.narrative import sentence
from wardmote.vocabulary import Measure, Series

MOST = 24  # latest waves that the table holds


def waves(context: Context, section: LayoutSection) -> Section | None:
    """A section for the first measure whose people asked are known."""
    for measure_id in section.measures:
        measure = context.book.measure(measure_id)
        series, people = context.book.series(measure_id), context.book.people_of(measure)
        if series and people and series.known:
            context.places[measure_id] = measure_id
            return Section(
                measure_id, section.title, tuple(_blocks(context, measure, series, people))
            )
    return None


def _blocks(context: Context, measure: Measure, series: Series, people: Series) -> list[Block]:
    book = context.book
    judged = book.signal_of(measure)
    found = [
        book.change_of(measure),
        book.baseline_of(measure),
        judged.finding if judged else None,
    ]
    blocks: list[Block] = [Paragraph(sentence(f)) for f in found if f]
    blocks.append(chart_of(context, series, judged))
    blocks.append(wave_table(context, series, people))
    notes = context.caveats(measure)
    blocks.append(
        Note(
            (
                compose(
                    "Intervals and tests are by the number of people asked; where waves vary more "
                    "than that number explains, tests are widened."
                ),
                *notes,
            )
        )
    )
    return blocks


def wave_table(context: Context, series: Series, people: Series) -> Table:
    """The latest waves with the people asked and the interval of each."""
    rows = []
    for observed in series.known[-MOST:]:
        asked = people.at(observed.period)
        if asked is None or not asked.value:
            continue
        found = wave(series, people, observed.period)
        kept = {role: context.book.keep(figure) for role, figure in found.figures.items()}
        rows.append(
            Row(
                compose("{period}", period=observed.period),
                (
                    Cell(compose("{n}", n=kept["people"])),
                    Cell(compose("{n}", n=kept["value"])),
                    Cell(compose("{low} to {high}", low=kept["lower"], high=kept["upper"])),
                ),
            )
        )
    return Table(
        f"table-{series.measure.id}",
        series.measure.title,
        compose("Latest waves"),
        (
            Column(translated("Wave"), False),
            Column(translated("People asked")),
            Column(translated("Per cent")),
            Column(translated("95% interval")),
        ),
        (RowGroup(None, tuple(rows)),),
    )
