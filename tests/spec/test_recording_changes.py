"""A change of recording breaks the baseline: what stood before is no yardstick for what follows."""

from __future__ import annotations

from datetime import date

import pytest

from tests.made import series
from wardmote.analysis.signals import NoLimitsError, recording_breaks, signal
from wardmote.analysis.spc import PROFILES
from wardmote.document.chart import Mark, Process, Width, draw
from wardmote.vocabulary import Annotation, AnnotationKind, Series, figure_of

CHANGED = (Annotation(AnnotationKind.RECORDING, "counted anew", date(2016, 1, 1)),)
VALUES = [100.0, 104.0, 97.0, 101.0] * 6 + [150.0, 154.0, 147.0, 151.0] * 6


def stepped(annotations: tuple[Annotation, ...]) -> Series:
    return series(VALUES, annotations=annotations)


@pytest.mark.parametrize("profile", ["ptd-0.2.2", "wardmote"])
def test_limits_and_rules_start_again(profile: str) -> None:
    with_change = signal(stepped(CHANGED), PROFILES[profile])
    without = signal(stepped(()), PROFILES[profile])
    assert [len(p.points) for p in with_change.chart.phases] == [24, 24]
    assert not any(p.special_cause for p in with_change.chart.points)
    assert len(without.chart.phases) == 1
    usual = sum(VALUES[24:]) / 24
    nearer, farther = (abs(s.chart.points[24].mean - usual) for s in (with_change, without))
    assert nearer < 10 < farther


def test_the_change_of_another_force_breaks_nothing() -> None:
    elsewhere = (Annotation(AnnotationKind.RECORDING, "x", date(2016, 1, 1), "merseyside"),)
    assert recording_breaks(stepped(elsewhere)) == []
    process = (Annotation(AnnotationKind.PROCESS, "x", date(2016, 1, 1)),)
    assert recording_breaks(stepped(process)) == []


def test_too_few_months_since_the_change_have_no_limits() -> None:
    late = (Annotation(AnnotationKind.RECORDING, "x", date(2017, 10, 1)),)
    with pytest.raises(NoLimitsError, match="too few points since recording changed"):
        signal(stepped(late), PROFILES["wardmote"])


def test_the_drawn_line_breaks_where_recording_changed() -> None:
    made = stepped(())
    marks = tuple(
        Mark(
            o.period,
            figure_of(made.measure, "west-midlands", o.period, o.value or 0.0),
            phase=1 if i < 24 else 2,
        )
        for i, o in enumerate(made.observations)
    )
    whole = draw(Process(tuple(Mark(m.period, m.value) for m in marks)), Width.WIDE, "c")
    broken = draw(Process(marks), Width.WIDE, "c")
    assert broken.count('stroke-width="2.1"') == whole.count('stroke-width="2.1"') + 1
