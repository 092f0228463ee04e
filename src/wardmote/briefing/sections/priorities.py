"""The priorities of the plan: how far each has come, and what was asked of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wardmote.briefing.context import Context
from wardmote.briefing.headlines import of_theme
from wardmote.briefing.layouts import filled
from wardmote.briefing.sections.agenda import said_of
from wardmote.briefing.sections.glance import columns, headline, row_of, short_title
from wardmote.briefing.sections.telling import (
    caveats,
    chart,
    footings,
    own_note,
    under_its_name,
)
from wardmote.catalogue import LayoutItem, LayoutSection
from wardmote.document.nodes import (
    Block,
    Bullets,
    Heading,
    Item,
    Note,
    Paragraph,
    RowGroup,
    Section,
    Table,
)
from wardmote.governance.store import QuestionRecord
from wardmote.language import claim_text, compose, joined, message, number_words, translated
from wardmote.narrative import name_of, sentence, verdict
from wardmote.vocabulary import Claim, Evidence, Finding, Measure, Nature, PeriodKind

OUTSIDE = "outside"
MOST_CHARTS = 2  # charts of special causes under one priority


def progress(context: Context, section: LayoutSection) -> Sequence[Section]:
    """A section a priority: its measures, those that stand out drawn, and what was asked."""
    asked = _asked(context)
    made, placed = [], set()
    for item in _items(context, section):
        measures = of_priority(context, item.priority)
        questions = [
            q for q in asked
            if q.measure and context.book.measure(q.measure).plan == item.priority
        ]  # fmt: skip
        if item.priority == OUTSIDE and not measures and not questions:
            continue
        placed |= {id(q) for q in questions}
        made.append(_progress(context, item, measures, questions))
    rest = [q for q in asked if id(q) not in placed]
    if rest:
        said = tuple(Paragraph(said_of(q)) for q in rest)
        made.append(Section("other-questions", translated("Other questions"), said, False))
    return made


def statement(context: Context, section: LayoutSection) -> Sequence[Section]:
    """A section a priority: the force's own words, then its figures, or that it has none."""
    made, without = [], []
    items = _items(context, section)
    for item in items:
        measures = of_priority(context, item.priority)
        title = _title(context, item)
        if not measures:
            without.append(title)
        blocks: list[Block] = [Paragraph(c) for t in item.text if (c := filled(context, t))]
        blocks += _figures(context, measures) if measures else _nothing(context, item.priority)
        made.append(Section(f"priority-{item.priority}", title, tuple(blocks), False))
    context.lead = _lead(context, len(items), without)
    return made


def of_priority(context: Context, priority: str) -> list[Measure]:
    """The measures with data that serve a priority, the largest changes of each theme first."""
    return [
        m for theme in context.all_themes for m in of_theme(context, theme) if m.plan == priority
    ]


def _items(context: Context, section: LayoutSection) -> list[LayoutItem]:
    """The priorities that the layout names; every one where it names none."""
    named = [i for i in section.item if i.priority]
    return named or [
        LayoutItem(priority=p) for p in context.book.workspace.catalogue.priorities
    ]  # fmt: skip


def _title(context: Context, item: LayoutItem) -> str:
    return item.title or context.book.workspace.catalogue.priorities[item.priority]


def _asked(context: Context) -> list[QuestionRecord]:
    known = context.book.workspace.catalogue.measures
    return [
        q if q.measure in known else QuestionRecord(q.text, "", q.asked_by, q.answer)
        for item in (context.workshop.items if context.workshop else ())
        for q in item.asked
    ]


def _progress(
    context: Context,
    item: LayoutItem,
    measures: Sequence[Measure],
    questions: Sequence[QuestionRecord],
) -> Section:
    identity = f"priority-{item.priority}"
    blocks: list[Block] = [Paragraph(c) for t in item.text if (c := filled(context, t))]
    if measures:
        blocks += [Paragraph(c) for c in _summary(context, measures)]
        blocks.append(_table(context, identity, _title(context, item), measures))
        blocks += _charts(context, measures)
        blocks += _limits(context, measures)
    else:
        blocks += _nothing(context, item.priority)
    if questions:
        blocks.append(Heading(f"{identity}-asked", translated("What was asked")))
        blocks += [Paragraph(said_of(q)) for q in questions]
    return Section(identity, _title(context, item), tuple(blocks), False)


def _summary(context: Context, measures: Sequence[Measure]) -> Iterator[Claim]:
    """Which measures moved and which did not, by name: the numbers stand in the table."""
    order = [translated(word) for word in ORDER]
    found = [(m, f) for m in measures if (f := headline(context, m))]
    groups: dict[str, list[str]] = {}
    for measure, finding in found:
        groups.setdefault(_group(finding), []).append(_name(measure))
    said = [
        compose("**{group}:** {names}.", group=group, names=_listed(names))
        for group, names in sorted(groups.items(), key=lambda g: order.index(g[0]))
    ]
    if said:
        yield joined(said)
    unusual = [
        s.finding for m in measures
        if (s := context.book.signal_of(m)) and s.finding.evidence is Evidence.CLEAR
    ]  # fmt: skip
    for finding in unusual:
        told = sentence(finding)
        if name_of(finding) in claim_text(told):
            yield told
        else:
            yield compose("**{name}.** {told}", name=name_of(finding), told=told)


ORDER = (
    message("Rose"), message("Fell"), message("No clear change"), message("Too few to say"),
    message("Not tested"),
)  # fmt: skip


def _group(finding: Finding) -> str:
    if finding.measure.nature is not Nature.ACTIVITY or finding.evidence is not Evidence.CLEAR:
        word = verdict(finding)
        return word if word in map(translated, ORDER) else translated("Not tested")
    return verdict(finding)


def _name(measure: Measure) -> str:
    """The title without its period, with a word for what tells two of one name apart."""
    name = short_title(measure)
    if measure.period is PeriodKind.ROLLING_12_MONTHS:
        name = translated("{name} (12 months)").format(name=name)
    if measure.nature is Nature.ACTIVITY:
        name = translated("{name} (activity)").format(name=name)
    return name


def _listed(names: list[str]) -> str:
    small = [n if n[1:2].isupper() else n[:1].lower() + n[1:] for n in names]
    if len(small) == 1:
        return small[0]
    return translated("{some} and {last}").format(some=", ".join(small[:-1]), last=small[-1])


def _table(context: Context, identity: str, title: str, measures: Sequence[Measure]) -> Table:
    groups = []
    for theme in dict.fromkeys(m.theme for m in measures):
        rows = [
            row_of(context, m, f)
            for m in measures
            if m.theme == theme and (f := headline(context, m))
        ]
        if rows:
            groups.append(RowGroup(compose("{theme}", theme=theme), tuple(rows)))
    return Table(
        f"table-{identity}",
        translated("{title}: the measures").format(title=title),
        None,
        columns(),
        tuple(groups),
    )


def _charts(context: Context, measures: Sequence[Measure]) -> list[Block]:
    drawn: list[Block] = []
    for measure in measures:
        signal, series = context.book.signal_of(measure), context.book.series(measure.id)
        if series and signal and signal.finding.evidence is Evidence.CLEAR:
            made = chart(context, series)
            if made and len(drawn) < MOST_CHARTS:
                drawn.append(under_its_name(made, measure))
    return drawn


def _figures(context: Context, measures: Sequence[Measure]) -> list[Block]:
    found = [f for m in measures if (f := headline(context, m))]
    series = [s for m in measures if (s := context.book.series(m.id))]
    blocks: list[Block] = [
        Paragraph(compose("These figures are held for this priority:")),
        Bullets(tuple(Item(sentence(f)) for f in found)),
    ]
    blocks += footings(context, series)
    return blocks + _limits(context, measures)


def _limits(context: Context, measures: Sequence[Measure]) -> list[Block]:
    shared = caveats(measures)
    notes = [n for m in measures for n in own_note(context, m, measures)]
    claims = [*([joined(shared)] if shared else []), *(c for n in notes for c in n.claims)]
    return [Note(tuple(dict.fromkeys(claims)))] if claims else []


def _nothing(context: Context, priority: str) -> list[Block]:
    awaited = [
        m.title
        for m in context.book.workspace.catalogue.measures.values()
        if m.plan == priority and m.nature is not Nature.CONTEXT
    ]
    said = [compose("**No figure is held for this priority.**")]
    if awaited:
        said.append(
            compose(
                "Measures are defined for it, and nothing is loaded for them yet: {names}.",
                names=_listed(awaited),
            )
        )
    else:
        said.append(compose("No measure is defined for it."))
    return [Paragraph(joined(said))]


def _lead(context: Context, count: int, without: Sequence[str]) -> Claim:
    force = context.book.workspace.force.name
    if not without:
        return compose(
            "Figures are held for all of the {n} national priorities in {force}.",
            n=number_words(count),
            force=force,
        )
    return compose(
        "Figures are held for {k} of {n} national priorities in {force}. None is held for: "
        "{without}.",
        k=number_words(count - len(without)),
        n=number_words(count),
        force=force,
        without="; ".join(w[:1].lower() + w[1:] for w in without),
    )
