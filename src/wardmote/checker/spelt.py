"""Numbers in words: counts, places, shares and multiples."""

from __future__ import annotations

import re
from collections.abc import Iterable

WORDS: dict[str, float] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "a dozen": 12,
}  # fmt: skip
WORDS |= {
    f"{ten}-{one}": WORDS[ten] + WORDS[one]
    for ten in ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
    for one in ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
}
PARTS = {
    "a half": 0.5, "a quarter": 0.25, "three quarters": 0.75, "three-quarters": 0.75,
    "three-quarter": 0.75, "a third": 1 / 3,
}  # fmt: skip
WORDS |= {
    f"{word} and {part}": n + value
    for word, n in WORDS.items() for part, value in PARTS.items() if n <= 20 and " " not in word
}  # fmt: skip
WORDS |= dict.fromkeys(("half a dozen", "half-a-dozen", "half-dozen"), 6) | {"two dozen": 24}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
SHARES = {
    "half": 50.0, "one half": 50.0, "a third": 100 / 3, "one third": 100 / 3, "one-third": 100 / 3,
    "two thirds": 200 / 3, "two-thirds": 200 / 3, "a quarter": 25.0, "one quarter": 25.0,
    "three quarters": 75.0, "three-quarters": 75.0, "a fifth": 20.0, "one fifth": 20.0,
    "one-fifth": 20.0, "two fifths": 40.0, "two-fifths": 40.0, "three fifths": 60.0,
    "four fifths": 80.0, "a sixth": 100 / 6, "an eighth": 12.5, "a tenth": 10.0,
    "one tenth": 10.0, "a seventh": 100 / 7, "a ninth": 100 / 9, "three tenths": 30.0,
    "five sixths": 500 / 6, "three-fifths": 60.0, "four-fifths": 80.0, "seven tenths": 70.0,
    "nine tenths": 90.0, "three-tenths": 30.0, "one-sixth": 100 / 6, "one sixth": 100 / 6,
    "one-tenth": 10.0, "one-eighth": 12.5, "one eighth": 12.5, "one-quarter": 25.0,
    "one-half": 50.0, "three eighths": 37.5, "a half": 50.0,
}  # fmt: skip


def any_of(words: Iterable[str]) -> str:
    """A form of any of some words, the longest first."""
    return "|".join(sorted((re.escape(w) for w in words), key=len, reverse=True))


def many_of(word: str) -> int:
    """The number of a word, nought where it is none: the last few months."""
    return int(WORDS.get(word.lower(), 0) or (word if word.isdigit() else 0))


_UNDER_HUNDRED = any_of(w for w, n in WORDS.items() if n == int(n) and " " not in w)
# A hundred and seventy, three thousand two hundred; but no hundreds, and no hundred thousand.
HUNDREDS = (
    rf"(?:(?P<thousands>an?|{_UNDER_HUNDRED}) thousand(?:,? (?:and )?(?=[a-z-]+ hundred\b)|"
    rf" and (?=(?:{_UNDER_HUNDRED})\b)|\b))?"
    rf"(?:(?P<hundreds>an?|one|two|three|four|five|six|seven|eight|nine) hundred\b"
    r"(?! thousand)(?: and (?=[a-z]))?)?"
    rf"(?P<ones>(?<= and )(?:{_UNDER_HUNDRED}))?"
)


def hundreds_of(thousands: str | None, hundreds: str | None, ones: str | None) -> float:
    """The number of words that tell thousands, hundreds and what is over."""
    values = [WORDS.get(w.lower(), 1.0) if w else 0.0 for w in (thousands, hundreds, ones)]  # a: 1
    return 1000 * values[0] + 100 * values[1] + values[2]


# Four months running.
ON_END = r"(?:running|in a row|in succession|on the trot|on the bounce|on end)"
# A day and a half, a point and a half: the unit is said between.
AND_A_HALF = (
    r"an? (?P<unithalf>(?:percentage )?point|day|week|month|year|hour|minute) and "
    rf"(?P<over>{'|'.join(PARTS)})"
)
_SECONDS = any_of(w for w, n in WORDS.items() if 10 <= n < 60)
_MINUTES = any_of(w for w, n in WORDS.items() if n < 60 and n == int(n))
# Seconds without their name: four minutes fifty-eight on average.
_BARE = (
    rf"(?<=minutes )(?:{_SECONDS}|[1-5]\d)(?=[.,:;)](?!\d)|$|\s(?:on|in|at|by|to|from|for|beyond|"
    r"over|under|above|below|late|quicker|slower|faster|longer|shorter|inside|outside|and|against|"
    r"last|per|than|a year)\b)"
)
CLOCK = (
    rf"(?P<minutes>\d{{1,3}}|\b(?:{_MINUTES}))\s?(?:minutes?|mins?|m)\s?(?:and\s+)?"
    rf"(?P<seconds>(?:{_SECONDS})(?=\s(?:seconds?|secs?)\b)|"
    rf"\d{{1,2}}(?=\s?(?:seconds?|secs?|s)\b)|{_BARE})(?:\s?(?:seconds?|secs?|s)\b)?"
)
TIMES = {
    "doubled": 2.0, "doubling": 2.0, "double": 2.0, "twice": 2.0, "trebled": 3.0, "tripled": 3.0,
    "treble": 3.0, "triple": 3.0, "quadrupled": 4.0, "halved": 0.5, "halving": 0.5,
    "three times": 3.0, "four times": 4.0, "five times": 5.0,
    "six times": 6.0, "ten times": 10.0, "threefold": 3.0, "fourfold": 4.0, "twofold": 2.0,
    "half as many again": 1.5, "half as much again": 1.5, "half again": 1.5, "two to one": 2.0,
    "three to one": 3.0, "four to one": 4.0, "five to one": 5.0, "two and a half times": 2.5,
    "one and a half times": 1.5, "tenfold": 10.0, "fivefold": 5.0, "quadruple": 4.0,
    "quadrupling": 4.0, "trebling": 3.0, "tripling": 3.0,
}  # fmt: skip
