"""Two editions side by side, to standard output."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from wardmote.briefing.compare import Comparison, compare
from wardmote.briefing.kept import FigureRow, Kept, Point, find_edition
from wardmote.cli.app import DONE, LOOK
from wardmote.cli.comparing_text import lines_of

COLUMNS = ("part", "state", "measure", "area", "period", "figure", "then", "now", "difference",
           "then_text", "now_text", "unit", "why", "detail")  # fmt: skip


def show_comparison(editions: Path | None, then: str, now: str, form: str) -> int:
    """Print what differs; 1 when something moved without an explanation."""
    found = compare(find_edition(editions, then), find_edition(editions, now))
    for kept in (found.then, found.now):
        if kept.points is None:
            click.echo(
                f"wardmote: no series lie beside edition {kept.title}: only what was printed is "
                "compared",
                err=True,
            )
    if found.then.pack.dated > found.now.pack.dated:
        click.echo("wardmote: the first edition is dated after the second", err=True)
    if form == "text":
        for line in lines_of(found):
            click.echo(line)
    elif form == "json":
        told = {
            "then": _edition(found.then),
            "now": _edition(found.now),
            "in_both": found.both,
            "restated": sum(r.shown for r in found.restated),
            "unexplained": found.unexplained,
            "rows": list(rows_of(found)),
        }
        click.echo(msgspec.json.format(msgspec.json.encode(told), indent=1).decode())
    else:
        writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows_of(found))
    return LOOK if found.unexplained else DONE


def rows_of(found: Comparison) -> Iterator[dict[str, Any]]:
    """A row for each figure, value and finding that differs, with every column."""
    for r in found.restated:
        yield _row("figure", "restated", r.then, r.now, r.difference, r.reason.why.value,
                   r.reason.detail)  # fmt: skip
    for f in found.new:
        yield _row("figure", "new", None, f)
    for f in found.gone:
        yield _row("figure", "gone", f, None)
    for m in found.moved:
        yield _point("restated", m.then, m.now, m.difference, m.reason.why.value, m.reason.detail)
    for p in found.points_new:
        yield _point("new", None, p)
    for p in found.points_gone:
        yield _point("gone", p, None)
    for s in found.said:
        yield dict.fromkeys(COLUMNS, "") | {
            "part": "finding", "state": "restated", "measure": s.now.measure, "area": s.now.area,
            "period": s.now.period, "then_text": s.then.text, "now_text": s.now.text,
        }  # fmt: skip


def _row(
    part: str,
    state: str,
    then: FigureRow | None,
    now: FigureRow | None,
    difference: float | None = None,
    why: str = "",
    detail: str = "",
) -> dict[str, Any]:
    known = now or then
    assert known is not None
    return {
        "part": part, "state": state, "measure": known.measure, "area": known.area,
        "period": known.period, "figure": known.id,
        "then": _plain(then.value if then else None), "now": _plain(now.value if now else None),
        "difference": _plain(difference),
        "then_text": then.text if then else "", "now_text": now.text if now else "",
        "unit": known.unit, "why": why, "detail": detail,
    }  # fmt: skip


def _point(
    state: str,
    then: Point | None,
    now: Point | None,
    difference: float | None = None,
    why: str = "",
    detail: str = "",
) -> dict[str, Any]:
    known = now or then
    assert known is not None
    return dict.fromkeys(COLUMNS, "") | {
        "part": "series", "state": state, "measure": known.measure, "area": known.area,
        "period": known.period,
        "then": _plain(then.value if then else None), "now": _plain(now.value if now else None),
        "difference": _plain(difference), "why": why, "detail": detail,
    }  # fmt: skip


def _plain(value: float | None) -> float | int | str:
    if value is None:
        return ""
    return int(value) if value == int(value) else round(value, 10)


def _edition(kept: Kept) -> dict[str, Any]:
    return {
        "edition": kept.name,
        "workshop": kept.pack.workshop,
        "dated": kept.pack.dated.isoformat(),
        "figures": len(kept.pack.figures),
    }
