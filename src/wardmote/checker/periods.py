"""The periods that a text names: years, months, quarters, waves, and words for before and now."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from wardmote.checker.dates import MONTHS
from wardmote.checker.spelt import ON_END, ORDINALS, WORDS

MONTH_ORDER = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SEASONS = ("winter", "spring", "summer", "autumn")
BEFORE, AFTER, MONTH_BEFORE = "@before", "@after", "@month before"


@dataclass(frozen=True, slots=True)
class Mention:
    """Periods named at a place. A range of months has all of them in `months`, in order.

    `of` is the number of months of "the first five months" (`end` of it "first" or "last"), and
    none of a half ("first half", "last half").
    """

    start: int
    end: int
    periods: frozenset[str]
    months: tuple[str, ...] = ()
    of: tuple[str, int] | None = None


_YEAR = r"(?:(?:19|20)\d\d\s?[/–-]\s?(?:(?:19|20)\d\d|\d\d)(?!\d)|(?:19|20)\d\d(?!\d|,\d|\.\d|%))"
_SHORT = r"\b\d\d/\d\d\b(?!/)"
_COUNT = "|".join(WORDS)
_NTH = "|".join(ORDINALS)
_SPAN = (
    r"(?:half[- ]year|year|12 months|twelve months|quarter|period|wave|survey|count|time|month|"
    r"week)"
)
FORMS = re.compile(
    rf"(?P<range>\b(?P<m1>{MONTHS})\.?(?:\s+(?P<y1>{_YEAR}))?\s*(?:to|–|-|through to|through|until|"
    rf"(?P<and>and))\s*(?P<m2>{MONTHS})\b\.?(?:\s+(?P<y2>{_YEAR}))?)|"
    rf"(?P<some>\b(?P<which>first|opening|last|latest|final|past|all|these|those|whole)?\s*"
    rf"(?P<many>{_COUNT}|\d+)[\s-]months?\b(?! (?:{ON_END}|consecutive)))|"
    r"(?P<half>\b(?P<h>first|opening|second|final|latter)\s+half\b(?=\s+(?:of|in)\b))|"
    rf"(?P<quarter>\b(?:q|quarter\s)\s?(?P<q1>[1-4])\b|\b(?P<q2>first|second|third|fourth|1st|2nd|"
    rf"3rd|4th|final|closing|last(?=\s+quarters?\s+of\s+(?:the\s+)?(?:\d|financial|calendar|year)))"
    r"[-\s]+quarters?\b|(?:(?<=quarter than in the )|(?<=quarter than the )|"
    r"(?<=quarter and the )|(?<=quarter to the ))(?P<q3>first|second|third|fourth)\b|"
    r"(?P<q4>first|second|third)(?=\s+(?:and|to)\s+(?:the\s+)?(?:second|third|fourth|last|final)"
    r"\s+quarters?\b))|"
    r"(?P<halfyear>(?-i:\bH(?P<hn>[12])\b))|"
    rf"(?P<wave>\b(?:wave|round|survey|week|cohort|phase|sweep)\s?(?P<w>\d+)\b)|"
    r"(?P<season>\b(?P<s>spring|summer|autumn|winter)\b)|"
    rf"(?P<month>\b(?P<m>{MONTHS})\b\.?(?:[-\s]?'?(?P<my>{_YEAR}|\d\d\b(?![,.%/]?\d|\s?%)))?)|"
    rf"(?P<year>(?<![\d,.£/])(?:{_YEAR}|{_SHORT}))|"
    r"(?P<mbefore>\b(?:last|previous|preceding) month\b|\b(?:the month before|a month earlier)\b)|"
    r"(?P<before>\b(?:(?:the\s+)?same\s+(?:month|quarter|half|period|time|week)s?\s+(?:of|in|a)\s+"
    r"(?:the\s+)?)?(?:the\s+(?=previous|prior|preceding))?"
    rf"(?:last|previous|prior|preceding|past)\s+{_SPAN}\b|\bthe\s+{_SPAN}\s+(?:before|"
    rf"earlier)\b|\b(?:a|one)\s+year\s+(?:before|earlier|ago|previously)\b|\bpreviously\b|"
    rf"\bthe previous\b|\bthe one (?:before|earlier)\b|\blast\b(?= to)|"
    rf"\b(?:twelve|12) months (?:before|earlier|ago|previously)\b|\bbaseline\b|\bly\b)|"
    rf"(?P<after>\b(?:this|current|the latest|latest|(?:the )?most recent|next)\s+{_SPAN}\b|"
    rf"\bcurrently\b|\bnow\b|\byear to date\b|\bytd\b)",
    re.IGNORECASE,
)
LABEL_BEFORE = re.compile(
    r"^before\b|\bbefore$|\b(?:previous|prior|preceding|baseline|earlier|py|pytd|comparator)\b|"
    r"\blast (?:year|quarter|month|wave|period|time)\b",
    re.IGNORECASE,
)
LABEL_AFTER = re.compile(
    r"^after\b(?! dark)|\bafter$|\b(?:current|this|now|latest|later|cy|cytd|to date|ytd|actual)\b|"
    r"\blast 12 months\b",
    re.IGNORECASE,
)


AND = re.compile(r"\s+(?:and|to)\s+(?:the\s+)?", re.IGNORECASE)
NEXT = re.compile(r"\s*,?\s*(?:of|in|\()?\s*(?:the\s+)?", re.IGNORECASE)


def periods_in(text: str, *, label: bool = False) -> list[Mention]:
    """The periods that a text names, in its order."""
    found: list[Mention] = []
    for match in FORMS.finditer(text):
        made = _mention(match, text, label=label)
        if made is None:
            continue
        last = found[-1] if found else None
        if last and NEXT.fullmatch(text[last.end : made.start]) and _together(last, made):
            periods = last.periods | made.periods
            made = Mention(last.start, made.end, periods, last.months, last.of)
            found.pop()
        found.append(made)
    for i, (one, other) in enumerate(pairwise(found)):
        if AND.fullmatch(text[one.end : other.start]):
            found[i] = _of_one_year(one, other)
    if label and not any(m.periods for m in found):
        for form, token in ((LABEL_BEFORE, BEFORE), (LABEL_AFTER, AFTER)):
            hit = form.search(text)
            if hit:
                return [Mention(hit.start(), hit.end(), frozenset({token}))]
    return found


def _of_one_year(one: Mention, other: Mention) -> Mention:
    """A quarter with the year of the one behind it: the first and last quarters of 2022/23."""
    kinds = {kind_of(p) for p in one.periods}
    if kinds != {"quarter"} or "quarter" not in {kind_of(p) for p in other.periods}:
        return one
    years = {p for p in other.periods if kind_of(p) == "year"}
    return replace(one, periods=one.periods | years)


def _together(one: Mention, other: Mention) -> bool:
    """Whether two mentions make one period: a month or a quarter, and its year."""
    kinds = [{kind_of(p) for p in m.periods} for m in (one, other)]
    parts = {"month", "quarter", "half", "season", "span"}
    within = kinds[0] <= parts and (kinds[0] or one.months or one.of)
    return bool(within) and kinds[1] == {"year"} and not other.months


def _mention(match: re.Match[str], text: str, *, label: bool) -> Mention | None:
    start, end = match.span()
    if match["range"]:
        one, two = match["m1"][:3].lower(), match["m2"][:3].lower()
        if not label and not (match["m1"][0].isupper() and match["m2"][0].isupper()):
            return None
        if match["and"] and not re.search(r"\b(?:between|from)\s*$", text[:start], re.IGNORECASE):
            return Mention(start, end, frozenset({one, two, *_years(match["y1"], match["y2"])}))
        i, j = MONTH_ORDER.index(one), MONTH_ORDER.index(two)
        months = tuple(MONTH_ORDER[k % 12] for k in range(i, (j if j >= i else j + 12) + 1))
        span = f"s:{months[0]}-{months[-1]}"
        return Mention(start, end, frozenset({span, *_years(match["y1"], match["y2"])}), months)
    if match["some"]:
        many = match["many"].lower()
        number = int(WORDS.get(many) or many)
        which = (match["which"] or "").lower()
        if number == 12 or not 1 < number < 12:
            return Mention(start, end, frozenset(), (), ("all", 12)) if number == 12 else None
        side = {"first": "first", "opening": "first", "last": "last", "latest": "last",
                "final": "last", "past": "last"}.get(which, "all")  # fmt: skip
        return Mention(start, end, frozenset(), (), (side, number))
    if match["half"]:
        side = "first half" if match["h"].lower() in ("first", "opening") else "last half"
        return Mention(start, end, frozenset(), (), (side, 0))
    if match["quarter"]:
        nth = (match["q1"] or match["q2"] or match["q3"] or match["q4"]).lower()
        number = int(nth[0]) if nth[0].isdigit() else ORDINALS.get(nth, 4)
        return Mention(start, end, frozenset({f"q{number}"}))
    if match["halfyear"]:
        return Mention(start, end, frozenset({f"h{match['hn']}"}))
    if match["season"]:
        return Mention(start, end, frozenset({match["s"].lower()}))
    if match["wave"]:
        return Mention(start, end, frozenset({f"w{match['w']}"}))
    if match["month"]:
        month = match["m"]
        lower = month[0].islower()
        if lower and not label and month in ("may", "march", "mar", "sep", "dec", "jan"):
            return None
        year = match["my"]
        return Mention(start, end, frozenset({month[:3].lower(), *_years(year)}))
    if match["year"]:
        years = _years(match["year"])
        return Mention(start, end, frozenset(years)) if years else None
    if match["mbefore"]:
        return Mention(start, end, frozenset({MONTH_BEFORE}))
    return Mention(start, end, frozenset({BEFORE if match["before"] else AFTER}))


def _years(*texts: str | None) -> list[str]:
    """2014/15, 2014-2015, 14/15 as 2014/15; 2014 and '14 as 2014."""
    found = []
    for text in texts:
        digits = re.findall(r"\d+", text or "")
        if len(digits) == 2:
            first = digits[0] if len(digits[0]) == 4 else f"20{digits[0]}"
            if (int(first) + 1) % 100 == int(digits[1]) % 100:
                found.append(f"{first}/{digits[1][-2:]}")
        elif len(digits) == 1:
            found.append(digits[0] if len(digits[0]) == 4 else f"20{digits[0]}")
    return found


def kind_of(period: str) -> str:
    """year, month, quarter, half, wave, span (of months) or relative."""
    if period[0] == "@":
        return "relative"
    if period in MONTH_ORDER:
        return "month"
    if period in SEASONS:
        return "season"
    return {"q": "quarter", "h": "half", "w": "wave", "s": "span"}.get(period[0], "year")


@cache
def financial(own: frozenset[str]) -> frozenset[str]:
    """The financial year, and the quarter of it, in which a month or quarter of a calendar year
    lies: January to March 2024 are the fourth of 2023/24; else nothing."""
    years = [p for p in own if kind_of(p) == "year"]
    months = [p[2:] if kind_of(p) == "span" else p for p in own if kind_of(p) in ("month", "span")]
    if len(years) != 1 or len(months) != 1 or "/" in years[0]:
        return frozenset()
    at = (MONTH_ORDER.index(months[0][:3]) - 3) % 12
    year = int(years[0]) - (at >= 9)
    whole = months[0].split("-")
    ends = (MONTH_ORDER.index(whole[-1]) - 3) % 12
    quarter = {f"q{at // 3 + 1}"} if at % 3 == 0 and ends == at + 2 else set()
    return frozenset({f"{year}/{(year + 1) % 100:02d}", *quarter})


def fits(own: frozenset[str], wanted: frozenset[str]) -> bool | None:
    """Whether a line's periods are those wanted; None where they say nothing of one another."""
    if any("/" in p for p in wanted):
        own |= financial(own)
    kinds = {kind_of(p) for p in own} & {kind_of(p) for p in wanted}
    if not kinds:
        return None
    return all(
        {p for p in own if kind_of(p) == k} & {p for p in wanted if kind_of(p) == k} for k in kinds
    )


def rank_of(periods: frozenset[str]) -> tuple[int, int, int]:
    """Where periods stand in time: by year, by month or quarter of it, by words."""
    years = [int(p[:4]) for p in periods if kind_of(p) == "year"]
    financial = any("/" in p for p in periods)
    months = [MONTH_ORDER.index(p) + 1 for p in periods if kind_of(p) == "month"]
    months += [MONTH_ORDER.index(p[2:5]) + 1 for p in periods if kind_of(p) == "span"]
    quarters = [int(p[1:]) for p in periods if kind_of(p) in ("quarter", "half", "wave")]
    seasons = [SEASONS.index(p) + 1 for p in periods if p in SEASONS]
    within = max(quarters or seasons or (months if years and not financial else []), default=0)
    said = -1 if BEFORE in periods else 1 if AFTER in periods else 0
    return (max(years, default=0), within, said)


PAST = re.compile(
    r"\b(?:compared (?:with|to)|against|up from|down from|than in|fell|rose|increased|"
    r"decreased|were|was|"
    r"recorded|during)\b[^.;]{0,60}$",
    re.IGNORECASE,
)


def slips(sentence: str, years: frozenset[int]) -> list[tuple[str, tuple[int, int]]]:
    """Periods that cannot be meant: a comparator later than the paper, told as past.

    `years` are those in which the paper says that it was written; without them nothing is said.
    """
    if not years or re.search(
        r"\b(?:will|by|target|forecast|plan\w*|expected|until|due|budget|proposed|2030)\b",
        sentence, re.IGNORECASE,
    ):  # fmt: skip
        return []
    latest = max(years)
    found = []
    for mention in periods_in(sentence):
        for period in mention.periods:
            later = kind_of(period) == "year" and int(period[:4]) > latest + 1
            if later and PAST.search(sentence[: mention.start]):
                question = (
                    f"{sentence[mention.start : mention.end].strip()} is later than the paper, "
                    f"which is of {latest}. Which period is meant?"
                )
                found.append((question, (mention.start, mention.end)))
    return found
