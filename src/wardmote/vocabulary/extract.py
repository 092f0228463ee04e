"""A force's own extract: which of its columns is which field of a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# Every field that a record may have: what is counted, when, where, and what became of it.
FIELDS = (
    "id", "date", "area", "category", "detail", "result", "result_date", "answer", "weight",
    "amount", "place", "alcohol", "night_time_economy", "business", "public_place",
    "domestic_abuse",
)  # fmt: skip
MARKERS = ("alcohol", "night_time_economy", "business", "public_place", "domestic_abuse")
# The kinds of record, and the fields that each must have.
RECORDS: Mapping[str, tuple[str, ...]] = {
    "incident": ("date", "category"),
    "crime": ("date", "category"),
    "disposal": ("date", "category", "result"),
    "satisfaction": ("date", "category", "answer"),
    "survey": ("date", "category", "answer", "weight"),
    "reoffending": ("date", "result"),
    "engagement": ("date", "category"),
    "audit": ("date", "category", "result"),
}


@dataclass(frozen=True, slots=True)
class Extract:
    """How one extract is read: its record, its columns by field, its dates, its values.

    `values` maps, for a field, what the extract prints to what it is; a printed value that is
    not there is kept as it is, and listed as unmapped.
    """

    id: str
    title: str
    record: str
    area: str
    columns: Mapping[str, str]
    formats: tuple[str, ...] = ()
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
