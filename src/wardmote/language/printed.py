"""What a printed number stands for: every value that would have been printed like it."""

from __future__ import annotations

from wardmote.vocabulary import Hedge

# How far a hedged number may lie from what is printed, as shares of it: below and above.
HEDGED = {
    Hedge.NONE: (0.0, 0.0),
    Hedge.OVER: (0.0, 0.05),
    Hedge.ALMOST: (0.05, 0.0),
    Hedge.ABOUT: (0.05, 0.05),
    Hedge.UNDER: (1.0, 0.0),
}


def printed_interval(
    value: float, decimals: int, hedge: Hedge = Hedge.NONE, *, whole: bool = False
) -> tuple[float, float]:
    """The lowest and highest value that the printed one may stand for.

    A whole number of events that is not hedged stands for itself alone. The sign goes with
    the size: "almost 180 fewer" is between 171 and 180 fewer.

    >>> printed_interval(3.6, 1)
    (3.55, 3.65)
    >>> printed_interval(-180, 0, Hedge.ALMOST, whole=True)
    (-180.0, -171.0)
    """
    below, above = HEDGED[hedge]
    half = 0.0 if whole else 0.5 * 10**-decimals
    size = abs(value)
    if hedge is not Hedge.NONE:
        low, high = size * (1 - below), size * (1 + above)
    else:
        low, high = size - half, size + half
    low, high = round(low, 9), round(high, 9)
    return (low, high) if value >= 0 else (-high, -low)
