"""Places that a sentence claims: highest, third lowest, more than any other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from wardmote.checker import forms
from wardmote.checker.spelt import ORDINALS, WORDS
from wardmote.checker.standing import NTH

_HIGH = (
    r"highest|oldest|dearest|widest|largest|busiest|biggest|greatest|heaviest|longest|"
    r"peak(?:ed|ing|s)?|commonest|most (?:common|frequent|numerous)|"
    r"(?<=the )most(?= likely\b)|"
    r"(?<!at )(?<!the very )most(?! (?:recent|similar|serious|common|likely|part|notabl|of))|top|"
    rf"(?<=the )most(?= of (?:any|all|the (?:{'|'.join(WORDS)}|\d+))\b)|"
    r"record high|high point|costliest|priciest|fullest|deepest"
)


_LOW = (
    r"lowest|rarest|least (?:common|frequent|numerous)|"
    r"youngest|cheapest|narrowest|quickest|smallest|fewest|quietest|(?<!at )least|shortest|"
    r"low point|bottom|record low|trough|thinnest|slimmest|leanest"
)


_STEEP = r"steepest|sharpest|fastest|slowest"


_EITHER = r"best(?! part\b)|worst|poorest|weakest|strongest|furthest|farthest"
OVER = re.compile(r"\s+(?:over|above|ahead|past|beyond|up)\b", re.IGNORECASE)
UNDER = re.compile(r"\s+(?:below|under|beneath|behind|short|off|adrift|from|down)\b", re.IGNORECASE)


SUPERLATIVE = re.compile(
    rf"(?:\b(?P<nth>{NTH})[\s-]+)?\b(?:(?P<high>{_HIGH})|(?P<low>{_LOW})|(?P<steep>{_STEEP})|"
    rf"(?P<either>{_EITHER}))\b(?!-)",
    re.IGNORECASE,
)


RANKED = re.compile(
    rf"\b(?:ranked|ranks|ranking|placed|came|comes?|was|is|sits|lies|stood|"
    rf"stands)\s+(?:only\s+|just\s+|"
    rf"joint\s+|in\s+)?(?P<nth>{NTH})\b(?=\s+(?:of|out of|among|in|place|at|with|by|for)\b|,|\.)",
    re.IGNORECASE,
)


SECOND_TO = re.compile(r"\bsecond only to\b", re.IGNORECASE)
_THAN_ANY_OTHER = (
    r"\bthan\s+(?:(?:those|that|in|at|for|of|on)\s+){0,2}any\s+(?:of\s+the\s+)?other\b"
)
ANY_OTHER = re.compile(
    r"\b(?P<more>more|higher|greater|larger|"
    rf"busier)\b(?P<between>[^.;]{{0,40}}){_THAN_ANY_OTHER}|"
    rf"\b(?P<less>fewer|lower|less|smaller|quieter)\b[^.;]{{0,40}}{_THAN_ANY_OTHER}",
    re.IGNORECASE,
)


# Fell more steeply than any other; rose faster than any other group.
MOVED_MORE = re.compile(
    rf"\b(?:(?P<up>{forms.ROSE})|(?P<down>{forms.FELL}))\b[^.;,]{{0,30}}?"
    r"\b(?:more (?:steeply|sharply|quickly|strongly|rapidly|markedly)|faster|further)\b"
    rf"[^.;]{{0,60}}?{_THAN_ANY_OTHER}",
    re.IGNORECASE,
)
# Nowhere added more crimes than Eastfleet; no district was slower than Dunmoor.
NONE_MORE = re.compile(
    r"\b(?i:nowhere|nobody|no[ -]one|nothing|none|no (?:other )?[a-z]+)\b"
    r"(?P<between>[^.;,\d]{0,60}?)\b"
    r"(?:(?P<more>more|higher|greater|larger|busier|bigger|longer|slower|dearer)|"
    r"(?P<less>fewer|lower|less|smaller|quieter|shorter|quicker|faster|cheaper))\b"
    r"[^.;,\d]{0,40}?\bthan\s+(?=[^\d.;,]{0,40}[A-Z])"
)
# The most electrified: by what, nobody says. The next highest: after which, the words before say.
ADJECTIVE = re.compile(
    r"most\s+(?!likely\b|common\b|frequent\b|numerous\b)[a-z-]+(?:ed|ive|al|ous|able|ible|ent|ant|ic|ly)\b",
    re.IGNORECASE,
)
NEXT_TO = re.compile(r"\bnext[\s-]+$", re.IGNORECASE)
PERCENT = re.compile(r"\d\s?%|\d\s+per ?cent", re.IGNORECASE)
# Where most requests cleared the threshold: more than half of them, and no place.
QUANTIFIER = re.compile(r"most\s+(?:[a-z-]+\s+)?[a-z-]+s\b", re.IGNORECASE)
OF_MOST = re.compile(
    r"\b(?:the|has|had|have|having|saw|seen|record\w+|receiv\w+|made|took|taken|gained|lost|got|with|"
    r"its|their|our|a|logged|reported|generat\w+|produc\w+|caught|carr\w+|used|issued|held|attract\w+|"
    rf"{NTH})[\s-]+(?:by far\s+|easily\s+|also\s+)*$", re.IGNORECASE,
)  # fmt: skip
IMPROVED_MOST = re.compile(r"\b(?:improved|worsened|changed|moved)\s+(?:the\s+)?$", re.IGNORECASE)
# The most, 43, followed by Corporate with 31: one place further on.
NEXT = re.compile(r"\bfollowed(?:\s+closely)?\s+by\b(?!\s+(?:a|an)\b)", re.IGNORECASE)


BUT = re.compile(r"(?:\s+[a-z-]+){0,3}?\s+but\s+(?P<but>one|two|three)\b", re.IGNORECASE)


GROWN = re.compile(
    r"\b(?:increases?|rises?|growth|gains?|jumps?|upturn|improvements?|climbs?|surge|uplift)\b",
    re.I,
)


TIME = re.compile(r"\b(?:minutes?|mins?|seconds?|hours?|days|times?|wait\w*|attend\w*)\b", re.I)
EITHER_WAY = re.compile(r"improvement|deterioration|gain", re.IGNORECASE)  # as what is counted goes


ADDED = re.compile(r"\b(?:added|adds|gained|gains|grew|rose|climbed|increased)\b", re.I)
SHRUNK = re.compile(
    r"\b(?:falls?|reductions?|drops?|decreases?|declines?|cuts?|deterioration|slump|dip)\b", re.I
)


ERRORS = re.compile(
    r"\s+(?:[a-z-]+\s+){0,2}?(?:error|failure|turnover|vacanc|absence|sickness|abandon|repeat|"
    r"reoffend|attrition|backlog|delay|overspen|shortfall)", re.IGNORECASE,
)  # fmt: skip
HOLDS_DOWN = re.compile(
    r"\b(?:crimes?|offences?|collisions?|casualt\w+|abandon\w*|waits?|waiting|sickness|"
    r"burglar\w+)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A place that is claimed: from the highest (1), the lowest (-1) or either end (0)."""

    start: int
    end: int
    place: int
    top: int
    grown: int  # 1 of increases, -1 of reductions, 2 of either, 0 of levels
    text: str
    behind: bool = False  # it is said of what stands behind it alone

    @property
    def mirrored(self) -> Claimed:
        """The same place from the other end."""
        if self.grown in (1, -1):
            return replace(self, grown=-self.grown)
        return replace(self, top=-self.top)


def claimed_at(span: tuple[int, int], text: str) -> Claimed:
    """Where something else than a place is claimed, as a place."""
    return Claimed(span[0], span[1], 1, 0, 0, text)


def _is_no_place(sentence: str, at: int) -> bool:
    """Whether the superlative at a place claims none that can be looked up."""
    before = sentence[:at]
    if IMPROVED_MOST.search(before) or NEXT_TO.search(before) or ADJECTIVE.match(sentence, at):
        return True  # which way it went, what is counted says
    return bool(QUANTIFIER.match(sentence, at)) and not OF_MOST.search(before)


def claims_of_place(sentence: str) -> Iterator[Claimed]:
    """Every place that a sentence claims."""
    nexts = list(NEXT.finditer(sentence))
    for match in SUPERLATIVE.finditer(sentence):
        if _is_no_place(sentence, match.start()):
            continue
        after = re.split(r"[,.;]\s", sentence[match.end() : match.end() + 55])[0]
        before = re.split(r"[.;]", sentence[max(0, match.start() - 50) : match.start()])[-1]
        up, down = GROWN.search(after), SHRUNK.search(after)
        if match["steep"] and not (up or down):
            up, down = GROWN.search(before), SHRUNK.search(before)
        grown = 0
        if up or down:
            first = up if up and (not down or up.start() < down.start()) else down
            grown = 1 if first is up else -1
            if EITHER_WAY.match(first.group() if first else ""):
                grown = 2
        top = 1 if match["high"] else -1 if match["low"] else 0
        if match["either"]:
            good = match["either"].lower() in ("best", "strongest")
            if grown in (1, -1):  # the worst drop is the largest, as is the best
                top = -1 if match["either"].lower() in ("poorest", "weakest") else 1
            elif OVER.match(sentence, match.end()):
                top = 1  # furthest over budget
            elif UNDER.match(sentence, match.end()):
                top = -1
            elif ERRORS.match(after):
                top = -1 if good else 1
            elif forms.HOLDS_UP.search(sentence):
                top = 1 if good else -1
            elif HOLDS_DOWN.search(sentence) and not PERCENT.search(after):
                top = -1 if good else 1
        if match["steep"]:
            word = match["steep"].lower()
            slow = word == "slowest"
            top = -1 if slow else 1
            if not grown:
                if word not in ("fastest", "slowest") or not TIME.search(sentence):
                    continue
                top = 1 if slow else -1  # the longest time
        nth = place_of(match["nth"])
        but = BUT.match(sentence, match.end())
        if but:
            nth += int(WORDS[but["but"].lower()])
        yield Claimed(match.start(), match.end(), nth, top, grown, match.group())
        behind = [m for m in nexts if m.start() >= match.end()]
        between = sentence[match.end() : behind[0].start()] if behind else ";"
        if behind and not re.search(r"[;.]\s", between) and not SUPERLATIVE.search(between):
            spot, place = behind[0], nth + 1
            yield Claimed(spot.start(), spot.end(), place, top, grown, spot.group(), behind=True)
    for match in RANKED.finditer(sentence):
        if not SUPERLATIVE.match(sentence[match.start("nth") :]):
            yield Claimed(match.start(), match.end(), place_of(match["nth"]), 0, 0, match.group())
    for match in NONE_MORE.finditer(sentence):
        grown = int(bool(ADDED.search(match["between"])))
        top = 1 if match["more"] else -1
        yield Claimed(match.start(), match.end(), 1, top, grown, match.group())
    for match in SECOND_TO.finditer(sentence):
        yield Claimed(match.start(), match.end(), 2, 0, 0, match.group())
    moved = [*MOVED_MORE.finditer(sentence)]
    for match in moved:
        yield Claimed(
            match.start(), match.end(), 1, 1, 1 if match["up"] else -1, match.group()
        )  # fmt: skip
    for match in ANY_OTHER.finditer(sentence):
        if any(m.start() <= match.start() < m.end() for m in moved):
            continue
        top = 1 if match["more"] else -1
        yield Claimed(match.start(), match.end(), 1, top, 0, match.group())


def place_of(nth: str | None) -> int:
    """The number of an ordinal, 1 where none is said."""
    if not nth:
        return 1
    return int(ORDINALS.get(nth.lower()) or re.sub(r"\D", "", nth))
