"""What a sentence says that the table beside it has not: another time, another thing, a part."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from wardmote.checker import forms
from wardmote.checker.bench import Bench
from wardmote.checker.cues import Cue
from wardmote.checker.grid import FUNCTION
from wardmote.checker.number import Sort
from wardmote.checker.stems import same_word, tokens
from wardmote.checker.weights import weights

CLOSE = 45  # characters within which a number belongs to its neighbour
MANY_STRANGE = 3  # words, beyond which more say no more
NEAR, SHORT = 50, 4  # characters about a number, and of a word that is too short to name a thing
# What would be, what is known of others: of none of it need the table have anything.
ELSEWHERE = re.compile(
    r"\b(?:would|needed|required|if|national\w*|england|wales|region\w*|similar|peers?|"
    r"neighbour\w*|elsewhere|forecast|predicted|expected|projected|estimated|among|amongst|aged|"
    r"involv\w+|survey\w*|target|average of)\b",
    re.IGNORECASE,
)
PART_BEFORE = re.compile(r"\b[Oo]f\s+(?:the|these|those|all|its)?\s*«[^.;]{0,60}$")
CHANCES = (0.0005, 0.5)  # between which a value of any number may be printed by chance
BETWEEN = re.compile(rf"[;:]|[.!?]\s|\b(?:{forms.WHEREAS})\b", re.IGNORECASE)
# The ends of an interval: 316 to 346 four times in five.
INTERVAL = re.compile(forms.TIMES_IN, re.IGNORECASE)
NOT_YET = re.compile(r"\bwould (?:be|have|need)\b|\b(?:needed|required) to\b", re.IGNORECASE)
# The local standard is 20 minutes; up 8 points over two years.
LOCAL_AIM = re.compile(
    rf"\b(?:{forms.AIM})\b[^.;,]{{0,15}}\b(?:is|was|of|being|remains|stands at)\s+(?:an?\s+)?$",
    re.IGNORECASE,
)
OVER_YEARS = re.compile(
    r"^[^.;]{0,40}\bover (?:the\s+)?(?:(?:last|past)\s+)?(?:\w+\s+)years\b", re.IGNORECASE
)
# The 6,200 of three years earlier; 315 were 65 or over.
YEARS_AGO = re.compile(
    r"^\s+(?:of|in|from)\s+(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(?:years|months|"
    r"quarters)\s+(?:earlier|before|ago|previously)\b", re.IGNORECASE,
)  # fmt: skip
AGED = re.compile(
    r"^\s+(?:[a-z]+\s+){0,3}?(?:aged\s+)?\d\d\s+(?:or|and)\s+(?:over|older|above|under|younger)\b",
    re.IGNORECASE,
)
# Neither has got as high as 225: the limit of a claim, that nothing need come to.
LIMIT = re.compile(
    r"\b(?:as (?:many|much|high|low|few|long|short) as|reach(?:es|ed)?|exceed(?:s|ed)?|above|below|"
    r"over|under|more than|fewer than|less than)\s+(?:the\s+)?$", re.IGNORECASE,
)  # fmt: skip
PASSED = re.compile(
    r"\b(?:pass(?:ed|es|ing)?|broken? through|cross(?:ed|es|ing)?|surpass(?:ed|es|ing)?)\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
NEVER = re.compile(
    r"\b(?:neither|never|nobody|no[ -]one|none|nothing|nowhere|not|no)\b|n['’]t\b", re.IGNORECASE
)
FROM = re.compile(r"\bfrom\s+(?:(?:an?|the|about|around|some)\s+)?$", re.IGNORECASE)
TO = re.compile(r"^\s*(?:up\s+|down\s+)?to\b", re.IGNORECASE)
OWN_SUBJECT = re.compile(
    rf"\band\s+(?!(?:it|they|this|that|is|are|was|were|has|have|had|by|so|then)\b)"
    rf"(?:[a-z'’-]+\s+){{1,4}}?{forms.WAY}",
    re.IGNORECASE,
)


# Slipped back by 57, and the number of crimes climbed from 1,102.
ANOTHER = re.compile(
    r",\s+(?:and|while|whilst|but)\s+(?:the|its|their|our|in|at)\s+[a-z]", re.IGNORECASE
)


def says(form: re.Pattern[str], cue: Cue, labels: Set[str] = frozenset()) -> bool:
    """Whether a word of a form stands near a number, and is no word of the table's labels."""
    found = form.finditer(f"{cue.before} {cue.after[:CLOSE]}")
    return any(
        not any(same_word(stem, own) for _, stem in tokens(m.group()) for own in labels)
        for m in found
    )


def is_elsewhere(cue: Cue, labels: Set[str] = frozenset()) -> bool:
    """Whether a word near a number tells of what would be, or is known of others."""
    return says(ELSEWHERE, cue, labels)


def is_part(i: int, cues: Sequence[Cue]) -> bool:
    """Whether a number is a part of the one before it: of the 456, 118."""
    return bool(i and PART_BEFORE.search(f"{cues[i - 1].before}«{cues[i].before}"))


def by_chance(cue: Cue) -> float:
    """The chance that a number from anywhere is printed as one is."""
    low, high = CHANCES
    return min(high, max(low, cue.chance))


def strange(cue: Cue, bench: Bench) -> float:
    """How many words near a number are neither of the table nor of papers in general, of as many
    as say any more: 0 to 1."""
    known = weights().words
    many = sum(
        len(stem) >= SHORT
        and not stem.isdigit()
        and stem not in known
        and stem not in FUNCTION
        and not any(same_word(stem, own) for own in bench.sight.words)
        for _, stem in tokens(f"{cue.before[-NEAR:]} {cue.after[:NEAR]}")
    )
    return min(many, MANY_STRANGE) / MANY_STRANGE


def _is_limit(cue: Cue) -> bool:
    """Whether a number is what something is said not to have passed."""
    hedge = re.match(r"[a-z ]*", cue.number.text, re.IGNORECASE)
    words = f"{cue.before}{hedge.group() if hedge else ''}"
    if PASSED.search(words):
        return True  # together passed 1,000
    return bool(LIMIT.search(words)) and bool(NEVER.search(cue.before))


def from_outside(cue: Cue, bench: Bench) -> bool:
    """Whether a number's words say that the table has it not: another time, thing or part."""
    sight = bench.sight
    start, end = cue.number.start - len(cue.before), cue.number.end + len(cue.after)
    for one, other in sight.elsewhere:
        between = sight.sentence[min(other, cue.number.end) : max(one, cue.number.start)]
        if start <= one < end and not BETWEEN.search(between):
            return True
    named = [m.start for mentions in sight.mentions for m in mentions]
    subject = OWN_SUBJECT.search(cue.before)
    if subject and not any(start + subject.start() <= at < cue.number.start for at in named):
        return True
    if INTERVAL.search(sight.sentence) and not cue.change:
        return True
    if FROM.search(cue.before) and TO.match(cue.after) and not any(a.timed for a in sight.axes):
        return True  # it went from what no table of one time has
    if LOCAL_AIM.search(cue.before):
        return True
    if YEARS_AGO.match(cue.after) or AGED.match(sight.sentence[cue.number.end :]):
        return True
    if _is_limit(cue):
        return True
    if cue.change and OVER_YEARS.search(cue.after):
        return True
    if NOT_YET.search(cue.after) and cue.number.sort is Sort.COUNT:
        return True
    return bool(forms.OF_THEM.match(cue.after)) and not any(
        cue.number.end <= at < end for at in named
    )
