"""The verdict on each claim: against itself, against a table, or what would be needed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wardmote.analysis.change import CONVINCING
from wardmote.analysis.counts import compare_counts
from wardmote.checker.alone import contradicted_by_own, denied_shares, turned_ratios
from wardmote.checker.arithmetic import (
    Check,
    Turn,
    average_check,
    checks,
    likeliest_slip,
    place_check,
    rate_check,
    ratio_check,
    run_check,
    share_check,
    split_check,
    sum_check,
)
from wardmote.checker.bench import Bench
from wardmote.checker.changes import TORN
from wardmote.checker.claims import claims_in, sentences
from wardmote.checker.clause import ClaimKind, Said
from wardmote.checker.contradictions import Told, contradictions
from wardmote.checker.explain import explain, explain_beside
from wardmote.checker.explained import Explained, State
from wardmote.checker.findings import Finding, Verdict, gravest
from wardmote.checker.grid import Grid
from wardmote.checker.judgements import by_base, judgement_of
from wardmote.checker.mutual import denied_by_others, mutual
from wardmote.checker.number import Sort
from wardmote.checker.orders import standings
from wardmote.checker.sides import turned_sides
from wardmote.checker.stated import denied_as_stated
from wardmote.checker.telling import finding_of, finding_of_order, found_of, needed_for
from wardmote.language import number_text

JOINS = (ClaimKind.CHANGE, ClaimKind.RATIO)  # of numbers that may be of two things
JOINED = 0.5  # of the evidence, from which the numbers of a claim belong together
TOGETHER = re.compile(
    r"[^.;]{0,30}?\b(?:between them|between the two|in all|altogether|together|combined|jointly)\b",
    re.IGNORECASE,
)
LIKELY = 0.3  # the score of a working that may overrule what the words seem to join


def judge_statement(text: str, grid: Grid | None) -> list[Finding]:
    """A verdict on every claim of a statement, against its own numbers and a table."""
    found: list[Finding] = []
    said_before = list(sentences(text))
    found += [opposed(one, other) for one, other in contradictions(said_before)]
    for before, sentence in zip(["", *said_before], said_before, strict=False):
        found += judge_sentence(sentence, grid, before).findings
    return found


@dataclass(frozen=True, slots=True)
class Judged:
    """The findings of one sentence, how many of its numbers a table bore out, and how many of its
    numbers (`off`) and of its claims about an order too (`denied`) it denied; `ordered` are those
    about an order that it bears out."""

    findings: tuple[Finding, ...]
    borne: int = 0
    denied: int = 0
    named: bool = False
    numbers: int = 0
    off: int = 0
    ordered: int = 0


def judge_sentence(sentence: str, grid: Grid | None, said_before: str = "") -> Judged:
    """The verdicts on one sentence: its own arithmetic, the table's, and the words it leans on."""
    claims = claims_in(sentence)
    numeric = [c for c in claims if c.kind not in (ClaimKind.JUDGEMENT, ClaimKind.CAUSE)]
    own = [(said, by_own(said)) for said in numeric]
    # What the sentence before said is heard too: its subject, its numbers.
    text = f"{said_before} {sentence}" if said_before else sentence
    at = len(text) - len(sentence)
    if grid is None or not grid.cells:
        every, orders, bench = explain(text, None), [], None
    else:
        every, bench = explain_beside(text, grid, at)
        orders = [o for o in standings(bench, every) if o.at >= at]
    explained = [e for e in every if e.cue.number.start >= at]
    own = [
        (said, finding)
        for said, finding in own
        if finding.verdict is not Verdict.INCONSISTENT
        or not (_borne_out(said, at, explained, bench) or _loosely_joined(said, every, at, text))
    ]
    wrong = [finding for _, finding in own if finding.verdict is Verdict.INCONSISTENT]
    findings: list[Finding] = [*wrong]
    if bench is None:
        wrong += denied_as_stated(every, at, text) if not wrong else []
        wrong += contradicted_by_own(every, at) if not wrong else []
        wrong += turned_sides(every, at, text) if not wrong else []
        wrong += denied_by_others(every, at, text) if not wrong else []
        findings = [*wrong] if wrong else _alone(sentence, at, own, every)
    else:
        findings += denied_as_stated(every, at, text)
        findings += denied_shares(explained, at)
        findings += turned_ratios(explained, at)
        findings += turned_sides(every, at, text)
        counting = [(o.at, o.at + len(o.text)) for o in orders if o.state is not State.OPEN]
        limits = {spot for o in orders for spot in o.uses}
        findings += [
            finding_of(e, sentence, at) for e in explained
            if e.state is not State.PLAIN and e.cue.number.start not in limits and not (
                e.state is State.OPEN
                and any(a <= e.cue.number.start < b for a, b in counting)
            )
        ]  # fmt: skip
        findings += [finding_of_order(o, sentence, at) for o in orders]
    for said in claims:
        if said.kind is ClaimKind.CAUSE:
            findings.append(_cause(said))
        elif said.kind is ClaimKind.JUDGEMENT:
            findings.append(judgement_of(said, numeric, explained))
    held = any(e.state is State.HELD for e in explained)
    named = bench is not None and any(
        m.weight >= 0.8 and not (axis.timed and m.lines[0].periods)
        for at, axis in enumerate(bench.sight.axes)
        for m in bench.sight.mentions[at]
    )
    borne = sum(
        e.state is State.HELD
        and e.working is not None
        and (e.cue.chance <= 0.05 or e.working.score >= LIKELY)
        for e in explained
    )
    off = sum(e.state is State.OFF for e in explained)
    against = off + sum(o.state is State.OFF for o in orders)
    numbers = sum(e.state is not State.PLAIN for e in explained)
    ordered = sum(o.state is State.HELD for o in orders)
    named |= bool(held and borne)
    # Five of the seven: their number names the lines.
    named |= any(o.state is State.OFF and o.kind == "tally" for o in orders)
    return Judged(tuple(findings), borne, against, named, numbers, off, ordered)


def _borne_out(said: Said, at: int, explained: Sequence[Explained], bench: Bench | None) -> bool:
    """Whether a number of a claim that its own arithmetic denies is explained otherwise.

    The words may have been joined wrongly. A direction may still be wrong where a table gives
    all the numbers, and is not said to be where it gives the one that moved with its direction.
    """
    held = {
        e.cue.number.start: e
        for e in explained
        if (e.state is State.PLAIN and said.kind is ClaimKind.CHANGE)
        or (
            e.state is State.HELD
            and (e.working is None or e.working.score >= (LIKELY if e.cue.chance > 0.02 else 0.05))
        )
    }
    numbers = [at + said.at + n.start for n in said.parts.values()]
    if said.word == TORN:
        return bench is not None
    wrong = _denied(_checks(said))
    if isinstance(wrong, Turn):
        moves = [held[n] for n in numbers if n in held and held[n].cue.change]
        return any(e.working is not None and e.cue.direction is not None for e in moves)
    if wrong is not None:
        return at + said.at + wrong.printed.start in held
    return bool(numbers) and all(n in held for n in numbers)


def _loosely_joined(said: Said, every: Sequence[Explained], at: int, text: str) -> bool:
    """Whether a claim's numbers are so joined that nothing says that one is made of the others."""
    if said.word == TORN or isinstance(_denied(_checks(said)), Turn):
        return False
    ends = [at + said.at + n.end for n in said.parts.values()]
    if said.kind in JOINS and ends and TOGETHER.match(text, max(ends)):
        return True  # A fell by 13.8 % and B by 11.7 %, 264 fewer between them
    if said.kind is ClaimKind.SHARE:  # four of the six were above the figure of 12.7 %
        part, whole = (said.parts.get(role) for role in ("part", "whole"))
        return bool(part and whole and (part.value > whole.value or part.spelt))
    if said.kind not in JOINS or said.parts.keys() == {"later", "percent"}:
        return False  # six burglaries, down 7 %: of no whole number
    spots = {at + said.at + n.start for n in said.parts.values()}
    cues = [e.cue for e in every]
    scores = [
        mutual(i, cues, at, text).score for i, c in enumerate(cues) if c.number.start in spots
    ]
    return max(scores, default=JOINED) < JOINED


def opposed(one: Told, other: Told) -> Finding:
    """The verdict on a sentence that says the opposite of one before it."""
    start = max(other.sentence.find(other.words), 0)
    return Finding(
        Verdict.INCONSISTENT, ClaimKind.CHANGE.value, other.sentence, "",
        f"'{other.words}' of {' '.join(sorted(other.subject))}, of which '{one.words}' is said too",
        (start, start + len(other.words)),
    )  # fmt: skip


def by_own(said: Said) -> Finding:
    """Arithmetic of a claim's own numbers."""
    if said.word == TORN:
        return found_of(
            Verdict.INCONSISTENT, said, why="it is said to have gone up and down at once"
        )  # fmt: skip
    own = list(_checks(said))
    wrong = _denied(own)
    if wrong is not None:
        return _wrong(said, wrong)
    if own or {"later", "earlier"} <= set(said.parts):
        return found_of(Verdict.CONSISTENT, said, why=_worked(own) + _chance(said))
    if (
        said.kind is ClaimKind.CHANGE
        and {"change", "percent"} <= set(said.parts)
        and not said.parts["change"].spelt
    ):
        return _implied(said)
    return found_of(Verdict.UNVERIFIABLE, said, why=needed_for(said))


def _alone(
    sentence: str,
    at: int,
    own: Sequence[tuple[Said, Finding]],
    explained: Sequence[Explained],
) -> list[Finding]:
    """The findings of a sentence without a table: what its other numbers make of each."""
    held = {e.cue.number.start: e for e in explained if e.state is State.HELD}
    used = {i for e in held.values() for i in e.used}
    spots = {*held, *(explained[i].cue.number.start for i in used)}
    spots |= {e.cue.number.start for e in explained if e.state is State.PLAIN}
    found: list[Finding] = []
    for said, finding in own:
        numbers = [at + said.at + n.start for n in said.parts.values()]
        if finding.verdict is Verdict.UNVERIFIABLE:
            if said.soft and not numbers:
                continue
            if held and numbers and all(n in spots for n in numbers):
                finding = found_of(
                    Verdict.CONSISTENT, said,
                    why="; ".join(dict.fromkeys(e.why for e in held.values())),
                )  # fmt: skip
            elif said.soft:
                continue
        found.append(finding)
    told = {at + said.at + n.start for said, _ in own for n in said.parts.values()}
    found += [
        finding_of(e, sentence, at) for spot, e in held.items() if spot not in told and spot >= at
    ]
    loose = [
        e for e in explained
        if e.state is State.OPEN and e.cue.number.start not in told | spots
        and e.cue.number.start >= at
        and (e.cue.change or e.cue.share or e.cue.number.sort is not Sort.COUNT)
    ]  # fmt: skip
    if found or loose:
        return [*found, *(finding_of(e, sentence, at) for e in loose)]
    return [f for _, f in own[:1]]


def _cause(said: Said) -> Finding:
    return found_of(
        Verdict.OVERCLAIM, said,
        why=f"'{said.word}' names a cause; figures of what happened cannot show one",
    )  # fmt: skip


def _denied(own: Iterable[Check | Turn]) -> Check | Turn | None:
    """The first relation of a claim's numbers that does not hold."""
    return next((c for c in own if isinstance(c, Turn) or not c.holds), None)


def _checks(said: Said) -> Iterable[Check | Turn]:
    parts = said.parts
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


def _wrong(said: Said, check: Check | Turn) -> Finding:
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
        return found_of(
            Verdict.INCONSISTENT, said, moved,
            f"said to have gone {check.said.value}, but it {way}: {check.working} is {moved}",
        )  # fmt: skip
    decimals = max(1, len(re.sub(r"\D", "", check.printed.text.partition(".")[2])))
    if check.printed.whole and check.low == check.high == round(check.low):
        decimals = 0
    computed = number_text(check.computed, decimals)
    unit = "%" if check.printed.sort in (Sort.PERCENT, Sort.SHARE) else ""
    why = f"'{check.printed.text.strip()}' is printed; {check.working}"
    if not check.working.startswith("the table has"):
        why += f" is {computed}{unit}"
    slip = likeliest_slip(check, said.parts)
    return found_of(
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
    if not percent.value:  # of so many that nobody can say how many
        return found_of(Verdict.UNVERIFIABLE, said, why=needed_for(said))
    base = abs(change.value) / abs(percent.value) * 100
    ends = (
        abs(change.low) / max(low, high) * 100,
        abs(change.high) / max(min(low, high), 1e-9) * 100,
    )
    if change.whole and math.floor(max(ends)) < math.ceil(min(ends)):
        return found_of(
            Verdict.INCONSISTENT, said,
            why=f"no whole number has {percent.text.strip()} equal to {change.text.strip()}",
        )  # fmt: skip
    by_chance = change.whole and by_base(change, percent, up=True) >= CONVINCING
    note = " Chance alone could explain it" if by_chance else ""
    return found_of(
        Verdict.CONSISTENT, said, number_text(base),
        f"{change.text.strip()} is {percent.text.strip()} of about {number_text(base)}: was that "
        f"the base?{note}",
    )  # fmt: skip


__all__ = [
    "Finding",
    "Judged",
    "Verdict",
    "gravest",
    "judge_sentence",
    "judge_statement",
    "opposed",
]
