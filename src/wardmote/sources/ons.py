"""Office for National Statistics: tables of recorded crime by police force area."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from wardmote.sources.cells import period_of, plain, text_of
from wardmote.sources.files import Refusal
from wardmote.sources.publication import Head, Publication, Reading, Rows
from wardmote.sources.statistics import STATISTIC, Figures, Row, matrix

FORCE_TABLES = Publication(
    id="ons-police-force-area-tables",
    title="Crime in England and Wales: police force area data tables",
    publisher="Office for National Statistics",
    licence="Open Government Licence v3.0",
    columns=STATISTIC,
)
TITLE = re.compile(r"police force areas?", re.IGNORECASE)


class ForceTables:
    """Reader of the workbooks: counts, changes, rates, knives, incidents, populations."""

    publication = FORCE_TABLES

    def likeness(self, head: Head) -> float:
        """By titles that speak of police force areas over columns of area codes."""
        titles = sum(bool(TITLE.search(_title(rows))) for rows in head.sheets.values())
        coded = any(
            re.fullmatch(r"[EWK]\d{8}", text_of(row[0]))
            for rows in head.sheets.values() for row in rows[:15] if row
        )  # fmt: skip
        return 1.0 if titles and coded else 0.0

    def read(self, head: Head, path: Path, areas: Mapping[str, str]) -> Reading:  # noqa: ARG002
        """Every sheet with areas; the item is the sheet's kind and the heading."""
        rows: list[Row] = []
        edition = None
        for name, sheet in head.sheets.items():
            title = _title(sheet)
            if not title or not TITLE.search(title):
                continue
            period = period_of(title)
            found = matrix(sheet, Figures(name, areas, period, item=plain(title)))
            kind = _kind(title)
            rows += [{**row, "item": f"{kind}: {row['item']}"} for row in found]
            if period is not None and period.months:
                edition = max(edition or period.end, period.end)
        if not rows:
            raise Refusal("no sheet has figures by police force area")
        said = f"year ending {edition:%B %Y}" if edition else ""
        return Reading(
            FORCE_TABLES, Rows(tuple(rows)),
            title=f"{FORCE_TABLES.title}, {said}" if said else FORCE_TABLES.title,
            edition=edition,
        )  # fmt: skip


def _title(rows: object) -> str:
    for row in rows[:3] if isinstance(rows, list) else ():
        text = text_of(row[0]) if row else ""
        if text:
            return text
    return ""


def _kind(title: str) -> str:
    """What a table counts: recorded crime, number of offences."""
    bare = re.sub(r"^Table\s+\w+\s*:\s*", "", plain(title))
    bare = re.sub(r",?\s*(?:by )?(?:offence group and )?(?:by )?police force areas?,? English "
                  r"regions and Wales", "", bare, flags=re.IGNORECASE)  # fmt: skip
    return re.sub(r",?\s*year ending.*$|,?\s*\d{4} to \d{4,}.*$", "", bare, flags=re.I).strip(" ,")
