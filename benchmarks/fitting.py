"""The two fits of `benchmarks/weighing.py`: chances of what is meant, and evidence of slips."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

RIDGE, RIDGE_OF_EVIDENCE = 1.0, 3.0


class Meant(Protocol):
    """What a number may be: its traits, and the chance that it is printed as it is."""

    @property
    def traits(self) -> Mapping[str, float]:
        """What is seen of it."""

    @property
    def gives(self) -> float:
        """How likely it is printed as the number is."""


Numbers = Sequence[Sequence[Meant]]  # what each of some numbers may be


@dataclass(frozen=True)
class Matrix:
    """The traits of all that some numbers may be, those of one number side by side."""

    traits: sparse.csr_matrix
    of: np.ndarray
    starts: np.ndarray
    gives: np.ndarray


def names_of(numbers: Numbers, least: int) -> dict[str, int]:
    """The traits that are seen at so many numbers, each with its column."""
    seen = Counter(k for listed in numbers for k in {k for c in listed for k in c.traits})
    return {k: i for i, k in enumerate(sorted(k for k, n in seen.items() if n >= least))}


def matrix(numbers: Numbers, names: Mapping[str, int]) -> Matrix:
    """The traits of numbers, one column a trait."""
    data, column, ends, of, gives = [], [], [0], [], []
    for i, listed in enumerate(numbers):
        for one in listed:
            for name, value in one.traits.items():
                if name in names and value:
                    column.append(names[name])
                    data.append(value)
            ends.append(len(column))
            of.append(i)
            gives.append(one.gives)
    shape = (len(ends) - 1, len(names))
    made = sparse.csr_matrix((np.array(data), np.array(column), np.array(ends)), shape=shape)
    at = np.array(of)
    return Matrix(made, at, np.searchsorted(at, np.arange(len(numbers))), np.array(gives))


def softmax(weights: np.ndarray, of: Matrix) -> np.ndarray:
    """The chance of everything that a number may be."""
    score = of.traits @ weights
    score = np.exp(score - np.maximum.reduceat(score, of.starts)[of.of])
    return score / np.add.reduceat(score, of.starts)[of.of]


def fitted_traits(numbers: Numbers, names: Mapping[str, int], first: np.ndarray) -> np.ndarray:
    """The weights under which numbers are likeliest to be printed as they are, not far from the
    first."""
    made = matrix(numbers, names)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        chance = softmax(weights, made)
        joint = chance * made.gives
        whole = np.add.reduceat(joint, made.starts) + 1e-12
        slope = made.traits.T @ (chance - joint / whole[made.of])
        off = weights - first
        return float(RIDGE / 2 * off @ off - np.log(whole).sum()), slope + RIDGE * off

    return minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x


def likely(numbers: Numbers, weights: np.ndarray, names: Mapping[str, int]) -> list[list[float]]:
    """The chance of everything that each number may be."""
    made = matrix(numbers, names)
    chance = softmax(weights, made)
    return [
        chance[start : start + len(listed)].tolist()
        for start, listed in zip(made.starts, numbers, strict=True)
    ]


def fitted_evidence(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The weights of a ridge logistic regression, by Newton's method; the first is not shrunk."""
    scale = x.std(axis=0) + 1e-9
    middle = x.mean(axis=0)
    middle[0], scale[0] = 0.0, 1.0
    z = (x - middle) / scale
    weights = np.zeros(x.shape[1])
    shrunk = RIDGE_OF_EVIDENCE * (np.arange(x.shape[1]) > 0)
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(z @ weights, -30, 30)))
        slope = z.T @ (p - y) + shrunk * weights
        bend = (z * (p * (1 - p))[:, None]).T @ z + np.diag(shrunk)
        weights -= np.linalg.solve(bend + 1e-9 * np.eye(len(bend)), slope)
    plain = weights / scale
    plain[0] -= float(plain[1:] @ middle[1:])
    return plain
