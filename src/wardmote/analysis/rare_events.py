"""Deaths and other rare events by their dates: how long between them, and since the last."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

TAIL = 0.005  # each side: about one false alarm in a hundred events
FEWEST = 6  # times between events that limits need


@dataclass(frozen=True, slots=True)
class Between:
    """One time between events with the limits that the others set.

    `days` may be a part of a day, for events of one day are spread over it. `signal` is 1 for
    an event that came unusually soon, -1 for one that came unusually late, else 0.
    """

    on: date
    days: float
    lower: float
    upper: float
    signal: int


@dataclass(frozen=True, slots=True)
class RareEvents:
    """Events by date: each time between them, their mean, and the time without one since.

    `chance_of_silence` is the chance of so long a time without an event if nothing changed.
    """

    events: int
    mean_days: float
    between: tuple[Between, ...]
    days_since: int
    chance_of_silence: float


def rare_events(dates: Sequence[date], until: date) -> RareEvents:
    """Judge the times between events, known to be complete until `until`.

    If nothing changes the times are exponential; each is judged against what the others
    predict for it (a Pareto of the second kind), with half a per cent beyond each limit, so
    short histories give wide limits. Raises ValueError for fewer than seven events, for dates
    out of order, or for events after `until`. Source: Nelson (1994), Journal of Quality
    Technology 26:114, for charts of times between events; Lawless and Fredette (2005),
    Biometrika 92:529, for the prediction.
    """
    if len(dates) <= FEWEST:
        raise ValueError(f"{len(dates)} events: times between them need at least {FEWEST + 1}")
    if any(b < a for a, b in itertools.pairwise(dates)):
        raise ValueError("the dates of events must rise")
    if dates[-1] > until:
        raise ValueError(f"an event of {dates[-1]} lies after {until}, to which events are known")
    moments = _moments(dates)
    days = [after - before for before, after in itertools.pairwise(moments)]
    whole = sum(days)
    found = []
    for on, own in zip(dates[1:], days, strict=True):
        lower, upper = _limits(whole - own, len(days) - 1)
        signal = int(own < lower) - int(own > upper)
        found.append(Between(on, own, lower, upper, signal))
    since = (until - dates[-1]).days
    return RareEvents(
        len(dates),
        whole / len(days),
        tuple(found),
        since,
        (1 + since / whole) ** -len(days),
    )


def cases_between(outcomes: Sequence[bool]) -> list[int]:
    """How many cases lie between events, for a g chart: collisions between fatal ones.

    Cases before the first event and after the last are left out.

    >>> cases_between([False, True, False, False, True, True])
    [2, 0]
    """
    at = [i for i, happened in enumerate(outcomes) if happened]
    return [b - a - 1 for a, b in itertools.pairwise(at)]


def _moments(dates: Sequence[date]) -> list[float]:
    """The events of one day are spread evenly over it, so that no time between is nothing."""
    of_day = Counter(dates)
    seen: Counter[date] = Counter()
    moments = []
    for day in dates:
        moments.append(day.toordinal() + (seen[day] + 0.5) / of_day[day])
        seen[day] += 1
    return moments


def _limits(rest: float, others: int) -> tuple[float, float]:
    """Where the chance of a shorter, or of a longer, time is TAIL: (1 + t / rest) ** -others."""
    lower = rest * ((1 - TAIL) ** (-1 / others) - 1)
    upper = rest * (TAIL ** (-1 / others) - 1)
    return lower, upper
