"""A comparison of two editions in lines that fit a terminal."""

from __future__ import annotations

import shutil
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wardmote.briefing.compare import Comparison, Moved, Reason, Restated, Why
from wardmote.language import number_text, period_text
from wardmote.narrative import figure_words, method_order
from wardmote.vocabulary import Form, Period

MOST = 6  # lines of a measure that a reader takes in; csv and json hold them all
MOST_SAID = 3  # findings told in both wordings
WIDEST = 100
NUMBER = 10  # letters of a column of numbers
EACH = "--format csv lists all"


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    then: str
    now: str
    moved: str
    reason: Reason


def lines_of(found: Comparison) -> Iterator[str]:
    """The lines, none wider than the terminal."""
    width = min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
    yield f"Then  {found.then.title}"
    yield f"Now   {found.now.title}"
    yield ""
    yield from _summary(found)
    reasons: list[Reason] = []
    for measure, every in _grouped(found).items():
        yield from _group(_title(found, measure), every, reasons, width)
    if reasons:
        yield ""
        yield "Why"
    for number, reason in enumerate(reasons, 1):
        yield from textwrap.wrap(
            f"{reason.why.value} {number}: {reason.detail}",
            width,
            initial_indent="  ",
            subsequent_indent="    ",
        )
    yield from _said(found, width)
    for word, figures, points in (
        ("New", found.new, found.points_new),
        ("Gone", found.gone, found.points_gone),
    ):
        yield from _counts(found, f"{word} figures", [f.measure for f in figures], width)
        yield from _counts(found, f"{word} values of series", [p.measure for p in points], width)


def _summary(found: Comparison) -> Iterator[str]:
    if (found.then.pack, found.then.points) == (found.now.pack, found.now.points):
        yield "They are the same edition."
        return
    shown = [r for r in found.restated if r.shown]
    hidden = len(found.restated) - len(shown)
    if shown:
        reasons = Counter(r.reason.why for r in shown)
        told = ", ".join(f"{reasons[w]:,} {w.value}" for w in Why if reasons[w])
        yield f"Restated: {len(shown):,} of the {found.both:,} figures in both ({told})."
    else:
        yield f"Nothing was restated among the {found.both:,} figures in both."
    if found.moved:
        yield f"Restated in the series, printed or not: {len(found.moved):,} of their values."
    if hidden:
        yield f"Moved by less than they are printed to: {hidden:,} more figures."
    if found.unexplained:
        yield f"NEEDS A LOOK: {found.unexplained:,} moved without an explanation."


def _grouped(found: Comparison) -> dict[str, list[_Line]]:
    """By measure: what has no explanation, then values, then what is worked out from them."""
    groups: dict[str, list[tuple[bool, int, _Line]]] = {}
    for one in (r for r in found.restated if r.shown):
        place = (one.reason.why is not Why.UNEXPLAINED, 1 + method_order(one.then.method))
        groups.setdefault(one.then.measure, []).append((*place, _figure(found, one)))
    for moved in found.unprinted:
        place = (moved.reason.why is not Why.UNEXPLAINED, 0)
        groups.setdefault(moved.then.measure, []).append((*place, _value(moved)))
    return {
        measure: [line for *_, line in sorted(lines, key=lambda k: k[:2])]
        for measure, lines in sorted(groups.items())
    }


def _figure(found: Comparison, one: Restated) -> _Line:
    period = period_text(Period.parse(one.then.period), Form.SHORT)
    where = "" if one.then.area == found.now.pack.force else f", {one.then.area}"
    plain = one.then.method == "value" and "@" not in one.then.id
    words = figure_words(one.then.id)
    name = period if plain else f"{period}: {words[:1].lower()}{words[1:]}"
    moved = _signed(one.difference, one.then.decimals)
    texts = [
        f.text if len(f.text) < NUMBER else number_text(f.value, 3) for f in (one.then, one.now)
    ]
    return _Line(f"{name}{where}", texts[0], texts[1], moved, one.reason)


def _value(one: Moved) -> _Line:
    now = _number(one.now.value) if one.now.value is not None else "missing"
    moved = _signed(one.difference, None) if one.difference is not None else ""
    period = period_text(Period.parse(one.then.period), Form.SHORT)
    return _Line(f"{period} (not printed)", _number(one.then.value or 0.0), now, moved, one.reason)


def _group(title: str, every: Sequence[_Line], reasons: list[Reason], width: int) -> Iterator[str]:
    """The first lines under the measure's name; `reasons` takes those that they name."""
    yield ""
    yield from textwrap.wrap(title, width)
    wide = width - 3 * NUMBER - 17
    yield f"  {'':<{wide}}{'then':>{NUMBER}}{'now':>{NUMBER}}{'moved':>{NUMBER}}"
    for line in every[:MOST]:
        if line.reason not in reasons:
            reasons.append(line.reason)
        *lead, last = textwrap.wrap(line.name, wide - 1, subsequent_indent="  ")
        yield from (f"  {part}" for part in lead)
        numbers = "".join(f"{n:>{NUMBER}}" for n in (line.then, line.now, line.moved))
        word = line.reason.why.value
        word = word.upper() if line.reason.why is Why.UNEXPLAINED else word
        yield f"  {last:<{wide}}{numbers}  {word} {1 + reasons.index(line.reason)}"
    if len(every) > MOST:
        yield f"  and {len(every) - MOST:,} more ({EACH})"


def _said(found: Comparison, width: int) -> Iterator[str]:
    if not found.said:
        return
    yield ""
    yield f"What we said then, and say now: {len(found.said):,} findings."
    for one in found.said[:MOST_SAID]:
        yield ""
        for word, text in (("then", one.then.text), ("now", one.now.text)):
            yield from textwrap.wrap(
                f"{word:<5} {text}", width, initial_indent="  ", subsequent_indent=" " * 8
            )
    if len(found.said) > MOST_SAID:
        yield f"  and {len(found.said) - MOST_SAID:,} more ({EACH})"


def _counts(found: Comparison, words: str, measures: Sequence[str], width: int) -> Iterator[str]:
    if not measures:
        return
    yield ""
    counts = Counter(measures).most_common()
    told = [f"{_short(found, m)} {n:,}" for m, n in counts[:MOST]]
    more = [f"{len(counts) - MOST:,} more measures"] if len(counts) > MOST else []
    yield from textwrap.wrap(
        f"{words}: {len(measures):,} ({'; '.join([*told, *more])}).",
        width,
        subsequent_indent="  ",
    )


def _short(found: Comparison, measure: str) -> str:
    own, _, gap = measure.partition(":")
    known = found.now.measures.get(own) or found.then.measures.get(own)
    return f"{known.title}{': gap' if gap else ''}" if known else measure


def _title(found: Comparison, measure: str) -> str:
    return f"{_short(found, measure)} ({measure})"


def _number(value: float) -> str:
    return number_text(value) if value == int(value) else number_text(value, 2)


def _signed(value: float, decimals: int | None) -> str:
    """The move, to one place more where it would else look like none."""
    places = decimals if decimals is not None else 0 if value == int(value) else 2
    if abs(value) < 0.5 * 10.0**-places:
        places += 1
    return number_text(value, places, signed=True)
