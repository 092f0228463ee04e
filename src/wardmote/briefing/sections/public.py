"""For the public: the few largest changes, what only looks like one, and where to check."""

from __future__ import annotations

from dataclasses import replace

from wardmote.briefing.context import Context, title_of
from wardmote.briefing.headlines import (
    CHANGES,
    changed_among,
    headline_findings,
    is_news,
    looks_changed,
)
from wardmote.briefing.layouts import listed
from wardmote.briefing.sections.telling import chart, under_its_name
from wardmote.catalogue import LayoutSection
from wardmote.document.chart import Process
from wardmote.document.nodes import Block, Bullets, ChartFigure, Item, Paragraph, Section
from wardmote.language import compose, joined, message, translated
from wardmote.narrative import name_of, plain
from wardmote.vocabulary import (
    Claim,
    Direction,
    Evidence,
    Finding,
    Kind,
    Nature,
    PeriodKind,
    Series,
)

MOST_SOURCES = 6
MOST_NAMES = 4  # measures that one sentence names


def signals(context: Context, section: LayoutSection) -> Section:
    """The largest changes that chance would rarely give, then months out of the ordinary."""
    findings = _recent(context)
    found = changed_among(findings)[: section.most]
    told = {f.measure.id for f in found}
    unusual = [
        s.finding
        for m in context.book.known
        if m.id not in told
        and (s := context.book.signal_of(m))
        and s.finding.evidence is Evidence.CLEAR
    ]
    found += unusual[: max(0, section.most - len(found))]
    context.lead = _lead(context, findings, found)
    blocks: list[Block] = _list(found, message("No change in these figures is more than chance."))
    for measure in section.measures:
        series = context.book.series(measure)
        drawn = chart(context, series) if series and series.known else None
        if series and drawn:
            blocks.append(_plainly(context, series, drawn))
            break
    return Section("signals", section.title, tuple(blocks), False)


def non_signals(context: Context, section: LayoutSection) -> Section | None:
    """Differences that a reader would take for a change, and that chance explains."""
    findings = _recent(context)
    changed = changed_among(findings)
    found = [f for f in findings if f not in changed and looks_changed(f)][: section.most]
    if not found:
        return None
    return Section("non-signals", section.title, tuple(_list(found, "")), False)


def checking(context: Context, section: LayoutSection) -> Section:
    """Who published the figures, on what terms, and how anyone may check one."""
    used = {r for f in context.printed for r in f.releases}
    named = []
    for release, _ in context.book.reader.releases.values():
        if release.id in used:
            words = (release.publisher, title_of(release), release.licence)
            text = ". ".join(w[:1].upper() + w[1:].rstrip(".") for w in words if w)
            if text not in named:
                named.append(text)
    blocks: list[Block] = [
        Paragraph(compose("The figures come from:")),
        Bullets(tuple(Item(compose("{text}.", text=t)) for t in named[:MOST_SOURCES])),
    ]
    if len(named) > MOST_SOURCES:
        blocks.append(Paragraph(compose("The full list is in the data file beside this summary.")))
    blocks.append(
        Paragraph(
            compose(
                "Every number has a reference in the data file beside this summary (pack.json), "
                "with its source and how it was worked out. Police figures count what was "
                "recorded: a change in recording shows as a change in crime."
            )
        )
    )
    return Section("checking", section.title, tuple(blocks), False)


def _recent(context: Context) -> list[Finding]:
    """The headlines, without those whose latest period is long past: they are not news."""
    return [f for f in headline_findings(context) if is_news(context, f.period)]


def _lead(context: Context, findings: list[Finding], found: list[Finding]) -> Claim:
    """What rose, what fell and what did not clearly change, by name."""
    clear = [f for f in found if f.kind in CHANGES]
    still = [
        f for f in findings if looks_changed(f) and f.evidence is Evidence.NO_CLEAR_CHANGE
        and f.measure.nature is not Nature.ACTIVITY
    ]  # fmt: skip
    unusual = [
        f for f in found if f.kind is Kind.SIGNAL and f.measure.nature is not Nature.ACTIVITY
    ]
    said = [
        compose(text, names=_names(group))
        for group, text in (
            ([f for f in clear if f.direction is Direction.UP], message("{names} rose.")),
            ([f for f in clear if f.direction is Direction.DOWN], message("{names} fell.")),
            (still, message("{names} did not clearly change.")),
        )
        if group
    ]
    if not clear and unusual:
        said.insert(
            0,
            compose(
                "{names} {verb} out of the ordinary.",
                names=_names(unusual),
                verb=translated("is") if len(unusual) == 1 else translated("are"),
            ),
        )
    if not said:
        return compose(
            "Nothing in {area} is out of the ordinary.", area=context.book.workspace.force.name
        )
    return joined(said)


def _names(findings: list[Finding]) -> str:
    names = list(dict.fromkeys(name_of(f) for f in findings))[:MOST_NAMES]
    said = listed(names)
    return said[:1].upper() + said[1:]


def _plainly(context: Context, series: Series, drawn: ChartFigure) -> ChartFigure:
    """The chart under words for readers who know no process limits."""
    rolling = series.measure.period is PeriodKind.ROLLING_12_MONTHS
    words = message("{unit} in the {n} months to each date, {area}.") if rolling else (
        message("{unit} a month, {area}. The pale band is the range to be expected.")
        if isinstance(drawn.chart, Process) and drawn.chart.upper
        else message("{unit} a month, {area}.")
    )  # fmt: skip
    subtitle = compose(
        words, unit=series.measure.unit.capitalize(), n="12", area=series.area.name
    )  # fmt: skip
    drawn = under_its_name(drawn, series.measure)
    return replace(drawn, subtitle=subtitle, footer=context.footer([series]))


def _list(findings: list[Finding], empty: str) -> list[Block]:
    if not findings:
        return [Paragraph(compose(empty))]
    return [Bullets(tuple(Item(plain(f)) for f in findings))]
