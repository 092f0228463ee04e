"""A force beside its peers: rates, both averages, rank and gap."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wardmote.analysis.change import CONVINCING
from wardmote.analysis.counts import compare_counts, rate_interval
from wardmote.analysis.proportions import Z95
from wardmote.vocabulary import (
    Direction,
    Evidence,
    Figure,
    Finding,
    Improvement,
    Kind,
    Observation,
    Period,
    Quantity,
    Series,
    Style,
    figure_of,
    sense,
)

PER = 1000.0
GAP = ":gap"  # ends the id of a gap's measure


@dataclass(frozen=True, slots=True)
class Standing:
    """One force's count, residents and rate per 1,000."""

    series: Series
    population: Series
    count: float
    residents: float
    residents_period: Period

    @property
    def rate(self) -> float:
        """Events per 1,000 residents."""
        return self.count / self.residents * PER


def residents_at(population: Series, end: date) -> tuple[Period, float] | None:
    """The latest mid-year population on or before `end` (mid-year is 30 June).

    Population periods are calendar years; the estimate of a year stands at its 30 June.
    """
    known = [o for o in population.known if date(o.period.start.year, 6, 30) <= end]
    if not known or known[-1].value is None:
        return None
    return known[-1].period, known[-1].value


def standings(
    group: Sequence[Series], populations: Mapping[str, Series], period: Period
) -> list[Standing]:
    """Every force of the group for which both count and residents are known."""
    found = []
    for series in group:
        count = series.total(period)
        population = populations.get(series.area.slug)
        residents = residents_at(population, period.end) if population else None
        if count is not None and population is not None and residents is not None:
            found.append(Standing(series, population, count, residents[1], residents[0]))
    return found


def latest_common(group: Sequence[Series]) -> Period | None:
    """The latest period that every series of the group has a value for."""
    common: set[Period] | None = None
    for series in group:
        periods = {o.period for o in series.known}
        common = periods if common is None else common & periods
    return max(common, key=lambda p: p.end) if common else None


def compare_peers(
    group: Sequence[Series], populations: Mapping[str, Series], force: str, period: Period
) -> Finding:
    """Rates per 1,000 residents, both averages, and the force's rank (1 is the lowest rate).

    Both averages include the force: the simple mean of the rates, and the rate of the group
    as a whole (weighted by residents). `rank-lower` and `rank-upper` span the ranks that
    chance leaves open: forces whose rates are not clearly different may change places.
    Ties share the better rank. Raises ValueError when the force or all its peers are unknown.
    """
    all_of = standings(group, populations, period)
    mine = next((s for s in all_of if s.series.area.slug == force), None)
    if mine is None or len(all_of) < 2:
        raise ValueError(f"no rates of {force} and a peer are known for {period.id}")
    rank, first, last = place_among(all_of, mine)
    mean = sum(s.rate for s in all_of) / len(all_of)
    weighted = together(all_of)
    places = decimals_of(weighted)
    figures = standing_figures(all_of, period)
    releases = releases_of(all_of, period)
    for role, value, style, decimals in (
        ("peer-mean", mean, Style.RATE, places),
        ("peer-weighted-mean", weighted, Style.RATE, places),
        ("gap", mine.rate - mean, Style.RATE, places),
        ("rank", rank, Style.RANK, 0),
        ("rank-lower", first, Style.RANK, 0),
        ("rank-upper", last, Style.RANK, 0),
        ("of", len(all_of), Style.COUNT, 0),
    ):
        figures[role] = figure_of(
            mine.series.measure,
            force,
            period,
            value,
            method=role,
            style=style,
            decimals=decimals,
            unit="forces" if style is not Style.RATE else f"{mine.series.measure.unit} per 1,000",
            releases=releases,
        )
    settled = figures["rank-lower"].value == figures["rank-upper"].value
    return Finding(
        Kind.PEERS,
        mine.series.measure,
        mine.series.area,
        period,
        Evidence.CLEAR if settled else Evidence.NO_CLEAR_CHANGE,
        figures=figures,
        words={"forces": ",".join(s.series.area.slug for s in all_of)},
    )


def place_among(all_of: Sequence[Standing], mine: Standing) -> tuple[int, int, int]:
    """The rank by rate (1 is the lowest), and the ranks that chance leaves open."""
    others = [s for s in all_of if s is not mine]
    below = sum(s.rate < mine.rate for s in others)
    clearly_below = sum(s.rate < mine.rate and _differ(s, mine) for s in others)
    clearly_above = sum(s.rate > mine.rate and _differ(s, mine) for s in others)
    return below + 1, clearly_below + 1, len(all_of) - clearly_above


def together(all_of: Sequence[Standing]) -> float:
    """The rate per 1,000 of all forces as one."""
    return sum(s.count for s in all_of) / sum(s.residents for s in all_of) * PER


def decimals_of(rate: float) -> int:
    """Decimals that a rate is printed to: more where it is small, for homicide is not 0.0.

    >>> decimals_of(62.8), decimals_of(0.41), decimals_of(0.012)
    (1, 2, 3)
    """
    return 1 if rate >= 1 else 2 if rate >= 0.1 else 3


def standing_figures(all_of: Sequence[Standing], period: Period) -> dict[str, Figure]:
    """Count, residents and rate with its 95 % interval of each force, by role and slug."""
    figures: dict[str, Figure] = {}
    places = decimals_of(together(all_of))
    for standing in all_of:
        slug = standing.series.area.slug
        low, high = rate_interval(standing.count, standing.residents)
        figures[f"count:{slug}"] = _own(standing, period, standing.count, "", Style.COUNT, 0)
        figures[f"residents:{slug}"] = figure_of(
            standing.population.measure,
            slug,
            standing.residents_period,
            standing.residents,
            releases=standing.population.sources(standing.residents_period),
        )
        figures[f"rate:{slug}"] = _own(standing, period, standing.rate, "rate", decimals=places)
        figures[f"rate-lower:{slug}"] = _own(standing, period, low, "rate-lower", decimals=places)
        figures[f"rate-upper:{slug}"] = _own(standing, period, high, "rate-upper", decimals=places)
    return figures


def releases_of(all_of: Sequence[Standing], period: Period) -> tuple[str, ...]:
    """The releases behind the counts and residents of a period, each once."""
    return tuple(dict.fromkeys(r for s in all_of for r in _sources(s, period)))


def gap_series(
    group: Sequence[Series], populations: Mapping[str, Series], force: str
) -> Series | None:
    """The gap of each month: the force's rate less the simple mean of the group's rates.

    Only months that every force of the group knows stand in it; None when there is none. Its
    measure is a rate per 1,000 residents a month whose id ends in `:gap`.
    """
    mine = next(s for s in group if s.area.slug == force)
    observations = []
    for observed in mine.known:
        all_of = standings(group, populations, observed.period)
        if observed.period.months != 1 or len(all_of) < len(group):
            continue
        own = next(s for s in all_of if s.series is mine)
        mean = sum(s.rate for s in all_of) / len(all_of)
        observations.append(Observation(observed.period, own.rate - mean, observed.status))
    if not observations:
        return None
    releases = [r for s in group for r in s.releases]
    releases += [r for s in group for r in populations[s.area.slug].releases]
    measure = replace(
        mine.measure,
        id=mine.measure.id + GAP,
        title=f"{mine.measure.title}: gap to the group",
        phrase="The gap to similar forces",
        unit=f"{mine.measure.unit} per 1,000 residents",
        quantity=Quantity.RATE,
        target=None,
        caveats=(),
    )
    return Series(measure, mine.area, tuple(observations), tuple(dict.fromkeys(releases)))


def compare_gap(
    group: Sequence[Series],
    populations: Mapping[str, Series],
    force: str,
    later: Period,
    earlier: Period,
) -> Finding:
    """How the gap to the simple mean of the group's rates moved between two periods.

    The gap is the force's rate less the mean, so it is negative below the mean. The move is
    judged against the chance variation of all the counts (Poisson, normal approximation).
    Raises ValueError when the periods overlap or the forces known differ between them.
    """
    if later.overlaps(earlier):
        raise ValueError(f"{later.id} and {earlier.id} share days")
    now = compare_peers(group, populations, force, later)
    before = compare_peers(group, populations, force, earlier)
    if now.words["forces"] != before.words["forces"]:
        raise ValueError(f"the forces known for {later.id} and {earlier.id} differ")
    moved = now["gap"].value - before["gap"].value
    error = math.sqrt(sum(_gap_variance(f, force) for f in (now, before)))
    clear = abs(moved) > Z95 * error
    wider = abs(now["gap"].value) > abs(before["gap"].value)
    direction = (Direction.UP if wider else Direction.DOWN) if clear else Direction.LEVEL

    releases = tuple(dict.fromkeys((*now["gap"].releases, *before["gap"].releases)))

    def figure(finding: Finding, value: float, method: str, against: str = "") -> Figure:
        return figure_of(
            finding.measure,
            force,
            finding.period,
            value,
            method=method,
            argument=against,
            style=Style.RATE,
            decimals=finding["gap"].decimals,
            unit=f"{finding.measure.unit} per 1,000",
            releases=releases,
        )

    moves = Direction.UP if moved > 0 else Direction.DOWN
    return Finding(
        Kind.GAP,
        now.measure,
        now.area,
        later,
        Evidence.CLEAR if clear else Evidence.NO_CLEAR_CHANGE,
        direction,
        {
            "later": now["gap"],
            "earlier": before["gap"],
            "later-rate": now[f"rate:{force}"],
            "earlier-rate": before[f"rate:{force}"],
            "later-mean": now["peer-mean"],
            "earlier-mean": before["peer-mean"],
            "moved": figure(now, moved, "gap-change-on", earlier.id),
        },
        against=earlier,
        variation=sense(moves if clear else Direction.LEVEL, Improvement(now.measure.improvement)),
        words={"side": "below" if now["gap"].value < 0 else "above"},
    )


def _gap_variance(finding: Finding, force: str) -> float:
    forces = finding.words["forces"].split(",")
    share = 1 / len(forces)
    total = 0.0
    for slug in forces:
        weight = (1 - share) if slug == force else -share
        residents = finding[f"residents:{slug}"].value
        total += weight**2 * finding[f"count:{slug}"].value * (PER / residents) ** 2
    return total


def _differ(one: Standing, other: Standing) -> bool:
    result = compare_counts(one.count, other.count, one.residents, other.residents)
    return result.p < CONVINCING


def _own(
    standing: Standing,
    period: Period,
    value: float,
    method: str,
    style: Style = Style.RATE,
    decimals: int = 1,
) -> Figure:
    unit = standing.series.measure.unit
    return figure_of(
        standing.series.measure,
        standing.series.area.slug,
        period,
        value,
        method=method,
        style=style,
        decimals=decimals,
        unit=unit if style is Style.COUNT else f"{unit} per 1,000",
        releases=_sources(standing, period)
        if style is Style.RATE
        else standing.series.sources(period),
    )


def _sources(standing: Standing, period: Period) -> tuple[str, ...]:
    """The releases behind a force's rate: its counts' and its residents'."""
    counted = standing.series.sources(period)
    return tuple(dict.fromkeys((*counted, *standing.population.sources(standing.residents_period))))
