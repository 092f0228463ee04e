"""Errors that are the user's to mend: each says what is wrong, where, and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


class UserError(Exception):
    """The request was wrong. The message is written for the person who made it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place of one file."""

    file: str
    place: str
    message: str
    grave: bool = True

    def __str__(self) -> str:
        where = f"{self.file}: {self.place}" if self.place else self.file
        return f"{where}: {self.message}"


def nearest(word: str, allowed: Iterable[str]) -> str:
    """` did you mean 'x'?` for the closest allowed word, else the list of them."""
    options = sorted(allowed)
    close = difflib.get_close_matches(word, options, 1)
    if close:
        return f"did you mean '{close[0]}'?"
    return "allowed: " + ", ".join(options)
