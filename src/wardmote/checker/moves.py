"""A change that a sentence tells, against what a workspace or the paper's own maker knows of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from wardmote.checker.cues import Cue, cues_of
from wardmote.checker.findings import Finding, Verdict
from wardmote.checker.matching import Ledger, Subject, periods_told, subject_of
from wardmote.checker.number import Number, Sort
from wardmote.checker.numbers import numbers_in
from wardmote.checker.periods import periods_in
from wardmote.language import figure_text, number_text, printed_interval
from wardmote.vocabulary import Direction, Figure, Period, PeriodKind, Quantity, Series, Style

MOVED = (Quantity.COUNT, Quantity.PERCENT, Quantity.CHANGE)
STYLES = {
    Style.CHANGE: Sort.COUNT,
    Style.PERCENT_CHANGE: Sort.PERCENT,
    Style.POINTS: Sort.POINTS,
}
TO_DATE = re.compile(r"\b(?:year to date|ytd|so far this year|this year so far)\b", re.IGNORECASE)
RARE = 0.02  # the chance by which a count may be borne out by another move than is meant
BOUND = re.compile(r"-(?:lower|upper)(?:-on)?$")
# Another comparison than that with a year before, or what is only wanted or awaited.
OTHER = re.compile(
    r"\b(?:will|shall|would|aim\w*|plan\w*|hope\w*|intend\w*|goal|ambition|next|since|"
    r"(?:month|quarter)[- ]on[- ](?:month|quarter)|(?:last|previous|preceding)\s+(?:month|quarter|"
    r"week|wave)|the month before|baseline|target|average|mean|forecast|expect\w*|group|peers?|"
    r"nationally)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Known:
    """A move that is known: between which values it lies, and how it was come to.

    `move` names it, so that its count and its percentage are known to be of one move.
    """

    low: float
    high: float
    text: str
    working: str
    sure: bool
    move: str


def moves(sentence: str, opening: str, ledger: Ledger) -> Iterator[Finding]:
    """The verdicts on the changes that a sentence tells of one measure and one time.

    A change over a period that is named is one on the same period a year before, or on the other
    period that is named; one without a period is that which the paper's maker found, where the
    sentence stands with its measure. Anything less sure is asked.
    """
    if OTHER.search(sentence):
        return
    subject = subject_of(sentence, opening, ledger, MOVED)
    if subject is None:
        return
    numbers = [n for n in numbers_in(sentence) if n.sort is not Sort.RANK]
    told = _told(cues_of(sentence, numbers))
    found = ""
    for sort in (Sort.COUNT, Sort.PERCENT, Sort.POINTS):
        cues = [c for c in told if c.number.sort is sort]
        known = _known(sentence, subject, sort, ledger) if len(cues) == 1 else []
        if found and any(k.move == found for k in known):
            # A count that is borne out says which move the percentage beside it is of.
            known = [replace(k, sure=True) for k in known if k.move == found]
        if known:
            yield _judged(sentence, cues[0], subject, known)
            held = next((k for k in known if _holds(cues[0], k)), None)
            found = held.move if held and cues[0].chance <= RARE else ""


def _told(cues: Sequence[Cue]) -> list[Cue]:
    """The changes that are told, with a percentage in brackets behind a change of counts."""
    found: list[Cue] = []
    for cue in cues:
        aside = cue.number.sort is Sort.PERCENT and re.search(r"\(\s*$", cue.before)
        if aside and found and not cue.change and cue.after.startswith(")"):
            found.append(replace(cue, change=True, direction=found[-1].direction))
        part = re.match(r"\s+(?:out\s+)?of\b", cue.after)
        if cue.change and not (cue.rate or cue.average or part or cue.number.spelt):
            found.append(cue)
    return found


def _judged(sentence: str, cue: Cue, subject: Subject, known: Sequence[Known]) -> Finding:
    spot = (cue.number.start, cue.number.end)
    held = next((k for k in known if _holds(cue, k)), None)
    one = held or known[0]
    told = f"{subject.words}, {subject.area.name}: {one.working}"
    if held:
        return Finding(Verdict.CONSISTENT, "change", sentence, one.text, told, spot)
    if subject.doubts or not all(k.sure for k in known):
        doubts = f" ({'; '.join(subject.doubts)})" if subject.doubts else ""
        why = f"it may be {told}, which gives {one.text}. Is that what is meant?{doubts}"
        return Finding(Verdict.UNVERIFIABLE, "change", sentence, one.text, why, spot)
    why = f"'{cue.number.text.strip()}' is printed; the figures have {one.text}: {told}"
    return Finding(Verdict.INCONSISTENT, "change", sentence, one.text, why, spot)


def _holds(cue: Cue, known: Known) -> bool:
    number: Number = cue.number
    exact = number.whole and known.low == known.high == round(known.low)
    number = number if exact else number.measured
    low, high = known.low, known.high
    way = cue.direction
    if way is None:
        sizes = (0.0 if low < 0 < high else min(abs(low), abs(high)), max(abs(low), abs(high)))
        low, high = sizes
    elif way is Direction.DOWN:
        low, high = -high, -low
    if number.value < 0:  # the sign says the way, which the direction has told already
        low, high = -high, -low
    return number.holds(low, high)


def _known(sentence: str, subject: Subject, sort: Sort, ledger: Ledger) -> list[Known]:
    periods = list(dict.fromkeys(periods_told(sentence)))
    made: list[Known] = []
    measures = subject.measures
    to_date = [m for m in measures if m.period is PeriodKind.YEAR_TO_DATE]
    if to_date and TO_DATE.search(sentence):
        measures = tuple(to_date)
    for measure in measures:
        for finding in ledger.findings:
            mine = finding.measure.id == measure.id and finding.area.slug == subject.area.slug
            if not mine or finding.category or not _of(finding.period, periods):
                continue
            sure = bool(periods) or measure.id in ledger.about or measures is not subject.measures
            made += [
                _from(f, measure.id, sure=sure) for f in finding.figures.values()
                if STYLES.get(f.style) is sort and not BOUND.search(f.method)
            ]  # fmt: skip
        series = ledger.facts.series(measure.id, subject.area.slug)
        if series is not None and periods:
            made += _computed(series, periods, sort)
            for title, earlier in ledger.facts.earlier(measure.id, subject.area.slug):
                made += _computed(earlier, periods, sort, f", by the release of {title}")
    if not periods and any(_absolute(p) for m in periods_in(sentence) for p in m.periods):
        return []  # a time is named that is not understood whole
    return made


def _absolute(period: str) -> bool:
    return period[0] != "@"


def _of(period: Period, periods: Sequence[Period]) -> bool:
    return not periods or period in periods


def _from(figure: Figure, measure: str, *, sure: bool) -> Known:
    decimals = 0 if figure.decimals is None else figure.decimals
    whole = figure.style is Style.CHANGE and not decimals
    low, high = printed_interval(figure.value, decimals, figure.hedge, whole=whole)
    move = f"{measure} {figure.period.id} found"
    return Known(low, high, figure_text(figure), figure.id, sure, move)


def _computed(
    series: Series, periods: Sequence[Period], sort: Sort, note: str = ""
) -> Iterator[Known]:  # fmt: skip
    for later, earlier in _pairs(periods):
        a, b = series.total(later), series.total(earlier)
        percent = series.measure.quantity is Quantity.PERCENT
        if a is None or b is None or (percent and not (series.at(later) and series.at(earlier))):
            continue
        if sort is Sort.POINTS and percent:
            value, text = a - b, f"{number_text(a - b, 1, signed=True)} percentage points"
        elif sort is Sort.COUNT and not percent:
            value, text = a - b, number_text(a - b, signed=True)
        elif sort is Sort.PERCENT and not percent and b:
            value = 100 * (a / b - 1)
            text = f"{number_text(value, 1, signed=True)}%"
        else:
            continue
        decimals = 1 if percent else 0
        yield Known(
            value, value, text,
            f"{number_text(a, decimals)} in {later.id}, {number_text(b, decimals)} in "
            f"{earlier.id}{note}",
            True, f"{series.measure.id} {later.id} {earlier.id}{note}",
        )  # fmt: skip


def _pairs(periods: Sequence[Period]) -> Iterator[tuple[Period, Period]]:
    """What a change over the periods may be a change between."""
    if len(periods) == 1:
        (one,) = periods
        yield one, one.years_before()
        if one.months == 1:
            yield one, Period.months_to(one.start - timedelta(days=1), 1)
    elif len(periods) == 2:
        earlier, later = sorted(periods)
        if earlier.months == later.months:
            yield later, earlier
