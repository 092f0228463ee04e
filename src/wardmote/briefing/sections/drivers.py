"""What a change is made of: its parts, largest first, with the evidence for each."""

from __future__ import annotations

from wardmote.analysis.drivers import MOST_STEPS, gathered
from wardmote.briefing.causes import drivers_of, markers_of, recording_of
from wardmote.briefing.context import Context, absent, keyed
from wardmote.catalogue import LayoutSection
from wardmote.document.chart import Step, Waterfall
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
from wardmote.language import claim_text, compose, joined, number_words, translated
from wardmote.narrative import sentence, verdict
from wardmote.vocabulary import Claim, Evidence, Finding, Form, Kind, Printed, Series, Strong

MOST = 3  # parts told in words; the table holds them all


def drivers(context: Context, section: LayoutSection) -> Section | None:
    """A section for the first measure whose change has parts that add up to it."""
    for measure_id in section.measures:
        measure = context.book.measure(measure_id)
        whole = context.book.change_of(measure)
        if whole is None or whole.kind is not Kind.CHANGE:
            continue
        parts = drivers_of(context.book, measure_id, section.dimension)
        if parts:
            identity = f"drivers-{measure_id}"
            recorded = recording_of(context.book, measure)
            asked = [
                *markers_of(context.book, measure, section.dimension),
                *([recorded] if recorded else []),
            ]
            blocks: list[Block] = [
                Paragraph(sentence(whole)),
                Paragraph(_told(parts)),
                *(Paragraph(sentence(f)) for f in asked),
                _chart(context, whole, parts, section.dimension),
                _table(whole, parts, section.dimension, _withheld(context, parts, section)),
                Note(
                    (
                        compose(
                            "The points of all parts add up to the whole’s percentage change. "
                            "Parts are tested one by one: among many, some differ by chance."
                        )
                        if context.book.protection is None
                        else compose(
                            "Numbers are rounded and some withheld, so the parts’ points need not "
                            "add up to the whole’s percentage change. Parts are tested one by "
                            "one: among many, some differ by chance."
                        ),
                        *context.caveats(measure),
                    )
                ),
            ]
            return Section(identity, section.title, tuple(blocks))
    return None


def _told(parts: list[Finding]) -> Claim:
    clear = [p for p in parts if p.evidence is Evidence.CLEAR][:MOST]
    if not clear:
        return compose("No part’s own change can be told from chance.")
    return joined([sentence(part) for part in clear])


def _chart(
    context: Context, whole: Finding, parts: list[Finding], dimension: str
) -> ChartFigure:  # fmt: skip
    """The change part by part, from the total before to the total after."""
    shown, others, count = gathered(parts, MOST_STEPS, dimension)
    rises = [p for p in shown if p["change"].value >= 0]
    falls = [p for p in shown if p["change"].value < 0]
    steps = [Step(_name(p), p["change"], p.evidence) for p in (*rises, *falls)]
    listed = compose("{a}", a=_listed((*rises, *falls)))
    if others:
        context.book.keep(others)
        name = compose("{n} other parts together", n=number_words(count))
        steps.append(Step(_first_large(claim_text(name)), others, Evidence.NOT_TESTED))
        listed = compose("{a}, {name} {n:signed}", a=listed, name=name, n=others)
    before, after = whole.against or whole.period, whole.period
    names = [claim_text(compose("{p:short}", p=p)) for p in (before, after)]
    series = context.book.series(whole.measure.id)
    return ChartFigure(
        f"chart-drivers-{whole.measure.id}",
        compose(
            "What the change of {change:signed} {unit} is made of",
            change=whole["change"],
            unit=whole.measure.unit,
        ),
        compose(
            "{unit} by {what}, {area}. Points to the right are rises, striped points to the left "
            "falls; an open one chance alone could give, or it was not tested. The axis does not "
            "start at zero: lengths are changes.",
            unit=whole.measure.unit.capitalize(),
            what=dimension.replace("_", " "),
            area=whole.area.name,
        ),
        Waterfall(
            (_first_large(names[0]), whole["earlier"]),
            tuple(steps),
            (_first_large(names[1]), whole["later"]),
        ),
        compose(
            "Waterfall chart from {earlier} in {before} to {later} in {after}: {listed}.",
            earlier=whole["earlier"],
            later=whole["later"],
            before=before,
            after=after,
            listed=listed,
        ),
        context.footer(
            [series] if series else [],
            ("n", compose("{a} and {b}", a=whole["earlier"], b=whole["later"])),
            (translated("Chart"), compose("waterfall")),
            (
                translated("Rule profile"),
                compose("none; each part’s own change tested, at one in twenty"),
            ),
        ),
    )


def _name(part: Finding) -> str:
    return part.category.value if part.category else part.measure.name


def _listed(parts: tuple[Finding, ...]) -> Claim:
    told = [compose("{name} {n:signed}", name=_name(p), n=p["change"]) for p in parts]
    return joined(told, ", ")


def _first_large(text: str) -> str:
    """The words with their first letter large, and the names in them as they are."""
    return text[:1].upper() + text[1:]


def _withheld(context: Context, parts: list[Finding], section: LayoutSection) -> list[Series]:
    """The parts of which a number is withheld, so that their change is not told."""
    told = {p.category for p in parts}
    measure = parts[0].measure.id
    every = context.book.reader.parts(measure, context.book.force, section.dimension)
    return [s for s in every if s.category not in told and s.withholds()]


def _table(whole: Finding, parts: list[Finding], dimension: str, withheld: list[Series]) -> Table:
    rows = [
        Row(
            compose("{name}", name=p.category.value if p.category else p.measure.name),
            (
                Cell(compose("{n}", n=p["earlier"])),
                Cell(compose("{n}", n=p["later"])),
                Cell(compose("{n:signed}", n=p["change"])),
                Cell(compose("{n:signed}", n=p["percent"])) if "percent" in p.figures else absent(),
                Cell(compose("{n:signed}", n=p["points"])),
                Cell(
                    compose(
                        "{low:signed} to {high:signed}",
                        low=p["points-lower"],
                        high=p["points-upper"],
                    )
                )
                if "points-lower" in p.figures
                else absent(),
                Cell(compose("{verdict}", verdict=verdict(p))),
            ),
        )
        for p in parts
    ]
    rows += [
        Row(compose("{name}", name=s.category.value if s.category else ""), (absent(s),) * 7)
        for s in withheld
    ]
    rows.append(
        Row(
            compose("All"),
            (
                Cell(compose("{n}", n=whole["earlier"]), strong=True),
                Cell(compose("{n}", n=whole["later"]), strong=True),
                Cell(compose("{n:signed}", n=whole["change"]), strong=True),
                Cell(compose("{n:signed}", n=whole["percent"]), strong=True),
                Cell(Claim((Strong((Printed(whole["percent"], Form.SIGNED),)),))),
                Cell(
                    compose(
                        "{low:signed} to {high:signed}", low=whole["lower"], high=whole["upper"]
                    )
                )
                if "lower" in whole.figures
                else absent(),
                Cell(compose("{verdict}", verdict=verdict(whole))),
            ),
        )
    )
    before, after = (
        claim_text(compose("{p:short}", p=p)) for p in (whole.against or whole.period, whole.period)
    )
    return Table(
        f"table-drivers-{whole.measure.id}",
        translated("{name} by {what}").format(
            name=whole.measure.name, what=dimension.replace("_", " ")
        ),
        keyed(
            compose("{unit}; points are of the whole before", unit=whole.measure.unit.capitalize()),
            withheld,
        ),
        (
            Column(dimension.replace("_", " ").capitalize(), False, 2.2),
            Column(before),
            Column(after),
            Column(translated("Change")),
            Column(translated("Change, %")),
            Column(translated("Points")),
            Column(translated("95% interval"), True, 1.4),
            Column(translated("Evidence"), False, 1.2),
        ),
        (RowGroup(None, tuple(rows)),),
    )
