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


class Weights(msgspec.Struct):
    """The weights of traits and of evidence, and the stems that papers use about any table."""

    traits: dict[str, float]
    evidence: dict[str, float]
    words: frozenset[str]
    mutual_traits: dict[str, float]
    mutual_evidence: dict[str, float]
    order_traits: dict[str, float]
    order_evidence: dict[str, float]


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
