"""Tests and intervals against what R printed."""

from __future__ import annotations

import csv
import math
from pathlib import Path

from wardmote.analysis.counts import compare_counts, rate_interval
from wardmote.analysis.proportions import compare_shares, wilson


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def same(ours: float, theirs: str) -> bool:
    if theirs in ("NaN", "NA"):
        return math.isnan(ours)
    return math.isclose(ours, float(theirs), rel_tol=1e-9, abs_tol=1e-12)


def test_two_counts_equal_poisson_test(shared: Path) -> None:
    for r in rows(shared / "oracle" / "stats" / "two_counts.csv"):
        given = [float(r[k]) for k in ("x1", "x2", "days1", "days2")]
        ours = compare_counts(*given)
        wide = compare_counts(*given, level=0.998)
        assert same(ours.p, r["p_two_sided"]), r["case"]
        assert same(ours.ratio, r["rate_ratio"]), r["case"]
        assert same(ours.lower, r["rr_lower95"]), r["case"]
        assert same(ours.upper, r["rr_upper95"]), r["case"]
        assert same(wide.lower, r["rr_lower99_8"]), r["case"]
        assert same(wide.upper, r["rr_upper99_8"]), r["case"]
        assert same(ours.p_less, r["p_less"]), r["case"]
        assert same(ours.p_greater, r["p_greater"]), r["case"]


def test_one_rate_equals_the_exact_interval(shared: Path) -> None:
    for r in rows(shared / "oracle" / "stats" / "one_rate.csv"):
        low, high = rate_interval(float(r["count"]), float(r["population"]))
        assert same(low, r["exact_lower95"]), r["case"]
        assert same(high, r["exact_upper95"]), r["case"]


def test_proportions_equal_wilson_newcombe_and_chi_square(shared: Path) -> None:
    for r in rows(shared / "oracle" / "stats" / "proportions.csv"):
        x1, n1, x2, n2 = (float(r[k]) for k in ("x1", "n1", "x2", "n2"))
        for part, whole, name in ((x1, n1, "p1"), (x2, n2, "p2")):
            low, high = wilson(part, whole)
            assert same(low, r[f"{name}_lower95"]), r["case"]
            assert same(high, r[f"{name}_upper95"]), r["case"]
        ours = compare_shares(x1, n1, x2, n2)
        assert same(ours.difference, r["diff"]), r["case"]
        assert same(ours.lower, r["newcombe_lower95"]), r["case"]
        assert same(ours.upper, r["newcombe_upper95"]), r["case"]
        if r["p_chisq"] != "NaN":
            assert same(ours.p, r["p_chisq"]), r["case"]
