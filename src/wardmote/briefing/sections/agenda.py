"""The workshop's agenda: a section an item, with its measures and what was asked under it."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.briefing.context import Context
from wardmote.briefing.headlines import of_theme
from wardmote.briefing.layouts import filled
from wardmote.briefing.sections.glance import headline, theme_heading
from wardmote.briefing.sections.telling import (
    Depth,
    caveats,
    drawable,
    footings,
    own_note,
    told,
)
from wardmote.catalogue import LayoutItem, LayoutSection
from wardmote.document.nodes import Block, Bullets, Heading, Item, Note, Paragraph, Section
from wardmote.governance.store import ItemRecord, QuestionRecord
from wardmote.language import compose, joined, message, translated
from wardmote.narrative import bullet
from wardmote.vocabulary import Claim, Measure, PeriodKind

TOLD = Depth(forecast=True, table=True, peers=False)


def agenda(context: Context, section: LayoutSection) -> Sequence[Section]:
    """The items that the workshop recorded; the layout's own where there is no workshop.

    An item takes the measures of each layout item whose words stand in its title, and those
    that its questions name. A measure is told once, under the first item that takes it.
    """
    seen: set[str] = set()
    if context.workshop is None:
        made = [
            _section(context, f"item-{n}", i.title, _measures(context, [i], seen), (), [i])
            for n, i in enumerate(section.item, 1)
        ]
        return [s for s in made if len(s.blocks)]
    return [_recorded(context, section, item, seen) for item in context.workshop.items]


def _recorded(
    context: Context, section: LayoutSection, item: ItemRecord, seen: set[str]
) -> Section:
    taken = [i for i in section.item if _speaks_of(i, item.title)]
    measures = _measures(context, taken, seen)
    known = {m.id: m for m in context.book.known}
    for question in item.asked:
        if question.measure in known and question.measure not in seen:
            seen.add(question.measure)
            measures.append(known[question.measure])
    made = _section(context, f"item-{item.number}", item.title, measures, item.asked, taken)
    if made.blocks:
        return made
    said = (
        message("What was concluded stands under the outcomes.") if item.outcomes
        else message("No question and no outcome is recorded.")
    )  # fmt: skip
    nothing = Paragraph(compose("No measure with data stands behind this item.", said))
    return Section(made.id, made.title, (nothing,), False)


def _speaks_of(item: LayoutItem, title: str) -> bool:
    return any(word.casefold() in title.casefold() for word in item.words)


def _measures(context: Context, items: Sequence[LayoutItem], seen: set[str]) -> list[Measure]:
    """The measures with data of the items, those named first, then by theme."""
    known = {m.id: m for m in context.book.known}
    found = []
    for item in items:
        named = [known[m] for m in item.measures if m in known]
        for measure in (*named, *(m for t in item.themes for m in of_theme(context, t))):
            if measure.id not in seen:
                seen.add(measure.id)
                found.append(measure)
    return found


def _section(
    context: Context,
    identity: str,
    title: str,
    measures: Sequence[Measure],
    asked: Sequence[QuestionRecord],
    items: Sequence[LayoutItem],
) -> Section:
    full = [
        m for m in measures
        if m.period is not PeriodKind.ROLLING_12_MONTHS and drawable(context, m)
    ]  # fmt: skip
    blocks: list[Block] = [Paragraph(c) for i in items for t in i.text if (c := filled(context, t))]
    blocks += _in_lines(context, [m for m in measures if m not in full])
    for measure in full:
        blocks.append(Heading(f"{identity}-{measure.id}", measure.title))
        blocks += told(context, measure, TOLD)
        blocks += own_note(context, measure, measures)
    shared = caveats(measures)
    if shared:
        blocks.append(Note((compose("**Of these figures.** {all}", all=joined(shared)),)))
    if asked:
        blocks.append(Heading(f"{identity}-asked", translated("Asked and answered")))
        blocks += [Paragraph(said_of(q)) for q in asked]
    return Section(identity, title, tuple(blocks), False)


def said_of(question: QuestionRecord) -> Claim:
    """A question with who asked it and what was answered."""
    return compose(
        "**{who}** {text} **Answer.** {answer}",
        who=translated("Asked by {who}.").format(who=_lower_the(question.asked_by))
        if question.asked_by
        else translated("Asked."),
        text=question.text,
        answer=question.answer or translated("None is recorded."),
    )


def _lower_the(name: str) -> str:
    return "the" + name[3:] if name.startswith("The ") else name


def _in_lines(context: Context, measures: Sequence[Measure]) -> list[Block]:
    """Measures without a chart, a line each under the theme that they share."""
    blocks: list[Block] = []
    for theme in dict.fromkeys(m.theme for m in measures):
        pairs = [(m, f) for m in measures if m.theme == theme and (f := headline(context, m))]
        if not pairs:
            continue
        findings = [f for _, f in pairs]
        blocks.append(
            Paragraph(compose("**{theme}.**", theme=theme_heading(theme, findings)))
            if len(findings) > 1
            else Paragraph(bullet(findings[0]))
        )
        if len(findings) > 1:
            blocks.append(Bullets(tuple(Item(bullet(f)) for f in findings)))
        series = [s for m, _ in pairs if (s := context.book.series(m.id))]
        blocks += footings(context, series)
        said = [c for m, _ in pairs for n in own_note(context, m, measures) for c in n.claims]
        blocks += [Note(tuple(dict.fromkeys(said)))] if said else []
    return blocks
