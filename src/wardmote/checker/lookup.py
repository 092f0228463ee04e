"""Which cells of a table a claim speaks of, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import replace

from wardmote.checker.arithmetic import Check, average_check
from wardmote.checker.bound import (
    AVERAGES,
    DERIVED,
    MONTH_ORDER,
    TOTALS,
    Bound,
    counts,
    of_month,
    order,
    summed,
)
from wardmote.checker.claims import ClaimKind, Said
from wardmote.checker.grid import Cell, Grid, every_word, periods_of, words_of
from wardmote.checker.numbers import MONTHS, Number, Sort
from wardmote.checker.orders import ranks, runs

RANGE = re.compile(
    rf"\b(?:between|from)?\s*{MONTHS}(?:\s+\d{{4}})?\s*(?:to|and|–|-)\s*{MONTHS}\b|\bquarter\b|"
    r"\b(?:first|last|latest) (?:\w+ )?months\b",
    re.IGNORECASE,
)
SURE = 0.5  # share of a row's words that the claim must name


def bind(said: Said, sentence: str, grid: Grid) -> Bound:
    """The cells that a claim speaks of, by the words and periods of its clause and sentence."""
    line, sure = _line(said, sentence, grid)
    # Months from one to another are added up, which the cells of single months do not tell.
    sure = sure and not (RANGE.search(sentence) and any(of_month(c) for c in line))
    if said.kind is ClaimKind.CHANGE or said.kind is ClaimKind.RATIO:
        return _pairs(said, sentence, grid, line, sure=sure)
    if said.kind is ClaimKind.SHARE:
        return _shares(said, sentence, grid, line, sure=sure)
    if said.kind is ClaimKind.AVERAGE:
        return _averages(said, sentence, line, sure=sure)
    if said.kind in (ClaimKind.TOTAL, ClaimKind.VALUE, ClaimKind.RATE):
        return _values(said, sentence, line, sure=sure)
    if said.kind is ClaimKind.RANK:
        return ranks(said, sentence, grid)
    if said.kind is ClaimKind.RUN:
        return runs(said, line, sure=sure)
    return Bound()


def _line(said: Said, sentence: str, grid: Grid) -> tuple[list[Cell], bool]:
    """The row (or column) that the clause names, else the only one there is."""
    rows = grid.rows()
    spoken = every_word(said.text) | every_word(sentence)
    for lines in (rows, grid.columns()):
        whole = [
            (len(label), cells)
            for cells in lines
            if (label := every_word(cells[0].row_label if lines is rows else cells[0].column_label))
            and label <= spoken
            and (said.kind is ClaimKind.AVERAGE or not AVERAGES.search(" ".join(label)))
            and not all(w.isdigit() for w in label)
        ]
        longest = [cells for size, cells in whole if size == max(w[0] for w in whole)]
        if len(longest) == 1 and len(lines) > 1:
            return longest[0], True
    for text in (said.text, sentence):
        for lines in (rows, grid.columns()):
            by_row = lines is rows
            scored = []
            spoken = words_of(text)
            labels = [c[0].row_words if by_row else words_of(c[0].column_label) for c in lines]
            own_labels = [
                label
                for cells, label in zip(lines, labels, strict=True)
                if not TOTALS.search(cells[0].row_label if by_row else cells[0].column_label)
            ]
            common = frozenset.intersection(*own_labels) if len(own_labels) > 1 else frozenset()
            for cells, label in zip(lines, labels, strict=True):
                name = cells[0].row_label if by_row else cells[0].column_label
                if AVERAGES.search(name) and said.kind is not ClaimKind.AVERAGE:
                    continue
                own = label - common
                if own:
                    scored.append((len(own & spoken) / len(own), len(own & spoken), cells))
            if not scored:
                continue
            best = max(s[:2] for s in scored)
            winners = [s[2] for s in scored if s[:2] == best]
            if best[0] >= SURE and len(winners) == 1:
                return winners[0], True
    if TOTALS.search(sentence):
        summed = [r for r in rows if TOTALS.search(r[0].row_label)]
        if len(summed) == 1:
            return summed[0], True
    if len(rows) == 1:
        return rows[0], True
    years = [r for r in rows if r[0].periods and not r[0].row_words]
    if len(years) == len(rows):
        columns = [c for c in grid.columns() if not DERIVED.search(c[0].column_label)]
        if len(columns) == 1:
            return columns[0], True
        named = [r for r in rows if periods_of(r[0].row_label) & periods_of(sentence)]
        if len(named) == 1:
            return named[0], True
        return [c for r in rows for c in r], grid.given  # one series, its years in rows
    return [c for r in rows for c in r], False


def _as_shares(cells: list[Cell], grid: Grid) -> list[Cell]:
    """Each count as its share of its column's total, where the table has one."""
    made = []
    for cell in cells:
        whole = [c for c in grid.cells if c.column == cell.column and TOTALS.search(c.row_label)]
        if len(whole) == 1 and whole[0] is not cell and whole[0].number.value:
            share = 100 * cell.number.value / whole[0].number.value
            text = f"{cell.number.text.strip()} of {whole[0].number.text.strip()}, {share:.1f}%"
            number = Number(share, share, share, Sort.PERCENT, 0, 0, text)
            made.append(replace(cell, number=number))
    return made


def _pairs(said: Said, sentence: str, grid: Grid, line: list[Cell], *, sure: bool) -> Bound:
    """The number before and the number after, in the line's order of time."""
    sort = next((n.sort for r, n in said.parts.items() if r in ("later", "earlier")), None)
    if sort is None and "points" in said.parts:
        sort = Sort.PERCENT
    wanted = counts(line, sort or Sort.COUNT)
    if sort is Sort.PERCENT and all(c.number.sort is Sort.COUNT for c in wanted):
        wanted = _as_shares(wanted, grid)
    if AVERAGES.search(said.text):
        wanted = [c for c in wanted if AVERAGES.search(c.column_label)]
    else:
        wanted = [c for c in wanted if not AVERAGES.search(c.column_label)]
    spoken = periods_of(sentence)
    if not wanted:
        return Bound()
    if any(p in MONTH_ORDER for c in wanted for p in c.periods):
        wanted = [c for c in wanted if _fits(c, spoken)] or wanted
    named = [c for c in wanted if c.periods and c.periods & spoken]
    pool = named if len(named) == 2 else wanted
    if len(pool) != 2:
        totals = [c for c in pool if TOTALS.search(c.column_label)]
        pool = totals if len(totals) == 2 else pool
    ordered = sorted(pool, key=lambda c: (order(c), c.row, c.column))
    if len(ordered) == 2:
        first, last = ordered
        parts = {"earlier": first.number, "later": last.number}
        return Bound(((sure, parts),), (), _where(first, last))
    told = _by_difference(said, wanted)
    if told:
        return told
    if 2 < len(ordered) <= 24:
        named_later = [c for c in ordered if c.periods & spoken]
        later = named_later[-1] if named_later else ordered[-1]
        at = ordered.index(later)
        made = tuple(
            (False, {"earlier": c.number, "later": later.number}) for c in ordered[:at][::-1]
        )
        return Bound(made, (), f"row '{later.row_label}'" if later.row_label else "")
    return Bound()


def _by_difference(said: Said, cells: list[Cell]) -> Bound | None:
    """The one row whose two numbers differ by what is said, where the row is not named."""
    change = said.parts.get("change")
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    if change is None or change.value < 10 or len(rows) < 2:
        return None
    pairs = [sorted(c, key=order) for c in rows.values() if len(c) == 2]
    alike = [
        p for p in pairs if abs(abs(p[1].number.value - p[0].number.value) - change.value) < 1e-9
    ]
    if len(alike) != 1:
        return None
    first, last = alike[0]
    return Bound(
        ((True, {"earlier": first.number, "later": last.number}),), (), _where(first, last)
    )


def _fits(cell: Cell, spoken: frozenset[str]) -> bool:
    """Whether the sentence does not name other months than the cell's."""
    months = {p for p in spoken if p in MONTH_ORDER}
    own = {p for p in cell.periods if p in MONTH_ORDER}
    return not months or bool(own & months)


def _where(*cells: Cell) -> str:
    told = " and ".join(
        f"{c.number.text.strip()} ({' '.join(filter(None, (c.row_label, c.column_label)))})"
        for c in cells
    )
    return f"the table has {told}"


def _shares(said: Said, sentence: str, grid: Grid, line: list[Cell], *, sure: bool) -> Bound:
    """The row's number over the total of its column, or over the row's own total."""
    spoken = periods_of(sentence)
    found = []
    for cell in counts(line):
        if cell.periods and spoken and not cell.periods & spoken:
            continue
        column = [c for c in grid.cells if c.column == cell.column]
        whole = [c for c in column if TOTALS.search(c.row_label) and c is not cell]
        beside = [c for c in line if TOTALS.search(c.column_label) and c.row == cell.row]
        if len(whole) == 1 or beside:
            base = (whole or beside)[0].number
        elif len(column) > 2:
            base = summed(column)
        else:
            continue
        found.append((sure, {"part": cell.number, "whole": base}, cell))
    direct = [c for c in line if c.number.sort is Sort.PERCENT or "%" in c.column_label]
    exact = tuple(
        (False, Check(said.parts["share"], c.number.low, c.number.high, _where(c)))
        for c in direct
        if "share" in said.parts
    )
    single = len(found) == 1
    return Bound(
        tuple((s and single, p) for s, p, _ in found), exact, _where(found[0][2]) if single else ""
    )


def _averages(said: Said, sentence: str, line: list[Cell], *, sure: bool) -> Bound:
    spoken = periods_of(sentence)
    average = said.parts["average"]
    cells = [c for c in line if not c.periods or not spoken or c.periods & spoken]
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    made: list[tuple[bool, Check]] = []
    for own in rows.values():
        printed = [c for c in own if AVERAGES.search(c.column_label)]
        months = [c for c in own if of_month(c)]
        totals = [
            c for c in own if TOTALS.search(c.column_label) and not AVERAGES.search(c.column_label)
        ]
        certain = sure and len(rows) == 1
        if printed:
            made.append(
                (
                    certain,
                    Check(
                        average, printed[0].number.low, printed[0].number.high, _where(printed[0])
                    ),
                )
            )
        if len(months) > 1:
            made.append((certain, average_check(average, summed(months), float(len(months)))))
        elif totals:
            made.append((certain, average_check(average, totals[0].number, 12.0)))
        elif not printed:
            yearly = [c for c in own if any(p[:4].isdigit() for p in c.periods)]
            made += [(False, average_check(average, c.number, 12.0)) for c in yearly]
    return Bound((), tuple(made))


def _values(said: Said, sentence: str, line: list[Cell], *, sure: bool) -> Bound:
    """The one cell that the words and the periods name; a total of the row's months too."""
    (_role, printed), *_ = said.parts.items()
    spoken = periods_of(sentence)
    sort = Sort.PERCENT if printed.sort in (Sort.PERCENT, Sort.SHARE) else printed.sort
    cells = [c for c in line if (c.number.sort is sort) or said.kind is ClaimKind.RATE]
    words = words_of(sentence)
    if said.kind is ClaimKind.RATE:
        rates = [
            c for c in cells if "rate" in c.column_label.lower() or "per" in c.column_label.lower()
        ]
        cells = rates or cells
    named = [c for c in cells if c.periods == spoken] if spoken else []
    named = named or [c for c in cells if spoken and c.periods & spoken]
    pool = named or cells
    if len(pool) > 1 and said.kind is ClaimKind.TOTAL:
        pool = [c for c in pool if not AVERAGES.search(c.column_label)] or pool
    if len(pool) > 1:
        labelled = [c for c in pool if _labelled(c, sentence)]
        pool = labelled if len(labelled) == 1 else pool
    if len(pool) > 1:
        totals = [c for c in pool if TOTALS.search(c.column_label)]
        by_words = [c for c in pool if words_of(c.column_label) & words]
        pool = by_words if len(by_words) == 1 else totals if len(totals) == 1 else pool
    certain = sure and len(pool) == 1
    made = [(certain, Check(printed, c.number.low, c.number.high, _where(c))) for c in pool[:40]]
    months = [c for c in pool if of_month(c)]
    if len(months) > 1:
        whole = summed(months).value
        made.append((False, Check(printed, whole, whole, "the sum of the months")))
    return Bound((), tuple(made), made[0][1].working if certain else "")


def _labelled(cell: Cell, sentence: str) -> bool:
    """Whether the sentence holds the column's whole label, words that name nothing included."""
    label = every_word(cell.column_label)
    return bool(label) and label <= every_word(sentence)
