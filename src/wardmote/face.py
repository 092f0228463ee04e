"""The library's face: process limits for any data frame."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date as day
from datetime import datetime
from typing import Any

import narwhals as nw

from wardmote.analysis.judging import (
    POINTS,
    SUMMARY,
    Given,
    judge_all,
    point_rows,
    summary_rows,
)
from wardmote.analysis.spc import profile_named
from wardmote.vocabulary import Improvement

NUMBERS = frozenset({"phase", "value", "mean", "lower", "upper", "n", "longest_run",
                     "longest_run_max", "crossings", "crossings_min"})  # fmt: skip


def spc(
    frame: Any,
    *,
    date: str,
    value: str,
    series: str = "",
    denominator: str = "",
    rebase: str = "",
    target: float | None = None,
    improvement: str = "neutral",
    fix_after: int | None = None,
    screen: bool | None = None,
    profile: str = "wardmote",
    chart: str = "",
    summary: bool = False,
) -> Any:
    """Judge every series of a data frame, as the command `wardmote spc` does a file.

    `frame` is a pandas, Polars or PyArrow frame, or a DuckDB relation; the same kind comes
    back, one row a point, or with `summary` one a series and phase. `series`, `date`,
    `value`, `denominator` and `rebase` name columns; the other options hold for every series.
    Rows may come in any order. Raises ValueError that names the series for a date that stands
    twice, a value that is not a finite number, or a series that cannot be judged.
    """
    known = nw.from_native(frame)
    columns = [c for c in (series, date, value, denominator, rebase) if c]
    for column in columns:
        if column not in known.collect_schema().names():
            raise ValueError(f"the frame has no column '{column}'")
    rows = _rows(known, columns)
    given: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        given.setdefault(str(row[series]) if series else "", []).append(row)
    made = [_given(name, found, date, value, denominator, rebase) for name, found in given.items()]
    for one in made:
        one.target, one.fix_after, one.screen = target, fix_after, screen
        one.improvement = Improvement(improvement)
    judged, wrong = judge_all(made, profile_named(profile), chart)
    if wrong:
        raise ValueError("; ".join(wrong))
    told = list(summary_rows(judged) if summary else point_rows(judged))
    return _back(told, SUMMARY if summary else POINTS, known)


def _rows(known: Any, columns: Sequence[str]) -> list[dict[str, Any]]:
    if isinstance(known, nw.LazyFrame):
        native = known.select(*columns).to_native()
        if hasattr(native, "fetchall"):
            return [dict(zip(columns, row, strict=True)) for row in native.fetchall()]
        known = known.collect()
    return list(known.select(*columns).iter_rows(named=True))


def _given(
    name: str,
    rows: list[Mapping[str, Any]],
    date: str,
    value: str,
    denominator: str,
    rebase: str,
) -> Given:
    made = Given(name)
    sizes: list[float | None] = []
    for row in sorted(rows, key=lambda r: _day(name, r[date])):
        when = _day(name, row[date])
        if made.dates and made.dates[-1] == when:
            raise ValueError(f"series '{name}': {when} stands twice")
        made.dates.append(when)
        made.labels.append(when.isoformat())
        made.values.append(_number(name, value, row[value]))
        if denominator:
            sizes.append(_number(name, denominator, row[denominator]))
        if rebase and row[rebase] and len(made.dates) > 1:
            made.rebase.append(len(made.dates) - 1)
    made.denominators = sizes or None
    return made


def _day(name: str, cell: Any) -> day:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, day):
        return cell
    try:
        return datetime.fromisoformat(str(cell)).date()
    except ValueError:
        raise ValueError(f"series '{name}': '{cell}' is not a date") from None


def _number(name: str, column: str, cell: Any) -> float | None:
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return None
    try:
        number = float(cell)
    except (TypeError, ValueError):
        raise ValueError(f"series '{name}', column '{column}': '{cell}' is not a number") from None
    if not math.isfinite(number):
        raise ValueError(f"series '{name}', column '{column}': '{cell}' is not a finite number")
    return number


def _back(told: list[dict[str, Any]], columns: Sequence[str], known: Any) -> Any:
    """The rows as the kind of frame that was given."""
    data = {c: [row[c] for row in told] for c in columns}
    if known.implementation is nw.Implementation.DUCKDB:
        import duckdb

        kinds = ", ".join(
            f'"{c}" {"DOUBLE" if c in NUMBERS else "BOOLEAN" if c == "runs_signal" else "VARCHAR"}'
            for c in columns
        )
        run = duckdb.connect(":memory:")
        run.execute(f"CREATE TABLE told ({kinds})")
        marks = ", ".join("?" for _ in columns)
        if told:
            run.executemany(f"INSERT INTO told VALUES ({marks})", [list(r.values()) for r in told])
        return run.table("told")
    floats = {
        c: [None if v is None else float(v) for v in values] if c in NUMBERS else values
        for c, values in data.items()
    }
    made = nw.from_dict(floats, backend=known.implementation)
    return (made.lazy() if isinstance(known, nw.LazyFrame) else made).to_native()
