"""Orders that a sentence claims: highest, third of eight, runs, how many moved a way, ranges.

What a claim may be said of has a chance, by its traits and never by whether it is so; what these
give together is weighed as a number's workings are (`wardmote.checker.weighing`), by weights that
`benchmarks/weighing.py` has fitted."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from wardmote.checker.bench import Bench
from wardmote.checker.company import COMPANY, in_company
from wardmote.checker.counted import counted
from wardmote.checker.explained import Explained, Stand, State
from wardmote.checker.fullness import FULLNESS, OWN, fullness
from wardmote.checker.gone import ways_gone
from wardmote.checker.places import orders_of_place
from wardmote.checker.runs import orders_of_run
from wardmote.checker.sight import Sight
from wardmote.checker.standing import Order, Standing
from wardmote.checker.tallies import orders_of_tally, places_of_each
from wardmote.checker.versus import orders_of_two
from wardmote.checker.weights import chances, weights

ENOUGH = 2.0  # of the evidence, to call a claim wrong
RIGHT = -0.75  # of the evidence, below which a claim is far likelier right than a slip
# How often the table bears out a claim of each kind by accident, of which it has nothing.
BY_ACCIDENT = {"rank": 0.3, "run": 0.2, "tally": 0.15, "only": 0.1, "way": 0.5, "beside": 0.5}
LIKELY = 0.5  # of what the claim may be said of, from which it is borne out
KINDS = ("rank", "run", "tally", "only", "way", "beside")
# Perhaps no claims of the table.
UNSURE = ("those", "every", "none", "the rest", "all but some", "beside", "half")
# One of them, and no more; how those moved; the one more than the other.
FOUND_AS = {"only": "tally", "way": "change", "beside": "rank"}
SHAPES = (
    "nth", "a move", "either end", "half", "of so many", "of any number", "then so many", "every",
    "none",
)  # fmt: skip
EVIDENCE = (
    "so", "the other way", "the likeliest not so", "of nothing", "one is so", "the likeliest",
    "how many", "strange words", *KINDS, *SHAPES, "firmly not so", "firmly so", "by how far",
    "the likeliest is so", "the next likely", "guessed", *FULLNESS, *COMPANY,
)  # fmt: skip


def standings(bench: Bench, found: Sequence[Explained]) -> list[Standing]:
    """Every claim about an order that a sentence makes of a table."""
    stands = {e.cue.number.start: e.stand for e in found if e.stand is not None}
    told = [(order, _weighed(order, bench.sight, stands)) for order in orders(bench, found)]
    heard = [
        standing for order, standing in told
        if standing.state is not State.OPEN or order.shape not in UNSURE
    ]  # fmt: skip
    return [*heard, *ways_gone(bench, found)]


def orders(bench: Bench, found: Sequence[Explained]) -> Iterator[Order]:
    """Every claim about an order, with what the table has that it may be said of."""
    own = bench.sight.grid.given
    for order in _orders(bench, found):
        said = {f"{order.kind} of nothing, beside its own table": 1.0} if own else {}
        yield replace(order, outside=order.outside | said)


def _orders(bench: Bench, found: Sequence[Explained]) -> Iterator[Order]:
    lines = list(counted(bench))
    each = places_of_each(bench, lines)  # first in every ward: no place of one
    yield from (order for order in orders_of_place(bench, found) if order.at not in each)
    yield from orders_of_run(bench, found)
    two = list(orders_of_two(bench))
    spots = {order.at for order in two}
    yield from orders_of_tally(bench, [
        c for c in lines
        if c.form != "those" or not any(c.clause[0] <= at < c.clause[1] for at in spots)
    ])  # fmt: skip
    yield from two


class Said(Protocol):
    """One of the things that an order may be said of."""

    @property
    def so(self) -> bool:
        """Whether it is so."""

    @property
    def other(self) -> bool:
        """Whether it is so the other way round."""

    @property
    def firm(self) -> bool:
        """Whether a number beside it is surely what it is said of."""

    @property
    def guessed(self) -> bool:
        """Whether nothing says in which line across it is so."""


def surroundings(order: Order, sight: Sight) -> dict[str, float]:
    """What kind of claim it is, and of what sentence."""
    told = {kind: float(order.kind == kind) for kind in KINDS}
    told |= {shape: float(order.shape == shape) for shape in SHAPES}
    many = {"strange words": order.strange, "how many": len(order.readings)}
    return told | many | fullness(sight)


def evidence(
    around: Mapping[str, float], listed: Sequence[Said], likely: Sequence[float],
    company: Mapping[str, float],
) -> dict[str, float]:  # fmt: skip
    """What tells for and against a claim's being a slip; of the likely, the last is nothing, and
    `company` is how the numbers of its sentence stand."""
    pairs = list(zip(likely, listed, strict=False))[: len(likely) - 1]
    so = sum(p for p, r in pairs if r.so)
    ranked = sorted(pairs, key=lambda pair: -pair[0])
    told = {
        **around,
        **company,
        "the likeliest is so": float(bool(ranked) and ranked[0][1].so),
        "the next likely": ranked[1][0] if len(ranked) > 1 else 0.0,
        "so": math.log(so + 0.01),
        "the other way": math.log(sum(p for p, r in pairs if r.other and not r.so) + 0.01),
        "the likeliest not so": math.log(max((p for p, r in pairs if not r.so), default=0) + 0.01),
        "of nothing": math.log(likely[-1] + 0.01),
        "one is so": float(so > 0),
        "the likeliest": math.log(max((p for p, _ in pairs), default=0) + 0.01),
        "firmly not so": math.log(sum(p for p, r in pairs if r.firm and not r.so) + 0.01),
        "firmly so": math.log(sum(p for p, r in pairs if r.firm and r.so) + 0.01),
        "guessed": sum(p for p, r in pairs if r.guessed),
        "by how far": math.log(sum(p for p, r in pairs if not r.so) + 0.01) - math.log(so + 0.01),
    }
    return {name: told[name] for name in EVIDENCE}


def _weighed(order: Order, sight: Sight, stands: Mapping[int, Stand]) -> Standing:
    likely = chances([*(r.traits for r in order.readings), order.outside], weights().order_traits)
    company = in_company(order.at, stands)
    told = evidence(surroundings(order, sight), order.readings, likely, company)
    score = weights().order_evidence.told(told)
    kind = FOUND_AS.get(order.kind, order.kind)
    pairs = list(zip(likely, order.readings, strict=False))
    denied = max((pair for pair in pairs if not pair[1].so), key=lambda p: p[0], default=None)
    if score >= ENOUGH + OWN * sight.grid.given and denied is not None and not denied[1].guessed:
        why = f"'{order.text.strip()}' {denied[1].why}"
        return Standing(State.OFF, kind, order.text, why, order.at, order.uses)
    so = sum(p for p, r in pairs if r.so)
    by_accident = BY_ACCIDENT[order.kind] * likely[-1]
    if so >= LIKELY * (1 - likely[-1]) or (score < RIGHT and so > by_accident):
        given = max((pair for pair in pairs if pair[1].so), key=lambda p: p[0])
        why = f"'{order.text.strip()}' {given[1].why}"
        return Standing(State.HELD, kind, order.text, why, order.at, order.uses)
    return Standing(State.OPEN, kind, order.text, "", order.at)
