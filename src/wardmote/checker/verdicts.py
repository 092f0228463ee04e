"""The verdict on each claim: against itself, against a table, or what would be needed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from wardmote.analysis.change import CONVINCING
from wardmote.analysis.counts import compare_counts
from wardmote.analysis.proportions import compare_shares
from wardmote.checker.arithmetic import (
    TRANSPOSED,
    Check,
    Turn,
    average_check,
    checks,
    likeliest_slip,
    misprinted,
    place_check,
    rate_check,
    ratio_check,
    run_check,
    share_check,
    split_check,
    sum_check,
)
from wardmote.checker.binding import bind
from wardmote.checker.bound import Bound
from wardmote.checker.changes import TORN
from wardmote.checker.claims import claims_in, sentences
from wardmote.checker.clause import ClaimKind, Said
from wardmote.checker.contradictions import Told, contradictions
from wardmote.checker.grid import Grid
from wardmote.checker.numbers import Number, Sort, numbers_in
from wardmote.language import number_text
from wardmote.vocabulary import Hedge

ORDERED = (
    ClaimKind.RANK, ClaimKind.RUN, ClaimKind.TALLY, ClaimKind.RANGE, ClaimKind.AVERAGE,
)  # fmt: skip
PARTICULAR = 3  # digits of a number that is no accident
FIRM = 50  # a count from which an equal number of a table is no accident


class Verdict(StrEnum):
    """The verdicts, the gravest first."""

    INCONSISTENT = "inconsistent"
    OVERCLAIM = "overclaim"
    UNVERIFIABLE = "unverifiable"
    CONSISTENT = "consistent"


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict on one claim, with the arithmetic that led to it."""

    verdict: Verdict
    kind: str
    text: str
    computed: str = ""
    why: str = ""


def judge_statement(text: str, grid: Grid | None) -> list[Finding]:
    """A verdict on every claim of a statement, against its own numbers and a table."""
    found: list[Finding] = []
    said_before = list(sentences(text))
    found += [opposed(one, other) for one, other in contradictions(said_before)]
    for sentence in said_before:
        claims = claims_in(sentence)
        numeric = [c for c in claims if c.kind not in (ClaimKind.JUDGEMENT, ClaimKind.CAUSE)]
        mine = [(said.soft, judge_said(said, sentence, grid, numeric)) for said in claims]
        found += told(mine)
    return found


def opposed(one: Told, other: Told) -> Finding:
    """The verdict on a sentence that says the opposite of one before it."""
    return Finding(
        Verdict.INCONSISTENT, ClaimKind.CHANGE.value, other.sentence, "",
        f"'{other.words}' of {' '.join(sorted(other.subject))}, of which '{one.words}' is said too",
    )  # fmt: skip


def told(judged: Sequence[tuple[bool, Finding]]) -> list[Finding]:
    """The findings of a sentence without those of soft claims on which nothing bears."""
    kept = [f for soft, f in judged if not soft or f.verdict is not Verdict.UNVERIFIABLE]
    return kept or [f for _, f in judged[:1]]


def gravest(found: Sequence[Finding]) -> Finding:
    """The gravest of some verdicts; unverifiable where nothing was claimed in numbers."""
    if not found:
        return Finding(
            Verdict.UNVERIFIABLE, "none", "", why="no claim that numbers could bear out was found"
        )
    order = list(Verdict)
    return min(found, key=lambda f: order.index(f.verdict))


def judge_said(said: Said, sentence: str, grid: Grid | None, others: Sequence[Said]) -> Finding:
    """The verdict on one claim of a sentence; `others` are the sentence's numeric claims."""
    if said.kind is ClaimKind.JUDGEMENT:
        return _judgement(said, sentence, grid, others)
    if said.kind is ClaimKind.CAUSE:
        return _found(
            Verdict.OVERCLAIM, said,
            why=f"'{said.word}' names a cause; figures of what happened cannot show one",
        )  # fmt: skip
    return _numbers(said, bind(said, sentence, grid) if grid else Bound())


def _numbers(said: Said, bound: Bound) -> Finding:
    """Arithmetic of the claim's own numbers, and of those that the table adds to them."""
    if said.word == TORN:
        return _found(
            Verdict.INCONSISTENT, said, why="it is said to have gone up and down at once"
        )  # fmt: skip
    own = list(_checks(said, said.parts))
    wrong = [c for c in own if isinstance(c, Turn) or not c.holds]
    if wrong:
        return _wrong(said, wrong[0], said.parts)
    tried: list[tuple[bool, Check | Turn, Mapping[str, Number]]] = []
    ended: list[tuple[Check | Turn, Mapping[str, Number]]] = []
    passed = False
    for sure, parts in bound.parts:
        together = {**parts, **said.parts}
        same = [_same(n, parts[r]) for r, n in said.parts.items() if r in parts]
        made = [*_checks(said, together), *same]
        bad = [c for c in made if isinstance(c, Turn) or not c.holds]
        if made and not bad:
            passed = sure or _specific(said) or (bound.named and not any(t[0] for t in tried))
            if passed:
                break
        good = [c for c in made if c not in bad]
        # Of numbers that hold together all but one, the one is wrong; where none of them is in
        # the table, the table is not about them.
        sure = sure and not (len(same) > 1 and not any(c.holds for c in same))
        if own and all(isinstance(c, Check) and c.holds for c in own) and not good:
            sure = False
        sure = sure or _anchored(said, parts, good)
        tried += [(sure, c, together) for c in bad]
        if bound.closed and any(c.holds and c.printed.value >= FIRM for c in same):
            ended += [(c, together) for c in bad]
    for sure, check in sorted(bound.checks, key=lambda c: not c[0]):
        if check.holds:
            passed |= sure or _specific(said) or (bound.named and not any(t[0] for t in tried))
        else:
            ordered = said.kind in ORDERED
            tried.append((sure and (ordered or misprinted(check)), check, said.parts))
    if passed and not (bound.every and any(sure for sure, _, _ in tried)):
        return _found(Verdict.CONSISTENT, said, why=bound.where or "the table bears it out")
    # Else one end stands in the line, and no other point of it makes the rest true.
    sure_ones = [(c, p) for sure, c, p in tried if sure] or ended
    if sure_ones:
        return _wrong(said, *sure_ones[0])
    if own or {"later", "earlier"} <= set(said.parts):
        return _found(Verdict.CONSISTENT, said, why=_worked(own) + _chance(said))
    if said.kind is ClaimKind.CHANGE and {"change", "percent"} <= set(said.parts):
        return _implied(said)
    return _found(Verdict.UNVERIFIABLE, said, why=_needed(said))


def _checks(said: Said, parts: Mapping[str, Number]) -> Iterable[Check | Turn]:
    listed = [n for role, n in parts.items() if role.startswith("listed-")]
    if listed and said.kind is ClaimKind.SHARE:
        return split_check(listed)
    if listed and said.kind is ClaimKind.TALLY:
        whole = sum(n.value for n in listed)
        return [Check(parts["of"], whole, max(whole, parts["of"].value), "the parts of it add up")]
    if listed and said.kind is ClaimKind.RANK:
        return [place_check(parts, listed, said.word)]
    if listed and said.kind is ClaimKind.RUN:
        return run_check(parts["run"], listed, said.direction)
    if said.kind is ClaimKind.SHARE:
        return share_check(parts)
    if said.kind is ClaimKind.RATIO:
        return ratio_check(parts)
    if said.kind is ClaimKind.AVERAGE and {"average", "total", "months"} <= set(parts):
        return [average_check(parts["average"], parts["total"], parts["months"].value)]
    if said.kind is ClaimKind.RANK and {"rank", "of"} <= set(parts):
        rank, of = parts["rank"], parts["of"]
        if rank.value > of.value:
            return [Check(rank, 1, of.value, f"a rank among {of.text.strip()}")]
        return []
    if said.kind is ClaimKind.TOTAL and listed:
        return [sum_check(parts["total"], listed)]
    if said.kind is ClaimKind.AVERAGE and listed:
        return [sum_check(parts["average"], listed, len(listed))]
    if said.kind is ClaimKind.RATE and {"rate", "count", "population"} <= set(parts):
        return [rate_check(parts, float(said.word))]
    if said.kind is ClaimKind.CHANGE:
        return checks(parts, said.direction)
    return []


def _specific(said: Said) -> bool:
    """Whether a number is too particular to stand in a table by accident."""
    return any(
        n.hedge is Hedge.NONE
        and n.sort is not Sort.SHARE
        and len(re.sub(r"\D", "", n.text).strip("0")) >= PARTICULAR
        for n in said.parts.values()
    )


def _anchored(said: Said, parts: Mapping[str, Number], good: Sequence[Check | Turn]) -> bool:
    """Whether so much of a claim is borne out by two numbers that they are surely meant."""
    exact = [
        c for c in good if isinstance(c, Check) and c.printed.whole and abs(c.printed.value) >= FIRM
    ]
    ends = [r for r in ("later", "earlier") if r in said.parts and r in parts]
    moved = [c for c in exact if c.printed is said.parts.get("change")]
    if (
        len(ends) == 2
        and len(exact) == 1
        and any(likeliest_slip(_same(said.parts[r], parts[r]), {}) == TRANSPOSED for r in ends)
    ):
        return True
    own_pair = {"later", "earlier"} <= set(said.parts)
    return (bool(moved) and not own_pair) or (len(ends) == 2 and len(exact) >= 2)


def _same(printed: Number, cell: Number) -> Check:
    return Check(printed, cell.low, cell.high, f"the table has {cell.text.strip()}")


def _wrong(said: Said, check: Check | Turn, parts: Mapping[str, Number]) -> Finding:
    if isinstance(check, Turn):
        way = (
            "rose"
            if check.low >= 0 and check.high > 0
            else "did not move"
            if check.low == check.high == 0
            else "fell"
        )
        moved = number_text(
            (check.low + check.high) / 2, 0 if check.low == check.high else 1, signed=True
        )
        return _found(
            Verdict.INCONSISTENT, said, moved,
            f"said to have gone {check.said.value}, but it {way}: {check.working} is {moved}",
        )  # fmt: skip
    decimals = max(1, len(check.printed.text.partition(".")[2].rstrip("% ")))
    if check.printed.whole and check.low == check.high == round(check.low):
        decimals = 0
    computed = number_text(check.computed, decimals)
    unit = "%" if check.printed.sort in (Sort.PERCENT, Sort.SHARE) else ""
    why = f"'{check.printed.text.strip()}' is printed; {check.working}"
    if not check.working.startswith("the table has"):
        why += f" is {computed}{unit}"
    slip = likeliest_slip(check, parts)
    return _found(
        Verdict.INCONSISTENT, said, f"{computed}{unit}", why + (f": {slip}" if slip else "")
    )


def _worked(own: Sequence[Check | Turn]) -> str:
    return "; ".join(c.working for c in own if isinstance(c, Check)) or "the numbers agree"


def _chance(said: Said) -> str:
    """A note where chance alone could explain a change of counts."""
    later, earlier = said.parts.get("later"), said.parts.get("earlier")
    if not later or not earlier or not later.whole or not earlier.whole:
        return ""
    if later.value + earlier.value == 0:
        return ""
    p = compare_counts(round(later.value), round(earlier.value)).p
    return ". Chance alone could explain it" if p >= CONVINCING else ""


def _implied(said: Said) -> Finding:
    """A change and a percentage agree on some base; the base is offered as a question."""
    change, percent = said.parts["change"], said.parts["percent"]
    low, high = (abs(v) for v in (percent.low, percent.high))
    if not max(low, high):
        return _found(Verdict.UNVERIFIABLE, said, why=_needed(said))
    base = abs(change.value) / abs(percent.value) * 100 if percent.value else math.nan
    ends = (
        abs(change.low) / max(low, high) * 100,
        abs(change.high) / max(min(low, high), 1e-9) * 100,
    )
    if change.whole and math.floor(max(ends)) < math.ceil(min(ends)):
        return _found(
            Verdict.INCONSISTENT, said,
            why=f"no whole number has {percent.text.strip()} equal to {change.text.strip()}",
        )  # fmt: skip
    note = " Chance alone could explain it" if _small(change, base) else ""
    return _found(
        Verdict.CONSISTENT, said, number_text(base),
        f"{change.text.strip()} is {percent.text.strip()} of about {number_text(base)}: was that "
        f"the base?{note}",
    )  # fmt: skip


def _small(change: Number, base: float) -> bool:
    earlier = round(base)
    return compare_counts(earlier + round(abs(change.value)), earlier).p >= CONVINCING


def _needed(said: Said) -> str:
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
    return f"to check it one would need {needs[said.kind]}"


def _judgement(said: Said, sentence: str, grid: Grid | None, others: Sequence[Said]) -> Finding:
    """Stable, significant, trend, driver: only with a test, ours where the numbers allow one."""
    for other in (*others, *_moves(sentence)):
        parts = dict(other.parts)
        if grid and other.kind is ClaimKind.CHANGE:
            bound = bind(other, sentence, grid)
            parts = {**(bound.parts[0][1] if bound.parts else {}), **parts}
        tested = _tested(parts)
        if tested is None:
            continue
        if said.word == "stable":
            if tested < CONVINCING:
                return _found(
                    Verdict.OVERCLAIM, said,
                    why="called stable, but a change this size is more than chance would give",
                )  # fmt: skip
            return _found(Verdict.CONSISTENT, said, why="the change is no more than chance gives")
        if said.word == "significant":
            if tested < CONVINCING:
                return _found(Verdict.CONSISTENT, said, why="the change is more than chance gives")
            return _found(
                Verdict.OVERCLAIM, said,
                why="called significant, but chance alone could give a change this size",
            )  # fmt: skip
    needs = {
        "stable": "no test stands behind it; say the change and its interval",
        "significant": "no test stands behind it; say which, and its result",
        "trend": "two points are no trend; a test over the months is needed",
        "driver": "its share of the whole change is not given",
    }
    return _found(Verdict.OVERCLAIM, said, why=f"'{said.word}': {needs[said.word]}")


def _moves(sentence: str) -> list[Said]:
    """From one count to another, where a clause divides the words of the change."""
    match = re.search(r"\bfrom\s+[^.;]{1,40}?\s+to\s+[^.;,]{1,30}", sentence)
    if match is None:
        return []
    pair = [n for n in numbers_in(match.group()) if n.sort is Sort.COUNT]
    if len(pair) != 2:
        return []
    return [Said(ClaimKind.CHANGE, sentence, {"earlier": pair[0], "later": pair[1]})]


def _tested(parts: Mapping[str, Number]) -> float | None:
    """The two-sided chance of the change, where its counts or its base are known."""
    later, earlier = parts.get("later"), parts.get("earlier")
    if later and earlier and later.whole and earlier.whole and earlier.value + later.value > 0:
        return compare_counts(round(later.value), round(earlier.value)).p
    change, percent = parts.get("change"), parts.get("percent")
    if change and percent and percent.value and change.value:
        base = round(abs(change.value) / abs(percent.value) * 100)
        sign = -1 if percent.value < 0 else 1
        return compare_counts(max(0, base + sign * round(abs(change.value))), base).p
    whole = parts.get("whole")
    if later and earlier and whole and later.sort is Sort.PERCENT:
        n = whole.value
        return compare_shares(later.value / 100 * n, n, earlier.value / 100 * n, n).p
    return None


def _found(verdict: Verdict, said: Said, computed: str = "", why: str = "") -> Finding:
    return Finding(
        verdict,
        said.word if said.kind is ClaimKind.JUDGEMENT else said.kind.value,
        said.text,
        computed,
        why,
    )
