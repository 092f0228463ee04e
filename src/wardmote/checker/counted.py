"""Which lines of a table a sentence counts: five of nine, six wards, and three of them then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from wardmote.checker.bench import Bench
from wardmote.checker.counting import (
    NAMED,
    NUMBER,
    THEN,
    THEN_IN,
    TIMES,
    Counted,
    clause_of,
    count_of,
    fields,
    is_line,
)
from wardmote.checker.sight import BREAK, Span
from wardmote.checker.singled import singled
from wardmote.checker.spelt import ON_END, WORDS
from wardmote.checker.superlatives import SUPERLATIVE

_SMALL = "|".join(w for w, n in WORDS.items() if n in range(2, 13))
TALLY = re.compile(
    rf"\b(?:(?P<k>all(?: of)?|{'|'.join(WORDS)}|none|half|"
    rf"\d{{1,2}})\s+(?:out\s+)?(?:of\s+)?(?:the\s+|its\s+|our\s+|all\s+)|(?P<all>all)\s+)"
    rf"(?P<n>{NUMBER})\s+(?:[a-z-]+\s+){{0,2}}?(?P<noun>[a-z]+s)\b",
    re.IGNORECASE,
)
# Of the nine types, five fell; six wards saw an increase, of however many there are.
OF_THEM = re.compile(
    rf"\bof (?:the|our|its|all|these)\s+(?P<n>{NUMBER})\s+(?:[a-z-]+\s+){{0,2}}?"
    rf"(?P<noun>[a-z]+s)\b[^,.;]{{0,40}},\s+(?:only\s+|just\s+|all but\s+)?(?P<k>{'|'.join(WORDS)}|"
    r"none|all|half)\b", re.IGNORECASE,
)  # fmt: skip
# Five groups of the seven, four months out of twelve.
OF_MANY = re.compile(
    rf"\b(?P<k>{'|'.join(WORDS)}|\d{{1,2}})\s+(?P<noun>[a-z]+s)\s+(?:out\s+)?of\s+(?:the\s+)?"
    rf"(?P<n>{NUMBER})\b", re.IGNORECASE,
)  # fmt: skip
# Half the wards; half of our forces: of however many there are.
HALF = re.compile(
    r"\b(?P<k>half|(?:all|every one) (?:but|bar|except) (?:one|two|three|four|five))\s+(?:of\s+)?"
    r"(?:the|our|its|all|these)\s+(?:[a-z-]+\s+){0,1}?(?P<noun>[a-z]+s|group)\b", re.IGNORECASE,
)  # fmt: skip
ALL_BUT_SO_MANY = re.compile(r"(?:all|every one) (?:but|bar|except) (?P<but>[a-z]+)")
ROUGHLY = re.compile(
    r"\b(?:than|nearly|almost|over|under|about|around|roughly|and a)\s+$", re.IGNORECASE
)
BARE = re.compile(
    rf"\b(?P<k>{_SMALL}|(?:(?<=just )|(?<=only ))one)\s+(?:(?!(?:in|of)\b)[a-z-]+\s+){{0,2}}?"
    r"(?P<noun>[a-z]+s|(?<=one )[a-z]+)\b"
    rf"(?!\s+(?:{ON_END}|earlier|ago|before|to|from|since|later|or more))",
    re.IGNORECASE,
)
ALL_BUT = re.compile(r"\b(?:all|every\w*|none) (?:but|except|bar)\s+$", re.IGNORECASE)
STRETCH = re.compile(
    r"\b(?:last|past|first|these|those|the|all|over|for|next|previous|preceding|same|following|other|"
    r"between|nearly)\s+$", re.IGNORECASE,
)  # fmt: skip
THESE = re.compile(
    r"\b(?:these|those|the|our|its|their|both|other|between|next|same)\s+$", re.IGNORECASE
)
IN_TIMES = re.compile(r"(?:(?<!time )(?<!times )\b(?:in|only|just|but)\s+|^)$", re.IGNORECASE)
RUNNING = re.compile(r"\b(?:successive|consecutive|straight)\b", re.IGNORECASE)
PART_IN = re.compile(r"\bone\s+in\s+(?:every\s+)?$", re.IGNORECASE)
IN_TEN = re.compile(rf"\b(?:{NUMBER})\s+in\s+$", re.IGNORECASE)
EVERY_ONE = re.compile(r"\b(?:every|each|only)\s+$", re.IGNORECASE)


def counted(bench: Bench) -> Iterator[Counted]:
    """What a sentence counts of the lines of a table, or says of every, of none or of only some."""
    sentence = bench.sight.sentence
    taken: list[Span] = []
    for reader in (_tallies, singled):
        for found in reader(bench):
            if any(s[0] < found.span[1] and found.span[0] < s[1] for s in taken if s != found.span):
                continue
            taken.append(found.span)
            if SUPERLATIVE.search(sentence[max(0, found.span[0] - 45) : found.span[0]]) and (
                found.form in ("of so many", "of any number")
                and not 0 < found.many < len(found.lines)
            ):
                continue  # the highest in all three years, and not in three of the five
            yield found


def _tallies(bench: Bench) -> Iterator[Counted]:
    """So many of so many lines, or of however many there are; and so many of them then."""
    sentence = bench.sight.sentence
    spans: list[Span] = []
    last: list[Counted] = []
    for match in (
        f for form in (TALLY, OF_THEM, OF_MANY, HALF, BARE) for f in form.finditer(sentence)
    ):
        span = match.span()
        if any(span[0] < s[1] and s[0] < span[1] for s in spans):
            continue
        before = sentence[: span[0]]
        bare, half = match.re is BARE, match.re is HALF
        timed = bool(TIMES.fullmatch(match["noun"]))
        of_lines = is_line(bench, match["noun"]) or (half and match["noun"].lower() == "group")
        if (bare or half) and (not of_lines or IN_TEN.search(before)):
            continue
        if RUNNING.search(match.group()) or (half and ROUGHLY.search(before)):
            continue
        if match["k"] and match["k"].lower() == "one" and EVERY_ONE.search(before):
            continue
        spans.append(span)
        of_time = timed and (STRETCH.search(before) or not IN_TIMES.search(before))
        if bare and (of_time or THESE.search(before)):
            continue
        of = None if bare or half else count_of(match["n"])
        for axis, lines in fields(bench, of, timed if bare or half else None, match["noun"]):
            k = _many(match, len(lines), all_but=bool(ALL_BUT.search(before)))
            form = "of any number" if bare else "half" if half else "of so many"
            made = Counted(
                form, match.group(), span, clause_of(sentence, span), axis, lines, k
            )  # fmt: skip
            last.append(made)
            yield _with_names(bench, made)
    first = min((c.span[1] for c in last), default=len(sentence))
    for match in (m for form in (THEN, THEN_IN) for m in form.finditer(sentence, first)):
        span = match.span("k")
        if PART_IN.search(sentence[: span[0]]):
            continue  # fewer than one in 25 was solved
        if any(span[0] < s[1] and s[0] < span[1] for s in spans):
            continue
        clause = (match.end(), clause_of(sentence, match.span())[1])
        told = 0 if match["k"].lower() == "none" else count_of(match["k"])
        for one in last:
            if one.span == last[0].span:
                yield replace(
                    one, form="then so many", text=match["k"], span=span, those=None, told="",
                    clause=match.span("what") if match.re is THEN_IN else clause,
                    many=told,
                )  # fmt: skip


def _many(match: re.Match[str], of: int, *, all_but: bool) -> float:
    """How many of so many lines are told."""
    told = (match["k"] or "all").lower().removesuffix(" of")
    words = ALL_BUT_SO_MANY.fullmatch(told)
    if words:
        return of - count_of(words["but"])
    k = of if told == "all" else 0 if told == "none" else of / 2 if told == "half" else (
        WORDS.get(told) or float(told))  # fmt: skip
    return of - k if all_but else k


def _with_names(bench: Bench, one: Counted) -> Counted:
    """The same with the lines that are named behind it, where these are as many: three wards, A, B
    and C, or behind a colon."""
    sentence = bench.sight.sentence
    found = [
        m for m in bench.sight.mentions[one.axis]
        if m.start >= one.span[1] and m.end > m.start and m.weight >= NAMED and len(m.lines) == 1
    ]  # fmt: skip
    if not found or one.many < 1:
        return one
    first = min(found, key=lambda m: m.start)
    lead = sentence[one.span[1] : first.start]
    if not re.fullmatch(r"[^.;]*?[,:(]\s*(?:the\s+)?", lead) or len(found) < one.many:
        return one
    those = frozenset(m.lines[0] for m in found[: round(one.many)])
    if len(those) != one.many or not those <= set(one.lines):
        return one
    end = found[round(one.many) - 1].end
    gap = sentence[first.start : end]
    if BREAK.search(gap):
        return one
    if re.match(r"\s*,\s*(?:the\s+)?$", lead):  # the clause goes on behind the names
        stop = re.match(r"\w*(?:[^,;]{0,20},)?", sentence[end:])
        span = (one.span[0], end + (stop.end() if stop else 0))
        return replace(
            one, text=sentence[slice(*span)].rstrip(" ,"), span=span, those=those,
            clause=clause_of(sentence, span), told="beside it",
        )  # fmt: skip
    return replace(one, those=those, told="behind")
