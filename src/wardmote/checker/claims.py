"""What a sentence claims: its kind, the numbers in their parts, and the words it leans on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from wardmote.checker import forms
from wardmote.checker.numbers import Number, Sort, numbers_in
from wardmote.vocabulary import Direction, Hedge

MOST_NUMBERS = 8  # in a clause; more are a table that was read as a line
LEAST_LIKE = 0.7  # of a sum, under which what is printed is not meant as that sum
LONGEST_TORN = 160  # characters of a clause within which two directions are of one change
TORN = "two directions"  # of a change that is said to have gone both ways


class ClaimKind(StrEnum):
    """The kinds of claim that are checked."""

    CHANGE = "change"
    SHARE = "share"
    AVERAGE = "average"
    TOTAL = "total"
    RATE = "rate"
    RATIO = "ratio"
    RANK = "rank"
    RUN = "run"
    VALUE = "value"
    JUDGEMENT = "judgement"
    CAUSE = "cause"


@dataclass(frozen=True)
class Said:
    """One claim: `parts` are its numbers by role, `word` the word that it leans on."""

    kind: ClaimKind
    text: str
    parts: Mapping[str, Number] = field(default_factory=dict)
    direction: Direction | None = None
    word: str = ""


@dataclass
class Clause:
    """A clause whose numbers are tokens; each number is used by one claim."""

    text: str
    tagged: str
    numbers: list[Number]
    taken: set[int] = field(default_factory=set)

    def pick(self, match: re.Match[str] | None) -> dict[str, Number] | None:
        """The numbers of a match by role, unless one has been used; they are then used."""
        if match is None:
            return None
        at = {r: int(i) for r, i in match.groupdict().items() if i is not None and i.isdigit()}
        at.pop("per", None)
        if any(i in self.taken for i in at.values()):
            return None
        self.taken.update(at.values())
        return {role: self.numbers[i] for role, i in at.items()}

    def first(self, of: Sequence[str]) -> dict[str, Number] | None:
        """The numbers of the first form that is there."""
        for form in of:
            parts = self.pick(re.search(form, self.tagged, re.IGNORECASE))
            if parts:
                return parts
        return None


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text. A full stop inside a number or an abbreviation ends none."""
    for line in re.split(r"\n+|(?<=[.!?])\s+(?=[A-Z£\d•–-])", text):
        bare = line.strip(" \t•-–*")
        if bare:
            yield bare


def claims_in(sentence: str) -> list[Said]:
    """Every claim of one sentence, number-bearing ones first."""
    found: list[Said] = []
    for text in _clauses(sentence):
        if text.strip():
            found += _of_clause(text.strip())
    found += _judgements(sentence)
    if not found:
        numbers = [n for n in numbers_in(sentence) if n.sort is not Sort.RANK and not n.spelt]
        if len(numbers) == 1:
            found.append(Said(ClaimKind.VALUE, sentence, {"value": numbers[0]}))
    return found


def _clauses(sentence: str) -> list[str]:
    """Parts of a sentence that speak of different things."""
    opening = forms.WHILE.match(sentence)
    if opening:
        return [opening.group(), *forms.CLAUSES.split(sentence[opening.end() :])]
    return forms.CLAUSES.split(sentence)


def _of_clause(text: str) -> list[Said]:
    numbers = numbers_in(text)
    if not numbers or len(numbers) > MOST_NUMBERS:
        return []
    out, at = [], 0
    for i, number in enumerate(numbers):
        out += [text[at : number.start], f"«{i}{forms.LETTER[number.sort]}»"]
        at = number.end
    clause = Clause(text, "".join([*out, text[at:]]), numbers)
    readers = (_rank, _run, _rate, _share, _ratio, _average, _change, _total)
    return [replace(said, text=text) for read in readers for said in read(clause)]


def _rank(clause: Clause) -> Iterator[Said]:
    parts = clause.first((forms.RANKED,))
    if parts:
        yield Said(ClaimKind.RANK, "", parts)
        return
    match = re.search(forms.ENDED, clause.tagged, re.IGNORECASE)
    parts = clause.pick(match)
    if parts and match:
        yield Said(ClaimKind.RANK, "", parts, word=match["end"].lower())


def _run(clause: Clause) -> Iterator[Said]:
    parts = clause.first(forms.RUNS)
    if parts:
        yield Said(ClaimKind.RUN, "", parts, _direction(clause.tagged))


def _rate(clause: Clause) -> Iterator[Said]:
    for match in re.finditer(forms.RATE, clause.tagged):
        number = int(match["rate"])
        if number not in clause.taken:
            clause.taken.add(number)
            parts = {"rate": clause.numbers[number].measured}
            parts |= _rated(clause)
            per = match["per"].replace(",", "")
            yield Said(ClaimKind.RATE, "", parts, _direction(clause.tagged), per)


def _rated(clause: Clause) -> dict[str, Number]:
    """The count and the population that a rate is made of, where both stand beside it."""
    match = re.search(forms.POPULATION, clause.tagged, re.IGNORECASE) or re.search(
        forms.PEOPLE, clause.tagged, re.IGNORECASE
    )
    if match is None or int(match["of"]) in clause.taken:
        return {}
    population = int(match["of"])
    counts = [
        i
        for i, n in enumerate(clause.numbers)
        if n.sort is Sort.COUNT and i != population and i not in clause.taken and not n.spelt
    ]
    if len(counts) != 1:
        return {}
    clause.taken.update((population, counts[0]))
    return {"count": clause.numbers[counts[0]], "population": clause.numbers[population]}


def _share(clause: Clause) -> Iterator[Said]:
    for form in forms.SHARES:
        for match in re.finditer(form, clause.tagged, re.IGNORECASE):
            before = clause.tagged[: match.start()]
            if forms.CHANGE_NOUN_BEFORE.search(before) or forms.FROM_BEFORE.search(before):
                continue
            if _compared(match, clause):
                continue
            bare = forms.NO_DIRECTION.sub(" ", match.group())
            if "whole" in form and re.search(forms.WAY, bare, re.IGNORECASE):
                continue
            parts = clause.pick(match)
            if parts:
                yield Said(ClaimKind.SHARE, "", parts)


def _compared(match: re.Match[str], clause: Clause) -> bool:
    """Whether a share without its counts is one of two that are compared: that is a change."""
    alone = [role for role, i in match.groupdict().items() if i is not None] == ["share"]
    shares = [n for n in clause.numbers if n.sort in (Sort.PERCENT, Sort.SHARE)]
    return alone and len(shares) > 1 and bool(re.search(forms.AGAINST, clause.tagged))


def _ratio(clause: Clause) -> Iterator[Said]:
    parts = clause.first((forms.token("times", "T"),))
    if parts:
        pair = clause.first((forms.RATIO, forms.HALVED)) or {}
        yield Said(ClaimKind.RATIO, "", {**parts, **pair})


def _change(clause: Clause) -> Iterator[Said]:
    direction = _direction(clause.tagged)
    parts = _pair(clause)
    if "later" not in parts:
        parts |= _level(clause)
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
                said = _ways(match.group())
                ways |= said if len(said) == 1 else set()
                break
    for number in parts.values():
        if number.signed and direction is None:
            direction = Direction.UP if number.value > 0 else Direction.DOWN
    paired = {"later", "earlier"} <= set(parts)
    torn = len({*ways, *([direction] if direction and paired else [])}) > 1
    torn &= len(clause.tagged) <= LONGEST_TORN
    if parts and (direction or len(parts) > 1):
        yield Said(ClaimKind.CHANGE, "", parts, direction, TORN if torn else "")


def _pair(clause: Clause) -> dict[str, Number]:
    """The numbers before and after, where both are of one sort."""
    if forms.RANGED.search(clause.text):
        return {}
    for form in forms.PAIRS:
        match = re.search(form, clause.tagged, re.IGNORECASE)
        if match is None:
            continue
        found = {r: clause.numbers[int(i)] for r, i in match.groupdict().items()}
        if len({n.sort for n in found.values()}) == 1:
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


def _average(clause: Clause) -> Iterator[Said]:
    counts = [n for n in clause.numbers if n.sort is Sort.COUNT]
    if len(counts) > 2 and re.search(forms.MORE_THAN, clause.tagged, re.IGNORECASE):
        return
    parts = clause.first(forms.AVERAGES)
    if parts:
        total = clause.first((forms.AVERAGED_TOTAL,)) or {}
        months = clause.first((forms.AVERAGED_MONTHS,)) or {}
        listed = {} if total else _listed(clause, parts["average"], mean=True)
        parts = {"average": parts["average"].measured}
        yield Said(ClaimKind.AVERAGE, "", {**parts, **total, **months, **listed})


def _total(clause: Clause) -> Iterator[Said]:
    parts = clause.first(forms.TOTALS)
    if parts and not parts["total"].spelt:
        listed = {}
        if forms.SUMS.search(clause.text):
            listed = _listed(clause, parts["total"], mean=False)
        yield Said(ClaimKind.TOTAL, "", {**parts, **listed})


def _listed(clause: Clause, told: Number, *, mean: bool) -> dict[str, Number]:
    """Counts of a list that adds up to the total told, or whose mean is told.

    Numbers that come nowhere near it are no such list.
    """
    at = [
        i
        for i, n in enumerate(clause.numbers)
        if n.sort is Sort.COUNT and i not in clause.taken and not n.spelt and not n.signed
    ]
    values = [clause.numbers[i].value for i in at]
    if len(at) > 2:  # their total may stand among them
        at = [i for i, v in zip(at, values, strict=True) if 2 * v != sum(values)]
    if len(at) < 2:
        return {}
    whole = sum(clause.numbers[i].value for i in at) / (len(at) if mean else 1)
    if not whole or not LEAST_LIKE < told.value / whole < 1 / LEAST_LIKE:
        return {}
    clause.taken.update(at)
    return {f"listed-{k}": clause.numbers[i] for k, i in enumerate(at)}


def _judgements(sentence: str) -> Iterator[Said]:
    """Words that assert more than arithmetic, where no test is named beside them."""
    if any(form.search(sentence) for form in forms.BOTH_WAYS):
        yield Said(ClaimKind.CHANGE, sentence, word=TORN)
    if not forms.TESTED.search(sentence):
        for word, form in forms.JUDGED.items():
            if re.search(form, sentence, re.IGNORECASE):
                yield Said(ClaimKind.JUDGEMENT, sentence, direction=_direction(sentence), word=word)
    cause = forms.CAUSE.search(sentence)
    moves = numbers_in(sentence) or _direction(sentence)
    if cause and moves and not forms.DENIED.search(sentence):
        yield Said(ClaimKind.CAUSE, sentence, word=cause.group().lower())


def _ways(text: str) -> set[Direction]:
    """The ways that a phrase says a number went."""
    bare = forms.NO_DIRECTION.sub(" ", text)
    found = {Direction.UP} if re.search(forms.UP, bare, re.IGNORECASE) else set()
    return found | ({Direction.DOWN} if re.search(forms.DOWN, bare, re.IGNORECASE) else set())


def _direction(text: str) -> Direction | None:
    """The first way that the text says a number went: by a verb, else by an adjective.

    What improves goes up where more is better (satisfaction, outcomes), and is left open else.
    """
    bare = forms.NO_DIRECTION.sub(" ", text)
    up = re.search(rf"\b(?:{forms.ROSE})\b", bare, re.IGNORECASE)
    down = re.search(rf"\b(?:{forms.FELL})\b", bare, re.IGNORECASE)
    if not up and not down and forms.HOLDS_UP.search(bare):
        up, down = forms.IMPROVED.search(bare), forms.WORSENED.search(bare)
    if not up and not down:
        up = re.search(forms.UP, bare, re.IGNORECASE)
        down = re.search(forms.DOWN, bare, re.IGNORECASE)
    if up and down:
        return Direction.UP if up.start() < down.start() else Direction.DOWN
    if up:
        return Direction.UP
    return Direction.DOWN if down else None
