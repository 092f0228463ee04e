"""Each rule: a drawn series and the flags it must carry.

`.` is a point just above or below the mean, letters name special causes. The cases of the
seven-point, trend and two-in-three rules follow NHSRplotthedots' own tests.
"""

from __future__ import annotations

import math

import pytest

from tests.made import series
from wardmote.analysis.signals import NoLimitsError, signal
from wardmote.analysis.spc import PROFILES, judge, rules
from wardmote.analysis.spc.limits import Limits, limits_of
from wardmote.vocabulary import Improvement, PeriodKind, UserError, Variation

PTD = PROFILES["ptd-0.2.2"]


def marks(truths: list[bool | None]) -> str:
    return "".join("x" if t else "." for t in truths)


@pytest.mark.parametrize(
    ("side", "expected"),
    [
        ([], ""),
        ([1] * 6, "......"),
        ([1] * 6 + [-1], "......."),
        ([1] * 7, "xxxxxxx"),
        ([1] * 8 + [-1], "xxxxxxxx."),
        ([-1] * 8 + [1], "xxxxxxxx."),
        ([1, 1, 1, 0, 1, 1, 1, 1], "........"),
        ([1, 1, 1, None, 1, 1, 1, 1], "........"),
    ],
)
def test_a_run_is_seven_points_on_one_side(side: list[int | None], expected: str) -> None:
    assert marks(rules.runs(side, 7)) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2, 3, 4, 5, 6], "......"),
        ([1, 2, 3, 4, 5, 6, 7], "xxxxxxx"),
        ([7, 6, 5, 4, 3, 2, 1], "xxxxxxx"),
        ([1, 2, 3, 3, 4, 5, 6], "......."),
        ([5, 1, 2, 3, 4, 5, 6, 7, 0], ".xxxxxxx."),
        ([1, 2, 3, None, 4, 5, 6, 7], "........"),
    ],
)
def test_a_trend_is_seven_points_without_a_tie(values: list[float | None], expected: str) -> None:
    assert marks(rules.trends(values, 7)) == expected


@pytest.mark.parametrize(
    ("close", "side", "expected"),
    [
        ([True, True, False], [1, 1, 1], "xx."),
        ([True, False, True], [1, 1, 1], "x.x"),
        ([True, True, False], [1, 1, -1], "..."),
        ([True, False, False], [1, 1, 1], "..."),
        ([False, True, True, False], [-1, -1, -1, 1], ".xx."),
        ([True, None, True], [1, None, 1], "..."),
    ],
)
def test_two_in_three_marks_only_the_near_points(
    close: list[bool | None], side: list[int | None], expected: str
) -> None:
    assert marks(rules.two_in_three(close, side)) == expected


def test_a_value_on_a_limit_is_inside_it() -> None:
    limits = Limits(10.0, 1.0)
    assert rules.outside([limits.upper, limits.lower, limits.upper + 0.01], limits) == [
        False,
        False,
        True,
    ]


def test_screening_sets_large_ranges_aside_once() -> None:
    values = [10, 11, 10, 11, 10, 11, 10, 50, 10, 11, 10, 11]
    assert limits_of(values, screen=True).spread == 1
    assert limits_of(values, screen=False).spread == pytest.approx((9 + 40 + 40) / 11)


def test_the_published_example_of_r() -> None:
    """rnorm(20) with seed 123: mean .1416238, limits -3.01138 and 3.294627."""
    values = [
        -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621,
        -1.26506123, -0.68685285, -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272,
        -0.55584113, 1.78691314, 0.49785048, -1.96661716, 0.70135590, -0.47279141,
    ]  # fmt: skip
    limits = judge(values, PTD).latest
    assert limits.mean == pytest.approx(0.1416238, abs=1e-6)
    assert limits.lower == pytest.approx(-3.01138, abs=1e-5)
    assert limits.upper == pytest.approx(3.294627, abs=1e-5)


def test_a_rebase_starts_limits_and_rules_again() -> None:
    chart = judge([10, 11] * 6 + [20, 21] * 6, PTD, rebase=[12])
    assert [round(p.mean, 1) for p in chart.phases] == [10.5, 20.5]
    assert not any(p.special_cause for p in chart.points)


def test_a_constant_series_has_no_limits_and_no_special_causes() -> None:
    chart = judge([7.0] * 20, PTD)
    assert math.isnan(chart.latest.upper)
    assert not any(p.special_cause for p in chart.points)


def test_the_six_point_profile_signals_earlier() -> None:
    values = [10, 12, 9, 11, 10, 12, 9, 11, 14, 14.1, 14, 14.2, 14, 14.1]
    six = judge(values, PROFILES["mdc-excel-6"])
    seven = judge(values, PROFILES["mdc-excel-7"])
    assert six.points[-1].special_cause
    assert seven.points[-1].special_cause == ""


def test_rolling_totals_are_refused_limits() -> None:
    rolling = series([100.0 + i for i in range(24)], period=PeriodKind.ROLLING_12_MONTHS)
    with pytest.raises(NoLimitsError, match="share most of their months"):
        signal(rolling, PTD)


def test_five_months_are_refused_limits() -> None:
    with pytest.raises(NoLimitsError, match="too few"):
        signal(series([10, 11, 12, 10, 11]), PTD)


def test_a_gap_is_not_judged() -> None:
    values = [10, 11, 10, 12, None, 11, 10, 12, 11, 10, 12, 11, 10]
    found = signal(series(values), PTD)
    assert found.chart.points[4].special_cause == ""
    assert found.finding["points"].value == 12


def test_a_point_above_the_limit_is_concerning_where_fewer_is_better() -> None:
    found = signal(series([10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10, 40]), PTD)
    assert found.finding.variation is Variation.CONCERNING
    more_is_better = series([10, 11] * 5 + [10, 40], improvement=Improvement.INCREASE)
    assert signal(more_is_better, PTD).finding.variation is Variation.IMPROVING


def test_an_unknown_profile_names_the_nearest() -> None:
    from wardmote.analysis.spc import profile_named

    with pytest.raises(UserError, match=r"did you mean 'ptd-0.2.2'"):
        profile_named("ptd-0.2")


def test_an_infinite_value_is_refused() -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        judge([1.0, math.inf], PTD)


def test_the_worked_t_chart_of_the_literature() -> None:
    """Hours between failures of a valve: Montgomery (2009), section 7.3.5, where they are in
    control and their power 0.2777 has the mean 5.386."""
    hours = [286, 948, 536, 124, 816, 729, 4, 143, 431, 8, 2837, 596, 81, 227, 603, 492, 1199]
    hours += [1214, 2831, 96]
    chart = judge([float(h) for h in hours], PROFILES["qic-0.8.1"], chart="t")
    assert chart.latest.mean == pytest.approx(5.386 ** (1 / 0.2777), rel=0.01)
    assert chart.latest.lower == 0
    assert not any(p.special_cause for p in chart.points)


def test_the_g_chart_has_the_limits_of_a_geometric_count() -> None:
    """Kaminsky and others (1992), Benneyan (2001): mean + 3 sqrt(mean (mean + 1)) cases between
    events; 41.5 for a mean of 10, and no lower limit."""
    between = [float(v) for v in (4, 12, 9, 22, 3, 14, 6, 10)]
    chart = judge([*between], PROFILES["qic-0.8.1"], chart="g")
    assert chart.latest.upper == pytest.approx(10 + 3 * math.sqrt(110))
    assert chart.latest.lower == 0
    assert chart.latest.mean == 9.5  # the median is drawn
