"""Rare events, adjusted severities and immature cohorts."""

from __future__ import annotations

import math
from datetime import date, timedelta

import numpy as np
import pytest

from wardmote.analysis.maturity import develop
from wardmote.analysis.rare_events import rare_events
from wardmote.analysis.severity import adjusted_count, compare_adjusted

START = date(2014, 1, 1)

# Taylor and Ashe (1983), the example of Mack (1993).
CLAIMS = [
    [357848, 1124788, 1735330, 2218270, 2745596, 3319994, 3466336, 3606286, 3833515, 3901463],
    [352118, 1236139, 2170033, 3353322, 3799067, 4120063, 4647867, 4914039, 5339085],
    [290507, 1292306, 2218525, 3235179, 3985995, 4132918, 4628910, 4909315],
    [310608, 1418858, 2195047, 3757447, 4029929, 4381982, 4588268],
    [443160, 1136350, 2128333, 2897821, 3402672, 3873311],
    [396132, 1333217, 2180715, 2985752, 3691712],
    [440832, 1288463, 2419861, 3483130],
    [359480, 1421128, 2864498],
    [376686, 1363294],
    [344014],
]


def after(days: list[int]) -> list[date]:
    dates = [START]
    for d in days:
        dates.append(dates[-1] + timedelta(days=d))
    return dates


def test_an_event_that_comes_too_soon_or_late_is_told() -> None:
    dates = after([30, 25, 40, 35, 28, 33, 31, 27, 0, 0, 29])
    found = rare_events(dates, dates[-1])
    assert [b.signal for b in found.between].count(1) == 0  # two on one day are half a day apart
    late = rare_events(after([30, 25, 40, 35, 28, 33, 31, 27, 400]), date(2017, 1, 1))
    assert late.between[-1].signal == -1


def test_a_long_silence_has_a_chance() -> None:
    dates = after([30] * 10)
    quiet = rare_events(dates, dates[-1] + timedelta(days=120))
    assert quiet.days_since == 120
    assert quiet.chance_of_silence == pytest.approx((1 + 120 / 300) ** -10)
    assert quiet.mean_days == 30


def test_events_by_chance_seldom_signal() -> None:
    rng = np.random.default_rng(3)
    signals = total = 0
    for _ in range(200):
        moments = np.cumsum(rng.exponential(40.0, 21))
        dates = [START + timedelta(days=int(m)) for m in moments]
        found = rare_events(dates, dates[-1])
        signals += sum(b.signal != 0 for b in found.between)
        total += len(found.between)
    assert 0.004 < signals / total < 0.016


@pytest.mark.parametrize(
    ("dates", "until", "message"),
    [
        (after([1] * 5), date(2020, 1, 1), "6 events"),
        (after([1] * 8)[::-1], date(2020, 1, 1), "must rise"),
        (after([1] * 8), date(2014, 1, 3), "lies after"),
    ],
)
def test_events_that_cannot_be_judged(dates: list[date], until: date, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        rare_events(dates, until)


def test_adjusted_counts_add_chances_and_keep_what_is_sure() -> None:
    found = adjusted_count([1.0] * 10 + [0.25] * 40)
    assert found.value == 20
    assert found.lower == pytest.approx(20 - 1.96 * math.sqrt(7.5), abs=0.01)
    assert adjusted_count([1.0, 0.01]).lower == 1
    with pytest.raises(ValueError, match="between 0 and 1"):
        adjusted_count([1.2])


def test_a_plain_count_is_compared_as_a_count() -> None:
    result = compare_adjusted(adjusted_count([1.0] * 120), adjusted_count([1.0] * 100))
    assert result.ratio == pytest.approx(1.2)
    assert result.p == pytest.approx(0.178, abs=0.005)  # log ratio over sqrt(1/120 + 1/100)
    with pytest.raises(ValueError, match="no ratio"):
        compare_adjusted(adjusted_count([]), adjusted_count([1.0]))


def test_the_chain_ladder_and_its_errors() -> None:
    """Mack (1993): the ten cohorts lack 18,680,856, the last with a standard error of 29 %."""
    found = develop(CLAIMS)
    assert sum(c.end - c.known for c in found) == pytest.approx(18_680_856, abs=1)
    lacking = [round((c.end - c.known) / 1000) for c in found]
    assert lacking == [0, 95, 470, 710, 985, 1419, 2178, 3920, 4279, 4626]
    shares = [round(100 * c.error / (c.end - c.known)) for c in found[1:]]
    assert shares == [80, 26, 19, 27, 29, 26, 22, 23, 29]


def test_a_young_cohort_says_how_much_is_known() -> None:
    whole = [[40.0, 80.0, 100.0]] * 4
    young = develop([*whole, [42.0, 82.0], [38.0]])[-1]
    assert young.matured == pytest.approx(0.4, abs=0.02)
    assert young.lower <= young.end <= young.upper


def test_what_cannot_be_told_of_a_cohort_is_not_a_number() -> None:
    nothing_yet = develop([[40.0, 80.0], [0.0]])[-1]
    assert math.isnan(nothing_yet.end)
    assert math.isnan(nothing_yet.matured)
    one_older = develop([[40.0, 80.0], [20.0]])[-1]
    assert one_older.end == 40
    assert math.isnan(one_older.lower)
    assert math.isnan(one_older.upper)


@pytest.mark.parametrize(
    ("cohorts", "message"),
    [([[]], "first total"), ([[1, 2], [1, 2, 3]], "known for longer"), ([[2, 1]], "cannot fall")],
)
def test_cohorts_that_cannot_be(cohorts: list[list[float]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        develop(cohorts)
