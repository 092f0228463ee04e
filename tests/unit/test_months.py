"""Charts of monthly series: from where they are drawn."""

from __future__ import annotations

import pytest

from tests.made import series
from wardmote.briefing.sections.months import since_gap


@pytest.mark.parametrize(
    ("values", "drawn"),
    [
        ([5.0] + [None] * 20 + [3.0, 4.0, 6.0], 3),  # one month of years ago is left out
        ([5.0] + [None] * 20 + [3.0], 22),  # one point alone is no line
        ([5.0] + [None] * 12 + [3.0, 4.0], 15),  # a gap of a year is shown as one
        ([5.0] * 30 + [None] * 20 + [3.0, 4.0], 52),  # many months are not left out
        ([1.0] + [None] * 20 + [2.0] + [None] * 15 + [3.0, 4.0], 2),  # the last of two gaps
        ([1.0, 2.0, 3.0], 3),
    ],
)
def test_a_chart_begins_behind_a_gap_that_outlasts_what_is_before_it(
    values: list[float | None], drawn: int
) -> None:
    given = series(values)
    assert len(since_gap(given).observations) == drawn
