"""A definition is looked at again by its date."""

from __future__ import annotations

from collections.abc import Iterator

from wardmote.catalogue.rules.known import Known
from wardmote.vocabulary import Measure, Problem

NOTICE = 60  # days before the date at which a warning starts


def review_due(measure: Measure, known: Known) -> Iterator[Problem]:
    """A warning within 60 days of the date, an error after it."""
    days = (measure.next_review - known.today).days
    if days < 0:
        yield Problem("", "next_review", f"{measure.next_review} is past; review the definition")
    elif days <= NOTICE:
        yield Problem("", "next_review", f"due in {days} days, on {measure.next_review}", False)
