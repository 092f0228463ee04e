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
# And at least so much of the last digit: what is told as just over 4 % may be 4.4 %, and about
# 0.2 % all that rounds to it.
WITHIN = {Hedge.ABOUT: (0.5, 0.5), Hedge.JUST_OVER: (0.0, 0.4), Hedge.JUST_UNDER: (0.4, 0.0)}
HEDGE_WORDS = {
    "over": Hedge.OVER, "more than": Hedge.OVER, "at least": Hedge.OVER, "in excess of": Hedge.OVER,
    "exceeded": Hedge.OVER, "exceeding": Hedge.OVER, "topped": Hedge.OVER,
    "well over": Hedge.OVER, "above": Hedge.OVER, "upwards of": Hedge.OVER,
    "north of": Hedge.OVER, "broke through": Hedge.OVER, "breaking through": Hedge.OVER,
    "comfortably over": Hedge.OVER, "comfortably more than": Hedge.OVER,
    "rather more than": Hedge.OVER, "to top": Hedge.OVER, "tops": Hedge.OVER,
    "little more than": Hedge.JUST_OVER, "a little more than": Hedge.JUST_OVER,
    "fractionally over": Hedge.JUST_OVER, "fractionally above": Hedge.JUST_OVER,
    "slightly above": Hedge.JUST_OVER, "a whisker over": Hedge.JUST_OVER,
    "a hair over": Hedge.JUST_OVER, "a little above": Hedge.JUST_OVER,
    "just over": Hedge.JUST_OVER, "slightly over": Hedge.JUST_OVER,
    "a little over": Hedge.JUST_OVER,
    "slightly more than": Hedge.JUST_OVER, "just above": Hedge.JUST_OVER,
    "just more than": Hedge.JUST_OVER,
    "a little less than": Hedge.JUST_UNDER, "fractionally under": Hedge.JUST_UNDER,
    "fractionally below": Hedge.JUST_UNDER, "slightly below": Hedge.JUST_UNDER,
    "a whisker under": Hedge.JUST_UNDER, "a whisker off": Hedge.JUST_UNDER,
    "a hair under": Hedge.JUST_UNDER, "a little below": Hedge.JUST_UNDER,
    "just under": Hedge.JUST_UNDER, "slightly under": Hedge.JUST_UNDER,
    "slightly less than": Hedge.JUST_UNDER, "just below": Hedge.JUST_UNDER,
    "a little under": Hedge.JUST_UNDER, "just less than": Hedge.JUST_UNDER,
    "a shade over": Hedge.JUST_OVER, "a touch over": Hedge.JUST_OVER,
    "marginally over": Hedge.JUST_OVER, "a fraction over": Hedge.JUST_OVER,
    "a shade under": Hedge.JUST_UNDER, "a touch under": Hedge.JUST_UNDER,
    "marginally under": Hedge.JUST_UNDER, "a fraction under": Hedge.JUST_UNDER,
    "just shy of": Hedge.JUST_UNDER, "a shade below": Hedge.JUST_UNDER,
    "getting on for": Hedge.ALMOST, "not far short of": Hedge.ALMOST,
    "not far off": Hedge.ALMOST, "not quite": Hedge.ALMOST, "little short of": Hedge.ALMOST,
    "close on": Hedge.ALMOST, "nigh on": Hedge.ALMOST, "going on for": Hedge.ALMOST,
    "almost": Hedge.ALMOST, "nearly": Hedge.ALMOST, "approaching": Hedge.ALMOST,
    "something like": Hedge.ABOUT, "of the order of": Hedge.ABOUT,
    "in the order of": Hedge.ABOUT, "somewhere near": Hedge.ABOUT,
    "close to": Hedge.ABOUT, "around": Hedge.ABOUT, "about": Hedge.ABOUT,
    "approximately": Hedge.ABOUT, "roughly": Hedge.ABOUT, "some": Hedge.ABOUT,
    "circa": Hedge.ABOUT, "c.": Hedge.ABOUT, "in the region of": Hedge.ABOUT,
    "rather less than": Hedge.UNDER, "rather fewer than": Hedge.UNDER,
    "well under": Hedge.UNDER, "well below": Hedge.UNDER,
    "under": Hedge.UNDER, "less than": Hedge.UNDER, "fewer than": Hedge.UNDER,
    "below": Hedge.UNDER, "up to": Hedge.UNDER, "no more than": Hedge.UNDER,
    "not more than": Hedge.UNDER, "at most": Hedge.UNDER, "no higher than": Hedge.UNDER,
    "no fewer than": Hedge.OVER, "no less than": Hedge.OVER, "not less than": Hedge.OVER,
    "not fewer than": Hedge.OVER, "no lower than": Hedge.OVER,
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
    unit = 10**-decimals
    size = abs(value)
    if hedge is not Hedge.NONE:
        least, most = WITHIN.get(hedge, (0.0, 0.0))
        low = min(size * (1 - below), size - least * unit)
        high = max(size * (1 + above), size + most * unit)
    else:
        half = 0.0 if whole else 0.5 * unit
        low, high = size - half, size + half
    low, high = round(low, 9), round(high, 9)
    return (low, high) if value >= 0 else (-high, -low)
