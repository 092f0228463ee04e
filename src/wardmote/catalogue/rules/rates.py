"""A rate needs a denominator that is itself a measure, and peers need a rate."""

from __future__ import annotations

from collections.abc import Iterator

from wardmote.catalogue.rules.known import Known
from wardmote.vocabulary import Measure, Problem, nearest


def known_denominator(measure: Measure, known: Known) -> Iterator[Problem]:
    """Name a denominator that is no measure, and peers without one."""
    if measure.denominator and measure.denominator not in known.measures:
        yield Problem(
            "",
            "denominator",
            f"unknown measure '{measure.denominator}'; "
            f"{nearest(measure.denominator, known.measures)}",
        )
    if measure.peers and not measure.denominator:
        yield Problem("", "peers", "forces are compared by a rate: name a denominator")
