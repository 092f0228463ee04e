"""How many signals chance alone would give, so that a pack's signals can be weighed."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analysis.expected import judge_expected
from wardmote.analysis.signals import request_of
from wardmote.analysis.spc import PROFILES, judge
from wardmote.vocabulary import Series

# Share of stable series, without season or trend, whose latest month is a signal either way, as
# benchmarks/detection.py prints it. With a season the rule profiles signal far more often.
BY_CHANCE = {
    "ptd-0.2.2": 0.018,
    "mdc-excel-7": 0.017,
    "mdc-excel-6": 0.033,
    "qic-0.8.1": 0.004,
    "wardmote": 0.059,
}
LONG_ENOUGH = 12


def expected_signals(judged: int, profile: str) -> float:
    """How many of `judged` stable measures would signal in their latest month by chance."""
    return judged * BY_CHANCE[profile]


def verdicts(series: Series) -> dict[str, int]:
    """What each profile says of the latest month: 1 unusually high, -1 low, 0 neither.

    Empty for fewer than twelve months: trial limits disagree for want of data.
    """
    if len(series.known) < LONG_ENOUGH:
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
