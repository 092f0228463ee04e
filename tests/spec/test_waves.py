"""Survey waves: percentages with the people asked."""

from __future__ import annotations

from datetime import date

import pytest

from tests.made import AREA, series
from wardmote.analysis.signals import signal
from wardmote.analysis.spc import PROFILES
from wardmote.analysis.waves import between_waves, compare_waves, wave
from wardmote.language import claim_text
from wardmote.narrative import sentence
from wardmote.vocabulary import (
    Annotation,
    AnnotationKind,
    Evidence,
    Observation,
    Period,
    Quantity,
    Series,
)


def quarters(values: list[float], **measure: object) -> Series:
    made = series([1.0], "2012-01", area=AREA, **measure)
    periods = [
        Period.months_from(date(2012 + i // 4, i % 4 * 3 + 1, 1), 3) for i in range(len(values))
    ]
    observations = tuple(Observation(p, v) for p, v in zip(periods, values, strict=True))
    return Series(made.measure, AREA, observations, ("release",))


def confidence(values: list[float], **more: object) -> Series:
    return quarters(values, quantity=Quantity.PERCENT, unit="per cent", title="Confidence", **more)


STEADY = [70.0, 71, 70, 69, 70, 72, 70, 71, 69, 70, 71, 70]


def test_a_wave_carries_its_people_and_interval() -> None:
    """85 of 100: Wilson's interval is 76.7 to 90.7 %."""
    found = wave(
        confidence([85.0]), quarters([100.0], unit="people"), Period.parse("2012-01--2012-03")
    )
    assert found["lower"].value == pytest.approx(76.72, abs=0.01)
    assert found["upper"].value == pytest.approx(90.69, abs=0.01)
    assert "85.0% of 100 people asked in January to March 2012" in claim_text(sentence(found))


def test_a_small_move_among_few_people_is_no_clear_change() -> None:
    found = compare_waves(
        confidence([83.0, 85.1]), quarters([400.0, 412.0]),
        Period.parse("2012-04--2012-06"), Period.parse("2012-01--2012-03"),
    )  # fmt: skip
    assert found.evidence is Evidence.NO_CLEAR_CHANGE
    assert "+2.1 percentage points" in claim_text(sentence(found))


def test_stretches_are_pooled_by_their_people() -> None:
    """Process average against a baseline: (70 x 100 + 80 x 300) / 400 is 77.5."""
    found = compare_waves(
        confidence([60.0, 70.0, 80.0]), quarters([500.0, 100.0, 300.0]),
        Period.parse("2012-04--2012-09"), Period.parse("2012-01--2012-03"),
    )  # fmt: skip
    assert found["later"].value == pytest.approx(77.5)
    assert found["later-people"].value == 400
    assert found.evidence is Evidence.CLEAR


def test_waves_that_vary_widely_widen_the_test() -> None:
    wild = [60.0, 75, 62, 78, 61, 74, 63, 77, 60, 76, 62, 79]
    people = quarters([1000.0] * 12)
    assert between_waves(confidence(STEADY), people) == 1.0
    assert between_waves(confidence(wild), people) > 5
    later, earlier = Period.parse("2014-10--2014-12"), Period.parse("2014-07--2014-09")
    assert compare_waves(confidence(wild), people, later, earlier).evidence is (
        Evidence.NO_CLEAR_CHANGE
    )


def test_changed_questions_are_not_compared() -> None:
    changed = (Annotation(AnnotationKind.RECORDING, "New questionnaire", date(2013, 1, 1)),)
    with pytest.raises(ValueError, match="what is asked changed on 2013-01-01"):
        compare_waves(
            confidence(STEADY, annotations=changed), quarters([500.0] * 12),
            Period.parse("2013-01--2013-03"), Period.parse("2012-01--2012-03"),
        )  # fmt: skip


def test_too_few_people_are_too_few_to_say() -> None:
    found = compare_waves(
        confidence([50.0, 90.0]), quarters([20.0, 20.0]),
        Period.parse("2012-04--2012-06"), Period.parse("2012-01--2012-03"),
    )  # fmt: skip
    assert found.evidence is Evidence.TOO_FEW


def test_limits_follow_the_people_asked() -> None:
    people = quarters([1000.0] * 11 + [100.0])
    found = signal(confidence(STEADY), PROFILES["wardmote"], people=people)
    wide, narrow = found.chart.points[-1], found.chart.points[0]
    assert wide.upper - wide.lower > 2.5 * (narrow.upper - narrow.lower)
    assert "all 12 waves are within the usual range" in claim_text(sentence(found.finding))
    jump = signal(
        confidence([*STEADY[:-1], 80.0]), PROFILES["wardmote"], people=quarters([1000.0] * 12)
    )
    assert jump.finding.evidence is Evidence.CLEAR
