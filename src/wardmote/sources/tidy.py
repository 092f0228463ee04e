"""The workspace's own tidy CSV: one row a figure, with its source in lines that begin with #.

A file may be for any publication, named in a line `# publication: ...`; then its columns are
`area`, `period` and that publication's own. Without the line it holds measures: `measure`,
`area`, `period`, `value`, and where wanted `status`, `note` and one column for a dimension.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from wardmote.sources.columns import demand, likeness
from wardmote.sources.files import Refusal
from wardmote.sources.publication import Head, Publication, Reading, Rows
from wardmote.vocabulary import Hedge, Period, Status, nearest

TIDY = Publication(
    id="tidy",
    title="Tidy file of the workspace",
    publisher="",
    licence="",
    columns={
        "measure": "VARCHAR",
        "dimension": "VARCHAR",
        "category": "VARCHAR",
        "value": "DOUBLE",
        "status": "VARCHAR",
        "note": "VARCHAR",
    },
)
STATED_CHANGES = Publication(
    id="stated-changes",
    title="Changes that a paper states",
    publisher="",
    licence="",
    columns={
        "measure": "VARCHAR",
        "compared_with": "VARCHAR",
        "change": "DOUBLE",
        "change_words": "VARCHAR",
        "percent": "DOUBLE",
        "percent_words": "VARCHAR",
        "status": "VARCHAR",
        "note": "VARCHAR",
    },
)
OPTIONAL = ("status", "note", "change_words", "percent_words")
NUMBER = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")


class Tidy:
    """Reader of tidy files for the publications that it is given."""

    publication = TIDY

    def __init__(self, publications: Sequence[Publication]) -> None:
        self.publications = {p.id: p for p in (TIDY, STATED_CHANGES, *publications)}

    def likeness(self, head: Head) -> float:
        """By the columns `area` and `period`, and the line that names a publication."""
        if "publication" in head.comments:
            return 1.0
        return likeness(head.header, ("measure", "area", "period", "value"))

    def read(self, head: Head, path: Path, areas: Mapping[str, str]) -> Reading:
        """Every row, checked; the file is refused whole when any row is wrong."""
        name = head.comments.get("publication", TIDY.id)
        header = tuple(c.casefold() for c in head.header)
        if name not in self.publications:
            raise Refusal(
                f"unknown publication '{name}' in the first lines; "
                f"{nearest(name, self.publications)}"
            )
        publication = self.publications[name]
        own = [c for c in publication.columns if c not in (*OPTIONAL, "dimension", "category")]
        needed = ["area", "period", *own]
        demand(header, needed)
        extra = [c for c in header if c not in (*needed, *OPTIONAL) and not c.startswith("(column")]
        if publication is not TIDY and extra:
            raise Refusal(f"row 1: unknown column '{extra[0]}'; {nearest(extra[0], needed)}")
        if len(extra) > 1:
            raise Refusal(
                f"row 1: columns {', '.join(extra)} are all dimensions; keep one dimension a file"
            )
        rows, wrong = [], []
        with head.opened(path) as file:
            reader = csv.reader(file)
            headed = False
            for cells in reader:
                number = reader.line_num
                if not cells or cells[0].startswith("#") or not any(c.strip() for c in cells):
                    continue
                if not headed:
                    headed = True
                    continue
                while len(cells) > len(header) and not cells[-1].strip():
                    cells.pop()
                if len(cells) != len(header):
                    wrong.append(f"row {number}: {len(cells)} cells under {len(header)} columns")
                    continue
                row = dict(zip(header, (c.strip() for c in cells), strict=True))
                try:
                    rows.append(_row(row, publication, areas, extra))
                except ValueError as error:
                    wrong.append(f"row {number}, {error}")
        wrong.extend(_repeated(rows))
        if wrong:
            raise Refusal.of_rows(wrong)
        if not rows:
            raise Refusal("the file has a header and no rows")
        return Reading(
            publication,
            Rows(tuple(rows)),
            title=head.comments.get("title", ""),
            publisher=head.comments.get("publisher", publication.publisher),
            licence=head.comments.get("licence", publication.licence),
            edition=_edition(head.comments.get("edition", "")),
            note=head.comments.get("note", ""),
        )


def _row(
    row: Mapping[str, str],
    publication: Publication,
    areas: Mapping[str, str],
    extra: Sequence[str],
) -> dict[str, object]:
    area = areas.get(row["area"].casefold())
    if area is None:
        raise ValueError(
            f"column 'area': '{row['area']}' is not a known area; {nearest(row['area'], areas)}"
        )
    try:
        period = Period.parse(row["period"])
    except ValueError as error:
        raise ValueError(f"column 'period': {error}") from None
    read: dict[str, object] = {"area": area, "start_date": period.start, "end_date": period.end}
    for column, kind in publication.columns.items():
        text = row.get(column, "")
        if column == "dimension":
            read[column] = extra[0] if extra else None
        elif column == "category":
            read[column] = row[extra[0]] if extra else None
        elif kind in ("DOUBLE", "BIGINT"):
            read[column] = _number(column, text, kind, publication)
        elif column == "status":
            read[column] = _one_of(column, text or Status.FINAL.value, Status)
        elif column.endswith("_words"):
            read[column] = _one_of(column, text, Hedge)
        elif not text and column not in OPTIONAL:
            raise ValueError(f"column '{column}' is empty")
        else:
            read[column] = text or None
    return read


def _number(column: str, text: str, kind: str, publication: Publication) -> float | None:
    if not text:
        if publication is STATED_CHANGES:
            return None
        raise ValueError(f"column '{column}' is empty; leave the row out when nothing is known")
    if not NUMBER.fullmatch(text):
        raise ValueError(f"column '{column}': '{text}' is not a number")
    value = float(text.replace(",", ""))
    if kind == "BIGINT" and value != int(value):
        raise ValueError(f"column '{column}': '{text}' is not a whole number")
    return value


def _one_of(column: str, text: str, allowed: type[Status] | type[Hedge]) -> str:
    words = [a.value for a in allowed if a not in (Status.MISSING, Status.WITHHELD)]
    if text not in words:
        raise ValueError(f"column '{column}': '{text}'; {nearest(text, [w for w in words if w])}")
    return text


def _repeated(rows: Sequence[Mapping[str, object]]) -> list[str]:
    seen: set[tuple[object, ...]] = set()
    wrong = []
    for row in rows:
        key = tuple(
            _plain(row.get(c))
            for c in ("measure", "offence", "area", "start_date", "end_date", "category")
        )
        if key in seen:
            wrong.append(
                f"area '{row['area']}', {row['start_date']} to {row['end_date']}: stands twice"
            )
        seen.add(key)
    return wrong


def _plain(value: object) -> object:
    """Text as a figure's id would write it: case and punctuation do not tell two apart."""
    return re.sub(r"[^a-z0-9]+", "-", value.lower()) if isinstance(value, str) else value


def _edition(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal(f"the line '# edition: {text}' is not a date; write 2015-09-01") from None
