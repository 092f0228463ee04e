"""What a reader can work out from a published table, by an attacker who shares no code with it.

The attacker sees numbers and symbols, knows the rule and that counts are whole, and has been told
which inner cells are primary and which secondary. His unknowns are the inner cells alone; every
number printed for a total is a sum of them.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from wardmote.analysis.disclosure import (
    PROFILES,
    Disclosed,
    DisclosureProfile,
    Shown,
    disclose,
    feasibility_interval,
)

Cell = tuple[int, ...]
Ints = NDArray[np.int64 | np.float64]
SUPPRESSING = [name for name, rule in PROFILES.items() if rule.highest]
ROUNDING = [name for name, rule in PROFILES.items() if rule.base > 1]


def steady(examples: int) -> settings:
    return settings(max_examples=examples, deadline=None, derandomize=True, database=None)


def places(shape: tuple[int, ...]) -> Iterator[Cell]:
    """Every cell of a table with margins whose inner cells have this shape."""
    return itertools.product(*(range(n + 1) for n in shape))


def beneath(cell: Cell, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Which inner cells a place of the table with margins sums."""
    mask = np.zeros(shape, dtype=bool)
    mask[tuple(slice(None) if at == n else at for at, n in zip(cell, shape, strict=True))] = True
    return mask


def totalled(inner: Ints) -> dict[Cell, int]:
    return {cell: int(inner[beneath(cell, inner.shape)].sum()) for cell in places(inner.shape)}


@dataclass(frozen=True)
class Attacker:
    """Sums of inner cells, and between which whole numbers each is known to lie."""

    shape: tuple[int, ...]
    rows: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @classmethod
    def reads(cls, table: Disclosed) -> Attacker:
        shape = tuple(n - 1 for n in table.shown.shape)
        rule = table.profile
        rows, low, high = [], [], []
        for cell in places(shape):
            ends = cls.ends(rule, table[cell], inner=beneath(cell, shape).sum() == 1)
            if cell not in np.ndindex(shape) and ends == (0, math.inf):
                continue
            rows.append(beneath(cell, shape).ravel().astype(float))
            low.append(ends[0])
            high.append(ends[1])
        return cls(shape, np.array(rows), np.array(low), np.array(high))

    @staticmethod
    def ends(rule: DisclosureProfile, seen: Shown, *, inner: bool) -> tuple[float, float]:
        if seen.number is not None:
            stands_for = [
                n
                for n in range(seen.number + rule.base + 1)
                if rule.base * ((2 * n + rule.base) // (2 * rule.base)) == seen.number
                and not (rule.highest and rule.lowest <= n <= rule.highest)
            ]
            return min(stands_for), max(stands_for)
        if seen.why == "primary" and inner:
            return rule.lowest, rule.highest
        if seen.why == "secondary" and inner:
            return rule.highest + 1, math.inf
        return 0, math.inf

    def allows(self, cell: Cell, value: int) -> bool:
        """Whether some whole-number table agrees with all he knows and has this count here."""
        here = beneath(cell, self.shape).ravel().astype(float)
        size = len(here)
        solved = milp(
            np.zeros(size),
            constraints=[
                LinearConstraint(self.rows, self.low, self.high),
                LinearConstraint(here[None, :], value, value),
            ],
            bounds=Bounds(0, np.inf),
            integrality=np.ones(size, dtype=int),
        )
        return self.believed(solved, here, value)

    def believed(self, solved: Any, here: NDArray[np.float64], value: int) -> bool:
        if solved.x is None:
            assert solved.status == 2, solved.message
            return False
        found = np.round(solved.x)
        sums = self.rows @ found
        assert here @ found == value
        assert (self.low <= sums).all()
        assert (sums <= self.high).all()
        return True


def primaries(table: Disclosed) -> list[Cell]:
    return [tuple(cell) for cell in np.argwhere(table.why == "primary").tolist()]


def exposed(inner: Ints, table: Disclosed, cells: list[Cell] | None = None) -> list[Cell]:
    """Primary cells of which the attacker can rule out some number of the sensitive range."""
    attacker = Attacker.reads(table)
    rule = table.profile
    found = []
    for cell in primaries(table) if cells is None else cells:
        not_zero = int((inner[beneath(cell, inner.shape)] > 0).sum())
        least = max(rule.lowest, rule.lowest * not_zero)  # zeros are shown, so the others are not
        if not all(attacker.allows(cell, v) for v in range(least, rule.highest + 1)):
            found.append(cell)
    return found


def showing(table: Disclosed, inner: Ints, cells: list[Cell]) -> Disclosed:
    """The table with the numbers of some cells printed after all."""
    true = totalled(inner)
    shown, why, symbol = table.shown.copy(), table.why.copy(), table.symbol.copy()
    for cell in cells:
        shown[cell], why[cell], symbol[cell] = true[cell], "", ""
    return replace(table, shown=shown, why=why, symbol=symbol)


def secondaries(table: Disclosed) -> list[Cell]:
    return [tuple(cell) for cell in np.argwhere(table.why == "secondary").tolist()]


def tables(*shapes: tuple[int, ...]) -> st.SearchStrategy[Ints]:
    """Counts as they come: many small, some zero, a few large."""
    count = st.one_of(st.integers(0, 9), st.integers(0, 9), st.just(0), st.integers(5, 60))

    def of(shape: tuple[int, ...]) -> st.SearchStrategy[Ints]:
        size = math.prod(shape)
        return st.lists(count, min_size=size, max_size=size).map(
            lambda values: np.array(values).reshape(shape)
        )

    return st.sampled_from(shapes).flatmap(of)


FLAT = tables((1,), (3,), (6,), (2, 2), (3, 4), (5, 4), (6, 5), (1, 4))
DEEP = tables((2, 2, 2), (3, 2, 2), (3, 3, 2), (1, 3, 3))


def check(inner: Ints, table: Disclosed) -> None:
    true = totalled(inner)
    rule = table.profile
    for cell in places(inner.shape):
        seen, count = table[cell], true[cell]
        sensitive = bool(rule.highest) and rule.lowest <= count <= rule.highest
        assert (seen.why == "primary") == sensitive, cell
        assert (seen.number is None) == (seen.why in ("primary", "secondary")), cell
        assert seen.symbol == ("[c]" if seen.number is None else ""), cell
        if seen.number is not None and rule.base == 1:
            assert seen.number == count, cell
        if seen.why == "secondary":
            assert count > rule.highest, cell
    if not primaries(table):
        assert not secondaries(table)
    assert exposed(inner, table) == []


@steady(30)
@given(FLAT, st.sampled_from(SUPPRESSING))
def test_no_sensitive_count_can_be_narrowed_in_one_or_two_dimensions(
    inner: Ints, profile: str
) -> None:
    check(inner, disclose(inner, profile))


@steady(8)
@given(DEEP, st.sampled_from(SUPPRESSING))
def test_nor_in_three(inner: Ints, profile: str) -> None:
    check(inner, disclose(inner, profile))


@steady(20)
@given(st.one_of(FLAT, DEEP), st.sampled_from(SUPPRESSING))
def test_nor_by_the_way_of_large_tables(inner: Ints, profile: str) -> None:
    check(inner, disclose(inner, profile, exact=False))


@steady(15)
@given(tables((3, 4), (5, 4)), st.lists(st.integers(0, 11), min_size=1, max_size=3))
def test_nor_where_counts_are_missing(inner: Ints, gone: list[int]) -> None:
    holed = inner.astype(float)
    holed.flat[gone] = np.nan
    table = disclose(holed, "under-5")
    assert (table.symbol[:-1, :-1] == "[x]").sum() == len(set(gone))
    assert exposed(holed, table) == []


@steady(15)
@given(FLAT, st.sampled_from(["under-3", "under-5", "under-5-with-zeros"]))
def test_every_secondary_cell_is_needed(inner: Ints, profile: str) -> None:
    table = disclose(inner, profile, exact=True)
    for cell in secondaries(table):
        assert exposed(inner, showing(table, inner, [cell])), cell


@steady(20)
@given(FLAT)
def test_primary_suppression_alone_is_caught(inner: Ints) -> None:
    table = disclose(inner, "under-5", exact=True)
    naive = showing(table, inner, secondaries(table))
    assert bool(exposed(inner, naive)) == bool(secondaries(table))


def test_the_attacker_works_out_a_lone_count() -> None:
    inner = np.array([[3, 20, 41], [17, 30, 6], [25, 8, 12]])
    table = disclose(inner, "under-5")
    naive = showing(table, inner, secondaries(table))
    attacker = Attacker.reads(naive)
    assert [v for v in range(10) if attacker.allows((0, 0), v)] == [3]
    assert exposed(inner, naive) == [(0, 0)]
    assert feasibility_interval(naive, (0, 0)) == (3, 3)


@pytest.mark.parametrize("seed", range(4))
def test_the_loss_is_the_least_of_all_patterns(seed: int) -> None:
    inner = np.random.default_rng(seed).integers(1, 14, 5)
    true = totalled(inner)
    loss = {cell: math.log1p(n) * (3 if cell == (5,) else 1) for cell, n in true.items()}
    table = disclose(inner, "under-5", exact=True)
    candidates = [cell for cell in true if true[cell] > 4]
    chosen = [c for n in range(len(candidates) + 1) for c in itertools.combinations(candidates, n)]
    for hidden in sorted(chosen, key=lambda c: sum(loss[x] for x in c)):
        shown, why, symbol = table.shown.copy(), table.why.copy(), table.symbol.copy()
        for cell in candidates:
            gone = cell in hidden
            shown[cell] = math.nan if gone else true[cell]
            why[cell], symbol[cell] = ("secondary", "[c]") if gone else ("", "")
        if not exposed(inner, replace(table, shown=shown, why=why, symbol=symbol)):
            assert sum(loss[c] for c in secondaries(table)) == pytest.approx(
                sum(loss[c] for c in hidden)
            )
            return
    raise AssertionError("no pattern is safe")


def test_a_lone_small_count_takes_the_cheapest_other_with_it() -> None:
    table = disclose([3, 20, 41], "under-5")
    assert [table[i] for i in range(4)] == [
        Shown(None, "[c]", "primary"),
        Shown(None, "[c]", "secondary"),
        Shown(41, "", ""),
        Shown(64, "", ""),
    ]
    assert table.method == "cutting planes"
    assert feasibility_interval(table, (0,)) == (1, 4)
    assert feasibility_interval(table, (1,)) == (19, 22)
    assert feasibility_interval(table, (3,)) == (64, 64)


def test_a_count_on_the_threshold_is_no_cover() -> None:
    table = disclose([2, 5, 9], "under-5")  # 5 could not be less without being primary itself
    assert [table[i].why for i in range(4)] == ["primary", "", "secondary", ""]


def test_small_counts_that_cover_each_other_need_no_more() -> None:
    table = disclose([[2, 3, 30], [3, 2, 40], [50, 60, 70]], "under-5")
    assert not secondaries(table)
    assert table.method == ""
    assert table[0, 3].number == 35


def test_ones_that_add_up_to_their_number_are_not_told_by_their_total() -> None:
    table = disclose([10, 3, 1, 1], "under-3")  # 15 - 10 - 3 leaves 2 for two counts not zero
    assert [table[i].why for i in range(5)] == ["secondary", "", "primary", "primary", ""]
    together = disclose([1, 1, 1, 1], "under-5")
    assert all(together[i].symbol == "[c]" for i in range(5))
    assert feasibility_interval(together, (4,)) == (4, 16)


def test_what_no_inner_cell_can_cover_takes_its_totals() -> None:
    table = disclose([[3, 0], [0, 20]], "under-5")
    assert table[0, 1] == table[1, 0] == Shown(0, "", "")
    assert table[0, 0].why == table[0, 2].why == table[2, 0].why == "primary"
    assert exposed(np.array([[3, 0], [0, 20]]), table) == []
    assert feasibility_interval(table, (0, 0)) == (1, 4)


def test_zeros_are_shown_unless_the_rule_says_otherwise() -> None:
    assert disclose([0, 40, 50], "under-5")[0] == Shown(0, "", "")
    assert disclose([0, 40, 50], "under-5-with-zeros")[0] == Shown(None, "[c]", "primary")
    nothing = disclose([0, 0, 0], "under-5-with-zeros")
    assert all(nothing[i].number is None for i in range(4))
    assert feasibility_interval(nothing, (0,)) == (0, 4)


def test_nothing_is_hidden_without_a_rule_or_a_small_count() -> None:
    assert disclose([1, 2], "none")[2] == Shown(3, "", "")
    large = disclose(np.arange(5, 29).reshape(2, 3, 4), "under-5")
    assert not (large.symbol == "[c]").any()
    assert large[-1, -1, -1].number == sum(range(5, 29))


def test_a_missing_count_makes_its_totals_missing() -> None:
    inner = np.array([[3, np.nan, 20], [30, 40, 50], [60, 70, 80]])
    table = disclose(inner, "under-5")
    for cell in ((0, 1), (0, 3), (3, 1), (3, 3)):
        assert table[cell] == Shown(None, "[x]", "")
    assert table[2, 3].number == 210
    assert table[0, 0].why == "primary"
    assert secondaries(table) == [(1, 0), (1, 1)]  # row 0 and column 1 have no total to tell
    assert feasibility_interval(table, (0, 0)) == (1, 4)


def test_a_table_is_given_by_value() -> None:
    table = disclose([3, 20, 41], "under-5")
    with pytest.raises(ValueError, match="read-only"):
        table.shown[0] = 3


@steady(30)
@given(st.one_of(FLAT, DEEP), st.sampled_from(ROUNDING))
def test_printed_numbers_are_the_nearest_multiples(inner: Ints, profile: str) -> None:
    table = disclose(inner, profile, exact=False)
    base = table.profile.base
    for cell, count in totalled(inner).items():
        seen = table[cell]
        if seen.number is not None:
            assert seen.why == "rounded"
            assert seen.number % base == 0
            assert 2 * abs(seen.number - count) <= base
        elif not table.profile.highest:
            raise AssertionError(f"{profile} hid {cell}")


def test_margins_are_rounded_by_themselves() -> None:
    table = disclose([12, 13, 5], "round-5")
    assert [table[i].number for i in range(4)] == [10, 15, 5, 30]
    assert disclose([5, 14], "round-10")[0].number == 10
    parts = disclose([2, 2, 11], "round-5")
    assert [parts[i].number for i in range(4)] == [0, 0, 10, 15]


def test_the_stated_limit_of_rounding_alone() -> None:
    table = disclose([2, 2, 2, 2], "round-5")
    assert [table[i].number for i in range(5)] == [0, 0, 0, 0, 10]
    assert feasibility_interval(table, (0,)) == (2, 2)  # 4 x 2 is the least that rounds to 10
    assert feasibility_interval(disclose([2, 2, 4, 9], "round-5"), (0,)) == (0, 2)


def test_a_rule_that_suppresses_and_rounds() -> None:
    table = disclose([[0, 7, 33], [52, 8, 21]], "under-8-round-5")
    assert [table[0, i].number for i in range(4)] == [0, None, 35, 40]
    assert [table[1, i].number for i in range(4)] == [50, 10, 20, 80]
    assert feasibility_interval(table, (0, 1))[0] == 1
    assert feasibility_interval(table, (0, 1))[1] == 7


@pytest.mark.parametrize(
    ("shape", "method"), [((43, 6), "cutting planes"), ((12, 8, 5), "hypercubes")]
)
def test_larger_tables_are_safe_too(shape: tuple[int, ...], method: str) -> None:
    inner = np.random.default_rng(7).negative_binomial(1, 1 / 21, shape)
    table = disclose(inner, "under-5")
    assert table.method == method
    assert len(primaries(table)) > 20
    assert exposed(inner, table, primaries(table)[::7]) == []


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ([3, -1], r"must not be negative: -1 at \(1,\)"),
        ([[3, 1.5]], r"must be a whole number: 1.5 at \(0, 1\)"),
        ([3, math.inf], "must be finite"),
        ([], "the table is empty"),
        (np.zeros((2, 0)), "the table is empty"),
        (7, "one, two or three dimensions, not 0"),
        (np.zeros((1, 1, 1, 1)), "one, two or three dimensions, not 4"),
    ],
)
def test_what_is_no_table_of_counts_is_refused(counts: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        disclose(counts, "under-5")


def test_an_unknown_profile_names_the_nearest() -> None:
    with pytest.raises(ValueError, match="unknown disclosure profile 'under5'; did you mean"):
        disclose([1], "under5")


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ({"highest": 1}, "a range of one count tells that count"),
        ({"highest": 3, "base": 10}, "4 would be shown as 0"),
        ({"base": 0}, "base at least 1"),
        ({"lowest": 2, "highest": 5}, "lowest is 0 or 1"),
    ],
)
def test_a_rule_that_cannot_protect_is_refused(rule: dict[str, int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        DisclosureProfile("ours", **rule)
