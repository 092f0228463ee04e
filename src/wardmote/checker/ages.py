"""Bands of age that a sentence names by where they begin or end: 60 and over, the under-25s, those
in their thirties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wardmote.checker.axes import Line

OLDEST = 150
_OLDER = r"\s?\+|\s+(?:years\s+)?(?:and|or)\s+(?:over|older|above|more)\b"
_YOUNGER = r"\s+(?:years\s+)?(?:and|or)\s+(?:under|younger|below)\b"
BAND = re.compile(
    r"(?:ages?|aged)?\s*(?:(?P<from>\d{1,2})\s?(?:to|-|–|—)\s?(?P<to>\d{1,2})|"
    rf"(?P<least>\d{{1,2}})(?:{_OLDER})|(?:under|below|less than)\s?-?(?P<under>\d{{1,2}})s?|"
    rf"over\s?-?(?P<over>\d{{1,2}})s?|(?P<most>\d{{1,2}})(?:{_YOUNGER}))(?:\s+years(?: old)?)?",
    re.IGNORECASE,
)
TENS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties")
SAID = re.compile(
    rf"\b(?:(?P<least>\d{{2}})(?:{_OLDER})|(?P<most>\d{{2}})(?:{_YOUNGER})|"
    r"(?:under[- ](?P<under>\d{2})|over[- ](?P<over>\d{2}))s?\b(?![.,:/]?\d|\s?%|\s?per\b)|"
    rf"in (?:their|his|her) (?P<tens>{'|'.join(TENS)})\b)",
    re.IGNORECASE,
)
FEWEST = 3  # bands that a table of ages has


def _ages(match: re.Match[str]) -> tuple[int, int]:
    """The first and the last year of age that a form names."""
    said = {name: text for name, text in match.groupdict().items() if text}
    if "tens" in said:
        first = 20 + 10 * TENS.index(said["tens"].lower())
        return first, first + 9
    told = {name: int(text) for name, text in said.items()}
    if "under" in told:
        return 0, told["under"] - 1
    first = told.get("from", told.get("least", told.get("over", 0)))
    return first, told.get("to", told.get("most", OLDEST))


def band_of(label: str) -> tuple[int, int] | None:
    """The first and the last year of age of a label that is a band of ages, else None."""
    match = BAND.fullmatch(label.strip())
    return _ages(match) if match else None


def bands(
    sentence: str, lines: Sequence[Line]
) -> Iterator[tuple[tuple[Line, ...], int, int]]:  # fmt: skip
    """The lines of each stretch of ages that a sentence names, and where; only where it begins or
    ends as a line does, and is of several, or is in words."""
    said = [*SAID.finditer(sentence)]
    of = [(band_of(line.label), line) for line in lines] if said else []
    known = [(band, line) for band, line in of if band is not None]
    if len(known) < FEWEST:
        return
    begins, ends = {0, *(b[0] for b, _ in known)}, {OLDEST, *(b[1] for b, _ in known)}
    for match in said:
        first, last = _ages(match)
        meant = tuple(line for band, line in known if first <= band[0] and band[1] <= last)
        if first in begins and last in ends and len(meant) > (0 if match["tens"] else 1):
            yield meant, match.start(), match.end()
