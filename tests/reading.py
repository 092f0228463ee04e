"""Every number of a pack read back out of its files, as someone who wants to know would."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FULL = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
TITLES = {  # of tables and charts, and what they are of
    "Drug offences": "Drugs",
    "Robbery": "Robbery",
    "Public order offences": "Public order",
    "Collisions with someone killed or seriously hurt": "collisions",
}
MEASURES = {
    "recorded-crime": "All",
    "drug-offences": "Drugs",
    "robbery": "Robbery",
    "public-order": "Public order",
    "burglary": "Burglary",
    "vehicle-crime": "Vehicle crime",
    "criminal-damage-and-arson": "Criminal damage and arson",
    "violence-and-sexual-offences": "Violence and sexual offences",
    "collisions-killed-or-serious": "collisions",
}
SLUGS = {
    "-".join(re.findall(r"[a-z]+", k.lower())): k for k in MEASURES.values() if k != "collisions"
}


@dataclass(frozen=True)
class Reading:
    """A number that a file prints: of what, for which months, and whether a sum or an average."""

    file: str
    what: str
    months: tuple[str, ...]
    kind: str  # value, total, average
    number: float


def months_of(period: str) -> tuple[str, ...]:
    """The months of a period's id."""
    first, _, last = period.partition("--")
    if len(first) == 4:
        first, last = f"{first}-01", f"{last or first}-12"
    last = last or first
    start, end = (int(m[:4]) * 12 + int(m[5:7]) - 1 for m in (first, last))
    return tuple(f"{i // 12}-{i % 12 + 1:02d}" for i in range(start, end + 1))


def number(cell: Any) -> float | None:
    """The number in a cell, or None for a symbol or words."""
    text = str(cell).replace(",", "").replace("\N{MINUS SIGN}", "-").strip()
    return float(text) if re.fullmatch(r"[-+]?\d+(\.\d+)?", text) else None


def grid(file: str, caption: str, rows: Sequence[Sequence[Any]]) -> Iterator[Reading]:
    """The readings of a table of months, or of types by months."""
    header = [str(c).strip() for c in rows[0]]
    if header[0] == "Year":
        what = next(w for title, w in TITLES.items() if title in caption)
        for row in rows[1:]:
            year = str(row[0]).partition(".")[0]
            seen = []
            for i, cell in enumerate(row[1:13], 1):
                found = number(cell)
                if str(cell).strip() != "[x]":
                    seen.append(f"{year}-{i:02d}")
                if found is not None:
                    yield Reading(file, what, (f"{year}-{i:02d}",), "value", found)
            yield from ends(file, what, tuple(seen), row[13:15])
    elif header[0] == "Crime type" and "Total" in header:
        span = tuple(f"{h[4:]}-{MONTHS.index(h[:3]) + 1:02d}" for h in header[1:7])
        for row in rows[1:]:
            what = str(row[0]).strip()
            for month, cell in zip(span, row[1:7], strict=True):
                found = number(cell)
                if found is not None:
                    yield Reading(file, what, (month,), "value", found)
            yield from ends(file, what, span, row[7:9])
    elif header[0] == "Crime type":
        spans = [words_span(h) for h in header[1:3]]
        for row in rows[1:]:
            for span, cell in zip(spans, row[1:3], strict=True):
                found = number(cell)
                if found is not None:
                    yield Reading(file, str(row[0]).strip(), span, "total", found)


def ends(file: str, what: str, span: tuple[str, ...], cells: Sequence[Any]) -> Iterator[Reading]:
    for kind, cell in zip(("total", "average"), cells, strict=True):
        found = number(cell)
        if found is not None:
            yield Reading(file, what, span, kind, found)


def words_span(words: str) -> tuple[str, ...]:
    """`Apr 2023 to Feb 2024`, or `Apr to Oct 2024`."""
    first, last = words.split(" to ")
    first = first if len(first) > 3 else f"{first} {last[-4:]}"
    return months_of("--".join(f"{w[4:]}-{MONTHS.index(w[:3]) + 1:02d}" for w in (first, last)))


def read_json(path: Path) -> Iterator[Reading]:
    for figure in json.loads(path.read_text(encoding="utf-8"))["figures"]:
        what, _, rest = figure["id"].partition("/")
        parts = rest.split("/")
        measure, _, category = what.partition("@")
        name = SLUGS.get(category.partition("=")[2]) if category else MEASURES.get(measure)
        kind = parts[2] if len(parts) > 2 else ""
        if name is None or kind not in ("", "total", "average"):
            continue
        span = months_of(figure["period"])
        said = kind or ("total" if len(span) > 1 else "value")
        yield Reading("json", name, span, said, figure["value"])
        text = number(figure["text"])
        assert text is not None, figure
        yield Reading("json text", name, span, said, text)


def read_parquet(path: Path) -> Iterator[Reading]:
    import polars

    for row in polars.read_parquet(path).iter_rows(named=True):
        name = MEASURES.get(row["measure"])
        if name and row["value"] is not None:
            yield Reading("parquet", name, months_of(row["period"]), "value", row["value"])


def read_html(path: Path) -> Iterator[Reading]:
    from lxml import html

    page = html.fromstring(path.read_text(encoding="utf-8"))
    for table in page.iter("table"):
        caption = table.findtext("caption") or ""
        rows = [[c.text_content() for c in tr if c.tag in ("th", "td")] for tr in table.iter("tr")]
        yield from grid("html", caption, rows)
    for figure in page.iter("figure"):
        yield from chart(figure)


def chart(figure: Any) -> Iterator[Reading]:
    """The heights at which a chart's points are drawn, read off its own axis."""
    identity = figure.get("id", "").removeprefix("chart-")
    if identity not in MEASURES:
        return
    for svg in figure.iter("svg"):
        ticks = [
            (float(t.get("y")) - 4, number(t.text_content()))
            for t in svg.iter("text")
            if t.get("text-anchor") == "end" and number(t.text_content()) is not None
        ]
        (y0, v0), (y1, v1) = ticks[0], ticks[-1]
        assert v0 is not None
        assert v1 is not None
        told = {}
        for mark in svg.iter("title"):
            month, _, said = mark.text_content().partition(": ")
            name, year = month.split()
            place = f"{year}-{FULL.index(name) + 1:02d}"
            count = number(said.split(", ")[0])
            assert count is not None
            yield Reading("title", MEASURES[identity], (place,), "value", count)
            dot = mark.getparent()
            if dot.tag == "circle":
                told[float(dot.get("cx"))] = place
                value = v0 + (float(dot.get("cy")) - y0) * (v1 - v0) / (y1 - y0)
                yield Reading("dot", MEASURES[identity], (place,), "value", value)
        for line in svg.iter("path"):
            if line.get("stroke-width") == "2.1":
                for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", line.get("d")):
                    if float(x) in told:
                        value = v0 + (float(y) - y0) * (v1 - v0) / (y1 - y0)
                        place = told[float(x)]
                        yield Reading("line", MEASURES[identity], (place,), "value", value)


def read_docx(path: Path) -> Iterator[Reading]:
    import docx

    document = docx.Document(str(path))
    captions = [p.text for p in document.paragraphs if re.match(r"Table \d+\. ", p.text)]
    tables = [
        [[c.text for c in row.cells] for row in table.rows]
        for table in document.tables
        if table.rows[0].cells[0].text in ("Year", "Crime type")
    ]
    for caption, rows in zip(captions, tables, strict=True):
        yield from grid("docx", caption, rows)


def read_sheets(path: Path) -> Iterator[Reading]:
    from python_calamine import load_workbook

    book = load_workbook(str(path))
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python()
        for at, row in enumerate(rows):
            if row and row[0] in ("Year", "Crime type"):
                yield from grid(path.suffix[1:], str(rows[0][0]), rows[at:])


def read_pdf(path: Path) -> Iterator[Reading]:
    """Tables by their lines: as many numbers or symbols as the columns under the last heading."""
    import pdfplumber

    header: list[str] = []
    caption = ""
    with pdfplumber.open(path) as pdf:
        lines = [line for page in pdf.pages for line in (page.extract_text() or "").splitlines()]
    for line in lines:
        if re.match(r"Table \d+\. ", line):
            caption, header = line, []
        elif line.startswith("Year Jan"):
            header = ["Year", *MONTHS, "Total", "Average a month"]
        elif line.startswith("Crime type ") and "Total" in line:
            header = ["Crime type", *re.findall(r"[A-Z][a-z]{2} \d{4}", line), "Total", "Average"]
        elif header:
            words = line.split()
            cells = len(header) - 1
            values = words[-cells:]
            if len(words) > cells and all(number(v) is not None or v[0] == "[" for v in values):
                row = [" ".join(words[:-cells]), *values]
                yield from grid("pdf", caption, [header, row])


READERS = {
    "pack.json": read_json,
    "series.parquet": read_parquet,
    "pack.html": read_html,
    "pack.docx": read_docx,
    "pack.ods": read_sheets,
    "pack.xlsx": read_sheets,
    "pack.pdf": read_pdf,
}


def read_all(edition: Path) -> list[Reading]:
    """Every reading of every file of an edition."""
    return [r for name, read in READERS.items() for r in read(edition / name)]
