"""A paper checked and shown: its claims numbered, marked in its text, and worked out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from wardmote.catalogue import Workspace
from wardmote.checker.check import Placed
from wardmote.checker.matching import Ledger
from wardmote.checker.paper import Paper, Passage
from wardmote.checker.telling import allowed
from wardmote.document.checked import CheckedPaper, Mark, MarkedText, PrintedTable, Working
from wardmote.language import number_words
from wardmote.vocabulary import Verdict
from wardmote.warehouse import Engine, Reader

GRAVITY = list(Verdict)
WIDE = 90  # characters from which a claim is a whole sentence, that other claims stand in


def ledger_of(workspace: Workspace, warehouse: Engine) -> Ledger:
    """What a workspace can be asked about a paper."""
    catalogue = workspace.catalogue
    return Ledger(
        Reader(warehouse, catalogue),
        tuple(catalogue.measures.values()),
        tuple(catalogue.forces.values()),
        workspace.settings.force,
    )


def shown(paper: Paper, found: Sequence[Placed], against: str = "") -> CheckedPaper:
    """A paper with what was found of it: findings on the same words are one claim.

    `against` is the name of the workspace that was asked, if one was.
    """
    by_passage: dict[tuple[int, str], list[Placed]] = {}
    for placed in found:
        by_passage.setdefault((placed.place.block, placed.passage), []).append(placed)
    blocks: list[MarkedText | PrintedTable] = []
    workings: list[Working] = []
    for block in paper.blocks:
        at = block.place.block
        if not isinstance(block, Passage):
            blocks.append(PrintedTable(block.rows, at))
            continue
        marks = []
        for start, end, claims in _claims(by_passage.get((at, block.text), ())):
            made = _working(len(workings) + 1, block, start, end, claims)
            workings.append(made)
            marks.append(Mark(made.number, made.verdict, start, end))
        blocks.append(MarkedText(block.text, at, block.level, tuple(marks)))
    count = Counter(w.verdict for w in workings)
    wrong = count[Verdict.INCONSISTENT]
    headline = (
        "No claim disagrees" if wrong == 0 else "One claim disagrees" if wrong == 1
        else f"{number_words(wrong).capitalize()} claims disagree"
    )  # fmt: skip
    return CheckedPaper(
        paper.name,
        f"{headline} with "
        + ("the figures" if against else "the paper\N{RIGHT SINGLE QUOTATION MARK}s own figures"),
        _lead(len(workings), count, against),
        "the tables and sentences of the paper itself"
        + (f", and the data of the workspace {against}" if against else ""),
        tuple(blocks),
        tuple(workings),
    )


def _lead(claims: int, count: Counter[Verdict], against: str) -> str:
    if not claims:
        return "No claim that numbers bear was found in it."
    look = count[Verdict.INCONSISTENT] + count[Verdict.OVERCLAIM]
    parts = [f"{_hold(count[Verdict.CONSISTENT])}; {_need(look)}"]
    if count[Verdict.UNVERIFIABLE]:
        alone = "with what is there" if against else "from the paper alone"
        parts.append(f"{count[Verdict.UNVERIFIABLE]} cannot be checked {alone}")
    what = "the paper's own tables and sentences"
    return (
        f"{claims} claim{'' if claims == 1 else 's'} checked against {what}"
        f"{', and against ' + against if against else ''}. {'; '.join(parts)}."
    )


def _hold(n: int) -> str:
    return f"{n} holds" if n == 1 else f"{n} hold"


def _need(n: int) -> str:
    return f"{n} needs a look" if n == 1 else f"{n} need a look"


Claims = tuple[int, int, list[Placed]]


def _claims(found: Sequence[Placed]) -> Iterator[Claims]:
    """Findings of a passage as claims that do not overlap, in their order.

    Findings on overlapping words are one claim. A finding on a whole sentence, in which other
    claims stand, is a claim of its own at the sentence's end.
    """
    spans = sorted(((*_span(p), p) for p in found), key=lambda s: (s[1] - s[0], s[0]))
    made: list[Claims] = []
    for start, end, placed in spans:
        over = [m for m in made if m[0] < end and start < m[1]]
        if not over:
            made.append((start, end, [placed]))
        elif end - start > WIDE or len(over) > 1:
            whole = next((m for m in made if m[0] == m[1] == placed.at[1]), None)
            if whole:
                whole[2].append(placed)
            else:
                made.append((placed.at[1], placed.at[1], [placed]))
        else:
            (one,) = over
            made[made.index(one)] = (min(one[0], start), max(one[1], end), [*one[2], placed])
    merged: list[Claims] = []
    for claim in sorted(made, key=lambda m: (m[0], m[1])):
        if merged and claim[0] < merged[-1][1]:
            last = merged[-1]
            merged[-1] = (last[0], max(last[1], claim[1]), [*last[2], *claim[2]])
        else:
            merged.append(claim)
    yield from merged


def _span(placed: Placed) -> tuple[int, int]:
    """The characters of a passage on which a finding bears."""
    start, end = placed.at
    spot = placed.finding.spot
    if spot == (0, 0):
        return start, end
    low, high = start + spot[0], min(start + spot[1], end)
    while low < high and placed.passage[low].isspace():
        low += 1
    while high > low and placed.passage[high - 1].isspace():
        high -= 1
    return (low, high) if low < high else (start, end)


def _working(
    number: int, passage: Passage, start: int, end: int, claims: Sequence[Placed]
) -> Working:
    gravest = min(claims, key=lambda p: GRAVITY.index(p.finding.verdict))
    verdict = gravest.finding.verdict
    told = [p for p in claims if p.finding.verdict in (verdict, Verdict.CONSISTENT)]
    told.sort(key=lambda p: GRAVITY.index(p.finding.verdict))
    reasons = dict.fromkeys(p.finding.why for p in told if p.finding.why)
    quote = passage.text[start:end] if start < end else passage.text[slice(*gravest.at)]
    return Working(
        number, verdict, quote, str(passage.place), gravest.finding.computed, tuple(reasons),
        "" if verdict is Verdict.UNVERIFIABLE else allowed(quote),
    )  # fmt: skip


def checked_data(name: str, found: Sequence[Placed]) -> dict[str, Any]:
    """The verdicts as plain data: every claim with its place and working."""
    return {
        "paper": name,
        "verdicts": {v.value: sum(p.finding.verdict is v for p in found) for v in Verdict},
        "claims": [
            {
                "verdict": p.finding.verdict.value,
                "kind": p.finding.kind,
                "claim": p.passage[slice(*p.at)],
                "words": p.passage[slice(*_span(p))],
                "computed": p.finding.computed or None,
                "why": p.finding.why,
                "page": p.place.page,
                "block": p.place.block,
                "from": _span(p)[0],
                "to": _span(p)[1],
            }
            for p in found
        ],
    }
