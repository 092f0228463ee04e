"""`wardmote.spc` on the frames that people have."""

from __future__ import annotations

import datetime as dt
import importlib.util
from typing import Any

import duckdb
import pytest

import wardmote

ROWS = [
    {"area": a, "month": dt.date(2018 + i // 12, i % 12 + 1, 1), "count": 40 + (i * 7 + j) % 5}
    for j, a in enumerate(("north", "south"))
    for i in range(30)
]
NAMES = {"series": "area", "date": "month", "value": "count"}


def frame_of(kind: str) -> Any:
    if kind != "duckdb" and importlib.util.find_spec(kind) is None:
        pytest.skip(f"needs {kind}")
    if kind == "pandas":
        return importlib.import_module("pandas").DataFrame(ROWS)
    if kind == "polars":
        return importlib.import_module("polars").DataFrame(ROWS)
    if kind == "pyarrow":
        return importlib.import_module("pyarrow").Table.from_pylist(ROWS)
    run = duckdb.connect(":memory:")
    run.execute("CREATE TABLE t (area VARCHAR, month DATE, count INTEGER)")
    run.executemany("INSERT INTO t VALUES (?, ?, ?)", [list(r.values()) for r in ROWS])
    return run.table("t")


def test_a_relation_of_duckdb_comes_back_as_one() -> None:
    told = wardmote.spc(frame_of("duckdb"), **NAMES, profile="ptd-0.2.2", summary=True)
    assert isinstance(told, duckdb.DuckDBPyRelation)
    assert told.columns[:3] == ["series", "phase", "n"]
    assert sorted((r[0], r[2]) for r in told.fetchall()) == [("north", 30.0), ("south", 30.0)]


@pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow"])
def test_the_same_kind_of_frame_comes_back(kind: str) -> None:
    given = frame_of(kind)
    told = wardmote.spc(given, **NAMES)
    assert type(told) is type(given)
    assert len(told) == 60


def test_what_is_wrong_is_named() -> None:
    given = frame_of("duckdb")
    with pytest.raises(ValueError, match="no column 'when'"):
        wardmote.spc(given, series="area", date="when", value="count")
    twice = given.project("area, DATE '2018-01-01' AS month, count")
    with pytest.raises(ValueError, match="series 'north': 2018-01-01 stands twice"):
        wardmote.spc(twice, **NAMES)
    endless = given.project("area, month, CAST('inf' AS DOUBLE) AS count")
    with pytest.raises(ValueError, match="not a finite number"):
        wardmote.spc(endless, **NAMES)
