"""A verdict in words: what was printed, how it is worked out, what would be needed."""

from __future__ import annotations

import math
import re

from wardmote.checker.clause import ClaimKind, Said
from wardmote.checker.explained import Explained, State
from wardmote.checker.findings import Finding, Verdict
from wardmote.checker.number import Sort
from wardmote.checker.numbers import numbers_in
from wardmote.checker.standing import Standing
from wardmote.checker.workings import Kind
from wardmote.language import number_text

KINDS = {
    Kind.LEVEL: ClaimKind.VALUE, Kind.MEAN: ClaimKind.AVERAGE, Kind.SPREAD: ClaimKind.AVERAGE,
    Kind.DIFFERENCE: ClaimKind.CHANGE, Kind.PERCENT: ClaimKind.CHANGE,
    Kind.SHARE: ClaimKind.SHARE, Kind.RATIO: ClaimKind.RATIO, Kind.RATE: ClaimKind.RATE,
    Kind.QUOTIENT: ClaimKind.AVERAGE, Kind.PRODUCT: ClaimKind.VALUE, Kind.POINTS: ClaimKind.CHANGE,
    Kind.REST: ClaimKind.SHARE, Kind.RANGE: ClaimKind.CHANGE,
}  # fmt: skip


LOW_BASE = 20  # under which a percentage of change says little
VERDICT_OF = {
    State.HELD: Verdict.CONSISTENT,
    State.OFF: Verdict.INCONSISTENT,
    State.OPEN: Verdict.UNVERIFIABLE,
}


def _kind(explained: Explained) -> ClaimKind:
    cue = explained.cue
    if explained.working is not None:
        kind = KINDS[explained.working.kind]
        if (
            kind is ClaimKind.VALUE
            and len(explained.working.operands) == 1
            and (explained.working.operands[0].count > 1)
        ):
            return ClaimKind.TOTAL
        return kind
    if cue.number.sort is Sort.TIMES:
        return ClaimKind.RATIO
    if cue.change or cue.number.sort is Sort.POINTS:
        return ClaimKind.CHANGE
    if cue.rate:
        return ClaimKind.RATE
    if cue.average:
        return ClaimKind.AVERAGE
    return ClaimKind.SHARE if cue.share else ClaimKind.VALUE


def finding_of(explained: Explained, sentence: str, at: int) -> Finding:
    """The verdict on one number of a sentence that begins `at` a place of what was explained."""
    number = explained.cue.number
    spot = number.start - at, number.end - at
    kind = _kind(explained)
    printed = number.text.strip()
    verdict = VERDICT_OF[explained.state]
    if verdict is Verdict.UNVERIFIABLE:
        return Finding(verdict, kind.value, sentence, "", f"'{printed}': {needs_of(kind)}", spot)
    decimals = max(len(re.sub(r"^[^.]*\.?|\D", "", printed.split(" ")[-1])), 0)
    middle = (explained.low + explained.high) / 2
    whole = explained.low == explained.high == round(explained.low)
    computed = number_text(abs(middle) if explained.sign is False and (
        explained.working is not None and explained.working.moved) else middle,
        0 if whole else max(1, decimals), signed=explained.sign)  # fmt: skip
    unit = "%" if number.sort in (Sort.PERCENT, Sort.SHARE) else ""
    if verdict is Verdict.CONSISTENT:
        why = f"{explained.why}{_low_base(explained)}"
        return Finding(verdict, kind.value, sentence, f"{computed}{unit}", why, spot)
    why = f"'{printed}' is printed; {explained.why}"
    if explained.sign:
        way = "up" if middle > 0 else "down"
        why = (
            f"'{printed}' is said to have gone the other way: {explained.why} is "
            f"{computed}{unit}, which is {way}"
        )
    elif not explained.why.startswith("the table has"):
        why += f" is {computed}{unit}"
    if explained.slip:
        why += f": {explained.slip}"
    return Finding(verdict, kind.value, sentence, f"{computed}{unit}", why, spot)


def _low_base(explained: Explained) -> str:
    """A note where a percentage of change stands on few."""
    working = explained.working
    if working is None or working.kind is not Kind.PERCENT:
        return ""
    base = working.operands[1]
    if base.sort is not Sort.COUNT or not 0 < base.high < LOW_BASE:
        return ""
    return f". Of a base of {number_text(base.high, 0)} a percentage says little"


def finding_of_order(standing: Standing, sentence: str, at: int) -> Finding:
    """The verdict on a claim about an order."""
    verdict = VERDICT_OF[standing.state]
    why = standing.why or f"'{standing.text.strip()}': {needs_of(ClaimKind.RANK)}"
    start = standing.at - at
    return Finding(verdict, standing.kind, sentence, "", why, (start, start + len(standing.text)))


def allowed(words: str) -> str:
    """What the first number of some words stands for; nothing where it stands for itself alone."""
    numbers = [n for n in numbers_in(words) if n.sort is not Sort.RANK]
    if len(numbers) != 1:
        return ""
    number = numbers[0]
    unit = {Sort.PERCENT: "%", Sort.SHARE: "%", Sort.POINTS: " points", Sort.TIMES: " times"}.get(
        number.sort, ""
    )
    printed = number.text.strip()
    if math.isinf(number.high):
        return f"'{printed}' stands for more than {_end(number.low)}{unit}"
    if number.high - number.low < 1e-9:
        return ""
    return f"'{printed}' stands for {_end(number.low)}{unit} to {_end(number.high)}{unit}"


def _end(value: float) -> str:
    """The end of an interval with as many decimals as it needs, at most three."""
    return next(t for d in range(4) if d == 3 or float((t := number_text(value, d)).replace(
        ",", "").replace("\N{MINUS SIGN}", "-")) == round(value, 3))  # fmt: skip


def needed_for(said: Said) -> str:
    """What would be needed to check a claim."""
    return needs_of(said.kind)


def needs_of(kind: ClaimKind) -> str:
    """What would be needed to check a claim of a kind."""
    needs = {
        ClaimKind.CHANGE: "the numbers before and after it",
        ClaimKind.SHARE: "the part and the whole",
        ClaimKind.AVERAGE: "the months that it averages",
        ClaimKind.TOTAL: "the numbers that it adds up",
        ClaimKind.RATE: "the count and the population",
        ClaimKind.RATIO: "both numbers",
        ClaimKind.RANK: "all the ranked numbers, and which end is 1st",
        ClaimKind.RUN: "the months of the run",
        ClaimKind.TALLY: "the numbers of each",
        ClaimKind.RANGE: "the numbers that it ranges over",
        ClaimKind.VALUE: "its source",
    }
    return f"to check it one would need {needs[kind]}"


def found_of(verdict: Verdict, said: Said, computed: str = "", why: str = "") -> Finding:
    """A finding on a claim."""
    return Finding(
        verdict,
        said.word if said.kind is ClaimKind.JUDGEMENT else said.kind.value,
        said.text,
        computed,
        why,
        _spot(said),
    )


def _spot(said: Said) -> tuple[int, int]:
    """The characters of the sentence where a claim stands: its numbers, else its word."""
    if said.kind in (ClaimKind.JUDGEMENT, ClaimKind.CAUSE):
        return said.spot, said.spot + len(said.spoken)
    if said.parts:
        numbers = said.parts.values()
        return said.at + min(n.start for n in numbers), said.at + max(n.end for n in numbers)
    return said.at, said.at + len(said.text)
