"""What the workshop concluded, recommends and asked to be done."""

from __future__ import annotations

from wardmote.briefing.actions import judged
from wardmote.briefing.context import Context
from wardmote.catalogue import LayoutSection
from wardmote.document.nodes import (
    Block,
    Bullets,
    Cell,
    Column,
    Item,
    Paragraph,
    Row,
    RowGroup,
    Section,
    Table,
)
from wardmote.governance.store import WorkshopRecord
from wardmote.language import compose, day_text, message, translated


def recommendations(context: Context, section: LayoutSection) -> Section | None:
    """Outcomes by item, recommendations, implications, actions and standing returns."""
    workshop = context.workshop
    if workshop is None:
        return None
    blocks: list[Block] = []
    for item in workshop.items:
        if item.outcomes:
            blocks.append(Paragraph(compose("**{title}.**", title=item.title)))
            blocks.append(
                Bullets(tuple(Item(compose("{text}", text=text)) for text in item.outcomes))
            )
    if workshop.recommendations:
        blocks.append(Paragraph(compose("**Recommendations**")))
        blocks.append(
            Bullets(
                tuple(Item(compose("{text}", text=t)) for t in workshop.recommendations),
                numbered=True,
            )
        )
    blocks.append(
        Paragraph(
            compose(
                "Financial implications: {financial} Legal implications: {legal}",
                financial=workshop.financial or translated("not recorded."),
                legal=workshop.legal or translated("not recorded."),
            )
        )
    )
    if workshop.actions:
        blocks.append(actions_table(context))
    blocks += returns(workshop, message("**Standing returns.**"))
    return Section("recommendations", section.title, tuple(blocks))


def returns(workshop: WorkshopRecord, lead: str) -> list[Block]:
    """What the oversight body receives on a regular basis, where anything is agreed."""
    if not workshop.returns:
        return []
    return [
        Paragraph(compose(lead, message("The board receives these on a regular basis:"))),
        Bullets(
            tuple(
                Item(
                    compose(
                        "{text}: from {owner}, every {months} months.",
                        text=text,
                        owner=owner,
                        months=str(months),
                    )
                )
                for text, owner, months in workshop.returns
            )
        ),
    ]


def actions_table(context: Context) -> Table:
    """Every action with its owner, its date and what its measure shows."""
    rows = [
        Row(
            compose("{ref}", ref=action.reference),
            (
                Cell(compose("{text}", text=action.text)),
                Cell(compose("{owner}", owner=action.owner)),
                Cell(
                    compose("{day}", day=day_text(action.due)) if action.due else None,
                    shorthand="" if action.due else translated("Not set"),
                ),
                Cell(verdict),
            ),
        )
        for action, verdict, _ in judged(context)
    ]
    return Table(
        "table-actions",
        translated("Actions"),
        compose("Each with the measure that it should move, where one is named"),
        (
            Column(translated("Action"), False, 1.1),
            Column(translated("What"), False, 1.6),
            Column(translated("Owner"), False, 1.4),
            Column(translated("Due"), False, 0.7),
            Column(translated("What its measure shows"), False, 2.6),
        ),
        (RowGroup(None, tuple(rows)),),
    )
