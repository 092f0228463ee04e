"""A paper checked: a verdict on every claim, with its place."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cache

from wardmote.checker.against import against
from wardmote.checker.claims import sentences
from wardmote.checker.contradictions import contradictions, values_told_twice
from wardmote.checker.cues import cues_of
from wardmote.checker.definitions import misused
from wardmote.checker.grid import MONTH, STOP, Grid
from wardmote.checker.matching import Ledger
from wardmote.checker.numbers import numbers_in
from wardmote.checker.paper import Paper, PaperTable, Passage, Place
from wardmote.checker.periods import slips
from wardmote.checker.stems import same_word, tokens
from wardmote.checker.verdicts import Finding, Judged, Verdict, judge_sentence, opposed

NEAR = 6  # blocks from a table within which a passage may speak of it
PARTICULAR = 0.01  # the chance of a number by which a table far off is known
BESIDE = 3  # blocks within which a table is surely spoken of whose lines are named


@dataclass(frozen=True, slots=True)
class Placed:
    """A verdict and where its claim stands; `at` are the characters of the passage."""

    finding: Finding
    place: Place
    passage: str
    at: tuple[int, int]


def check_paper(
    paper: Paper, ledger: Ledger | None = None, only: Container[int] | None = None
) -> list[Placed]:
    """The verdicts on every claim of a paper, or of `only` some of its blocks, in its order.

    A claim is held against its own numbers, then against the tables that it may speak of: those
    near it whose title or labels name what it names. Sentences are held against one another, and
    where a ledger is given, against what its workspace knows.
    """
    found: list[Placed] = []
    twice = values_told_twice([(p.text, p.place) for p in paper.passages])
    for passage in paper.passages:
        if only is not None and passage.place.block not in only:
            continue
        at = 0
        said = list(sentences(passage.text))
        opposing = {other.sentence: opposed(one, other) for one, other in contradictions(said)}
        for before, sentence in zip(["", *said], said, strict=False):
            start = max(passage.text.find(sentence, at), 0)
            at = start + len(sentence)
            findings = [*_sentence(sentence, before, passage, paper)]
            if passage.level:  # "Trends" over a section claims none
                findings = [f for f in findings if f.verdict is not Verdict.OVERCLAIM]
            if sentence in opposing:
                findings.append(opposing[sentence])
            findings += twice.get((passage.place.block, sentence), [])
            if ledger is not None:
                findings = _with_data(findings, [*against(sentence, paper.opening, ledger)])
            found += [
                Placed(finding, passage.place, passage.text, (start, at)) for finding in findings
            ]
    return found


def _with_data(findings: Sequence[Finding], data: Sequence[Finding]) -> list[Finding]:
    """Findings with those of the workspace, which answer what the paper alone left open."""
    answered = {f.spot for f in data}
    return [
        *(f for f in findings if f.verdict is not Verdict.UNVERIFIABLE or f.spot not in answered),
        *data,
    ]


def _sentence(sentence: str, before: str, passage: Passage, paper: Paper) -> list[Finding]:
    alone = judge_sentence(sentence, None, before)
    over = paper.over.get(passage.place.block, 0)
    tables = [t for t in paper.tables if _may_speak_of(f"{before} {sentence}", passage, t, over)]
    beside = _best(alone, sentence, before, passage, tables) or _best(
        alone, sentence, before, passage, _far(sentence, paper, tables)
    )
    # What a sentence's own numbers deny may still be what a table says: (£1.8m) and (40 %).
    denied = {f.spot for f in alone.findings if f.verdict is Verdict.INCONSISTENT}
    borne = {f.spot for f in beside if f.verdict is Verdict.CONSISTENT}
    findings = list(beside if beside and denied <= borne else alone.findings)
    findings += [
        Finding(Verdict.UNVERIFIABLE, "definition", sentence, why=question, spot=spot)
        for question, spot in misused(sentence)
    ]
    findings += [
        Finding(Verdict.UNVERIFIABLE, "period", sentence, why=question, spot=spot)
        for question, spot in slips(sentence, paper.years)
    ]
    return findings


def _best(
    alone: Judged, sentence: str, before: str, passage: Passage, tables: Sequence[PaperTable]
) -> list[Finding]:
    """The findings beside the table that bears out most; it may deny where it bears out.

    A table that bears out nothing of a sentence is about another thing, unless it stands beside
    it and the sentence names its lines; where that is so of none, nothing is found.
    """
    made = [
        (
            judge_sentence(sentence, t.grid, before),
            abs(passage.place.block - t.place.block),
            len(t.grid.columns()) * len(t.grid.rows()),
            t.place,
        )
        for t in tables
    ]
    orders = [m for m in made if m[0].named and m[0].denied > m[0].off and m[1] <= NEAR]
    ordered = [
        m for m in made
        if m[0].ordered and m[0].named and not m[0].denied and m[1] <= NEAR
    ]  # fmt: skip
    any_order = any(m[0].ordered for m in made)
    made = [
        (judged, far, size, place)
        for judged, far, size, place in made
        if judged.borne or (judged.named and far <= BESIDE and judged.off == judged.numbers == 1)
    ]
    if not made and len(orders) == 1 and not orders[0][0].off and not any_order:
        made = orders  # of which it says an order that no table has
    if not made:
        made = ordered  # which have the orders that it claims, and deny nothing
    if not made:
        return []
    best, _, size, place = max(made, key=lambda m: (m[0].borne - 2 * m[0].denied, m[2], -m[1]))
    # Two years' tables put together bear out what either does, and know of both years.
    wider = [m for m in made if m[3] == place and m[2] > size and m[0].borne >= best.borne]
    best = max(wider, key=lambda m: m[2])[0] if wider else best
    borne_out = {
        f.spot
        for judged in (alone, *(m[0] for m in made))
        for f in judged.findings
        if f.verdict is Verdict.CONSISTENT and f.spot != (0, 0)
    }
    return [
        f for f in best.findings
        if f.verdict is not Verdict.UNVERIFIABLE or f.spot not in borne_out
    ]  # fmt: skip


def _far(sentence: str, paper: Paper, near: Sequence[PaperTable]) -> list[PaperTable]:
    """Tables that are not near and print a particular number of a sentence, as those at the end of
    minutes do."""
    own = {
        abs(c.number.value) for c in cues_of(sentence, numbers_in(sentence))
        if c.chance <= PARTICULAR
    }  # fmt: skip
    return [
        table for table, printed in zip(paper.tables, paper.printed, strict=True)
        if own & printed and not any(table is one for one in near)
    ]  # fmt: skip


def _may_speak_of(sentence: str, passage: Passage, table: PaperTable, over: int) -> bool:
    """Whether a passage is about a table: it stands by it, or the table is the last one `over` it,
    and it names something of it."""
    at = table.place.block
    if at != over and abs(passage.place.block - at) > NEAR:
        return False
    labels = {cell.row_label for cell in table.grid.cells}
    words = _naming(" ".join([table.title, *table.grid.header, *labels]))
    return any(same_word(one, other) for one in _naming(sentence) for other in words)


@cache
def _naming(text: str) -> frozenset[str]:
    """The words of a text that name something, as the checker hears them."""
    said = ((re.match(r"\w+", text[start:]), stem) for start, stem in tokens(text))
    return frozenset(
        stem for word, stem in said
        if word and not stem.isdigit() and STOP.isdisjoint((stem, word.group().lower()))
        and not MONTH.fullmatch(word.group())
    )  # fmt: skip


__all__ = ["Grid", "Placed", "check_paper"]
