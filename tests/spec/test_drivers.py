"""What a change is made of."""

from __future__ import annotations

import pytest

from tests.made import AREA, MEASURE
from wardmote.analysis.drivers import drivers
from wardmote.language import claim_text
from wardmote.narrative import sentence
from wardmote.vocabulary import Category, Evidence, Observation, Period, Series

LATER, EARLIER = Period.year(2015), Period.year(2014)


def yearly(before: float, after: float, name: str = "") -> Series:
    return Series(
        MEASURE,
        AREA,
        (Observation(EARLIER, before), Observation(LATER, after)),
        ("release",),
        Category("offence", name) if name else None,
    )


def test_the_points_of_all_parts_add_up_to_the_whole() -> None:
    parts = [yearly(600, 700, "Theft"), yearly(300, 290, "Damage"), yearly(100, 105, "Fire")]
    found = drivers(parts, yearly(1000, 1095), LATER, EARLIER)
    assert [f.category.value for f in found if f.category] == ["Theft", "Damage", "Fire"]
    assert sum(f["points"].value for f in found) == pytest.approx(9.5)
    assert sum(f["change"].value for f in found) == 95


def test_a_part_that_chance_could_move_is_not_called_a_driver() -> None:
    theft, damage = drivers(
        [yearly(600, 900, "Theft"), yearly(400, 410, "Damage")], yearly(1000, 1310), LATER, EARLIER
    )
    assert (theft.evidence, damage.evidence) == (Evidence.CLEAR, Evidence.NO_CLEAR_CHANGE)
    assert "leads" in theft.words
    assert "not distinguishable from chance" in claim_text(sentence(damage))
    assert claim_text(sentence(theft)) == (
        "Theft: 300 more, +30.0 percentage points of the whole’s +31.0%."
    )


def test_parts_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match="add up to 600 and 700, not to 1000 and 1100"):
        drivers([yearly(600, 700, "Theft")], yearly(1000, 1100), LATER, EARLIER)
