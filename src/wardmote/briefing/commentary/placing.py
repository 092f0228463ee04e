"""Commentary in its place: under the section of which it speaks, or in a section of its own."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from wardmote.briefing.commentary.files import Comment, Office, read_commentary
from wardmote.briefing.commentary.markdown import Written, written
from wardmote.briefing.context import Context
from wardmote.briefing.explain import explain
from wardmote.document.nodes import Commentary, Document, Section, figures_of
from wardmote.language import claim_text, compose, day_text, message, translated
from wardmote.vocabulary import Claim, Figure, Problem, UserError, Verdict, nearest

if TYPE_CHECKING:
    from wardmote.briefing.commentary.judging import Judged

PAPER = "paper"  # the place of what is said of the whole
TITLES = {
    Office.ANALYST: message("Analyst’s commentary"),
    Office.CHIEF_CONSTABLE: message("Chief constable’s response"),
    Office.BOARD: message("Board’s comment"),
}
OFFICES = {
    Office.ANALYST: message("analyst"),
    Office.CHIEF_CONSTABLE: message("chief constable"),
    Office.BOARD: message("board"),
}
CLOSE = 3  # ids that are offered for one that is not there


class DeniedError(UserError):
    """A number typed into a commentary disagrees with the pack's own figures."""


@dataclass(frozen=True)
class Placement:
    """A document with its commentary, the same as data, and what its authors should look at."""

    document: Document
    data: tuple[dict[str, Any], ...] = ()
    warnings: tuple[str, ...] = ()


def with_commentary(document: Document, context: Context) -> Placement:
    """Put the workspace's commentary into a document.

    Raises UserError for what cannot be read or placed, and DeniedError where a typed number
    disagrees with the figures and its author does not answer for it. Both list everything, by
    file and line.
    """
    workshop = context.workshop.slug if context.workshop else ""
    comments = read_commentary(context.book.workspace.folder, workshop)
    if not comments:
        return Placement(document)
    # Here, as the checker takes long to read and most packs are without commentary.
    from wardmote.briefing.commentary.judging import judged

    figures = {f.id: f for f in figures_of(document)}
    for finding in context.book.findings():
        figures |= {f.id: f for f in finding.figures.values() if f.id not in figures}

    def known(name: str) -> Figure:
        return _figure(name, figures, context)

    problems: list[Problem] = []
    placed: list[tuple[Comment, Section | None, Written]] = []
    for comment in comments:
        section = _place(comment, document, context)
        made = written(comment, known)
        if isinstance(section, Problem):
            problems.append(section)
        if isinstance(made, Written):
            if not isinstance(section, Problem):
                placed.append((comment, section, made))
        else:
            problems += made
    if problems:
        raise UserError("\n".join(str(p) for p in problems))
    verdicts = [judged(c, w.passages, s, document, context) for c, s, w in placed]
    _refuse([j for found in verdicts for j in found])
    nodes = [
        _node(n, c, w, v) for n, ((c, _, w), v) in enumerate(zip(placed, verdicts, strict=True), 1)
    ]
    data = tuple(
        _data(node, comment, section, found)
        for node, (comment, section, _), found in zip(nodes, placed, verdicts, strict=True)
    )
    by_section: dict[str, list[Commentary]] = {}
    for node, (_, section, _) in zip(nodes, placed, strict=True):
        by_section.setdefault(section.id if section else PAPER, []).append(node)
    warnings = tuple(
        str(j)
        for found in verdicts
        for j in found
        if j.verdict is Verdict.OVERCLAIM or (j.verdict is Verdict.UNVERIFIABLE and j.computed)
    )
    return Placement(_placed(document, by_section), data, warnings)


def _place(comment: Comment, document: Document, context: Context) -> Section | Problem | None:
    """The section of an id, a title or a measure; None for the whole paper."""
    wanted = comment.place
    if wanted == PAPER:
        return None
    ids = (wanted, context.places.get(wanted, wanted))
    for section in document.sections:
        if section.id in ids or section.title.casefold() == wanted.casefold():
            return section
    places = [PAPER, *(s.id for s in document.sections)]
    shown = [m for m, s in context.places.items() if s in places and m[0] != "#"]
    message = f"no place '{wanted}' in this pack; {nearest(wanted, {*places, *shown})}"
    if "did you mean" in message:
        message += f" The places are: {', '.join(places)}"
    return Problem(comment.file, "place", message)


def _figure(name: str, figures: Mapping[str, Figure], context: Context) -> Figure:
    """A figure that the pack prints or found, or any other, computed as `explain` does."""
    if name in figures:
        return figures[name]
    close = difflib.get_close_matches(name, figures, CLOSE, 0.5)
    like = f"; the nearest are: {', '.join(close)}" if close else ""
    try:
        return explain(context.book, name).figure
    except UserError as error:
        raise UserError(f"no figure '{name}': {error}{like}") from None


def _refuse(found: Sequence[Judged]) -> None:
    wrong = [j for j in found if j.verdict is Verdict.INCONSISTENT and not j.stated]
    if wrong:
        raise DeniedError(
            "\n".join(
                [
                    *(str(j) for j in wrong),
                    "No pack was made. Write the figure as {{ figure: ID }}, correct the words, or "
                    "write {{ stated: WORDS }} for a number that its author answers for: the pack "
                    "then prints what the figures have beside it.",
                ]
            )
        )


def _node(number: int, comment: Comment, words: Written, found: Sequence[Judged]) -> Commentary:
    by = compose(
        "{author}, {office}, {day}. These are the author’s words, and no finding of the figures.",
        author=comment.author,
        office=translated(OFFICES[comment.office]),
        day=day_text(comment.on),
    )
    return Commentary(
        f"commentary-{number}",
        translated(TITLES[comment.office]),
        by,
        words.blocks,
        tuple(_check(found)),
    )


def _check(found: Sequence[Judged]) -> list[Claim]:
    """The quiet note: what was not checked, and what was said against the figures."""
    lines = [
        compose(
            "Stated by the author as “{words}”; the figures of this paper have {computed}.",
            words=j.words,
            computed=j.computed or translated("something else"),
        )
        for j in found
        if j.stated and j.verdict is Verdict.INCONSISTENT
    ]
    unchecked = dict.fromkeys(j.words for j in found if j.verdict is Verdict.UNVERIFIABLE)
    if unchecked:
        lines.append(
            compose(
                "Not checked against data: {words}.", words=", ".join(f"“{w}”" for w in unchecked)
            )
        )
    return lines


def _data(
    node: Commentary, comment: Comment, section: Section | None, found: Sequence[Judged]
) -> dict[str, Any]:
    from wardmote.briefing.commentary.judging import block_texts

    return {
        "place": section.id if section else PAPER,
        "title": node.title,
        "role": comment.office.value,
        "author": comment.author,
        "date": comment.on.isoformat(),
        "text": list(block_texts(node.blocks)),
        "figures": list(dict.fromkeys(f.id for f in figures_of(node.blocks))),
        "claims": [
            {
                "words": j.words,
                "verdict": j.verdict.value,
                "computed": j.computed or None,
                "why": j.why,
                "stated": j.stated,
            }
            for j in found
        ],
        "note": [claim_text(c) for c in node.check],
    }


def _placed(document: Document, by_section: Mapping[str, list[Commentary]]) -> Document:
    sections = [
        replace(s, blocks=(*s.blocks, *by_section[s.id])) if s.id in by_section else s
        for s in document.sections
    ]
    if PAPER in by_section:
        whole = Section("comments", translated("Comments on this paper"), tuple(by_section[PAPER]))
        # What the paper is made of stands last, and after all that is said.
        last = len(sections) - (1 if sections and sections[-1].id == "sources" else 0)
        sections.insert(last, whole)
    return replace(document, sections=tuple(sections))
