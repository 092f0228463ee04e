"""Crime against the most similar group: rates, both averages, rank and gap."""

from __future__ import annotations

from dataclasses import replace

from wardmote.briefing.context import Context, absent
from wardmote.briefing.forces import forces_of
from wardmote.briefing.sections.forces import forces_chart, forces_notes, forces_table
from wardmote.briefing.sections.months import chart_of
from wardmote.briefing.standing import rises_of
from wardmote.catalogue import LayoutSection
from wardmote.document.chart import Dot, DotPlot, Line, LinePoint
from wardmote.document.nodes import (
    Block,
    Cell,
    ChartFigure,
    Column,
    Note,
    Paragraph,
    Row,
    RowGroup,
    Section,
    Table,
)
from wardmote.language import compose, joined, message, number_words, translated
from wardmote.narrative import sentence
from wardmote.vocabulary import Claim, Direction, Evidence, Finding, Measure


def peers(context: Context, section: LayoutSection) -> Section | None:
    """A section for the first of the measures that can be compared."""
    for measure_id in section.measures:
        measure = context.book.measure(measure_id)
        finding, among = context.book.peers_of(measure), forces_of(context.book, measure)
        blocks: list[Block] = _blocks(context, measure, finding) if finding else []
        blocks += _among(context, measure, among, alone=not finding) if among else []
        if blocks:
            context.places[measure_id] = "peers"
            return Section("peers", section.title, tuple(blocks))
    return None


def _among(context: Context, measure: Measure, found: Finding, *, alone: bool) -> list[Block]:
    """The measure in all forces; with the care that any comparison wants where none is above."""
    notes = forces_notes(context, found)
    if alone:
        notes = [_read_with_care(), *notes, *context.caveats(measure)]
    return [
        Paragraph(sentence(found)),
        forces_chart(context, found),
        Note(tuple(notes)),
        forces_table(context, found),
    ]


def _blocks(context: Context, measure: Measure, finding: Finding) -> list[Block]:
    gap = context.book.gap_of(measure)
    blocks: list[Block] = [Paragraph(sentence(finding)), dots(context, finding)]
    line = _gap_months(context, measure) or _gap_line(context, measure, gap)
    if line:
        blocks.append(line)
    if gap:
        blocks.append(Paragraph(sentence(gap)))
    rises = rises_of(context.book, measure)
    if rises:
        blocks.append(Paragraph(sentence(rises)))
    blocks.append(Note((_read_with_care(), *context.caveats(measure, *_group(context)))))
    blocks.append(_table(context, measure, finding))
    return blocks


def _group(context: Context) -> tuple[str, ...]:
    """The forces of the most similar group, those without figures too."""
    group = context.book.workspace.peer_group
    return group.forces(context.dated) if group else ()


def _forces(finding: Finding) -> list[str]:
    return sorted(
        finding.words["forces"].split(","), key=lambda slug: finding[f"rate:{slug}"].value
    )


def _name(context: Context, slug: str) -> str:
    return context.book.workspace.catalogue.area(slug).name


def dots(context: Context, finding: Finding) -> ChartFigure:
    """The rates of the group, sorted, with both averages."""
    series = [s for f in _forces(finding) if (s := context.book.series(finding.measure.id, f))]
    mine = finding.area.slug
    dots = tuple(
        Dot(
            _name(context, slug),
            finding[f"rate:{slug}"],
            finding[f"rate-lower:{slug}"],
            finding[f"rate-upper:{slug}"],
            slug == mine,
        )
        for slug in _forces(finding)
    )
    each = [
        compose("{name} {rate}", name=_name(context, slug), rate=finding[f"rate:{slug}"])
        for slug in _forces(finding)
    ]
    listed = joined(each, ", ")
    if finding["rank"].value != 1:
        title = message("{area} among its group")
    elif finding.evidence is Evidence.CLEAR:
        title = message("{area} is lowest, by more than chance")
    else:
        title = message("{area} is lowest")
    return ChartFigure(
        f"chart-peers-{finding.measure.id}",
        compose(title, area=finding.area.name),
        compose(
            "{name}: {unit} per {thousand} residents, {period}. Bars show {level} intervals.",
            name=finding.measure.name,
            unit=finding.measure.unit,
            thousand="1,000",
            period=finding.period,
            level="95%",
        ),
        DotPlot(
            dots,
            (
                (translated("Simple mean"), finding["peer-mean"]),
                (translated("Weighted"), finding["peer-weighted-mean"]),
            ),
        ),
        compose(
            "Dot plot. {listed}. The simple mean is {mean}, the average weighted by residents "
            "{weighted}.",
            listed=listed,
            mean=finding["peer-mean"],
            weighted=finding["peer-weighted-mean"],
        ),
        context.footer(
            series,
            (
                "n",
                compose(
                    "{n} {unit} in {area}",
                    n=finding[f"count:{mine}"],
                    unit=finding.measure.unit,
                    area=finding.area.name,
                ),
            ),
            (translated("Chart"), compose("rates with intervals")),
            (translated("Rule profile"), compose("none; exact intervals of rates")),
            (translated("Population"), _population(finding)),
        ),
    )


def _population(finding: Finding) -> Claim:
    return compose("mid-{year}", year=finding[f"residents:{finding.area.slug}"].period)


def _gap_months(context: Context, measure: Measure) -> ChartFigure | None:
    """The gap month by month, with limits of its own."""
    found = context.book.gap_signal_of(measure)
    if found is None:
        return None
    series, judged = found
    title = compose("The gap to the group is within its usual range")
    if judged.finding.evidence is Evidence.CLEAR:
        title = (
            compose("The gap to the group is above its usual range")
            if judged.finding.direction is Direction.UP
            else compose("The gap to the group is below its usual range")
        )
    return replace(chart_of(context, series, judged), title=title)


def _gap_line(context: Context, measure: Measure, gap: Finding | None) -> ChartFigure | None:
    series = context.book.series(measure.id)
    if series is None:
        return None
    made = [
        (o.period, found)
        for o in series.known
        if (found := context.book.peers_of(measure, o.period)) is not None
    ]
    if len(made) < 3:
        return None
    first, last = made[0][1], made[-1][1]
    below = last["gap"].value < 0
    if any((f["gap"].value < 0) != below for _, f in made):
        return None  # the force crossed the mean: a line of sizes would hide it
    title = compose("The gap to the group")
    if gap and gap.evidence is Evidence.CLEAR:
        title = compose(
            "The gap has {moved} in a year",
            moved=translated("widened")
            if abs(gap["later"].value) > abs(gap["earlier"].value)
            else translated("narrowed"),
        )
    return ChartFigure(
        f"chart-gap-{measure.id}",
        title,
        compose(
            "{unit} per {thousand} by which {area} is {side} the simple mean of the group. Rolling "
            "totals: no process limits, because neighbouring points share most of their months.",
            unit=measure.unit.capitalize(),
            thousand="1,000",
            area=last.area.name,
            side=translated("below") if below else translated("above"),
        ),
        Line(
            tuple(LinePoint(period, found["gap"]) for period, found in made),
            translated("lower") if below else translated("higher"),
        ),
        compose(
            "Line chart. The gap was {first:size} in {before} and {last:size} in {after}.",
            first=first["gap"],
            before=first.period,
            last=last["gap"],
            after=last.period,
        ),
        context.footer(
            [series],
            ("n", compose("{n} points", n=number_words(len(made)))),
            (translated("Chart"), compose("line")),
            (translated("Rule profile"), compose("none")),
            (translated("Population"), compose("latest mid-year at each date")),
        ),
    )


def _read_with_care() -> Claim:
    return compose(
        "**Read with care.** How fully each force records crime differs and changes; that is not "
        "in the intervals, which allow for chance alone."
    )


def _table(context: Context, measure: Measure, finding: Finding) -> Table:
    before = context.book.peers_of(measure, finding.period.years_before())
    rows = []
    for slug in _forces(finding):
        earlier = before.figures.get(f"rate:{slug}") if before else None
        rows.append(
            Row(
                compose("{name}", name=_name(context, slug)),
                (
                    Cell(compose("{n}", n=finding[f"count:{slug}"])),
                    Cell(compose("{n}", n=finding[f"residents:{slug}"])),
                    Cell(compose("{n}", n=earlier)) if earlier else absent(),
                    Cell(compose("{n}", n=finding[f"rate:{slug}"])),
                    Cell(
                        compose(
                            "{low} to {high}",
                            low=finding[f"rate-lower:{slug}"],
                            high=finding[f"rate-upper:{slug}"],
                        )
                    ),
                ),
            )
        )
    return Table(
        f"table-peers-{measure.id}",
        translated("{name} by force").format(name=measure.name),
        compose(
            "{period:start}, per {thousand} residents", period=finding.period, thousand="1,000"
        ),
        (
            Column(translated("Force"), False),
            Column(measure.unit.capitalize()),
            Column(translated("Residents")),
            Column(translated("Rate a year before")),
            Column(translated("Rate")),
            Column(translated("95% interval")),
        ),
        (RowGroup(None, tuple(rows)),),
    )
