"""Measures at a glance: change, variation, assurance and date of each."""

from __future__ import annotations

from wardmote.analysis.change import CONVINCING
from wardmote.analysis.false_alarms import expected_signals
from wardmote.analysis.totals import value_figure
from wardmote.briefing.actions import evidence_for
from wardmote.briefing.context import Context
from wardmote.briefing.headlines import of_theme
from wardmote.catalogue import LayoutSection
from wardmote.document.nodes import (
    Cell,
    Column,
    IconKey,
    Note,
    Paragraph,
    Row,
    RowGroup,
    Section,
    Table,
)
from wardmote.language import compose, joined, number_words, translated
from wardmote.narrative import cell, name_of
from wardmote.vocabulary import (
    Assurance,
    Claim,
    Evidence,
    Finding,
    Kind,
    Measure,
    Nature,
    Variation,
)


def columns() -> tuple[Column, ...]:
    """What is told of each measure, in the language that is spoken."""
    return (
        Column(translated("Measure"), False, 1.6),
        Column(translated("Change"), False, 2.4),
        Column(translated("Variation"), False),
        Column(translated("Assurance"), False),
        Column(translated("Data to"), False),
    )


def glance(context: Context, section: LayoutSection) -> Section | None:
    """One row a measure, grouped by theme in the layout's order."""
    groups = []
    for theme in section.themes or context.all_themes:
        rows = []
        findings = []
        for measure in of_theme(context, theme):
            finding = headline(context, measure)
            if finding is None:
                continue
            findings.append(finding)
            rows.append(row_of(context, measure, finding))
        if rows:
            groups.append(RowGroup(theme_heading(theme, findings), tuple(rows)))
    if not groups:
        return None
    return Section(
        "glance",
        section.title,
        (
            Paragraph(
                compose(
                    "Is the change more than chance, is the latest month unusual, will the target "
                    "be met?"
                )
            ),
            Table(
                "measures",
                translated("Measures with change, variation, assurance and date"),
                None,
                columns(),
                tuple(groups),
                numbered=False,
            ),
            IconKey(),
            Note(_notes(context)),
        ),
    )


def headline(context: Context, measure: Measure) -> Finding | None:
    """The share that an action should move, where one is; else the measure's own change."""
    for action in context.workshop.actions if context.workshop else ():
        if action.measure == measure.id:
            found = evidence_for(context, action)
            if found and found.kind is Kind.SHARE_CHANGE:
                return found
    return context.book.change_of(measure)


def row_of(context: Context, measure: Measure, finding: Finding) -> Row:
    """Change, variation, assurance and date of a measure."""
    series = context.book.series(measure.id)
    signal = context.book.signal_of(measure)
    variation = signal.finding.variation if signal else Variation.CANNOT_TELL
    if finding.kind is Kind.SHARE_CHANGE:
        variation = finding.variation
    assurance = (
        signal.chart.assurance(measure.target, measure.improvement)
        if signal
        else Assurance.NO_TARGET
    )
    title = compose("{title}", title=short_title(measure))
    if finding.kind is Kind.SHARE_CHANGE:
        title = compose("{name}", name=name_of(finding))
    elif measure.nature is Nature.ACTIVITY:
        title = compose("{title} (activity)", title=short_title(measure))
    return Row(
        title,
        (
            Cell(cell(finding) if finding.kind is not Kind.LEVEL else _level(context, finding)),
            Cell(icon=variation),
            Cell(icon=assurance),
            Cell(context.data_to(series)) if series else Cell(shorthand="[z]"),
        ),
    )


def _level(context: Context, finding: Finding) -> Claim:
    """The latest value beside a longer average of the same measure, where one is known."""
    series = context.book.series(finding.measure.id)
    longer = [
        o
        for o in (series.known if series else ())
        if o.period != finding.period and o.period.contains(finding.period)
    ]
    if not series or not longer:
        return cell(finding)
    average = context.book.keep(value_figure(series, longer[0]))
    return compose(
        "{words}; {average} over {period}",
        words=cell(finding),
        average=average,
        period=longer[0].period,
    )


def theme_heading(theme: str, findings: list[Finding]) -> Claim:
    """The theme, with the periods that its changes share where they share them."""
    periods = {(f.period, f.against) for f in findings if f.against}
    if len(periods) == 1:
        period, against = periods.pop()
        if against:
            return compose(
                "{theme} ({period} against {before})", theme=theme, period=period, before=against
            )
    return compose("{theme}", theme=theme)


def short_title(measure: Measure) -> str:
    """The title without the period that a heading names."""
    for ending in (", year to date", ", 12 months"):
        if measure.title.endswith(ending):
            return measure.title.removesuffix(ending)
    return measure.title


def _signals(context: Context) -> list[Claim]:
    """How many measures have process limits, and what chance would give among them."""
    judged = sum(context.book.signal_of(m) is not None for m in context.book.known)
    if not judged:
        return []
    by_chance = expected_signals(judged, context.book.workspace.settings.profile)
    return [
        compose(
            "{judged} {measures} process limits; chance alone would give {few}.",
            judged=number_words(judged).capitalize(),
            measures=translated("measure has") if judged == 1 else translated("measures have"),
            few=translated("fewer than one false signal")
            if by_chance < 1
            else translated("about {n} false signals").format(n=number_words(round(by_chance))),
        )
    ]


def _tests(context: Context) -> list[Claim]:
    """How many changes were tested, and how many are clear when all are judged together."""
    book = context.book
    tested = book.tests
    if not tested:
        return []
    clear = [f for f in tested if f.evidence is Evidence.CLEAR]
    fall = len(book.not_standing)
    words = translated("all stand")
    if fall:
        words = translated("{n} falls") if fall == 1 else translated("{n} fall")
        if book.withdrawn:
            words = translated("{n} falls and is not counted here")
            if fall > 1:
                words = translated("{n} fall and are not counted here")
        words = words.format(n=number_words(fall))
    are = translated("{n} is clear") if len(clear) == 1 else translated("{n} are clear")
    together = translated(" Judged together, with at most {share}% false, {words}.")
    return [
        compose(
            "Of {tested} {changes} tested {clear}, by chance alone {few}.{together}",
            tested=number_words(len(tested)),
            changes=translated("change") if len(tested) == 1 else translated("changes"),
            clear=are.format(n=number_words(len(clear))) if clear else translated("none is clear"),
            few=translated("fewer than one")
            if len(tested) * CONVINCING < 1
            else translated("about {n}").format(n=number_words(round(len(tested) * CONVINCING))),
            together=together.format(share=f"{100 * book.false_discovery:g}", words=words)
            if clear
            else "",
        )
    ]


def _notes(context: Context) -> tuple[Claim, ...]:
    notes = [
        compose(
            "“Cannot tell”: no monthly series long enough for limits. Changes without one are "
            "tested against chance alone, the least cautious reading. Police recorded crime "
            "figures are official but not accredited statistics."
        ),
    ]
    notes += context.small_numbers()
    by_chance = [*_signals(context), *_tests(context)]
    if by_chance:
        notes.append(joined(by_chance))
    overdue = [m for m in context.book.known if m.next_review < context.dated]
    if overdue:
        notes.append(
            compose(
                "The definitions of these measures are past their review: {names}.",
                names=", ".join(m.title for m in overdue),
            )
        )
    return tuple(notes)
