"""A pack: the document, and the same figures and findings as data."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from typing import Any

import msgspec

from wardmote.briefing.again import since
from wardmote.briefing.book import Book
from wardmote.briefing.commentary import with_commentary
from wardmote.briefing.context import Context, latest
from wardmote.briefing.headlines import of_theme
from wardmote.briefing.kept import SCHEMA, Kept, find_edition, last_paper
from wardmote.briefing.layouts import check_layout, filled, for_audience
from wardmote.briefing.member import member_page
from wardmote.briefing.protection import ledger_bytes
from wardmote.briefing.restated import restated_rows, since_row
from wardmote.briefing.rows import (
    corrections,
    figure_row,
    finding_row,
    measure_rows,
    points_of,
    release_rows,
    settings_row,
)
from wardmote.briefing.sections import LAST, SECTIONS
from wardmote.catalogue import LayoutSection, Numbering, Opening
from wardmote.document.nodes import Document, Section, Terms, figures_of
from wardmote.document.numbering import first_number, numbered
from wardmote.governance.store import ActionRecord, WorkshopRecord
from wardmote.language import claim_text, compose, day_text, translated
from wardmote.vocabulary import Claim, Figure, Series, UserError

NO_PAPER = "none"  # said in place of an edition where there was no last paper
SHORT = 16  # hexadecimal digits that name an edition


@dataclass(frozen=True)
class Pack:
    """The document, the data beside it, its series, and the hash of all that it says.

    `warnings` are for those who wrote its commentary, and no part of it.
    `ledger` is what later editions must know of what is withheld; it is never published.
    """

    document: Document
    data: dict[str, Any]
    series: tuple[Series, ...]
    digest: str
    warnings: tuple[str, ...] = ()
    ledger: bytes | None = None


def build_pack(
    book: Book,
    workshop: WorkshopRecord | None,
    carried: tuple[ActionRecord, ...] = (),
    last: str = "",
) -> Pack:
    """Compose the pack of a workshop, or of the latest data where none is given.

    `carried` are the open actions of every workshop. `last` names the edition that was the last
    paper, or is `none`; else it is the latest one dated before. Raises UserError when nothing is
    loaded for the force, for a layout that names what is not there, when `last` is not an earlier
    edition or one kept is damaged, and for commentary that cannot be placed;
    `commentary.DeniedError` where a number typed into it disagrees with the figures.
    """
    if not book.known:
        raise UserError(
            f"nothing is loaded for {book.workspace.force.name}. "
            "Load files first, or look at: wardmote status"
        )
    catalogue = book.workspace.catalogue
    layout = catalogue.layout(book.workspace.settings.layout)
    check_layout(layout, catalogue, SECTIONS)
    workshop = for_audience(layout, book.workspace.settings, workshop)
    dated = workshop.held_on if workshop else latest(book)
    paper = _last(book, dated, last, held=workshop is not None)
    context = Context(book, layout, workshop, dated, carried, since(book, paper) if paper else None)
    sections: list[Section] = []
    number = _add(context, [s for s in layout.section if s.kind not in LAST], sections, 0)
    lead, members = member_page(context)
    if layout.opening is not Opening.MEMBERS:
        members = ()
    if layout.opening is Opening.NOTHING:
        lead = Claim(())
    context.printed = tuple(figures_of((lead, members, tuple(sections))))
    _add(context, [s for s in layout.section if s.kind in LAST], sections, number)
    placed = with_commentary(_document(context, lead, members, tuple(sections)), context)
    document = placed.document
    series = _series(book)
    data = {**_data(context, document, series), "commentary": list(placed.data)}
    content = [data, document, points_of(series)]
    digest = hashlib.sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()[:SHORT]
    document = replace(
        document, about=compose("Edition {digest}, made by wardmote.", digest=digest)
    )
    data = {"schema": SCHEMA, "edition": digest, **data}
    kept = ledger_bytes(book.protection.ledger) if book.protection else None
    return Pack(document, data, series, digest, placed.warnings, kept)


def _last(book: Book, dated: date, name: str, *, held: bool) -> Kept | None:
    """The last paper: as named, or the latest that is dated before this one."""
    editions = book.workspace.editions
    if name == NO_PAPER:
        return None
    if not name:
        return last_paper(editions, book.force, dated, workshop=held)
    paper = find_edition(editions, name)
    if paper.pack.force != book.force:
        raise UserError(f"{paper.title} is of {paper.pack.force}; name a paper of {book.force}")
    if paper.pack.dated >= dated:
        raise UserError(
            f"{paper.title} is not dated before {day_text(dated)}, the day of this pack; "
            "name an earlier one"
        )
    return paper


def _add(
    context: Context, wanted: Sequence[LayoutSection], sections: list[Section], last: int
) -> int:
    """Make the sections, note where each stands, and give the last paragraph's number."""
    numbering = context.layout.numbering
    for one in wanted:
        made = SECTIONS[one.kind](context, one)
        for section in () if made is None else (made,) if isinstance(made, Section) else made:
            section = _named_once(section, sections)
            if numbering is Numbering.PARAGRAPHS:
                section, last = numbered(section, last)
            sections.append(section)
            if one.kind == "glance":
                context.places["glance"] = section.id
            place = section.title
            if numbering is Numbering.SECTIONS:
                place = translated("Section {n}").format(n=len(sections))
            elif first_number(section):
                place = translated("Paragraph {n}").format(n=first_number(section))
            context.places[f"#{section.id}"] = place
    return last


def _named_once(section: Section, others: Sequence[Section]) -> Section:
    """The section under an id that no other has: links lead to one place."""
    taken = {s.id for s in others}
    if section.id not in taken:
        return section
    free = next(n for n in range(2, len(taken) + 3) if f"{section.id}-{n}" not in taken)
    return replace(section, id=f"{section.id}-{free}")


def _document(
    context: Context, lead: Claim, members: tuple[Any, ...], sections: tuple[Section, ...]
) -> Document:
    workspace, workshop = context.book.workspace, context.workshop
    force = workspace.force.name
    if workshop:
        title = workshop.title
        by = compose(
            "{force}. For the {body}. Workshop held {day}.{board}",
            force=force,
            body=workshop.body,
            day=day_text(workshop.held_on),
            board=translated(" Board of {day}.").format(day=day_text(workshop.board_on))
            if workshop.board_on
            else "",
        )
    else:
        month = compose("{day}", day=day_text(context.dated))
        title = translated("{force}: performance to {day}").format(
            force=force, day=claim_text(month)
        )
        board = workspace.settings.board
        by = compose(
            "{force}.{board}",
            force=force,
            board=translated(" For the {board}.").format(board=board) if board else "",
        )
    form = context.layout.form
    own = filled(context, context.layout.heading) if context.layout.heading else None
    return Document(
        title=claim_text(own) if own else title,
        kicker=f"{form}: {context.layout.title[:1].lower()}{context.layout.title[1:]}",
        by=by,
        marking=reduce(
            _stricter,
            (workshop.marking if workshop else "", *context.markings),
            workspace.settings.marking,
        ),
        dated=context.dated,
        data_to=_data_to(context),
        lead=lead,
        member_page=members,
        sections=sections,
        form=form[:1].lower() + form[1:],
        numbered=context.layout.numbering is Numbering.SECTIONS,
    )


def _stricter(one: str, other: str) -> str:
    """The marking that protects more; one that is not known is kept."""
    order = ("", "OFFICIAL", "OFFICIAL-SENSITIVE")
    if one not in order:
        return one
    return max(one, other, key=lambda m: order.index(m) if m in order else len(order))


def _data_to(context: Context) -> Terms:
    """One date a theme where its printed measures agree, else one a measure."""
    printed = {f.measure for f in context.printed}
    pairs: list[tuple[str, Claim]] = []
    for theme in context.themes:
        dated = [
            (m.title, context.data_to(s))
            for m in of_theme(context, theme)
            if m.id in printed and (s := context.book.series(m.id)) and s.told
        ]
        if not dated:
            continue
        if len({claim_text(c) for _, c in dated}) == 1:
            pairs.append((theme if len(dated) > 1 else dated[0][0], dated[0][1]))
        else:
            pairs += dated
    return Terms(tuple(pairs))


def _series(book: Book) -> tuple[Series, ...]:
    return tuple(s for m in book.known if (s := book.series(m.id)))


def _data(context: Context, document: Document, series: tuple[Series, ...]) -> dict[str, Any]:
    book = context.book
    figures: dict[str, Figure] = {}
    for figure in figures_of(document):
        figures.setdefault(figure.id, figure)
    findings = book.findings()
    for finding in findings:
        for figure in finding.figures.values():
            figures.setdefault(figure.id, figure)
    return {
        "title": document.title,
        "force": book.force,
        "marking": document.marking,
        "dated": document.dated.isoformat(),
        "layout": context.layout.id,
        "workshop": context.workshop.slug if context.workshop else None,
        **({"disclosure": book.protection.rule_data} if book.protection else {}),
        "data_to": [[term, claim_text(claim)] for term, claim in document.data_to.pairs],
        "lead": claim_text(document.lead),
        "figures": [figure_row(f) for f in figures.values()],
        "findings": [finding_row(f) for f in findings],
        "measures": measure_rows(book, figures.values()),
        "releases": release_rows(book, figures.values(), series),
        "settings": settings_row(book, document.dated),
        "corrections": corrections(book, figures.values()),
        "since": since_row(context.since) if context.since else None,
        "restated": restated_rows(context.since) if context.since else [],
    }
