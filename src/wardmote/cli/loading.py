"""Loading files and telling what is loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click
import msgspec

from wardmote.catalogue import Workspace
from wardmote.cli.app import DONE, LOOK, progress
from wardmote.sources import PUBLICATIONS
from wardmote.warehouse import FileReport, coverage, load, opened
from wardmote.warehouse.opening import opened_to_load

FIRST_TOLD = 20  # files told one by one even when all is well


def load_files(workspace: Workspace, paths: Sequence[Path], today: date) -> int:
    """Load with progress; the code says whether something needs a look."""
    states: Counter[str] = Counter()
    rows = 0
    look = False
    with opened_to_load(workspace) as warehouse, progress("loading") as told:
        for report in load(warehouse, paths, workspace.catalogue, today):
            states[report.state] += 1
            rows += report.rows if report.state == "loaded" else 0
            told(report.name[-60:])
            look = look or report.look or report.state == "refused"
            worth = report.state == "refused" or (report.state == "loaded" and report.reason)
            if worth or sum(states.values()) <= FIRST_TOLD:
                tell(report)
    total = sum(states.values())
    said = ", ".join(f"{n:,} {state}" for state, n in states.items())
    click.echo(f"{total:,} {'file' if total == 1 else 'files'}: {said}. {rows:,} rows.", err=True)
    return LOOK if look else DONE


def tell(report: FileReport) -> None:
    """One line a file."""
    if report.state == "loaded":
        note = f"; {report.reason}" if report.reason else ""
        line = f"loaded {report.name}: {report.rows:,} rows of {report.publication}{note}"
    elif report.state == "unchanged":
        line = f"unchanged {report.name}: loaded before, {report.rows:,} rows"
    else:
        line = f"refused {report.name}: {report.reason}"
    click.echo(line, err=True)


def _of_places(coverage: Sequence[dict[str, Any]]) -> Iterator[str]:
    """One line for a publication whose areas are not forces: there may be hundreds."""
    places: dict[str, list[dict[str, Any]]] = {}
    for row in coverage:
        if PUBLICATIONS[row["publication"]].level != "force":
            places.setdefault(row["publication"], []).append(row)
    for publication, rows in places.items():
        first, last = min(r["from"] for r in rows), max(r["to"] for r in rows)
        count = "1 area" if len(rows) == 1 else f"{len(rows):,} areas"
        yield f"  {publication}, {count}: {first} to {last}"


def show_status(workspace: Workspace, *, as_json: bool) -> None:
    """Print the status as text or JSON."""
    with opened(workspace) as warehouse:
        found = {
            "files": warehouse.files(),
            "releases": [
                {
                    "id": r.id,
                    "sha256": r.sha256,
                    "publication": r.publication,
                    "title": r.title,
                    "publisher": r.publisher,
                    "licence": r.licence,
                    "edition": r.edition.isoformat() if r.edition else None,
                    "file": r.file,
                    "note": note,
                }
                for r, note in warehouse.releases().values()
            ],
            "coverage": coverage(warehouse),
            "unmapped": warehouse.unmapped(workspace.catalogue),
        }
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return
    states = Counter(f["state"] for f in found["files"])
    click.echo("Files: " + ", ".join(f"{n:,} {state}" for state, n in states.items()))
    for file in found["files"]:
        if file["state"] == "refused":
            click.echo(f"  refused {file['name']}: {file['reason']}")
    click.echo("Coverage:")
    for line in _of_places(found["coverage"]):
        click.echo(line)
    for row in found["coverage"]:
        if PUBLICATIONS[row["publication"]].level != "force":
            continue
        missing = f", missing {', '.join(row['missing'])}" if row["missing"] else ""
        click.echo(f"  {row['publication']}, {row['area']}: {row['from']} to {row['to']}{missing}")
    for row in found["unmapped"]:
        click.echo(
            f"Unmapped: {row['publication']}, column '{row['column']}': '{row['value']}' "
            f"({row['rows']:,} rows)"
        )
