"""The headline of every measure: which changed, and which only look so."""

from __future__ import annotations

from wardmote.briefing.context import Context
from wardmote.vocabulary import Evidence, Finding, Kind, Measure, Nature, Period, PeriodKind

OLD = 18  # months after which figures say nothing of what is changing now
MOST = 5  # entries of a block that a member reads in a minute
CHANGES = (Kind.CHANGE, Kind.STATED_CHANGE, Kind.AVERAGE_CHANGE, Kind.SURVEY_CHANGE)


def of_theme(context: Context, theme: str) -> list[Measure]:
    """The measures of a theme that have data, the largest changes first."""

    def weight(measure: Measure) -> float:
        finding = context.book.change_of(measure)
        if finding is None:
            return 0.0
        for role in ("earlier", "change", "value"):
            if role in finding.figures:
                return -abs(finding[role].value)
        return 0.0

    found = [m for m in context.book.known if m.theme == theme and m.nature is not Nature.CONTEXT]
    return sorted(found, key=lambda m: (weight(m), m.id))


def is_news(context: Context, period: Period) -> bool:
    """Whether a period ends late enough for its figures to say what is changing now."""
    return period.end >= Period.months_to(context.data_until, OLD + 1).start


def headline_findings(context: Context) -> list[Finding]:
    """The change of every measure, in the order of the layout's themes, then the gap."""
    found = [
        finding
        for theme in context.themes
        for measure in of_theme(context, theme)
        if (finding := context.book.change_of(measure)) is not None
    ]
    for section in context.layout.section:
        if section.kind == "peers":
            for measure_id in section.measures:
                gap = context.book.gap_of(context.book.measure(measure_id))
                if gap:
                    found.append(gap)
    return found


def changed_among(findings: list[Finding]) -> list[Finding]:
    """Clear changes, newest basis first: a year to date stands before twelve months."""
    clear = [
        f
        for f in findings
        if f.evidence is Evidence.CLEAR
        and f.kind in CHANGES
        and f.measure.nature is not Nature.ACTIVITY
    ]
    recent = [f for f in clear if f.measure.period is not PeriodKind.ROLLING_12_MONTHS]
    chosen = sorted(recent or clear, key=_size)[:MOST]
    gaps = [f for f in findings if f.kind is Kind.GAP and f.evidence is Evidence.CLEAR]
    return chosen + gaps


def looks_changed(finding: Finding) -> bool:
    """A difference that a reader would take for a change, and that is none or shows none."""
    if finding.kind not in CHANGES or finding.measure.period is PeriodKind.ROLLING_12_MONTHS:
        return False
    if finding.measure.nature is Nature.ACTIVITY:
        return True
    return finding.evidence in (
        Evidence.NO_CLEAR_CHANGE,
        Evidence.TOO_FEW,
        Evidence.NOT_TESTED,
    )


def _size(finding: Finding) -> float:
    """Sorts changes of counts by their size, and moves of percentages after them."""
    if "change" in finding.figures:
        return -abs(finding["change"].value)
    return 1 / (1 + abs(finding["points"].value)) if "points" in finding.figures else 0.0
