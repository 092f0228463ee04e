"""A pack: the document, and the same figures and findings as data."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import msgspec

from wardmote.briefing.again import since
from wardmote.briefing.book import Book
from wardmote.briefing.context import Context
from wardmote.briefing.kept import SCHEMA, Kept, find_edition, last_paper
from wardmote.briefing.member import member_page
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
from wardmote.briefing.sections import SECTIONS
from wardmote.briefing.sections.glance import of_theme
from wardmote.document.nodes import Document, Section, Terms, figures_of
from wardmote.governance.store import WorkshopRecord
from wardmote.language import claim_text, compose, day_text
from wardmote.vocabulary import Claim, Figure, Series, UserError

NO_PAPER = "none"  # said in place of an edition where there was no last paper
SHORT = 16  # hexadecimal digits that name an edition


@dataclass(frozen=True)
class Pack:
    """The document, the data beside it, its series, and the hash of all that it says."""

    document: Document
    data: dict[str, Any]
    series: tuple[Series, ...]
    digest: str


def build_pack(book: Book, workshop: WorkshopRecord | None, last: str = "") -> Pack:
    """Compose the pack of a workshop, or of the latest data where none is given.

    `last` names the edition that was the last paper, or is `none`; else it is the latest one
    dated before. Raises UserError when nothing is loaded for the force, when `last` is not an
    earlier edition of it, or when an edition kept is damaged.
    """
    if not book.known:
        raise UserError(
            f"nothing is loaded for {book.workspace.force.name}. "
            "Load files first, or look at: wardmote status"
        )
    layout = book.workspace.catalogue.layouts[book.workspace.settings.layout]
    dated = workshop.held_on if workshop else latest(book)
    paper = _last(book, dated, last, held=workshop is not None)
    context = Context(book, layout, workshop, dated, since(book, paper) if paper else None)
    sections: list[Section] = []
    for wanted in layout.section:
        if wanted.kind not in SECTIONS:
            raise UserError(
                f"layout '{layout.id}': unknown kind of section '{wanted.kind}'; "
                f"kinds: {', '.join(SECTIONS)}"
            )
        if wanted.kind == "sources":
            continue
        made = SECTIONS[wanted.kind](context, wanted)
        if made is not None:
            sections.append(made)
            context.places[f"#{made.id}"] = str(len(sections))
            if wanted.kind == "glance":
                context.places["glance"] = made.id
    lead, members = member_page(context)
    for wanted in layout.section:
        if wanted.kind == "sources":
            made = SECTIONS[wanted.kind](context, wanted)
            if made is not None:
                sections.append(made)
    document = _document(context, lead, members, tuple(sections))
    series = _series(book)
    data = _data(context, document, series)
    content = [data, document, points_of(series)]
    digest = hashlib.sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()[:SHORT]
    document = replace(
        document, about=compose("Edition {digest}, made by wardmote.", digest=digest)
    )
    return Pack(document, {"schema": SCHEMA, "edition": digest, **data}, series, digest)


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


def latest(book: Book) -> date:
    """The latest day that any measure with data speaks of."""
    days = [s.data_to for m in book.known if (s := book.series(m.id)) and s.data_to]
    return max(days)


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
            board=f" Board of {day_text(workshop.board_on)}." if workshop.board_on else "",
        )
    else:
        month = compose("{day}", day=day_text(context.dated))
        title = f"{force}: performance to {claim_text(month)}"
        board = workspace.settings.board
        by = compose("{force}.{board}", force=force, board=f" For the {board}." if board else "")
    return Document(
        title=title,
        kicker=f"Board pack: {context.layout.title.lower()}",
        by=by,
        marking=_stricter(workspace.settings.marking, workshop.marking if workshop else ""),
        dated=context.dated,
        data_to=_data_to(context),
        lead=lead,
        member_page=members,
        sections=sections,
    )


def _stricter(one: str, other: str) -> str:
    """The marking that protects more; one that is not known is kept."""
    order = ("", "OFFICIAL", "OFFICIAL-SENSITIVE")
    if one not in order:
        return one
    return max(one, other, key=lambda m: order.index(m) if m in order else len(order))


def _data_to(context: Context) -> Terms:
    """One date a theme where its measures agree, else one a measure."""
    pairs: list[tuple[str, Claim]] = []
    for theme in [t for s in context.layout.section for t in s.themes]:
        dated = [
            (m.title, context.data_to(s))
            for m in of_theme(context, theme)
            if (s := context.book.series(m.id)) and s.known
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
        "workshop": context.workshop.slug if context.workshop else None,
        "data_to": [[term, claim_text(claim)] for term, claim in document.data_to.pairs],
        "lead": claim_text(document.lead),
        "figures": [figure_row(f) for f in figures.values()],
        "findings": [finding_row(f) for f in findings],
        "measures": measure_rows(book, figures.values()),
        "releases": release_rows(book, figures.values(), series),
        "settings": settings_row(book, document.dated),
        "corrections": corrections(),
        "since": since_row(context.since) if context.since else None,
        "restated": restated_rows(context.since) if context.since else [],
    }
