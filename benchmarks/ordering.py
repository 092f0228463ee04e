"""Claims about orders for `weighing.py`: of right statements, and changed as real slips are.

Changed are the end that a place is counted from, its number, the length of a run, how many of a
tally, the way that it went, and the line that it is said of."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from beside import Company, company_of, listed_of, spoken_in
from checker import changed_verb

from wardmote.checker.axes import Role
from wardmote.checker.bench import Bench
from wardmote.checker.explain import read_beside
from wardmote.checker.explained import Explained
from wardmote.checker.grid import Grid
from wardmote.checker.orders import orders
from wardmote.checker.spelt import ORDINALS, WORDS
from wardmote.checker.standing import Order
from wardmote.checker.workings import Working

BY_CHANCE = 0.5  # that a claim which nothing of the table bears out is right all the same
REACH = 80  # characters about a claim within which its way is said
OPPOSITES = dict(
    pair for one, other in (
        ("highest", "lowest"), ("largest", "smallest"), ("biggest", "smallest"),
        ("busiest", "quietest"), ("most", "fewest"), ("most", "least"), ("best", "worst"),
        ("longest", "shortest"), ("greatest", "smallest"), ("more", "fewer"), ("higher", "lower"),
        ("peaked", "bottomed"), ("best", "poorest"), ("strongest", "weakest"),
        ("fastest", "slowest"), ("quickest", "slowest"),
        ("oldest", "youngest"), ("dearest", "cheapest"), ("widest", "narrowest"),
    ) for pair in ((other, one), (one, other))
)  # fmt: skip
NTHS = [*ORDINALS]
NUMBERS = [w for w, n in WORDS.items() if 2 <= n <= 12 and "-" not in w and " " not in w]


@dataclass(frozen=True, slots=True)
class May:
    """What a claim may be said of: its traits, and the chance that it is then right."""

    traits: dict[str, float]
    gives: float
    so: bool = False
    other: bool = False
    firm: bool = False
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim about an order in a sentence that was read, and what was changed of it, if
    anything."""

    order: Order
    text: str
    at: int  # where its sentence begins; before it stands the one before
    found: Sequence[Explained]
    workings: Sequence[Sequence[Working]]
    bench: Bench
    wrong: str = ""

    @property
    def made(self) -> list[May]:
        """All that it may be said of, and nothing of the table."""
        return [
            *(
                May(r.traits, float(r.so), r.so, r.other, r.firm, r.guessed)
                for r in self.order.readings
            ),
            May(self.order.outside, BY_CHANCE),
        ]

    @property
    def company(self) -> Company:
        """What the numbers of its sentence may be."""
        return company_of(listed_of(self.found, self.workings, self.bench, self.at))


def claims(text: str, table: Grid) -> list[Claim]:
    """Every claim about an order of a statement."""
    made: list[Claim] = []
    for _, at, whole in spoken_in(text):
        found, workings, bench = read_beside(whole, table)
        made += [
            Claim(o, whole, at, found, workings, bench) for o in orders(bench, found) if o.at >= at
        ]
    return made


def right_and_changed(
    text: str, table: Grid, draw: random.Random, *, change: bool
) -> Iterator[Claim]:
    """The claims of a right statement, and of what it becomes by a slip."""
    first = claims(text, table)
    yield from first
    if not change:
        return
    for i, one in enumerate(first):
        whole = one.text
        for wrong, kind in _changes(one.order, one.bench, whole, draw):
            again = claims(wrong if whole == text else text.replace(whole, wrong), table)
            if len(again) != len(first):
                continue
            now = again[i]
            if kind == "misread" and any(r.so for r in now.order.readings):
                continue  # it may be so of that line too
            changed = now.order.said != one.order.said or kind == "misread"
            if now.order.kind == one.order.kind and changed:
                yield replace(now, wrong=kind)


def _changes(
    order: Order, bench: Bench, text: str, draw: random.Random
) -> Iterator[tuple[str, str]]:  # fmt: skip
    start, end = order.at, order.at + len(order.text)

    def within(pattern: str, new: str) -> str:
        changed = re.sub(rf"\b{pattern}\b", new, text[start:end], count=1, flags=re.IGNORECASE)
        return text[:start] + changed + text[end:]

    words = re.findall(r"[a-z]+", order.text.lower())
    if order.kind == "rank":
        yield from ((within(w, OPPOSITES[w]), "verb") for w in words if w in OPPOSITES)
        for word in (w for w in words if w in NTHS[1:8]):
            at = NTHS.index(word)
            yield within(word, NTHS[draw.choice([at - 1, at + 1])]), "digit"
    else:
        for word in [w for w in words if w in NUMBERS][:1]:
            at = NUMBERS.index(word)
            up = order.kind == "run" or at == 0 or draw.random() < 0.5
            if up and at + 1 < len(NUMBERS):
                yield within(word, NUMBERS[at + 1]), "digit"
            elif at:
                yield within(word, NUMBERS[at - 1]), "digit"
        lo, hi = max(0, start - REACH), min(len(text), end + REACH)
        other_way = changed_verb(text[lo:hi], draw)
        if other_way:
            yield text[:lo] + other_way + text[hi:], "verb"
    yield from ((wrong, "misread") for wrong in _of_another_line(order, bench, text, draw))


def _of_another_line(
    order: Order, bench: Bench, text: str, draw: random.Random
) -> Iterator[str]:  # fmt: skip
    """A claim said of another line: the name before it, or else the one behind it, changed."""
    for axis, own in enumerate(bench.sight.axes):
        named = []
        for m in bench.sight.mentions[axis]:
            line, sure = m.lines[0], m.end > m.start and m.weight >= 0.8
            if sure and len(m.lines) == 1 and line.role is Role.PLAIN:
                start, end = bench.sight.spoken(m)
                if text[start:end].lower() == line.label.lower():
                    named.append((start, end, line))
        before = [n for n in named if n[1] <= order.at][-1:]
        behind = [n for n in named if n[0] >= order.at + len(order.text)][:1]
        for start, end, line in before or behind:
            others = [
                li for li in own.plain
                if li.role is Role.PLAIN and li is not line and li.label
                and li.label.lower() not in text.lower()
            ]  # fmt: skip
            if others:
                yield text[:start] + draw.choice(others).label + text[end:]
