"""data.police.uk's API: what it gives of a force and month, in the columns of the published files.

Street-level crimes and outcomes are given by area, so they are asked for by the boundaries of the
force's neighbourhoods; an area with more than 10,000 crimes is answered by 503 and halved.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from wardmote.sources.fetching.client import TOO_LARGE, Client, NotFetchedError
from wardmote.sources.fetching.download import (
    ABSENT,
    FAILED,
    FETCHED,
    UNCHANGED,
    Fetched,
    Progress,
    unwritable,
)
from wardmote.sources.fetching.polygons import Point, halves, written
from wardmote.sources.police_uk import SEARCHES, STREET
from wardmote.sources.provenance import Record, digest_of, keep, known, part_of, untouched
from wardmote.vocabulary import Force, Period

SOURCE = "police-uk"
BASE = "https://data.police.uk/api"
PER_SECOND, BURST = 14.0, 28  # the API allows fewer than 15 on average, and 30 at once
MOST_HALVINGS = 14  # by then an area is a few streets wide
DEFAULT_KINDS = ("street", "stop-and-search")
NOTE = "by the API and its neighbourhood boundaries: without LSOA, and without crimes outside them"

CRIME = ("Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location",
         "LSOA code", "LSOA name")  # fmt: skip
HEADERS: Mapping[str, tuple[str, ...]] = {
    "street": (*CRIME, "Crime type", "Last outcome category", "Context"),
    "outcomes": (*CRIME, "Outcome type"),
    "stop-and-search": (
        "Type", "Date", "Part of a policing operation", "Policing operation", "Latitude",
        "Longitude", "Gender", "Age range", "Self-defined ethnicity", "Officer-defined ethnicity",
        "Legislation", "Object of search", "Outcome", "Outcome linked to object of search",
        "Removal of more than just outer clothing",
    ),
}  # fmt: skip
PATHS = {"street": "crimes-street/all-crime", "outcomes": "outcomes-at-location"}
Item = dict[str, Any]


@dataclass
class PoliceApi:
    """The API as one run of fetching sees it: what it holds does not change in between."""

    client: Client
    base: str
    progress: Progress
    _rings: dict[str, list[list[Point]]] = field(default_factory=dict)
    _without: dict[str, int] = field(default_factory=dict)
    _names: dict[str, dict[str, str]] = field(default_factory=dict)

    def fetch(
        self, forces: Sequence[Force], period: Period, kinds: Sequence[str], data: Path
    ) -> Iterator[Fetched]:
        """Each force, month and kind as a file of its own, whole or absent.

        Raises OfflineError where the API cannot be reached, NotFetchedError where it does not say
        what it holds.
        """
        updated = self._updated()
        held = self._held()
        for force in forces:
            for month in period.each_month():
                for kind in kinds:
                    target = data / month.id / f"{month.id}-{force.slug}-{kind}.csv"
                    try:
                        yield self._one(force, month.id, kind, target, (updated, held))
                    except NotFetchedError as error:
                        yield Fetched(str(target), FAILED, str(error), url=self.base)
                    except OSError as error:
                        part_of(target).unlink(missing_ok=True)
                        yield Fetched(str(target), FAILED, unwritable(target, error))

    def _one(
        self,
        force: Force,
        month: str,
        kind: str,
        target: Path,
        state: tuple[str, Mapping[str, frozenset[str]]],
    ) -> Fetched:
        updated, held = state
        if month not in held:
            first, last = min(held, default="nothing"), max(held, default="nothing")
            return Fetched(
                str(target), ABSENT,
                f"the API holds {first} to {last}; older months are in the archives: "
                "wardmote fetch police-uk-archive",
            )  # fmt: skip
        if kind == "stop-and-search" and force.slug not in held[month]:
            return Fetched(str(target), ABSENT, f"{force.name} published no searches of {month}")
        # The state of the whole API stands for that of each of its months.
        before = known(target)
        same = before and before.etag == updated and before.url == self.base
        if before and same and untouched(target, before):
            return Fetched(str(target), UNCHANGED, "", before.length or 0, before.sha256)
        rows, note = self._rows(force, month, kind)
        if not rows:
            return Fetched(str(target), ABSENT, note or f"nothing was published of {month}")
        return self._kept(target, HEADERS[kind], rows, updated, note)

    def _kept(
        self, target: Path, header: Sequence[str], rows: Iterable[tuple[str, ...]], updated: str,
        note: str,
    ) -> Fetched:  # fmt: skip
        """Write the rows in an order of their own, so that the same rows are the same bytes."""
        text = io.StringIO()
        lines = csv.writer(text, lineterminator="\n")
        lines.writerow(header)
        lines.writerows(sorted(rows))
        target.parent.mkdir(parents=True, exist_ok=True)
        part = part_of(target)
        part.write_text(text.getvalue(), encoding="utf-8", newline="")
        digest, size = digest_of(part), part.stat().st_size
        same = target.is_file() and digest_of(target) == digest
        part.replace(target)
        keep(
            target,
            Record(
                self.base, updated, "", size, digest, STREET.publisher, SEARCHES.licence, None,
                NOTE if "Crime ID" in header else "by the API", target.stat().st_mtime_ns,
            ),
        )  # fmt: skip
        return Fetched(str(target), UNCHANGED if same else FETCHED, note, size, digest)

    def _rows(self, force: Force, month: str, kind: str) -> tuple[list[tuple[str, ...]], str]:
        if kind == "stop-and-search":
            return [_search_row(s) for s in self._searches(force.slug, month)], ""
        rings = self._neighbourhoods(force.slug)
        if not rings:
            return [], f"the API has no neighbourhoods of {force.name}; see police-uk-archive"
        names = self._categories(month)
        found: dict[str, Item] = {}
        label = f"{month} {force.slug} {kind}"
        for number, ring in enumerate(rings, 1):
            self.progress(label, number, len(rings))
            for item in self._within(ring, PATHS[kind], month):
                found[_identity(item, kind)] = item
        if kind == "street":
            for item in self._list(
                "crimes-no-location?category=all-crime"
                f"&force={quote(force.slug)}&date={month}"
            ):  # fmt: skip
                found[_identity(item, kind)] = item
        made = [_crime_row(i, kind, force.name, month, names) for i in found.values()
                if _crime(i, kind).get("location_type") != "BTP"]  # fmt: skip
        without = self._without[force.slug]
        note = f"{without} of its neighbourhoods have no boundary" if without else ""
        return made, note

    def _within(
        self, ring: Sequence[Point], path: str, month: str, halved: int = 0
    ) -> Iterator[Item]:  # fmt: skip
        """Everything in an area, in as many parts as the API needs."""
        url = f"{self.base.rstrip('/')}/{path}"
        status, body = self.client.json(url, {"poly": written(ring), "date": month})
        if status == TOO_LARGE:
            if halved >= MOST_HALVINGS:
                raise NotFetchedError(
                    "the API answers 503 for an area of a few streets too, so it is out of order; "
                    "fetch again later"
                )
            for half in halves(ring):
                if len(half) >= 3:
                    yield from self._within(half, path, month, halved + 1)
            return
        yield from _items(status, body, url)

    def _searches(self, force: str, month: str) -> Iterator[Item]:
        """All searches, with those without a place once, in whichever list they stand."""
        query = f"?force={quote(force)}&date={month}"
        placed = list(self._list(f"stops-force{query}"))
        lost = list(self._list(f"stops-no-location{query}"))
        counted = Counter(_search_row(s) for s in placed)
        yield from placed
        for item in lost:
            row = _search_row(item)
            if counted[row] > 0:
                counted[row] -= 1
            else:
                yield item

    def _neighbourhoods(self, force: str) -> list[list[Point]]:
        """The boundaries of the force's neighbourhoods that have one."""
        if force not in self._rings:
            self._rings[force], self._without[force] = [], 0
            listed = list(self._list(f"{quote(force)}/neighbourhoods"))
            rings: list[list[Point]] = []
            without = 0
            for number, item in enumerate(listed, 1):
                self.progress(f"{force} boundaries", number, len(listed))
                path = f"{quote(force)}/{quote(str(item['id']), safe='')}/boundary"
                ring = [
                    (float(p["latitude"]), float(p["longitude"]))
                    for p in self._list(path, missing=True)
                ]
                if len(ring) >= 3:
                    rings.append(ring)
                else:
                    without += 1
            self._rings[force], self._without[force] = rings, without
        return self._rings[force]

    def _categories(self, month: str) -> dict[str, str]:
        if month not in self._names:
            listed = self._list(f"crime-categories?date={month}")
            self._names[month] = {str(c["url"]): str(c["name"]) for c in listed}
        return self._names[month]

    def _updated(self) -> str:
        """The day on which what the API holds last changed."""
        url = f"{self.base.rstrip('/')}/crime-last-updated"
        status, body = self.client.json(url)
        if status != 200 or not isinstance(body, dict):
            raise NotFetchedError(_refused(status, url))
        return str(body.get("date", ""))

    def _held(self) -> dict[str, frozenset[str]]:
        """The months that the API holds, each with the forces whose searches are in it."""
        return {
            str(m["date"]): frozenset(m.get("stop-and-search") or ())
            for m in self._list("crimes-street-dates")
        }

    def _list(self, path: str, *, missing: bool = False) -> Iterator[Item]:
        url = f"{self.base.rstrip('/')}/{path}"
        status, body = self.client.json(url)
        if status == 404 and missing:
            return iter(())
        return _items(status, body, url)


def _items(status: int, body: object, url: str) -> Iterator[Item]:
    if status != 200 or not isinstance(body, list):
        raise NotFetchedError(_refused(status, url))
    return iter(cast(list[Item], body))


def _refused(status: int, url: str) -> str:
    if status == 200:
        return f"{url} answers in another form than the API is known to have"
    return f"the API answers {status} for {url}; fetch again later"


def _crime(item: Item, kind: str) -> Item:
    return item if kind == "street" else (item.get("crime") or {})


def _identity(item: Item, kind: str) -> str:
    """What tells a crime or outcome from another, wherever two areas overlap."""
    if kind == "street":
        return str(item["id"])
    crime = _crime(item, kind)
    outcome = (item.get("category") or {}).get("code", "")
    return f"{crime.get('persistent_id') or crime.get('id')}/{outcome}/{item.get('person_id')}"


def _crime_row(
    item: Item, kind: str, force: str, month: str, names: Mapping[str, str]
) -> tuple[str, ...]:
    crime = _crime(item, kind)
    place = crime.get("location") or {}
    category = str(crime.get("category") or "")
    common = (
        _said(crime.get("persistent_id")), month, force, force, _said(place.get("longitude")),
        _said(place.get("latitude")), _said((place.get("street") or {}).get("name"))
        or "No Location", "", "",
    )  # fmt: skip
    if kind == "outcomes":
        return (*common, _said((item.get("category") or {}).get("name")))
    named = names.get(category) or category.replace("-", " ").capitalize()
    outcome = (item.get("outcome_status") or {}).get("category")
    return (*common, named, _said(outcome), _said(item.get("context")))


def _search_row(item: Item) -> tuple[str, ...]:
    place = item.get("location") or {}
    return (
        _said(item.get("type")), _said(item.get("datetime")), _truth(item.get("operation")),
        _said(item.get("operation_name")), _said(place.get("latitude")),
        _said(place.get("longitude")), _said(item.get("gender")), _said(item.get("age_range")),
        _said(item.get("self_defined_ethnicity")), _said(item.get("officer_defined_ethnicity")),
        _said(item.get("legislation")), _said(item.get("object_of_search")),
        _said(item.get("outcome")), _truth(item.get("outcome_linked_to_object_of_search")),
        _truth(item.get("removal_of_more_than_outer_clothing")),
    )  # fmt: skip


def _said(value: object) -> str:
    """The text of a cell; the API's null and false are an empty one."""
    return "" if value is None or value is False else str(value)


def _truth(value: object) -> str:
    return "" if value is None else str(value)
