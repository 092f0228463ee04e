"""A measure in all forces: in order with intervals, or as a funnel where chance leads."""

from __future__ import annotations

from wardmote.analysis.forces import reaches
from wardmote.briefing.context import Context
from wardmote.document.chart import (
    Chart,
    FunnelArea,
    FunnelLimit,
    FunnelPlot,
    Rank,
    Ranked,
    SkiSlope,
)
from wardmote.document.nodes import Cell, ChartFigure, Column, Row, RowGroup, Table
from wardmote.language import compose, message, translated
from wardmote.narrative import sentence
from wardmote.vocabulary import Claim, Finding


def in_order(found: Finding) -> list[str]:
    """The forces compared, lowest rate first."""
    return sorted(found.words["forces"].split(","), key=lambda s: (found[f"rate:{s}"].value, s))


def forces_chart(context: Context, found: Finding) -> ChartFigure:
    """The chart that says more of this comparison, with the reason why it is this one."""
    as_funnel = found.words["chart"] == "funnel"
    series = [s for f in in_order(found) if (s := context.book.series(found.measure.id, f))]
    mine = context.book.series(found.measure.id)
    subtitle = (
        message(
            "{name}: {unit} per {thousand} residents, {period}, against the number of residents. "
            "Broken lines: the usual variation between forces, at three standard errors; dotted: "
            "chance alone."
        )
        if as_funnel
        else message(
            "{name}: {unit} per {thousand} residents, {period}, lowest first, with {level} "
            "intervals. Blue: {area}{group}."
        )
    )
    return ChartFigure(
        f"chart-forces-{found.measure.id}",
        _title(found),
        compose(
            subtitle,
            name=found.measure.name,
            unit=found.measure.unit,
            thousand="1,000",
            level="95%",
            period=found.period,
            area=found.area.name,
            group=translated("; diamonds: its group") if context.book.workspace.peer_group else "",
        ),
        _funnel(context, found) if as_funnel else _slope(context, found),
        _description(context, found),
        context.footer(
            [*([mine] if mine else []), *series],
            ("n", compose("{of} forces", of=found["of"])),
            (
                translated("Chart"),
                compose(message("funnel") if as_funnel else message("ordered rates")),
            ),
            (
                translated("Rule profile"),
                compose(
                    message("additive over-dispersion, three standard errors")
                    if as_funnel
                    else message("exact intervals of rates")
                ),
            ),
            (
                translated("Population"),
                compose("mid-{year}", year=found[f"residents:{found.area.slug}"].period),
            ),
        ),
    )


def forces_notes(context: Context, found: Finding) -> list[Claim]:
    """Why this chart, and which forces are not in it."""
    why = (
        message(
            "**Why a funnel.** The counts are small: chance gives a tenth or more of how forces "
            "differ, so places in an order would partly be luck."
        )
        if found.words["chart"] == "funnel"
        else message(
            "**Why an order.** The counts are large: chance gives under a tenth of how forces "
            "differ, so a funnel would only say that forces differ."
        )
    )
    told = [compose(why)]
    if found.words["small"]:
        told.append(
            compose(
                "Left out, because few people live there and a rate tells of visitors: {names}.",
                names=_names(context, found.words["small"]),
            )
        )
    if found.words["unknown"]:
        told.append(compose("Not known: {names}.", names=_names(context, found.words["unknown"])))
    return told


def forces_table(context: Context, found: Finding) -> Table:
    """Every force compared, lowest rate first, with what the chart draws of it."""
    unusual = {
        slug: side for side in ("high", "low") for slug in found.words[side].split(",") if slug
    }
    reading = {
        "high": message("Above usual variation"),
        "low": message("Below usual variation"),
        "": message("Within it"),
    }
    rows = tuple(
        Row(
            compose("{name}", name=_name(context, slug)),
            (
                Cell(compose("{n}", n=found[f"count:{slug}"])),
                Cell(compose("{n}", n=found[f"residents:{slug}"])),
                Cell(compose("{n}", n=found[f"rate:{slug}"]), strong=slug == found.area.slug),
                Cell(
                    compose(
                        "{low} to {high}",
                        low=found[f"rate-lower:{slug}"],
                        high=found[f"rate-upper:{slug}"],
                    )
                ),
                Cell(compose(reading[unusual.get(slug, "")])),
            ),
        )
        for slug in in_order(found)
    )
    return Table(
        f"table-forces-{found.measure.id}",
        translated("{name} in all forces").format(name=found.measure.name),
        compose(
            "{period:start}, per {thousand} residents, lowest first. The last column allows for "
            "how much forces usually differ.",
            period=found.period,
            thousand="1,000",
        ),
        (
            Column(translated("Force"), False, 1.4),
            Column(found.measure.unit.capitalize()),
            Column(translated("Residents")),
            Column(translated("Rate")),
            Column(translated("95% interval")),
            Column(translated("Against all forces"), False, 1.2),
        ),
        (RowGroup(None, rows),),
        dense=True,
    )


def _name(context: Context, slug: str) -> str:
    return context.book.workspace.catalogue.area(slug).name


def _names(context: Context, slugs: str) -> str:
    return ", ".join(_name(context, s) for s in slugs.split(","))


def _rank(context: Context, found: Finding, slug: str) -> Rank:
    if slug == found.area.slug:
        return Rank.FOCUS
    group = context.book.workspace.peer_group
    members = group.forces(found.period.end) if group else ()
    return Rank.GROUP if slug in members else Rank.CONTEXT


def _slope(context: Context, found: Finding) -> Chart:
    return SkiSlope(
        tuple(
            Ranked(
                _name(context, slug),
                found[f"rate:{slug}"],
                found[f"rate-lower:{slug}"],
                found[f"rate-upper:{slug}"],
                _rank(context, found, slug),
            )
            for slug in in_order(found)
        ),
        (translated("Together"), found["mean"]),
    )


def _funnel(context: Context, found: Finding) -> Chart:
    kinds = dict.fromkeys(found.words["high"].split(","), "neutral_high")
    kinds |= dict.fromkeys(found.words["low"].split(","), "neutral_low")
    return FunnelPlot(
        tuple(
            FunnelArea(
                _name(context, slug),
                found[f"residents:{slug}"],
                found[f"rate:{slug}"],
                _rank(context, found, slug),
                kinds.get(slug, "common_cause"),
            )
            for slug in in_order(found)
        ),
        (translated("Together"), found["mean"]),
        tuple(FunnelLimit(r.residents, r.inner, r.outer, r.chance) for r in reaches(found)),
        translated("Residents"),
    )


def _title(found: Finding) -> Claim:
    if found.words["chart"] == "funnel":
        mine = found.area.slug
        for side, text in (
            ("high", message("{area} lies above the usual variation between forces")),
            ("low", message("{area} lies below the usual variation between forces")),
        ):
            if mine in found.words[side].split(","):
                return compose(text, area=found.area.name)
        return compose(
            "{area} lies within the usual variation between forces", area=found.area.name
        )
    rank, of = found["rank"].value, found["of"].value
    ends = {
        1: message("{area} has the lowest rate of {of} forces"),
        of: message("{area} has the highest rate of {of}"),
    }
    text = ends.get(rank, message("{area} is {rank} lowest of {of} forces"))
    return compose(text, area=found.area.name, rank=found["rank"], of=found["of"])


def _description(context: Context, found: Finding) -> Claim:
    order = in_order(found)
    ends = [
        compose("{name} {rate}", name=_name(context, s), rate=found[f"rate:{s}"])
        for s in (order[0], order[-1])
    ]
    text = (
        message(
            "Funnel plot of rates against residents. {said} The lowest is {low}, the highest "
            "{high}."
        )
        if found.words["chart"] == "funnel"
        else message(
            "Rates of all forces in order. {said} The lowest is {low}, the highest {high}."
        )
    )
    told = compose(text, said=sentence(found), low=ends[0], high=ends[1])
    for side, text in (
        ("high", message("{told} Above the usual variation: {names}.")),
        ("low", message("{told} Below the usual variation: {names}.")),
    ):
        if found.words[side] and found.words["chart"] == "funnel":
            told = compose(
                text,
                told=told,
                names=_names(context, found.words[side]),
            )
    return told
