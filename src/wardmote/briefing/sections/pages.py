"""One page a measure: what it is, its latest figure, its chart, its peers and its caveats."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.briefing.context import Context
from wardmote.briefing.headlines import of_theme
from wardmote.briefing.sections.telling import Depth, latest_of, own_note, told
from wardmote.catalogue import LayoutSection
from wardmote.document.nodes import (
    Block,
    Cell,
    Column,
    Paragraph,
    Role,
    Row,
    RowGroup,
    Section,
    Table,
)
from wardmote.language import compose, message, number_text, translated
from wardmote.narrative import cell
from wardmote.vocabulary import Assurance, Claim, Improvement, Measure, Nature, Quantity, Variation

PAGE = Depth(forecast=False, table=True, peers=True)
WANTED = {
    Improvement.INCREASE: message("More is better"),
    Improvement.DECREASE: message("Fewer is better"),
    Improvement.NEUTRAL: message("Neither way is better"),
}


def pages(context: Context, section: LayoutSection) -> Sequence[Section]:
    """A section for each of the measures or themes named, or for every measure with data."""
    made = []
    for measure in chosen(context, section):
        context.places[measure.id] = f"measure-{measure.id}"
        blocks: list[Block] = [
            Paragraph(what_it_is(measure), Role.SMALL),
            status_table(context, measure),
            *told(context, measure, PAGE),
            *own_note(context, measure),
        ]
        made.append(Section(f"measure-{measure.id}", measure.title, tuple(blocks)))
    return made


def chosen(context: Context, section: LayoutSection) -> list[Measure]:
    """The measures that the section names, then those of its themes; all where it names none."""
    known = {m.id: m for m in context.book.known}
    themes = section.themes if section.measures or section.themes else context.themes
    named = [known[m] for m in section.measures if m in known]
    found = [*named, *(m for t in themes for m in of_theme(context, t))]
    return [m for i, m in enumerate(found) if m not in found[:i] and m.nature is not Nature.CONTEXT]


def what_it_is(measure: Measure) -> Claim:
    """Why it is looked at, what it counts and what it does not."""
    parts = [measure.why]
    if measure.counts and measure.counts != measure.why:
        parts.append(translated("Counts: {what}").format(what=_small(measure.counts)))
    if measure.does_not_count:
        parts.append(
            translated("Does not count: {what}").format(what=_small(measure.does_not_count))
        )
    return compose("{text}", text=" ".join(p.rstrip(".") + "." for p in parts))


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def status_table(context: Context, measure: Measure) -> Table:
    """The latest figure, its variation, its target, and the priority that it serves."""
    book = context.book
    signal, latest = book.signal_of(measure), latest_of(context, measure)
    peers = book.peers_of(measure)
    cells = [
        Cell(latest) if latest else Cell(shorthand="[x]"),
        Cell(icon=signal.finding.variation if signal else Variation.CANNOT_TELL),
        Cell(
            icon=signal.chart.assurance(measure.target, measure.improvement)
            if signal
            else Assurance.NO_TARGET
        ),
        Cell(target_words(measure)),
        Cell(cell(peers)) if peers else Cell(shorthand=translated("Not compared")),
    ]
    return Table(
        f"status-{measure.id}",
        translated("Where it stands: {title}").format(title=measure.title),
        None,
        (
            Column(translated("Priority"), False, 1.3),
            Column(translated("Latest"), False, 1.4),
            Column(translated("Variation"), False, 0.9),
            Column(translated("Assurance"), False, 1.0),
            Column(translated("Wanted"), False, 1.1),
            Column(translated("Peers"), False, 1.2),
        ),
        (
            RowGroup(
                None,
                (
                    Row(
                        compose(
                            "{priority}",
                            priority=book.workspace.catalogue.priorities.get(
                                measure.plan, measure.plan
                            ),
                        ),
                        tuple(cells),
                    ),
                ),
            ),
        ),
        numbered=False,
    )


def target_words(measure: Measure) -> Claim:
    """The target, or which way is better where none is set."""
    if measure.target is None:
        return compose(WANTED[measure.improvement])
    mark = "%" if measure.quantity is Quantity.PERCENT else ""
    whole = measure.target == round(measure.target)
    size = f"{number_text(measure.target, 0 if whole else 1)}{mark}"
    text = {
        Improvement.INCREASE: message("{target} or more"),
        Improvement.DECREASE: message("{target} or fewer"),
    }
    return compose(text.get(measure.improvement, "{target}"), target=size)
