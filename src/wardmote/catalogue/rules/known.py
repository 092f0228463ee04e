"""What the rules may know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wardmote.vocabulary import Measure


@dataclass(frozen=True, slots=True)
class Known:
    """Publications with their columns, priorities, measures, and the day of the check."""

    publications: Mapping[str, frozenset[str]]
    priorities: Mapping[str, str]
    measures: Mapping[str, Measure]
    today: date
