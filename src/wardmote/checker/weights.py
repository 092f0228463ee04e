"""What was fitted on the labelled statements: the weights of the checker, and its common words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Protocol

import msgspec


class May(Protocol):
    """One of the things that a number may be."""

    @property
    def gives(self) -> float:
        """The chance that it is printed as the number is."""

    @property
    def slip(self) -> bool:
        """Whether the number is one slip of the hand from it."""

    @property
    def short(self) -> bool:
        """Whether one of the number's two digits is another."""


class Tree(msgspec.Struct, array_like=True, frozen=True):
    """A tree of questions: at each node what it asks of (by place), up to which value one goes
    `below`, and the nodes on both sides; a node less than nought is a leaf, counted from -1."""

    of: tuple[int, ...]
    most: tuple[float, ...]
    below: tuple[int, ...]
    above: tuple[int, ...]
    leaves: tuple[float, ...]

    def told(self, seen: Sequence[float]) -> float:
        """What the tree makes of what is seen."""
        node = 0 if self.of else -1
        while node >= 0:
            side = self.below if seen[self.of[node]] <= self.most[node] else self.above
            node = side[node]
        return self.leaves[~node]


class Evidence(msgspec.Struct, frozen=True):
    """What is made of evidence: its names in order, and the trees that are summed up."""

    names: tuple[str, ...]
    trees: tuple[Tree, ...]

    def told(self, seen: Mapping[str, float]) -> float:
        """The log odds that what is seen is a slip."""
        values = [seen[name] for name in self.names]
        return sum(tree.told(values) for tree in self.trees)


class Weights(msgspec.Struct):
    """The weights of traits, the trees of evidence, and the stems that papers use about any
    table."""

    traits: dict[str, float]
    evidence: Evidence
    words: frozenset[str]
    mutual_traits: dict[str, float]
    mutual_evidence: Evidence
    order_traits: dict[str, float]
    order_evidence: Evidence


@cache
def weights() -> Weights:
    """What `benchmarks/weighing.py` has kept."""
    text = (files("wardmote.checker") / "weights.json").read_bytes()
    return msgspec.json.decode(text, type=Weights)


def chances(traits: Sequence[Mapping[str, float]], of: Mapping[str, float]) -> list[float]:
    """How likely each of some things is meant by its traits and their weights; together one."""
    scores = [scored(told, of) for told in traits]
    most = max(scores)
    each = [math.exp(s - most) for s in scores]
    whole = sum(each)
    return [e / whole for e in each]


def scored(told: Mapping[str, float], of: Mapping[str, float]) -> float:
    """The sum of what is told, by its weights; of what has none, nothing."""
    return sum(of.get(name, 0.0) * value for name, value in told.items())
