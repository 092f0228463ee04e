"""Department for Transport: collisions by authority (RAS tables), and STATS19 records."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from pathlib import Path

from wardmote.sources.cells import Cell, period_of, plain, text_of
from wardmote.sources.columns import demand, likeness
from wardmote.sources.files import Refusal
from wardmote.sources.publication import Check, Head, Publication, Reading, Rows
from wardmote.sources.statistics import STATISTIC, Figures, Row, Sheet, matrix
from wardmote.vocabulary import Period

LICENCE = "Open Government Licence v3.0"
AUTHORITY_TABLES = Publication(
    id="dft-collisions-by-authority",
    title="Reported injury collisions by region and local authority",
    publisher="Department for Transport",
    licence=LICENCE,
    columns=STATISTIC,
    level="authority",
)
COLLISIONS = Publication(
    id="stats19-collisions",
    title="Road safety data: collisions",
    publisher="Department for Transport",
    licence=LICENCE,
    columns={
        "collision": "VARCHAR",
        "day": "DATE",
        "severity": "VARCHAR",
        "adjusted_serious": "DOUBLE",
        "adjusted_slight": "DOUBLE",
        "vehicles": "INTEGER",
        "casualties": "INTEGER",
        "authority": "VARCHAR",
        "lsoa": "VARCHAR",
        "longitude": "DOUBLE",
        "latitude": "DOUBLE",
        "speed_limit": "INTEGER",
    },
    monthly=True,
    counts_rows=True,
)
CASUALTIES = Publication(
    id="stats19-casualties",
    title="Road safety data: casualties",
    publisher="Department for Transport",
    licence=LICENCE,
    columns={
        "collision": "VARCHAR",
        "severity": "VARCHAR",
        "adjusted_serious": "DOUBLE",
        "adjusted_slight": "DOUBLE",
        "casualty_class": "VARCHAR",
        "casualty_type": "VARCHAR",
        "sex": "VARCHAR",
        "age": "INTEGER",
    },
    level="country",
)
LOCAL_CASUALTIES = Publication(
    id="local-road-casualties",
    title="Road casualties by day, from STATS19 by a local authority",
    publisher="",
    licence=LICENCE,
    columns={
        "collision": "VARCHAR",
        "day": "DATE",
        "severity": "VARCHAR",
        "collision_severity": "VARCHAR",
        "mode": "VARCHAR",
        "sex": "VARCHAR",
        "age_band": "VARCHAR",
        "longitude": "DOUBLE",
        "latitude": "DOUBLE",
    },
    counts_rows=True,
    level="authority",
)
CODE_LISTS = Publication(
    id="stats19-code-lists",
    title="Road safety data: variables and their codes",
    publisher="Department for Transport",
    licence=LICENCE,
    columns={"dataset": "VARCHAR", "variable": "VARCHAR", "code": "VARCHAR", "label": "VARCHAR",
             "note": "VARCHAR"},
    level="country",
)  # fmt: skip

# The police force codes of the record, by the slugs of forces.
FORCES = {
    1: "metropolitan", 3: "cumbria", 4: "lancashire", 5: "merseyside",
    6: "greater-manchester", 7: "cheshire", 10: "northumbria", 11: "durham", 12: "north-yorkshire",
    13: "west-yorkshire", 14: "south-yorkshire", 16: "humberside", 17: "cleveland",
    20: "west-midlands", 21: "staffordshire", 22: "west-mercia", 23: "warwickshire",
    30: "derbyshire", 31: "nottinghamshire", 32: "lincolnshire", 33: "leicestershire",
    34: "northamptonshire", 35: "cambridgeshire", 36: "norfolk", 37: "suffolk", 40: "bedfordshire",
    41: "hertfordshire", 42: "essex", 43: "thames-valley", 44: "hampshire", 45: "surrey",
    46: "kent", 47: "sussex", 48: "city-of-london", 50: "devon-and-cornwall",
    52: "avon-and-somerset", 53: "gloucestershire", 54: "wiltshire", 55: "dorset",
    60: "north-wales", 61: "gwent", 62: "south-wales", 63: "dyfed-powys", 91: "northern",
    92: "grampian", 93: "tayside", 94: "fife", 95: "lothian-and-borders", 96: "central",
    97: "strathclyde", 98: "dumfries-and-galloway", 99: "police-scotland",
}  # fmt: skip
SEVERITY = (
    "CASE trim(\"{}\") WHEN '1' THEN 'Fatal' WHEN '2' THEN 'Serious' WHEN '3' THEN 'Slight' END"
)
# Days before months, or ISO.
DAY = (
    "CAST(coalesce(try_strptime(trim(\"date\"), '%d/%m/%Y'), "
    "try_strptime(trim(\"date\"), '%Y-%m-%d')) AS DATE)"
)
UNITS = re.compile(r"^Number of|^_+$", re.IGNORECASE)
GROUPS = re.compile(r"^Road surface condition|^Severity", re.IGNORECASE)


class AuthorityTables:
    """Reader of tables by ONS code and local authority: workbooks with a sheet a year, or CSV."""

    publication = AUTHORITY_TABLES

    def likeness(self, head: Head) -> float:
        """By the two columns that name the place."""
        if head.header:
            return likeness(head.header[:2], ("ONS Code", "Region/Local Authority"))
        return float(any(_authority_head(rows) is not None for rows in head.sheets.values()))

    def read(self, head: Head, path: Path, areas: Mapping[str, str]) -> Reading:  # noqa: ARG002
        """Every figure. The year is the sheet's name or title, else the file's name."""
        sheets: dict[str, Sheet] = dict(head.sheets)
        if head.header:
            with head.opened(path) as f:
                sheets = {"": list(csv.reader(f))}
        rows: list[Row] = []
        for name, sheet in sheets.items():
            top = _authority_head(sheet)
            if top is None:
                continue
            period = period_of(name) or next(
                (p for row in sheet[:top] for c in row[:2] if (p := period_of(c))), None
            ) or period_of(Path(head.name).stem.replace("_", " "))  # fmt: skip
            if period is None:
                raise Refusal(
                    "neither the table nor the file's name says of which year it is; put the year "
                    "into the name, such as collisions-2014.csv"
                )
            how = Figures(name, {}, period)
            body = [row for row in sheet[top + 1 :] if row and _is_place(text_of(row[0]))]
            rows += matrix([_heading(sheet, top), *body], how, named=_is_name)
        if not rows:
            raise Refusal("no sheet has rows of ONS codes and local authorities")
        return Reading(AUTHORITY_TABLES, Rows(tuple(rows)))


def _authority_head(rows: Sheet) -> int | None:
    return next(
        (i for i, row in enumerate(rows[:25])
         if len(row) > 2 and plain(text_of(row[0])).casefold() == "ons code"), None,
    )  # fmt: skip


def _heading(sheet: Sheet, top: int) -> list[Cell]:
    """One row of headings: the words of a column's rows, without those of groups of columns."""
    above = [
        row for row in sheet[max(top - 4, 0) : top] if sum(bool(text_of(c)) for c in row[2:]) > 1
    ]
    made: list[Cell] = [*sheet[top][:2]]
    for c in range(2, len(sheet[top])):
        words = [text_of(row[c]) for row in (*above, sheet[top]) if c < len(row)]
        words = [w for w in words if w and not UNITS.match(w)]
        own = [w for w in words if not GROUPS.match(w)]
        made.append(" ".join(own))
    return made


def _is_name(text: str) -> bool:
    return bool(text) and len(text) < 60 and not _is_place(text)


def _is_place(code: str) -> bool:
    return bool(re.fullmatch(r"[EWSNK]\d{8}", code))


def _first(head: Head, *names: str) -> str:
    have = {c.casefold(): c for c in head.header}
    return next((have[n] for n in names if n in have), "")


class Collisions:
    """Reader of collision records, in the older (accident) and the newer (collision) names."""

    publication = COLLISIONS
    WANTED = ("police_force", "date", "number_of_vehicles", "number_of_casualties", "speed_limit")

    def likeness(self, head: Head) -> float:
        """By the columns that only collisions have."""
        return likeness(head.header, self.WANTED) if _first(
            head, "accident_severity", "collision_severity") else 0.0  # fmt: skip

    def read(self, head: Head, path: Path, areas: Mapping[str, str]) -> Reading:  # noqa: ARG002
        """The file as a scan; a day is written as 05/01/2022 or 2022-01-05."""
        demand(head.header, self.WANTED)
        severity = _first(head, "accident_severity", "collision_severity")
        index = _first(head, "collision_index", "accident_index")
        codes = ", ".join(f"'{k}': '{v}'" for k, v in FORCES.items())
        force = f'(MAP {{{codes}}})[trim("police_force")]'
        checks = (
            *_of_day("05/01/2022"),
            Check(severity, f"trim(\"{severity}\") NOT IN ('1', '2', '3')",
                  "a severity is 1 fatal, 2 serious or 3 slight"),
            Check("police_force", f"{force} IS NULL",
                  "it is no police force code of the record"),
        )  # fmt: skip
        serious = _first(head, "collision_adjusted_severity_serious",
                         "accident_adjusted_severity_serious",
                         "adjusted_severity_serious")  # fmt: skip
        slight = _first(head, "collision_adjusted_severity_slight",
                        "accident_adjusted_severity_slight",
                        "adjusted_severity_slight")  # fmt: skip
        lsoa = _first(head, "lsoa_of_accident_location", "lsoa_of_collision_location")
        authority = _first(head, "local_authority_ons_district")
        select = {
            "start_date": f"CAST(date_trunc('month', {DAY}) AS DATE)",
            "end_date": f"last_day({DAY})",
            "collision": f'trim("{index}")' if index else "NULL",
            "day": DAY,
            "severity": SEVERITY.format(severity),
            "adjusted_serious": _double(serious),
            "adjusted_slight": _double(slight),
            "vehicles": 'TRY_CAST("number_of_vehicles" AS INTEGER)',
            "casualties": 'TRY_CAST("number_of_casualties" AS INTEGER)',
            "authority": _code(authority),
            "lsoa": _code(lsoa),
            "longitude": _double(_first(head, "longitude")),
            "latitude": _double(_first(head, "latitude")),
            "speed_limit": 'nullif(TRY_CAST("speed_limit" AS INTEGER), -1)',
        }
        scan = head.scan(path, select, "police_force", checks, force)
        return Reading(COLLISIONS, scan)


def _of_day(example: str) -> tuple[Check, Check]:
    """What no day of a record may be."""
    return (
        Check("date", f"({DAY}) IS NULL", f"write a day as {example}"),
        Check("date", f"year({DAY}) < 1979 OR strftime({DAY}, '%Y-%m') > '{{today}}'",
              "days run from 1979 to the present"),
    )  # fmt: skip


def _double(column: str) -> str:
    return f'TRY_CAST("{column}" AS DOUBLE)' if column else "NULL"


def _code(column: str) -> str:
    return f"nullif(nullif(trim(\"{column}\"), ''), '-1')" if column else "NULL"


class Casualties:
    """Reader of casualty records, which hold a year and the index of their collision."""

    publication = CASUALTIES
    WANTED = ("casualty_reference", "casualty_class", "casualty_severity", "casualty_type")

    def likeness(self, head: Head) -> float:
        """By the columns that only casualties have."""
        return likeness(head.header, self.WANTED)

    def read(self, head: Head, path: Path, areas: Mapping[str, str]) -> Reading:  # noqa: ARG002
        """The file as a scan, all of Great Britain; join it to collisions for place and day."""
        demand(head.header, self.WANTED)
        year = _first(head, "collision_year", "accident_year")
        index = _first(head, "collision_index", "accident_index")
        if not year or not index:
            raise Refusal("row 1: columns 'collision_index' and 'collision_year' are needed")
        checks = (
            Check(year, "NOT coalesce(regexp_full_match("
                  f"trim(\"{year}\"), '(19|20)\\d\\d'), false)", "write a year as 2022"),
            Check("casualty_severity", "trim(\"casualty_severity\") NOT IN ('1', '2', '3')",
                  "a severity is 1 fatal, 2 serious or 3 slight"),
        )  # fmt: skip
        start = f'make_date(TRY_CAST("{year}" AS INTEGER), 1, 1)'
        select = {
            "start_date": start,
            "end_date": f"CAST({start} + INTERVAL 1 YEAR - INTERVAL 1 DAY AS DATE)",
            "collision": f'trim("{index}")',
            "severity": SEVERITY.format("casualty_severity"),
            "adjusted_serious": _double(_first(head, "casualty_adjusted_severity_serious")),
            "adjusted_slight": _double(_first(head, "casualty_adjusted_severity_slight")),
            "casualty_class": 'trim("casualty_class")',
            "casualty_type": 'trim("casualty_type")',
            "sex": _code(_first(head, "sex_of_casualty")),
            "age": "nullif(" + (f'TRY_CAST("{a}" AS INTEGER)' if (a := _first(
                head, "age_of_casualty")) else "NULL") + ", -1)",
        }  # fmt: skip
        scan = head.scan(path, select, index, checks, "'great-britain'")
        return Reading(CASUALTIES, scan)


class LocalCasualties:
    """Reader of casualties by day and authority, in words and not in codes."""

    publication = LOCAL_CASUALTIES
    WANTED = ("date", "casualty_severity", "collision_severity", "mode", "area_name")

    def likeness(self, head: Head) -> float:
        """By its columns in words."""
        return likeness(head.header, self.WANTED)

    def read(self, head: Head, path: Path, areas: Mapping[str, str]) -> Reading:  # noqa: ARG002
        """The file as a scan."""
        demand(head.header, self.WANTED)
        checks = (
            *_of_day("2022-01-05"),
            Check("area_name", "coalesce(trim(\"area_name\"), '') = ''", "name the authority"),
            Check("casualty_severity", "trim(\"casualty_severity\") NOT IN "
                  "('Fatal', 'Serious', 'Slight')", "a severity is Fatal, Serious or Slight"),
        )  # fmt: skip
        index = _first(head, "arefno", "collision_index", "accident_index")
        select = {
            "start_date": f"CAST(date_trunc('month', {DAY}) AS DATE)",
            "end_date": f"last_day({DAY})",
            "collision": f'trim("{index}")' if index else "NULL",
            "day": DAY,
            "severity": 'trim("casualty_severity")',
            "collision_severity": 'trim("collision_severity")',
            "mode": 'trim("mode")',
            "sex": _code(_first(head, "sex")),
            "age_band": _code(_first(head, "ageband", "age_band")),
            "longitude": _double(_first(head, "lon", "longitude")),
            "latitude": _double(_first(head, "lat", "latitude")),
        }
        place = ("'authority-' || trim(regexp_replace(lower(trim(\"area_name\")), '[^a-z0-9]+', "
                 "'-', 'g'), '-')")  # fmt: skip
        scan = head.scan(path, select, "area_name", checks, place)
        return Reading(LOCAL_CASUALTIES, scan)


class CodeLists:
    """Reader of the lists of variables and codes of the STATS19 record."""

    publication = CODE_LISTS

    def likeness(self, head: Head) -> float:
        """By its columns."""
        return likeness(head.header, ("table", "variable", "note", "type"))

    def read(self, head: Head, path: Path, areas: Mapping[str, str]) -> Reading:  # noqa: ARG002
        """Every variable and code, as of no period: dated by the present record of 1979 on."""
        whole = Period.year(1979)
        rows: list[Row] = []
        with head.opened(path) as file:
            for line in csv.DictReader(file):
                values = {k: (v if v not in (None, "NA") else None) for k, v in line.items() if k}
                rows.append({
                    "area": "great-britain", "start_date": whole.start, "end_date": whole.end,
                    "dataset": values.get("table"), "variable": values.get("variable"),
                    "code": values.get("code"), "label": values.get("label"),
                    "note": values.get("note"),
                })  # fmt: skip
        if not rows:
            raise Refusal("the file has a header and no rows")
        return Reading(CODE_LISTS, Rows(tuple(rows)))
