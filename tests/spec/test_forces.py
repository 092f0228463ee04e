"""A force among all forces, and the times between rare events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from tests.made import MEASURE
from wardmote.analysis.between import latest_stretch, times_between
from wardmote.analysis.drivers import drivers, gathered
from wardmote.analysis.forces import compare_forces, reaches
from wardmote.analysis.shares import still_open
from wardmote.language import claim_text
from wardmote.narrative import sentence
from wardmote.vocabulary import (
    Area,
    Category,
    Direction,
    Evidence,
    Observation,
    Period,
    PeriodKind,
    Quantity,
    Series,
)

YEAR = Period.year(2018)
BEFORE = Period.year(2017)
RATED = replace(MEASURE, id="homicide", title="Homicide", unit="offences", period=PeriodKind.YEAR)
PEOPLE = replace(MEASURE, id="population", unit="residents", period=PeriodKind.MID_YEAR)


def yearly(area: str, value: float, measure=RATED, period: Period = YEAR) -> Series:  # type: ignore[no-untyped-def]
    return Series(measure, Area(area, area.title()), (Observation(period, value),), ("release",))


def nation(rates: dict[str, float], residents: dict[str, float]):  # type: ignore[no-untyped-def]
    counts = [yearly(a, round(r * residents[a] / 1000)) for a, r in rates.items()]
    people = {a: yearly(a, n, PEOPLE, BEFORE) for a, n in residents.items()}
    return compare_forces(counts, people, "force-1", YEAR)


def forces(spread: float, rate: float, seed: int = 1) -> tuple[dict[str, float], dict[str, float]]:
    rng = np.random.default_rng(seed)
    names = [f"force-{i}" for i in range(1, 43)]
    residents = {n: float(round(v)) for n, v in zip(names, rng.uniform(5e5, 3e6, 42), strict=True)}
    rates = {}
    for n in names:
        own = rate * rng.lognormal(0, spread)
        rates[n] = rng.poisson(own * residents[n] / 1000) / residents[n] * 1000
    return rates, residents


def test_small_counts_are_drawn_as_a_funnel_and_large_ones_in_order() -> None:
    assert nation(*forces(0.1, 0.012)).words["chart"] == "funnel"
    assert nation(*forces(0.25, 85.0)).words["chart"] == "ski-slope"


def test_small_rates_are_printed_to_more_decimals() -> None:
    found = nation(*forces(0.1, 0.012))
    assert found["rate:force-1"].decimals == 3
    assert nation(*forces(0.25, 85.0))["rate:force-1"].decimals == 1


def test_the_limits_of_a_funnel_narrow_as_forces_grow() -> None:
    limits = reaches(nation(*forces(0.1, 0.012)))
    for kind in ("inner", "outer", "chance"):
        widths = [high - low for low, high in (getattr(r, kind) for r in limits)]
        assert widths[0] > widths[-1]
    assert all(r.outer[0] <= r.inner[0] <= r.inner[1] <= r.outer[1] for r in limits)


def test_a_force_with_few_residents_is_left_out() -> None:
    rates, residents = forces(0.2, 85.0)
    rates["force-2"], residents["force-2"] = 600.0, 8_000.0
    found = nation(rates, residents)
    assert "force-2" not in found.words["forces"].split(",")
    assert found["of"].value == 41


def test_a_force_past_the_usual_variation_is_named() -> None:
    rates, residents = forces(0.1, 0.05)
    rates["force-3"] = 0.2
    assert nation(rates, residents).words["high"] == "force-3"


def test_the_sentence_says_which_end_and_what_chance_leaves_open() -> None:
    rates, residents = forces(0.02, 0.012)
    text = claim_text(sentence(nation(rates, residents)))
    assert "Among 42 forces Force-1 was" in text
    assert "lowest" in text or "highest" in text
    assert "Chance alone leaves any rank from" in text


def after(days: list[int]) -> list[date]:
    made = [date(2019, 1, 1)]
    for d in days:
        made.append(made[-1] + timedelta(days=d))
    return made


def test_a_death_that_follows_too_soon_is_a_clear_rise_and_a_late_one_a_fall() -> None:
    usual = [30, 25, 40, 35, 28, 33, 31, 27, 29, 36] * 8
    late = after([*usual, 400])
    found = times_between(MEASURE, Area("a", "A"), late, late[-1])
    assert (found.evidence, found.direction) == (Evidence.CLEAR, Direction.DOWN)
    assert found.words[f"kind:{len(late) - 1}"] == "late"
    assert "unusually long" in claim_text(sentence(found))
    long = after([300] * 12)
    soon = [*long, long[-1]]
    quick = times_between(MEASURE, Area("a", "A"), soon, soon[-1])
    assert (quick.evidence, quick.direction) == (Evidence.CLEAR, Direction.UP)
    assert quick.words["kind:13"] == "soon"
    assert "unusually soon" in claim_text(sentence(quick))


def test_every_time_has_its_own_identity() -> None:
    dates = after([3, 0, 10, 12, 9, 30, 4, 8])
    found = times_between(MEASURE, Area("a", "A"), dates, dates[-1] + timedelta(days=5))
    assert found["silent"].value == 5
    assert found["events"].value == 9
    ids = [found[f"days:{k}"].id for k in range(1, 9)]
    assert len(set(ids)) == 8


def test_fewer_than_seven_events_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 7"):
        times_between(MEASURE, Area("a", "A"), after([5, 6, 7]), date(2020, 1, 1))


def test_times_are_read_from_the_months_after_the_last_gap() -> None:
    months = [Period.month(2022, m) for m in (1, 2, 4, 5, 6)]
    assert latest_stretch(months) == Period.parse("2022-04--2022-06")
    assert latest_stretch([]) is None


def test_what_is_still_open_is_what_was_issued_less_what_is_closed() -> None:
    closed = replace(MEASURE, id="disposals", quantity=Quantity.COUNT)
    found = still_open(yearly("a", 9000), yearly("a", 8121, closed), YEAR)
    assert found is not None
    assert found.value == 879
    assert found.id == "disposals/a/2018/pending"
    assert still_open(yearly("a", 9000, RATED, BEFORE), yearly("a", 1, closed), YEAR) is None
    with pytest.raises(ValueError, match="outcomes of"):
        still_open(yearly("a", 10), yearly("a", 11, closed), YEAR)


def test_small_parts_told_together_still_add_up_to_the_change() -> None:
    def part(name: str, before: float, now: float) -> Series:
        observed = (Observation(BEFORE, before), Observation(YEAR, now))
        category = Category("offence", name) if name else None
        return Series(RATED, Area("a", "A"), observed, ("release",), category)

    sizes = [(100 + 10 * i, 130 + 3 * i * i) for i in range(14)]
    parts = [part(f"Part {i}", *s) for i, s in enumerate(sizes)]
    whole = part("", sum(b for b, _ in sizes), sum(n for _, n in sizes))
    made = drivers(parts, whole, YEAR, BEFORE)
    shown, others, count = gathered(made, 9, "offence")
    assert (len(shown), count) == (8, 6)
    assert others is not None
    moved = sum(p["change"].value for p in shown) + others.value
    assert moved == sum(n - b for b, n in sizes)
    assert gathered(made, 14, "offence")[1] is None
