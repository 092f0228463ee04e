"""How a clause says that a number moved: from one to another, by how much, or beside a target."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardmote.checker import forms
from wardmote.checker.clause import ClaimKind, Clause, Said, direction_of, side_of, ways_of
from wardmote.checker.numbers import Number, Sort
from wardmote.vocabulary import Direction, Hedge

LONGEST_TORN = 160  # characters of a clause within which two directions are of one change
TORN = "two directions"  # of a change that is said to have gone both ways
# It fell to one number, and then rose to another: two moves, no pair.
THEN = re.compile(
    r"\b(?:before|then|since)\s+(?:[a-z]+\s+)?"
    rf"(?:{forms.WAY}|\w+ing\b)",
    re.IGNORECASE,
)
ASIDE = "aside"  # of a number that is set beside another, and has not moved


def changes(clause: Clause) -> Iterator[Said]:
    """The change that a clause claims, with what it says of its size and its ends."""
    then = THEN.search(clause.tagged)
    first = clause.tagged[: then.start()] if then else clause.tagged
    direction = direction_of(first if "«" in first else clause.tagged)
    parts, aside = _aside(clause)
    direction = aside or direction
    parts = parts or _pair(clause)
    if "later" not in parts:
        level = _level(clause)
        if level and direction is None:
            aside = direction = side_of(clause.text[level["later"].end :])
        parts |= level
    ways: set[Direction] = set()
    for role, letters in (("points", "O"), ("percent", "PS"), ("change", "C")):
        for form in forms.moves(role, letters):
            match = re.search(form, clause.tagged, re.IGNORECASE)
            if (
                match
                and clause.numbers[int(match[role])].spelt
                and (
                    clause.numbers[int(match[role])].hedge is not Hedge.NONE
                    or not forms.SPELT_MOVE.search(match.group())
                )
            ):
                continue
            if match and direction is None and not forms.SAID_MOVE.search(match.group()):
                continue
            got = clause.pick(match) if direction or parts else None
            if got and match:
                parts |= got
                said = ways_of(match.group())
                ways |= said if len(said) == 1 else set()
                break
    if {"later", "earlier"} <= set(parts) and not {"percent", "points", "change"} & set(parts):
        parts |= _signed(clause)
    for number in parts.values():
        if number.signed and direction is None:
            direction = Direction.UP if number.value > 0 else Direction.DOWN
    paired = {"later", "earlier"} <= set(parts)
    torn = len({*ways, *([direction] if direction and paired else [])}) > 1
    torn &= len(clause.tagged) <= LONGEST_TORN and aside is None
    if parts and (direction or len(parts) > 1):
        word = TORN if torn else ASIDE if aside else ""
        yield Said(ClaimKind.CHANGE, "", parts, direction, word)


def _signed(clause: Clause) -> dict[str, Number]:
    """A percentage with its sign beside two numbers: 2,871 (+1.6 %) compared with 2,826."""
    for i, number in enumerate(clause.numbers):
        if i not in clause.taken and number.signed and number.sort is Sort.PERCENT:
            clause.taken.add(i)
            return {"percent": number}
    return {}


def _aside(clause: Clause) -> tuple[dict[str, Number], Direction | None]:
    """A number and the one it stands beside, with the side: 17, five more than the twelve."""
    for form in forms.ASIDES:
        match = re.search(form, clause.tagged, re.IGNORECASE)
        if match is None:
            continue
        found = [clause.numbers[int(i)] for i in match.groupdict().values()]
        if len({n.sort for n in found}) > 1 or (
            len(found) > 1 and found[0].spelt != found[-1].spelt
        ):
            continue
        between = re.split(r"[,(–-]|\bor\b|\bwhich\b", match.group(), maxsplit=1)[-1]
        parts = clause.pick(match)
        if parts:
            return parts, side_of(between)
    return {}, None


def _pair(clause: Clause) -> dict[str, Number]:
    """The numbers before and after, where both are of one sort."""
    if forms.RANGED.search(clause.text):
        return {}
    for form in forms.PAIRS:
        match = re.search(form, clause.tagged, re.IGNORECASE)
        if match is None:
            continue
        found = {r: clause.numbers[int(i)] for r, i in match.groupdict().items()}
        ends = sorted(found.values(), key=lambda n: n.start)
        if len(ends) > 1 and THEN.search(clause.text[ends[0].end : ends[-1].start]):
            continue
        if len({n.sort for n in found.values()}) == 1 and not all(n.spelt for n in found.values()):
            got = clause.pick(match)
            if got and "earlier" not in got:
                before = re.compile(forms.BEFORE, re.IGNORECASE).search(clause.tagged, match.end())
                got |= clause.pick(before) or {}
            if got:
                return got
    return {}


def _level(clause: Clause) -> dict[str, Number]:
    """A number with its move after it, unless it is itself the size of a move."""
    for form in forms.LEVEL:
        match = re.search(form, clause.tagged, re.IGNORECASE)
        if match is None:
            continue
        before = clause.tagged[: match.start()][-30:] + re.split(r"[,(–-]", match.group())[0]
        if not re.search(forms.WAY, before, re.IGNORECASE):
            return clause.pick(match) or {}
    return {}
