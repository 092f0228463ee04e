"""How many signals chance alone would give, so that a pack's signals can be weighed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wardmote.analysis.expected import judge_expected
from wardmote.analysis.signals import request_of
from wardmote.analysis.spc import PROFILES, judge
from wardmote.vocabulary import Direction, Evidence, Finding, Series, Variation

# Share of stable series, without season or trend, whose latest month is a signal either way, as
# benchmarks/detection.py prints it. With a season the rule profiles signal far more often.
BY_CHANCE = {
    "ptd-0.2.2": 0.018,
    "mdc-excel-7": 0.017,
    "mdc-excel-6": 0.033,
    "qic-0.8.1": 0.004,
    "wardmote": 0.057,
}
LONG_ENOUGH = 12


def expected_signals(judged: int, profile: str) -> float:
    """How many of `judged` stable measures would signal in their latest month by chance."""
    return judged * BY_CHANCE[profile]


def discoveries(chances: Sequence[float], rate: float) -> list[bool]:
    """Which of many tests stand when at most `rate` of those that stand may be false.

    `chances` are two-sided, one a test. Raises ValueError for a rate outside 0 to 1. Source:
    Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57:289.

    >>> discoveries([0.001, 0.03, 0.04, 0.5], 0.05)
    [True, False, False, False]
    """
    if not 0 < rate < 1:
        raise ValueError(f"a rate of false discoveries lies between 0 and 1, not {rate}")
    order = sorted(range(len(chances)), key=lambda i: chances[i])
    last = max(
        (k for k, i in enumerate(order, 1) if chances[i] <= rate * k / len(chances)), default=0
    )
    kept = set(order[:last])
    return [i in kept for i in range(len(chances))]


def controlled(finding: Finding) -> Finding:
    """The finding as it reads when control of false discoveries does not let it stand."""
    return replace(
        finding,
        evidence=Evidence.NO_CLEAR_CHANGE,
        direction=Direction.LEVEL,
        variation=Variation.NO_SIGNAL,
        words={**finding.words, "controlled": "controlled"},
    )


def verdicts(series: Series) -> dict[str, int]:
    """What each profile says of the latest month: 1 unusually high, -1 low, 0 neither.

    Empty for fewer than twelve months, for trial limits disagree for want of data, and where
    some are withheld.
    """
    if len(series.known) < LONG_ENOUGH or series.withholds():
        return {}
    found = {}
    values = [o.value for o in series.observations]
    last = max(i for i, v in enumerate(values) if v is not None)
    for name, profile in PROFILES.items():
        chart = (
            judge_expected([request_of(series)])[0] if profile.models else judge(values, profile)
        )
        point = chart.points[last]
        found[name] = point.side if point.special_cause else 0
    return found


def disagreement(found: dict[str, int]) -> tuple[Sequence[str], Sequence[str]]:
    """The profiles for which the latest month signals, and those for which it does not."""
    signal = [name for name, side in found.items() if side]
    quiet = [name for name, side in found.items() if not side]
    return (signal, quiet) if signal and quiet else ((), ())
