"""Words of a sentence that say nothing, or another thing than they seem to."""

from __future__ import annotations

import pytest

from wardmote.checker.clause import direction_of
from wardmote.checker.findings import Verdict
from wardmote.checker.misprints import slipped
from wardmote.checker.number import Sort
from wardmote.checker.numbers import numbers_in
from wardmote.checker.verdicts import judge_statement
from wardmote.checker.weights import Evidence, Tree
from wardmote.vocabulary import Direction


@pytest.mark.parametrize(
    ("said", "way"),
    [
        ("the reserve is all but used up, going from £5.5m to £0.9m", None),
        ("as other balances run down, it goes from 18.8 to 40.7", None),
        ("just 17.0 ended up being appointed, against 21.2", None),
        ("crimes recorded up 3 per cent", Direction.UP),
        ("the rate crept up by 12", Direction.UP),
        ("calls went down from 80 to 60", Direction.DOWN),
        ("live chat grew faster still, by 51.7 per cent", Direction.UP),
    ],
)
def test_a_particle_says_which_way_only_of_a_verb_of_motion(
    said: str, way: Direction | None
) -> None:
    assert direction_of(said) is way


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("January to March 2023/24 produced 1,160 burglaries.", [1160]),
        ("Of 8,250 handovers, 2,082 took more than half an hour.", [8250, 2082]),
        ("It is put at £80,000, eight times the £5,000 for cannabis.", [80000, 8, 5000]),
    ],
)
def test_what_a_number_is(said: str, values: list[float]) -> None:
    assert [n.value for n in numbers_in(said)] == values


def test_a_little_over_twice_may_be_a_tenth_over() -> None:
    (number,) = numbers_in("a little over twice")
    assert number.sort is Sort.TIMES
    assert number.holds(2.2, 2.2)
    assert not number.holds(2.3, 2.3)


@pytest.mark.parametrize(
    ("said", "overclaims"),
    [
        ("Our heartfelt thanks to Joan Prewett, who saw complaints fall by 12.", False),
        ("People may be helped by more than one of the 12 projects.", False),
        ("The rise of 1,412 is explained by shoplifting, which went up by 1,407.", False),
        ("The training school made the deepest cut, 106 MWh.", False),
        ("The balance is unchanged at £5.95 million.", False),
        ("Burglary fell by 12 because of the new patrols.", True),
        ("Burglary fell by 12 thanks to the new patrols.", True),
        ("The fall of 12 is explained by the new patrols.", True),
        ("Burglary was stable at 412.", True),
    ],
)
def test_what_is_an_overclaim(said: str, overclaims: bool) -> None:
    found = judge_statement(said, None)
    assert any(f.verdict is Verdict.OVERCLAIM for f in found) is overclaims


def test_numbers_that_nothing_joins_deny_one_another_nothing() -> None:
    said = "Shop theft is up by 43 and now makes up 39.5 per cent of everything in that table."
    assert not any(f.verdict is Verdict.INCONSISTENT for f in judge_statement(said, None))


def test_a_tree_asks_one_thing_after_another() -> None:
    """As LightGBM keeps them: up to a node's value one goes below; -1 is the first leaf."""
    tree = Tree((0, 1), (0.5, 2.0), (-1, -2), (1, -3), (0.1, -0.2, 0.7))
    assert [tree.told(seen) for seen in ((0.5, 9), (0.6, 2), (0.6, 2.1))] == [0.1, -0.2, 0.7]
    leaf = Tree((), (), (), (), (0.3,))
    evidence = Evidence(("a", "b"), (tree, leaf))
    assert evidence.told({"b": 3.0, "a": 1.0, "c": 0.0}) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("said", "value"),
    [("the wait was down to 2 minutes 16, from 5", 136), ("it took 2 minutes 16.", 136)],
)
def test_seconds_need_not_be_said(said: str, value: float) -> None:
    assert value in [n.value for n in numbers_in(said)]


def test_minutes_before_another_number_are_no_time_of_the_clock() -> None:
    assert [n.value for n in numbers_in("in 5 minutes 16 calls came")] == [16]


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ("In the locks scheme burglaries halved, 58 to 29.", False),
        ("Under the scheme burglaries halved from 58 to 29.", False),
        ("The locks scheme halved burglaries from 58 to 29.", True),
    ],
)
def test_what_halved_by_itself_was_halved_by_nobody(said: str, cause: bool) -> None:
    found = judge_statement(said, None)
    assert any(f.verdict is Verdict.OVERCLAIM for f in found) is cause


def test_a_lower_start_is_no_way_that_a_number_went() -> None:
    assert direction_of("from a lower start, its rise is the steeper at 26 %") is Direction.UP


def test_nought_point_one_is_no_slip_of_one() -> None:
    (number,) = numbers_in("it was +1.0%")
    assert not slipped(number, (0.1,))
    (number,) = numbers_in("it was 4.7%")
    assert slipped(number, (7.4,))
