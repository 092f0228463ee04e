"""A paper checked: a verdict on every claim, with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wardmote.checker.claims import claims_in, sentences
from wardmote.checker.clause import ClaimKind, Said
from wardmote.checker.contradictions import contradictions
from wardmote.checker.definitions import misused
from wardmote.checker.grid import Grid, words_of
from wardmote.checker.paper import Paper, PaperTable, Passage, Place
from wardmote.checker.verdicts import Finding, Verdict, judge_said, opposed

NEAR = 6  # blocks from a table within which a passage may speak of it


@dataclass(frozen=True, slots=True)
class Placed:
    """A verdict and where its claim stands; `at` are the characters of the passage."""

    finding: Finding
    place: Place
    passage: str
    at: tuple[int, int]


def check_paper(paper: Paper) -> list[Placed]:
    """The verdicts on every claim of a paper, in its order.

    A claim is held against its own numbers, then against the tables that it may speak of: those
    near it whose title or labels name what it names.
    """
    found: list[Placed] = []
    for passage in paper.passages:
        at = 0
        said = list(sentences(passage.text))
        against = {other.sentence: opposed(one, other) for one, other in contradictions(said)}
        for sentence in said:
            start = max(passage.text.find(sentence, at), 0)
            at = start + len(sentence)
            found += [
                Placed(finding, passage.place, passage.text, (start, at))
                for finding in (*_sentence(sentence, passage, paper), against.get(sentence))
                if finding is not None
            ]
    return found


def _sentence(sentence: str, passage: Passage, paper: Paper) -> Iterator[Finding]:
    claims = claims_in(sentence)
    numeric = [c for c in claims if c.kind not in (ClaimKind.JUDGEMENT, ClaimKind.CAUSE)]
    tables = [t for t in paper.tables if _may_speak_of(sentence, passage, t)]
    for said in claims:
        found = _best(said, sentence, [t.grid for t in tables], numeric)
        if not said.soft or found.verdict is not Verdict.UNVERIFIABLE:
            yield found
    for question in misused(sentence):
        yield Finding(Verdict.UNVERIFIABLE, "definition", sentence, why=question)


def _best(said: Said, sentence: str, grids: Sequence[Grid], numeric: Sequence[Said]) -> Finding:
    """Its own arithmetic first; then the table that bears it out, or else the surest verdict."""
    alone = judge_said(said, sentence, None, numeric)
    if alone.verdict is Verdict.INCONSISTENT:
        return alone
    # A lone number may be of anything: a table bears it out, and does not call it wrong.
    made = [judge_said(said, sentence, grid, numeric) for grid in grids]
    lone = said.kind is ClaimKind.VALUE or said.soft
    for verdict in (Verdict.CONSISTENT, *(() if lone else (Verdict.INCONSISTENT,))):
        for finding in made:
            if finding.verdict is verdict and finding.why != alone.why:
                return finding
    return alone


def _may_speak_of(sentence: str, passage: Passage, table: PaperTable) -> bool:
    """Whether a passage is about a table: it stands by it, and names something of it."""
    spoken = words_of(sentence)
    named = words_of(table.title) | words_of(" ".join(table.grid.header))
    labels: set[str] = set()
    for cell in table.grid.cells:
        labels |= cell.row_words
    shared = spoken & (named | labels)
    return bool(shared) and abs(passage.place.block - table.place.block) <= NEAR
