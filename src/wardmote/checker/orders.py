"""Orders that a sentence claims: highest, third of eight, runs, how many moved a way, ranges."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.checker.bench import Bench
from wardmote.checker.explained import Explained
from wardmote.checker.places import superlatives_of
from wardmote.checker.runs import runs_of
from wardmote.checker.standing import Standing
from wardmote.checker.tallies import tallies_of, ways_gone


def standings(bench: Bench, found: Sequence[Explained]) -> list[Standing]:
    """Every claim about an order that a sentence makes of a table."""
    return [
        *superlatives_of(bench, found),
        *runs_of(bench, found),
        *tallies_of(bench),
        *ways_gone(bench, found),
    ]
