"""Findings and the sentences that they may become."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import Any

import pytest

from tests.made import AREA, MEASURE, series
from wardmote.analysis.change import change
from wardmote.analysis.shares import share_change
from wardmote.analysis.stated import Stated, stated_change
from wardmote.language import claim_text
from wardmote.narrative import WORDINGS, bullet, cell, sentence
from wardmote.vocabulary import (
    Category,
    Direction,
    Evidence,
    Figure,
    Finding,
    Hedge,
    Improvement,
    Kind,
    Nature,
    Observation,
    Period,
    Series,
    Style,
    figure_of,
)
from wardmote.vocabulary.series import Status

LATER, EARLIER = Period.parse("2015-01--2015-03"), Period.parse("2014-01--2014-03")


def quarter(first: list[float], second: list[float], **measure: Any) -> Series:
    """Two whole years whose first quarters are given; the other months are like them."""
    rest = [sum(first) / 3] * 9
    return series([*first, *rest, *second], **measure)


def stated(change_: Stated | None, percent: Stated | None) -> Finding:
    return stated_change(
        replace(MEASURE, title="Robbery", unit="offences"), AREA, LATER, EARLIER, change_, percent
    )


def test_a_rise_that_chance_rarely_gives_rose() -> None:
    found = change(quarter([100, 100, 100], [200, 200, 200]), LATER, EARLIER)
    assert claim_text(bullet(found)).startswith("Collisions rose 100.0%: 300 more collisions than")
    assert "rose from 300 in January to March 2014 to 600" in claim_text(sentence(found))


def test_a_fall_that_chance_often_gives_is_no_clear_change() -> None:
    found = stated(Stated(-31, -31, -31), Stated(-3.3, -3.35, -3.25, 1))
    assert found.evidence is Evidence.NO_CLEAR_CHANGE
    assert claim_text(bullet(found)) == (
        "Robbery, 31 fewer on about 940. "
        "Chance alone gives a fall this size about one time in four."
    )
    assert claim_text(cell(found)) == "No clear change. 31 fewer (−3.3%), on about 940"


def test_a_stated_rise_carries_the_words_of_its_source() -> None:
    found = stated(Stated(1200, 1200, 1260, hedge=Hedge.OVER), Stated(3.6, 3.55, 3.65, 1))
    assert claim_text(bullet(found)) == (
        "Robbery rose 3.6%: over 1,200 more offences on about 33,000."
    )
    assert claim_text(cell(found)) == "Rose. Over 1,200 more (+3.6%), on about 33,000"


def test_a_percentage_without_a_count_is_not_tested() -> None:
    found = stated(None, Stated(-25, -26.25, -25, hedge=Hedge.OVER))
    assert found.evidence is Evidence.NOT_TESTED
    assert "the source says over 25% lower and gives no count" in claim_text(bullet(found))


def test_enforcement_is_never_told_as_driving() -> None:
    found = change(quarter([100, 100, 100], [20, 20, 20], nature=Nature.ACTIVITY), LATER, EARLIER)
    assert "it counts what officers did, not how often it happened." in claim_text(bullet(found))


def test_a_small_base_is_named() -> None:
    found = change(quarter([10, 10, 10], [30, 30, 30]), LATER, EARLIER)
    assert "The base is small" in claim_text(bullet(found))


def test_from_nothing_there_is_no_percentage() -> None:
    found = change(series([0] * 12 + [9, 9, 9]), LATER, EARLIER)
    assert "percent" not in found.figures
    assert "%" not in claim_text(bullet(found))


def test_periods_that_share_days_are_refused() -> None:
    with pytest.raises(ValueError, match="share days"):
        change(series([1] * 24), Period.parse("2015"), Period.parse("2014-04--2015-03"))


def test_a_share_moves_in_points_never_in_per_cent() -> None:
    def part(values: tuple[float, float], category: Category | None) -> Series:
        return Series(
            MEASURE,
            AREA,
            tuple(
                Observation(Period.year(y), v, Status.FINAL)
                for y, v in zip((2014, 2015), values, strict=True)
            ),
            (),
            category,
        )

    found = share_change(
        part((8930, 611), Category("outcome", "Cancelled")),
        part((51102, 8121), None),
        Period.year(2015),
        Period.year(2014),
        Improvement.DECREASE,
    )
    text = claim_text(sentence(found))
    assert "fell from 17.5% in 2014 to 7.5% in 2015: 10.0 percentage points" in text
    assert not re.search(r"fell (by )?10\.0%", text)


def figures_for(kind: Kind) -> dict[str, Figure]:
    """A figure for every role that any wording may ask for."""
    roles = (
        *("later", "earlier", "change", "percent", "lower", "upper", "chance", "base", "value"),
        *("total", "average", "months", "points", "mean", "run", "part", "whole", "share"),
        *("later-part", "later-whole", "later-share", "earlier-part", "earlier-whole"),
        *("earlier-share", "later-rate", "earlier-rate", "later-mean", "earlier-mean", "moved"),
        *("gap", "rank", "of", "rank-lower", "rank-upper", "peer-mean", "peer-weighted-mean"),
        "rate:west-midlands",
        *("whole-percent", "size", "size-lower", "size-upper"),
        *("point", "lower80", "upper80", "lower95", "upper95"),
        *("beaten", "target", "missing", "partial", "provisional"),
        *("rises", "clear-rises", "compared"),
        *("people", "later-people", "earlier-people", "events", "silent"),
        *("excess", "excess-lower", "excess-upper", "incidents", "incidents-lower"),
        *("incidents-upper", "conversion", "conversion-lower", "conversion-upper"),
    )
    style = {"percent": Style.PERCENT_CHANGE, "change": Style.CHANGE, "chance": Style.CHANCE}
    return {
        role: figure_of(MEASURE, "west-midlands", LATER, 3.0, method=role,
                        style=style.get(role, Style.COUNT))
        for role in roles
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "evidence", "direction"), list(itertools.product(Kind, Evidence, Direction))
)
def test_every_kind_and_grade_has_wording(
    kind: Kind, evidence: Evidence, direction: Direction
) -> None:
    if evidence is Evidence.CLEAR and direction is Direction.LEVEL:
        return  # a clear finding always points somewhere
    if evidence is not Evidence.CLEAR and direction is not Direction.LEVEL:
        return  # and an unclear one nowhere
    finding = Finding(
        kind, MEASURE, AREA, LATER, evidence, direction, figures_for(kind), EARLIER,
        words={"tested": "chance alone", "rule": "shift", "profile": "ptd-0.2.2", "any": "any",
               "side": "below", "answer": "in step", "forces": "west-midlands",
               "each": "month", "assurance": "May meet or miss"},
    )  # fmt: skip
    for worded in (cell, bullet, sentence):
        text = claim_text(worded(finding))
        assert text
        assert "{" not in text
        if evidence is not Evidence.CLEAR:
            assert not re.search(r"\b(rose|fell|widened|narrowed)\b", text), text


def test_every_kind_is_in_the_registry() -> None:
    assert set(WORDINGS) == set(Kind)
