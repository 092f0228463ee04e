"""A sentence against what a workspace knows: the value of its measure, there and then."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardmote.checker.cues import Cue, cues_of
from wardmote.checker.findings import Finding, Verdict
from wardmote.checker.matching import Ledger, Match, match_of
from wardmote.checker.moves import moves
from wardmote.checker.number import Number, Sort
from wardmote.checker.numbers import numbers_in
from wardmote.language import number_text
from wardmote.vocabulary import Period, Quantity, Series, Status


def against(sentence: str, opening: str, ledger: Ledger) -> Iterator[Finding]:
    """The verdicts on the levels, monthly averages and changes that a workspace can tell.

    Only a sure match gives a verdict; another is offered as a question. A number that an earlier
    release had is consistent with that release, which is named.
    """
    yield from moves(sentence, opening, ledger)
    match = match_of(sentence, opening, ledger)
    if match is None:
        return
    numbers = [n for n in numbers_in(sentence) if n.sort is not Sort.RANK]
    levels = [c for c in cues_of(sentence, numbers) if _is_level(c, match)]
    series = ledger.facts.series(match.measure.id, match.area.slug)
    for told in ([c for c in levels if not c.average], [c for c in levels if c.average]):
        if len(told) == 1 and series is not None:  # of two, one may be of a part
            yield _judged(sentence, told[0], match, series, ledger)


def _judged(sentence: str, cue: Cue, match: Match, series: Series, ledger: Ledger) -> Finding:
    spot = (cue.number.start, cue.number.end)
    kind = "average" if cue.average else "value"
    value = _value(series, match.period, cue)
    if value is None:
        why = f"it may be {match}, of which the workspace has no complete figure"
        return Finding(Verdict.UNVERIFIABLE, kind, sentence, "", why, spot)
    decimals = 0 if value == round(value) else 1
    computed = number_text(value, decimals) + ("%" if cue.number.sort is Sort.PERCENT else "")
    if not match.sure:
        why = f"it may be {match}: the workspace has {computed}. Is that what is meant?"
        return Finding(Verdict.UNVERIFIABLE, kind, sentence, computed, why, spot)
    state = _provisional(series, match.period)
    if _holds(cue.number, value):
        why = f"the workspace has {computed}: {match}{state}"
        return Finding(Verdict.CONSISTENT, kind, sentence, computed, why, spot)
    for title, earlier in ledger.facts.earlier(match.measure.id, match.area.slug):
        before = _value(earlier, match.period, cue)
        if before is not None and _holds(cue.number, before):
            why = (
                f"it matches the release of {title}, which had {number_text(before, decimals)}; "
                f"the latest has {computed}: {match}"
            )
            return Finding(Verdict.CONSISTENT, kind, sentence, computed, why, spot)
    why = (
        f"'{cue.number.text.strip()}' is printed; the workspace has {computed}, and no earlier "
        f"release has what is printed: {match}{state}"
    )
    return Finding(Verdict.INCONSISTENT, kind, sentence, computed, why, spot)


def _is_level(cue: Cue, match: Match) -> bool:
    wanted = Sort.PERCENT if match.measure.quantity is Quantity.PERCENT else Sort.COUNT
    part = bool(re.match(r"\s+(?:out\s+)?of\b", cue.after))
    return cue.number.sort is wanted and not (cue.change or cue.gap or cue.rate or part)


def _value(series: Series, period: Period, cue: Cue) -> float | None:
    """The value over a period: printed for it, or of all its parts; by the month where said."""
    exact = [o.value for o in series.observations if o.period == period]
    if exact:
        total = exact[0]
    elif series.measure.quantity is Quantity.PERCENT:
        return None
    else:
        inside = [o for o in series.observations if period.contains(o.period)]
        days = sum(o.period.days for o in inside)
        values = [o.value for o in inside if o.value is not None]
        total = sum(values) if days == period.days and len(values) == len(inside) else None
    if total is None or not cue.average:
        return total
    return total / period.months if cue.span == "month" and period.months else None


def _holds(number: Number, value: float) -> bool:
    measured = number if value == round(value) else number.measured
    cut = number.measured if number.whole else number
    return measured.holds(value, value) or (
        value != round(value) and cut.holds(value - 0.5, value)
    )  # fmt: skip


def _provisional(series: Series | None, period: Period) -> str:
    inside = [o for o in series.observations if period.contains(o.period)] if series else []
    unsure = {o.status for o in inside} & {Status.PROVISIONAL, Status.PARTIAL}
    return f" ({', '.join(sorted(s.value for s in unsure))})" if unsure else ""
