"""The only one: one line of a table that went a way or lies beyond a number, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardmote.checker.axes import Line
from wardmote.checker.bench import Bench
from wardmote.checker.beyond import beyond
from wardmote.checker.moving import moved, ways_of
from wardmote.checker.outside import strange
from wardmote.checker.places import bare_cue
from wardmote.checker.sight import BREAK, Mention, Span
from wardmote.checker.standing import IN_BOTH, Order, Reading
from wardmote.checker.superlatives import claimed_at

ONLY = re.compile(
    r"\b(?:the only|only in|only at|alone (?:in|among|of)|(?:is|was|stands|stood) alone)\b", re.I
)
WERE = re.compile(r"\b(?:were|are|remain|remained)\s+$", re.IGNORECASE)  # of several
REACH = 90  # characters behind it that say what it alone did
LEAST = 3  # lines, of which one is the only one
DENIED = re.compile(r"\bnot\s+$", re.IGNORECASE)


def orders_of_one(bench: Bench) -> Iterator[Order]:
    """Every line that is said to be the only one."""
    sentence = bench.sight.sentence
    for match in ONLY.finditer(sentence):
        if DENIED.search(sentence[: match.start()]):
            continue
        after = sentence[match.end() : match.end() + REACH]
        cut = BREAK.search(after)
        after = after[: cut.start()] if cut else after
        if IN_BOTH.search(after):
            continue  # of several times at once
        ways = ways_of(after)
        readings = []
        several = bool(WERE.search(sentence[: match.start()]))
        for axis, some, where in _named(bench, match.span(), several=several):
            lines = bench.sight.axes[axis].counted
            if not set(some) <= set(lines) or len(lines) < LEAST:
                continue
            found = [*beyond(bench, axis, lines, match.span())]
            if not found and len(ways) == 1:
                found = [*moved(bench, axis, lines, ways[0])]
            way = "time" if bench.sight.axes[axis].timed else "group"
            for how, so in found:
                those = {li for li, is_so in zip(lines, so, strict=True) if is_so}
                names = ("only", f"only by {how}", f"only of a line named {where}",
                         f"only of a {way} by {how}", f"only of a {way} named {where}",
                         f"only of {'several' if several else 'one'}")  # fmt: skip
                others = ", ".join(li.label for li in lines if li in those) or "none"
                readings.append(Reading(
                    dict.fromkeys(names, 1.0), those == set(some), those.isdisjoint(some),
                    f"is said of {' and '.join(li.label for li in some)}; it is so of {others}",
                ))  # fmt: skip
        if readings:
            near = bare_cue(claimed_at(match), sentence)
            outside = dict.fromkeys(("only of nothing", f"only of nothing, {len(ways)} ways"), 1.0)
            outside["only of nothing, strange words"] = unknown = strange(near, bench)
            yield Order(
                "only", match.group(), match.start(), f"only {after.strip()}", tuple(readings),
                outside, unknown,
            )  # fmt: skip


def _named(
    bench: Bench, at: Span, *, several: bool
) -> Iterator[tuple[int, tuple[Line, ...], str]]:  # fmt: skip
    """The lines that may be the only one: the last named before it, the first behind; of several
    those that are named together before it."""
    for axis in (0, 1):
        own = [
            m for m in bench.sight.mentions[axis]
            if len(m.lines) == 1 and m.weight >= 0.8 and m.end > m.start
        ]  # fmt: skip
        before = max((m for m in own if m.end <= at[0]), key=lambda m: m.end, default=None)
        behind = min((m for m in own if m.start >= at[1]), key=lambda m: m.start, default=None)
        for mention, where in ((before, "before"), (behind, "behind")):
            if mention is None:
                continue
            lines = mention.lines
            if several:
                some = [j for j in bench.joints[axis] if lines[0].at in j and mention is before]
                lines = tuple(
                    li for li in bench.sight.axes[axis].lines if some and li.at in some[0]
                )
            if lines:
                yield axis, lines, where + _gap(bench, mention, at)


def _gap(bench: Bench, mention: Mention, at: Span) -> str:
    sentence = bench.sight.sentence
    between = (
        sentence[mention.end : at[0]] if mention.end <= at[0] else sentence[at[1] : mention.start]
    )
    return " far" if BREAK.search(between) or len(between) > 12 else ""
