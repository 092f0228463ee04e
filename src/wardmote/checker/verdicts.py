"""The verdict on each claim: against itself, against a table, or what would be needed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from wardmote.analysis.change import CONVINCING
from wardmote.analysis.counts import compare_counts
from wardmote.analysis.proportions import compare_shares
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
from wardmote.checker.changes import TORN
from wardmote.checker.claims import claims_in, sentences
from wardmote.checker.clause import ClaimKind, Said
from wardmote.checker.contradictions import Told, contradictions
from wardmote.checker.explain import Explained, State, explain, explain_beside
from wardmote.checker.findings import Finding, Verdict, gravest
from wardmote.checker.grid import Grid
from wardmote.checker.numbers import Number, Sort
from wardmote.checker.orders import Standing, standings
from wardmote.checker.workings import Bench, Kind
from wardmote.language import number_text
from wardmote.vocabulary import Direction


LIKELY = 0.3  # the score of a working that may overrule what the words seem to join
STABLE = 0.05  # a change beyond which nothing is called stable, however few it counts


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
    """The findings of one sentence, and how many of its numbers a table bore out or denied."""

    findings: tuple[Finding, ...]
    borne: int = 0
    denied: int = 0
    named: bool = False
    numbers: int = 0


def judge_sentence(sentence: str, grid: Grid | None, said_before: str = "") -> Judged:
    """The verdicts on one sentence: its own arithmetic, the table's, and the words it leans on."""
    claims = claims_in(sentence)
    numeric = [c for c in claims if c.kind not in (ClaimKind.JUDGEMENT, ClaimKind.CAUSE)]
    own = [(said, _own(said)) for said in numeric]
    # What the sentence before said is heard too: its subject, its numbers.
    text = f"{said_before} {sentence}" if said_before else sentence
    at = len(text) - len(sentence)
    if grid is None or not grid.cells:
        every, orders, bench = explain(text, None), [], None
    else:
        every, bench = explain_beside(text, grid)
        orders = [o for o in standings(bench, every) if o.at >= at]
    explained = [e for e in every if e.cue.number.start >= at]
    own = [
        (said, finding)
        for said, finding in own
        if finding.verdict is not Verdict.INCONSISTENT
        or not _borne_out(said, at, explained, bench)
    ]
    wrong = [finding for _, finding in own if finding.verdict is Verdict.INCONSISTENT]
    findings: list[Finding] = [*wrong]
    if bench is None:
        wrong += _contradicted(every, at) if not wrong else []
        findings = [*wrong] if wrong else _alone(sentence, at, own, every)
    else:
        denied = [*_denied_shares(explained)]
        findings += denied
        findings += [_finding(e, sentence) for e in explained if e.state is not State.PLAIN]
        findings += [_order(o, sentence) for o in orders]
    for said in claims:
        if said.kind is ClaimKind.CAUSE:
            findings.append(_cause(said))
        elif said.kind is ClaimKind.JUDGEMENT:
            findings.append(_judgement(said, numeric, explained))
    held = any(e.state is State.HELD for e in explained)
    named = bench is not None and any(
        m.weight >= 0.8 and not axis.timed
        for at, axis in enumerate(bench.sight.axes)
        for m in bench.sight.mentions[at]
    )
    borne = sum(
        e.state is State.HELD and e.working is not None
        and (e.cue.chance <= 0.05 or e.working.score >= LIKELY)
        for e in explained
    )
    denied = sum(e.state is State.OFF for e in explained) + sum(
        o.state is State.OFF for o in orders
    )
    numbers = sum(e.state is not State.PLAIN for e in explained)
    moved = tuple(
        replace(f, spot=(f.spot[0] - at, f.spot[1] - at)) if f.spot != (0, 0) else f
        for f in findings
    )
    return Judged(moved, borne, denied, named or bool(held and borne), numbers)


def _borne_out(
    said: Said, at: int, explained: Sequence[Explained], bench: Bench | None
) -> bool:
    """Whether a number of a claim that its own arithmetic denies is explained otherwise.

    The words may have been joined wrongly. A direction may still be wrong where a table gives
    all the numbers, and is not said to be where it gives the one that moved with its direction.
    """
    held = {
        e.cue.number.start: e
        for e in explained
        if e.state is State.PLAIN
        or (e.state is State.HELD and (
            e.working is None or e.working.score >= (LIKELY if e.cue.chance > 0.02 else 0.05)))
    }
    numbers = [at + said.at + n.start for n in said.parts.values()]
    if said.word == TORN:
        return bench is not None
    wrong = [c for c in _checks(said, said.parts) if isinstance(c, Turn) or not c.holds]
    if wrong and isinstance(wrong[0], Turn):
        moves = [held[n] for n in numbers if n in held and held[n].cue.change]
        return any(e.working is not None and e.cue.direction is not None for e in moves)
    if wrong and isinstance(wrong[0], Check):
        return at + said.at + wrong[0].printed.start in held
    return bool(numbers) and all(n in held for n in numbers)


def opposed(one: Told, other: Told) -> Finding:
    """The verdict on a sentence that says the opposite of one before it."""
    return Finding(
        Verdict.INCONSISTENT, ClaimKind.CHANGE.value, other.sentence, "",
        f"'{other.words}' of {' '.join(sorted(other.subject))}, of which '{one.words}' is said too",
    )  # fmt: skip


def _own(said: Said) -> Finding:
    """Arithmetic of a claim's own numbers."""
    if said.word == TORN:
        return _found(
            Verdict.INCONSISTENT, said, why="it is said to have gone up and down at once"
        )  # fmt: skip
    own = list(_checks(said, said.parts))
    wrong = [c for c in own if isinstance(c, Turn) or not c.holds]
    if wrong:
        return _wrong(said, wrong[0], said.parts)
    if own or {"later", "earlier"} <= set(said.parts):
        return _found(Verdict.CONSISTENT, said, why=_worked(own) + _chance(said))
    if said.kind is ClaimKind.CHANGE and {"change", "percent"} <= set(said.parts):
        return _implied(said)
    return _found(Verdict.UNVERIFIABLE, said, why=_needed(said))


def _contradicted(explained: Sequence[Explained], at: int) -> Iterator[Finding]:
    """What the sentence's own numbers deny, where its words leave no doubt which are meant."""
    yield from _denied_shares(explained)
    yield from _denied_ratios(explained)
    for one, other in pairwise(explained):
        if max(one.cue.number.start, other.cue.number.start) < at:
            continue
        percent = other if other.cue.number.sort is Sort.PERCENT else one
        move = one if percent is other else other
        if (
            percent.state is not State.OPEN
            or move.state is not State.HELD
            or not (percent.cue.change or "(" in percent.cue.before[-3:])
            or len(move.used) != 2
            or move.cue.number.sort is not Sort.COUNT
            or " less " not in move.why
        ):
            continue
        ends = [explained[i].cue.number for i in move.used]
        way = move.cue.direction or percent.cue.direction
        later, earlier = ends
        if way is not None and (later.value > earlier.value) != (way is Direction.UP):
            later, earlier = earlier, later
        if earlier.low <= 0:
            continue
        low, high = (100 * abs(v) / earlier.value for v in (move.cue.number.low, move.cue.number.high))
        yield _finding(
            replace(
                percent, state=State.OFF, low=min(low, high), high=max(low, high),
                why=f"{move.cue.number.text.strip()} of {earlier.text.strip()}",
            ),
            "",
        )  # fmt: skip


IN_BRACKETS = re.compile(r"(?:\(|,?\s+or|,\s*(?:about|around|some))\s*$", re.IGNORECASE)


def _counts(explained: Sequence[Explained]) -> list[Explained]:
    """The counts of a sentence that are no moves, no averages and no labels."""
    return [
        e for e in explained
        if e.cue.number.sort is Sort.COUNT and e.state is not State.PLAIN
        and not e.cue.change and not e.cue.rate
    ]  # fmt: skip


def _denied_shares(explained: Sequence[Explained]) -> Iterator[Finding]:
    """A share beside the only two counts of a sentence, one of which is said to be of the other."""
    counts = _counts(explained)
    shares = [
        e for e in explained
        if e.state is State.OPEN and not e.cue.change
        and e.cue.number.sort in (Sort.PERCENT, Sort.SHARE)
    ]  # fmt: skip
    if len(counts) != 2 or len(shares) != 1:
        return
    part, whole = sorted(counts, key=lambda e: e.cue.number.value)
    at = explained.index(shares[0])
    beside = at and explained[at - 1] in counts and IN_BRACKETS.search(shares[0].cue.before)
    first, second = sorted(counts, key=lambda e: e.cue.number.start)
    of = re.match(r"\s+(?:\w+\s+){0,2}?(?:out\s+)?of\s+(?:the\s+|all\s+)?$", first.cue.after)
    opened = re.search(r"\b[Oo](?:f|ut of)\s+(?:the\s+|all\s+)?$", first.cue.before)
    if part.cue.number.value <= 0 or not (
        (of and first is part) or (opened and first is whole and (beside or second is part))
    ):
        return
    one, other = part.cue.number, whole.cue.number
    yield _finding(
        replace(
            shares[0], state=State.OFF, low=100 * one.low / other.high,
            high=100 * one.high / other.low, why=f"{one.text.strip()} of {other.text.strip()}",
        ),
        "",
    )  # fmt: skip


def _denied_ratios(explained: Sequence[Explained]) -> Iterator[Finding]:
    """Doubled, three times: beside the only two numbers that it can be of."""
    times = [e for e in explained if e.cue.number.sort is Sort.TIMES and e.state is State.OPEN]
    rest = [
        e for e in explained
        if e.cue.number.sort is not Sort.TIMES and e.state is not State.PLAIN and not e.cue.change
    ]  # fmt: skip
    if len(times) != 1 or len(rest) != 2 or rest[0].cue.number.sort is not rest[1].cue.number.sort:
        return
    one, other = sorted((e.cue.number for e in rest), key=lambda n: n.value)
    if one.low > 0:
        low, high = other.low / one.high, other.high / one.low
        if times[0].cue.number.value < 1:
            low, high = 1 / high, 1 / low
        yield _finding(
            replace(
                times[0], state=State.OFF, low=low, high=high,
                why=f"{other.text.strip()} beside {one.text.strip()}",
            ),
            "",
        )  # fmt: skip


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
                finding = _found(
                    Verdict.CONSISTENT, said,
                    why="; ".join(dict.fromkeys(e.why for e in held.values())),
                )  # fmt: skip
            elif said.soft:
                continue
        found.append(finding)
    told = {at + said.at + n.start for said, _ in own for n in said.parts.values()}
    found += [_finding(e, sentence) for spot, e in held.items() if spot not in told and spot >= at]
    loose = [
        e for e in explained
        if e.state is State.OPEN and e.cue.number.start not in told | spots
        and e.cue.number.start >= at
        and (e.cue.change or e.cue.share or e.cue.number.sort is not Sort.COUNT)
    ]  # fmt: skip
    if found or loose:
        return [*found, *(_finding(e, sentence) for e in loose)]
    return [f for _, f in own[:1]]


KINDS = {
    Kind.LEVEL: ClaimKind.VALUE, Kind.MEAN: ClaimKind.AVERAGE, Kind.SPREAD: ClaimKind.AVERAGE,
    Kind.DIFFERENCE: ClaimKind.CHANGE, Kind.PERCENT: ClaimKind.CHANGE,
    Kind.SHARE: ClaimKind.SHARE, Kind.RATIO: ClaimKind.RATIO, Kind.RATE: ClaimKind.RATE,
    Kind.QUOTIENT: ClaimKind.AVERAGE, Kind.PRODUCT: ClaimKind.VALUE, Kind.POINTS: ClaimKind.CHANGE,
}  # fmt: skip
VERDICT_OF = {
    State.HELD: Verdict.CONSISTENT,
    State.OFF: Verdict.INCONSISTENT,
    State.OPEN: Verdict.UNVERIFIABLE,
}


def _kind(explained: Explained) -> ClaimKind:
    cue = explained.cue
    if explained.working is not None:
        kind = KINDS[explained.working.kind]
        if kind is ClaimKind.VALUE and len(explained.working.operands) == 1 and (
            explained.working.operands[0].count > 1
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


def _finding(explained: Explained, sentence: str) -> Finding:
    """The verdict on one number of a sentence."""
    number = explained.cue.number
    spot = number.start, number.end
    kind = _kind(explained)
    printed = number.text.strip()
    verdict = VERDICT_OF[explained.state]
    if verdict is Verdict.UNVERIFIABLE:
        return Finding(verdict, kind.value, sentence, "", f"'{printed}': {_needs(kind)}", spot)
    decimals = max(len(re.sub(r"^[^.]*\.?|\D", "", printed.split(" ")[-1])), 0)
    middle = (explained.low + explained.high) / 2
    whole = explained.low == explained.high == round(explained.low)
    computed = number_text(abs(middle) if explained.sign is False and (
        explained.working is not None and explained.working.moved) else middle,
        0 if whole else max(1, decimals), signed=explained.sign)  # fmt: skip
    unit = "%" if number.sort in (Sort.PERCENT, Sort.SHARE) else ""
    if verdict is Verdict.CONSISTENT:
        return Finding(verdict, kind.value, sentence, f"{computed}{unit}", explained.why, spot)
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


def _order(standing: Standing, sentence: str) -> Finding:
    verdict = VERDICT_OF[standing.state]
    why = standing.why or f"'{standing.text.strip()}': {_needs(ClaimKind.RANK)}"
    return Finding(verdict, standing.kind, sentence, "", why)


def _cause(said: Said) -> Finding:
    return _found(
        Verdict.OVERCLAIM, said,
        why=f"'{said.word}' names a cause; figures of what happened cannot show one",
    )  # fmt: skip


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
    return _needs(said.kind)


def _needs(kind: ClaimKind) -> str:
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


def _judgement(
    said: Said, numeric: Sequence[Said], explained: Sequence[Explained]
) -> Finding:
    """Stable, significant, trend, driver: only with a test, ours where the numbers allow one."""
    tests = [p for p in (_tested(c.parts) for c in numeric) if p is not None]
    tests += [p for p in (_tested_by_table(e) for e in explained) if p is not None]
    sizes = [abs(_relative(c.parts)) for c in numeric]
    if said.word == "stable" and tests:
        if min(tests) < CONVINCING or max(sizes, default=0.0) > STABLE:
            return _found(
                Verdict.OVERCLAIM, said,
                why="called stable, but a change this size is more than chance would give",
            )  # fmt: skip
        return _found(Verdict.CONSISTENT, said, why="the change is no more than chance gives")
    if said.word == "significant" and tests and min(tests) >= CONVINCING:
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


def _relative(parts: Mapping[str, Number]) -> float:
    """The change of a claim as a share of what it was, where it says so."""
    later, earlier, percent = parts.get("later"), parts.get("earlier"), parts.get("percent")
    if later and earlier and earlier.value and later.sort is Sort.COUNT:
        return later.value / earlier.value - 1
    return percent.value / 100 if percent and "change" in parts else 0.0


def _tested_by_table(explained: Explained) -> float | None:
    """The chance of a change of counts that a table gives."""
    working = explained.working
    if working is None or working.kind not in (Kind.DIFFERENCE, Kind.PERCENT):
        return None
    later, earlier = working.operands
    if later.sort is not Sort.COUNT or later.low != later.high or earlier.low != earlier.high:
        return None
    if later.low != round(later.low) or later.low + earlier.low <= 0 or min(
        later.low, earlier.low) < 0:  # fmt: skip
        return None
    return compare_counts(round(later.low), round(earlier.low)).p


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


__all__ = ["Finding", "Judged", "Verdict", "gravest", "judge_sentence", "judge_statement", "opposed"]
