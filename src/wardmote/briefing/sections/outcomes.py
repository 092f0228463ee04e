"""What the workshop concluded, what follows for money and law, and what the board is asked."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.briefing.context import Context
from wardmote.briefing.sections.recommendations import actions_table, returns
from wardmote.catalogue import LayoutSection
from wardmote.document.nodes import Block, Heading, Paragraph, Section
from wardmote.language import compose, translated


def outcomes(context: Context, section: LayoutSection) -> Section | None:
    """Each item's outcomes under its title, then what is received on a regular basis."""
    workshop = context.workshop
    if workshop is None:
        return None
    blocks: list[Block] = []
    for item in workshop.items:
        if item.outcomes:
            blocks.append(Heading(f"outcomes-{item.number}", item.title))
            blocks += [Paragraph(compose("{text}", text=t)) for t in item.outcomes]
    if not blocks:
        blocks.append(Paragraph(compose("No outcome is recorded.")))
    standing = returns(workshop, "")
    if standing:
        blocks += [Heading("outcomes-returns", translated("Standing returns")), *standing]
    return Section("outcomes", section.title or translated("Outcomes"), tuple(blocks), False)


def actions(context: Context, section: LayoutSection) -> Section | None:
    """The workshop's actions, with what the measure of each shows."""
    if context.workshop is None or not context.workshop.actions:
        return None
    said = compose(
        "These actions are recorded. One whose measure moved as intended has not thereby been "
        "shown to be the cause."
    )
    title = section.title or translated("Actions")
    return Section("actions", title, (Paragraph(said), actions_table(context)), False)


def implications(context: Context, _section: LayoutSection) -> Sequence[Section]:
    """What the workshop recorded for money and for law, each under its own heading."""
    workshop = context.workshop
    if workshop is None:
        return ()
    return [
        Section(
            f"{word}-implications",
            title,
            (Paragraph(compose("{text}", text=text or translated("None is recorded."))),),
            False,
        )
        for word, title, text in (
            ("financial", translated("Financial implications"), workshop.financial),
            ("legal", translated("Legal implications"), workshop.legal),
        )
    ]


def recommended(context: Context, section: LayoutSection) -> Section | None:
    """What the board is asked to do, a paragraph each."""
    workshop = context.workshop
    if workshop is None:
        return None
    texts = workshop.recommendations or (translated("None is recorded."),)
    return Section(
        "recommended",
        section.title or translated("Recommendations"),
        tuple(Paragraph(compose("{text}", text=t)) for t in texts),
        False,
    )
