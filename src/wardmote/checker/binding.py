"""Which numbers of a table a claim is about, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from wardmote.checker.arithmetic import Check, average_check, rate_check
from wardmote.checker.axes import Axis, Line, Role
from wardmote.checker.bound import Beside, Bound, Checked, Parts, Span, crossing, near, wholes
from wardmote.checker.clause import ClaimKind, Said
from wardmote.checker.grid import Grid
from wardmote.checker.numbers import Number, Sort
from wardmote.checker.orders import orders
from wardmote.checker.pairs import pairs
from wardmote.checker.periods import MONTH_ORDER, fits
from wardmote.checker.scene import Lines, Pick, Scene, Surety, where
from wardmote.vocabulary import Hedge

LEFT_OUT = re.compile(
    r"\b(?:leaving aside|excluding|excludes?|apart from|other than|except|not counting|aside from|"
    r"discounting)\b",
    re.IGNORECASE,
)
BOTH = re.compile(r"\b(?:both|each of the two)\b", re.IGNORECASE)
DERIVED = re.compile(
    r"\b(?:averag\w*|mean|median|share|proportion|target|budget|forecast|expected|predicted|"
    r"estimated|national\w*|regional\w*|elsewhere)\b",
    re.IGNORECASE,
)
UNITS = re.compile(
    r"\s*[-–]?(minutes?|seconds?|hours?|days?|weeks?|years?|miles?|officers?|staff|pounds?|mph)\b",
    re.IGNORECASE,
)


def bind(said: Said, sentence: str, grid: Grid) -> Bound:
    """The numbers of a table that a claim speaks of, by the words and periods about each.

    Numbers by role, and checks, each with whether it is sure: what is not sure can bear a claim
    out and cannot call it wrong.
    """
    if not grid.cells:
        return Bound()
    scene = Scene(sentence, grid)
    found = replace(_bound(Beside(said, scene)), named=scene.about)
    if (grid.given or scene.firm) and not LEFT_OUT.search(sentence):
        return found
    # A table of a paper may be about another thing: it bears out, and does not call wrong.
    return replace(
        found,
        parts=tuple((False, p) for _, p in found.parts),
        checks=tuple((False, c) for _, c in found.checks),
    )


def _bound(beside: Beside) -> Bound:
    kind = beside.said.kind
    if kind in (ClaimKind.CHANGE, ClaimKind.RATIO):
        return pairs(beside)
    if kind is ClaimKind.SHARE:
        return _shares(beside)
    if kind is ClaimKind.AVERAGE:
        return Bound((), tuple(_averages(beside)))
    if kind is ClaimKind.RATE:
        return Bound((), tuple(_rates(beside)))
    if kind in (ClaimKind.TOTAL, ClaimKind.VALUE):
        return _values(beside)
    return orders(beside)


def _values(beside: Beside) -> Bound:
    (_, number), *_ = beside.said.parts.items()
    picks = beside.scene.picks(number, beside.span(number), beside.clause)
    made = [
        (_sure(p, number), Check(number, p.number.low, p.number.high, p.where))
        for p in picks
        if _sorted_alike(number, p.number)
    ]
    alone = len(beside.scene.numbers_of(beside.clause)) == 1
    if BOTH.search(beside.text) and len(made) == 2 and alone:
        return Bound((), tuple((True, c) for _, c in made), "", every=True)
    if _elsewhere(beside, number) or (beside.said.soft and DERIVED.search(beside.text)):
        made = [(False, c) for _, c in made]
    return Bound((), tuple(made), made[0][1].working if made and made[0][0] else "")


def _elsewhere(beside: Beside, number: Number) -> bool:
    """Whether a number stands anywhere in the table, or is of another unit."""
    if number.hedge is Hedge.NONE and any(
        number.holds(c.number.low, c.number.high) for c in beside.scene.grid.cells
    ):
        return True
    after = beside.scene.sentence[beside.span(number)[1] :]
    unit = UNITS.match(after)
    labels = " ".join(li.label for axis in beside.scene.axes for li in axis.lines)
    return unit is not None and unit[1].lower()[:3] not in labels.lower()


def _shares(beside: Beside) -> Bound:
    """A part and its whole, or the share itself where the table prints shares."""
    scene, parts = beside.scene, beside.said.parts
    share = parts.get("share") or parts.get("part")
    if share is None:
        return Bound()
    anchor = parts.get("part") or share
    checks: list[Checked] = []
    found: list[Parts] = []
    told = ""
    for pick in scene.picks(share, beside.span(share), beside.clause):
        if pick.number.sort is Sort.PERCENT and "share" in parts:
            sure = pick.surety is Surety.SURE and "whole" not in parts
            checks.append((sure, Check(share, pick.number.low, pick.number.high, pick.where)))
    as_count = replace(anchor, sort=Sort.COUNT)
    for pick in scene.picks(as_count, beside.span(anchor), beside.clause):
        if pick.number.sort is not Sort.COUNT:
            continue
        for axis in scene.axes:
            for sure, whole in wholes(scene, pick, axis):
                surely = sure and pick.surety is Surety.SURE and not checks
                if axis.timed and not _named_by_period(axis, pick, scene):
                    surely = False
                if surely and not told:
                    told = f"{pick.where}, of {whole.text.strip()}"
                found.append((surely, {"part": pick.number, "whole": whole}))
        found += [
            (False, {"part": pick.number, "whole": whole_pick.number})
            for whole_pick in _other(beside, pick)
        ]
    return Bound(tuple(found), tuple(checks), told)


def _other(beside: Beside, pick: Pick) -> Iterator[Pick]:
    """Other named lines of which the part may be a part."""
    scene = beside.scene
    if len(pick.cells) != 1:
        return
    cell = pick.cells[0]
    for axis in scene.axes:
        for named in scene.named[id(axis)]:
            spot = (named.line.at, cell.column) if axis is scene.rows else (
                cell.row, named.line.at)  # fmt: skip
            other = scene.at.get(spot)
            if other is not None and other is not cell:
                yield Pick(other.number, Surety.MAYBE, where(other), (other,))


def _averages(beside: Beside) -> Iterator[Checked]:
    scene = beside.scene
    number = beside.said.parts["average"]
    span = beside.span(number)
    spared = number.measured
    for pick in scene.picks(replace(number, sort=Sort.COUNT), span, beside.clause):
        roles = {_line_of(scene.columns, c.column).role for c in pick.cells}
        roles |= {_line_of(scene.rows, c.row).role for c in pick.cells}
        sure = pick.surety is Surety.SURE
        if Role.AVERAGE in roles and len(pick.cells) == 1:
            yield sure, Check(spared, pick.number.low, pick.number.high, pick.where)
        elif len(pick.cells) > 1:
            count = float(len(pick.cells))
            yield sure, average_check(spared, pick.number, count)
        elif len(pick.cells) == 1:
            yield False, average_check(spared, pick.number, 12.0)
            yield False, Check(spared, pick.number.low, pick.number.high, pick.where)
    yield from _means(beside, spared, span)


def _means(beside: Beside, number: Number, span: Span) -> Iterator[Checked]:
    """The mean over a line's own cells: over its months, or over the areas of a column."""
    scene = beside.scene
    for axis, other in ((scene.columns, scene.rows), (scene.rows, scene.columns)):
        plain = Lines(axis.plain, Surety.SURE, added=True)
        months = all(any(p in MONTH_ORDER for p in li.periods) for li in axis.plain)
        for lines in scene.lines(other, span, beside.clause, number):
            if lines.added:
                continue
            pick = scene.pick(*crossing(other is scene.rows, lines, plain))
            if pick is None or len(pick.cells) < 2:
                continue
            ranged = scene.range_of(axis, beside.clause)
            sure = months and not ranged and lines.surety is Surety.SURE and axis.timed
            yield sure, average_check(number, pick.number, float(len(pick.cells)))


def _rates(beside: Beside) -> Iterator[Checked]:
    scene = beside.scene
    number = beside.said.parts["rate"]
    span = beside.span(number)
    for pick in scene.picks(number, span, beside.clause, Role.RATE):
        roles = {_line_of(scene.columns, c.column).role for c in pick.cells}
        sure = pick.surety is Surety.SURE and (
            Role.RATE in roles or not any(li.role is Role.BASE for li in scene.columns.lines)
        )
        yield sure, Check(number, pick.number.low, pick.number.high, pick.where)
    bases = [li for li in scene.columns.lines if li.role is Role.BASE]
    counted = [li for li in scene.columns.plain if li.role is Role.PLAIN]
    if len(bases) == 1 and beside.said.word:
        rated = any(li.role is Role.RATE for li in scene.columns.lines)
        for rows in scene.lines(scene.rows, span, beside.clause, None):
            base = scene.pick(rows, Lines((bases[0],), Surety.SURE))
            for column in counted:
                count = scene.pick(rows, Lines((column,), Surety.SURE))
                if base and count and base.number.value:
                    made = rate_check(
                        {"rate": number, "count": count.number, "population": base.number},
                        float(beside.said.word),
                    )
                    sure = rows.surety is Surety.SURE and len(counted) == 1 and not rated
                    yield sure, made


def _named_by_period(axis: Axis, pick: Pick, scene: Scene) -> bool:
    """Whether a sentence names the period of a number, so that it may be a share of the year."""
    said = frozenset(p for m in scene.periods for p in m.periods)
    at = {(c.row if axis is scene.rows else c.column) for c in pick.cells}
    return any(fits(li.periods, said) for li in axis.lines if li.at in at) and not any(
        a.totals for a in scene.axes if a is not axis
    )


def _line_of(axis: Axis, at: int) -> Line:
    return next(li for li in axis.lines if li.at == at)


def _sure(pick: Pick, number: Number) -> bool:
    return pick.surety is Surety.SURE or (
        pick.surety is Surety.LIKELY and near(number, pick.number)
    )


def _sorted_alike(printed: Number, cell: Number) -> bool:
    shares = (Sort.PERCENT, Sort.SHARE)
    return (printed.sort in shares) == (cell.sort in shares)
