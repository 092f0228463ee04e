"""data.police.uk street-level crime: one row an offence or incident, in both its layouts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from wardmote.sources.columns import demand, likeness
from wardmote.sources.files import Refusal
from wardmote.sources.publication import Check, Head, Publication, Reading

STREET = Publication(
    id="police-uk-street",
    title="Street-level crime",
    publisher="data.police.uk",
    licence="Open Government Licence v3.0",
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
    kind="crime_type",
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

OUTCOMES = Publication(
    id="police-uk-outcomes",
    title="Outcomes of street-level crime",
    publisher="data.police.uk",
    licence="Open Government Licence v3.0",
    columns={
        "reported_by": "VARCHAR",
        "outcome": "VARCHAR",
        "lsoa": "VARCHAR",
        "crime_key": "UBIGINT",
    },
    monthly=True,
    counts_rows=True,
)
SEARCHES = Publication(
    id="police-uk-stop-and-search",
    title="Stop and search",
    publisher="data.police.uk",
    licence="Open Government Licence v3.0",
    columns={
        "searched_at": "TIMESTAMP",
        "type": "VARCHAR",
        "gender": "VARCHAR",
        "age_range": "VARCHAR",
        "self_defined_ethnicity": "VARCHAR",
        "officer_defined_ethnicity": "VARCHAR",
        "legislation": "VARCHAR",
        "object_of_search": "VARCHAR",
        "outcome": "VARCHAR",
        "outcome_linked": "VARCHAR",
        "longitude": "DOUBLE",
        "latitude": "DOUBLE",
    },
    monthly=True,
    counts_rows=True,
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
OF_MONTH = (
    Check("Month", f"NOT coalesce({MONTH}, false)", "write a month as 2015-03",
          "start_date IS NULL"),
    Check("Month", f"trim(\"Month\") < '{FIRST_MONTH}' OR trim(\"Month\") > '{{today}}'",
          f"months run from {FIRST_MONTH} to the present one",
          f"start_date < DATE '{FIRST_MONTH}-01'"),
)  # fmt: skip
# The first 64 bits of the published id: enough to join outcomes by. Trimming each is dear, so that
# only those that are no number as they stand are read again.
CRIME_KEY = (
    "coalesce(TRY_CAST('0x' || left(\"Crime ID\", 16) AS UBIGINT), "
    "TRY_CAST('0x' || left(trim(\"Crime ID\"), 16) AS UBIGINT))"
)


def _named(column: str, stored: str, message: str) -> Check:
    """A cell that may not be empty."""
    wrong = f"coalesce(trim(\"{column}\"), '') = ''"
    return Check(column, wrong, message, f"coalesce({stored}, '') = ''")


class Street:
    """Reader of street-level files."""

    publication = STREET

    def likeness(self, head: Head) -> float:
        """By the header: the 2011 layout has British National Grid places and no Crime ID."""
        if "outcome type" in {c.casefold() for c in head.header}:
            return 0.0  # the file of outcomes, which shares most of its columns
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
            "start_date": "month_start",
            "end_date": "month_end",
            "reported_by": 'trimmed("Reported by")',
            "crime_type": 'trimmed("Crime type")',
            "location": '"Location"',
        }
        if modern:
            places = {
                "outcome": "nullif(trimmed(\"Last outcome category\"), '')",
                "lsoa": "nullif(trimmed(\"LSOA code\"), '')",
                "longitude": 'TRY_CAST("Longitude" AS DOUBLE)',
                "latitude": 'TRY_CAST("Latitude" AS DOUBLE)',
                "easting": "NULL",
                "northing": "NULL",
                "crime_key": CRIME_KEY,
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
        checks = (*OF_MONTH, _named("Falls within", "area", "name the force"),
                  _named("Crime type", "crime_type", "name the crime type"))  # fmt: skip
        found = OWN_NAME.search(head.name)
        expected = found[1] if found else ""
        return Reading(
            STREET,
            head.scan(path, {**common, **places}, "Falls within", checks, month="Month"),
            title="Street-level crime" + (f", {expected}" if expected else ""),
            edition=date.fromisoformat(expected + "-01") if _is_month(expected) else None,
        )


OUTCOME_HEADER = ("Crime ID", "Month", "Reported by", "Falls within", "LSOA code", "Outcome type")
SEARCH_HEADER = ("Type", "Date", "Gender", "Age range", "Self-defined ethnicity",
                 "Officer-defined ethnicity", "Legislation", "Object of search",
                 "Outcome")  # fmt: skip
NAMED = re.compile(r"(?P<month>\d{4}-\d{2})-(?P<force>[a-z-]+?)-(?:outcomes|stop-and-search)\.csv$")


class Outcomes:
    """Reader of the files of outcomes, one row an outcome in the month in which it was recorded."""

    publication = OUTCOMES

    def likeness(self, head: Head) -> float:
        """By the header: the outcome's type, and no type of crime."""
        if "outcome type" not in {c.casefold() for c in head.header}:
            return 0.0
        return likeness(head.header, OUTCOME_HEADER)

    def read(self, head: Head, path: Path, areas: Mapping[str, str]) -> Reading:  # noqa: ARG002
        """The file as a scan; an outcome joins its crime by the first bits of the crime's id."""
        demand(head.header, OUTCOME_HEADER)
        checks = (*OF_MONTH, _named("Falls within", "area", "name the force"),
                  _named("Outcome type", "outcome", "name the outcome"))  # fmt: skip
        select = {
            "start_date": "month_start",
            "end_date": "month_end",
            "reported_by": 'trimmed("Reported by")',
            "outcome": 'trimmed("Outcome type")',
            "lsoa": "nullif(trimmed(\"LSOA code\"), '')",
            "crime_key": CRIME_KEY,
        }
        found = NAMED.search(head.name)
        month = found["month"] if found else ""
        return Reading(
            OUTCOMES,
            head.scan(path, select, "Falls within", checks, month="Month"),
            title=OUTCOMES.title + (f", {month}" if month else ""),
            edition=date.fromisoformat(month + "-01") if _is_month(month) else None,
        )  # fmt: skip


class Searches:
    """Reader of the files of stop and search, whose rows do not say of which force they are."""

    publication = SEARCHES

    def likeness(self, head: Head) -> float:
        """By the header."""
        return likeness(head.header, SEARCH_HEADER)

    def read(self, head: Head, path: Path, areas: Mapping[str, str]) -> Reading:
        """The file as a scan. Raises Refusal where its name does not say the force."""
        demand(head.header, SEARCH_HEADER)
        found = NAMED.search(head.name)
        force = areas.get(found["force"], "") if found else ""
        if not found or not force or not _is_month(found["month"]):
            raise Refusal(
                "its rows do not say of which force and month they are, nor does its name; name it "
                "as published: 2020-05-northumbria-stop-and-search.csv"
            )
        at = "try_strptime(left(trim(\"Date\"), 19), ['%Y-%m-%dT%H:%M:%S', '%Y-%m-%d %H:%M:%S'])"
        outside = (f"(strftime({{0}}, '%Y-%m') < '{FIRST_MONTH}' OR "
                   "strftime({0}, '%Y-%m') > '{{today}}')")  # fmt: skip
        checks = (
            Check("Date", f"({at}) IS NULL", "write a time as 2020-05-01T01:30:00",
                  "searched_at IS NULL"),
            Check("Date", outside.format(at), f"days run from {FIRST_MONTH} to the present",
                  outside.format("searched_at")),
            _named("Type", "type", "name the type of search"),
        )  # fmt: skip
        have = {c.casefold(): c for c in head.header}
        linked = have.get("outcome linked to object of search", "")
        month = found["month"]
        # A search of the last night of a month stands in the file of its month by local time.
        own = "CAST(given[2] AS DATE)"
        select = {
            "start_date": own,
            "end_date": f"last_day({own})",
            "searched_at": at,
            "type": 'trimmed("Type")',
            "gender": _text("Gender"),
            "age_range": _text("Age range"),
            "self_defined_ethnicity": _text("Self-defined ethnicity"),
            "officer_defined_ethnicity": _text("Officer-defined ethnicity"),
            "legislation": _text("Legislation"),
            "object_of_search": _text("Object of search"),
            "outcome": _text("Outcome"),
            "outcome_linked": _text(linked) if linked else "NULL",
            "longitude": 'TRY_CAST("Longitude" AS DOUBLE)' if "longitude" in have else "NULL",
            "latitude": 'TRY_CAST("Latitude" AS DOUBLE)' if "latitude" in have else "NULL",
        }
        return Reading(
            SEARCHES,
            head.scan(path, select, "Type", checks, "given[1]", given=(force, f"{month}-01")),
            title=f"{SEARCHES.title}, {month}",
            edition=date.fromisoformat(month + "-01"),
        )  # fmt: skip


def _text(column: str) -> str:
    return f"nullif(trimmed(\"{column}\"), '')"


def _is_month(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text))
