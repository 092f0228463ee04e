"""Two editions side by side: what was restated, and why; what is new, and what is gone."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from wardmote.analysis.peers import GAP
from wardmote.briefing.kept import (
    CorrectionRow,
    FigureRow,
    FindingRow,
    Kept,
    Point,
    PointKey,
    ReleaseRow,
)
from wardmote.language import day_text, translated
from wardmote.vocabulary import FigureName, Period, UserError

NOISE = 1e-9  # the share of a number that the order of an addition may move it by
MOST_NAMED = 3  # releases that a sentence names
# Methods whose intervals learn how much the whole series varies, and those that also learn
# from the same measure in other areas.
VARIES = ("percent-change", "average-change", "average-points", "contribution", "survey")
ENDS = ("-lower", "-upper")
FROM_OTHERS = ("forecast", "mean", "lower-limit", "upper-limit", "points", "run", "shift-")
OF_GROUP = ("peer-", "gap", "rank", "of")


class Why(StrEnum):
    """Why a number is not what it was."""

    REVISION = "revision"
    CORRECTION = "correction"
    METHOD = "method"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, with what it rests on in words."""

    why: Why
    detail: str


@dataclass(frozen=True, slots=True)
class Restated:
    """A figure that is not what it was."""

    then: FigureRow
    now: FigureRow
    reason: Reason

    @property
    def difference(self) -> float:
        """What it is now less what it was, in its unit."""
        return self.now.value - self.then.value

    @property
    def shown(self) -> bool:
        """Whether it is printed otherwise: a move may lie beneath the rounding."""
        return self.now.text != self.then.text


@dataclass(frozen=True, slots=True)
class Moved:
    """A series' value that is not what it was. `now.value` is None where it was withdrawn."""

    then: Point
    now: Point
    reason: Reason

    @property
    def difference(self) -> float | None:
        """What it is now less what it was; None where it was withdrawn."""
        if self.now.value is None or self.then.value is None:
            return None
        return self.now.value - self.then.value


@dataclass(frozen=True, slots=True)
class Said:
    """What was said then of a measure and period, and what is said now."""

    then: FindingRow
    now: FindingRow


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two editions, and how many figures both hold."""

    then: Kept
    now: Kept
    both: int
    restated: tuple[Restated, ...]
    new: tuple[FigureRow, ...]
    gone: tuple[FigureRow, ...]
    moved: tuple[Moved, ...]
    points_new: tuple[Point, ...]
    points_gone: tuple[Point, ...]
    said: tuple[Said, ...]

    @property
    def unprinted(self) -> tuple[Moved, ...]:
        """Values restated in the series that are not printed figures restated as well."""
        printed = {r.then.id for r in self.restated if r.shown}
        return tuple(m for m in self.moved if m.then.figure not in printed)

    @property
    def unexplained(self) -> int:
        """How many printed figures, and values printed or not, moved without an explanation."""
        printed = sum(r.shown and r.reason.why is Why.UNEXPLAINED for r in self.restated)
        return printed + sum(m.reason.why is Why.UNEXPLAINED for m in self.unprinted)


def compare(then: Kept, now: Kept) -> Comparison:
    """Compare an edition with another, figure by figure, value by value, finding by finding.

    Raises UserError when they are of different forces.
    """
    if then.pack.force != now.pack.force:
        raise UserError(
            f"{then.title} is of {then.pack.force} and {now.title} of {now.pack.force}: "
            "editions of one force can be compared"
        )
    pairs, gone, new = _matched(then.pack.figures, now.pack.figures)
    told = (Restated(a, b, _why_figure(a, b, then, now)) for a, b in pairs if _differ(a, b))
    moved, points_new, points_gone = _series(then, now)
    return Comparison(
        then, now, len(pairs), tuple(told), new, gone, moved, points_new, points_gone,
        tuple(_said(then, now)),
    )  # fmt: skip


def identity(figure: str) -> str:
    """A figure's id without the profile that it was judged by, which is method and may change.

    >>> identity("collisions/west-midlands/2014/mean/ptd-0.2.2")
    'collisions/west-midlands/2014/mean'
    """
    name = FigureName.parse(figure)
    if name.argument and not _is_period(name.argument):
        return figure.rpartition("/")[0]
    return figure


def learns_from_series(method: str) -> bool:
    """Whether a method's numbers depend on how much the whole series varies."""
    plain = method.removesuffix("-on")
    return plain == "chance" or (plain.startswith(VARIES) and plain.endswith(ENDS))


def _is_period(text: str) -> bool:
    try:
        Period.parse(text)
    except ValueError:
        return False
    return True


def _matched(
    then: Iterable[FigureRow], now: Iterable[FigureRow]
) -> tuple[list[tuple[FigureRow, FigureRow]], tuple[FigureRow, ...], tuple[FigureRow, ...]]:
    """Pairs by id, then by identity where that is one figure's alone; the rest gone and new."""
    left = {f.id: f for f in now}
    pairs: list[tuple[FigureRow, FigureRow]] = []
    over: list[FigureRow] = []
    for figure in then:
        found = left.pop(figure.id, None)
        if found is None:
            over.append(figure)
        else:
            pairs.append((figure, found))
    named: dict[str, list[FigureRow]] = {}
    for figure in left.values():
        named.setdefault(identity(figure.id), []).append(figure)
    gone: list[FigureRow] = []
    for figure in over:
        same = named.get(identity(figure.id), [])
        if len(same) == 1 and sum(identity(f.id) == identity(figure.id) for f in over) == 1:
            pairs.append((figure, left.pop(same[0].id)))
        else:
            gone.append(figure)
    return pairs, tuple(gone), tuple(left.values())


def _differ(then: FigureRow, now: FigureRow) -> bool:
    return then.text != now.text or then.unit != now.unit or _apart(then.value, now.value)


def _apart(one: float, other: float) -> bool:
    return not math.isclose(one, other, rel_tol=NOISE, abs_tol=NOISE)


def _why_figure(then: FigureRow, now: FigureRow, before: Kept, after: Kept) -> Reason:
    measure = then.measure.removesuffix(GAP)
    changed: list[str] = []
    if then.measure_version != now.measure_version:
        changed.append(_definition(then.measure_version, now.measure_version))
    if then.id != now.id:
        profiles = (f.id.rpartition("/")[2] for f in (then, now))
        changed.append("rule profile {}, now {}".format(*profiles))
    if (then.method, then.unit, then.decimals) != (now.method, now.unit, now.decimals):
        changed.append("it is worked out or printed in another way")
    grouped = then.measure.endswith(GAP) or then.method.startswith(OF_GROUP)
    groups = [k.pack.settings.peer_group for k in (before, after) if k.pack.settings]
    if grouped and len(groups) == 2 and groups[0] != groups[1]:
        changed.append("the most similar group has other members")
    parts = _releases(
        _behind(then, before), _behind(now, after), before, after
    )  # fmt: skip
    if not parts and then.method.startswith(FROM_OTHERS):
        others = [k.measures[measure].others for k in (before, after) if measure in k.measures]
        if len(set(others)) > 1:
            parts = translated("other areas, from which it learns, have other releases")
    return _reason(then.measure, then.area, then.period, changed, parts, before, after)


def _behind(figure: FigureRow, edition: Kept) -> frozenset[str]:
    """The releases that a figure rests on: its own, or its series' where it learns from them."""
    own = frozenset(figure.releases)
    if learns_from_series(figure.method):
        own |= edition.behind.get((figure.measure, figure.area), frozenset())
    return own


def _why_point(then: Point, now: Point, before: Kept, after: Kept) -> Reason:
    changed = [_definition(then.version, now.version)] if then.version != now.version else []
    key = then.measure, then.area
    ids = [
        frozenset({p.release}) if p.release else k.behind.get(key, frozenset())
        for p, k in ((then, before), (now, after))
    ]
    parts = _releases(ids[0], ids[1], before, after)
    return _reason(then.measure, then.area, then.period, changed, parts, before, after)


def _reason(
    measure: str,
    area: str,
    period: str,
    changed: list[str],
    releases: str,
    before: Kept,
    after: Kept,
) -> Reason:
    corrected = [c.reason for c in _corrections(before, after) if _bears(c, measure, area, period)]
    if corrected:
        return Reason(Why.CORRECTION, "; ".join(corrected))
    if changed:
        also = [translated("and {what}").format(what=releases)] if releases else []
        return Reason(Why.METHOD, "; ".join([*changed, *also]))
    if releases:
        return Reason(Why.REVISION, releases)
    return Reason(
        Why.UNEXPLAINED,
        translated("the same definition, method and releases gave another number: look into it"),
    )


def _definition(then: str, now: str) -> str:
    return translated("the definition changed from version {then} to {now}").format(
        then=then, now=now
    )


def _corrections(before: Kept, after: Kept) -> list[CorrectionRow]:
    """The corrections that one of the two editions alone knows."""
    then, now = before.pack.corrections, after.pack.corrections
    return [c for c in (*then, *now) if (c in then) != (c in now)]


def _bears(correction: CorrectionRow, measure: str, area: str, period: str) -> bool:
    return (
        correction.measure == measure.removesuffix(GAP)
        and correction.area == area
        and Period.parse(correction.period).overlaps(Period.parse(period))
    )


def _releases(
    then: frozenset[str], now: frozenset[str], before: Kept, after: Kept
) -> str:  # fmt: skip
    """What took the place of what; nothing where the releases are the same."""
    if then == now:
        return ""
    left = _named([before.releases[i] for i in sorted(then - now) if i in before.releases])
    came = _named([after.releases[i] for i in sorted(now - then) if i in after.releases])
    if left and came:
        return translated("{new} in place of {old}").format(new=came, old=left)
    if came:
        return translated("{new} came in addition").format(new=came)
    return (
        translated("{old} is no longer read").format(old=left)
        if left
        else translated("other releases")
    )


def _named(releases: list[ReleaseRow]) -> str:
    """The releases by title and edition date, the latest first."""
    order = sorted(releases, key=lambda r: (r.edition is None, r.edition, r.id), reverse=True)
    names = [f"{r.title or r.publication} ({_dated(r)})" for r in order]
    if len(names) > MOST_NAMED:
        more = len(names) - MOST_NAMED
        names = [*names[:MOST_NAMED], translated("{n} more").format(n=more)]
    if len(names) < 2:
        return "".join(names)
    return translated("{some} and {last}").format(some=", ".join(names[:-1]), last=names[-1])


def _dated(release: ReleaseRow) -> str:
    if release.edition is None:
        return translated("undated, {id}").format(id=release.id)
    return translated("edition of {day}, {id}").format(day=day_text(release.edition), id=release.id)


def _series(
    before: Kept, after: Kept
) -> tuple[tuple[Moved, ...], tuple[Point, ...], tuple[Point, ...]]:
    """Values moved or withdrawn, values new, values of periods that are not there any more."""
    if before.points is None or after.points is None:
        return (), (), ()
    moved: list[Moved] = []
    gone: list[Point] = []
    new: list[Point] = []
    for key in _keys(before, after):
        then, now = before.points.get(key), after.points.get(key)
        if then is None or then.value is None:
            if now is not None and now.value is not None:
                new.append(now)
        elif now is None:
            gone.append(then)
        elif now.value is None or _apart(then.value, now.value):
            moved.append(Moved(then, now, _why_point(then, now, before, after)))
    return tuple(moved), tuple(new), tuple(gone)


def _keys(before: Kept, after: Kept) -> list[PointKey]:
    keys = {*(before.points or {}), *(after.points or {})}
    return sorted(keys, key=lambda k: (k[0], k[1], Period.parse(k[2]).end, k[2]))


def _said(before: Kept, after: Kept) -> Iterator[Said]:
    """Findings of the same kind, measure and periods whose words changed."""
    told = {_finding_key(f): f for f in before.pack.findings}
    for now in after.pack.findings:
        then = told.get(_finding_key(now))
        if then is not None and then.text != now.text:
            yield Said(then, now)


def _finding_key(finding: FindingRow) -> tuple[str | None, ...]:
    f = finding
    return f.kind, f.measure, f.area, f.period, f.against, f.category
