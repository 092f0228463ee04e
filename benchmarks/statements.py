"""Which rows of `weighing.py` are numbers of one statement.

A changed number is read alone; the numbers beside it are those of the right statement that it was
made of, which is found by its words without their numbers and directions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker import VERBS
from reading import Row

_WORDS = "|".join(word for pair in VERBS for word in pair)
CHANGED = re.compile(rf"[\d,.]+|\b(?:{_WORDS})\b", re.IGNORECASE)


def of_one_statement(rows: Sequence[Row]) -> list[list[int] | None]:
    """For each row the places of those of its statement, beside the same table; none where a
    changed number's are not known."""
    groups: list[list[int]] = []
    group_of: dict[int, int] = {}
    last: tuple[tuple[str, str], float] | None = None
    for i, row in enumerate(rows):
        if row.wrong:
            continue
        key, place = _key(row), row.around["its place"]
        if last is None or last[0] != key or place <= last[1]:
            groups.append([])
        groups[-1].append(i)
        group_of[i] = len(groups) - 1
        last = key, place
    own: dict[tuple[str, str], int] = {}  # beside the table that bears out most
    for at, group in enumerate(groups):
        key = _key(rows[group[0]])
        if key not in own or _borne(rows, group) > _borne(rows, groups[own[key]]):
            own[key] = at
    found: list[list[int] | None] = []
    for i, row in enumerate(rows):
        of = own.get(_key(row)) if row.wrong else group_of[i]
        alone = not row.around["there are other numbers"]
        found.append(groups[of] if of is not None else [] if alone else None)
    return found


def _borne(rows: Sequence[Row], group: Sequence[int]) -> float:
    return sum(rows[i].around["held"] for i in group)


def _key(row: Row) -> tuple[str, str]:
    return row.source, CHANGED.sub("#", row.text)
