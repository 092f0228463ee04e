"""What a change is made of."""

from __future__ import annotations

import pytest

from tests.made import AREA, MEASURE
from wardmote.analysis.drivers import drivers
from wardmote.analysis.hierarchy import branches
from wardmote.analysis.markers import marker_test
from wardmote.analysis.mix import Kinds, mix_effects
from wardmote.analysis.recording import Restated, reclassified, recording_change
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


def test_groups_add_up_to_the_whole_and_parts_to_their_group() -> None:
    parts = [yearly(600, 700, "Ashfield"), yearly(300, 290, "Beeston"), yearly(100, 105, "Clifton")]
    groups = {"Ashfield": "North", "Beeston": "South", "Clifton": "South"}
    found = branches(parts, groups, yearly(1000, 1095), LATER, EARLIER)
    assert [b.group.category.value for b in found if b.group.category] == ["North", "South"]
    assert sum(b.group["points"].value for b in found) == pytest.approx(9.5)
    for branch in found:
        assert sum(p["points"].value for p in branch.parts) == pytest.approx(
            branch.group["points"].value
        )
    with pytest.raises(ValueError, match="'Clifton' belongs to no group"):
        branches(parts, {"Ashfield": "N", "Beeston": "S"}, yearly(1000, 1095), LATER, EARLIER)


@pytest.mark.parametrize(
    ("marked", "whole", "answer", "said"),
    [
        ((1000, 1600), (5000, 5700), "explains", "that accounts for +460"),
        ((1000, 1140), (5000, 5700), "in step", "does not explain the change of +700"),
        ((1000, 900), (5000, 5700), "against", "went the other way"),
        ((1000, 1010), (5000, 5050), "nothing", "nothing to explain"),
    ],
)
def test_a_marker_explains_a_change_only_when_its_share_moved_with_it(
    marked: tuple[float, float], whole: tuple[float, float], answer: str, said: str
) -> None:
    found = marker_test(yearly(*marked, "Yes"), yearly(*whole), LATER, EARLIER)
    assert found.words["answer"] == answer
    assert said in claim_text(sentence(found))
    assert ("filled in more often" in claim_text(sentence(found))) == (answer == "explains")


def test_a_recording_effect_adds_up_and_has_intervals() -> None:
    found = recording_change(yearly(10_000, 10_100), yearly(4_700, 5_174), LATER, EARLIER)
    assert found["change"].value == 474
    assert found["incidents"].value + found["conversion"].value == pytest.approx(474)
    assert found["conversion-lower"].value > 0
    assert found.evidence is Evidence.CLEAR
    assert "goes with the number of incidents" in claim_text(sentence(found))


def test_offences_classified_anew_are_told_from_new_ones() -> None:
    then = {"Violence with injury": 100.0, "Violence without injury": 50.0, "Robbery": 20.0}
    now = {"Violence with injury": 110.0, "Violence without injury": 43.0, "Robbery": 20.0}
    assert reclassified(then, now) == Restated(added=3.0, moved=7.0)


def test_rate_and_mix_add_up() -> None:
    """Every kind's rate fell, and yet the whole rose: that is the mix."""
    whole, each = mix_effects([Kinds(900, 90, 500, 45), Kinds(100, 50, 500, 240)])
    assert whole.change == 145
    assert whole.incidents == 0
    assert whole.rate < 0 < whole.mix
    assert whole.incidents + whole.mix + whole.rate == pytest.approx(145)
    assert sum(e.mix for e in each) == pytest.approx(whole.mix)
    with pytest.raises(ValueError, match="outcomes without incidents"):
        mix_effects([Kinds(0, 1, 10, 1)])


def test_a_kind_that_appears_or_ends_moves_the_mix() -> None:
    whole, _ = mix_effects([Kinds(100, 10, 100, 10), Kinds(0, 0, 20, 5)])
    assert whole.incidents + whole.mix + whole.rate == pytest.approx(5)
