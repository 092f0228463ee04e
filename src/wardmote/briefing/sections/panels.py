"""The parts of a measure as small process charts side by side."""

from __future__ import annotations

from wardmote.analysis.false_alarms import expected_signals
from wardmote.analysis.signals import Signal
from wardmote.briefing.context import Context
from wardmote.briefing.parts import part_signal
from wardmote.briefing.process import process_of
from wardmote.document.chart import Multiples, Panel
from wardmote.document.nodes import ChartFigure
from wardmote.language import compose, joined, message, number_words, translated
from wardmote.narrative import sentence
from wardmote.vocabulary import Claim, Evidence, Series, Variation

MOST = 18  # panels that a page holds


def panels(context: Context, series: Series, parts: list[Series]) -> ChartFigure | None:
    """One panel for each part that can have limits, unusual ones first; None for fewer than two."""
    judged = [(p, s) for p in parts if (s := part_signal(context.book, p))][:MOST]
    if len(judged) < 2:
        return None
    judged.sort(key=lambda j: j[1].finding.evidence is not Evidence.CLEAR)
    unusual = [s for _, s in judged if s.finding.evidence is Evidence.CLEAR]
    profile = judged[0][1].chart.profile.name
    dimension = (series.observations and parts[0].category) or None
    what = dimension.dimension.replace("_", " ") if dimension else "part"
    return ChartFigure(
        f"panels-{series.measure.id}",
        _title(unusual, len(judged)),
        compose(
            "{unit} a month by {what}, {area}, with the usual range of each. Every panel has a "
            "scale of its own, printed at its left. Blue: the latest month is unusual.",
            unit=series.measure.unit.capitalize(),
            what=what,
            area=series.area.name,
        ),
        Multiples(tuple(_panel(context, part, found) for part, found in judged)),
        _description(context, judged),
        context.footer(
            [series],
            ("n", compose("{points} months", points=judged[0][1].finding["points"])),
            (translated("Chart"), compose("small process charts")),
            (translated("Rule profile"), compose("{name}", name=profile)),
        ),
    )


def not_drawn(chart: ChartFigure, parts: list[Series]) -> Claim | None:
    """The parts that have no panel: too few points, or too many parts for a page."""
    if not isinstance(chart.chart, Multiples):
        return None
    drawn = {panel.label for panel in chart.chart.panels}
    names = [p.category.value for p in parts if p.category and p.category.value not in drawn]
    if not names:
        return None
    return compose(
        "Without a panel, for want of points since recording last changed or of room: {names}.",
        names=", ".join(names),
    )


def by_chance(chart: ChartFigure) -> Claim | None:
    """How many of so many panels chance alone would mark."""
    if not isinstance(chart.chart, Multiples):
        return None
    named = dict(chart.footer.pairs)[translated("Rule profile")]
    profile = "".join(getattr(p, "text", "") for p in named.parts)
    count = len(chart.chart.panels)
    expected = expected_signals(count, profile)
    text = (
        message("**Many charts.** Of {n} panels that did not change, chance alone would mark about "
                "{x}.") if expected >= 1
        else message("**Many charts.** Of {n} panels that did not change, chance alone would mark "
                     "fewer than {x}.")
    )  # fmt: skip
    return compose(
        text,
        n=number_words(count),
        x=number_words(max(1, round(expected))),
    )


def _title(unusual: list[Signal], count: int) -> Claim:
    if not unusual:
        return compose("No part stands out in its latest month")
    if len(unusual) == 1:
        name = _name(unusual[0])
        return compose("{name} stands out among {n} parts", name=name, n=number_words(count))
    return compose(
        "{some} of {n} parts stand out in their latest month",
        some=number_words(len(unusual)).capitalize(),
        n=number_words(count),
    )


def _name(found: Signal) -> str:
    category = found.finding.category
    return category.value if category else found.finding.measure.title


def _panel(context: Context, part: Series, found: Signal) -> Panel:
    clear = found.finding.evidence is Evidence.CLEAR
    variation = found.finding.variation if clear else Variation.NO_SIGNAL
    return Panel(_name(found), process_of(context, part, found), variation, clear)


def _description(context: Context, judged: list[tuple[Series, Signal]]) -> Claim:
    """What stands out, in full; the rest by name and latest value."""
    told = compose("Small process charts, one a part.")
    quiet: list[Claim] = []
    for part, found in judged:
        last = process_of(context, part, found).marks[-1]
        if found.finding.evidence is Evidence.CLEAR:
            words = found.finding.variation.value.lower()
            told = compose(
                "{told} {name}: {word}. {said}",
                told=told,
                name=_name(found),
                word=words,
                said=sentence(found.finding),
            )
        elif last.value:
            quiet.append(compose("{name} {n}", name=_name(found), n=last.value))
    if quiet:
        told = compose(
            "{told} Within the usual range, with the latest month: {listed}.",
            told=told,
            listed=joined(quiet, ", "),
        )
    return told
