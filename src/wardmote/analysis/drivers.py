"""What a change is made of: exact parts, each with what its own evidence allows."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analysis.change import change
from wardmote.vocabulary import (
    Category,
    Evidence,
    Figure,
    Finding,
    Kind,
    Period,
    Quantity,
    Series,
    Style,
    figure_of,
)

OTHERS = "other parts"
MOST_STEPS = 9  # parts that a waterfall can name
SMALLEST_SHARE = 0.5  # of the whole change, under which a part is not called its driver


def drivers(
    parts: Sequence[Series],
    whole: Series,
    later: Period,
    earlier: Period,
    *,
    rounded: bool = False,
) -> list[Finding]:
    """Each part's own change and the percentage points that it adds to the whole's change.

    The points of all parts add up to the whole's percentage change, for the parts add up to
    the whole: raises ValueError when they do not, or when a period is not wholly known. A
    part's evidence is that of its own change: one that chance could give is not told apart.
    Where numbers are `rounded` or withheld, the parts that are known need not add up.
    Largest parts of the change first.
    """
    before, after = whole.total(earlier), whole.total(later)
    if whole.measure.quantity is not Quantity.COUNT:
        raise ValueError(f"{whole.measure.id} is not a count")
    if before is None or after is None or before == 0:
        raise ValueError(f"{whole.measure.id}: {later.id} or {earlier.id} is not wholly known")
    known = [p for p in parts if p.total(later) is not None and p.total(earlier) is not None]
    sums = [sum(p.total(period) or 0.0 for p in known) for period in (earlier, later)]
    if sums != [before, after] and not rounded:
        raise ValueError(
            f"{whole.measure.id}: its parts add up to {sums[0]:g} and {sums[1]:g}, "
            f"not to {before:g} and {after:g}"
        )
    made = [_driver(part, whole, later, earlier, before, after) for part in known]
    return sorted(
        made, key=lambda f: (-abs(f["change"].value), f.category.value if f.category else "")
    )


def gathered(
    parts: Sequence[Finding], most: int, dimension: str
) -> tuple[list[Finding], Figure | None, int]:
    """The largest parts, what all the others together add to the change, and how many they are.

    `parts` are those of `drivers`, largest first. No more than `most` stand by themselves or,
    where there are others, one fewer beside them.
    """
    if len(parts) <= most:
        return list(parts), None, 0
    shown, rest = list(parts[: most - 1]), parts[most - 1 :]
    first = rest[0]
    releases = dict.fromkeys(r for p in rest for r in p["change"].releases)
    figure = figure_of(
        first.measure,
        first.area.slug,
        first.period,
        sum(p["change"].value for p in rest),
        method="others-change-on",
        argument=first.against.id if first.against else "",
        style=Style.CHANGE,
        releases=tuple(releases),
        category=Category(dimension, OTHERS),
    )
    return shown, figure, len(rest)


def _driver(
    part: Series, whole: Series, later: Period, earlier: Period, before: float, after: float
) -> Finding:
    own = change(part, later, earlier)
    moved = own["change"].value

    def figure(value: float, method: str, style: Style, series: Series = part) -> Figure:
        return figure_of(
            series.measure,
            series.area.slug,
            later,
            value,
            method=method,
            argument=earlier.id,
            style=style,
            decimals=0 if style is Style.CHANGE else 1,
            unit="" if style is Style.CHANGE else style.value,
            releases=series.sources(later, earlier),
            category=series.category,
        )

    total = after - before
    words = dict(own.words)
    base = own["earlier"].value
    ends = {
        f"points-{end}": figure(
            own[end].value * base / before, f"contribution-{end}-on", Style.POINTS
        )
        for end in ("lower", "upper")
        if end in own.figures
    }
    leads = total and moved / total >= SMALLEST_SHARE and own.evidence is Evidence.CLEAR
    if leads:
        words["leads"] = "leads"
    return Finding(
        Kind.DRIVER,
        part.measure,
        part.area,
        later,
        own.evidence,
        own.direction,
        {
            **own.figures,
            "points": figure(100 * moved / before, "contribution-on", Style.POINTS),
            **ends,
            "whole": figure(total, "change-on", Style.CHANGE, whole),
            "whole-percent": figure(
                100 * total / before, "percent-change-on", Style.PERCENT_CHANGE, whole
            ),
        },
        against=earlier,
        category=part.category,
        variation=own.variation,
        words=words,
        p=own.p,
    )
