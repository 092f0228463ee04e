"""A small data.police.uk: crimes at known places, and no more of them at a time than allowed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from tests.integration.loopback import Answer

Ring = list[tuple[float, float]]
SQUARE: Ring = [(53.40, -3.00), (53.40, -2.90), (53.50, -2.90), (53.50, -3.00)]
# An L beside it, which a cut may part in two; it shares an edge with the square.
BENT: Ring = [
    (53.40, -2.90), (53.40, -2.70), (53.45, -2.70), (53.45, -2.85), (53.50, -2.85), (53.50, -2.90),
]  # fmt: skip


def holds(ring: Ring, lat: float, lng: float) -> bool:
    """Whether a place lies within, by counting crossings."""
    within = False
    for (a, b), (c, d) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (b > lng) != (d > lng) and lat < (c - a) * (lng - b) / (d - b) + a:
            within = not within
    return within


@dataclass
class Api:
    """What the API holds, and how many crimes of an area it gives at once."""

    most: int = 10_000
    updated: str = "2025-05-01"
    months: dict[str, list[str]] = field(default_factory=lambda: {"2025-03": ["merseyside"]})
    crimes: list[dict[str, Any]] = field(default_factory=list)
    lost: list[dict[str, Any]] = field(default_factory=list)
    searches: list[dict[str, Any]] = field(default_factory=list)
    searches_lost: list[dict[str, Any]] = field(default_factory=list)
    neighbourhoods: dict[str, Ring] = field(default_factory=lambda: {"A1": SQUARE, "B/2": BENT})
    busy: int = 0  # answers of 429 before the next good one
    areas: list[str] = field(default_factory=list)
    out_of_order: bool = False

    def __call__(self, path: str, words: dict[str, str]) -> Answer:
        if self.busy:
            self.busy -= 1
            return 429, b""
        status, found = self._found(path.removeprefix("/"), words)
        return status, json.dumps(found).encode()

    def _found(self, path: str, words: dict[str, str]) -> tuple[int, object]:
        simple: dict[str, object] = {
            "crime-last-updated": {"date": self.updated},
            "crimes-street-dates": [
                {"date": m, "stop-and-search": forces} for m, forces in self.months.items()
            ],
            "crime-categories": [
                {"url": "all-crime", "name": "All crime"},
                {"url": "violent-crime", "name": "Violence and sexual offences"},
                {"url": "burglary", "name": "Burglary"},
            ],
            "merseyside/neighbourhoods": [{"id": n, "name": n} for n in self.neighbourhoods],
            "crimes-no-location": self.lost,
            "stops-force": self.searches,
            "stops-no-location": self.searches_lost,
        }
        if path in simple:
            return 200, simple[path]
        for name, ring in self.neighbourhoods.items():
            if path == f"merseyside/{name.replace('/', '%2F')}/boundary":
                return 200, [{"latitude": str(a), "longitude": str(b)} for a, b in ring]
        if path in ("crimes-street/all-crime", "outcomes-at-location"):
            return self._area(path, words)
        return 404, None

    def _area(self, path: str, words: dict[str, str]) -> tuple[int, object]:
        self.areas.append(words["poly"])
        pairs = (p.split(",") for p in words["poly"].split(":"))
        ring = [(float(a), float(b)) for a, b in pairs]
        inside = [
            c for c in self.crimes
            if holds(ring, float(c["location"]["latitude"]), float(c["location"]["longitude"]))
        ]  # fmt: skip
        if self.out_of_order or len(inside) > self.most:
            return 503, None
        if path == "outcomes-at-location":
            charged = {"code": "charged", "name": "Suspect charged"}
            return 200, [{"category": charged, "crime": c, "person_id": None} for c in inside]
        return 200, inside


def crime(number: int, lat: float, lng: float, **other: object) -> dict[str, Any]:
    """One crime as the API gives it."""
    return {
        "category": "violent-crime",
        "persistent_id": f"{number:064x}",
        "location_type": "Force",
        "location": {
            "latitude": f"{lat:.6f}",
            "longitude": f"{lng:.6f}",
            "street": {"id": number, "name": "On or near High Street"},
        },
        "context": "",
        "month": "2025-03",
        "id": number,
        "outcome_status": {"category": "Under investigation", "date": "2025-03"},
        **other,
    }


def search(at: str, lat: float | None = 53.45) -> dict[str, Any]:
    """One stop and search as the API gives it."""
    place = None if lat is None else {
        "latitude": f"{lat:.6f}", "longitude": "-2.950000",
        "street": {"id": 1, "name": "On or near High Street"},
    }  # fmt: skip
    return {
        "type": "Person search", "datetime": at, "operation": False, "operation_name": None,
        "location": place, "gender": "Male", "age_range": "18-24",
        "self_defined_ethnicity": "White - English/Welsh/Scottish/Northern Irish/British",
        "officer_defined_ethnicity": "White", "legislation": None,
        "object_of_search": "Controlled drugs", "outcome": "Arrest",
        "outcome_linked_to_object_of_search": None, "involved_person": True,
        "removal_of_more_than_outer_clothing": False,
    }  # fmt: skip
