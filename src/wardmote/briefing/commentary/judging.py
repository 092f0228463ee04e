"""The numbers that were typed into a commentary, held against the pack that it stands in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from wardmote.briefing.commentary.files import Comment
from wardmote.briefing.commentary.markdown import Passage
from wardmote.briefing.context import Context
from wardmote.checker import paper as read
from wardmote.checker.check import Placed, check_paper
from wardmote.checker.claims import sentences
from wardmote.checker.grid import grid_of
from wardmote.checker.matching import Ledger, speaking_of
from wardmote.checker.misprints import slip_of
from wardmote.checker.number import Number, Sort
from wardmote.checker.numbers import numbers_in
from wardmote.document.nodes import (
    Block,
    Bullets,
    Document,
    Note,
    Paragraph,
    Section,
    Subheading,
    Table,
    figures_of,
)
from wardmote.document.render.word import cell_text
from wardmote.language import claim_text, day_text, figure_text, number_text
from wardmote.vocabulary import Figure, Style, Verdict

LEAST_DIGITS = 3  # of a typed number that is taken for a printed one
WORDS_AFTER = re.compile(r"(?:\s+(?![A-Z])[a-z][\w'’-]*){1,2}")
CLOSE = re.compile(
    r"\b(?:in|on|at|by|from|to|of|and|or|for|with|than|as|the|a|an|that|who|is|was|were|are|has|"
    r"have|had|will|over|next|last|per|occurred|during)\b.*"
)

Span = tuple[int, int]
Told = tuple[Span, Verdict, str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim of a comment with its verdict, where it stands, and what the figures have.

    `stated` says that its number is one that the author answers for.
    """

    file: str
    line: int
    words: str
    verdict: Verdict
    computed: str
    why: str
    stated: bool = False

    def __str__(self) -> str:
        return f"{self.file}: line {self.line}: '{self.words}': {self.why}"


def judged(
    comment: Comment,
    passages: Sequence[Passage],
    section: Section | None,
    document: Document,
    context: Context,
) -> tuple[Judged, ...]:
    """The claims of a comment on a section (None: on the whole paper), in their order.

    They are held against the section's tables and sentences, the comment's own, what the paper
    found, and the data that it was made from.
    """
    ledger = _ledger(context, section)
    says = f"{context.book.workspace.force.name}: {document.title}, {day_text(document.dated)}"
    near = [section] if section else list(document.sections)
    own = [text for s in near for text in block_texts(s.blocks)]
    tables = [b for s in near for b in s.blocks if isinstance(b, Table)]
    figures = {f.id: f for f in figures_of(tuple(near))}.values()
    found: list[Judged] = []
    for number, passage in enumerate(passages):
        told = [*own, *(p.text for p in passages[:number])]
        at = len(told) + 2
        blocks: list[read.Passage | read.PaperTable] = [
            read.Passage(text, read.Place(1, i)) for i, text in enumerate(told, 1)
        ]
        blocks += [_table(t, at - 1) for t in tables]
        blocks.append(read.Passage(passage.text, read.Place(1, at)))
        placed = check_paper(read.Paper(comment.file, tuple(blocks), says), ledger, {at})
        spans = [*_spoken(placed), *_typed(passage, figures, placed, close=bool(section))]
        found += [
            Judged(
                comment.file,
                passage.line(start),
                _quoted(passage.text, start, end),
                verdict,
                computed,
                why,
                any(_over(s, (start, end)) for s in passage.stated),
            )
            for (start, end), verdict, computed, why in sorted(spans, key=lambda s: s[0])
        ]
    return tuple(found)


def _ledger(context: Context, section: Section | None) -> Ledger:
    """What is known, with the measures of the section, which its own words name by their unit."""
    catalogue = context.book.workspace.catalogue
    about = frozenset(
        m for m in catalogue.measures if section and context.places.get(m) == section.id
    )
    known = Ledger(
        context.book.reader,
        tuple(catalogue.measures.values()),
        tuple(catalogue.forces.values()),
        context.book.force,
        tuple(context.book.findings()),
    )
    return speaking_of(known, about)


def _spoken(placed: Sequence[Placed]) -> Iterator[Told]:
    """The verdicts that the checker reached, the gravest of each claim.

    A question is left out where another finding answers it.
    """
    found: list[Told] = []
    for one in placed:
        verdict, computed, why = one.finding.verdict, one.finding.computed, one.finding.why
        if verdict is not Verdict.UNVERIFIABLE or computed:
            found.append((_span(one), verdict, computed, why))
    for told in found:
        span, verdict, *_ = told
        others = [o for o in found if o is not told and _over(o[0], span)]
        numbers = [o for o in others if o[1] is not Verdict.OVERCLAIM]
        graver = any(o[1] is Verdict.INCONSISTENT for o in numbers)
        answered = any(o[1] is not Verdict.UNVERIFIABLE for o in numbers)
        twice = any(o[0] == span and o[1] is verdict for o in found[: found.index(told)])
        if verdict is Verdict.OVERCLAIM or not (
            twice
            or (verdict is Verdict.CONSISTENT and graver)
            or (verdict is Verdict.UNVERIFIABLE and answered)
        ):
            yield told


def _span(one: Placed) -> Span:
    start, end = one.at
    spot = one.finding.spot
    return (start, end) if spot == (0, 0) else (start + spot[0], start + spot[1])


def _typed(
    passage: Passage, figures: Collection[Figure], placed: Sequence[Placed], *, close: bool
) -> Iterator[Told]:
    """The typed numbers on which the checker is silent: printed here too, or not checked.

    With `close`, one that is a slip of the hand from a printed figure is asked about.
    """
    spoken = [
        _span(p) for p in placed
        if p.finding.verdict in (Verdict.CONSISTENT, Verdict.INCONSISTENT) or p.finding.computed
    ]  # fmt: skip
    for span, number in _numbers(passage):
        if any(_over(span, s) for s in spoken):
            continue
        same = next((f for f in figures if _told(number) and _prints(f, number)), None)
        # A round number is seldom another one misprinted.
        exact = _told(number) and number.value % 100
        slip = next((f for f in figures if exact and slip_of(number, figure_text(f))), None)
        if same is not None:
            yield span, Verdict.CONSISTENT, figure_text(same), f"the paper prints it: {same.id}"
        elif slip is not None and close:
            text = figure_text(slip)
            why = f"the section does not print it; is {text} meant, {slip.id}?"
            yield span, Verdict.UNVERIFIABLE, text, why
        else:
            yield span, Verdict.UNVERIFIABLE, "", "not checked against data"


def _numbers(passage: Passage) -> Iterator[tuple[Span, Number]]:
    """The numbers that a person typed, and that count something measured."""
    at = 0
    for sentence in sentences(passage.text):
        start = max(passage.text.find(sentence, at), 0)
        at = start + len(sentence)
        for number in numbers_in(sentence):
            span = (start + number.start, start + number.end)
            unit = re.match(r"\s+[a-z]", passage.text[span[1] :])
            bare = number.spelt and (number.value < 2 or not unit)
            figure = any(_over(span, f) for f in passage.figures)
            if number.sort is not Sort.RANK and not bare and not figure:
                yield span, number


def _told(number: Number) -> bool:
    """Whether a number has digits enough to be known again."""
    digits = re.sub(r"\D", "", number.text)
    return len(digits) >= LEAST_DIGITS or ("." in number.text and len(digits) > 1)


def _prints(figure: Figure, number: Number) -> bool:
    percent = figure.style in (Style.PERCENT, Style.PERCENT_CHANGE)
    if percent != (number.sort is Sort.PERCENT):
        return False
    decimals = len(number.text.partition(".")[2].rstrip("% "))
    return number_text(abs(figure.value), decimals) == number_text(abs(number.value), decimals)


def _over(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _quoted(text: str, low: int, high: int) -> str:
    """The words of a claim, with what a number counts."""
    words = text[low:high].strip()
    after = WORDS_AFTER.match(text[high:])
    if after and len(words) < 20:
        words += CLOSE.sub("", after.group()).rstrip()
    return words


def block_texts(blocks: Sequence[Block]) -> Iterator[str]:
    """The prose of blocks, a paragraph or an entry at a time."""
    for block in blocks:
        match block:
            case Paragraph(claim) | Subheading(claim):
                yield claim_text(claim)
            case Note(claims):
                yield from (claim_text(c) for c in claims)
            case Bullets(items):
                yield from (claim_text(i.claim) for i in items)


def _table(table: Table, at: int) -> read.PaperTable:
    rows = [[c.title for c in table.columns]]
    rows += [
        [claim_text(row.header), *("" if c.shorthand else cell_text(c) for c in row.cells)]
        for group in table.groups
        for row in group.rows
    ]
    title = " ".join([table.caption, claim_text(table.subtitle) if table.subtitle else ""])
    return read.PaperTable(
        replace(grid_of(rows), title=title), title, read.Place(1, at), tuple(map(tuple, rows))
    )
