"""Claims about orders beside a table: places, runs, tallies, and what they are said of."""

from __future__ import annotations

import pytest

from wardmote.checker.axes import axes_of
from wardmote.checker.company import in_company
from wardmote.checker.explain import explain_beside
from wardmote.checker.grid import grid_of_csv
from wardmote.checker.orders import EVIDENCE, evidence, orders, surroundings
from wardmote.checker.sight import Sight
from wardmote.checker.stretches import unit_of
from wardmote.checker.verdicts import Verdict, gravest, judge_statement
from wardmote.checker.weights import chances, weights

WARDS = (
    "Ward,Incidents,Rate per 1000\nAlder,864,89.6\nBirch,705,60.1\nCedar,352,39.9\n"
    "Dale,298,20.0\nElm,415,34.0\n"
)
MONTHS = (
    "Month,Burglary,Robbery\nApril,212,38\nMay,198,41\nJune,187,35\nJuly,180,44\nAugust,171,52\n"
    "September,176,36\n"
)
QUARTERS = "Quarter,Detentions,Under 18\nApr-Jun,3180,201\nJul-Sep,3285,240\nOct-Dec,3020,209\n" + (
    "Jan-Mar,2815,188\n"
)


def _orders_of(said: str, table: str) -> list[tuple[str, bool, bool]]:
    """What each claim is, whether a reading of it is so, and whether one is the other way."""
    found, bench = explain_beside(said, grid_of_csv(table))
    return [
        (o.kind, any(r.so for r in o.readings), any(r.other for r in o.readings))
        for o in orders(bench, found)
    ]


@pytest.mark.parametrize(
    ("said", "table", "expected"),
    [
        ("Burglary fell for four months running.", MONTHS, ("run", True, False)),
        ("Burglary fell for five months running.", MONTHS, ("run", False, False)),
        ("Burglary fell every month until August.", MONTHS, ("run", True, False)),
        ("Alder had the highest rate, at 89.6.", WARDS, ("rank", True, True)),
        ("Three of the five wards had more than 400 incidents.", WARDS, ("tally", True, False)),
        ("Two of the five wards had fewer than 400 incidents.", WARDS, ("tally", True, False)),
        ("Four of the five wards had more than 400 incidents.", WARDS, ("tally", False, False)),
        ("Dale was the only ward with fewer than 300 incidents.", WARDS, ("only", True, False)),
        ("Cedar was the only ward with fewer than 300 incidents.", WARDS, ("only", False, True)),
        ("Alder was the only ward with more than 700 incidents.", WARDS, ("only", False, False)),
        ("Only in Alder were there more than 800 incidents.", WARDS, ("only", True, False)),
    ],
)
def test_what_an_order_may_be_said_of(
    said: str, table: str, expected: tuple[str, bool, bool]
) -> None:
    (kind, so, _), *_ = _orders_of(said, table)
    assert (kind, so) == expected[:2]


@pytest.mark.parametrize(
    "said",
    [
        "Burglary fell for four months running, and then rose a little.",
        "Alder has the highest rate of the five wards, at 89.6 per 1,000.",
        "Three of the five wards had more than 400 incidents.",
        "All but two of the five wards had more than 400 incidents.",
        "Every ward was busiest in the second quarter and quietest in the fourth.",
    ],
)
def test_right_orders_are_not_called_wrong(said: str) -> None:
    for table in (MONTHS, WARDS, QUARTERS):
        found = gravest(judge_statement(said, grid_of_csv(table)))
        assert found.verdict is not Verdict.INCONSISTENT, (table, found.why)


def test_all_but_one_is_wrong_where_it_is_so_of_that_one_too() -> None:
    said = "Robbery was lowest in every month but August."
    assert gravest(judge_statement(said, grid_of_csv(MONTHS))).verdict is not Verdict.CONSISTENT
    for other in (MONTHS.replace("August,171,52", "August,171,252"), WARDS, QUARTERS):
        found = gravest(judge_statement(said, grid_of_csv(other)))
        assert found.verdict is not Verdict.INCONSISTENT, (other, found.why)


def test_a_place_from_the_other_end_is_wrong() -> None:
    right = "Alder had the highest rate of the five wards, at 89.6 per 1,000."
    grid = grid_of_csv(WARDS)
    assert gravest(judge_statement(right, grid)).verdict is Verdict.CONSISTENT
    wrong = gravest(judge_statement(right.replace("highest", "lowest"), grid))
    assert wrong.verdict is Verdict.INCONSISTENT
    assert "0 are higher and 4 lower" in wrong.why


def test_the_weights_have_what_is_told_of_orders() -> None:
    """The chances of what a claim is said of add up to one with that of nothing."""
    assert weights().order_evidence.names == EVIDENCE
    found, bench = explain_beside("Alder had the highest rate.", grid_of_csv(WARDS))
    (order,) = orders(bench, found)
    likely = chances([*(r.traits for r in order.readings), order.outside], weights().order_traits)
    assert sum(likely) == pytest.approx(1)
    assert len(likely) == len(order.readings) + 1
    around, company = surroundings(order, bench.sight), in_company(order.at, {})
    assert set(evidence(around, order.readings, likely, company)) == set(EVIDENCE)


@pytest.mark.parametrize(
    ("said", "table", "lines"),
    [
        ("the last three months", MONTHS, ["July", "August", "September"]),
        ("the first half of the period", MONTHS, ["April", "May", "June"]),
        ("in the three months to August", MONTHS, ["June", "July", "August"]),
        ("from June onwards", MONTHS, ["June", "July", "August", "September"]),
        ("the second half of the year", QUARTERS, ["Oct-Dec", "Jan-Mar"]),
        ("between April and September", QUARTERS, []),
    ],
)
def test_stretches_of_time_are_read(said: str, table: str, lines: list[str]) -> None:
    sight = Sight(f"There were 12 in {said}.", grid_of_csv(table))
    ranges = [[line.label for line in m.lines] for m in sight.ranges(0)]
    assert (lines in ranges) if lines else not ranges


def test_quarters_named_by_their_months_are_times() -> None:
    rows, _ = axes_of(grid_of_csv(QUARTERS))
    assert rows.timed
    assert unit_of(rows.series) == "quarter"
    said = "In October to December 209 of those brought in were under 18."
    assert gravest(judge_statement(said, grid_of_csv(QUARTERS))).verdict is Verdict.CONSISTENT


def test_rows_of_one_kind_are_added_up() -> None:
    table = (
        "Disposal,Boys,Girls\nYouth caution,61,22\nYouth conditional caution,38,14\n"
        "Referral order,102,18\nCustody,7,0\n"
    )
    said = "Cautions of both kinds came to 99 among boys."
    assert gravest(judge_statement(said, grid_of_csv(table))).verdict is Verdict.CONSISTENT
