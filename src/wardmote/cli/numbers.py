"""The numbers of a measure, to standard output."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

import click
import msgspec

from wardmote.catalogue import Workspace
from wardmote.sources import PUBLICATIONS
from wardmote.vocabulary import Series, UserError
from wardmote.warehouse import Reader, opened
from wardmote.warehouse.places import NOT_PLACED, Places


def show_series(
    workspace: Workspace, measure: str, area: str, dimension: str, as_of: date | None, form: str
) -> None:
    """Print the series. Raises UserError when nothing is known of the measure there."""
    where = area or workspace.settings.force
    if area and area not in workspace.catalogue.forces:
        workspace.catalogue.force(area)
    definition = workspace.catalogue.measure(measure)
    with opened(workspace) as warehouse:
        reader = Reader(warehouse, workspace.catalogue, as_of)
        source = definition.source.publication
        if not warehouse.holds(PUBLICATIONS[source]):
            raise UserError(
                f"nothing is known of measure '{measure}': wardmote.toml names no table of "
                f"'{source}' under [spark.tables]"
            )
        if dimension:
            found = reader.parts(measure, where, dimension)
        else:
            one = reader.series(measure, where)
            found = [one] if one else []
    if not found:
        known = f", as known on {as_of}" if as_of else ""
        waits = f". It awaits {definition.awaits}" if definition.awaits else ""
        raise UserError(f"nothing is loaded for measure '{measure}' in {where}{known}{waits}")
    _printed(_rows(found, dimension), form)


def show_places(
    workspace: Workspace, measure: str, area: str, split: tuple[str, int], as_of: date | None,
    form: str,
) -> None:  # fmt: skip
    """Print the series of every place of a level in a force, with rates where residents are known.

    Raises UserError when nothing is known of the measure there.
    """
    where, (level, vintage) = area or workspace.settings.force, split
    if area and area not in workspace.catalogue.forces:
        workspace.catalogue.force(area)
    definition = workspace.catalogue.measure(measure)
    with opened(workspace) as warehouse:
        found = Places(warehouse, workspace.catalogue, vintage, as_of).series(
            definition, level, where
        )
    if not found:
        raise UserError(f"nothing is loaded for measure '{measure}' in {where}")
    rows: list[dict[str, Any]] = []
    for place in found:
        for row, observed in zip(_rows([place.series], ""), place.series.observations, strict=True):
            rate = place.rate(observed)
            rows.append({
                **row, "name": place.series.area.name,
                "per_1000": None if rate is None else round(rate[0], 4),
                "residents_of": None if rate is None else rate[1],
            })  # fmt: skip
    aside = [r for r in rows if r["area"] == NOT_PLACED and r["value"]]
    if aside:
        count = sum(int(r["value"]) for r in aside)
        click.echo(
            f"wardmote: {count:,} {definition.unit} are in small areas that no loaded lookup "
            f"places, or that two places share; they stand under '{NOT_PLACED}'",
            err=True,
        )
    _printed(rows, form)


def _printed(rows: list[dict[str, Any]], form: str) -> None:
    if form == "csv":
        writer = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    elif form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(rows), indent=1).decode())
    else:
        _parquet(rows)


def show_revisions(workspace: Workspace, measure: str, area: str, form: str) -> None:
    """Print every figure that more than one release has. Says so when there is none."""
    where = area or workspace.settings.force
    if area and area not in workspace.catalogue.forces:
        workspace.catalogue.force(area)
    workspace.catalogue.measure(measure)
    with opened(workspace) as warehouse:
        found = Reader(warehouse, workspace.catalogue).revisions(measure, where)
    if not found:
        click.echo(
            f"wardmote: no period of '{measure}' in {where} stands in more than one release",
            err=True,
        )
    rows: list[dict[str, Any]] = []
    for i, one in enumerate(found):
        before = found[i - 1].value if i and found[i - 1].period == one.period else None
        moved = one.value - before if one.value is not None and before is not None else None
        rows.append({
            "measure": measure, "area": where, "period": one.period.id,
            "release": one.release.id,
            "edition": one.release.edition.isoformat() if one.release.edition else "",
            "title": one.release.title, "value": _plain(one.value), "moved": _plain(moved),
        })  # fmt: skip
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(rows), indent=1).decode())
        return
    columns = ["measure", "area", "period", "release", "edition", "title", "value", "moved"]
    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def _rows(found: Sequence[Series], dimension: str) -> list[dict[str, Any]]:
    return [
        {
            "measure": series.measure.id,
            "area": series.area.slug,
            "period": observed.period.id,
            "from": observed.period.start.isoformat(),
            "to": observed.period.end.isoformat(),
            **({dimension: series.category.value} if dimension and series.category else {}),
            "value": _plain(observed.value),
            "unit": series.measure.unit,
            "status": observed.status.value,
            "note": observed.note,
        }
        for series in found
        for observed in series.observations
    ]


def _plain(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def _parquet(rows: list[dict[str, Any]]) -> None:
    import tempfile
    from pathlib import Path

    from wardmote.warehouse.writing import write_parquet

    kinds = {c: "DOUBLE" if c == "value" else "VARCHAR" for c in rows[0]}
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "series.parquet"
        write_parquet(target, kinds, (list(r.values()) for r in rows))
        sys.stdout.buffer.write(target.read_bytes())
