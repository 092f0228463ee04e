"""What a pack withholds: sums over types, months and measures, and what editions told before."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from wardmote.analysis.linked import Counts, Sum, reach, stands_for, withheld
from wardmote.briefing.protection import Ledger, ledger_bytes
from wardmote.briefing.protection.ledger import FOLDER, earlier_ledgers
from wardmote.briefing.protection.plan import RULES, Plan, decide
from wardmote.briefing.protection.rows import Choice, Rows, links
from wardmote.catalogue.workspace import DISCLOSURE
from wardmote.vocabulary import Period, UserError

RULE = RULES["7-5"]
ALL = Rows("police-uk-street", "")
AREA = "west-midlands"


def of(*kinds: str, out: bool = False) -> Rows:
    return Rows("police-uk-street", "", (Choice("crime_type", tuple(sorted(kinds)), out),))


def planned(
    counts: Mapping[tuple[Rows, str], int],
    totals: Mapping[Rows, list[str]] | None = None,
    earlier: tuple[Ledger, ...] = (),
) -> Plan:
    return decide(
        RULE,
        {(AREA, rows, Period.parse(p)): float(n) for (rows, p), n in counts.items()},
        {(AREA, rows): [Period.parse(p) for p in ps] for rows, ps in (totals or {}).items()},
        earlier,
    )


def hidden(plan: Plan) -> set[tuple[Rows, str]]:
    return {(rows, period.id) for _, rows, period in plan.hidden}


def test_the_profiles_are_those_that_the_settings_allow() -> None:
    assert tuple(RULES) == DISCLOSURE


def test_a_part_alone_takes_another_with_it_where_rounding_leaves_no_room() -> None:
    counts = {
        (ALL, "2024-01"): 1008,
        (of("Robbery"), "2024-01"): 3,
        (of("Burglary"), "2024-01"): 1005,
    }
    # 1,010 less 1,005 leaves 1 to 9: all of the range
    assert hidden(planned(counts)) == {(of("Robbery"), "2024-01")}
    counts[ALL, "2024-01"], counts[of("Burglary"), "2024-01"] = 1010, 1007
    assert hidden(planned(counts)) == {(of("Robbery"), "2024-01")}
    counts[ALL, "2024-01"], counts[of("Burglary"), "2024-01"] = 1008, 1008
    counts[of("Robbery"), "2024-01"] = 0
    assert hidden(planned(counts)) == set()
    counts[ALL, "2024-01"], counts[of("Robbery"), "2024-01"] = 1009, 1
    # 1,010 less 1,010 leaves no more than 4
    assert hidden(planned(counts)) > {(of("Robbery"), "2024-01")}


def test_measures_of_the_same_rows_share_their_fate() -> None:
    both = of("Robbery", "Burglary")
    told = {both: 1009.0, of("Robbery"): 1.0, of("Burglary"): 1008.0, ALL: 5000.0}
    assert (both, {of("Robbery"), of("Burglary")}) in [(t, set(p)) for t, p in links(told)]
    plan = planned({(rows, "2024-01"): int(n) for rows, n in told.items()})
    assert len(hidden(plan)) == 2


def test_what_no_measure_counts_is_a_part_without_a_name() -> None:
    told = {ALL: 100.0, of("Robbery"): 40.0}
    ((total, parts),) = links(told)
    assert total == ALL
    assert [p for p in parts if isinstance(p, Rows)] == [of("Robbery")]
    assert len(parts) == 2
    assert links({ALL: 30.0, of("Robbery"): 40.0}) == []  # what does not add up is no sum


def test_a_measure_by_exclusion_is_linked_with_what_it_leaves_out() -> None:
    told = {ALL: 1012.0, of("Fraud", out=True): 1009.0, of("Fraud"): 3.0}
    assert (ALL, {of("Fraud", out=True), of("Fraud")}) in [(t, set(p)) for t, p in links(told)]


MONTHS = [f"2024-{m:02d}" for m in range(4, 8)]


def series(*values: int) -> dict[tuple[Rows, str], int]:
    return {(ALL, m): v for m, v in zip(MONTHS, values, strict=False)}


def test_a_total_of_small_months_is_printed() -> None:
    plan = planned(series(5, 3, 6), {ALL: ["2024-04--2024-06"]})
    assert hidden(plan) == {(ALL, m) for m in MONTHS[:3]}


def test_a_total_that_would_tell_a_month_is_not() -> None:
    plan = planned(series(20, 30, 1), {ALL: ["2024-04--2024-06"]})
    assert (ALL, "2024-06") in hidden(plan)
    assert len(hidden(plan)) == 2  # 50 less 20 and 30: at most 6, so a month or the total goes


def test_what_the_last_edition_told_is_remembered() -> None:
    first = planned(series(5, 3, 6), {ALL: ["2024-04--2024-06"]})
    until = {ALL: ["2024-04--2024-07"]}
    alone = planned(series(5, 3, 6, 1), until)
    assert (ALL, "2024-04--2024-07") not in hidden(alone)
    # 15 until June, and 15 until July: then July has at most 4
    after = planned(series(5, 3, 6, 1), until, (first.ledger("7-5"),))
    assert (ALL, "2024-04--2024-07") in hidden(after)


def test_what_was_withheld_stays_so_while_it_is_the_same() -> None:
    one = {
        (ALL, "2024-04"): 1009,
        (of("Robbery"), "2024-04"): 1,
        (of("Burglary"), "2024-04"): 1008,
    }
    first = planned(one)
    (kept,) = {c for c in hidden(first) if one[c] > 7}
    # Revised: the small count is no longer small, and by itself nothing would be withheld.
    two = dict(one) | {(of("Robbery"), "2024-04"): 12, (ALL, "2024-04"): 1020}
    assert hidden(planned(two)) == set()
    after = planned(two, None, (first.ledger("7-5"),))
    assert two[kept] != one[kept] or kept in hidden(after)
    # Laid side by side: what Burglary is known to be now must not tell what Robbery was.
    low, high = _earlier_robbery(first, after)
    assert (low, high) == (1, 7)


def _ends(plan: Plan, rows: Rows) -> tuple[float, float]:
    """What an edition tells of a count that is not small itself."""
    cell = (AREA, rows, Period.parse("2024-04"))
    if cell in plan.hidden:
        return 8.0, np.inf
    low, high = stands_for(RULE, np.array([plan.counts[cell]]))
    return float(low[0]), float(high[0])


def _earlier_robbery(first: Plan, after: Plan) -> tuple[float, float]:
    """What both editions allow the first's robberies to have been, burglary being the same."""
    whole = _ends(first, ALL)
    burglary = [_ends(plan, of("Burglary")) for plan in (first, after)]
    return (
        max(1.0, whole[0] - min(high for _, high in burglary)),
        min(7.0, whole[1] - max(low for low, _ in burglary)),
    )


def test_the_same_counts_again_are_decided_the_same_way() -> None:
    chance = np.random.default_rng(4)
    counts = {
        (of(kind), f"2023-{m:02d}"): int(chance.poisson(mean))
        for kind, mean in (("a", 4), ("b", 9), ("c", 30)) for m in range(1, 13)
    }  # fmt: skip
    counts |= {
        (ALL, p): sum(n for (_, q), n in counts.items() if q == p)
        for p in sorted({p for _, p in counts})
    }
    wanted = {rows: ["2023", "2023-07--2023-12"] for rows, _ in counts}
    first = planned(counts, wanted)
    again = planned(counts, wanted, (first.ledger("7-5"),))
    assert hidden(again) == hidden(first)


@pytest.mark.parametrize("seed", range(6))
def test_every_small_count_keeps_its_whole_range(seed: int) -> None:
    """Types by months with their totals both ways, attacked by the audit."""
    chance = np.random.default_rng(seed)
    inner = chance.poisson(chance.choice([2, 6, 12, 40], size=(4, 1)), size=(4, 6))
    places = np.arange(5 * 7).reshape(5, 7)
    table = np.zeros((5, 7))
    table[:4, :6] = inner
    table[4, :6], table[:4, 6], table[4, 6] = inner.sum(0), inner.sum(1), inner.sum()
    sums = [Sum(int(places[4, m]), tuple(places[:4, m].tolist())) for m in range(7)]
    sums += [Sum(int(places[k, 6]), tuple(places[k, :6].tolist())) for k in range(5)]
    size = table.size
    counts = Counts(
        table.ravel(), np.ones(size, dtype=bool), np.zeros(size, dtype=bool), np.zeros(size),
        np.full(size, np.inf), tuple(sums), (np.indices((5, 7)) == [[[4]], [[6]]]).any(0).ravel(),
    )  # fmt: skip
    found = withheld(RULE, counts)
    small = np.flatnonzero(RULE.sensitive(counts.count))
    for place in small.tolist():
        assert found[place]
        if place in places[:4, :6]:
            assert reach(RULE, counts, found, place) == (1, 7)


def test_a_ledger_is_read_back_as_it_was(tmp_path: Path) -> None:
    ledger = planned(series(5, 30, 6), {ALL: ["2024-04--2024-06"]}).ledger("7-5")
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "one.json").write_bytes(ledger_bytes(ledger))
    assert earlier_ledgers(tmp_path, tmp_path / "editions") == [ledger]


def test_an_edition_without_its_ledger_is_told(tmp_path: Path) -> None:
    edition = tmp_path / "editions" / "abc"
    edition.mkdir(parents=True)
    (edition / "pack.json").write_text('{"disclosure": {}}')
    with pytest.raises(UserError, match="edition abc withholds small numbers"):
        earlier_ledgers(tmp_path, tmp_path / "editions")
