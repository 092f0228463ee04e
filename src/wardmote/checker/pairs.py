"""Two numbers of a table that are compared: by time, between groups, or with a target."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from wardmote.checker import periods as times
from wardmote.checker.axes import Axis, Role
from wardmote.checker.bound import Beside, Bound, Parts, Span, crossing, near, wholes
from wardmote.checker.changes import ASIDE
from wardmote.checker.forms import AIM
from wardmote.checker.numbers import Number, Sort
from wardmote.checker.periods import AFTER, BEFORE, MONTH_BEFORE, MONTH_ORDER
from wardmote.checker.scene import Lines, Pick, Surety, where, years_of

THAN = re.compile(
    r"\b(?:than|compared (?:with|to)|against|above|below|versus|vs?\.?|ahead of|behind|exceed\w*|"
    r"twice|double|treble|three times|between)\b",
    re.IGNORECASE,
)
YEARLY = re.compile(
    r"\b(?:year[- ]on[- ]year|on the year|than (?:in )?(?:the same|last year)|"
    r"same (?:month|period|quarter|three|five|time)|(?:last|previous|prior) year|"
    r"a year (?:earlier|ago|before)|the year before|corresponding)\b",
    re.IGNORECASE,
)
AIMED = re.compile(rf"\b{AIM}\b", re.IGNORECASE)


def pairs(beside: Beside) -> Bound:
    """The pairs that a change or a ratio may compare, the surest first."""
    found = [*_groups(beside), *_times(beside)]
    found.sort(key=lambda f: -f[0])
    parts: list[Parts] = []
    told = ""
    for surety, first, last in found[:200]:
        own = {"earlier": first.number, "later": last.number}
        close = all(near(n, own[r]) for r, n in beside.said.parts.items() if r in own) and (
            surety is Surety.SURE or any(r in own for r in beside.said.parts)
        )
        sure = surety is Surety.SURE or (surety is Surety.LIKELY and close)
        parts.append((sure, own))
        if sure and not told:
            told = _both(first, last)
    closed = bool(found) and found[0][0] >= Surety.MAYBE and beside.scene.firm
    return Bound((*parts, *_printed_changes(beside)), (), told, closed=closed)


def _sort(beside: Beside) -> Sort:
    """The sort of the numbers that are compared."""
    parts = beside.said.parts
    sort = next((parts[r].sort for r in ("later", "earlier") if r in parts), None)
    if sort is None:
        sort = Sort.PERCENT if "points" in parts else Sort.COUNT
    return Sort.PERCENT if sort in (Sort.SHARE, Sort.POINTS) else sort


def _anchor(beside: Beside) -> tuple[Number | None, Span]:
    parts = beside.said.parts
    for role in ("later", "earlier", "change", "percent", "points", "times"):
        if role in parts:
            return parts[role], beside.span(parts[role])
    return None, beside.clause


def _groups(beside: Beside) -> Iterator[tuple[Surety, Pick, Pick]]:
    """Two lines of one axis that are named and compared."""
    scene = beside.scene
    yield from _targets(beside)
    if not THAN.search(beside.text):
        return
    for axis, other in ((scene.rows, scene.columns), (scene.columns, scene.rows)):
        named = [
            m
            for m in scene.named[id(axis)]
            if beside.clause[0] <= m.start < beside.clause[1] and m.line.role is Role.PLAIN
        ]
        lines = list(dict.fromkeys(m.line for m in named))
        if axis.timed or len(lines) != 2:
            continue
        number, span = _anchor(beside)
        sorted_as = number if _sort(beside) is not Sort.PERCENT else None
        for across in scene.lines(other, span, beside.clause, sorted_as):
            pair = [scene.pick(*crossing(axis is scene.rows, line, across)) for line in lines]
            if pair[0] and pair[1] and pair[0].number.sort is _sort(beside):
                sure = across.surety if all(m.sure for m in named) else Surety.LIKELY
                yield sure, pair[1], pair[0]
                if beside.said.direction is None:
                    yield Surety.MAYBE, pair[0], pair[1]


def _targets(beside: Beside) -> Iterator[tuple[Surety, Pick, Pick]]:
    """What was reached and its target, where the table has both."""
    scene = beside.scene
    targets = [li for li in scene.columns.lines if li.role is Role.TARGET]
    reached = [li for li in scene.columns.plain if li.role is Role.PLAIN]
    if len(targets) != 1 or not AIMED.search(beside.text):
        return
    _, span = _anchor(beside)
    for rows in scene.lines(scene.rows, span, beside.clause, None):
        for column in reached:
            aim = scene.pick(rows, Lines((targets[0],), Surety.SURE))
            got = scene.pick(rows, Lines((column,), Surety.SURE))
            if aim and got:
                yield rows.surety if len(reached) == 1 else Surety.MAYBE, aim, got


def _times(beside: Beside) -> Iterator[tuple[Surety, Pick, Pick]]:
    """Two points in time of one line; a number beside another is not of two times."""
    kinds = {times.kind_of(p) for m in beside.scene.periods for p in m.periods - {AFTER}}
    if beside.said.word == ASIDE and not kinds:
        return
    for surety, points in _timelines(beside):
        named = _at(beside, points)
        yield from _moments(surety, points, named, beside)


def _timelines(beside: Beside) -> Iterator[tuple[Surety, list[Pick]]]:
    scene = beside.scene
    number, span = _anchor(beside)
    rows_timed, columns_timed = scene.rows.timed, scene.columns.timed
    if rows_timed and columns_timed:
        yield from _crossed(beside, span)
        return
    if not rows_timed and not columns_timed:
        return
    axis, other = (scene.rows, scene.columns) if rows_timed else (scene.columns, scene.rows)
    wanted = None if _sort(beside) is Sort.PERCENT and not rows_timed else number
    seen: set[tuple[int, ...]] = set()
    for lines in scene.lines(other, span, beside.clause, _level(beside, wanted)):
        key = tuple(li.at for li in lines.lines)
        if key in seen:
            continue
        seen.add(key)
        points = [
            replace(p, order=times.rank_of(t.periods), surety=lines.surety)
            for t in axis.series
            if (p := scene.pick(*crossing(not rows_timed, lines, Lines((t,), Surety.SURE))))
        ]
        points = _in_sort(beside, points, other)
        yearly = [] if _within(beside) else _years(beside, axis, lines, not rows_timed)
        if len(yearly) > 1:
            yield lines.surety, yearly
        if len(points) > 1:
            yield (Surety.MAYBE if len(yearly) > 1 else lines.surety), points


def _within(beside: Beside) -> bool:
    """Whether the sentence names months, quarters or waves."""
    kinds = {times.kind_of(p) for m in beside.scene.periods for p in m.periods}
    return bool(kinds & {"month", "quarter", "wave"}) or any(m.months for m in beside.scene.periods)


def _years(beside: Beside, axis: Axis, lines: Lines, flip: bool) -> list[Pick]:
    """Each whole year of an axis whose lines are quarters or months of years, added up."""
    if lines.added or _sort(beside) is not Sort.COUNT:
        return []
    years = years_of(axis)
    found = []
    for year, parts in years.items():
        pick = beside.scene.pick(*crossing(flip, lines, Lines(parts, Surety.SURE, added=True)))
        if pick is not None and len(pick.cells) == len(parts):
            periods = frozenset({year})
            found.append(
                replace(pick, order=times.rank_of(periods), surety=lines.surety, periods=periods)
            )
    return found


def _level(beside: Beside, number: Number | None) -> Number | None:
    """A number of the sort of the levels: a percentage change is one of counts."""
    if number is None:
        return None
    sort = _sort(beside)
    return number if number.sort is sort else replace(number, sort=sort)


def _crossed(beside: Beside, span: Span) -> Iterator[tuple[Surety, list[Pick]]]:
    """Years by months: the same months of two years, or two months of one."""
    scene = beside.scene
    months, years = scene.columns, scene.rows
    flipped = any(p in MONTH_ORDER for li in years.plain for p in li.periods)
    if flipped:
        months, years = years, months
    ranged = scene.range_of(months, beside.clause)
    named = {
        p
        for m in scene.periods
        for p in m.periods
        if p in MONTH_ORDER or times.kind_of(p) == "quarter"
    }
    if ranged:
        columns = [Lines(ranged, Surety.SURE, added=True)]
    elif named:
        fit = [li for li in months.plain if times.fits(li.periods, frozenset(named))]
        columns = [Lines((li,), Surety.SURE if len(fit) == 1 else Surety.MAYBE) for li in fit]
    else:
        columns = [Lines((li,), Surety.SURE) for li in months.totals[:1]]
        averages = [li for li in months.lines if li.role is Role.AVERAGE]
        if averages and "averag" in beside.text.lower():
            columns = [Lines(tuple(averages[:1]), Surety.SURE)]
        elif not columns:
            columns = [Lines(months.plain, Surety.LIKELY, added=True)]
    for column in columns:
        points = [
            replace(p, order=times.rank_of(y.periods))
            for y in years.series
            if (p := scene.pick(*crossing(not flipped, Lines((y,), Surety.SURE), column)))
            and len(p.cells) == len(column.lines)
        ]
        if len(points) > 1:
            yield column.surety, points
    if len(named) > 1 or ranged:
        for lines in scene.lines(years, span, beside.clause, None):
            points = [
                replace(p, order=times.rank_of(m.periods))
                for m in months.series
                if (p := scene.pick(*crossing(not flipped, lines, Lines((m,), Surety.SURE))))
            ]
            if len(points) > 1 and not lines.added:
                sure = Surety.MAYBE if ranged else lines.surety
                yield sure, points


def _in_sort(beside: Beside, points: list[Pick], items: Axis) -> list[Pick]:
    """Counts as shares of their total, where shares are compared."""
    if _sort(beside) is not Sort.PERCENT or any(p.number.sort is not Sort.COUNT for p in points):
        return points
    made = []
    for point in points:
        whole = next((w for _, w in wholes(beside.scene, point, items)), None)
        if whole is None or not whole.value:
            return []
        part = point.number
        low, high = 100 * part.low / whole.high, 100 * part.high / whole.low
        text = f"{part.text.strip()} of {whole.text.strip()}, {(low + high) / 2:.1f}%"
        share = Number((low + high) / 2, low, high, Sort.PERCENT, 0, 0, text)
        made.append(replace(point, number=share))
    return made


def _at(beside: Beside, points: Sequence[Pick]) -> list[int]:
    """The points that the clause's periods name, else the sentence's, in its order."""
    scene = beside.scene
    for span in (beside.clause, (0, len(scene.sentence))):
        found: list[int] = []
        for mention in scene.periods:
            if not span[0] <= mention.start < span[1]:
                continue
            sets = [mention.periods]
            if mention.months:
                sets = [
                    frozenset({m, *mention.periods})
                    for m in (mention.months[0], mention.months[-1])
                ]
            elif len({p for p in mention.periods if p in MONTH_ORDER}) == 2:
                sets = [frozenset({p}) for p in mention.periods if p in MONTH_ORDER]
            for wanted in sets:
                fit = [
                    i
                    for i, p in enumerate(points)
                    if times.fits(_periods(p), wanted) and len(p.cells) >= 1
                ]
                if len(fit) > 1 and {times.kind_of(p) for p in wanted} <= {"month", "quarter"}:
                    years = {p for m in scene.periods for p in m.periods}
                    own = [i for i in fit if _periods(points[i]) & years]
                    fit = (own or fit)[-1:]  # the latest, where no year is named
                if len(fit) == 1 and fit[0] not in found:
                    found.append(fit[0])
        if found:
            return found
    return []


def _printed_changes(beside: Beside) -> Iterator[Parts]:
    """The changes that the table prints itself, beside the line that is named."""
    scene, said = beside.scene, beside.said
    columns = {
        role: [li for li in scene.columns.lines if li.role is wanted]
        for role, wanted in (
            ("change", Role.CHANGE),
            ("percent", Role.PERCENT_CHANGE),
            ("points", Role.CHANGE),
        )
        if role in said.parts
    }
    if not columns or len(columns) < len(said.parts):
        return
    if any(len(lines) != 1 for lines in columns.values()):
        return
    alone = all(li.role is not Role.PLAIN for li in scene.columns.lines)
    anchor = next(iter(columns))
    for rows in scene.lines(scene.rows, beside.span(said.parts[anchor]), beside.clause, None):
        cells = {
            role: scene.pick(rows, Lines((lines[0],), Surety.SURE))
            for role, lines in columns.items()
        }
        picks = {role: p for role, p in cells.items() if p and len(p.cells) == 1}
        if len(picks) != len(columns) or (
            "points" in picks and picks["points"].number.sort is Sort.COUNT
        ):
            continue
        ways = {p.number.value > 0 for p in picks.values() if p.number.value}
        if said.direction and ways - {said.direction.value == "up"}:
            continue
        sure = alone and all(p.surety is Surety.SURE for p in picks.values())
        yield sure, {r: _sized(p.number, said.parts[r]) for r, p in picks.items()}


def _sized(cell: Number, printed: Number) -> Number:
    """A change of a table, without its sign where the words say it."""
    if printed.signed or cell.value >= 0:
        return cell
    return replace(cell, value=-cell.value, low=-cell.high, high=-cell.low)


def _periods(pick: Pick) -> frozenset[str]:
    if pick.periods:
        return pick.periods
    found: set[str] = set()
    for cell in pick.cells[:1] if len(pick.cells) == 1 else pick.cells:
        for label in (cell.row_label, cell.column_label):
            found |= {p for m in times.periods_in(label, label=True) for p in m.periods}
    return frozenset(found)


def _moments(
    surety: Surety, points: Sequence[Pick], named: Sequence[int], beside: Beside
) -> Iterator[tuple[Surety, Pick, Pick]]:
    """Which two of a line's points are compared, the surest first."""
    n = len(points)
    last = n - 1
    said = {p for m in beside.scene.periods for p in m.periods}
    sure: list[tuple[int, int, Surety]] = []
    if n == 2:
        sure = [(0, 1, Surety.SURE)]
    elif len(named) == 2 and re.search(r"\bthan\b", beside.text, re.IGNORECASE):
        yield surety, points[named[1]], points[named[0]]  # more in May than in June
    elif len(named) == 2:
        sure = [(min(named), max(named), Surety.SURE)]
    elif (
        len(named) == 1
        and (back := _year_before(points, named[0])) is not None
        and YEARLY.search(beside.scene.sentence)
    ):
        sure = [(back, named[0], Surety.SURE)]
    elif len(named) == 1:
        k = named[0]
        if re.search(r"\bsince\b", beside.scene.sentence, re.IGNORECASE) and k < last:
            sure = [(k, last, Surety.SURE)]
        elif k > 0:
            close = said & {BEFORE, MONTH_BEFORE}
            sure = [(k - 1, k, Surety.SURE if close else Surety.MAYBE)]
    elif not named and said & {BEFORE, AFTER, MONTH_BEFORE}:
        sure = [(last - 1, last, Surety.LIKELY)]
    for i, j, own in sure:
        yield min(surety, own), points[i], points[j]
    chosen = {(i, j) for i, j, _ in sure}
    if n > 40:
        return
    for j in range(n):
        for i in range(j):
            if (i, j) not in chosen and (not named or i in named or j in named):
                yield Surety.MAYBE, points[i], points[j]


def _year_before(points: Sequence[Pick], at: int) -> int | None:
    """The point of the same month or quarter a year before."""
    year, within, _ = points[at].order if points[at].order else (0, 0, 0)
    if not within:
        return None
    return next(
        (i for i, p in enumerate(points) if p.order and p.order[:2] == (year - 1, within)), None
    )


def _both(first: Pick, last: Pick) -> str:
    if len(first.cells) == len(last.cells) == 1 and first.number is first.cells[0].number:
        return where(first.cells[0], last.cells[0])
    return f"the table has {first.number.text.strip()} and {last.number.text.strip()}"
