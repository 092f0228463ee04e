"""What was printed in the last paper and is no longer so, as rows for pack.json."""

from __future__ import annotations

from typing import Any

from wardmote.briefing.again import Since
from wardmote.briefing.compare import Restated, Why
from wardmote.narrative import method_order

GRAVITY = (Why.UNEXPLAINED, Why.CORRECTION, Why.METHOD, Why.REVISION)


def in_order(since: Since) -> list[Restated]:
    """Figures that are printed otherwise now: unexplained ones first, values before the rest."""
    shown = [r for r in since.comparison.restated if r.shown]
    return sorted(
        shown,
        key=lambda r: (
            GRAVITY.index(r.reason.why),
            method_order(r.then.method),
            r.then.measure,
            r.then.period,
            r.then.id,
        ),
    )


def since_row(since: Since) -> dict[str, Any]:
    """The last paper: its edition, workshop, day, and how many figures it printed."""
    pack = since.paper.pack
    return {
        "edition": since.paper.name,
        "workshop": pack.workshop,
        "dated": pack.dated.isoformat(),
        "figures": len(pack.figures),
    }


def restated_rows(since: Since) -> list[dict[str, Any]]:
    """Every figure restated since; without `now` those that cannot be computed any more."""
    rows: list[dict[str, Any]] = [
        {
            "figure": r.then.id,
            "measure": r.then.measure,
            "area": r.then.area,
            "period": r.then.period,
            "then": r.then.text,
            "now": r.now.text,
            "difference": r.difference,
            "why": r.reason.why.value,
            "detail": r.reason.detail,
        }
        for r in in_order(since)
    ]
    rows += [
        {
            "figure": f.id,
            "measure": f.measure,
            "area": f.area,
            "period": f.period,
            "then": f.text,
            "now": None,
            "difference": None,
            "why": Why.UNEXPLAINED.value,
            "detail": "it cannot be computed from what is loaded now",
        }
        for f in since.comparison.gone
    ]
    return rows
