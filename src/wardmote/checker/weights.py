"""What was fitted on the labelled statements: the weights of the checker, and its common words."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec


class Weights(msgspec.Struct):
    """The weights of traits and of evidence, and the stems that papers use about any table."""

    traits: dict[str, float]
    evidence: dict[str, float]
    words: frozenset[str]


@cache
def weights() -> Weights:
    """What `benchmarks/weighing.py` has kept."""
    text = (files("wardmote.checker") / "weights.json").read_bytes()
    return msgspec.json.decode(text, type=Weights)
