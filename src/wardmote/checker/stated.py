"""What a sentence states of its own numbers in so many words, whatever a table may have.

It fell from A to B; A, down from B; of W, P (S %). Where such a form stands whole, the words leave
no doubt which numbers are meant, and what is said of them is held against their intervals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wardmote.checker.explained import POINTS_MEANT, Explained, State
from wardmote.checker.findings import Finding
from wardmote.checker.forms import BUDGETED, near, tagged
from wardmote.checker.number import Number, Sort
from wardmote.checker.numbers import IN_PENCE
from wardmote.checker.outside import ANOTHER
from wardmote.checker.telling import finding_of
from wardmote.vocabulary import Direction, Hedge

# Words that say of any number which way it went: a lower speed may be slower, a lower time faster.
ROSE = (
    r"rose|risen|rising|rises?|increas(?:e|es|ed|ing)|up|grew|grown|growing|grows|growth|"
    r"climb(?:ed|s|ing)?|jump(?:ed|s|ing)?|went up|widened"
)
FELL = (
    r"fell|fallen|falling|falls?|decreas(?:e|es|ed|ing)|down|reduc(?:ed|es|ing|tion)|"
    r"drop(?:ped|s|ping)?|declin(?:e|es|ed|ing)|narrowed"
)
MORE, FEWER = r"more|higher|additional|extra", r"fewer|less|lower"
WAY = rf"\b(?:{ROSE}|{FELL})\b"
NOUN = r"\b(?:rise|increase|growth|fall|decrease|reduction|drop|decline)\b"
IS_DOWN = re.compile(rf"^(?:{FELL}|{FEWER})$", re.IGNORECASE)
_SIZE = r"(?:by\s+)?(?:(?:an?|some|just|about|around)\s+)*«(?P<size>\d+)[CPOST]»"
_UNITS = r"(?:\s+(?:[a-z-]+)){0,3}?"
_A, _B = r"«(?P<a>\d+)(?P<sort>[CP])»", r"«(?P<b>\d+)(?P=sort)»"
_THE = r"(?:(?:the|a|an|about|around|some|just|over|under|nearly|almost)\s+)*"
# The size that stands right behind a pair: (-2.0 %); , a fall of 9.5 %; , or 31 fewer.
_BEHIND = (
    r"(?P<behind>[^«»;.:]{0,25}?[,(–-]\s*(?:(?:and|or|an?|some|that is|which is|equivalent to|"
    rf"equal to)\s+)*(?:(?P<noun>{NOUN}|\bup\b|\bdown\b)\s+(?:of\s+|by\s+)?)?{_THE}"
    rf"«(?P<last>\d+)[CPOS]»(?:{_UNITS}\s+(?P<side>\b(?:{MORE}|{FEWER}|{NOUN[2:-2]})\b))?"
    r"(?P<after>[^«»;.]{0,12}))?"
)
PAIRS = (
    re.compile(
        rf"(?P<way>{WAY})(?:\s+{_SIZE})?[^«»;.:,]{{0,45}}?,?\s*\bfrom\s+{_THE}{near(25)}{_A}"
        rf"[^«»;]{{0,45}}?\b(?:up\s+|down\s+)?to\s+{_THE}{near(25)}{_B}{_BEHIND}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<way>{WAY})\s+(?:back\s+|again\s+)?to\s+{_THE}«(?P<b>\d+)(?P<sort>[CP])»"
        rf"[^«»;.:,]{{0,40}}?,?\s*\bfrom\s+{_THE}«(?P<a>\d+)(?P=sort)»{_BEHIND}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"«(?P<b>\d+)(?P<sort>[CP])»[^«»;.:()]{{0,70}}?[,(–-]\s*"
        rf"(?:(?:and|or|which is|which was|an?)\s+)*(?P<way>{WAY})\s+"
        rf"(?:(?:of\s+)?{_SIZE}{_UNITS}\s+(?:from|on|against|compared (?:with|to))|from)\s+{_THE}"
        rf"(?:[a-z]+(?:['’]s)?\s+)?«(?P<a>\d+)(?P=sort)»{_BEHIND}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"«(?P<b>\d+)(?P<sort>[CP])»[^«»;.:()]{{0,70}}?[,(–-]\s*"
        rf"(?:(?:and|or|which is|which was|some|an?)\s+)*«(?P<size>\d+)[CPOS]»{_UNITS}\s+"
        rf"(?P<way>\b(?:{MORE}|{FEWER}|up|down|rise|fall|increase|reduction)\b)\s+(?:than|on|from)"
        rf"\s+{_THE}(?:[a-z]+(?:['’]s)?\s+)?«(?P<a>\d+)(?P=sort)»{_BEHIND}",
        re.IGNORECASE,
    ),
)
BY = re.compile(r"\bby\s+(?:(?:an?|some|about|around|just|another)\s+)*$", re.IGNORECASE)
# Ages, ranges and steps that something took on its way.
ELSE = re.compile(
    r"\b(?:aged?|rang\w+|between|vary|varies|varied|before|then|since|target|forecast|"
    r"average of)\b",
    re.IGNORECASE,
)
OR = r"(?:\s*\(|,\s*(?=«)|,\s*(?:or|equivalent to|which is|that is|representing)\s+)"
TORN = re.compile(
    rf"(?P<way>{WAY})\s+(?:by\s+|of\s+)?«\d+[PS]»{OR}{_THE}«(?P<at>\d+)C»{_UNITS}\s+"
    rf"(?P<side>\b(?:more|fewer|less)\b)(?!\s+than)",
    re.IGNORECASE,
)
SIGNED = re.compile(
    rf"«\d+C»{_UNITS}\s+(?P<side>\b(?:more|fewer|less)\b)(?!\s+than)\s*\(\s*«(?P<at>\d+)P»\s*\)",
    re.IGNORECASE,
)
PARTED = re.compile(
    r"\b(?:of|out of|among)\s+(?:the\s+|all\s+|its\s+|our\s+|these\s+)?(?:[a-z]+['’]s\s+)?"
    r"«(?P<whole>\d+)C»(?=[^«»;.]{0,60},)",
    re.IGNORECASE,
)
PART = re.compile(r"«(?P<part>\d+)C»[^«»;.,()]{0,40}?\(\s*«(?P<share>\d+)P»\s*\)", re.IGNORECASE)
MORE_BEHIND = re.compile(r"\s+(?:[a-z]+\s+)?(?:over|under|above|below|more|less)\b", re.I)
PART_OF = re.compile(
    rf"«(?P<part>\d+)C»(?P<words>[^«»;.,()]{{0,40}}?)\b(?:out\s+)?of\s+{_THE}(?:[a-z]+['’]s\s+)?"
    r"«(?P<whole>\d+)C»[^«»;.]{0,60}?(?:\(|,\s*(?:or|equivalent to|equal to)\s+(?:exactly\s+)?)"
    r"«(?P<share>\d+)[PS]»",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text whose numbers are tokens, and the numbers."""

    text: str
    numbers: Sequence[Number]
    found: Sequence[Explained]

    def off(self, i: int, low: float, high: float, why: str, *, sign: bool = False) -> Explained:
        """The number at a token as one that its sentence denies."""
        return replace(
            self.found[i], state=State.OFF, low=low, high=high, why=why, sign=sign, working=None
        )


def denied_as_stated(found: Sequence[Explained], at: int, text: str) -> Iterator[Finding]:
    """The first number that the sentence's own words and numbers leave no way to be right."""
    numbers = [e.cue.number for e in found]
    whole = Tagged(tagged(text, numbers), numbers, found)
    for one in (*_moves(whole), *_torn(whole), *_parts(whole)):
        if one.cue.number.start >= at:
            yield finding_of(one, "", at)
            return


def _moves(whole: Tagged) -> Iterator[Explained]:
    for form in PAIRS:
        for match in form.finditer(whole.text):
            a, b = (whole.numbers[int(match[end])] for end in "ab")
            within = whole.text[match.start() : match.end("b")]
            if BY.search(whole.text[: match.start()]) or ANOTHER.search(within):
                continue  # back by 57, and the number of crimes climbed from 1,102
            if ELSE.search(within) or a.spelt or b.spelt or ("£" in a.text) != ("£" in b.text):
                continue
            yield from _of_move(whole, match, a, b)


def _of_move(whole: Tagged, match: re.Match[str], a: Number, b: Number) -> Iterator[Explained]:
    why = f"{b.text.strip()} less {a.text.strip()}"
    low, high = b.low - a.high, b.high - a.low
    given = match.groupdict()
    down = bool(IS_DOWN.match(match["way"]))
    if (low > 0) if down else (high < 0):
        yield whole.off(int(match["b"]), low, high, why, sign=True)
        return
    sizes: list[tuple[str | None, str | None]] = [(given.get("size"), None)]
    if match["behind"] and not re.search(r"\b(?:than|on|from|compared|against)\b", match["after"]):
        sizes.append((match["last"], match["noun"] or match["side"]))
    for at, way in sizes:
        if at is None:
            continue
        size = whole.numbers[int(at)]
        turned = low > 0 if IS_DOWN.match(way or "") else bool(way) and high < 0
        if turned or (size.signed and (low > 0 if size.value < 0 else high < 0)):
            yield whole.off(int(at), *_in_units(size, a, (low, high)), why, sign=True)
        elif (given.get("size") == at or way or size.signed) and not size.spelt:
            yield from _sized(whole, int(at), a, b)


def _in_units(size: Number, a: Number, moved: tuple[float, float]) -> tuple[float, float]:
    """A move as its size is told: in per cent of what it was, or as it is."""
    if size.sort is Sort.COUNT or a.sort is Sort.PERCENT or a.low <= 0:
        return moved
    low, high = (100 * m / a.value for m in moved)
    return low, high


def _sized(whole: Tagged, at: int, a: Number, b: Number) -> Iterator[Explained]:
    """A size that neither the difference of two ends nor its share of the first gives."""
    size = whole.numbers[at]
    if a.low <= 0 or (size.sort is Sort.COUNT and (size.text.startswith("£") != ("£" in a.text))):
        return
    moved = sorted((abs(b.low - a.high), abs(b.high - a.low)))
    if b.low - a.high <= 0 <= b.high - a.low:
        moved[0] = 0.0
    share = [100 * m / end for m, end in zip(moved, (a.high, a.low), strict=True)]
    printed = replace(
        size, value=abs(size.value), low=min(abs(size.low), abs(size.high)),
        high=max(abs(size.low), abs(size.high)),
    )  # fmt: skip
    if not printed.whole or moved[0] != moved[1]:
        printed = printed.measured
    ways = [moved] if size.sort in (Sort.POINTS, Sort.COUNT) else []
    ways += [share] if size.sort in (Sort.PERCENT, Sort.SHARE) else []
    if size.sort is Sort.TIMES or (size.sort is Sort.COUNT and a.sort is Sort.PERCENT) or not ways:
        return
    if not any(printed.holds(*way) for way in ways):
        way = ways[-1]
        less = f"{b.text.strip()} less {a.text.strip()}"
        why = less if way is moved else f"{less}, over {a.text.strip()}"
        points = a.sort is Sort.PERCENT and way is share and printed.holds(*moved)
        yield replace(
            whole.off(at, way[0], way[1], why), slip=POINTS_MEANT if points else ""
        )  # fmt: skip


def _torn(whole: Tagged) -> Iterator[Explained]:
    """Up 12.1 % (235 fewer offences)."""
    for match in TORN.finditer(whole.text):
        down = bool(IS_DOWN.match(match["way"]))
        if down != bool(IS_DOWN.match(match["side"])):
            number = whole.numbers[int(match["at"])]
            low, high = (number.low, number.high) if down else (-number.high, -number.low)
            way = Direction.DOWN if down else Direction.UP
            why = f"the percentage before it goes {way.value}, and this"
            yield whole.off(int(match["at"]), low, high, why, sign=True)
    for match in SIGNED.finditer(whole.text):  # 180 more (-8.8 %)
        share = whole.numbers[int(match["at"])]
        down = bool(IS_DOWN.match(match["side"]))
        if share.signed and share.value and (share.value < 0) != down:
            ends = sorted((-share.low, -share.high))
            why = f"'{match['side']}' stands before it"
            yield whole.off(int(match["at"]), ends[0], ends[1], why, sign=True)


def _parts(whole: Tagged) -> Iterator[Explained]:
    """Of W, P (S %): by no whole that stands before it is the share what is printed."""
    for match in PART_OF.finditer(whole.text):
        if BUDGETED.search(match["words"]) or MORE_BEHIND.match(whole.text[match.end() :]):
            continue
        part, of = (whole.numbers[int(match[r])] for r in ("part", "whole"))
        yield from _parted(whole, int(match["share"]), part, [of])
    for opened in PARTED.finditer(whole.text):
        at = int(opened["whole"])
        for match in PART.finditer(whole.text, opened.end()):
            if ". " in whole.text[opened.end() : match.start()]:
                break
            part = whole.numbers[int(match["part"])]
            wholes = [
                n for n in whole.numbers[at : int(match["part"])]
                if n.sort is Sort.COUNT and not n.spelt and n.value > part.value
            ]  # fmt: skip
            yield from _parted(whole, int(match["share"]), part, wholes)


def _parted(whole: Tagged, at: int, part: Number, wholes: Sequence[Number]) -> Iterator[Explained]:
    share = whole.numbers[at]
    wholes = [w for w in wholes if w.value >= part.value]  # a budget of £309.5m: £0.5m over
    pence = IN_PENCE.search(part.text)  # £13 is 5.4 per cent, or 25p a week
    if pence or part.spelt or not wholes or any(w.low <= 0 or w.spelt for w in wholes):
        return
    ends = [(100 * part.low / w.high, 100 * part.high / w.low) for w in wholes]
    printed = share if share.hedge is not Hedge.NONE else share.measured
    if not any(printed.holds(*end) for end in ends):
        yield whole.off(at, *ends[0], f"{part.text.strip()} of {wholes[0].text.strip()}")
