"""Small counts in published tables: primary and secondary suppression, and rounding.

A table of counts comes without its totals; it goes out with them, the last place of every
dimension being the total over it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from wardmote.analysis.disclosure_attack import by_cutting_planes, interval
from wardmote.analysis.suppression import Goal, Grid, Index, Mask, Table, by_hypercubes
from wardmote.vocabulary import nearest

CONFIDENTIAL = "[c]"  # Government Analysis Function, "Releasing statistics in spreadsheets"
NOT_AVAILABLE = "[x]"  # the same
TOTAL_DEARER = 3.0  # times a cell, for each dimension summed: readers need totals first
EXACT_UP_TO = {1: 200_000, 2: 200_000, 3: 3_000}  # cells x goals, by dimensions: some seconds


@dataclass(frozen=True, slots=True)
class DisclosureProfile:
    """One rule for small counts.

    Counts from `lowest` to `highest` are sensitive and suppressed (none where `highest` is 0);
    `lowest` is 0 where zeros are sensitive too, else 1. What is shown is rounded to the nearest
    multiple of `base`, halves up. Raises ValueError for a rule that cannot protect.
    """

    name: str
    lowest: int = 1
    highest: int = 0
    base: int = 1

    def __post_init__(self) -> None:
        if self.lowest not in (0, 1) or self.highest < 0 or self.base < 1:
            raise ValueError(f"{self.name}: lowest is 0 or 1, highest at least 0, base at least 1")
        if self.highest and self.highest == self.lowest:
            raise ValueError(f"{self.name}: a range of one count tells that count; widen it")
        if 0 < self.highest < (self.base - 1) // 2:
            raise ValueError(
                f"{self.name}: {self.highest + 1} would be shown as 0; "
                f"suppress up to at least {(self.base - 1) // 2} or lower the base {self.base}"
            )

    @property
    def suppresses(self) -> bool:
        """Whether any count is sensitive."""
        return self.highest > 0

    def sensitive(self, counts: Table) -> Mask:
        """Which counts are suppressed for their own sake; never a missing one."""
        if not self.suppresses:
            return np.zeros(counts.shape, dtype=bool)
        found: Mask = (counts >= self.lowest) & (counts <= self.highest)
        return found

    def rounded(self, counts: Table) -> Table:
        """Counts as they are printed where they are printed."""
        whole: Table = np.floor(counts / self.base + 0.5) * self.base
        return whole


_ALL = (
    DisclosureProfile("none"),
    DisclosureProfile("under-3", highest=2),
    DisclosureProfile("under-5", highest=4),
    DisclosureProfile("under-5-with-zeros", lowest=0, highest=4),
    DisclosureProfile("under-10", highest=9),
    DisclosureProfile("round-5", base=5),
    DisclosureProfile("round-10", base=10),
    DisclosureProfile("under-3-round-5", highest=2, base=5),
    DisclosureProfile("under-5-round-5", highest=4, base=5),
    DisclosureProfile("under-8-round-5", highest=7, base=5),  # NHS England, hospital episodes
    DisclosureProfile("under-11-round-5", highest=10, base=5),
    DisclosureProfile("under-10-with-zeros-round-5", lowest=0, highest=9, base=5),  # ACRO
)
PROFILES = {profile.name: profile for profile in _ALL}


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell as printed: the number or None, the symbol in its stead, and why."""

    number: int | None
    symbol: str
    why: str


@dataclass(frozen=True, eq=False)
class Disclosed:
    """A table with its margins as it may be published. All arrays have one place more a dimension.

    `shown` is the number printed, NaN where none is. `why` is empty, `primary`, `secondary` or
    `rounded`; it is for the analyst: print only `symbol`, which is `[c]` for both kinds of
    suppression, `[x]` for what is missing and empty beside a number. `method` says how the
    secondary cells were found: `cutting planes` (the least loss), `hypercubes` (more than that),
    or empty where none were needed.
    """

    profile: DisclosureProfile
    shown: Table
    why: NDArray[np.str_]
    symbol: NDArray[np.str_]
    method: str

    def __post_init__(self) -> None:
        for array in (self.shown, self.why, self.symbol):
            array.setflags(write=False)

    def __getitem__(self, cell: Index | int) -> Shown:
        """The cell at an index, for instance `[0, -1]` for the total of the first row."""
        number = float(self.shown[cell])
        printed = None if np.isnan(number) else int(number)
        return Shown(printed, str(self.symbol[cell]), str(self.why[cell]))


def disclose(
    counts: ArrayLike, profile: str | DisclosureProfile, *, exact: bool | None = None
) -> Disclosed:
    """A table of counts with all its margins, safe to publish under a profile.

    `counts` are whole numbers in one, two or three dimensions, without totals; NaN is a missing
    count, unknown to the reader too, and every total over it is missing. `exact` asks for the
    cheapest secondary suppression whatever it takes (True) or never (False); by default small
    tables get it. Raises ValueError for other counts and for a profile that is not known.

    >>> table = disclose([[3, 20, 41], [17, 30, 6], [25, 8, 12]], "under-5")
    >>> table[0, 0]
    Shown(number=None, symbol='[c]', why='primary')
    >>> table[-1, -1]
    Shown(number=162, symbol='', why='')
    """
    rule = _profile(profile) if isinstance(profile, str) else profile
    known = _with_margins(_checked(counts))
    missing = np.isnan(known)
    primary = rule.sensitive(known)
    hidden, method = primary, ""
    if primary.any():
        goals = list(_goals(rule, known, primary))
        if exact is None:
            exact = known.size * len(goals) <= EXACT_UP_TO[known.ndim]
        hidden, method = _suppress(_grid(rule, known, primary), goals, exact=exact)
    why = np.where(primary, "primary", np.where(hidden & ~missing, "secondary", ""))
    shown = np.where(hidden | missing, np.nan, rule.rounded(known))
    if rule.base > 1:
        why = np.where(np.isnan(shown), why, "rounded")
    symbol = np.where(missing, NOT_AVAILABLE, np.where(hidden, CONFIDENTIAL, ""))
    return Disclosed(rule, shown, why, symbol, method)


def _profile(name: str) -> DisclosureProfile:
    if name not in PROFILES:
        raise ValueError(f"unknown disclosure profile '{name}'; {nearest(name, PROFILES)}")
    return PROFILES[name]


def _checked(counts: ArrayLike) -> Table:
    table = np.asarray(counts, dtype=float)
    if table.ndim not in (1, 2, 3):
        raise ValueError(f"a table has one, two or three dimensions, not {table.ndim}")
    if not table.size:
        raise ValueError("the table is empty")
    for wrong, what in (
        (table < 0, "a count must not be negative"),
        (np.isinf(table), "a count must be finite"),
        (table != np.floor(table), "a count must be a whole number"),
    ):
        at = np.argwhere(wrong & ~np.isnan(table))
        if len(at):
            cell = tuple(at[0].tolist())
            raise ValueError(f"{what}: {table[cell]:g} at {cell}")
    return table


def _with_margins(inner: Table) -> Table:
    table = inner
    for axis in range(inner.ndim):
        table = np.concatenate([table, table.sum(axis=axis, keepdims=True)], axis=axis)
    return table


def _goals(rule: DisclosureProfile, known: Table, primary: Mask) -> Iterator[Goal]:
    """Both ends of what each primary cell must still be able to be.

    A total is at least the lowest sensitive count in each of its cells that is not a shown zero:
    no suppression can hide that.
    """
    inner = tuple(slice(0, -1) for _ in known.shape)
    cells = _with_margins((known[inner] > 0).astype(float))
    least = np.maximum(rule.lowest, rule.lowest * cells)
    for cell in map(tuple, np.argwhere(primary).tolist()):
        for end in (float(least[cell]), float(rule.highest)):
            if end != known[cell]:
                yield Goal(cell, end)


def _grid(rule: DisclosureProfile, known: Table, primary: Mask) -> Grid:
    missing = np.isnan(known)
    counts = _with_margins(np.nan_to_num(known[tuple(slice(0, -1) for _ in known.shape)]))
    shown_low, shown_high = _behind(rule, rule.rounded(counts))
    hidden_low, hidden_high = _behind_symbol(rule, primary, missing)
    cost = np.log1p(counts) * TOTAL_DEARER ** _summed(known.shape)
    cost[missing | (counts == 0)] = np.inf
    return Grid(counts, primary | missing, cost, shown_low, shown_high, hidden_low, hidden_high)


def _suppress(grid: Grid, goals: list[Goal], *, exact: bool) -> tuple[Mask, str]:
    """The cells to hide so that each goal has a witness, and how the added ones were found.

    With `exact` the pattern that loses least is sought by cutting planes; hypercubes stand in
    where that does not end, and are the way for large tables.
    """
    rough = by_hypercubes(grid, goals)
    if not rough.loss:
        return rough.hidden, ""
    best = by_cutting_planes(grid, goals) if exact else None
    if best is None or best.loss > rough.loss:
        return rough.hidden, "hypercubes"
    return best.hidden, "cutting planes"


def _summed(shape: tuple[int, ...]) -> Table:
    """Over how many dimensions each cell is a total: 0 for inner cells."""
    ends = np.array(shape).reshape(-1, *[1] * len(shape)) - 1
    found: Table = (np.indices(shape) == ends).sum(axis=0).astype(float)
    return found


def _behind(rule: DisclosureProfile, shown: Table) -> tuple[Table, Table]:
    """The least and greatest count that a printed number stands for."""
    low = np.maximum(shown - rule.base // 2, rule.highest + 1 if rule.suppresses else 0)
    high = shown + (rule.base - 1) // 2
    if rule.suppresses:  # all other counts that round to zero are suppressed
        return np.where(shown == 0, 0.0, low), np.where(shown == 0, 0.0, high)
    return low, high


def _behind_symbol(rule: DisclosureProfile, primary: Mask, missing: Mask) -> tuple[Table, Table]:
    """The least and greatest count that a reader must allow for where no number is printed.

    He is taken to know of each inner cell whether it is primary or secondary, and of a total
    only that it is hidden.
    """
    inner = _summed(primary.shape) == 0
    low = np.where(primary, rule.lowest, rule.highest + 1.0)
    high = np.where(inner & primary, float(rule.highest), np.inf)
    return np.where(inner & ~missing, low, 0.0), high


def feasibility_interval(table: Disclosed, cell: Index) -> tuple[int, int | None]:
    """Audit: the least and greatest count a cell may have for all that its table prints.

    The reader is taken to know the profile, that counts are whole, and of each suppressed inner
    cell whether it is primary or secondary. None stands for no upper end. Raises ValueError if
    the solver gives no answer.

    >>> feasibility_interval(disclose([3, 20, 41], "under-5"), (0,))
    (1, 4)
    """
    printed = ~np.isnan(table.shown)
    shown = _behind(table.profile, np.nan_to_num(table.shown))
    symbol = _behind_symbol(table.profile, table.why == "primary", table.symbol == NOT_AVAILABLE)
    low, high = (np.where(printed, s, h) for s, h in zip(shown, symbol, strict=True))
    return interval(low, high, cell)
