"""Which lines of a table a sentence singles out: every one, none, all but some, only A, A and B."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from wardmote.checker.axes import Line
from wardmote.checker.bench import Bench
from wardmote.checker.counting import (
    FEWEST,
    NAMED,
    NUMBER,
    TIMES,
    Counted,
    chain,
    clause_of,
    count_of,
    fields,
    is_line,
)
from wardmote.checker.dates import MONTHS
from wardmote.checker.mentions import Mention
from wardmote.checker.sight import BREAK, Span
from wardmote.checker.superlatives import SUPERLATIVE

EVERY = re.compile(
    r"(?<!of )(?<!over )\b(?:every(?: single)?|each|(?P<both>both)(?: the)?|"
    r"all(?: of)?(?: the| our| its)?)\s+"
    r"(?:(?:one\s+)?of\s+(?:the|our|its|these)\s+)?(?:(?:last|past)\s+)?(?P<other>other\s+)?"
    rf"(?:(?P<n>{NUMBER})\b\s*)?(?:[a-z-]+\s+){{0,3}}?(?P<noun>[a-z]+)\b"
    r"(?!\s+(?:together|combined))", re.IGNORECASE,
)  # fmt: skip
REST = re.compile(
    rf"\bthe\s+(?:rest|others|remainder|other\s+(?P<n>{NUMBER})(?:\s+[a-z-]+s\b)?)\b"
    r"(?!\s+of\b)", re.IGNORECASE,
)  # fmt: skip
NONE = re.compile(
    r"\b(?:no|not one of (?:the|our|its)|none of (?:the|our|its)|"
    rf"ha(?:s|d)(?:n['’]t| not| never) been an?)\s+(?:(?P<n>{NUMBER})\s+)?"
    r"(?:[a-z-]+\s+){0,2}?(?P<noun>[a-z]+)\b", re.IGNORECASE,
)  # fmt: skip
# Never fewer than 1,700, nor above 2,507; at no point did it reach 28.
NEVER = re.compile(
    r"\b(?:(?P<never>never|not once|at no (?:point|time|stage))\b|(?<=\d )(?:n?or|and)\s+"
    r"(?=(?:above|over|below|under|more than|fewer than|less than|higher than|lower than)\s+£?\d))",
    re.IGNORECASE,
)  # fmt: skip
# Nobody else reaches 25; no other district does; neither A nor B has.
NONE_ELSE = re.compile(
    r"\b(?:(?:nobody|no[ -]one|nothing|nowhere|none)\s+else|no\s+other\s+(?P<noun>[a-z]+)|"
    r"none\s+of\s+the\s+(?:others|rest|other\s+[a-z]+))\b", re.IGNORECASE,
)  # fmt: skip
NEITHER = re.compile(r"\bneither\s+(?:in\s+|at\s+|the\s+)?", re.IGNORECASE)
BUT = re.compile(
    r"\s*(?:[a-z-]+\s+){0,2}?,?\s*(?:but|except(?: for| in| at)?|bar|apart from|other than|"
    r"save(?: for)?|with the exception of|excluding)\s+(?:the\s+)?", re.IGNORECASE,
)  # fmt: skip
BUT_SO_MANY = re.compile(
    r"\s*,?\s*(?:but|bar|except)\s+(?P<n>one|two|three)\b(?!\s+of\b)", re.IGNORECASE
)
EXCEPTION = re.compile(r"\bexceptions?\b(?:\s+\w+){0,2}?\s+(?:the\s+)?", re.IGNORECASE)
ONLY = re.compile(
    r"\b(?:the only(?: one| (?P<few>two|three|four))?|"
    r"the (?P<many>one|two|three|four)(?= [a-z]+ (?:that|which|where|in which|to)\b)|"
    r"alone (?:in|among|of)|(?:is|was|stands|stood) alone)\b"
    rf"(?:\s+of\s+the\s+(?:{NUMBER})(?:\s+[a-z-]+){{0,2}}?\s+[a-z]+s\b)?", re.IGNORECASE,
)  # fmt: skip
ONLY_THESE = re.compile(
    r"(?<!second )\b(?:only|just)\s+(?!over\b|under\b|above\b|below\b)"
    r"(?:(?:in|at|on|for|among)\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
FIRST_TIME = re.compile(
    r"\bfor the first time\b|\bfirst (?=(?:overt|pass|exceed|topp|surpass|outnumber|reach|"
    r"(?:rose|went|climbed|got) (?:above|over|past)|(?:fell|dropped|dipped|went) (?:below|under)))",
    re.IGNORECASE,
)
DENIED = re.compile(r"\bnot\s+$", re.IGNORECASE)
WERE = re.compile(r"\b(?:were|are|remain|remained)\s+$", re.IGNORECASE)  # of several
OVER = re.compile(r"\s*(?:(?:from|between|over|in|of|during)\s+)?", re.IGNORECASE)
BOTH = 2
BESIDE = 3  # characters between the words of one name
SURE = 0.8  # of a mention of what is the only one
COMMA = re.compile(r",\s")
NO = re.compile(
    r"\b(?:only|since|each|every|once|until|till|not|n['’]t|would|should|could|may|might|if|"
    r"whether)\b", re.IGNORECASE,
)  # fmt: skip
# Set beside other lines, and not beside another time: more vans than motorbikes.
COMPARED = re.compile(
    rf"\bthan\b(?!\s+(?:(?:it|they|that|those|was|were|had|did|been|in|at|for|on|during|of)\s+)*"
    rf"(?:the\s+)?(?:an?\s+(?:year|month|quarter)|(?:{NUMBER}|last|previous|preceding|years?|months?|"
    r"quarters?|same|first|second|third|fourth|start|beginning|(?:19|20)\d\d|q[1-4])\b|"
    rf"(?:{MONTHS})\b))|"
    r"\b(?:never|nowhere|likely|outnumber\w*|out(?:paced|stripped)|without a break|put together|"
    r"any other|most of|year on year|in (?:any|all|both))\b", re.IGNORECASE,
)  # fmt: skip


def singled(bench: Bench) -> Iterator[Counted]:
    """What a sentence says of every line, of none or of only some, and of those that it names."""
    yield from _every(bench)
    yield from _never(bench)
    yield from _no_other(bench)
    yield from _only(bench)
    yield from _first_time(bench)
    yield from _those(bench)


def _every(bench: Bench) -> Iterator[Counted]:
    """Every line, none of them, all but some, the rest."""
    sentence = bench.sight.sentence
    for form, pattern in (("every", EVERY), ("none", NONE), ("the rest", REST)):
        for match in pattern.finditer(sentence):
            told = match.groupdict()
            noun, of = told.get("noun"), told.get("n")
            if noun and not is_line(bench, noun) and not (form == "every" and of):
                continue
            if match.group().lower().startswith("all") and noun and not noun.endswith("s"):
                continue  # all crime
            both = bool(told.get("both"))
            timed = bool(TIMES.fullmatch(noun)) if noun and not of else None
            many = BOTH if both else count_of(of) if of else None
            if both and not timed:
                continue
            rest = form == "the rest" or bool(told.get("other"))
            for axis, lines in fields(bench, None if rest else many, timed, noun or ""):
                which, stop = (lines if form != "none" else ()), match.end()
                said = form
                if rest:
                    said, which = "the rest", _others(bench, axis, lines)
                    if not which or (many and len(which) != many):
                        continue
                elif form == "every":
                    part = _part(bench, axis, stop)
                    if part is not None and set(part[0]) <= set(lines):
                        lines, stop = part
                        which = lines
                    fewer = BUT_SO_MANY.match(sentence, stop)
                    if fewer:
                        yield _all_but(bench, axis, lines, (match.start(), stop), fewer)
                        continue
                    left = _left_out(bench, axis, stop)
                    if left is not None:
                        said, stop = "all but some", left[1]
                        which = tuple(li for li in lines if li not in left[0])
                span = (match.start(), stop)
                yield Counted(
                    said, sentence[slice(*span)], span, clause_of(sentence, span), axis, lines,
                    len(which), frozenset(which),
                )  # fmt: skip


def _all_but(
    bench: Bench, axis: int, lines: tuple[Line, ...], span: Span, fewer: re.Match[str]
) -> Counted:
    """All lines but so many: every quarter but one."""
    sentence, whole = bench.sight.sentence, (span[0], fewer.end())
    many = len(lines) - count_of(fewer["n"])
    return Counted(
        "of so many", sentence[slice(*whole)], whole, clause_of(sentence, whole), axis, lines, many
    )  # fmt: skip


def _never(bench: Bench) -> Iterator[Counted]:
    """None of all times."""
    sentence = bench.sight.sentence
    found = [*NEVER.finditer(sentence)]
    if not any(match["never"] for match in found):
        return
    for match, then in zip_longest(found, found[1:]):
        start, stop = clause_of(sentence, match.span())
        start = max(start, match.start())
        stop = min(stop, then.start()) if then else stop
        for axis, lines in fields(bench, None, True):
            clause = (start, stop)
            yield Counted("none", match.group(), match.span(), clause, axis, lines, 0, frozenset())


def _no_other(bench: Bench) -> Iterator[Counted]:
    """None of those that are not named; neither of two that are."""
    sentence = bench.sight.sentence
    for match in NONE_ELSE.finditer(sentence):
        noun = match["noun"]
        timed = bool(TIMES.fullmatch(noun)) if noun else None
        if noun and not is_line(bench, noun):
            continue
        for axis, lines in fields(bench, None, timed, noun or ""):
            others = _others(bench, axis, lines)
            if others:
                clause = (match.start(), clause_of(sentence, match.span())[1])
                yield Counted(
                    "none", match.group(), match.span(), clause, axis, others, 0, frozenset()
                )  # fmt: skip
    for match in NEITHER.finditer(sentence):
        for axis in (0, 1):
            named = chain(bench, axis, match.end())
            if named is not None and len(named[0]) == len(("one", "other")):
                span = (match.start(), named[1])
                yield Counted(
                    "none", sentence[slice(*span)], span, clause_of(sentence, span), axis,
                    named[0], 0, frozenset(),
                )  # fmt: skip


def _others(bench: Bench, axis: int, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines that a sentence does not name; none where it names none."""
    named = {
        li for m in bench.sight.mentions[axis] if m.weight >= NAMED and m.end > m.start
        for li in m.lines
    }  # fmt: skip
    return tuple(li for li in lines if li not in named) if named & set(lines) else ()


def _part(bench: Bench, axis: int, start: int) -> tuple[tuple[Line, ...], int] | None:
    """The stretch of times that is named right behind a place, and where that ends: every month
    from May to December."""
    for mention in bench.sight.ranges(axis):
        lead = bench.sight.sentence[start : mention.start]
        if mention.start >= start and OVER.fullmatch(lead) and len(mention.lines) > 1:
            return mention.lines, bench.sight.spoken(mention)[1]
    return None


def _left_out(bench: Bench, axis: int, start: int) -> tuple[tuple[Line, ...], int] | None:
    """The lines that are said to be left out of all, and where that ends."""
    sentence = bench.sight.sentence
    but = BUT.match(sentence, start)
    if but:
        return chain(bench, axis, but.end())
    exception = EXCEPTION.search(sentence, start)
    left = chain(bench, axis, exception.end()) if exception else None
    return (left[0], start) if left else None


def _only(bench: Bench) -> Iterator[Counted]:
    """One line that is the only one, or some that are."""
    sentence = bench.sight.sentence
    for match in ONLY.finditer(sentence):
        if DENIED.search(sentence[: match.start()]):
            continue
        several = bool(WERE.search(sentence[: match.start()]))
        told = match["many"] or match["few"]
        many = count_of(told) if several and told else 0
        clause = (match.end(), clause_of(sentence, match.span())[1])
        for axis, some, where in _named(bench, match.span(), several=several, many=many):
            lines = bench.sight.axes[axis].counted
            if set(some) <= set(lines) and len(lines) >= FEWEST:
                form = "only several" if several else "only"
                yield Counted(
                    form, match.group(), match.span(), clause, axis, lines, len(some),
                    frozenset(some), where,
                )  # fmt: skip
    for match in ONLY_THESE.finditer(sentence):
        for axis in (0, 1):
            lines = bench.sight.axes[axis].counted
            named = chain(bench, axis, match.end())
            if named is None or len(lines) < FEWEST or not set(named[0]) <= set(lines):
                continue
            span = (match.start(), named[1])
            yield Counted(
                "only these", sentence[slice(*span)], span, clause_of(sentence, span), axis, lines,
                len(named[0]), frozenset(named[0]), "right behind",
            )  # fmt: skip


def _first_time(bench: Bench) -> Iterator[Counted]:
    """The time that something is said to be so first: the only one of those up to it."""
    sentence = bench.sight.sentence
    for match in FIRST_TIME.finditer(sentence):
        for axis, own in enumerate(bench.sight.axes):
            series = own.series if own.timed else ()
            named = [
                m for m in bench.sight.mentions[axis]
                if len(m.lines) == 1 and m.lines[0] in series and m.end > m.start
            ]  # fmt: skip
            behind = [m for m in named if m.start >= match.end()]
            before = [m for m in named if m.end <= match.start()]
            if not named or len({li.stems for li in series}) > 1:
                continue
            one = (behind[0] if behind else before[-1]).lines[0]
            lines = series[: series.index(one) + 1]
            if len(lines) > 1:
                yield Counted(
                    "only", match.group(), match.span(), clause_of(sentence, match.span()), axis,
                    lines, 1, frozenset((one,)), "behind" if behind else "before",
                )  # fmt: skip


def _those(bench: Bench) -> Iterator[Counted]:
    """Lines that are named in a clause without numbers: response and custody shrank."""
    sentence = bench.sight.sentence
    for axis, own in enumerate(bench.sight.axes):
        spots: list[Span] = []
        for mention in bench.sight.mentions[axis]:
            if mention.weight < SURE or (spots and mention.start < spots[-1][1]):
                continue
            named = chain(bench, axis, mention.start)
            if named is None:
                continue
            span = (mention.start, named[1])
            spots.append(span)
            before, after = clause_of(sentence, span)
            comma = COMMA.search(sentence, span[1])
            clause = (before, min(after, comma.start()) if comma else after)
            if any(clause[0] <= n.start < clause[1] for n in bench.sight.numbers):
                continue
            if any(form.search(sentence, *clause) for form in (SUPERLATIVE, NO, COMPARED)):
                continue
            lines = tuple(li for li in own.lines if li in named[0])
            rest = sentence[span[1] : clause[1]]
            where = "first" if not sentence[clause[0] : span[0]].strip() else (
                "last" if not rest.strip(" .") else "within")  # fmt: skip
            yield Counted(
                "those", sentence[slice(*span)], span, clause, axis, lines, len(lines), None, where
            )  # fmt: skip


def _named(
    bench: Bench, at: Span, *, several: bool, many: int
) -> Iterator[tuple[int, tuple[Line, ...], str]]:  # fmt: skip
    """The lines that may be the only one: the last named before it, the first behind; of several
    those that are named together before it."""
    for axis in (0, 1):
        own = [
            m for m in bench.sight.mentions[axis]
            if len(m.lines) == 1 and m.weight >= SURE and m.end > m.start
        ]  # fmt: skip
        before = max((m for m in own if m.end <= at[0]), key=lambda m: m.end, default=None)
        # Low risk: a word of the name that names another line too
        before = next(
            (m for m in own if before and m.weight > before.weight
             and 0 <= before.start - m.end <= BESIDE), before,
        )  # fmt: skip
        behind = min((m for m in own if m.start >= at[1]), key=lambda m: m.start, default=None)
        for mention, where in ((before, "before"), (behind, "behind")):
            if mention is None:
                continue
            lines = mention.lines
            if many > 1 and mention is before:  # drugs (29.0 %) and property (26.4 %) are the two
                last = sorted((m for m in own if m.end <= at[0]), key=lambda m: m.end)[-many:]
                lines = tuple(dict.fromkeys(m.lines[0] for m in last))
                lines = lines if len(lines) == many else ()
            elif several:
                some = [j for j in bench.joints[axis] if lines[0].at in j and mention is before]
                lines = lines if not some else tuple(
                    li for li in bench.sight.axes[axis].lines if li.at in some[0]
                )  # fmt: skip
            if lines:
                yield axis, lines, where + _gap(bench, mention, at)


def _gap(bench: Bench, mention: Mention, at: Span) -> str:
    sentence = bench.sight.sentence
    between = (
        sentence[mention.end : at[0]] if mention.end <= at[0] else sentence[at[1] : mention.start]
    )
    return " far" if BREAK.search(between) or len(between) > 12 else ""
