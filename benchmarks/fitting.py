"""The two fits of `benchmarks/weighing.py`: chances of what is meant, and evidence of slips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import Any, Protocol

import numpy as np
from lightgbm import Booster, Dataset, train
from scipy import sparse
from scipy.optimize import minimize

from wardmote.checker.rivals import Lines
from wardmote.checker.weights import Tree

RIDGE = 1.0
TREES = 500
HOW = {
    "objective": "binary", "num_leaves": 8, "learning_rate": 0.05, "min_data_in_leaf": 40,
    "bagging_fraction": 0.8, "bagging_freq": 1, "feature_fraction": 0.5, "lambda_l2": 3.0,
    "seed": 1, "deterministic": True, "force_row_wise": True, "num_threads": 2, "verbosity": -1,
}  # fmt: skip


class Meant(Protocol):
    """What a number may be: its traits, by a number for each, and the chance that it is so."""

    @property
    def keys(self) -> np.ndarray:
        """The traits that it has."""

    @property
    def values(self) -> np.ndarray:
        """How much it has of each."""

    @property
    def gives(self) -> float:
        """How likely it is printed as the number is."""


class Traited(Protocol):
    """What a number may be, as the checker has it."""

    @property
    def traits(self) -> Mapping[str, float]:
        """What is seen of it, by name."""

    @property
    def gives(self) -> float:
        """How likely it is printed as the number is."""


class Slipping(Traited, Protocol):
    """What a number may be, or be a slip of."""

    @property
    def slip(self) -> bool:
        """Whether the number is one slip of the hand from it."""


@dataclass(frozen=True, slots=True)
class Compact:
    """What a number may be, with its traits as numbers: millions of them are kept at once."""

    keys: np.ndarray
    values: np.ndarray
    gives: float
    slip: bool
    short: bool
    turned: bool
    near: bool
    so: bool
    other: bool
    firm: bool
    guessed: bool
    value: float
    kind: str
    lines: Lines
    score: float


SEEN = ("slip", "short", "turned", "near", "so", "other", "firm", "guessed")
_NEW: dict[int, str] = {}


@cache
def key_of(name: str) -> int:
    """The number of a trait: of some hundred thousand no two have one."""
    key = int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")
    _NEW[key] = name
    return key


def new_names() -> dict[int, str]:
    """The names of the traits that this process has seen since it was asked last."""
    found = dict(_NEW)
    _NEW.clear()
    return found


def compact(one: Traited) -> Compact:
    """What a number may be, with its traits as numbers."""
    told = {key_of(name): value for name, value in one.traits.items() if value}
    return Compact(
        np.fromiter(told, np.uint64, len(told)),
        np.fromiter(told.values(), np.float32, len(told)),
        one.gives,
        *(getattr(one, seen, False) for seen in SEEN),
        getattr(one, "value", np.nan),
        getattr(one, "kind", ""),
        getattr(one, "lines", ()),
        getattr(one, "score", 0.0),
    )


Numbers = Sequence[Sequence[Meant]]  # what each of some numbers may be


@dataclass(frozen=True)
class Matrix:
    """The traits of all that some numbers may be, those of one number side by side."""

    traits: sparse.csr_matrix
    of: np.ndarray
    starts: np.ndarray
    gives: np.ndarray


def columns_of(numbers: Numbers, least: int) -> np.ndarray:
    """The traits that are seen at so many numbers, in order."""
    each = [np.unique(np.concatenate([c.keys for c in listed])) for listed in numbers]
    seen, times = np.unique(np.concatenate(each), return_counts=True)
    return seen[times >= least]


def matrix(numbers: Numbers, columns: np.ndarray) -> Matrix:
    """The traits of numbers, one column a trait."""
    every = [c for listed in numbers for c in listed]
    keys = np.concatenate([c.keys for c in every])
    values = np.concatenate([c.values for c in every])
    rows = np.repeat(np.arange(len(every)), [len(c.keys) for c in every])
    at = np.searchsorted(columns, keys)
    at[at == len(columns)] = 0
    kept = columns[at] == keys
    shape = (len(every), len(columns))
    made = sparse.csr_matrix((values[kept], (rows[kept], at[kept])), shape=shape)
    of = np.repeat(np.arange(len(numbers)), [len(listed) for listed in numbers])
    gives = np.array([c.gives for c in every])
    return Matrix(made, of, np.searchsorted(of, np.arange(len(numbers))), gives)


def softmax(weights: np.ndarray, of: Matrix) -> np.ndarray:
    """The chance of everything that a number may be."""
    score = of.traits @ weights
    score = np.exp(score - np.maximum.reduceat(score, of.starts)[of.of])
    return score / np.add.reduceat(score, of.starts)[of.of]


def fitted_traits(
    numbers: Numbers, wrong: np.ndarray, columns: np.ndarray, first: np.ndarray
) -> np.ndarray:
    """The weights under which right numbers are likeliest to be printed as they are, and wrong ones
    not to be, not far from the first."""
    made = matrix(numbers, columns)
    fits = np.where(wrong[made.of], 1 - made.gives, made.gives)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        chance = softmax(weights, made)
        joint = chance * fits
        whole = np.add.reduceat(joint, made.starts) + 1e-12
        slope = made.traits.T @ (chance - joint / whole[made.of])
        off = weights - first
        return float(RIDGE / 2 * off @ off - np.log(whole).sum()), slope + RIDGE * off

    return minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x


def likely(numbers: Numbers, weights: np.ndarray, columns: np.ndarray) -> list[list[float]]:
    """The chance of everything that each number may be."""
    made = matrix(numbers, columns)
    chance = softmax(weights, made)
    return [
        chance[start : start + len(listed)].tolist()
        for start, listed in zip(made.starts, numbers, strict=True)
    ]


def fitted_evidence(x: np.ndarray, y: np.ndarray) -> Booster:
    """Small trees, each of which mends what those before it got wrong."""
    return train(HOW, Dataset(x, y.astype(int)), TREES)


def trees_of(fitted: Booster) -> list[Tree]:
    """The trees of a fit as the checker keeps them."""
    return [_tree(one["tree_structure"]) for one in fitted.dump_model()["tree_info"]]


def _tree(top: dict[str, Any]) -> Tree:
    nodes: list[list[float]] = []
    leaves: list[float] = []

    def add(one: dict[str, Any]) -> int:
        if "leaf_value" in one:
            leaves.append(round(one["leaf_value"], 4))
            return -len(leaves)
        node: list[float] = [one["split_feature"], float(f"{one['threshold']:.6g}"), 0, 0]
        nodes.append(node)
        at = len(nodes) - 1
        node[2], node[3] = add(one["left_child"]), add(one["right_child"])
        return at

    add(top)
    of, most, below, above = zip(*nodes, strict=True) if nodes else ((), (), (), ())
    return Tree(of, most, below, above, tuple(leaves))
