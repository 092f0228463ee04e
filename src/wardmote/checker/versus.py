"""Two lines of a table that a sentence compares without a number: more in one than in another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from wardmote.checker import forms
from wardmote.checker.axes import Line, Role
from wardmote.checker.bench import Bench
from wardmote.checker.conditions import THAN
from wardmote.checker.mentions import Mention
from wardmote.checker.number import A_TIME, Number, Sort, is_clock
from wardmote.checker.outside import strange
from wardmote.checker.places import bare_cue
from wardmote.checker.standing import Order, Reading
from wardmote.checker.superlatives import claimed_at

# More of A than of B; A outnumbered B, A ran ahead of B.
OUTNUMBERED = re.compile(
    r"\b(?:(?P<less>(?:was|were|are|is) (?:outnumbered|overtaken|outstripped|exceeded|beaten) by)|"
    r"(?P<more>outnumber\w*|overt(?:ook|akes?|aken)|outstrip\w*|outpac\w*|exceed(?:s|ed)|"
    r"(?:r[au]n|came|is|was|were|are|sits?|stands?|stood) (?:well |just |far )?(?:ahead of|above))|"
    r"(?P<less2>(?:came|is|was|were|are|sits?|stands?|stood) (?:well |just |far )?"
    r"(?:behind|below)))\b",
    re.IGNORECASE,
)
# A better charge rate than B's; and more vehicle crime too, of the two that were compared.
BETTER = re.compile(
    r"\b(?:(?P<better>better|stronger)|(?P<worse>worse|poorer|weaker))\b[^.;]*?\bthan\b",
    re.IGNORECASE,
)
ALSO = re.compile(
    r"[^.;,]{0,40}?,?\s+(?:and|but|yet|though|albeit)\s+(?:also\s+)?(?:an?\s+|the\s+)?"
    r"(?:(?P<more>more|higher|greater|larger|longer)|(?P<less>fewer|lower|less|smaller|shorter))"
    r"\b(?![^.;,]*\bthan\b)(?P<what>[^.;,\d]{3,60})", re.IGNORECASE,
)  # fmt: skip
BEHIND = re.compile(
    r"\s+(?:(?:in|at|on|for|by|from|with|to|among|of|those|that|did|were|was|the|its|our|all)\s+)"
    r"{0,3}(?:[a-z-]+\s+(?:in|at|on|of|from)\s+(?:the\s+)?)?", re.IGNORECASE,
)  # fmt: skip
SIZED = re.compile(
    r"(?:\d|\b(?:points?|per cent|%|one|two|three|four|five|six|seven|eight|nine|ten|half|third|"
    r"quarter|times|twice)|[a-z]ty|teen)\W*(?:[a-z-]+\s+)?$", re.IGNORECASE,
)  # fmt: skip
DENIED = re.compile(
    r"(?:\b(?:no|not|never|nor|neither|whether|if|should|would|nowhere|nobody|nothing|none)\b|"
    r"n['’]t\b)[^.;,]{0,80}$", re.IGNORECASE,
)  # fmt: skip
AGAIN = re.compile(r"[.;]|\b(?:having|though|although|but|while|whilst|whereas)\b", re.IGNORECASE)
AND = re.compile(r"\band\s+[a-z]")
SEVERAL = re.compile(
    r"\b(?:every|each|all|both|any|combined|together|between them|bar|except|"
    r"by (?:\d|[a-z]+ in))\b", re.IGNORECASE,
)  # fmt: skip
APART = re.compile(rf"{AGAIN.pattern}|,\s", re.IGNORECASE)
SPEED = re.compile(r"\bmph\b|\bspeeds?\b", re.IGNORECASE)
FAST = re.compile(r"\b(?:faster|quicker|slower|sooner|longer|shorter)\b", re.IGNORECASE)
NAMED = 0.5  # of a mention, from which it names a line
SURE = 0.7  # of the mention of what another is compared with
REACH = 60  # characters about a comparison within which several lines may be meant
FEW = 3  # lines across that a comparison may be of where none is named
NOT_GUESSED = ("a named line", "the only line")

Pair = tuple[Mention, Mention, str]  # the two that are compared, and where the first is named


def orders_of_two(bench: Bench) -> Iterator[Order]:
    """Every comparison of two lines that has no number of its own, with the lines across that it
    may be of."""
    sentence = bench.sight.sentence
    for form in (THAN, OUTNUMBERED, BETTER):
        for match in form.finditer(sentence):
            before = sentence[: match.start()]
            around = sentence[max(0, match.start() - REACH) : match.end() + REACH]
            if any(n.start <= match.start() < n.end for n in bench.sight.numbers):
                continue  # more than 10 per cent
            if SIZED.search(before[-30:]) or DENIED.search(before) or SEVERAL.search(around):
                continue
            for axis in (0, 1):
                pair = _pair(bench, axis, match)
                if pair is not None:
                    made = [*_orders(bench, axis, pair, match)]
                    yield from made
                    if made:
                        break


def _orders(bench: Bench, axis: int, pair: Pair, match: re.Match[str]) -> Iterator[Order]:
    """A comparison of two lines, and what is said of the same two behind it."""
    sentence = bench.sight.sentence
    also = ALSO.match(sentence, max(match.end(), pair[1].end))
    said = [(match, match.span(), _across(bench, axis, match, pair[1].end))]
    if also:
        span = also.span("what")
        named = _named(bench.sight.mentions[1 - axis], *span)[:1]
        said.append((also, span, ((li, "a named line") for li in named)))
    for one, span, lines in said:
        readings = list(_readings(bench, axis, pair, one, lines))
        if readings:
            text = sentence[slice(*span)]
            near = bare_cue(claimed_at(span, text), sentence)
            unknown = strange(near, bench)
            outside = {"beside of nothing": 1.0, "beside of nothing, strange words": unknown}
            yield Order(
                "beside", text, span[0], one.group().lower(), tuple(readings), outside, unknown,
                "beside",
            )  # fmt: skip


def _pair(bench: Bench, axis: int, match: re.Match[str]) -> Pair | None:
    """The two lines of an axis that are compared, and where the first is named."""
    sentence, timed = bench.sight.sentence, bench.sight.axes[axis].timed
    own = [
        m for m in bench.sight.mentions[axis]
        if len(m.lines) == 1 and m.weight >= NAMED and m.end > m.start
        and m.lines[0].role in (Role.PLAIN, Role.AVERAGE, Role.TOTAL)
    ]  # fmt: skip
    lead = BEHIND.match(sentence, match.end())
    spot = lead.end() if lead else match.end()
    behind = [m for m in own if match.end() <= m.start <= spot and m.weight >= SURE]
    if not behind:
        return None
    second = max(behind, key=lambda m: (m.weight, -m.start))
    if any(
        match.end() <= n.start <= spot and n.sort is not Sort.RANK
        and not second.start <= n.start < second.end for n in bench.sight.numbers
    ):  # fmt: skip
        return None
    others = [m for m in own if m.lines != second.lines]
    inside = [m for m in others if match.start() <= m.start and m.end <= match.end()]
    before = [
        m for m in others
        if m.end <= match.start() and not (AGAIN if not timed else APART).search(
            sentence[m.end : match.start()])
    ]  # fmt: skip
    if inside:
        return max(inside, key=lambda m: m.weight), second, "between"
    return (max(before, key=lambda m: m.end), second, "before") if before else None


def _readings(
    bench: Bench, axis: int, pair: Pair, match: re.Match[str], lines: Iterable[tuple[Line, str]]
) -> Iterator[Reading]:
    one, other, where = pair
    told = match.groupdict()
    way = "time" if bench.sight.axes[axis].timed else "group"
    for across, how in lines:
        found = bench.across(axis, [one.lines[0], other.lines[0]], across)
        if found is None or found[0].sort is not found[1].sort:
            continue
        if FAST.match(match.group()) and not _is_time(found[0], across.label):
            continue
        more = bool(told.get("more"))
        if match.re is BETTER:
            good = forms.HOLDS_UP.search(across.label)
            if not good and not _is_time(found[0], across.label):
                continue
            more = bool(good) is bool(told["better"])
        a, b = (n.value for n in found)
        traits = (
            "beside", f"beside in {how}", f"beside of a {way} in {how}", f"beside, named {where}",
            f"beside in {across.role.value}",
        )  # fmt: skip
        yield Reading(
            dict.fromkeys(traits, 1.0), a > b if more else a < b, a < b if more else a > b,
            f"is said; in the table {one.lines[0].label} has {found[0].text.strip()} and "
            f"{other.lines[0].label} {found[1].text.strip()}" + (
                f" ({across.label})" if across.label else ""),
            guessed=how not in NOT_GUESSED,
        )  # fmt: skip


def _is_time(number: Number, label: str) -> bool:
    """Whether a number is a time, of which less is quicker."""
    return not SPEED.search(label) and (is_clock(number.text) or bool(A_TIME.search(label)))


def _across(bench: Bench, axis: int, match: re.Match[str], last: int) -> Iterator[tuple[Line, str]]:
    """The lines across two that are compared: those that are named, or else the last or any."""
    sight, other = bench.sight, bench.sight.axes[1 - axis]
    own = [
        li for li in other.lines
        if li.role in (Role.PLAIN, Role.AVERAGE, Role.RATE, Role.SHARE, Role.TOTAL)
    ]  # fmt: skip
    start = max((m.end() for m in AGAIN.finditer(sight.sentence, 0, match.start())), default=0)
    stop = AGAIN.search(sight.sentence, match.end())
    end = stop.start() if stop else len(sight.sentence)
    then = AND.search(sight.sentence, last, end)  # more than B's, and fewer officers
    named = _named(sight.mentions[1 - axis], *match.span()) or _named(
        sight.mentions[1 - axis], start, then.start() if then else end
    )
    if not named:
        named = _named(sight.mentions[1 - axis], 0, start)
    for line in own:
        if line in named:
            yield line, "a named line" if len(named) == 1 else "one of some that are named"
    if any(line in named for line in own):
        return
    if len(own) == 1:
        yield own[0], "the only line"
        return
    if other.timed and other.series:
        yield other.series[-1], "the last line"
        return
    yield from ((line, "any line") for line in own[:FEW])


def _named(mentions: Sequence[Mention], start: int, end: int) -> list[Line]:
    found = [
        m for m in mentions
        if start <= m.start and m.end <= end and m.weight >= NAMED and m.end > m.start
    ]  # fmt: skip
    return [li for m in found for li in m.lines]
