"""data.police.uk street-level crime: one row an offence or incident, in both its layouts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from wardmote.sources.columns import demand, likeness
from wardmote.sources.publication import Check, Head, Publication, Reading, Scan

STREET = Publication(
    id="police-uk-street",
    title="Street-level crime",
    publisher="data.police.uk",
    licence="Open Government Licence v3.0",
    table="police_uk_street",
    columns={
        "reported_by": "VARCHAR",
        "crime_type": "VARCHAR",
        "outcome": "VARCHAR",
        "lsoa": "VARCHAR",
        "location": "VARCHAR",
        "longitude": "DOUBLE",
        "latitude": "DOUBLE",
        "easting": "DOUBLE",
        "northing": "DOUBLE",
        "crime_key": "UBIGINT",
    },
    monthly=True,
    counts_rows=True,
    known={
        "crime_type": frozenset(
            {
                *("Anti-social behaviour", "Bicycle theft", "Burglary"),
                *("Criminal damage and arson", "Drugs", "Other crime", "Other theft"),
                *("Possession of weapons", "Public disorder and weapons", "Public order"),
                *("Robbery", "Shoplifting", "Theft from the person", "Vehicle crime"),
                *("Violence and sexual offences", "Violent crime"),
            }
        )
    },
)

SINCE_2012 = (
    "Crime ID",
    "Month",
    "Reported by",
    "Falls within",
    "Longitude",
    "Latitude",
    "Location",
    "LSOA code",
    "LSOA name",
    "Crime type",
    "Last outcome category",
)
BEFORE_2012 = (
    "Month",
    "Reported by",
    "Falls within",
    "Easting",
    "Northing",
    "Location",
    "Crime type",
)
OWN_NAME = re.compile(r"(\d{4}-\d{2})-[a-z-]+-street\.csv$")
FIRST_MONTH = "2010-12"  # the publication began with December 2010

MONTH = r"regexp_full_match(trim(\"Month\"), '\d{4}-(0[1-9]|1[0-2])')".replace('\\"', '"')


class Street:
    """Reader of street-level files."""

    publication = STREET

    def likeness(self, head: Head) -> float:
        """By the header: the 2011 layout has British National Grid places and no Crime ID."""
        if "outcome type" in {c.casefold() for c in head.header}:
            return 0.0  # the publication's outcomes file, which shares most of its columns
        return max(self._both(head))

    def _both(self, head: Head) -> tuple[float, float]:
        return likeness(head.header, SINCE_2012), likeness(head.header, BEFORE_2012)

    def read(self, head: Head, path: Path, areas: Mapping[str, str]) -> Reading:  # noqa: ARG002
        """The file as a scan; every month must be one that the publication can hold."""
        newer = {"crime id", "longitude", "latitude", "lsoa code"}
        older = {"easting", "northing"}
        have = {c.casefold() for c in head.header}
        modern = len(newer & have) >= len(older & have)
        demand(head.header, SINCE_2012 if modern else BEFORE_2012)
        common = {
            "start_date": "CAST(trim(\"Month\") || '-01' AS DATE)",
            "end_date": "last_day(CAST(trim(\"Month\") || '-01' AS DATE))",
            "reported_by": 'trim("Reported by")',
            "crime_type": 'trim("Crime type")',
            "location": 'trim("Location")',
        }
        if modern:
            places = {
                "outcome": "nullif(trim(\"Last outcome category\"), '')",
                "lsoa": "nullif(trim(\"LSOA code\"), '')",
                "longitude": 'TRY_CAST("Longitude" AS DOUBLE)',
                "latitude": 'TRY_CAST("Latitude" AS DOUBLE)',
                "easting": "NULL",
                "northing": "NULL",
                # The first 64 bits of the published id: enough to join outcomes by.
                "crime_key": "TRY_CAST('0x' || left(trim(\"Crime ID\"), 16) AS UBIGINT)",
            }
        else:
            places = {
                "outcome": "NULL",
                "lsoa": "NULL",
                "longitude": "NULL",
                "latitude": "NULL",
                "easting": 'TRY_CAST("Easting" AS DOUBLE)',
                "northing": 'TRY_CAST("Northing" AS DOUBLE)',
                "crime_key": "NULL",
            }
        checks = (
            Check("Month", f"NOT coalesce({MONTH}, false)", "write a month as 2015-03"),
            Check(
                "Month",
                f"trim(\"Month\") < '{FIRST_MONTH}' OR trim(\"Month\") > '{{today}}'",
                f"months run from {FIRST_MONTH} to the present one",
            ),
            Check("Falls within", "coalesce(trim(\"Falls within\"), '') = ''", "name the force"),
            Check("Crime type", "coalesce(trim(\"Crime type\"), '') = ''", "name the crime type"),
        )
        found = OWN_NAME.search(head.name)
        expected = found[1] if found else ""
        return Reading(
            STREET,
            Scan(
                path,
                head.header,
                {**common, **places},
                "Falls within",
                checks,
                head.newline,
                head.encoding,
                head.skip,
            ),
            title="Street-level crime" + (f", {expected}" if expected else ""),
            edition=date.fromisoformat(expected + "-01") if _is_month(expected) else None,
        )


def _is_month(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text))
