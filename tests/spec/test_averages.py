"""Averages against a baseline, and before and after a dated change."""

from __future__ import annotations

from datetime import date

import pytest

from tests.made import series
from wardmote.analysis.averages import before_and_after, compare_averages
from wardmote.analysis.change import rolling_year
from wardmote.language import claim_text
from wardmote.narrative import sentence
from wardmote.vocabulary import Evidence, Period, Quantity, Variation

YEAR, NEXT = Period.year(2014), Period.year(2015)


def test_stretches_of_different_length_are_compared_by_their_month() -> None:
    found = compare_averages(
        series([100.0] * 12 + [150.0] * 6), Period.parse("2015-01--2015-06"), YEAR
    )
    assert (found["earlier"].value, found["later"].value) == (100, 150)
    assert found["percent"].value == pytest.approx(50)
    assert found.evidence is Evidence.CLEAR
    assert found.variation is Variation.CONCERNING
    text = claim_text(sentence(found))
    assert "rose from an average of 100 a month in 2014 to 150 in January to June 2015" in text
    assert "do not hold the same months" in text


def test_a_process_change_is_tested_before_against_after() -> None:
    values = [52.0, 48, 50, 51, 49, 50, 53, 47, 50, 50, 49, 51, 20, 22, 19, 21]
    found = before_and_after(series(values), date(2015, 1, 1))
    assert found.evidence is Evidence.CLEAR
    assert (found.against, found.period) == (YEAR, Period.parse("2015-01--2015-04"))


def test_a_percentage_moves_in_points() -> None:
    values = [83.0, 84, 82, 83, 84, 82, 83, 84, 82, 83, 84, 82, 86.5, 87, 86]
    made = series(values, quantity=Quantity.PERCENT, unit="of victims")
    found = compare_averages(made, Period.parse("2015-01--2015-03"), YEAR)
    assert found["points"].value == pytest.approx(3.5)
    assert found.evidence is Evidence.CLEAR
    assert "percent" not in found.figures
    assert "+3.5 percentage points (interval" in claim_text(sentence(found))


def test_wild_months_are_no_clear_change() -> None:
    values = [60.0, 140, 80, 120, 50, 150, 70, 130, 60, 140, 90, 110, 150, 80, 130]
    found = compare_averages(series(values), Period.parse("2015-01--2015-03"), YEAR)
    assert found.evidence is Evidence.NO_CLEAR_CHANGE
    assert "No clear change" in claim_text(sentence(found))


@pytest.mark.parametrize(
    ("later", "message"),
    [("2014-12--2015-02", "share days"), ("2015-01--2015-02", "an average to compare needs 3")],
)
def test_what_cannot_be_compared_is_named(later: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        compare_averages(series([10.0] * 14), Period.parse(later), YEAR)


def test_too_few_events_are_too_few_to_say() -> None:
    found = compare_averages(series([0.0] * 12 + [1.0] * 3), Period.parse("2015-01--2015-03"), YEAR)
    assert found.evidence is Evidence.TOO_FEW
    assert "Too few to say" in claim_text(sentence(found))


def test_twelve_months_against_the_twelve_before() -> None:
    assert rolling_year(series([10.0] * 26)) == (
        Period.parse("2015-03--2016-02"),
        Period.parse("2014-03--2015-02"),
    )
    assert rolling_year(series([10.0] * 20)) is None
