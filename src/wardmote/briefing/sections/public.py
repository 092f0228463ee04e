"""For the public: the few largest changes, what only looks like one, and where to check."""

from __future__ import annotations

from wardmote.briefing.context import Context, title_of
from wardmote.briefing.headlines import changed_among, headline_findings, looks_changed
from wardmote.briefing.sections.telling import chart
from wardmote.catalogue import LayoutSection
from wardmote.document.nodes import Block, Bullets, Item, Paragraph, Section
from wardmote.language import compose
from wardmote.narrative import plain
from wardmote.vocabulary import Evidence, Finding

MOST_SOURCES = 6


def signals(context: Context, section: LayoutSection) -> Section:
    """The largest changes that chance would rarely give, then months out of the ordinary."""
    findings = headline_findings(context)
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
    blocks: list[Block] = _list(found, "No change in these figures is more than chance.")
    for measure in section.measures:
        series = context.book.series(measure)
        drawn = chart(context, series) if series and series.known else None
        if drawn:
            blocks.append(drawn)
            break
    return Section("signals", section.title, tuple(blocks), False)


def non_signals(context: Context, section: LayoutSection) -> Section | None:
    """Differences that a reader would take for a change, and that chance explains."""
    findings = headline_findings(context)
    changed = changed_among(findings)
    found = [f for f in findings if f not in changed and looks_changed(f)][: section.most]
    if not found:
        return None
    return Section("non-signals", section.title, tuple(_list(found, "")), False)


def checking(context: Context, section: LayoutSection) -> Section:
    """Who published the figures, on what terms, and how anyone may check one."""
    used = {r for f in context.book.figures.values() for r in f.releases}
    named = []
    for release, _ in context.book.reader.releases.values():
        if release.id in used:
            words = (release.publisher, title_of(release), release.licence)
            text = ". ".join(w.rstrip(".") for w in words if w)
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


def _list(findings: list[Finding], empty: str) -> list[Block]:
    if not findings:
        return [Paragraph(compose(empty))]
    return [Bullets(tuple(Item(plain(f)) for f in findings))]
