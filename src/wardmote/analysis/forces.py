"""A force among all forces: every rate with its interval, and which chart says more of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from wardmote.analysis.funnel import Funnel, funnel
from wardmote.analysis.peers import (
    PER,
    decimals_of,
    place_among,
    releases_of,
    standing_figures,
    standings,
    together,
)
from wardmote.vocabulary import Evidence, Figure, Finding, Kind, Period, Series, Style, figure_of

FEWEST_RESIDENTS = 100_000  # with fewer, as in the City of London, a rate tells of visitors
USUAL = 3.0  # standard errors past which a force differs by more than forces usually do
TENTH = 0.1  # of the variance between forces, from which on chance matters to their order
GRID = 60  # sizes at which the limits of a funnel are drawn


@dataclass(frozen=True, slots=True)
class Reach:
    """The limits of a funnel at one number of residents, as rates per 1,000."""

    residents: float
    inner: tuple[float, float]
    outer: tuple[float, float]
    chance: tuple[float, float]


def compare_forces(
    forces: Sequence[Series], populations: Mapping[str, Series], force: str, period: Period
) -> Finding:
    """Rates of all forces, their rate taken together, and the force's rank (1 is the lowest).

    Forces with fewer than 100,000 residents are left out. `words` name the forces compared, and
    those past the limits of the usual variation between forces (`high`, `low`). Raises
    ValueError when the force's rate is not known or fewer than three others' are.
    """
    all_of = [s for s in standings(forces, populations, period) if s.residents >= FEWEST_RESIDENTS]
    mine = next((s for s in all_of if s.series.area.slug == force), None)
    if mine is None or len(all_of) < 4:
        raise ValueError(f"no rates of {force} and other forces are known for {period.id}")
    rank, first, last = place_among(all_of, mine)
    made = funnel(np.array([s.count for s in all_of]), np.array([s.residents for s in all_of]))
    mean = together(all_of)

    def figure(value: float, method: str, style: Style, decimals: int = 0) -> Figure:
        return figure_of(
            mine.series.measure,
            force,
            period,
            value,
            method=method,
            style=style,
            decimals=decimals,
            unit="forces" if style is not Style.RATE else f"{mine.series.measure.unit} per 1,000",
            releases=releases_of(all_of, period),
        )

    slugs = [s.series.area.slug for s in all_of]
    unusual = {
        side: [slug for slug, z in zip(slugs, made.z_add, strict=True) if sign * z > USUAL]
        for side, sign in (("high", 1), ("low", -1))
    }
    return Finding(
        Kind.FORCES,
        mine.series.measure,
        mine.series.area,
        period,
        Evidence.CLEAR if first == last else Evidence.NO_CLEAR_CHANGE,
        figures={
            **standing_figures(all_of, period),
            "mean": figure(mean, "force-mean", Style.RATE, decimals_of(mean)),
            "rank": figure(rank, "force-rank", Style.RANK),
            "rank-lower": figure(first, "force-rank-lower", Style.RANK),
            "rank-upper": figure(last, "force-rank-upper", Style.RANK),
            "of": figure(len(all_of), "force-count", Style.COUNT),
        },
        words={
            "forces": ",".join(slugs),
            "high": ",".join(unusual["high"]),
            "low": ",".join(unusual["low"]),
            "chart": "funnel" if chance_counts(made) else "ski-slope",
        },
    )


def chance_counts(made: Funnel) -> bool:
    """Whether chance gives a tenth or more of how a middling force differs from the rest.

    Then places in an order are partly luck, and a funnel says more; else its limits would
    follow the forces' own differences alone, and the order with intervals says more.
    """
    chance = float(np.median(1 / (4 * made.expected)))
    return chance >= TENTH * (chance + made.tau2)


def reaches(found: Finding) -> list[Reach]:
    """The limits of the funnel of a comparison, from its smallest force to its largest."""
    slugs = found.words["forces"].split(",")
    counts = np.array([found[f"count:{s}"].value for s in slugs])
    residents = np.array([found[f"residents:{s}"].value for s in slugs])
    made = funnel(counts, residents)
    rate = float(counts.sum() / residents.sum())
    sizes = np.geomspace(residents.min(), residents.max(), GRID)
    spread = replace(made, expected=sizes * rate)
    inner, outer = spread.limits(), spread.limits(USUAL)
    chance = spread.limits(USUAL, method="exact")
    return [
        Reach(
            float(size),
            *(
                (float(low[i]) * rate * PER, float(high[i]) * rate * PER)
                for low, high in (inner, outer, chance)
            ),
        )
        for i, size in enumerate(sizes)
    ]
