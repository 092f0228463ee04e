"""Checking a file's header against the columns that a publication has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wardmote.sources.files import Refusal
from wardmote.vocabulary import nearest


def likeness(header: Sequence[str], wanted: Iterable[str]) -> float:
    """The share of the wanted columns that the header has, whatever their case."""
    have = {c.casefold() for c in header}
    want = [c.casefold() for c in wanted]
    return sum(c in have for c in want) / len(want)


def demand(header: Sequence[str], wanted: Iterable[str]) -> None:
    """Raises Refusal that names each wanted column that is not there, or is there twice."""
    have = [c.casefold() for c in header]
    for column in wanted:
        times = have.count(column.casefold())
        if times == 0:
            hint = nearest(column, [c for c in header if c] or ["(no header)"])
            raise Refusal(
                f"row 1: column '{column}' is missing ({hint.rstrip('?')}); "
                "download the file again, or put the column back"
            )
        if times > 1:
            raise Refusal(f"row 1: column '{column}' appears {times} times; keep one of them")
