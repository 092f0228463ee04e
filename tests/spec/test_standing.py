"""Records, targets, gaps and forces that counted more: described, never claimed as change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import series
from wardmote.analysis.standing import LOOK_BACK, aim, gaps, record, rises
from wardmote.language import claim_text
from wardmote.narrative import sentence
from wardmote.vocabulary import (
    Area,
    Assurance,
    Direction,
    Observation,
    Period,
    Series,
    Status,
    figure_of,
)


def test_the_highest_month_since_one_that_was_as_high() -> None:
    values = [100.0] * 3 + [140.0] + [100.0] * 30 + [130.0]
    found = record(series(values, "2014-01"))
    assert found is not None
    assert found.direction is Direction.UP
    assert found.against == Period.parse("2014-04")
    assert claim_text(sentence(found)) == (
        "Collisions: 130 in November 2016 is the highest month since April 2014. That alone is no "
        "signal: some month is always the highest."
    )


def test_the_lowest_of_all_that_are_known() -> None:
    found = record(series([100.0] * 30 + [90.0]))
    assert found is not None
    assert found.against is None
    assert "is the lowest month, below all 30 known before it" in claim_text(sentence(found))


def test_a_tie_or_a_short_series_is_no_record() -> None:
    assert record(series([100.0] * 40)) is None
    assert record(series([100.0] * LOOK_BACK + [101.0][:0])) is None
    assert record(series([*([100.0] * 5), 150.0, *([100.0] * 20), 140.0])) is None


@given(st.lists(st.integers(0, 500), min_size=LOOK_BACK + 1, max_size=60))
def test_a_record_beats_every_point_that_it_says_it_beats(values: list[int]) -> None:
    found = record(series([float(v) for v in values]))
    if found is None:
        return
    beaten = values[-1 - int(found["beaten"].value) : -1]
    assert len(beaten) >= LOOK_BACK
    if found.direction is Direction.UP:
        assert max(beaten) < values[-1]
    else:
        assert min(beaten) > values[-1]


@pytest.mark.parametrize(
    ("assurance", "told"),
    [
        (Assurance.WILL_MEET, "it will meet it from month to month"),
        (Assurance.MAY_MEET, "it may meet or miss it by chance alone"),
        (Assurance.WILL_MISS, "only a change of the process can meet it"),
    ],
)
def test_a_target_is_held_against_the_usual_range(assurance: Assurance, told: str) -> None:
    made = series([100.0] * 12, target=90.0)
    limits = tuple(
        figure_of(made.measure, "west-midlands", Period.year(2014), v, method=m)
        for v, m in ((85, "lower-limit"), (115, "upper-limit"))
    )
    text = claim_text(sentence(aim(made, (limits[0], limits[1]), assurance)))
    assert text.startswith("Collisions: 100 in December 2014; the target is 90. The usual range is")
    assert told in text


def test_without_a_target_there_is_nothing_to_aim_at() -> None:
    with pytest.raises(ValueError, match="has no target"):
        aim(series([100.0] * 12), None, Assurance.NO_TARGET)


def test_months_that_are_missing_or_not_final_are_counted() -> None:
    made = series([1.0, None, 3.0, None, None, 6.0])
    last = replace(made.observations[-1], status=Status.PROVISIONAL)
    found = gaps(replace(made, observations=(*made.observations[:-1], last)))
    assert found is not None
    assert claim_text(sentence(found)) == (
        "Collisions: three months are missing (the latest of them April and May 2014), one month "
        "is provisional. Missing is not nought."
    )
    assert gaps(series([1.0, 2.0])) is None


def test_forces_that_counted_more_are_counted_and_those_by_more_than_chance() -> None:
    years = Period.year(2015), Period.year(2014)

    def force(slug: str, before: float, after: float) -> Series:
        observations = (Observation(years[1], before), Observation(years[0], after))
        return replace(series([1.0]), area=Area(slug, slug.capitalize()), observations=observations)

    every = [force("kent", 1000, 1300), force("essex", 1000, 1010), force("surrey", 900, 700)]
    found = rises(every, "kent", *years)
    assert found is not None
    assert claim_text(sentence(found)) == (
        "2 of the 3 forces compared counted more collisions in 2015 than in 2014, 1 of them by "
        "more than chance alone would give."
    )
    assert rises(every, "norfolk", *years) is None
    assert rises(every[:2], "kent", *years) is None
