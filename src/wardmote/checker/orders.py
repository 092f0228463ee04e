"""Orders in a table: a place among others, the highest month, runs, and how many moved a way."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from wardmote.checker import periods as times
from wardmote.checker.arithmetic import Check
from wardmote.checker.axes import Axis, Line, Role
from wardmote.checker.bound import Beside, Bound, Checked, Span
from wardmote.checker.clause import ClaimKind, Said
from wardmote.checker.numbers import Number, Sort
from wardmote.checker.periods import MONTH_ORDER
from wardmote.checker.scene import Lines, Pick, Scene, Surety
from wardmote.vocabulary import Direction

LOW = re.compile(r"\b(?:lowest|smallest|fewest|quietest|least|bottom|slowest|shortest)\b", re.I)
HIGH = re.compile(
    r"\b(?:highest|largest|most|busiest|biggest|greatest|peak\w*|top|longest|heaviest)\b", re.I
)
NEAR = 40  # characters after a superlative within which its measure stands
GROWN = re.compile(r"\b(?:increase|rise|growth|gain|jump|upturn|change|improvement)s?\b", re.I)
SHRUNK = re.compile(r"\b(?:fall|reduction|drop|decrease|decline|cut)s?\b", re.I)
PERCENT = re.compile(r"\b(?:percentage|proportionate|proportional|per cent|relative|steepest|"
                     r"sharpest|fastest)\b|%", re.I)  # fmt: skip
ENDED = re.compile(r"\b(?:ending|ended|until|before|after|had|then|up to)\b", re.IGNORECASE)
SPANS = re.compile(r"\b(?:month|quarter|year|wave|week|period|point)s?\b", re.I)


def orders(beside: Beside) -> Bound:
    """The checks of a claim about an order."""
    said, scene, clause = beside.said, beside.scene, beside.clause
    if said.kind is ClaimKind.RANK:
        made = list(_ranks(said, scene, clause))
    elif said.kind is ClaimKind.RUN:
        made = list(_runs(said, scene, clause))
    elif said.kind is ClaimKind.TALLY:
        made = list(_tallies(said, scene))
    elif said.kind is ClaimKind.RANGE:
        made = list(_ranges(said, scene, clause))
    else:
        made = []
    told = made[0][1].working if made and made[0][0] else ""
    return Bound((), tuple(made), told, every=said.kind is ClaimKind.RANGE)


def _ranks(said: Said, scene: Scene, clause: Span) -> Iterator[Checked]:
    """The place of the line that is named, among the others of its axis."""
    bare = re.sub(r"\b(?:per|for every)\s+[\d,]+\s+\w+", "", said.text)
    unsure = re.search(r"\b(?:population|residents|households)\b", bare)
    for axis, subject, certain_of in _subjects(said, scene, clause):
        sure = certain_of and not unsure
        for values, certain in _measured(said, scene, clause, axis):
            if subject.at not in values or len(values) < 3:
                continue
            yield from _placed(said, values, subject, sure=sure and certain)
            return


def _placed(
    said: Said, values: dict[int, float], subject: Line, *, sure: bool
) -> Iterator[Checked]:
    own = values[subject.at]
    above = sum(v > own for v in values.values())
    below = sum(v < own for v in values.values())
    tied = sum(v == own for v in values.values()) - 1
    rank = said.parts.get("rank") or _one(said.word)
    from_top = Check(
        rank, above + 1, above + 1 + tied, f"{above} are higher: its place from the highest"
    )
    from_bottom = Check(
        rank, below + 1, below + 1 + tied, f"{below} are lower: its place from the lowest"
    )
    falling = SHRUNK.search(said.text) and not GROWN.search(said.text)
    if LOW.search(said.word):
        yield sure, from_top if falling else from_bottom
    elif HIGH.search(said.word):
        yield sure, from_bottom if falling else from_top
    else:  # which end is 1st is not said: wrong only where it is neither
        ends = (from_top, from_bottom)
        good = [c for c in ends if c.holds]
        yield (sure and not good, good[0] if good else from_top)
    of = said.parts.get("of")
    if of is not None and of.value < len(values):
        yield False, Check(of, len(values), len(values), "lines in the table")


def _one(word: str) -> Number:
    return Number(1, 1, 1, Sort.RANK, 0, 0, word, whole=True)


def _subjects(said: Said, scene: Scene, clause: Span) -> Iterator[tuple[Axis, Line, bool]]:
    """The line that is ranked, and its axis: a period where months or years are ranked."""
    spans = SPANS.search(said.text)
    timed = [a for a in scene.axes if a.timed]
    items = [a for a in scene.axes if not a.timed]
    found: list[tuple[Axis, Line, bool]] = []
    for axis in items:
        named = [m for m in scene.named[id(axis)] if clause[0] <= m.start < clause[1]]
        named = [m for m in named or scene.named[id(axis)] if m.line.role is Role.PLAIN]
        if named and axis is scene.rows:
            before = [m for m in named if m.start - clause[0] <= said.spot] or named
            found.append((axis, before[-1].line, before[-1].sure))
    by_time: list[tuple[Axis, Line, bool]] = []
    for axis in timed:
        wanted = frozenset(p for m in _near(said, scene, clause) for p in m)
        fit = [li for li in axis.plain if times.fits(li.periods, wanted)]
        ranked_months = any(p in MONTH_ORDER for li in axis.plain for p in li.periods)
        if len(timed) == 2 and not ranked_months:
            continue
        if len(fit) == 1:
            by_time.append((axis, fit[0], True))
    yield from by_time if spans and by_time else (found or by_time)


def _near(said: Said, scene: Scene, clause: Span) -> Iterator[frozenset[str]]:
    """The period nearest before what is claimed, else the nearest after it."""
    here = [m for m in scene.periods if clause[0] <= m.start < clause[1]] or scene.periods
    spot = clause[0] + said.spot
    kinds: set[str] = set()
    for mention in sorted(here, key=lambda m: (m.start > spot + 60, abs(m.start - spot))):
        own = {times.kind_of(p) for p in mention.periods}
        if not own & kinds:
            kinds |= own
            yield mention.periods


def _measured(
    said: Said, scene: Scene, clause: Span, axis: Axis
) -> Iterator[tuple[dict[int, float], bool]]:
    """The value of each line of an axis in what is ranked, and whether it is sure what is."""
    other = scene.columns if axis is scene.rows else scene.rows
    moved = GROWN.search(said.text) or SHRUNK.search(said.text)
    plain = [li for li in axis.lines if li.role is Role.PLAIN]
    if moved:
        made = _moves(scene, axis, other, plain, percent=bool(PERCENT.search(said.text)))
        if made:
            yield made, True
        if not PERCENT.search(said.text) and scene.columns is other:
            made = _moves(scene, axis, other, plain, percent=True)
            if made:
                yield made, False
        return
    number = next((n for r, n in said.parts.items() if r == "value"), None)
    span = (clause[0] + said.spot, clause[0] + said.spot)
    beside = [
        m.line
        for m in scene.named[id(other)]
        if m.line.role is Role.BASE and 0 <= m.start - span[0] <= NEAR
    ]
    meant = [Lines((li,), Surety.SURE) for li in beside]
    for lines in meant or scene.lines(other, span, clause, number):
        if lines.added:
            continue
        rated = re.search(r"\brates?\b|\bper\b", said.text)
        rates = [li for li in other.lines if li.role is Role.RATE]
        if rated and rates and not (set(lines.lines) & set(rates)):
            lines = Lines(tuple(rates[:1]), Surety.SURE if len(rates) == 1 else Surety.MAYBE)
        values = {}
        for line in plain:
            pair = Lines((line,), Surety.SURE), lines
            pick = scene.pick(*(pair if axis is scene.rows else pair[::-1]))
            if pick is not None:
                values[line.at] = pick.number.value
        if len(values) >= min(3, len(plain)):
            yield values, lines.surety is Surety.SURE


def _moves(
    scene: Scene, axis: Axis, other: Axis, plain: Sequence[Line], *, percent: bool
) -> dict[int, float]:
    """How much each line moved between the two points that the other axis has."""
    role = Role.PERCENT_CHANGE if percent else Role.CHANGE
    printed = [li for li in other.lines if li.role is role]
    found: dict[int, float] = {}
    ends = (other.series[0], other.series[-1]) if other.timed and len(other.series) > 1 else None
    for line in plain:
        spots = [
            (line.at, li.at) if axis is scene.rows else (li.at, line.at)
            for li in (printed[:1] or ends or ())
        ]
        cells = [scene.at[s].number.value for s in spots if s in scene.at]
        if len(printed) == 1 and cells:
            found[line.at] = cells[0]
        elif len(cells) == 2 and (cells[0] or not percent):
            found[line.at] = (cells[1] - cells[0]) / (cells[0] if percent else 1)
    return found if len(found) == len(plain) else {}


def _line_points(scene: Scene, clause: Span) -> Iterator[tuple[list[Pick], bool]]:
    """The points in time of the line that a clause names."""
    for axis, other in ((scene.rows, scene.columns), (scene.columns, scene.rows)):
        if not axis.timed or (other.timed and not any(
            p in MONTH_ORDER for li in axis.plain for p in li.periods)):  # fmt: skip
            continue
        for lines in scene.lines(other, clause, clause, None):
            if lines.added:
                continue
            picks = [
                pick
                for point in axis.series
                if (
                    pick := scene.pick(
                        *(
                            (Lines((point,), Surety.SURE), lines)
                            if axis is scene.rows
                            else (lines, Lines((point,), Surety.SURE))
                        )
                    )
                )
            ]
            if len(picks) > 2:
                yield picks, lines.surety is Surety.SURE


def _runs(said: Said, scene: Scene, clause: Span) -> Iterator[Checked]:
    """How many of the latest moves went the way that is said."""
    if said.direction is None:
        return
    sign = 1 if said.direction is Direction.UP else -1
    for picks, sure in _line_points(scene, clause):
        values = [p.number.value for p in picks]
        steps = [sign * (b - a) > 0 for a, b in itertools.pairwise(values)]
        run = next((i for i, ok in enumerate(steps[::-1]) if not ok), len(steps))
        told = said.parts.get("run")
        if told is None:  # each month of the table, or since one of it
            start = _since(scene, picks)
            span = steps[start:]
            all_of = Number(
                len(span), len(span), len(span), Sort.COUNT, 0, 0, said.word, whole=True
            )
            kept = sum(span)
            yield sure, Check(all_of, kept, kept, f"of {len(span)} moves went so")
            return
        sure = sure and not scene.periods and not ENDED.search(scene.sentence)
        most = run if told.sort is Sort.RANK and run < len(steps) else max(run, told.value)
        if told.sort is Sort.COUNT and run == len(steps) and told.value == run + 1:
            most = run + 1  # three months running, counted by their months
        low = run if told.sort is Sort.RANK or run < told.value else told.value
        low = min(low, most)
        if run < told.value:
            low = most = float(run) if run < len(steps) else most
        yield sure, Check(told, low, most, "moves in a row went so at the table's end")
        return


def _since(scene: Scene, picks: Sequence[Pick]) -> int:
    said = re.search(r"\b(?:since|from|after)\b", scene.sentence, re.IGNORECASE)
    if said is None:
        return 0
    for mention in scene.periods:
        if mention.start < said.start():
            continue
        for i, pick in enumerate(picks):
            labels = f"{pick.cells[0].row_label} {pick.cells[0].column_label}"
            own = frozenset(p for m in times.periods_in(labels, label=True) for p in m.periods)
            if times.fits(own, mention.periods):
                return min(i, len(picks) - 2)
    return 0


def _tallies(said: Said, scene: Scene) -> Iterator[Checked]:
    """How many of the lines moved the way that is said."""
    if said.direction is None:
        return
    sign = 1 if said.direction is Direction.UP else -1
    of = said.parts.get("of")
    for axis, other in ((scene.rows, scene.columns), (scene.columns, scene.rows)):
        plain = [li for li in axis.lines if li.role is Role.PLAIN]
        if (
            (axis.timed and len(other.series) != 2)
            or len(plain) < 2
            or (of is not None and of.value != len(plain))
        ):
            continue
        moves = _moves(scene, axis, other, plain, percent=False)
        moves = moves or _moves(scene, axis, other, plain, percent=True)
        if moves:
            count = sum(sign * v > 0 for v in moves.values())
            told = said.parts.get("tally") or said.parts["of"]
            sure = not other.timed or len(other.series) == 2
            yield sure, Check(told, count, count, f"of {len(plain)} lines of the table went so")
            return


def _spread(said: Said, scene: Scene, clause: Span) -> Iterator[tuple[list[float], bool]]:
    """The numbers that may be meant as all of a line: its months, else the lines of a column."""
    for picks, sure in _line_points(scene, clause):
        yield [p.number.value for p in picks], sure
    plain = [li for li in scene.rows.lines if li.role is Role.PLAIN]
    if not scene.rows.timed:
        low = said.parts["low"]
        for lines in scene.lines(scene.columns, clause, clause, low):
            cells = [scene.at[r.at, c.at] for r in plain for c in lines.lines
                     if (r.at, c.at) in scene.at]  # fmt: skip
            if len(cells) > 2 and not lines.added:
                yield [c.number.value for c in cells], lines.surety is Surety.SURE


def _ranges(said: Said, scene: Scene, clause: Span) -> Iterator[Checked]:
    """The lowest and the highest of a line."""
    low, high = said.parts["low"], said.parts["high"]
    if low.value > high.value:
        low, high = high, low
    for values, sure in _spread(said, scene, clause):
        yield sure, Check(low, min(values), min(values), "the lowest of the table's line")
        yield sure, Check(high, max(values), max(values), "the highest of the table's line")
        return
