"""Is it the night-time economy? Whether a marker's share moved with the whole's change."""

from __future__ import annotations

from wardmote.analysis.change import CONVINCING, change
from wardmote.analysis.shares import share_change
from wardmote.vocabulary import (
    Direction,
    Evidence,
    Figure,
    Finding,
    Improvement,
    Kind,
    Period,
    Series,
    Style,
    figure_of,
)

MARKER_VALUES = {"yes", "no", "unknown"}
EXPLAINS, IN_STEP, AGAINST, NOTHING = "explains", "in step", "against", "nothing"


def marker_test(marked: Series, whole: Series, later: Period, earlier: Period) -> Finding:
    """Whether events that bear a marker (alcohol, public place) explain the whole's change.

    They explain some of it only when the whole clearly changed and their share clearly moved
    the same way; when their share stayed they moved in step with everything else. `excess` is
    how many more (or fewer) there were than at the earlier share, with the interval that the
    share's move leaves. `answer` in the words is `explains`, `in step`, `against` or `nothing`
    (the whole did not clearly change). A marker that is filled in more often looks like more of
    what it marks. Raises ValueError as `change` does.
    """
    total = change(whole, later, earlier)
    own = change(marked, later, earlier)
    moved = share_change(marked, whole, later, earlier, Improvement.NEUTRAL)
    now = moved["later-whole"].value

    def figure(value: float, method: str) -> Figure:
        return figure_of(
            marked.measure,
            marked.area.slug,
            later,
            value,
            method=f"{method}-on",
            argument=earlier.id,
            style=Style.CHANGE,
            unit=marked.measure.unit,
            releases=marked.sources(later, earlier),
            category=marked.category,
        )

    clear = moved.p is not None and moved.p < CONVINCING
    answer = IN_STEP
    if total.evidence is not Evidence.CLEAR:
        answer = NOTHING
    elif clear:
        answer = EXPLAINS if moved.direction is total.direction else AGAINST
    return Finding(
        Kind.MARKER,
        marked.measure,
        marked.area,
        later,
        Evidence.CLEAR if answer in (EXPLAINS, AGAINST) else Evidence.NO_CLEAR_CHANGE,
        moved.direction if answer in (EXPLAINS, AGAINST) else Direction.LEVEL,
        {
            **moved.figures,
            "change": own["change"],
            "whole": total["change"],
            "excess": figure(moved["points"].value / 100 * now, "excess"),
            "excess-lower": figure(moved["lower"].value / 100 * now, "excess-lower"),
            "excess-upper": figure(moved["upper"].value / 100 * now, "excess-upper"),
        },
        against=earlier,
        category=marked.category,
        words={"answer": answer},
        p=moved.p,
    )
