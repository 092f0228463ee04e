"""`wardmote spc`: process limits for any file of series."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import msgspec

from wardmote.analysis.judging import (
    POINTS,
    SUMMARY,
    Given,
    judge_all,
    point_rows,
    summary_rows,
)
from wardmote.analysis.spc import ProcessChart, profile_named
from wardmote.cli.app import DONE, LOOK
from wardmote.cli.spc_input import read_series
from wardmote.vocabulary import UserError


def run_spc(
    path: Path,
    profile_name: str,
    chart: str | None,
    *,
    summary: bool,
    form: str,
    target: Path | None,
) -> int:
    """Judge every series of a file; those that cannot be judged are named, and the rest is."""
    profile = profile_named(profile_name)
    if chart and chart not in profile.charts:
        raise UserError(
            f"profile {profile.name} draws no chart '{chart}'; it draws: "
            + ", ".join(profile.charts)
        )
    fault = False
    rows: list[dict[str, Any]] = []
    columns = SUMMARY if summary else POINTS
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for number, (series, wrong) in enumerate(read_series(path)):
        judged, more = judge_all(series, profile, chart or "")
        for line in (*wrong, *(f"{path.name}: {line}" for line in more)):
            click.echo(f"wardmote: {line}", err=True)
            fault = True
        if target is not None:
            _draw(judged, target)
        told = summary_rows(judged) if summary else point_rows(judged)
        if form == "json":
            rows += told
        else:
            if not number:
                writer.writerow(columns)
            writer.writerows([_cell(row[c]) for c in columns] for row in told)
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(rows), indent=1).decode())
    return LOOK if fault else DONE


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value == int(value) and abs(value) < 1e15:
        return int(value)
    return value


def _draw(judged: Sequence[tuple[Given, ProcessChart]], target: Path) -> None:
    from wardmote.cli.spc_chart import chart_svg

    if len(judged) != 1:
        raise UserError(f"--to draws one series, and the file holds {len(judged)}")
    try:
        target.write_text(chart_svg(*judged[0]), encoding="utf-8")
    except OSError as error:
        raise UserError(f"{target} cannot be written: {error.strerror}") from error
