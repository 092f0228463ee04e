"""Numbers that a sentence lists: those that add up, the others of a rank, answers to a question."""

from __future__ import annotations

from collections.abc import Iterator

from wardmote.checker import forms
from wardmote.checker.clause import ClaimKind, Clause, Said, direction_of, ways_of
from wardmote.checker.number import Number, Sort
from wardmote.checker.numbers import numbers_in

LEAST_LIKE = 0.7  # of a sum, under which what is printed is not meant as that sum
LEAST_OPENED = 0.25  # the same where a colon opens the list
MOST_LINES = 45  # that a tally counts: more are people or offences


def ranked_among(sentence: str) -> Iterator[Said]:
    """A rank with its number and those of the others: 3rd of 4 with 58; the others..."""
    others = forms.OTHERS.search(sentence)
    end = forms.FIRST_IS.search(sentence)
    if others is None or end is None:
        return
    numbers = numbers_in(sentence)
    before = [n for n in numbers if n.end <= others.start()]
    ranks = [n for n in before if n.sort is Sort.RANK]
    ofs = [n for n in before if ranks and n.sort is Sort.COUNT and n.start >= ranks[0].end]
    ofs = ofs[:1]
    values = [n for n in before if n not in ranks and n not in ofs and not n.spelt]
    listed = [
        n for n in numbers if n.start >= others.end() and n.sort is not Sort.RANK and not n.spelt
    ]
    if len(ranks) == len(ofs) == len(values) == 1 and len(listed) == ofs[0].value - 1:
        parts = {"rank": ranks[0], "of": ofs[0], "value": values[0].measured}
        parts |= {f"listed-{k}": n.measured for k, n in enumerate(listed)}
        yield Said(
            ClaimKind.RANK, sentence, parts, word=(end["end"] or end["end2"]).lower()
        )  # fmt: skip


def split_up(sentence: str) -> Iterator[Said]:
    """Answers that shut one another out: they are no more than all."""
    shares = [n for n in numbers_in(sentence) if n.sort is Sort.PERCENT]
    if len(shares) > 2 and forms.OPPOSED.search(sentence) and direction_of(sentence) is None:
        parts = {f"listed-{k}": n for k, n in enumerate(shares)}
        yield Said(ClaimKind.SHARE, sentence, parts)
        return
    numbers = [n for n in numbers_in(sentence) if n.sort is Sort.COUNT]
    opening = forms.OF_THE.match(sentence)
    if opening and 2 < len(numbers) < 5 and len(ways_of(sentence)) == 2:
        of, *parted = numbers
        if of.start <= opening.end() and of.value <= MOST_LINES:
            yield Said(
                ClaimKind.TALLY, sentence,
                {"of": of, **{f"listed-{k}": n for k, n in enumerate(parted)}}, soft=True,
            )  # fmt: skip


def listed(clause: Clause, told: Number, *, mean: bool) -> dict[str, Number]:
    """Counts of a list that adds up to the total told, or whose mean is told.

    Numbers that come nowhere near it are no such list.
    """
    at = [
        i
        for i, n in enumerate(clause.numbers)
        if n.sort is Sort.COUNT and i not in clause.taken and not n.signed
    ]
    exact = sum(clause.numbers[i].value for i in at) == told.value
    if not exact and not (":" in clause.text and sum(not clause.numbers[i].spelt for i in at) > 1):
        at = [i for i in at if not clause.numbers[i].spelt]
    values = [clause.numbers[i].value for i in at]
    if len(at) > 2:  # their total may stand among them
        at = [i for i, v in zip(at, values, strict=True) if 2 * v != sum(values)]
    if len(at) < 2 or forms.LIMITS.search(clause.text):
        return {}
    whole = sum(clause.numbers[i].value for i in at) / (len(at) if mean else 1)
    opened = ":" in clause.text[told.end :] and not mean
    least = LEAST_OPENED if opened else LEAST_LIKE
    if not whole or not least < told.value / whole < 1 / least:
        return {}
    clause.taken.update(at)
    return {f"listed-{k}": clause.numbers[i] for k, i in enumerate(at)}
