"""What holds of every number and every change."""

from __future__ import annotations

import itertools
import re
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.made import series
from wardmote.analysis.change import change
from wardmote.analysis.spc import PROFILES, judge
from wardmote.analysis.spc.many import CAUSES, judge_many
from wardmote.analysis.spc.rules import runs, trends
from wardmote.document.chart.scales import Scale, spread, ticks
from wardmote.language import claim_text, number_text, printed_interval
from wardmote.narrative import bullet, cell, sentence
from wardmote.vocabulary import Evidence, Hedge, Period

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
counts = st.lists(st.integers(0, 5000), min_size=15, max_size=24)


@given(days, days)
def test_a_period_reads_back_as_itself(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    assert Period.parse(period.id) == period


@given(st.integers(1990, 2090), st.integers(1, 12), st.integers(1, 36))
def test_whole_months_count_themselves(year: int, month: int, count: int) -> None:
    period = Period.months_to(Period.month(year, month).end, count)
    assert period.months == count == len(list(period.each_month()))
    assert Period.parse(period.id) == period


@given(counts)
def test_no_sentence_claims_more_than_its_test_allows(values: list[int]) -> None:
    found = change(
        series([float(v) for v in values]),
        Period.parse("2015-01--2015-03"),
        Period.parse("2014-01--2014-03"),
    )
    for worded in (cell, bullet, sentence):
        verbs = re.findall(r"\b(rose|fell)\b", claim_text(worded(found)).lower())
        if found.evidence is not Evidence.CLEAR:
            assert not verbs
        elif found["change"].value > 0:
            assert "fell" not in verbs
        else:
            assert "rose" not in verbs


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_a_printed_number_stands_for_the_one_it_was_printed_from(
    value: float, decimals: int
) -> None:
    text = number_text(value, decimals)
    printed = float(text.replace(",", "").replace("−", "-"))
    low, high = printed_interval(printed, decimals)
    assert low - 1e-6 <= abs(value) * (1 if value >= 0 else -1) <= high + 1e-6 or printed == 0


@given(st.floats(1, 1e6), st.sampled_from(list(Hedge)))
def test_a_printed_interval_holds_what_was_printed(value: float, hedge: Hedge) -> None:
    low, high = printed_interval(value, 0, hedge)
    assert low <= value + 1e-6
    assert value <= high + 1e-6


@given(st.lists(st.one_of(st.none(), st.floats(-100, 100)), min_size=1, max_size=60))
def test_every_value_is_judged_once(values: list[float | None]) -> None:
    for profile in (p for p in PROFILES.values() if not p.models):
        chart = judge(values, profile)
        assert [p.value for p in chart.points] == values
        assert not any(p.special_cause for p in chart.points if p.value is None)


@given(st.lists(st.sampled_from([-1, 0, 1]), max_size=40))
def test_runs_agree_with_counting_by_hand(side: list[int]) -> None:
    slow = [False] * len(side)
    for start in range(len(side) - 6):
        window = side[start : start + 7]
        if window[0] and all(s == window[0] for s in window):
            slow[start : start + 7] = [True] * 7
    assert [bool(r) for r in runs(side, 7)] == slow


@given(st.lists(st.integers(0, 5), max_size=40))
def test_trends_agree_with_counting_by_hand(values: list[int]) -> None:
    slow = [False] * len(values)
    for start in range(len(values) - 6):
        window = values[start : start + 7]
        if window == sorted(set(window)) or window == sorted(set(window), reverse=True):
            slow[start : start + 7] = [True] * 7
    assert [bool(t) for t in trends([float(v) for v in values], 7)] == slow


@given(st.floats(-1e6, 1e6), st.floats(0.1, 1e6), st.integers(2, 8))
def test_ticks_span_what_they_mark(low: float, size: float, about: int) -> None:
    marks = ticks(low, low + size, about)
    slack = 1e-6 * (abs(low) + size)
    assert marks[0] <= low + slack
    assert marks[-1] >= low + size - slack
    assert marks == sorted(marks)
    assert len(marks) <= about + 4


@given(st.lists(st.floats(0, 300), min_size=1, max_size=4))
def test_labels_do_not_cover_one_another(positions: list[float]) -> None:
    placed = sorted(spread(positions, 17, 0, 300))
    assert all(b - a >= 17 - 0.1 for a, b in itertools.pairwise(placed))


@given(st.floats(0, 100), st.floats(101, 200), st.floats(0, 1))
def test_a_scale_is_straight(low: float, high: float, share: float) -> None:
    scale = Scale(low, high, 0.0, 500.0)
    assert abs(scale(low + share * (high - low)) - 500 * share) < 1e-6


@given(st.lists(st.lists(st.integers(0, 9), min_size=20, max_size=20), min_size=1, max_size=4))
def test_many_series_at_once_are_judged_as_one_by_one(columns: list[list[int]]) -> None:
    values = np.array(columns, float).T
    for profile in (p for p in PROFILES.values() if not p.judges_series):
        many = judge_many(values, profile)
        for j, column in enumerate(columns):
            alone = judge([float(v) for v in column], profile)
            assert [CAUSES[c] for c in many.cause[:, j]] == [p.special_cause for p in alone.points]
            assert [s for s, c in zip(many.side[:, j], many.cause[:, j], strict=True) if c] == [
                p.side for p in alone.points if p.special_cause
            ]
            for ours, theirs in (
                (many.mean[j], alone.latest.mean),
                (many.lower[j], alone.latest.lower),
                (many.upper[j], alone.latest.upper),
            ):
                assert np.isclose(ours, theirs, rtol=1e-9, equal_nan=True)
