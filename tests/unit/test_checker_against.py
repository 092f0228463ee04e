"""Matching a sentence to a measure, an area and a period; earlier releases; what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.made import series
from wardmote.checker.against import against
from wardmote.checker.contradictions import values_told_twice
from wardmote.checker.definitions import misused
from wardmote.checker.findings import Finding, Verdict
from wardmote.checker.grid import grid_of_csv
from wardmote.checker.matching import Ledger, match_of, period_of
from wardmote.checker.numbers import numbers_in
from wardmote.checker.paper import Place
from wardmote.checker.periods import periods_in, slips
from wardmote.checker.verdicts import gravest, judge_statement
from wardmote.vocabulary import Force, Period, Series

NORTH = Force("northtown", "Northtown")
OPENING = "Northtown Police performance report"


def monthly(values: list[float]) -> Series:
    return series(values, area=NORTH, id="robbery", title="Robbery")


class Known:
    """Facts of one measure, with one earlier release."""

    def __init__(self, now: Series, before: Series) -> None:
        self.now, self.before = now, before

    def series(self, measure: str, area: str, category: str = "") -> Series | None:
        return self.now if (measure, area) == ("robbery", "northtown") else None

    def earlier(self, measure: str, area: str) -> Iterator[tuple[str, Series]]:
        yield "October 2015", self.before


NOW = monthly([10.0] * 12)
LEDGER = Ledger(
    Known(NOW, monthly([9.0] * 12)), (NOW.measure,), (NORTH, Force("southtown", "Southtown")),
    "northtown",
)  # fmt: skip


def verdict(sentence: str, opening: str = OPENING) -> Finding | None:
    return next(iter(against(sentence, opening, LEDGER)), None)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("There were 120 robberies, and 118 robbery victims, in 2014.", None),  # which is meant?
        ("Robbery stood at 120 in 2014.", Verdict.CONSISTENT),
        ("Robbery stood at 121 in 2014.", Verdict.INCONSISTENT),
        ("Robbery averaged 10 a month in 2014.", Verdict.CONSISTENT),
        ("Robbery stood at 10 in March 2014.", Verdict.CONSISTENT),
        ("Robbery stood at 120 in 2013.", Verdict.UNVERIFIABLE),
        ("Knife robbery stood at 121 in 2014.", Verdict.UNVERIFIABLE),
        ("Robbery of businesses stood at 121 in 2014.", Verdict.UNVERIFIABLE),
        ("Robbery in Southtown stood at 121 in 2014.", None),
        ("Robbery fell by 121 in 2014.", None),
        ("Robbery stood at 121.", None),
    ],
)
def test_only_a_sure_match_gives_a_verdict(sentence: str, expected: Verdict | None) -> None:
    found = verdict(sentence)
    assert (found.verdict if found else None) is expected


def test_an_earlier_release_is_named() -> None:
    found = verdict("Robbery stood at 108 in 2014.")
    assert found is not None
    assert found.verdict is Verdict.CONSISTENT
    assert "matches the release of October 2015" in found.why


def test_without_the_force_it_is_a_question() -> None:
    match = match_of("Robbery stood at 120 in 2014.", "Performance report", LEDGER)
    assert match is not None
    assert not match.sure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 2014", Period.year(2014)),
        ("in 2014/15", Period(date(2014, 4, 1), date(2015, 3, 31))),
        ("in March 2015", Period.month(2015, 3)),
        ("January to March 2015", Period(date(2015, 1, 1), date(2015, 3, 31))),
        ("in the first quarter of 2015", None),  # of the calendar or the financial year
        ("last year", None),
    ],
)
def test_periods_that_are_named_whole(text: str, expected: Period | None) -> None:
    assert period_of(periods_in(text)[0]) == expected


def test_definitions_are_asked_about() -> None:
    more = "In 112% of the offences a suspect was named."
    assert any("more than all" in q for q, _ in misused(more))
    assert not list(misused("Recorded crime reached 112% of the target."))
    assert not list(misused("All 100% of victims were seen."))
    added = "At 3 per 1,000 people and 45 per 100,000 people, together the rate is 48."
    assert any("one denominator" in q for q, _ in misused(added))
    assert not list(misused("Robbery is 3 per 1,000 and burglary 4 per 1,000, together 7."))


def test_two_values_for_one_thing() -> None:
    said = [
        ("There were 940 robberies recorded in 2014.", Place(1, 2)),
        ("There were 949 robberies recorded in 2014.", Place(3, 9)),
        ("There were 949 robberies recorded in 2015.", Place(3, 10)),
    ]
    found = values_told_twice(said)
    assert list(found) == [(9, said[1][0])]
    assert "940" in found[(9, said[1][0])][0].why


def test_a_comparator_later_than_the_paper() -> None:
    years = frozenset({2015})
    assert slips("Robbery fell against 2018.", years)
    assert not slips("Robbery fell against 2014.", years)
    assert not slips("Robbery will fall by 2018.", years)
    assert not slips("Robbery fell against 2018.", frozenset())


def test_minutes_and_seconds_are_one_number() -> None:
    table = "Month,Answer time (mm:ss)\nJan,1:05\nFeb,2:10"
    assert [c.number.value for c in grid_of_csv(table).cells] == [65, 130]


def test_a_column_that_is_the_sum_is_a_total() -> None:
    table = "District,Jan,Feb,Everything\nNorth,10,12,22\nSouth,20,25,45\nEast,5,7,12"
    found = judge_statement("South had 45 in all, 20 of them in January.", grid_of_csv(table))
    assert {f.verdict for f in found} == {Verdict.CONSISTENT}


def test_numbers_among_labels_are_labels() -> None:
    table = 'Channel,2022,2023\n999,"212,400","240,300"\n101,"398,500","333,000"\nOnline,96,198'
    cells = grid_of_csv(table).cells
    assert [c.row_label for c in cells if c.column == 1] == ["999", "101", "Online"]
    assert numbers_in("On 101 there were 398,500 calls.")[0].value == 398500


def test_a_move_is_measured_from_the_time_that_is_said() -> None:
    table = "Area,2021,2022,2023\nWest,581,554,519\nEast,603,588,570"
    wrong = gravest(judge_statement("West has fallen by 62 since 2022.", grid_of_csv(table)))
    right = gravest(judge_statement("West has fallen by 62 since 2021.", grid_of_csv(table)))
    assert right.verdict is Verdict.CONSISTENT
    assert wrong.verdict is not Verdict.CONSISTENT  # whatever other times would give it
    table = table.replace("554", "556").replace("581", "588")
    slip = gravest(judge_statement("West fell by 73, from 556 in 2022 to 519.", grid_of_csv(table)))
    assert (slip.verdict, slip.computed) == (Verdict.INCONSISTENT, "37")


def test_a_percentage_on_few_has_a_note() -> None:
    table = "Offence,2022,2023\nHomicide,8,12\nRobbery,909,940"
    found = judge_statement("Homicide rose by 50% on 2022.", grid_of_csv(table))
    assert any("a percentage says little" in f.why for f in found)
