"""Stable, significant, trend, driver: words that need a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wardmote.analysis.change import CONVINCING
from wardmote.analysis.counts import compare_counts
from wardmote.analysis.proportions import compare_shares
from wardmote.checker.clause import Said
from wardmote.checker.explained import Explained, State
from wardmote.checker.findings import Finding, Verdict
from wardmote.checker.number import Number, Sort
from wardmote.checker.telling import found_of
from wardmote.checker.workings import Kind
from wardmote.vocabulary import Direction

STABLE = 0.05  # a change beyond which nothing is called stable, however few it counts


def judgement_of(said: Said, numeric: Sequence[Said], explained: Sequence[Explained]) -> Finding:
    """Stable, significant, trend, driver: only with a test, ours where the numbers allow one."""
    if said.spoken.lower() == "unchanged":
        return found_of(
            Verdict.UNVERIFIABLE, said, why="one would need both numbers, printed alike"
        )  # fmt: skip
    tests = [p for p in (_tested(c.parts) for c in numeric) if p is not None]
    tests += [p for p in (_tested_by_table(e) for e in explained) if p is not None]
    printed = _tested_as_printed(explained)
    tests += [printed] if printed is not None and not tests else []
    sizes = [abs(_relative(c.parts)) for c in numeric]
    if said.word == "stable" and tests:
        if min(tests) < CONVINCING or max(sizes, default=0.0) > STABLE:
            return found_of(
                Verdict.OVERCLAIM, said,
                why="called stable, but a change this size is more than chance would give",
            )  # fmt: skip
        return found_of(Verdict.CONSISTENT, said, why="the change is no more than chance gives")
    if said.word == "significant" and tests and min(tests) >= CONVINCING:
        return found_of(
            Verdict.OVERCLAIM, said,
            why="called significant, but chance alone could give a change this size",
        )  # fmt: skip
    needs = {
        "stable": "no test stands behind it; say the change and its interval",
        "significant": "no test stands behind it; say which, and its result",
        "trend": "two points are no trend; a test over the months is needed",
        "driver": "its share of the whole change is not given",
    }
    return found_of(Verdict.OVERCLAIM, said, why=f"'{said.word}': {needs[said.word]}")


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


def _tested_as_printed(explained: Sequence[Explained]) -> float | None:
    """The chance of a change of counts that a table prints beside its percentage."""
    held = [e for e in explained if e.state is State.HELD and e.cue.change]
    counts = [e.cue.number for e in held if e.cue.number.sort is Sort.COUNT]
    percents = [e.cue.number for e in held if e.cue.number.sort is Sort.PERCENT]
    if len(counts) != 1 or len(percents) != 1 or not (counts[0].value and percents[0].value):
        return None
    up = any(e.cue.direction is Direction.UP for e in held)
    return by_base(counts[0], percents[0], up=up)


def by_base(change: Number, percent: Number, *, up: bool) -> float:
    """The chance of a change of counts on the base that its percentage implies."""
    base = round(abs(change.value) / abs(percent.value) * 100)
    later = base + round(abs(change.value)) * (1 if up else -1)
    return compare_counts(max(0, later), base).p


def _tested(parts: Mapping[str, Number]) -> float | None:
    """The two-sided chance of the change, where its counts or its base are known."""
    later, earlier = parts.get("later"), parts.get("earlier")
    if later and earlier and later.whole and earlier.whole and earlier.value + later.value > 0:
        return compare_counts(round(later.value), round(earlier.value)).p
    change, percent = parts.get("change"), parts.get("percent")
    if change and percent and percent.value and change.value:
        return by_base(change, percent, up=percent.value > 0)
    whole = parts.get("whole")
    if later and earlier and whole and later.sort is Sort.PERCENT:
        n = whole.value
        return compare_shares(later.value / 100 * n, n, earlier.value / 100 * n, n).p
    return None
