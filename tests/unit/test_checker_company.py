"""How the other numbers of a sentence stand, as evidence about one of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from wardmote.checker.company import COMPANY, NONE, in_company, stand
from wardmote.checker.explain import explain_beside, read_beside
from wardmote.checker.grid import grid_of_csv
from wardmote.checker.orders import orders
from wardmote.checker.weighing import EVIDENCE, candidates, surroundings, weighed

TABLE = "Patch,Searches,Finds\nAshdown,412,96\nBeckford,305,61\nCrowle,188,47\n"


@dataclass(frozen=True)
class One:
    """One of the things that a number may be."""

    gives: float
    slip: bool = False
    short: bool = False


def test_a_number_stands_by_what_gives_it_and_by_its_coming_from_outside() -> None:
    assert stand([One(1.0), One(0.0), One(0.5)], [0.6, 0.3, 0.1]) == pytest.approx((0.6, 0.1))


def test_a_number_alone_has_no_company() -> None:
    assert in_company(0, {0: (0.9, 0.1)}) == dict.fromkeys(COMPANY, NONE)


def test_company_is_what_the_others_are_given_by() -> None:
    told = in_company(1, {0: (0.8, 0.1), 1: (0.0, 0.9), 2: (0.2, 0.5), 4: (0.5, 0.3)})
    assert told == pytest.approx({
        "others given": 0.5, "least given": 0.2, "others from outside": 0.3,
        "nearest given": 0.8, "nearest from outside": 0.1, "company": 3.0,
    })  # fmt: skip


def test_company_is_part_of_the_evidence() -> None:
    assert set(COMPANY) <= set(EVIDENCE)


def test_all_numbers_of_a_sentence_are_weighed_in_order() -> None:
    said = "Ashdown made 412 searches and 96 finds, Beckford 305 and 61."
    found, workings, bench = read_beside(said, grid_of_csv(TABLE))
    made = weighed(found, workings, bench, 0)
    assert [e.cue.number.value for e in made] == [412, 96, 305, 61]
    again = explain_beside(said, grid_of_csv(TABLE))[0]
    assert [(e.state, e.why) for e in made] == [(e.state, e.why) for e in again]


@pytest.mark.parametrize("given", [True, False])
def test_whether_the_table_is_the_statements_own_is_part_of_the_evidence(given: bool) -> None:
    grid = replace(grid_of_csv(TABLE), given=given)
    said = "Ashdown made 412 searches, the most of the three."
    found, workings, bench = read_beside(said, grid)
    listed = candidates(0, found, workings[0], bench)
    assert any("beside its own table" in trait for trait in listed[-1].traits) is given
    assert surroundings(0, found, workings[0], listed, bench.sight)["its own table"] == given
    (order,) = [o for o in orders(bench, found) if o.kind == "rank"]
    assert any("beside its own table" in trait for trait in order.outside) is given


def test_what_is_made_of_numbers_that_are_said_is_known_by_it() -> None:
    said = "Searches were down by 107, from 412 in Ashdown to 305 in Beckford."
    found, workings, bench = read_beside(said, grid_of_csv(TABLE))
    made = {
        c.working.value: c.traits for c in candidates(0, found, workings[0], bench)
        if c.working is not None and c.kind == "difference"
    }  # fmt: skip
    assert made[-107.0]["difference, 2 of its numbers said"] == 1
    assert made[-117.0]["difference, 1 of its numbers said"] == 1


def test_all_lines_together_are_known_by_how_many_are_said() -> None:
    said = "The three patches made 905 searches."
    found, workings, bench = read_beside(said, grid_of_csv(TABLE))
    listed = candidates(1, found, workings[1], bench)
    (giving,) = [c for c in listed if c.gives and c.working is not None]
    assert giving.traits["all together, as many as are said"] == 1
    assert giving.traits["all together, where no line is a total, none named"] == 1
