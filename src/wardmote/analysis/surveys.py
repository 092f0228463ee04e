"""Survey proportions with weights, strata and clusters."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from wardmote.analysis.proportions import Z95


@dataclass(frozen=True, slots=True)
class Respondent:
    """One answer: 1 or 0, None where the question was not answered."""

    stratum: Hashable
    cluster: Hashable
    weight: float
    answer: float | None


@dataclass(frozen=True, slots=True)
class Estimate:
    """A weighted proportion, its standard error, the people asked and the design effect."""

    people: int
    proportion: float
    error: float
    design_effect: float
    scores: dict[tuple[Hashable, Hashable], float]
    clusters: dict[Hashable, frozenset[Hashable]]

    @property
    def lower(self) -> float:
        """Lower end of the 95 % interval (normal)."""
        return self.proportion - Z95 * self.error

    @property
    def upper(self) -> float:
        """Upper end of the 95 % interval (normal)."""
        return self.proportion + Z95 * self.error


def estimate(respondents: Sequence[Respondent], chosen: Sequence[bool]) -> Estimate:
    """The proportion of the chosen respondents who answered 1.

    `chosen` marks a domain, such as one wave: clusters outside it still count in the variance
    (Lumley 2004). Taylor linearisation, clusters taken with replacement, no correction for a
    finite population; a stratum of one cluster adds nothing. Raises ValueError when nobody
    chosen has answered. Equal to R's `survey::svymean` on a subset of the design.
    """
    answered = [
        (r, r.answer)
        for r, c in zip(respondents, chosen, strict=True)
        if c and r.answer is not None
    ]
    if not answered:
        raise ValueError("nobody chosen has answered")
    whole = math.fsum(r.weight for r, _ in answered)
    proportion = math.fsum(r.weight * a for r, a in answered) / whole
    scores: dict[tuple[Hashable, Hashable], float] = defaultdict(float)
    clusters: dict[Hashable, set[Hashable]] = defaultdict(set)
    for r in respondents:
        clusters[r.stratum].add(r.cluster)
    for r, a in answered:
        scores[r.stratum, r.cluster] += r.weight * (a - proportion) / whole
    fixed = {s: frozenset(c) for s, c in clusters.items()}
    variance = covariance(scores, scores, fixed)
    people = len(answered)
    spread = math.fsum(r.weight * (a - proportion) ** 2 for r, a in answered) / whole
    if people > 1:
        spread *= people / (people - 1)
    simple = (1 - people / whole) * spread / people
    return Estimate(
        people,
        proportion,
        math.sqrt(variance),
        variance / simple if simple else math.nan,
        dict(scores),
        fixed,
    )


def covariance(
    one: dict[tuple[Hashable, Hashable], float],
    other: dict[tuple[Hashable, Hashable], float],
    clusters: dict[Hashable, frozenset[Hashable]],
) -> float:
    """Covariance of two estimates through the clusters that they share."""
    total = 0.0
    for stratum, members in clusters.items():
        size = len(members)
        if size < 2:
            continue
        a = [one.get((stratum, m), 0.0) for m in members]
        b = [other.get((stratum, m), 0.0) for m in members]
        mean_a, mean_b = math.fsum(a) / size, math.fsum(b) / size
        total += (
            size
            / (size - 1)
            * math.fsum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True))
        )
    return total


@dataclass(frozen=True, slots=True)
class SurveyChange:
    """Later proportion less earlier, with its interval and two-sided chance (normal)."""

    change: float
    error: float
    lower: float
    upper: float
    p: float


def compare_waves(later: Estimate, earlier: Estimate) -> SurveyChange:
    """The change between two domains of one design, their shared clusters allowed for.

    Equal to `svycontrast` of R's survey package.
    """
    shared = covariance(later.scores, earlier.scores, later.clusters)
    error = math.sqrt(later.error**2 + earlier.error**2 - 2 * shared)
    change = later.proportion - earlier.proportion
    return SurveyChange(
        change,
        error,
        change - Z95 * error,
        change + Z95 * error,
        math.erfc(abs(change) / error / math.sqrt(2)),
    )
