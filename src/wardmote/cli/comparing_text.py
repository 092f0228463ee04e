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

MOST = 8  # lines of a measure that a reader takes in; csv and json hold them all
MOST_SAID = 6  # findings told in both wordings
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
    shown = [r for r in found.restated if r.shown]
    for measure in dict.fromkeys(r.then.measure for r in shown):
        yield from _group(
            _title(found, measure),
            [_figure(found, r) for r in _in_order(shown) if r.then.measure == measure],
            width,
        )
    yield from _unprinted(found, shown, width)
    yield from _said(found, width)
    for word, figures, points in (
        ("New", found.new, found.points_new),
        ("Gone", found.gone, found.points_gone),
    ):
        yield from _counts(found, f"{word} figures", [f.measure for f in figures], width)
        yield from _counts(found, f"{word} values of series", [p.measure for p in points], width)


def _summary(found: Comparison) -> Iterator[str]:
    if found.then.name == found.now.name:
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
    if hidden:
        yield f"{hidden:,} more moved by less than they are printed to."
    if found.unexplained:
        yield f"NEEDS A LOOK: {found.unexplained:,} moved without an explanation."


def _in_order(shown: Sequence[Restated]) -> list[Restated]:
    """Unexplained ones first, then values before what is made of them."""
    return sorted(
        shown, key=lambda r: (r.reason.why is not Why.UNEXPLAINED, method_order(r.then.method))
    )


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
    return _Line(period, _number(one.then.value or 0.0), now, moved, one.reason)


def _group(title: str, every: Sequence[_Line], width: int) -> Iterator[str]:
    """The first lines under the measure's name, then each reason once."""
    yield ""
    yield from textwrap.wrap(title, width)
    wide = width - 3 * NUMBER - 16
    yield f"  {'':<{wide}}{'then':>{NUMBER}}{'now':>{NUMBER}}{'moved':>{NUMBER}}"
    for line in every[:MOST]:
        *lead, last = textwrap.wrap(line.name, wide, subsequent_indent="  ")
        yield from (f"  {part}" for part in lead)
        numbers = "".join(f"{n:>{NUMBER}}" for n in (line.then, line.now, line.moved))
        word = line.reason.why.value
        word = word.upper() if line.reason.why is Why.UNEXPLAINED else word
        yield f"  {last:<{wide}}{numbers}  {word}"
    if len(every) > MOST:
        yield f"  and {len(every) - MOST:,} more ({EACH})"
    for reason in dict.fromkeys(line.reason for line in every[:MOST]):
        yield from textwrap.wrap(
            f"{reason.why.value}: {reason.detail}",
            width,
            initial_indent="  ",
            subsequent_indent="    ",
        )


def _unprinted(found: Comparison, shown: Sequence[Restated], width: int) -> Iterator[str]:
    """Values of the series that no figure above tells."""
    told = {r.then.id for r in shown}
    rest = [
        m for m in found.moved if "/".join((m.then.measure, m.then.area, m.then.period)) not in told
    ]
    if not rest:
        return
    yield ""
    yield f"Restated in the series, though not printed in both: {len(rest):,} values."
    for measure in dict.fromkeys(m.then.measure for m in rest):
        yield from _group(
            _title(found, measure), [_value(m) for m in rest if m.then.measure == measure], width
        )


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
    places = decimals if decimals is not None else 0 if value == int(value) else 2
    return number_text(value, places, signed=True)
