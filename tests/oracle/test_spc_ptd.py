"""Our `ptd-0.2.2` profile against what NHSRplotthedots 0.2.2 printed."""

from __future__ import annotations

import csv
import gzip
import math
from collections import defaultdict
from pathlib import Path

import pytest

from wardmote.analysis.spc import PROFILES, ProcessChart, judge
from wardmote.vocabulary import Assurance, Improvement

PTD = PROFILES["ptd-0.2.2"]
CAUSES = {
    "Common Cause": ("", 0),
    "Above UCL": ("outside_limits", 1),
    "Below LCL": ("outside_limits", -1),
    "7 Point Trend (Increasing)": ("trend", 1),
    "7 Point Trend (Decreasing)": ("trend", -1),
    "2 in 3 Above CL": ("two_in_three", 1),
    "2 in 3 Below CL": ("two_in_three", -1),
    "7 Points Above CL": ("shift", 1),
    "7 Points Below CL": ("shift", -1),
}
ASSURANCE = {
    "consistent_pass": Assurance.WILL_MEET,
    "consistent_fail": Assurance.WILL_MISS,
    "inconsistent": Assurance.MAY_MEET,
    "NA": Assurance.NO_TARGET,
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def same(ours: float, theirs: str) -> bool:
    if theirs in ("NaN", "NA"):
        return math.isnan(ours)
    return math.isclose(ours, float(theirs), rel_tol=1e-9, abs_tol=1e-9)


@pytest.fixture(scope="module")
def charts(shared: Path) -> dict[str, ProcessChart]:
    folder = shared / "oracle" / "spc"
    options = {r["series_id"]: r for r in rows(folder / "series.csv")}
    given: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows(folder / "inputs.csv"):
        given[row["series_id"]].append(row)
    return {
        name: judge(
            [float(r["value"]) if r["value"] else None for r in given[name]],
            PTD,
            rebase=[i for i, r in enumerate(given[name]) if r["rebase"] == "1"],
            fix_after=int(o["fix_after_n_points"]) if o["fix_after_n_points"] else None,
            screen=o["screen_outliers"] == "TRUE",
        )
        for name, o in options.items()
    }


def test_every_point_of_every_series(shared: Path, charts: dict[str, ProcessChart]) -> None:
    folder = shared / "oracle" / "spc"
    improvement = {
        r["series_id"]: Improvement(r["improvement_direction"]) for r in rows(folder / "series.csv")
    }
    seen = 0
    for row in rows(folder / "nhsr_points.csv"):
        name = row["series_id"]
        chart = charts[name]
        phase = chart.phases[int(row["rebase_group"])]
        point = chart.points[int(row["i"]) - 1]
        cause, side = CAUSES[row["special_cause_type"]]
        where = f"{name} point {row['i']}"
        assert same(phase.mean, row["mean"]), where
        assert same(phase.lower, row["lpl"]), where
        assert same(phase.upper, row["upl"]), where
        assert (point.special_cause, point.side if cause else 0) == (cause, side), where
        expected = row["point_type"].removeprefix("special_cause_")
        assert point.point_type(improvement[name]) == expected, where
        seen += 1
    assert seen == sum(len(c.points) for c in charts.values()) > 0


def test_assurance_of_the_last_phase(shared: Path, charts: dict[str, ProcessChart]) -> None:
    folder = shared / "oracle" / "spc"
    options = {r["series_id"]: r for r in rows(folder / "series.csv")}
    last = {r["series_id"]: r for r in rows(folder / "nhsr_summary.csv")}
    for name, row in last.items():
        target = options[name]["target"]
        ours = charts[name].assurance(
            float(target) if target else None, Improvement(options[name]["improvement_direction"])
        )
        assert ours is ASSURANCE[row["assurance_type"]], name


def test_a_thousand_random_walks(shared: Path) -> None:
    walks: dict[str, list[dict[str, str]]] = defaultdict(list)
    with gzip.open(shared / "oracle" / "spc" / "random_walks_nhsr.csv.gz", "rt") as file:
        for row in csv.DictReader(file):
            walks[row["s"]].append(row)
    for name, walk in walks.items():
        chart = judge([float(r["y"]) for r in walk], PTD)
        assert same(chart.latest.lower, walk[0]["lpl"]), name
        ours = [(p.special_cause, p.side if p.special_cause else 0) for p in chart.points]
        assert ours == [CAUSES[r["type"]] for r in walk], name
    assert len(walks) == 1000
