"""How many lines of a table, or which alone, are said to be so: five of nine fell, only A rose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from wardmote.checker.bench import Bench
from wardmote.checker.beyond import limit_of
from wardmote.checker.conditions import conditions
from wardmote.checker.counting import Counted
from wardmote.checker.outside import strange
from wardmote.checker.places import bare_cue
from wardmote.checker.standing import Order, Reading
from wardmote.checker.superlatives import claimed_at, claims_of_place

LATEST = re.compile(
    r"\b(?:latest|most recent|last|past|this|final)\s+(?:financial |calendar |half[- ])?(?:year|"
    r"quarter|month|wave|period|season|survey|count|audit)\b|\b(?:up|down) on\b|\bon the (?:"
    r"previous|last|year|quarter|month|preceding)\b|\byear[- ]on[- ]year\b|"
    r"\bthan (?:the |a )?(?:last|year|quarter|month|previous|one)\b|"
    r"\b(?:year|quarter|month|one) (?:before|earlier|ago)\b",
    re.IGNORECASE,
)
OVER = re.compile(
    r"\b(?:over|across|throughout|during) the\b|\bsince\b|\bbetween\b|\bfrom\b[^.;]*\bto\b|"
    r"\b(?:start|beginning|began|outset|opening)\b|\bthe first\b|\b(?:decade|series)\b",
    re.IGNORECASE,
)
MOST = 40  # readings of one claim
FEW = 6  # lines that are named in a reason
OF_ALL = ("every", "all but some", "the rest")
OF_EACH = ("every", "all but some", "of so many")


def orders_of_tally(bench: Bench, lines: Sequence[Counted]) -> Iterator[Order]:
    """Every claim of how many lines, or of which alone, that something is so."""
    found = sorted(lines, key=lambda c: c.span)
    for span, group in groupby(found, key=lambda c: c.span):
        some = list(group)
        readings = [reading for one in some for reading in _readings(bench, one)]
        if not readings:
            continue
        limits = (limit_of(bench, clause, span) for clause in {c.clause for c in some})
        one = some[-1]
        kind = _kind(one)
        near = bare_cue(claimed_at(span, one.text), bench.sight.sentence)
        unknown = strange(near, bench)
        outside = dict.fromkeys((f"{kind} of nothing", f"{kind} of nothing, {one.form}"), 1.0)
        outside[f"{kind} of nothing, strange words"] = unknown
        said = f"{one.form} {one.many:g} {bench.sight.sentence[slice(*one.clause)].strip()}"
        yield Order(
            kind, one.text, span[0], said, tuple(readings[:MOST]), outside, unknown, one.form,
            frozenset(limit.start for limit in limits if limit),
        )  # fmt: skip


def places_of_each(bench: Bench, lines: Sequence[Counted]) -> frozenset[int]:
    """Where places are claimed that are said of several lines at once, and not of one."""
    clauses = [c.clause for c in lines if c.form in OF_EACH]
    return frozenset(
        claimed.start for claimed in claims_of_place(bench.sight.sentence)
        if any(start <= claimed.start < end for start, end in clauses) and not claimed.grown
    )  # fmt: skip


def _readings(bench: Bench, one: Counted) -> Iterator[Reading]:
    """What some lines may be said to be, and whether it is so of as many, or of just those."""
    kind = _kind(one)
    way = "time" if bench.sight.axes[one.axis].timed else "group"
    when = _when(bench.sight.sentence[slice(*one.clause)])
    found = [*conditions(bench, one.axis, one.lines, one.clause, one.span)]
    whole = None if found else _without_gaps(one)
    if whole is not None:
        one = whole
        found = [*conditions(bench, one.axis, one.lines, one.clause, one.span)]
    for how, so in found:
        names = (
            kind, f"{kind} by {how}", f"{kind} {one.form}", f"{kind} {one.form} by {how}",
            f"{kind} of a {way} by {how}", f"{kind} of lines named {one.told}",
            f"{kind} by {how}, said of {when}",
        )  # fmt: skip
        which = [li.label for li, is_so in zip(one.lines, so, strict=True) if is_so]
        few = f": {', '.join(which)}" if 0 < len(which) <= FEW else ""
        yield Reading(
            dict.fromkeys(names, 1.0), one.is_so(so), one.is_turned(so),
            f"is said; of {len(so)} lines of the table it is so of {len(which)}{few}",
        )  # fmt: skip


def _without_gaps(one: Counted) -> Counted | None:
    """The same of those of its lines that have all their numbers, where some have gaps."""
    most = max((len(li.cells) for li in one.lines), default=0)
    lines = tuple(li for li in one.lines if len(li.cells) == most)
    if not 1 < len(lines) < len(one.lines):
        return None
    if one.those is None:
        return replace(one, lines=lines)
    those = one.those & set(lines)
    return replace(one, lines=lines, those=those) if one.form in OF_ALL or (
        those == one.those) else None  # fmt: skip


def _when(text: str) -> str:
    """Between which times the words say that something went a way, as far as they do."""
    latest, over = LATEST.search(text), OVER.search(text)
    return "nothing" if bool(latest) is bool(over) else "the latest" if latest else "a stretch"


def _kind(one: Counted) -> str:
    """What kind of claim it is: how many, the only one, or the way that those went."""
    return "only" if one.form.startswith("only") else "way" if one.form == "those" else "tally"
