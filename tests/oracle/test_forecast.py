"""Forecasts beside R's exponential smoothing, and looked back on over the real breath tests."""

from __future__ import annotations

import calendar
import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from wardmote.analysis.forecasts import forecast_group

Array = NDArray[np.float64]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def days(first: int, months: int) -> Array:
    return np.array(
        [float(calendar.monthrange(m // 12, m % 12 + 1)[1]) for m in range(first, first + months)]
    )


def test_forecasts_stand_close_to_ets(shared: Path) -> None:
    """Another model, so close and not equal: measured, at most 2.3 % or half a count a month."""
    folder = shared / "oracle" / "stats"
    values: dict[str, list[float]] = defaultdict(list)
    theirs: dict[str, list[list[float]]] = defaultdict(list)
    for r in rows(folder / "ets_series.csv"):
        assert values[r["series"]] or r["month"] == "2016-01"
        values[r["series"]].append(float(r["value"]))
    for r in rows(folder / "ets_forecast.csv"):
        if r["method"] == "ets":
            theirs[r["series"]].append([float(r[k]) for k in ("point", "lower80", "upper80")])
    assert len(values) >= 3
    for series, counts in values.items():
        months = len(counts)
        exposure = days(2016 * 12, months + 12)[None]
        ours = forecast_group(np.array([counts]), exposure, sisters=False).months
        point, lower, upper = np.array(theirs[series]).T
        apart = np.abs(ours.point[0] - point).mean()
        assert apart < max(0.03 * point.mean(), 0.6), series
        assert ((lower <= ours.point[0]) & (ours.point[0] <= upper)).mean() > 0.8, series
        assert ((ours.lower80[0] <= point) & (point <= ours.upper80[0])).all(), series
        width = (ours.upper80 - ours.lower80).mean() / (upper - lower).mean()
        assert 0.7 < width < 1.7, series


@pytest.fixture(scope="module")
def breath_tests(shared: Path) -> Array:
    """Tests, and those positive or refused, by force and month from 2002: (2, 43, 180)."""
    month_of = {name: i for i, name in enumerate(calendar.month_name)}
    read = rows(shared / "data" / "home-office" / "breath_test_data.csv")
    forces = sorted({r["Police Force"] for r in read})
    found = np.full((2, len(forces), 180), np.nan)
    for r in read:
        at = (int(r["Calendar Year"]) - 2002) * 12 + month_of[r["Month"]] - 1
        for kind, column in enumerate(
            ("Number of breath tests", "Number of positive or refused breath tests")
        ):
            found[kind, forces.index(r["Police Force"]), at] = float(r[column])
    return found


@pytest.mark.parametrize(("kind", "better"), [(0, 0.95), (1, 0.85)])
def test_forecasts_of_breath_tests_hold_and_beat_last_year(
    breath_tests: Array, kind: int, better: float
) -> None:
    """Rolling origins with five years of history and more; measured, 0.89 and 0.81 of last year."""
    counts = breath_tests[kind]
    errors, naive, in80, in95, sums80, sums95 = ([] for _ in range(6))
    for known in range(60, 169, 10):
        exposure = np.broadcast_to(days(2002 * 12, known + 12), (len(counts), known + 12))
        found = forecast_group(counts[:, :known], exposure)
        true = counts[:, known : known + 12]
        last = counts[:, known - 12 : known]
        change = np.abs(counts[:, 12:known] - counts[:, : known - 12])
        scale = change.mean(axis=1, keepdims=True)
        errors.append(np.abs(true - found.months.point) / scale)
        naive.append(np.abs(true - last) / scale)
        year = true.sum(axis=1)
        m, s = found.months, found.sums
        in80.append((m.lower80 <= true) & (true <= m.upper80))
        in95.append((m.lower95 <= true) & (true <= m.upper95))
        sums80.append((s.lower80[:, 11] <= year) & (year <= s.upper80[:, 11]))
        sums95.append((s.lower95[:, 11] <= year) & (year <= s.upper95[:, 11]))
    assert np.mean(errors) < better * np.mean(naive)
    assert abs(100 * np.mean(in80) - 80) < 3
    assert abs(100 * np.mean(in95) - 95) < 3
    assert abs(100 * np.mean(sums80) - 80) < 5  # 473 years' totals that share their shocks
    assert abs(100 * np.mean(sums95) - 95) < 3
