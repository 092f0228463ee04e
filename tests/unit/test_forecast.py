"""Forecasts: what they promise of made worlds, and what they refuse."""

from __future__ import annotations

import calendar
from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from wardmote.analysis.forecasts import Forecasts, Interval, forecast_group

Array = NDArray[np.floating[Any]]
FIRST = 2015 * 12


def days(series: int, months: int) -> Array:
    """The days of each month from January 2015, (series, months)."""
    length = [
        float(calendar.monthrange(m // 12, m % 12 + 1)[1]) for m in range(FIRST, FIRST + months)
    ]
    return np.tile(np.array(length), (series, 1))


def world(mean: float, series: int, months: int, seed: int) -> Array:
    """Poisson counts with a season of 10 %, and nothing that wanders."""
    season = np.exp(0.1 * np.cos(2 * np.pi * np.arange(months) / 12))
    size = np.exp(np.random.default_rng(seed).normal(0, 0.3, (series, 1)))
    expected = mean * size * season * days(series, months) / 30.4375
    return np.random.default_rng(seed + 1).poisson(expected).astype(float)


def forecast(counts: Array, horizon: int = 12, **options: bool) -> Forecasts:
    series, months = counts.shape
    return forecast_group(counts, days(series, months + horizon), horizon, **options)


def coverage(true: Array, interval: Interval) -> tuple[float, float]:
    """The shares, in per cent, inside the 80 and the 95 % interval."""
    return (
        100 * float(((interval.lower80 <= true) & (true <= interval.upper80)).mean()),
        100 * float(((interval.lower95 <= true) & (true <= interval.upper95)).mean()),
    )


@pytest.mark.parametrize("mean", [2.0, 8.0, 40.0, 400.0])
def test_intervals_of_a_steady_world_hold_what_they_promise(mean: float) -> None:
    counts = world(mean, 400, 96 + 12, 20261124)
    found = forecast(counts[:, :96])
    in80, in95 = coverage(counts[:, 96:], found.months)
    assert abs(in80 - 80) < 3
    assert abs(in95 - 95) < 3
    in80, in95 = coverage(counts[:, 96:].cumsum(axis=1), found.sums)
    assert abs(in80 - 80) < 6  # sums of one series err together: 400 of them, not 4,800
    assert abs(in95 - 95) < 4


def test_a_wandering_level_gets_intervals_that_widen_with_the_horizon() -> None:
    rng = np.random.default_rng(7)
    level = np.cumsum(rng.normal(0, 0.05, (300, 108)), axis=1)
    counts = rng.poisson(500 * np.exp(level)).astype(float)
    found = forecast(counts[:, :96])
    in80, in95 = coverage(counts[:, 96:], found.months)
    assert abs(in80 - 80) < 4
    assert abs(in95 - 95) < 3
    width = (found.months.upper80 - found.months.lower80).mean(axis=0)
    assert width[11] > 1.8 * width[0]


def test_errors_of_a_steady_world_are_near_those_of_who_knows_it_and_below_last_year() -> None:
    counts = world(100.0, 300, 72, 3)
    found = forecast(counts[:, :60])
    known = 100 * np.exp(np.random.default_rng(3).normal(0, 0.3, (300, 1)))
    known = known * np.exp(0.1 * np.cos(2 * np.pi * np.arange(72) / 12)) * days(300, 72) / 30.4375

    def error(point: Array) -> float:
        return float(np.abs(counts[:, 60:] - point).mean())

    assert error(found.months.point) < 1.12 * error(known[:, 60:])
    assert error(found.months.point) < 0.8 * error(counts[:, 48:60])


def test_the_interval_of_a_sum_is_narrower_than_the_sum_of_ends() -> None:
    found = forecast(world(50.0, 60, 60, 5))
    sum_of_ends = (found.months.upper80 - found.months.lower80).sum(axis=1)
    assert ((found.sums.upper80 - found.sums.lower80)[:, 11] < 0.7 * sum_of_ends).all()
    assert found.sums.point[:, 11] == pytest.approx(found.months.point.sum(axis=1), rel=0.03)


def test_a_total_adds_what_is_known() -> None:
    found = forecast(world(50.0, 10, 60, 5))
    known = np.arange(10.0) * 100
    total = found.total(known, 5)
    for field in fields(Interval):
        added = getattr(found.sums, field.name)[:, 4] + known
        assert getattr(total, field.name)[:, 0] == pytest.approx(added)
    assert found.total(0, 5).point.shape == (10, 1)


def test_ends_are_whole_numbers_in_order_and_never_negative() -> None:
    for mean in (0.05, 0.5, 3.0, 3000.0):
        found = forecast(world(mean, 40, 48, 11))
        for interval in (found.months, found.sums):
            ends = [interval.lower95, interval.lower80, interval.upper80, interval.upper95]
            assert (np.diff(np.stack(ends), axis=0) >= 0).all()
            assert all((end == np.rint(end)).all() and (end >= 0).all() for end in ends)
            assert (interval.lower80 <= np.rint(interval.point)).all()
            assert (interval.upper80 >= np.rint(interval.point)).all()


def test_a_constant_series_goes_on_and_zeros_stay_near_zero() -> None:
    constant, zeros = np.full((1, 60), 300.0), np.zeros((1, 60))
    flat = forecast_group(constant, np.ones((1, 72)))
    assert flat.months.point == pytest.approx(300, rel=0.002)
    assert (flat.months.upper95 - flat.months.lower95).max() < 60
    none = forecast(zeros)
    assert none.months.point.max() < 0.2
    assert none.months.upper95.max() <= 1
    assert none.sums.upper95[0, 11] <= 3


def test_missing_months_are_not_zeros() -> None:
    counts = world(200.0, 50, 72, 13)
    whole = forecast(counts)
    holes = counts.copy()
    rng = np.random.default_rng(1)
    holes[rng.random(counts.shape) < 0.1] = np.nan
    holes[:, -1] = np.nan  # the month after is then two months from what is known
    found = forecast(holes)
    assert found.months.point == pytest.approx(whole.months.point, rel=0.12)
    assert np.abs(found.months.point / whole.months.point - 1).mean() < 0.02


def test_one_huge_outlier_hardly_moves_the_forecast() -> None:
    counts = world(100.0, 20, 72, 17)
    spoilt = counts.copy()
    spoilt[0, 65] = 1e6
    before, after = forecast(counts).months, forecast(spoilt).months
    assert after.point[0] == pytest.approx(before.point[0], rel=0.12)
    assert after.upper80[0].max() < 3 * before.upper80[0].max()
    assert after.point[1:] == pytest.approx(before.point[1:], rel=0.02)


def test_a_step_is_followed_within_a_year() -> None:
    counts = world(100.0, 30, 72, 19)
    counts[:, 60:] *= 2
    assert forecast(counts).months.point.mean() == pytest.approx(200, rel=0.1)


def test_forecasts_hang_on_no_later_month_on_no_unit_and_on_no_horizon() -> None:
    counts = world(30.0, 12, 60, 23)
    found, again = forecast(counts), forecast(counts.copy())
    short = forecast(counts, 3)
    other_unit = forecast_group(counts, days(12, 72) / 30.4375 * 1e5)
    for field in fields(Interval):
        value = getattr(found.months, field.name)
        assert np.array_equal(value, getattr(again.months, field.name))
        assert value[:, :3] == pytest.approx(getattr(short.months, field.name))
        assert value == pytest.approx(getattr(other_unit.months, field.name))
        sums = getattr(found.sums, field.name)
        assert sums[:, :3] == pytest.approx(getattr(short.sums, field.name))


def test_a_longer_month_is_expected_to_hold_more() -> None:
    counts = world(500.0, 30, 60, 29)
    usual, doubled = days(30, 72), days(30, 72)
    doubled[:, 60:] *= 2
    twice = forecast_group(counts, doubled).months.point
    assert twice == pytest.approx(2 * forecast_group(counts, usual).months.point)


def test_a_series_alone_does_not_hang_on_its_neighbours() -> None:
    counts = world(80.0, 3, 60, 31)
    alone = forecast(counts, sisters=False)
    assert alone.months.point.shape == (3, 12)
    for i in range(3):
        own = forecast(counts[i : i + 1])
        assert np.array_equal(alone.months.point[i], own.months.point[0])
        assert np.array_equal(alone.sums.upper95[i], own.sums.upper95[0])


def test_a_year_of_history_is_enough_and_says_how_little_it_is() -> None:
    counts = world(100.0, 40, 120, 37)
    year, decade = forecast(counts[:, -12:]).months, forecast(counts).months
    assert (year.upper80 - year.lower80).mean() > (decade.upper80 - decade.lower80).mean()
    assert coverage(np.rint(decade.point), year)[1] > 95


def test_no_series_get_no_forecasts() -> None:
    assert forecast(np.zeros((0, 24))).sums.point.shape == (0, 12)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda c: c[:, :11], "at least 12 known months; series 0 has 11"),
        (lambda c: np.where(np.arange(36) < 30, np.nan, c), "series 0 has 6"),
        (lambda c: c - 500, "none below zero"),
        (lambda c: c + 0.5, "whole numbers"),
        (lambda c: c * np.inf, "whole numbers"),
        (lambda c: c[0], "series, months"),
    ],
)
def test_counts_that_cannot_be_forecast_are_refused(spoil: object, told: str) -> None:
    assert callable(spoil)
    counts = spoil(world(100.0, 4, 36, 41) + 1)
    with pytest.raises(ValueError, match=told):
        forecast_group(counts, days(4, counts.shape[-1] + 12))


def test_an_exposure_or_horizon_that_does_not_fit_is_refused() -> None:
    counts = world(100.0, 4, 36, 43)
    with pytest.raises(ValueError, match="cover history and forecast"):
        forecast_group(counts, days(4, 36))
    with pytest.raises(ValueError, match="above zero"):
        forecast_group(counts, 0 * days(4, 48))
    for horizon in (0, 13):
        with pytest.raises(ValueError, match="1 to 12 months"):
            forecast_group(counts, days(4, 36 + horizon), horizon)


def test_a_total_of_months_not_forecast_or_of_an_unknown_part_is_refused() -> None:
    found = forecast(world(100.0, 4, 36, 47), 6)
    with pytest.raises(ValueError, match="1 to 6 forecast months, not 7"):
        found.total(0, 7)
    with pytest.raises(ValueError, match="must be known"):
        found.total(np.array([1.0, np.nan, 2.0, 3.0]), 3)
    with pytest.raises(ValueError, match="below zero"):
        found.total(-1, 3)
