"""Values that refuse to exist when they are wrong."""

from __future__ import annotations

from datetime import date

import pytest

from tests.made import MEASURE, months, series
from wardmote.vocabulary import (
    Claim,
    Direction,
    FigureName,
    Improvement,
    Observation,
    Period,
    Series,
    Status,
    Strong,
    Variation,
    sense,
)


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        Period(date(2015, 3, 2), date(2015, 3, 1))


@pytest.mark.parametrize("text", ["2015-13", "2015-3", "March 2015", "", "2015-02-30", "2015--"])
def test_what_is_not_a_period_is_refused_with_the_forms_allowed(text: str) -> None:
    if text == "2015--":
        assert Period.parse(text).id == "2015"
        return
    with pytest.raises(ValueError, match="is not a period"):
        Period.parse(text)


def test_a_year_before_the_end_of_february_is_the_end_of_february() -> None:
    assert Period.parse("2016-02").years_before() == Period.parse("2015-02")
    assert Period.parse("2015-04--2016-02").years_before().id == "2014-04--2015-02"


def test_a_series_refuses_a_repeated_period() -> None:
    march = Observation(Period.parse("2015-03"), 1.0)
    with pytest.raises(ValueError, match="does not come after"):
        Series(MEASURE, series([1]).area, (march, march))


def test_a_missing_value_is_not_zero() -> None:
    with pytest.raises(ValueError, match="cannot be"):
        Observation(Period.parse("2015-03"), 0.0, Status.MISSING)
    with pytest.raises(ValueError, match="cannot be"):
        Observation(Period.parse("2015-03"), None)


def test_a_total_over_a_gap_is_unknown() -> None:
    assert series([1, None, 3]).total(Period.parse("2014-01--2014-03")) is None
    assert series([1, 2, 3]).total(Period.parse("2014-01--2014-03")) == 6
    assert series([1, 2, 3]).total(Period.parse("2014-01--2014-04")) is None


def test_no_number_is_typed_into_a_claim() -> None:
    with pytest.raises(ValueError, match="typed by hand"):
        Claim(("Crime rose by 12",))
    with pytest.raises(ValueError, match="typed by hand"):
        Claim((Strong(("Crime rose by 12",)),))


def test_an_id_comes_apart_as_it_was_put_together() -> None:
    name = FigureName.parse("speed-disposals@outcome=cancelled/west-midlands/2015/share")
    assert (name.measure, name.category, name.method) == (
        "speed-disposals", "outcome=cancelled", "share",
    )  # fmt: skip
    with pytest.raises(ValueError, match="is not a figure"):
        FigureName.parse("collisions")


@pytest.mark.parametrize(
    ("direction", "improvement", "expected"),
    [
        (Direction.UP, Improvement.DECREASE, Variation.CONCERNING),
        (Direction.DOWN, Improvement.DECREASE, Variation.IMPROVING),
        (Direction.UP, Improvement.INCREASE, Variation.IMPROVING),
        (Direction.UP, Improvement.NEUTRAL, Variation.HIGHER),
        (Direction.DOWN, Improvement.NEUTRAL, Variation.LOWER),
        (Direction.LEVEL, Improvement.DECREASE, Variation.NO_SIGNAL),
    ],
)
def test_what_a_movement_means(
    direction: Direction, improvement: Improvement, expected: Variation
) -> None:
    assert sense(direction, improvement) is expected


def test_months_are_made_in_order() -> None:
    assert [p.id for p in months("2014-11", 3)] == ["2014-11", "2014-12", "2015-01"]
