"""A pack: the document, and the same figures and findings as data."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import msgspec

from wardmote.analysis.peers import GAP
from wardmote.briefing.book import Book
from wardmote.briefing.context import Context
from wardmote.briefing.member import member_page
from wardmote.briefing.protection import ledger_bytes
from wardmote.briefing.sections import SECTIONS
from wardmote.briefing.sections.glance import of_theme
from wardmote.document.nodes import Document, Section, Terms, figures_of
from wardmote.governance.store import WorkshopRecord
from wardmote.language import claim_text, compose, day_text, figure_text
from wardmote.narrative import sentence
from wardmote.vocabulary import Claim, Figure, Finding, Series, UserError

SCHEMA = "wardmote-pack-1"
SHORT = 16  # hexadecimal digits that name an edition


@dataclass(frozen=True)
class Pack:
    """The document, the data beside it, its series, and the hash of all that it says.

    `ledger` is what later editions must know of what is withheld; it is never published.
    """

    document: Document
    data: dict[str, Any]
    series: tuple[Series, ...]
    digest: str
    ledger: bytes | None = None


def build_pack(book: Book, workshop: WorkshopRecord | None) -> Pack:
    """Compose the pack of a workshop, or of the latest data where none is given.

    Raises UserError when nothing is loaded for the force.
    """
    if not book.known:
        raise UserError(
            f"nothing is loaded for {book.workspace.force.name}. "
            "Load files first, or look at: wardmote status"
        )
    layout = book.workspace.catalogue.layouts[book.workspace.settings.layout]
    dated = workshop.held_on if workshop else latest(book)
    context = Context(book, layout, workshop, dated)
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
    data = _data(context, document)
    digest = hashlib.sha256(
        msgspec.json.encode([data, document], order="deterministic")
    ).hexdigest()[:SHORT]
    document = replace(
        document, about=compose("Edition {digest}, made by wardmote.", digest=digest)
    )
    data = {"schema": SCHEMA, "edition": digest, **data}
    kept = ledger_bytes(book.protection.ledger) if book.protection else None
    return Pack(document, data, _series(book), digest, kept)


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
            if (s := context.book.series(m.id)) and s.told
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


def _data(context: Context, document: Document) -> dict[str, Any]:
    book = context.book
    figures: dict[str, Figure] = {}
    for figure in figures_of(document):
        figures.setdefault(figure.id, figure)
    findings = book.findings()
    for finding in findings:
        for figure in finding.figures.values():
            figures.setdefault(figure.id, figure)
    used = {r for f in figures.values() for r in f.releases}
    measures = sorted({f.measure.removesuffix(GAP) for f in figures.values()})
    catalogue = book.workspace.catalogue
    return {
        "title": document.title,
        "force": book.force,
        "marking": document.marking,
        "dated": document.dated.isoformat(),
        "workshop": context.workshop.slug if context.workshop else None,
        **({"disclosure": book.protection.rule_data} if book.protection else {}),
        "data_to": [[term, claim_text(claim)] for term, claim in document.data_to.pairs],
        "lead": claim_text(document.lead),
        "figures": [_figure(f) for f in figures.values()],
        "findings": [_finding(f) for f in findings],
        "measures": [
            {
                "id": m,
                "version": catalogue.measures[m].version,
                "title": catalogue.measures[m].title,
                "unit": catalogue.measures[m].unit,
                "caveats": list(catalogue.measures[m].caveats),
            }
            for m in measures
        ],
        "releases": [
            {
                "id": release.id,
                "sha256": release.sha256,
                "publication": release.publication,
                "title": release.title,
                "publisher": release.publisher,
                "licence": release.licence,
                "edition": release.edition.isoformat() if release.edition else None,
                "note": note,
            }
            for release, note in book.reader.releases.values()
            if release.id in used
        ],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "id": figure.id,
        "measure": figure.measure,
        "measure_version": figure.measure_version,
        "area": figure.area,
        "period": figure.period.id,
        "value": int(figure.value) if figure.value == int(figure.value) else figure.value,
        "text": figure_text(figure),
        "unit": figure.unit,
        "method": figure.method,
        "decimals": figure.decimals,
        "releases": list(figure.releases),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind.value,
        "measure": finding.measure.id,
        "area": finding.area.slug,
        "from": f"{finding.period.start:%Y-%m}",
        "period": finding.period.id,
        "against": finding.against.id if finding.against else None,
        "category": finding.category.slug if finding.category else None,
        "evidence": finding.evidence.value,
        "direction": finding.direction.value,
        "variation": finding.variation.value,
        "text": claim_text(sentence(finding)),
        "figures": [f.id for f in finding.figures.values()],
    }
