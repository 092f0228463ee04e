"""Our `qic-0.8.1` profile against what qicharts2 0.8.1 printed."""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from pathlib import Path

import pytest

from wardmote.analysis.spc import PROFILES, ProcessChart, judge

QIC = PROFILES["qic-0.8.1"]
NAMES = {"i": "xmr", "run": "run", "c": "c", "u": "u", "p": "p", "up": "u-prime",
         "pp": "p-prime", "ip": "i-prime"}  # fmt: skip
Case = tuple[str, str, str]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float | None:
    return None if text in ("", "NA", "NaN") else float(text)


def same(ours: float, theirs: str) -> bool:
    expected = number(theirs)
    if expected is None:
        return math.isnan(ours)
    return math.isclose(ours, expected, rel_tol=1e-9, abs_tol=1e-9)


@pytest.fixture(scope="module")
def points(shared: Path) -> dict[Case, list[dict[str, str]]]:
    found: dict[Case, list[dict[str, str]]] = defaultdict(list)
    for row in rows(shared / "oracle" / "spc" / "qic_points.csv"):
        if row["chart"] in NAMES:
            found[row["case_id"], row["chart"], row["screened_mr"]].append(row)
    return found


@pytest.fixture(scope="module")
def charts(points: dict[Case, list[dict[str, str]]]) -> dict[Case, ProcessChart]:
    made = {}
    for (case, chart, screened), given in points.items():
        sizes = [number(r["n"]) for r in given]
        fixed = [r["baseline"] == "TRUE" for r in given]
        parts = [r["part"] for r in given]
        made[case, chart, screened] = judge(
            [number(r["y_sum"]) for r in given],
            QIC,
            chart=NAMES[chart],
            denominators=sizes if any(s is not None for s in sizes) else None,
            rebase=[i for i in range(1, len(given)) if parts[i] != parts[i - 1]],
            fix_after=None if all(fixed) else sum(fixed),
            screen=screened == "TRUE",
        )
    return made


def test_every_point_of_every_chart(
    points: dict[Case, list[dict[str, str]]], charts: dict[Case, ProcessChart]
) -> None:
    seen = 0
    for case, expected in points.items():
        for ours, theirs in zip(charts[case].points, expected, strict=True):
            where = f"{case} point {theirs['i']}"
            assert same(ours.mean, theirs["cl"]), where
            assert same(ours.lower, theirs["lcl"]), where
            assert same(ours.upper, theirs["ucl"]), where
            assert (ours.special_cause == "outside_limits") == (theirs["sigma_signal"] == "TRUE"), (
                where
            )
            seen += 1
    assert seen > 2000


def test_every_run_and_crossing(shared: Path, charts: dict[Case, ProcessChart]) -> None:
    seen = 0
    for row in rows(shared / "oracle" / "spc" / "qic_summary.csv"):
        case = row["case_id"], row["chart"], row["screened_mr"]
        if case not in charts:
            continue
        runs = charts[case].phases[int(row["part"]) - 1].runs
        assert runs is not None
        ours = [runs.longest, runs.longest_allowed, runs.crossings, runs.crossings_needed]
        theirs = [
            number(row[k])
            for k in ("longest_run", "longest_run_max", "n_crossings", "n_crossings_min")
        ]
        assert ours == theirs, case
        assert runs.useful == int(row["n_useful"]), case
        assert runs.signal == (row["runs_signal"] == "TRUE"), case
        seen += 1
    assert seen > 80
