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
    """A weighted proportion, its standard error, the people asked and the design effect.

    `freedom` are clusters less strata among those chosen. `design_effect` is the variance over
    that of a simple random sample without replacement, `design_effect_replaced` with it.
    """

    people: int
    proportion: float
    error: float
    freedom: int
    design_effect: float
    design_effect_replaced: float
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

    def interval(self) -> tuple[float, float]:
        """The 95 % interval by Student's t; NaN where no freedom is left."""
        reach = _t(self.freedom) * self.error
        return self.proportion - reach, self.proportion + reach

    def logit_interval(self) -> tuple[float, float]:
        """The same on the logit scale, which stays inside 0 and 1; NaN at 0, 1 or no freedom.

        The one to print. Source: Korn and Graubard (1998), as R's `svyciprop`.
        """
        p = self.proportion
        if not 0 < p < 1:
            return math.nan, math.nan
        middle, reach = math.log(p / (1 - p)), _t(self.freedom) * self.error / (p * (1 - p))
        low, high = (1 / (1 + math.exp(-end)) for end in (middle - reach, middle + reach))
        return low, high


def _t(freedom: int) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 0.975)) if freedom > 0 else math.nan


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
    replaced = spread / people
    simple = (1 - people / whole) * replaced
    present = {(r.stratum, r.cluster) for r, _ in answered}
    return Estimate(
        people,
        proportion,
        math.sqrt(variance),
        len(present) - len({stratum for stratum, _ in present}),
        variance / simple if simple else math.nan,
        variance / replaced if replaced else math.nan,
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
    """Later proportion less earlier, with its interval and two-sided chance.

    `freedom` are the clusters less the strata of the whole design, for Student's t.
    """

    change: float
    error: float
    freedom: int
    lower: float
    upper: float
    p: float


def compare_waves(later: Estimate, earlier: Estimate) -> SurveyChange:
    """The change between two domains of one design, their shared clusters allowed for.

    Raises ValueError where neither estimate leaves anything to chance. Equal to `svycontrast`
    of R's survey package, judged by Student's t.
    """
    from scipy.special import stdtr

    shared = covariance(later.scores, earlier.scores, later.clusters)
    error = math.sqrt(later.error**2 + earlier.error**2 - 2 * shared)
    change = later.proportion - earlier.proportion
    if not error:
        raise ValueError("neither wave varies between its clusters, so nothing can be tested")
    freedom = sum(len(c) for c in later.clusters.values()) - len(later.clusters)
    reach = _t(freedom) * error
    return SurveyChange(
        change,
        error,
        freedom,
        change - reach,
        change + reach,
        2 * float(stdtr(freedom, -abs(change) / error)) if freedom > 0 else math.nan,
    )
