"""What a printed number stands for: every value that would have been printed like it."""

from __future__ import annotations

from wardmote.vocabulary import Hedge

# How far a hedged number may lie from what is printed, as shares of it: below and above. A
# number is called wrong only past these, so they are generous; docs/checker.md prints them.
HEDGED = {
    Hedge.NONE: (0.0, 0.0),
    Hedge.OVER: (0.0, 0.25),
    Hedge.JUST_OVER: (0.0, 0.05),
    Hedge.JUST_UNDER: (0.05, 0.0),
    Hedge.ALMOST: (0.1, 0.0),
    Hedge.ABOUT: (0.1, 0.1),
    Hedge.UNDER: (0.6, 0.0),
}
HEDGE_WORDS = {
    "over": Hedge.OVER, "more than": Hedge.OVER, "at least": Hedge.OVER, "in excess of": Hedge.OVER,
    "exceeded": Hedge.OVER, "exceeding": Hedge.OVER, "topped": Hedge.OVER,
    "well over": Hedge.OVER, "above": Hedge.OVER, "upwards of": Hedge.OVER,
    "just over": Hedge.JUST_OVER, "slightly over": Hedge.JUST_OVER,
    "a little over": Hedge.JUST_OVER,
    "slightly more than": Hedge.JUST_OVER, "just above": Hedge.JUST_OVER,
    "just more than": Hedge.JUST_OVER,
    "just under": Hedge.JUST_UNDER, "slightly under": Hedge.JUST_UNDER,
    "slightly less than": Hedge.JUST_UNDER, "just below": Hedge.JUST_UNDER,
    "a little under": Hedge.JUST_UNDER, "just less than": Hedge.JUST_UNDER,
    "a shade over": Hedge.JUST_OVER, "a touch over": Hedge.JUST_OVER,
    "marginally over": Hedge.JUST_OVER, "a fraction over": Hedge.JUST_OVER,
    "a shade under": Hedge.JUST_UNDER, "a touch under": Hedge.JUST_UNDER,
    "marginally under": Hedge.JUST_UNDER, "a fraction under": Hedge.JUST_UNDER,
    "just shy of": Hedge.JUST_UNDER, "a shade below": Hedge.JUST_UNDER,
    "getting on for": Hedge.ALMOST, "not far short of": Hedge.ALMOST,
    "almost": Hedge.ALMOST, "nearly": Hedge.ALMOST, "approaching": Hedge.ALMOST,
    "close to": Hedge.ABOUT, "around": Hedge.ABOUT, "about": Hedge.ABOUT,
    "approximately": Hedge.ABOUT, "roughly": Hedge.ABOUT, "some": Hedge.ABOUT,
    "circa": Hedge.ABOUT, "c.": Hedge.ABOUT, "in the region of": Hedge.ABOUT,
    "under": Hedge.UNDER, "less than": Hedge.UNDER, "fewer than": Hedge.UNDER,
    "below": Hedge.UNDER, "up to": Hedge.UNDER, "no more than": Hedge.UNDER,
}  # fmt: skip


def printed_interval(
    value: float, decimals: int, hedge: Hedge = Hedge.NONE, *, whole: bool = False
) -> tuple[float, float]:
    """The lowest and highest value that the printed one may stand for.

    A whole number of events that is not hedged stands for itself alone. The sign goes with
    the size: "almost 180 fewer" is between 162 and 180 fewer.

    >>> printed_interval(3.6, 1)
    (3.55, 3.65)
    >>> printed_interval(-180, 0, Hedge.ALMOST, whole=True)
    (-180.0, -162.0)
    >>> printed_interval(0.2, 1, Hedge.ABOUT)
    (0.15, 0.25)
    """
    below, above = HEDGED[hedge]
    half = 0.0 if whole else 0.5 * 10**-decimals
    size = abs(value)
    if hedge is not Hedge.NONE:
        low, high = size * (1 - below), size * (1 + above)
        if below and above:  # about 0.2 % is at least all that rounds to it
            half = 0.5 * 10**-decimals
            low, high = min(low, size - half), max(high, size + half)
    else:
        low, high = size - half, size + half
    low, high = round(low, 9), round(high, 9)
    return (low, high) if value >= 0 else (-high, -low)
