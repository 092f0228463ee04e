"""Rare events by their days: deaths on the roads, judged by the time between them."""

from __future__ import annotations

from wardmote.analysis.rare_events import FEWEST
from wardmote.briefing.context import Context
from wardmote.briefing.rare import event_days, rare_of
from wardmote.catalogue import LayoutSection
from wardmote.document.chart import Events, Gap
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
from wardmote.language import compose, day_text, message, number_words, translated
from wardmote.narrative import sentence
from wardmote.vocabulary import Claim, Figure, Finding, Improvement, Measure

MOST = 12  # latest events that the table holds; the chart's data hold all


def rare(context: Context, section: LayoutSection) -> Section | None:
    """A section for the first measure whose events are known by day."""
    for measure_id in section.measures:
        measure = context.book.measure(measure_id)
        known = event_days(context.book, measure)
        if known is None:
            continue
        context.places[measure_id] = measure_id
        found = rare_of(context.book, measure)
        blocks: list[Block] = []
        blocks += _blocks(context, found) if found else [_too_few(measure, len(known[0]))]
        blocks.append(Note(context.caveats(measure)))
        return Section(measure_id, section.title, tuple(blocks))
    return None


def _too_few(measure: Measure, events: int) -> Paragraph:
    return Paragraph(
        compose(
            "{measure}: {n} are known by day. Times between them need at least {least} events.",
            measure=measure.name,
            n=number_words(events),
            least=number_words(FEWEST + 1),
        )
    )


def _blocks(context: Context, found: Finding) -> list[Block]:
    return [Paragraph(sentence(found)), _chart(context, found), _table(found)]


def _kind(found: Finding, number: int) -> str:
    """The mark of an event: soon after the one before, or late, in the sense of the measure."""
    told = found.words[f"kind:{number}"]
    if not told:
        return "common_cause"
    if found.measure.improvement is Improvement.NEUTRAL:
        return "neutral_low" if told == "soon" else "neutral_high"
    wanted = "late" if found.measure.improvement is Improvement.DECREASE else "soon"
    return "improvement" if told == wanted else "concern"


def _numbers(found: Finding) -> range:
    return range(1, round(found["events"].value))


def _chart(context: Context, found: Finding) -> ChartFigure:
    gaps = tuple(
        Gap(
            found[f"days:{k}"].period.end,
            found[f"days:{k}"],
            found[f"lower:{k}"],
            found[f"upper:{k}"],
            _kind(found, k),
        )
        for k in _numbers(found)
    )
    series = context.book.series(found.measure.id)
    longest = max((found[f"days:{k}"] for k in _numbers(found)), key=lambda f: f.value)
    return ChartFigure(
        f"chart-{found.measure.id}",
        _title(found),
        compose(
            "Days from one to the next, {area}, each at the day that it ended. Limits leave half "
            "of one per cent beyond them; the axis starts at zero.",
            area=found.area.name,
        ),
        Events(gaps, found["mean"], found["silent"], found.period.end),
        compose(
            "Chart of the times between {events} events from {first} to {last}. The mean is {mean} "
            "days; the longest time, {longest} days, ended on {day}. {said}",
            first=day_text(found.period.start),
            last=day_text(gaps[-1].on),
            longest=longest,
            day=day_text(longest.period.end),
            said=sentence(found),
            **_of(found, "events", "mean"),
        ),
        context.footer(
            [series] if series else [],
            ("n", compose("{events} events", events=found["events"])),
            (translated("Chart"), compose("times between events")),
            (translated("Rule profile"), compose("exact limits of exponential times")),
        ),
    )


def _title(found: Finding) -> Claim:
    if found.words["kind:" + str(_numbers(found)[-1])] == "soon":
        return compose("The last came unusually soon")
    if found.words["silence"]:
        return compose("An unusually long time without one")
    if found.words["unusual"] != "0":
        return compose("Some times between them stand out, but not the latest")
    return compose("No time between them stands out")


def _of(found: Finding, *roles: str) -> dict[str, Figure]:
    return {role: found[role] for role in roles}


def _table(found: Finding) -> Table:
    latest = list(_numbers(found))[-MOST:]
    rows = tuple(
        Row(
            compose("{day}", day=day_text(found[f"days:{k}"].period.end)),
            (
                Cell(compose("{n}", n=found[f"days:{k}"])),
                Cell(compose("{n}", n=found[f"lower:{k}"])),
                Cell(compose("{n}", n=found[f"upper:{k}"])),
                Cell(compose(READING[found.words[f"kind:{k}"]])),
            ),
        )
        for k in latest
    )
    return Table(
        f"table-{found.measure.id}",
        translated("{title}: the latest times between them").format(title=found.measure.title),
        compose("Days since the one before. Several in one day are spread over it."),
        (
            Column(translated("Day"), False),
            Column(translated("Days")),
            Column(translated("Lower limit")),
            Column(translated("Upper limit")),
            Column(translated("Reading"), False),
        ),
        (RowGroup(None, rows),),
    )


READING = {
    "": message("Usual"),
    "soon": message("Unusually soon"),
    "late": message("Unusually late"),
}
