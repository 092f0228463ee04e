"""Comparing two counts, also those of a whole country or of a budget."""

from __future__ import annotations

import pytest
from scipy.stats import binomtest, norm

from wardmote.analysis.counts import compare_counts


@pytest.mark.parametrize("later", [0, 3, 31, 44, 45, 46, 70, 120])
def test_the_chance_is_that_of_a_binomial_test(later: int) -> None:
    found = compare_counts(later, 46, 31, 30)
    peer = binomtest(later, later + 46, 31 / 61)
    assert found.p == pytest.approx(peer.pvalue, rel=1e-9)


def test_counts_of_hundreds_of_millions_are_compared_without_listing_their_outcomes() -> None:
    later, earlier = 210_000_000, 210_010_000
    by_the_normal = 2 * norm.cdf((later - earlier) / (later + earlier) ** 0.5)
    assert compare_counts(later, earlier).p == pytest.approx(by_the_normal, rel=1e-3)
