"""Measures that a measure names exist, and peers need a rate."""

from __future__ import annotations

from collections.abc import Iterator

from wardmote.catalogue.rules.known import Known
from wardmote.vocabulary import Measure, Problem, nearest


def known_denominator(measure: Measure, known: Known) -> Iterator[Problem]:
    """Name a measure that is none, and peers without a denominator."""
    for key, named in (
        ("denominator", measure.denominator),
        ("recorded_from", measure.recorded_from),
    ):
        if named and named not in known.measures:
            yield Problem("", key, f"unknown measure '{named}'; {nearest(named, known.measures)}")
    if measure.peers and not measure.denominator:
        yield Problem("", "peers", "forces are compared by a rate: name a denominator")
