"""No label of any chart covers another or leaves its drawing, whatever the data."""

from __future__ import annotations

import random
from itertools import combinations
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts import MADE, labels_of
from wardmote.document.chart import Width, draw
from wardmote.document.chart.nodes import Chart


def test_every_kind_of_chart_is_made() -> None:
    assert set(MADE) == set(get_args(Chart))


@pytest.mark.parametrize("width", list(Width))
@pytest.mark.parametrize("kind", list(MADE))
@settings(max_examples=60)
@given(seed=st.integers(0, 10**6))
def test_labels_do_not_overlap_and_stay_inside(kind: type, width: Width, seed: int) -> None:
    svg = draw(MADE[kind](random.Random(seed)), width, "c")
    tall = float(svg.partition('viewBox="')[2].split('"')[0].split()[3])
    labels = labels_of(svg)
    assert labels
    covering = [(a.words, b.words) for a, b in combinations(labels, 2) if a.overlaps(b)]
    assert covering == []
    outside = [
        t.words for t in labels
        if t.left < -1 or t.right > width.value + 1 or t.top < -1 or t.bottom > tall + 1
    ]  # fmt: skip
    assert outside == []
