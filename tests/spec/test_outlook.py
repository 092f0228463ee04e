"""What the next months should bring."""

from __future__ import annotations

import pytest

from tests.made import AREA, series
from wardmote.analysis.outlook import outlook
from wardmote.language import claim_text
from wardmote.narrative import sentence
from wardmote.vocabulary import Period, Quantity

MONTHS = [900.0, 850, 950, 980, 1010, 1050, 1080, 1060, 1000, 990, 930, 940]


def test_three_months_and_the_years_end() -> None:
    found = outlook(series([*MONTHS * 4, *MONTHS[:2]], "2011-01"), year_starts=4)
    assert found.period == Period.parse("2015-03--2015-05")
    assert found["point"].value == pytest.approx(950 + 980 + 1010, rel=0.05)
    year = found["year-point"]
    assert year.period == Period.parse("2014-04--2015-03")
    assert year.value == pytest.approx(sum(MONTHS), rel=0.01)  # one month of it is open
    assert found["lower95"].value <= found["lower80"].value <= found["upper80"].value
    text = claim_text(sentence(found))
    assert text.startswith("If things go on as they have until February 2015, collisions in March")
    assert "All of the 12 months to March 2015 should come to about" in text


def test_a_gap_in_the_year_leaves_its_end_open() -> None:
    values: list[float | None] = [*MONTHS * 4, *MONTHS[:2]]
    values[45] = None
    found = outlook(series(values, "2011-01"), year_starts=4)
    assert "point" in found.figures
    assert "year-point" not in found.figures


@pytest.mark.parametrize(
    ("values", "measure", "message"),
    [
        (MONTHS, {}, "12 known months, and a forecast needs 24"),
        (MONTHS * 3, {"quantity": Quantity.PERCENT}, "not a count"),
    ],
)
def test_what_cannot_be_forecast(
    values: list[float], measure: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        outlook(series(values, "2014-01", area=AREA, **measure))
