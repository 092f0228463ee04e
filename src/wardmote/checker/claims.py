"""What a sentence claims: its kind, the numbers in their parts, and the words it leans on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from wardmote.checker import assertions, forms
from wardmote.checker.changes import TORN, changes
from wardmote.checker.clause import ClaimKind, Clause, Said, direction_of
from wardmote.checker.lists import MOST_LINES, listed, ranked_among, split_up
from wardmote.checker.number import Number, Sort
from wardmote.checker.numbers import numbers_in
from wardmote.checker.outside import ANOTHER

WHEREAS = re.compile(rf"\b(?:{forms.WHEREAS}|yet)\b", re.IGNORECASE)
MOST_NUMBERS = 8  # in a clause; more are a table that was read as a line


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text. A full stop inside a number or an abbreviation ends none."""
    for line in re.split(r"\n+|(?<=[.!?])\s+(?=[A-Z£\d•–-])", text):
        bare = line.strip(" \t•-–*")
        if bare:
            yield bare


def claims_in(sentence: str) -> list[Said]:
    """Every claim of one sentence, number-bearing ones first."""
    listed = [*ranked_among(sentence), *split_up(sentence)]
    if listed:
        return [*listed, *_judgements(sentence)]
    found: list[Said] = []
    at = 0
    for text in _clauses(sentence):
        if text.strip():
            at = max(sentence.find(text.strip(), at), 0)
            found += [replace(said, at=at) for said in _of_clause(text.strip())]
    found += _judgements(sentence)
    if all(said.soft for said in found):
        numbers = [n for n in numbers_in(sentence) if n.sort is not Sort.RANK and not n.spelt]
        if len(numbers) == 1:
            found = [said for said in found if "value" not in said.parts]
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
    if len(numbers) > MOST_NUMBERS:
        return []
    clause = Clause(text, forms.tagged(text, numbers), numbers)
    readers = (
        _rank, _run, _tally, _range, _rate, _share, _ratio, _average, changes, _total, _left
    )  # fmt: skip
    return [replace(said, text=text) for read in readers for said in read(clause)]


def _rank(clause: Clause) -> Iterator[Said]:
    for form in forms.RANKED:
        match = re.search(form, clause.tagged, re.IGNORECASE)
        parts = clause.pick(match)
        if parts is None or match is None:
            continue
        end = match.groupdict().get("end") or ""
        spot = clause.place(match.start())
        yield Said(ClaimKind.RANK, "", parts, None, end.lower(), spot=spot, soft=not parts)
        return


def _run(clause: Clause) -> Iterator[Said]:
    parts = clause.first(forms.RUNS)
    direction = direction_of(clause.tagged)
    if parts:
        listed = {}
        if ":" in clause.text:
            at = [i for i, n in enumerate(clause.numbers) if n.sort is Sort.COUNT and not n.spelt]
            at = [i for i in at if i not in clause.taken]
            if len(at) > 2:
                clause.taken.update(at)
                listed = {f"listed-{k}": clause.numbers[i] for k, i in enumerate(at)}
        yield Said(ClaimKind.RUN, "", {**parts, **listed}, direction)
    elif direction:
        each = forms.EACH.search(clause.tagged)
        if each:
            yield Said(ClaimKind.RUN, "", {}, direction, each.group(), soft=True)


def _tally(clause: Clause) -> Iterator[Said]:
    direction = direction_of(clause.tagged)
    for form in forms.TALLIES:
        match = re.search(form, clause.tagged, re.IGNORECASE)
        small = match and all(
            clause.numbers[int(i)].value <= MOST_LINES for i in match.groupdict().values()
        )
        parts = clause.pick(match) if direction and small else None
        if parts:
            clause.taken |= {i for i, n in enumerate(clause.numbers) if n.spelt}
            yield Said(ClaimKind.TALLY, "", parts, direction, soft=True)
            return


def _range(clause: Clause) -> Iterator[Said]:
    parts = clause.first((forms.RANGES,))
    if parts:
        yield Said(ClaimKind.RANGE, "", parts, soft=True)


def _rate(clause: Clause) -> Iterator[Said]:
    for match in re.finditer(forms.RATE, clause.tagged):
        number = int(match["rate"])
        if number not in clause.taken:
            clause.taken.add(number)
            parts = {"rate": clause.numbers[number].measured}
            parts |= _rated(clause)
            per = match["per"].replace(",", "")
            yield Said(ClaimKind.RATE, "", parts, direction_of(clause.tagged), per)


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
        if n.sort is Sort.COUNT
        and i != population
        and i not in clause.taken
        and n.whole
        and not n.spelt
        and n.value < clause.numbers[population].value
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
            if _of_other_things(match, clause):
                continue
            bare = forms.NO_DIRECTION.sub(" ", match.group())
            if "whole" in form and re.search(forms.WAY, bare, re.IGNORECASE):
                continue
            parts = clause.pick(match)
            if parts:
                yield Said(ClaimKind.SHARE, "", parts)
                again = clause.pick(re.match(forms.OR_SHARE, clause.tagged[match.end() :]))
                if again and {"part", "whole"} <= set(parts):
                    yield Said(ClaimKind.SHARE, "", {**parts, **again})


def _of_other_things(match: re.Match[str], clause: Clause) -> bool:
    """Four of the eight had a rate above 17 %; £398k against £310k, 28 % more than planned."""
    part, whole, share = (match.groupdict().get(r) for r in ("part", "whole", "share"))
    if not whole or not share:
        return False
    if forms.NO_PART.search(clause.tagged[match.end("whole") : match.start("share")]):
        return True
    against = part and forms.BUDGETED.search(
        clause.tagged[match.end("part") : match.start("whole")]
    )
    return bool(against and forms.SIDE_BEHIND.match(clause.tagged[match.end("share") :]))


def _compared(match: re.Match[str], clause: Clause) -> bool:
    """Whether a share without its counts is one of two that are compared: that is a change."""
    alone = [role for role, i in match.groupdict().items() if i is not None] == ["share"]
    shares = [n for n in clause.numbers if n.sort in (Sort.PERCENT, Sort.SHARE)]
    return alone and len(shares) > 1 and bool(re.search(forms.AGAINST, clause.tagged))


def _ratio(clause: Clause) -> Iterator[Said]:
    parts = clause.first(forms.RATIOS)
    if parts and not forms.BEYOND.search(clause.text[: parts["later"].start]):
        yield Said(ClaimKind.RATIO, "", parts)
        return
    parts = clause.first((forms.token("times", "T"),))
    if parts:
        earlier = forms.HAVING.search(clause.text[: parts["times"].start])
        pair = {} if earlier else clause.first((forms.RATIO, forms.HALVED)) or {}
        if pair and ANOTHER.search(clause.text, pair["later"].end, parts["times"].start):
            pair = {}  # from 428 to 565, and the weight nearly trebled
        yield Said(ClaimKind.RATIO, "", {**parts, **pair})


def _average(clause: Clause) -> Iterator[Said]:
    counts = [n for n in clause.numbers if n.sort is Sort.COUNT]
    if len(counts) > 2 and re.search(forms.MORE_THAN, clause.tagged, re.IGNORECASE):
        return
    monthly = re.search(r"\bmonth", clause.tagged, re.IGNORECASE)
    if not monthly and re.search(forms.COMPARED, clause.tagged, re.IGNORECASE):
        return  # two averages of something else: a change
    parts = clause.first(forms.AVERAGES)
    if parts:
        total = clause.first((forms.AVERAGED_TOTAL,)) or {}
        months = clause.first((forms.AVERAGED_MONTHS,)) or {}
        if months and not total:
            total = _averaged(clause, parts["average"])
        listing = {} if total else listed(clause, parts["average"], mean=True)
        parts = {"average": parts["average"].measured}
        yield Said(ClaimKind.AVERAGE, "", {**parts, **total, **months, **listing})
        if total:
            yield Said(ClaimKind.TOTAL, "", total, soft=True)
        other = clause.first((forms.AVERAGED_TOO,))
        if other:
            yield Said(ClaimKind.AVERAGE, "", {"average": other["average"].measured})


def _averaged(clause: Clause, average: Number) -> dict[str, Number]:
    """The only other count of a clause with months, of which an average is told."""
    left = [
        i
        for i, n in enumerate(clause.numbers)
        if n.sort is Sort.COUNT and i not in clause.taken and n.value > average.value
    ]
    if len(left) != 1:
        return {}
    clause.taken.add(left[0])
    return {"total": clause.numbers[left[0]]}


def _total(clause: Clause) -> Iterator[Said]:
    parts = clause.first(forms.TOTALS)
    if parts and not parts["total"].spelt:
        listing = {}
        if forms.SUMS.search(clause.text):
            listing = listed(clause, parts["total"], mean=False)
            after = min((n.start for n in listing.values()), default=0)
            if WHEREAS.search(clause.text[parts["total"].end : max(after, parts["total"].end)]):
                listing = {}
        yield Said(ClaimKind.TOTAL, "", {**parts, **listing})


def _left(clause: Clause) -> Iterator[Said]:
    """Numbers of which nothing else is claimed: each may stand in a table."""
    for i, number in enumerate(clause.numbers):
        plain = number.sort in (Sort.COUNT, Sort.PERCENT) and not number.spelt
        plain &= not re.search(rf"«{i}[A-Z]»" + forms.SIDED, clause.tagged, re.IGNORECASE)
        if i not in clause.taken and plain and not number.signed:
            yield Said(ClaimKind.VALUE, "", {"value": number}, soft=True)


def _judgements(sentence: str) -> Iterator[Said]:
    """Words that assert more than arithmetic, where no test is named beside them."""
    if any(form.search(sentence) for form in forms.BOTH_WAYS):
        yield Said(ClaimKind.CHANGE, sentence, word=TORN)
    if not assertions.TESTED.search(sentence):
        for word, form in assertions.JUDGED.items():
            match = re.search(form, sentence, re.IGNORECASE)
            if match:
                yield Said(
                    ClaimKind.JUDGEMENT, sentence, direction=direction_of(sentence), word=word,
                    spot=match.start(), spoken=match.group(),
                )  # fmt: skip
    cause = assertions.CAUSE.search(sentence)
    moves = numbers_in(sentence) or direction_of(sentence)
    if cause and assertions.SPLIT_UP.match(sentence, cause.start()):
        cause = None
    if (
        cause
        and assertions.BECAUSE.match(cause.group())
        and not re.search(forms.WAY, sentence[: cause.start()], re.IGNORECASE)
    ):
        cause = None  # 26 % were closed because the victim did not go on
    if cause and moves and not assertions.DENIED.search(sentence):
        yield Said(
            ClaimKind.CAUSE, sentence, word=cause.group().lower(), spot=cause.start(),
            spoken=cause.group(),
        )  # fmt: skip
