"""A measure serves a known priority, or stands outside the plan."""

from __future__ import annotations

from collections.abc import Iterator

from wardmote.catalogue.rules.known import Known
from wardmote.vocabulary import Measure, Problem, nearest


def known_priority(measure: Measure, known: Known) -> Iterator[Problem]:
    """Name a priority that is not in the plan."""
    if measure.plan not in known.priorities:
        yield Problem(
            "",
            "plan",
            f"unknown priority '{measure.plan}'; {nearest(measure.plan, known.priorities)}",
        )
