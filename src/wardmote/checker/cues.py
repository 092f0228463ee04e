"""What the words about a number say that it is: a change, an average, a share, and which way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wardmote.checker import forms
from wardmote.checker.number import Number, Sort
from wardmote.checker.respective import listed
from wardmote.checker.sight import BREAK
from wardmote.vocabulary import Direction

REACH = 60  # characters about a number whose words may be about it
_SOME = (
    r"(?:(?:just|only|nearly|almost|about|around|roughly|some|over|well|a further|another|an?|"
    r"the|further|nearer|exactly|fully|as much as|as many as|more than|under|less than|"
    r"approximately|an average of|average)\s+)*"
)
_NOUN = (
    r"(?:increases?|rises?|falls?|reductions?|decreases?|drops?|declines?|growth|gains?|uplifts?|"
    r"jumps?|cuts?|loss|improvements?|deteriorations?|changes?|differences?|swings?|gaps?|"
    r"margins?|leads?|shortfalls?|deficits?|surplus(?:es)?|spreads?|variances?|underspends?|"
    r"overspends?|movement|dips?|climbs?|surges?|spikes?|slides?|upturn|downturn)"
)
BEFORE_CHANGE = re.compile(
    rf"(?:\bby\s+{_SOME}|{forms.WAY}\s+(?:by\s+|of\s+)?{_SOME}|\b{_NOUN}\s+(?:of|by)\s+{_SOME}|"
    rf"\b{_NOUN}\b[^.;«»]{{0,45}}\bof\s+{_SOME}|{forms.WAY}[^.;,«»]{{0,25}}\bby\s+{_SOME}|"
    rf"\b(?:gap|difference|margin|lead)\b[^.;«»]{{0,60}}\b(?:is|was|were|stood at|stands at|to|"
    rf"from|at)\s+{_SOME})$",
    re.IGNORECASE,
)
AFTER_CHANGE = re.compile(
    rf"^\W{{0,2}}(?:[a-z-]+\s+)?{forms.ASIDE}\b|"
    rf"^\W{{0,2}}(?:[a-z-]+\s+){{0,3}}?(?:\b{_NOUN}\b|"
    r"\b(?:up|down|higher|lower|more|fewer|less|additional|extra|greater|better|worse|improvement|"
    r"slower|faster|quicker|longer|shorter|larger|smaller|heavier|above|below|"
    r"on the (?:year|quarter|month)|year[- ]on[- ]year|apart|shy|clear|ahead|behind|short|"
    r"adrift|over (?:its|the|their|our) (?:\w+ ){0,2}(?:budget|target|limit|allocation|"
    r"establishment|threshold))\b)",
    re.IGNORECASE,
)
AFTER_SMALL = re.compile(
    r"^\s+(?:(?!(?:had|have|has|were|was|are|is|of|in|the|or|and|went|saw|rose|fell|gone|showed|"
    r"recorded)\b)[a-z-]+\s+)?(?:more|fewer|less|higher|lower|additional|extra|up|down|"
    r"better|worse)\b|"
    r"^\s+(?:percentage\s+)?points?\b|^\s+(?:ahead|behind|short|above|below|apart)\b",
    re.IGNORECASE,
)
AVERAGE = re.compile(
    r"\b(?:averag\w*|mean|typical\w*|(?:a|per|each|every)\s+(?:calendar\s+)?(?:month|week|day|"
    r"quarter|year)|monthly|weekly|daily|work(?:s|ed|ing)? out at)\b",
    re.IGNORECASE,
)
PER = re.compile(
    r"\b(?:per|for (?:each|every)|a head|each|every|apiece|to every|to each)\b", re.IGNORECASE
)
# About 2.3 a game, £600 a referral: but 23 a year ago.
A_THING = re.compile(
    r"\s+an?\s+(?!(?:month|week|day|quarter|year|hour|minute|second|little|bit|lot|few|rise|fall|"
    r"drop|increase|decrease|reduction|share|third|fifth|tenth|half|total|target|further|new|"
    r"record|very|much|good|rate|shade|touch|more|less|similar|better|worse)\b)[a-z]+\b"
    r"(?!\s+(?:ago|earlier|before|later)\b)", re.IGNORECASE,
)  # fmt: skip
RATE = re.compile(
    r"\b(?:per|for every)\s+(?P<per>1,?000|10,?000|100,?000|million|thousand)\b", re.IGNORECASE
)
SPANS = (
    (re.compile(r"\b(?:a|per|each|every)\s+day\b|\bdaily\b", re.IGNORECASE), "day"),
    (re.compile(r"\b(?:a|per|each|every)\s+week\b|\bweekly\b", re.IGNORECASE), "week"),
    (re.compile(r"\b(?:a|per|each|every)\s+(?:calendar\s+)?month\b|\bmonthly\b", re.I), "month"),
    (re.compile(r"\b(?:a|per|each|every)\s+quarter\b|\bquarterly\b", re.IGNORECASE), "quarter"),
    (re.compile(r"\b(?:a|per|each|every)\s+year\b|\bannual\w*\b|\byearly\b", re.I), "year"),
)
GAP = re.compile(
    rf"\b(?:gap|apart|behind|ahead|adrift|shy|short of|clear of|than|{forms.ASIDE}|difference|"
    r"margin|lead|target|variance|underspen\w+|overspen\w+)\b",
    re.IGNORECASE,
)
# Recovering the 2.5 points lost the year before.
LOST = re.compile(r"^\s+(?:(?P<down>lost|shed|given up)|(?P<up>gained|won))\b", re.IGNORECASE)
OF_AFTER = re.compile(r"^\)?\s+(?:out\s+)?(?:of|in)\s+(?:all\s+|the\s+|every\s+|these\s+)?", re.I)
POSITIVE_NOUN = re.compile(r"\b(?:overspen\w+|surplus\w*|uplift\w*|climb\w*|spike\w*)\b", re.I)
NEGATIVE_NOUN = re.compile(r"\b(?:underspen\w+|shortfall\w*|deficit\w*|slide\w*|dip\w*)\b", re.I)
MADE_UP = re.compile(forms.MADE_UP, re.IGNORECASE)
IDIOM = re.compile(forms.IDIOM, re.IGNORECASE)
_WORD = r"[a-z'’-]+|[^\w\s]"
ABOUT = {
    "before it": re.compile(rf"({_WORD})\s*$", re.IGNORECASE),
    "two before it": re.compile(rf"((?:{_WORD})\s*(?:{_WORD}))\s*$", re.IGNORECASE),
    "behind it": re.compile(rf"^\s*({_WORD})", re.IGNORECASE),
    "two behind it": re.compile(rf"^\s*((?:{_WORD})\s*(?:{_WORD}))", re.IGNORECASE),
}
# A time that is behind another is longer: adrift by 41 seconds.
BEHIND = re.compile(r"\b(?:adrift|behind|ahead|off|short)\b", re.IGNORECASE)
TIMED = re.compile(r"\s*(?:seconds?|secs?|minutes?|mins?|hours?|days?)\b", re.IGNORECASE)
# It would need to come down by 7.4 to match: a gap, and no move.
WISHED = re.compile(
    r"\b(?:would|needs?|must|(?:has|have) to|should|could)\b[^.;]{0,40}$", re.IGNORECASE
)
# Down by nine, and racial abuse by six: the way that the first went.
ALSO_BY = re.compile(
    rf"^(?:\s+[a-z]+){{0,2}}?\s*(?:,|,?\s+(?:and|while|with))\s+(?:(?!{forms.WAY})[\w’'-]+\s+){{1,5}}"
    rf"by\s+{_SOME}$", re.IGNORECASE,
)  # fmt: skip
# 1,055 offences (1.7 %) higher; 831 offences, or 16.2 %, higher.
OPENS = re.compile(r"\s*(?:[a-z-]+\s+){0,3}\(\s*$|\s+(?:[a-z-]+\s*){0,2},\s*or\s+$", re.I)
CLOSES = re.compile(r"\s*[),]\s*")
# Nothing was found in 3,745; 7.6 % went unanswered; the other 120.
NONE = re.compile(
    r"\b(?:no|not|nothing|none|without|never|neither|un(?:filled|answered|detected|resolved|"
    r"solved|met)|vacan\w+|outstanding|remain(?:s|ed|ing|der)|rest|other|others|left|late|outside|"
    r"missed|failed)\b|n['’]t\b", re.IGNORECASE,
)  # fmt: skip
AGAIN = re.compile(r"(?:\s+[a-z-]+){0,2}?(?:\s*\(|,?\s+or)\s*", re.IGNORECASE)
DONE_BY = re.compile(r"\bby (?:the|our|its|all|these) $", re.IGNORECASE)
OF_SO_MANY = re.compile(r"\bof (?:the|these|all|those|our) $", re.IGNORECASE)
AHEAD = 45  # characters behind a number within which a month, a quarter is said
# In 2024 there were 17 officers for every PCSO.
FOR_EACH = re.compile(
    r"\b(?:for|to|on) (?:each|every)(?: single)?\b|(?:^|[.;:–] |, )each (?!of\b|other\b|month|week|"
    r"day|quarter|year|time|case\b)[a-z]|(?:^|[.;:,–] )per (?!cent)[a-z]+\b",
    re.I,
)
# £213k a month for response, £90k for investigations: averages both.
LISTED = re.compile(
    r"\s*(?:[a-z]+\s+){0,2}?(?P<at>for|in|at|on|among)\s+[^.;:,]{2,40}?(?:,\s*(?:and\s+)?|\s+and\s+)",
    re.IGNORECASE,
)
THEN_AT = re.compile(r"\s*(?:[a-z]+\s+){0,2}?(?P<at>for|in|at|on|among)\s", re.IGNORECASE)
SMALL = 12  # a number in words up to this may count what nobody measures


@dataclass(frozen=True, slots=True)
class Cue:
    """One number with what its words say of it."""

    number: Number
    change: bool
    direction: Direction | None
    average: bool
    gap: bool
    rate: float | None
    share: bool
    span: str  # of an average: day, week, month, quarter, year
    before: str
    after: str
    firm: bool = False  # its direction is said right beside it
    none: bool = False  # it is said near it that something was not, or is left
    each: bool = False  # its clause says of what each it is: for every officer

    @property
    def chance(self) -> float:
        """About how often a value taken at random would be printed so."""
        n = self.number
        width = n.high - n.low
        if n.sort is Sort.COUNT:
            size = max(abs(n.value), 1.0)
            return min(1.0, max(3.0 / size if n.whole else 0.0, 2 * width / size, 0.0005))
        if n.sort is Sort.TIMES:
            return min(1.0, width / 2)
        return min(1.0, max(width, 0.05) / (min(abs(n.value), 40) + 12))


def cues_of(
    sentence: str, numbers: Sequence[Number], names: Sequence[tuple[int, int]] = ()
) -> list[Cue]:
    """What the words about each number of a sentence say of it.

    Words within `names` name something (violence reduction) and say of no number how it went;
    words that a number parts (recorded 25 more crimes) are no such name.
    """
    for start, end in names:
        if any(start < n.start < end for n in numbers):
            continue
        masked = forms_masked(sentence[start:end])
        sentence = sentence[:start] + masked + sentence[end:]
    found: list[Cue] = []
    for i in range(len(numbers)):
        cue = _cue(sentence, numbers, i)
        if found and cue.change and not cue.firm and ALSO_BY.match(cue.before):
            cue = replace(cue, direction=found[-1].direction)
        if found:
            cue = _in_a_list(_told_again(cue, found[-1]), found[-1], sentence)
        found.append(cue)
    for some in listed(sentence, numbers):
        first = found[numbers.index(some[0])]
        for number in some[1:]:  # by 32 and 35 seconds respectively
            i = numbers.index(number)
            found[i] = replace(
                found[i], change=first.change, direction=first.direction, average=first.average,
                gap=first.gap, span=first.span, firm=first.firm,
            )  # fmt: skip
    return found


def _told_again(cue: Cue, before: Cue) -> Cue:
    """A percentage that tells the number before it once more, as that is: an underspend of £405k
    or about 0.2 %."""
    told = (
        cue.number.sort is Sort.PERCENT and before.number.sort is Sort.COUNT and before.change
        and not (cue.change or cue.share) and AGAIN.fullmatch(cue.before)
    )  # fmt: skip
    return replace(cue, change=True, direction=before.direction) if told else cue


def _in_a_list(cue: Cue, before: Cue, sentence: str) -> Cue:
    """A number of a list, which is what the first of it is: 12 fewer in A, 5 in B."""
    one, number = before.number, cue.number
    between = LISTED.fullmatch(sentence, one.end, number.start)
    behind = THEN_AT.match(sentence, number.end)
    if (
        between is None or behind is None or between["at"].lower() != behind["at"].lower()
        or one.sort is not number.sort or cue.change or cue.average or cue.rate
        or not (before.change or before.average) or ("£" in one.text) != ("£" in number.text)
    ):  # fmt: skip
        return cue
    return replace(
        cue, change=before.change, direction=before.direction, average=before.average,
        gap=before.gap, span=before.span,
    )  # fmt: skip


def forms_masked(text: str) -> str:
    """A name without the words that would say which way something went."""
    return re.sub(
        rf"{forms.WAY}|\b{forms.ASIDE}\b", lambda m: "x" * len(m.group()), text, flags=re.IGNORECASE
    )


def _cue(sentence: str, numbers: Sequence[Number], i: int) -> Cue:
    number = numbers[i]
    start = numbers[i - 1].end if i else 0
    end = numbers[i + 1].start if i + 1 < len(numbers) else len(sentence)
    before = sentence[max(start, number.start - REACH) : number.start]
    after = sentence[number.end : min(end, number.end + REACH)]
    hedge = _hedge(number)
    beside = MADE_UP.sub(lambda m: "x" * len(m.group()), f"{before}{hedge}")
    bare_after = forms.NO_DIRECTION.sub(" ", after)
    counting = _done_by(number, beside) or _is_of_so_many(number, beside)
    change_before = None if counting else BEFORE_CHANGE.search(beside)
    behind = _behind_brackets(sentence, numbers, i) or after
    behind = IDIOM.sub(lambda m: "x" * len(m.group()), behind)
    change_after = None if number.sort is Sort.RANK else AFTER_CHANGE.match(behind)
    if number.spelt and number.value <= SMALL:
        change_after = AFTER_SMALL.match(after)
    ranged = bool(re.search(r"\bup to\s+$", before, re.IGNORECASE))
    level = bool(re.search(r"\b(?:to|at|from|than|against)\s+(?:[a-z]+\s+){0,2}$", before, re.I))
    change = (bool(change_before) or (bool(change_after) and not level)) and not ranged
    change |= number.sort is Sort.POINTS or (number.signed and number.sort is not Sort.RANK)
    direction = None
    if change_before and not ranged:
        direction = _way(change_before.group())
    if direction is None and change_after and not level:
        direction = _way(forms.NO_DIRECTION.sub(" ", change_after.group()))
    unsaid = bool(WISHED.search(before)) or bool(
        TIMED.match(after) and change_after and BEHIND.search(change_after.group())
    )
    direction = None if unsaid else direction
    firm = direction is not None
    if direction is None and change and not unsaid:
        paren = re.search(r"\(\s*[^()]*$", before)
        near = before[: paren.start()] if paren else before
        near = forms.NO_DIRECTION.sub(" ", near)
        direction = _last_way(near) or _way(bare_after[:REACH])
    lost = LOST.match(after)
    if change and lost:
        direction = Direction.DOWN if lost["down"] else Direction.UP
    if number.signed and number.value:
        direction = Direction.UP if number.value > 0 else Direction.DOWN
    rate = RATE.search(after[:45])
    per = {"million": 1e6, "thousand": 1e3}
    clause = re.split(r"[;:.]\s|,\s", sentence[max(0, number.start - 90) : number.start])[-1]
    # 179 hate offences were recorded each month; but no further than its own words.
    ahead = re.split(r"[,;:(]", after[:AHEAD])[0]
    near = f"{before[-45:]} | {after[:30]} | {ahead}"
    average = AVERAGE.search(clause) or AVERAGE.search(f"{before[-45:]} | {after[:30]}")
    average = average or next((m for form, _ in SPANS if (m := form.search(ahead))), None)
    span = next((word for form, word in SPANS if form.search(near)), "")
    return Cue(
        number,
        change,
        direction,
        bool(average) or bool(PER.search(after[:40])) or _of_a_thing(number, after),
        bool(GAP.search(before[-REACH:]) or GAP.search(after)),
        (per.get(rate["per"].lower()) or float(rate["per"].replace(",", ""))) if rate else None,
        bool(OF_AFTER.match(after)) or number.sort is Sort.SHARE,
        span,
        before,
        after,
        firm or (number.signed and bool(number.value)),
        bool(NONE.search(before) or NONE.search(after)),
        _each(sentence, number),
    )


def _of_a_thing(number: Number, after: str) -> bool:
    """Whether a number is so much for each of something: 2.3 a game."""
    return number.sort is Sort.COUNT and not number.spelt and bool(A_THING.match(after))


def _done_by(number: Number, before: str) -> bool:
    """Whether a small number counts who did something: carried out by the six teams."""
    return number.spelt and bool(DONE_BY.search(before))


def _is_of_so_many(number: Number, before: str) -> bool:
    """Whether a number counts those of whom something is told: the steepest rise of the seven."""
    small = number.sort is Sort.COUNT and number.whole and number.value <= SMALL
    return small and bool(OF_SO_MANY.search(before))


def _each(sentence: str, number: Number) -> bool:
    """Whether its clause says of what each a number is: 17 officers for every PCSO."""
    if not FOR_EACH.search(sentence):
        return False
    start = max((m.end() for m in BREAK.finditer(sentence, 0, number.start)), default=0)
    end = BREAK.search(sentence, number.end)
    return bool(FOR_EACH.search(sentence, start, end.start() if end else len(sentence)))


def _behind_brackets(sentence: str, numbers: Sequence[Number], i: int) -> str:
    """What stands behind a number and the brackets after it: 1,055 offences (1.7 %) higher."""
    if i + 1 == len(numbers):
        return ""
    between = sentence[numbers[i].end : numbers[i + 1].start]
    close = CLOSES.match(sentence, numbers[i + 1].end)
    if not OPENS.match(between) or close is None:
        return ""
    end = numbers[i + 2].start if i + 2 < len(numbers) else len(sentence)
    return (
        re.sub(r",\s*or\s*$", "", between.rstrip(" ("))
        + " "
        + sentence[close.end() : min(end, close.end() + REACH)]
    )


def _hedge(number: Number) -> str:
    """The words of a number before its figure, which belong to what stands before it."""
    match = re.match(r"[A-Za-z ]+\s(?=[\d£+−-])", number.text)
    return match.group() if match else ""


def _way(text: str) -> Direction | None:
    bare = forms.NO_DIRECTION.sub(" ", text)
    up = re.search(rf"{forms.UP}|\b{forms.ASIDE_UP}\b", bare, re.I) or POSITIVE_NOUN.search(bare)
    down = re.search(rf"{forms.DOWN}|\b{forms.ASIDE_DOWN}\b", bare, re.I) or NEGATIVE_NOUN.search(
        bare
    )
    if up and down:
        return None
    return Direction.UP if up else Direction.DOWN if down else None


def _last_way(text: str) -> Direction | None:
    """The way that is said last before a place."""
    found = [
        (m.end(), way)
        for form, way in (
            (rf"{forms.UP}|{POSITIVE_NOUN.pattern}", Direction.UP),
            (rf"{forms.DOWN}|{NEGATIVE_NOUN.pattern}", Direction.DOWN),
        )
        for m in re.finditer(form, text, re.IGNORECASE)
    ]
    return max(found, key=lambda f: f[0])[1] if found else None


def said_of(cue: Cue) -> str:
    """What the words about a number say first of all that it is."""
    if cue.rate:
        return "rate"
    if cue.average:
        return "average"
    if cue.change:
        return "change"
    return "share" if cue.share else "gap" if cue.gap else "plain"


def words_about(cue: Cue) -> dict[str, str]:
    """The words right before and behind a number, by where they stand."""
    told = {}
    for where, form in ABOUT.items():
        match = form.search(cue.before if "before" in where else cue.after)
        told[where] = re.sub(r"\s+", " ", match[1].lower()) if match else "-"
    return told
