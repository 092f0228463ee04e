"""Home Office tables: penalty notices, breath tests, workforce, crime by offence and quarter."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from wardmote.sources.cells import MONTHS, Cell, period_of, plain, text_of
from wardmote.sources.columns import demand, likeness
from wardmote.sources.files import Refusal
from wardmote.sources.publication import Check, Head, Publication, Reading, Rows
from wardmote.sources.statistics import STATISTIC, Figures, Row, listing, matrix
from wardmote.vocabulary import Period

LICENCE = "Open Government Licence v3.0"
PENALTIES = Publication(
    id="home-office-penalty-notices",
    title="Fixed penalty notices for motoring offences",
    publisher="Home Office",
    licence=LICENCE,
    columns=STATISTIC,
)
WORKFORCE = Publication(
    id="home-office-workforce",
    title="Police workforce, England and Wales",
    publisher="Home Office",
    licence=LICENCE,
    columns=STATISTIC,
)
BREATH_TESTS = Publication(
    id="home-office-breath-tests",
    title="Breath tests by force and month",
    publisher="Home Office",
    licence=LICENCE,
    columns={"tests": "BIGINT", "positive_or_refused": "BIGINT"},
    monthly=True,
    unique=("area",),
)
OFFENCES = Publication(
    id="home-office-offences",
    title="Police recorded crime by offence code, force and quarter",
    publisher="Home Office",
    licence=LICENCE,
    columns={
        "offence_code": "VARCHAR",
        "offence": "VARCHAR",
        "offence_group": "VARCHAR",
        "offence_subgroup": "VARCHAR",
        "offences": "BIGINT",
    },
)
ROLES = {
    "period": re.compile(r"^(?:calendar |financial )?year$", re.IGNORECASE),
    "area": re.compile(r"^police force(?: area)?$|^force(?: name)?$", re.IGNORECASE),
    "country": re.compile(r"^country$", re.IGNORECASE),
    "region": re.compile(r"^region$", re.IGNORECASE),
    "offence": re.compile(r"^offence(?: description)?$", re.IGNORECASE),
    "outcome": re.compile(r"^outcome$", re.IGNORECASE),
    "kind": re.compile(r"^type of fpn$", re.IGNORECASE),
    "driver": re.compile(r"^driver present", re.IGNORECASE),
    "detection": re.compile(r"^detection type$", re.IGNORECASE),
}
COUNTED = re.compile(r"\bfpns?\b|non-endorsable|number of", re.IGNORECASE)
LABELS = re.compile(r"^type of|^offence\b", re.IGNORECASE)


def _named(head: Head, form: str) -> bool:
    return any(
        re.search(form, text_of(cell), re.IGNORECASE)
        for rows in head.sheets.values() for row in rows[:6] for cell in row[:4]
    )  # fmt: skip


class PenaltyNotices:
    """Reader of the workbooks of fixed penalty notices, by year, force, offence and outcome."""

    publication = PENALTIES

    def likeness(self, head: Head) -> float:
        """By the word in its titles and a sheet of records."""
        if not head.sheets or not _named(head, r"fixed penalty notice|\bFPNs\b"):
            return 0.0
        return 1.0

    def read(self, head: Head, path: Path, areas: Mapping[str, str]) -> Reading:  # noqa: ARG002
        """The sheets of records, one a year, force, offence or outcome.

        Sheets of national trends and of pivot tables say the same again and are left out. `-` is
        nil by the tables' own notes.
        """
        rows: list[Row] = []
        for name, sheet in head.sheets.items():
            how = Figures(name, areas, zero=frozenset({"-"}))
            rows += listing(sheet, how, ROLES, _is_counted, _described)
        if not rows:
            raise Refusal("no sheet has columns for year, police force and numbers of notices")
        return Reading(PENALTIES, Rows(tuple(rows)), title=_title(head) or PENALTIES.title)


def _is_counted(heading: str) -> bool:
    return bool(COUNTED.search(heading)) and not LABELS.search(heading)


def _described(cells: Mapping[str, str]) -> tuple[str, str]:
    what = cells["offence"] or re.sub(r"^\d+\s+", "", cells["outcome"]) or "Fixed penalty notices"
    parts = [cells[k] for k in ("kind", "driver", "detection") if cells[k]]
    if cells["offence"] and cells["outcome"]:
        parts.insert(0, cells["outcome"])
    return plain(what), "; ".join(plain(p) for p in parts)


def _title(head: Head) -> str:
    for rows in head.sheets.values():
        for row in rows[:3]:
            for cell in row[:2]:
                if len(text_of(cell)) > 20:
                    return plain(text_of(cell))[:160]
    return ""


class Workforce:
    """Reader of the workforce workbooks: people by force at the end of a half-year."""

    publication = WORKFORCE

    def likeness(self, head: Head) -> float:
        """By its titles."""
        return 1.0 if head.sheets and _named(head, r"police workforce|police officers by police "
                                             r"force area") else 0.0  # fmt: skip

    def read(self, head: Head, path: Path, areas: Mapping[str, str]) -> Reading:  # noqa: ARG002
        """Every table by force: officers, staff, community support officers, specials."""
        rows: list[Row] = []
        edition = None
        for name, sheet in head.sheets.items():
            title = next((text_of(c) for row in sheet[:3] for c in row if text_of(c)), name)
            kind = re.sub(r"^Table\s*\d+:?\s*", "", title).partition(" by police force")[0]
            days = [p for row in sheet[:8] for c in row[1:] if (p := _day(c)) is not None]
            last = max(days, key=lambda p: p.end, default=period_of(title))
            found = matrix(sheet, Figures(name, areas, last, item=plain(kind)))
            rows += [{**row, "item": _joined(plain(kind), str(row["item"]))} for row in found]
            for row in sheet:
                for cell in row[4:5]:
                    day = period_of(cell) if "Index" in name else None
                    edition = max(edition, day.start) if edition and day else (
                        day.start if day else edition)  # fmt: skip
        if not rows:
            raise Refusal("no sheet has a police force a row")
        return Reading(
            WORKFORCE, Rows(tuple(rows)), title=_title(head) or WORKFORCE.title, edition=edition
        )


def _day(cell: Cell) -> Period | None:
    period = period_of(cell)
    return period if period is not None and period.days == 1 else None


def _joined(kind: str, item: str) -> str:
    bare = re.sub(r"^As at:?:?\s*", "", item)
    return kind if bare in ("", kind) else f"{kind}: {bare}"


class BreathTests:
    """Reader of breath tests by force and month."""

    publication = BREATH_TESTS
    HEADER = ("Calendar Year", "Police Force", "Month", "Number of breath tests",
              "Number of positive or refused breath tests")  # fmt: skip

    def likeness(self, head: Head) -> float:
        """By the header."""
        return likeness(head.header, self.HEADER)

    def read(self, head: Head, path: Path, areas: Mapping[str, str]) -> Reading:  # noqa: ARG002
        """The file as a scan."""
        demand(head.header, self.HEADER)
        months = ", ".join(f"'{m}': {i}" for i, m in enumerate(MONTHS, 1))
        month = f'(MAP {{{months}}})[lower(trim("Month"))]'
        start = f'make_date(TRY_CAST("Calendar Year" AS INTEGER), {month}, 1)'
        whole = "NOT coalesce(regexp_full_match(replace(trim(\"{}\"), ',', ''), '\\d+'), false)"
        year = """NOT coalesce(regexp_full_match(trim("Calendar Year"), '(19|20)\\d\\d'), false)"""
        checks = (
            Check("Calendar Year", year, "write a year as 2015"),
            Check("Month", f"{month} IS NULL", "write a month's name"),
            Check("Police Force", "coalesce(trim(\"Police Force\"), '') = ''", "name the force"),
            *(Check(c, whole.format(c), "write a whole number") for c in self.HEADER[3:]),
        )
        count = "TRY_CAST(replace(trim(\"{}\"), ',', '') AS BIGINT)"
        select = {
            "start_date": start,
            "end_date": f"last_day({start})",
            "tests": count.format(self.HEADER[3]),
            "positive_or_refused": count.format(self.HEADER[4]),
        }
        return Reading(
            BREATH_TESTS,
            head.scan(path, select, "Police Force", checks),
        )  # fmt: skip


QUARTERS = {"1": (4, 6), "2": (7, 9), "3": (10, 12), "4": (1, 3)}
OFFENCE_COLUMNS = {
    "year": r"^financial year$",
    "quarter": r"^financial quarter$",
    "force": r"^force(?: name)?$",
    "offence": r"^offence description$",
    "group": r"^offence group$",
    "subgroup": r"^offence sub ?group$",
    "code": r"^offence code$",
    "count": r"^(?:number of offences|force offences|offences?|total number of offences)$",
}


class OffenceTables:
    """Reader of the open data tables of recorded crime (a CSV, or sheets of a workbook)."""

    publication = OFFENCES

    def likeness(self, head: Head) -> float:
        """By the header of the file, or of any sheet."""
        if head.header:
            return _offence_likeness(head.header)
        return max(
            (_offence_likeness([text_of(c) for c in row])
             for rows in head.sheets.values() for row in rows[:12]), default=0.0,
        )  # fmt: skip

    def read(self, head: Head, path: Path, areas: Mapping[str, str]) -> Reading:
        """Every row; the file is refused whole where one is wrong."""
        from wardmote.sources.cells import number_of, place_of

        tables = dict(head.sheets)
        if head.header:
            with head.opened(path) as f:
                tables = {head.name: list(csv.reader(f))}
        rows: list[Row] = []
        for name, sheet in tables.items():
            top = next(
                (i for i, r in enumerate(sheet[:25])
                 if _offence_likeness([text_of(c) for c in r]) >= 0.8), None,
            )  # fmt: skip
            if top is None:
                continue
            heads = [plain(text_of(c)).casefold() for c in sheet[top]]
            at = {
                role: next((i for i, h in enumerate(heads) if re.search(form, h)), None)
                for role, form in OFFENCE_COLUMNS.items()
            }
            for n, record in enumerate(sheet[top + 1 :], top + 2):
                cells = {
                    role: text_of(record[i]) if i is not None and i < len(record) else ""
                    for role, i in at.items()
                }
                if not cells["year"] and not cells["force"]:
                    continue
                period = _quarter(cells["year"], cells["quarter"])
                if period is None:
                    raise Refusal(
                        f"sheet '{name}', row {n}: '{cells['year']}' and '{cells['quarter']}' are "
                        "no financial year and quarter"
                    )
                try:
                    value = number_of(cells["count"])
                except ValueError as error:
                    raise Refusal(f"sheet '{name}', row {n}: {error}") from None
                rows.append({
                    "area": place_of(cells["force"], "", areas), "start_date": period.start,
                    "end_date": period.end, "offence_code": cells["code"],
                    "offence": cells["offence"], "offence_group": cells["group"],
                    "offence_subgroup": cells["subgroup"],
                    "offences": None if value is None else int(value),
                })  # fmt: skip
        if not rows:
            raise Refusal("no sheet has columns for financial year, quarter, force and offences")
        return Reading(OFFENCES, Rows(tuple(rows)))


def _offence_likeness(header: list[str] | tuple[str, ...]) -> float:
    heads = [plain(h).casefold() for h in header]
    return sum(
        any(re.search(form, h) for h in heads) for form in OFFENCE_COLUMNS.values()
    ) / len(OFFENCE_COLUMNS)  # fmt: skip


def _quarter(year: str, quarter: str) -> Period | None:
    whole = period_of(year)
    number = re.search(r"[1-4]", quarter)
    if whole is None or number is None or whole.months != 12 or whole.start.month != 4:
        return None
    first, last = QUARTERS[number[0]]
    calendar = whole.start.year + (1 if first < 4 else 0)
    return Period(date(calendar, first, 1), Period.month(calendar, last).end)
