"""Whoever checks a definition is not the one who wrote it."""

from __future__ import annotations

from collections.abc import Iterator

from wardmote.catalogue.rules.known import Known
from wardmote.vocabulary import Measure, Problem


def checked_by_another(measure: Measure, _known: Known) -> Iterator[Problem]:
    """Author and checker differ."""
    if measure.author.strip().casefold() == measure.checker.strip().casefold():
        yield Problem("", "checker", f"'{measure.checker}' wrote it too; name somebody else")
