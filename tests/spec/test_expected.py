"""The default profile: what it sees, what it leaves alone, and what it says of its choice."""

from __future__ import annotations

import calendar
import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from tests.made import AREA, series
from wardmote.analysis.change import same_months
from wardmote.analysis.expected import Request, judge_expected, judge_group
from wardmote.analysis.expected.charts import choose
from wardmote.analysis.expected.detect import SHIFT_WITH_SISTERS
from wardmote.analysis.expected.rare import rare_limits
from wardmote.analysis.false_alarms import (
    BY_CHANCE,
    disagreement,
    discoveries,
    expected_signals,
    verdicts,
)
from wardmote.analysis.signals import signal
from wardmote.analysis.spc import PROFILES, ProcessChart, judge
from wardmote.vocabulary import Area, Evidence, Status, Variation

OURS = PROFILES["wardmote"]


def dates(count: int, first: int = 2018 * 12) -> list[date]:
    return [date((first + i) // 12, (first + i) % 12 + 1, 1) for i in range(count)]


def seasonal(count: int, level: float = 400.0, size: float = 0.1) -> list[float]:
    """Counts that follow the season and the length of the month exactly."""
    return [
        float(round(
            level * calendar.monthrange(d.year, d.month)[1] / 30.4375
            * math.exp(size * math.cos(2 * math.pi * d.month / 12))
        ))
        for d in dates(count)
    ]  # fmt: skip


def judged(values: Sequence[float | None], count: int | None = None) -> ProcessChart:
    (chart,) = judge_expected([Request(dates(count or len(values)), values)])
    return chart


def test_a_season_is_no_signal() -> None:
    chart = judged(seasonal(60))
    assert chart.chart == "model"
    assert not any(p.special_cause for p in chart.points)
    ptd = judge(seasonal(60), PROFILES["ptd-0.2.2"])
    assert any(p.special_cause for p in ptd.points)  # as ordinary rules do


def test_a_step_is_found_dated_and_sized() -> None:
    values = seasonal(60)
    stepped = values[:55] + [round(v * 1.3) for v in values[55:]]
    answers = judged(stepped).answers
    assert answers is not None
    assert (answers.shifted, answers.unusual) == (1, 1)
    assert answers.began in (54, 55, 56)
    assert answers.size is not None
    assert answers.size[1] < 1.3 < answers.size[2]


def test_a_single_odd_month_is_no_step() -> None:
    values = seasonal(60)
    values[-1] = round(values[-1] * 1.3)
    chart = judged(values)
    assert chart.answers is not None
    assert chart.answers.unusual == 1
    assert chart.points[-1].special_cause == "outside_limits"


def test_the_longer_run_is_told_apart() -> None:
    rising = [round(v * 1.06 ** (i / 12)) for i, v in enumerate(seasonal(72))]
    answers = judged([float(v) for v in rising]).answers
    assert answers is not None
    assert answers.going == 1
    assert answers.shifted == 0
    assert answers.trend is not None
    assert answers.trend[1] < 1.06 < answers.trend[2] + 0.01


def test_a_missing_month_says_nothing() -> None:
    values: list[float | None] = list(seasonal(60))
    values[50] = None
    chart = judged(values)
    assert chart.points[50].value is None
    assert not any(p.special_cause for p in chart.points)
    without = [d for i, d in enumerate(dates(60)) if i != 50]
    (absent,) = judge_expected([Request(without, [v for v in values if v is not None])])
    assert not any(p.special_cause for p in absent.points)


@pytest.mark.parametrize(
    ("values", "kind", "words"),
    [
        ([10.0] * 5, "none", "too few points for limits: 5"),
        ([10.0, 11.0] * 4, "ranges", "trial limits"),
        ([10.5, 11.0] * 12, "ranges", "not counts"),
        ([0.0, 1.0, 0.0] * 8, "rare", "exact limits"),
        ([40.0, 41.0] * 12, "model", "season, length of month, trend and spread"),
    ],
)
def test_the_chart_follows_the_data_and_says_why(
    values: list[float], kind: str, words: str
) -> None:
    request = Request(dates(len(values)), values)
    assert choose(request)[0] == kind
    assert words in choose(request)[1].said


def test_weeks_are_not_modelled_as_months() -> None:
    weeks = [date(2018, 1, 1 + 7 * i) for i in range(4)] + [
        date(2018, 2, 5 + 7 * i) for i in range(3)
    ]
    assert choose(Request(weeks, [10.0] * 7))[0] == "ranges"


def test_a_large_share_gets_the_limits_of_proportions() -> None:
    request = Request(dates(24), [80.0, 85.0] * 12, [100.0] * 24)
    assert choose(request)[0] == "share"
    (chart,) = judge_expected([request])
    assert all(p.upper <= 1 for p in chart.points)


def test_a_missing_numerator_does_not_part_the_others_from_their_denominators() -> None:
    """A blank first month must not set each count against the denominator before its own."""
    sizes = [10.0, 100.0] * 12
    counts: list[float | None] = [None, *(0.4 * s for s in sizes[1:])]
    assert choose(Request(dates(24), counts, sizes))[0] == "share"


def test_rates_are_judged_by_their_denominators() -> None:
    counts, journeys = [40.0, 80.0] * 18, [1000.0, 2000.0] * 18
    (chart,) = judge_expected([Request(dates(36), counts, journeys)])
    assert chart.chart == "model"
    assert not any(p.special_cause for p in chart.points)


def test_rare_limits_hold_half_a_per_cent_each_side() -> None:
    rng = np.random.default_rng(4)
    beyond, all_of = 0, 0
    for _ in range(300):
        values = [float(v) for v in rng.poisson(0.8, 36)]
        for value, (_, low, high) in zip(values, rare_limits(values, [1.0] * 36), strict=True):
            beyond += value > high or value < low
            all_of += 1
    assert beyond / all_of < 0.012


def test_sisters_are_learnt_from_and_a_shift_in_one_moves_no_other() -> None:
    rng = np.random.default_rng(5)
    counts = rng.poisson(400, (20, 60)).astype(float)
    stepped = counts.copy()
    stepped[0, 48:] = rng.poisson(520, 12)
    exposure = np.ones((20, 60))
    stable, moved = judge_group(counts, exposure, 48), judge_group(stepped, exposure, 48)
    assert stable.priors.sisters == 20
    assert (moved.shift[0, 48:] == 1).any()
    assert np.allclose(stable.score[1:], moved.score[1:])


def test_about_one_stable_series_in_nine_alarms_upwards_in_a_year() -> None:
    """The calibration itself is benchmarks/detection.py; this holds it in place."""
    rng = np.random.default_rng(6)
    alarms, size = [], []
    for mean in (4.0, 40.0, 400.0, 4000.0):
        for _ in range(6):
            counts = rng.poisson(mean, (43, 60)).astype(float)
            found = judge_group(counts, np.ones((43, 60)), 48)
            alarms.append((found.shift[:, 48:] > 0).any(axis=1).mean())
            stepped = counts.copy()
            stepped[:, 48:] = rng.poisson(1.2 * mean, (43, 12))
            after = judge_group(stepped, np.ones((43, 60)), 48)
            size.append((after.shift[:, 48:54] > 0).any(axis=1).mean())
    assert 0.06 < float(np.mean(alarms)) < 0.17
    assert float(np.mean(size)) > 0.6
    assert SHIFT_WITH_SISTERS > 2


def test_a_series_of_noughts_is_borne() -> None:
    chart = judged([0.0] * 30)
    assert not any(p.special_cause for p in chart.points)
    assert all(math.isfinite(p.upper) for p in chart.points)


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (Request([date(2018, 1, 1)] * 2, [1.0, 2.0]), "dates must rise"),
        (Request([date(2018, 1, 1)], [math.inf]), "not a finite number"),
        (Request([], []), "no values"),
        (Request([date(2018, 1, 1)], [1.0], [-1.0]), "below zero"),
    ],
)
def test_what_cannot_be_judged_is_named(request_: Request, expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        judge_expected([request_])


def test_a_finding_of_the_default_profile() -> None:
    values = seasonal(60)
    stepped = values[:55] + [float(round(v * 1.3)) for v in values[55:]]
    others = [
        series(seasonal(60, 300.0 + 20 * i), "2018-01", area=Area(f"a{i}", "A")) for i in range(9)
    ]
    found = signal(series(stepped, "2018-01", area=AREA), OURS, others)
    assert found.finding.variation is Variation.CONCERNING
    assert found.finding["size"].value == pytest.approx(30, abs=8)
    assert f"{found.finding.period.start:%Y-%m}" in ("2022-07", "2022-08", "2022-09")


def test_chance_is_counted() -> None:
    assert expected_signals(100, "wardmote") == pytest.approx(5.7)
    assert set(BY_CHANCE) == set(PROFILES)


def test_profiles_that_disagree_are_named() -> None:
    phones = [254, 213, 250, 262, 195, 200, 191, 171, 191, 225, 124, 121, 182, 162, 116, 175, 169]
    found = verdicts(series([float(v) for v in phones]))
    assert found["ptd-0.2.2"] == -1
    assert found["qic-0.8.1"] == 0
    signal_by, quiet_by = disagreement(found)
    assert "ptd-0.2.2" in signal_by
    assert "qic-0.8.1" in quiet_by
    assert verdicts(series([1.0, 2.0])) == {}


def test_tests_judged_together_let_fewer_stand() -> None:
    """The worked example of Benjamini and Hochberg (1995), table 1: four of fifteen stand."""
    chances = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240]
    chances += [0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    assert discoveries(chances, 0.05) == [True] * 4 + [False] * 11
    assert discoveries([], 0.05) == []
    with pytest.raises(ValueError, match="between 0 and 1"):
        discoveries(chances, 0.0)


def test_a_lockdown_in_the_baseline_does_not_set_what_is_expected() -> None:
    """Three months at 60 % in the middle; then a step of 15 % is still found in six months."""
    values = seasonal(60, 1000.0)
    for i in (22, 23, 24):
        values[i] = round(0.6 * values[i])
    values[-6:] = [float(round(1.15 * v)) for v in values[-6:]]
    chart = judged(values)
    assert chart.answers is not None
    assert "far from the rest counted for less" in chart.answers.reason
    assert chart.answers.shifted == 1


def test_a_december_that_always_stands_out_is_a_season_and_no_outlier() -> None:
    values = [v * (1.4 if i % 12 == 11 else 1) for i, v in enumerate(seasonal(60, 1000.0))]
    chart = judged([float(round(v)) for v in values])
    assert chart.answers is not None
    assert "counted for less" not in chart.answers.reason


def test_months_that_resemble_their_neighbours_are_noticed() -> None:
    rng = np.random.default_rng(8)
    level, values = 0.0, []
    for _ in range(72):
        level = 0.8 * level + rng.normal(0, 0.06)
        values.append(float(rng.poisson(4000 * np.exp(level))))
    chart = judged(values)
    assert chart.answers is not None
    assert "neighbouring months resemble one another" in chart.answers.reason
    calm = [float(v) for v in rng.poisson(4000, 72)]
    steady = judged(calm)
    assert steady.answers is not None
    assert "resemble" not in steady.answers.reason


def test_a_month_that_is_not_whole_yet_is_not_judged() -> None:
    made = series(seasonal(36), "2018-01", area=AREA)
    last = made.observations[-1]
    half = replace(last, value=(last.value or 0) / 2, status=Status.PARTIAL)
    partial = replace(made, observations=(*made.observations[:-1], half))
    found = signal(partial, OURS)
    assert found.finding.evidence is Evidence.NO_CLEAR_CHANGE
    assert found.finding.period.end < half.period.start
    periods = same_months(partial)
    assert periods is not None
    assert periods[0].end < half.period.start
