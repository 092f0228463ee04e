"""Slips of the hand: one digit wrong, two neighbours changed over."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

from wardmote.checker.number import Number
from wardmote.checker.workings import MONEY, Kind, Working, is_money
from wardmote.vocabulary import Hedge


def misprint(number: Number, working: Working, *, short: bool = False) -> bool:
    """Whether a number is one slip of a digit, or of two neighbours, from a working's value;
    `short`: whether one of its two digits is wrong, which is as well another number."""
    if working.kind in (Kind.PRODUCT, Kind.SPREAD):
        return False
    return slipped(number, (working.value,), short=short)


def slipped(number: Number, values: Iterable[float], *, short: bool = False) -> bool:
    """Whether a number is one slip of the hand from one of some values; `short` as above."""
    if number.hedge is not Hedge.NONE:
        return False
    decimals = len(number.text.partition(".")[2].rstrip("% abcdefghijklmnopqrstuvwxyz"))
    scale = 1.0
    match = re.search(r"\d[\d,]*(?:\.\d+)?", number.text)
    if match is None:
        return False
    printed = match.group().replace(",", "")
    bare = float(printed)
    if bare and abs(number.value) > bare * 100:
        scale = abs(number.value) / bare
    one = re.sub(r"\D", "", printed)
    for value, factor in product(values, {1.0, 1 / scale}):
        other = re.sub(r"\D", "", f"{abs(value) * factor:.{decimals}f}")
        if _short(one, other) if short else _slip(one, other):
            return True
    return False


def slip_of(number: Number, text: str) -> bool:
    """Whether a printed number is one slip of the hand from another."""
    one, other = (re.sub(r"\D", "", t) for t in (number.text, text))
    return number.hedge is Hedge.NONE and _slip(one, other)


def alike(number: Number, value: float) -> bool:
    """Whether a number is near enough to be meant as a value: within five times, in one unit of
    money or another, or one slip of the hand from it."""
    if value == 0:
        return False
    scales = MONEY if is_money(number) else (1.0,)
    times = (abs(number.value / value) / scale for scale in scales)
    return (
        any(0.2 < t < 5 for t in times)
        or slipped(number, (value,))
        or slipped(number, (value,), short=True)
    )


def _short(one: str, other: str) -> bool:
    return len(one) == len(other) == 2 and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _slip(one: str, other: str) -> bool:
    if len(one) != len(other) or len(one) < 2 or one == other:
        return False
    if (one[0] == "0") != (other[0] == "0"):
        return False  # 1.0 is no slip of 0.1
    unlike = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(unlike) == 1:
        return len(one) > 2
    if len(one) > 2 and len(unlike) == 2 and sorted(one) == sorted(other):
        return True
    return (
        len(unlike) == 2
        and unlike[1] == unlike[0] + 1
        and one[unlike[0]] == other[unlike[1]]
        and one[unlike[1]] == other[unlike[0]]
    )
