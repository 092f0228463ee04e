"""Numbers as papers print them, each with the interval of values that it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardmote.checker.dates import DATES
from wardmote.checker.number import Number, Sort
from wardmote.checker.spelt import (
    AND_A_HALF,
    CLOCK,
    HUNDREDS,
    ON_END,
    ORDINALS,
    PARTS,
    SHARES,
    TIMES,
    WORDS,
    any_of,
    hundreds_of,
)
from wardmote.checker.units import HUNDRED, beside_one_another
from wardmote.language import HEDGE_WORDS, printed_interval
from wardmote.vocabulary import Hedge

OCCASIONS = re.compile(
    r"\b(?:met|meets?|visited|visits|convened|sat|called|fired|discharged|deployed|used|attended|"
    r"happened|occurred|held)\s+(?:only\s+|just\s+)?$",
    re.IGNORECASE,
)
RUNNING = re.compile(rf"\s{ON_END}\b", re.IGNORECASE)
SCALES = {"m": 1e6, "million": 1e6, "k": 1e3, "thousand": 1e3, "bn": 1e9, "billion": 1e9}
SHARE_WIDTH = 0.02  # of the whole: "half" said bare stands for 48 to 52 %
TIMES_WIDTH = 0.05  # "doubled" said bare stands for 1.95 to 2.05 times

_HEDGES = any_of(HEDGE_WORDS)
_FIGURE = (
    r"(?P<figure>(?P<sign>[+\-−–](?=\d))?£?\d{1,3}(?:,\d{3})+(?:\.\d+)?|"
    r"(?P<sign2>[+\-−–](?=\d))?£?\d+(?:\.\d+)?)"
    r"(?P<scale>\s?(?:million|billion|thousand|bn)\b|[mk]\b)?"
    r"(?P<unit>\s?(?:percentage[ -]points?|points?|% ?points?|per ?cent points?|ppts?|pps?)\b|"
    r"\s?(?:per ?cent|percent|pc)\b|\s?%)?"
    r"(?P<nth>st|nd|rd|th)?"
)
_UNITS = r"(?:p|kg|g|lbs?|km|mph|kwh?|hrs?|mins?|secs?)"  # 18.4kg
_COLONS = r"(?:(?P<h>\d{1,2}):)?(?P<mm>\d{1,3}):(?P<ss>[0-5]\d)\b(?!\s?(?:am|pm|hrs|hours|noon|:))"
_HOURS = (
    r"(?P<hours>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s?"
    r"(?:hours?|hrs?|h)\s?(?:and\s+)?(?P<past>\d{1,2})\s?(?:minutes?|mins?|m)\b"
)
_WORD, _PLAIN = any_of({*SHARES, *TIMES}), any_of({*WORDS, *ORDINALS})
_IN = (
    r"(?P<part>one|two|three|four|five|six|seven|eight|nine|\d+)\s+(?:(?:[a-z-]+\s+){0,2}?)"
    r"(?:in|out of)\s+(?:(?:every|each)\s+)?"
    r"(?P<of>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|twenty|thirty|forty|fifty|a hundred|(?<=y )hundred|\d{1,3}(?![\d,.]*\d))\b"
    r"(?!-|\s(?:months?|years?|weeks?|days?|quarters?|minutes?|seconds?|hours?))"
    r"(?!\sof\s(?:the\s)?(?:\x00|\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))"
)
PATTERN = re.compile(
    rf"(?:(?P<hedge>\b(?:{_HEDGES}))\s+)?"
    r"(?:(?P<half>(?:half a|a half|half of (?:one|an?|1)) "
    r"(?:per ?cent(?:age)?(?P<halfpoint> point)?|percent|%|"
    rf"(?P<point>point)))|(?P<anda>\b{AND_A_HALF}\b)|"
    rf"(?P<large>(?<!per )\b(?=[a-z-]+ (?:hundred|thousand)\b){HUNDREDS}(?<=[a-z])\b)|"
    rf"(?P<clock>\b(?:{CLOCK}|{_HOURS}|(?<![\d:]){_COLONS}))|(?P<inten>\b{_IN})|"
    rf"(?P<word>\b(?!half[- ](?:a[- ])?dozen\b)(?:{_WORD})\b)|"
    rf"(?P<plain>\b(?:{_PLAIN})\b(?P<plainunit>\s(?:per ?cent|percent|"
    r"(?:percentage |per ?cent )?points?)\b)?)|"
    rf"(?<![\w.])(?<![A-Za-z][-–])(?:{_FIGURE})(?:(?!\w)|(?={_UNITS}\b))(?!\.\d))",
    re.IGNORECASE,
)
# 4.2 times the rate, 3 times as many; but fired 12 times.
TIMES_AS = re.compile(r"\s+times\b(?! (?:in|per|an?|each|every)\b| \x00)", re.IGNORECASE)
TIMES_OF = re.compile(
    r"\s+times\s+(?:as|the|that|those|higher|greater|more|larger|what|its|their)\b", re.IGNORECASE
)
UP_TO = re.compile(r"up to\b", re.IGNORECASE)
MOVED_UP = re.compile(
    r"\b(?:went|gone|goes|going|is|was|now|moved?|crept|edged|back|came|jumped|shot|pushed|and|,)"
    r"\s*$",
    re.IGNORECASE,
)
ADDED_UP = re.compile(r"\b(?:add(?:s|ed|ing)?|sum(?:s|med)?|made|total\w*)\s*$", re.IGNORECASE)


def numbers_in(text: str) -> list[Number]:
    """Every number of a text that counts something, in order. Dates and labels are left out."""
    masked = DATES.sub(lambda m: "\x00" * len(m.group()), text)
    found = list(_found(masked))
    return beside_one_another(found, text)


PENCE = re.compile(r"p\b|\s(?:pence|pennies)\b")
IN_PENCE = re.compile(r"\d(?:p| pence| pennies)$")


def cell_number(text: str) -> Number | None:
    """The number that a cell of a table holds alone: 2014, 101 and 999 are numbers there."""
    clock = re.fullmatch(r"(?:(\d+):)?(\d{1,2}):(\d{2})", text)
    if clock:
        seconds = 3600 * int(clock[1] or 0) + 60 * int(clock[2]) + int(clock[3])
        return Number(seconds, seconds, seconds, Sort.COUNT, 0, len(text), text, whole=True)
    if re.fullmatch(r"\d{4,}", text):
        text = f"{int(text):,}"
    found = list(_found(f" {text} "))
    return found[0] if len(found) == 1 else None


def _found(text: str) -> Iterator[Number]:
    for match in PATTERN.finditer(text):
        hedge = HEDGE_WORDS.get((match["hedge"] or "").lower(), Hedge.NONE)
        if UP_TO.match(match.group()) and MOVED_UP.search(text[: match.start()]):
            hedge = Hedge.NONE
        if hedge is Hedge.UNDER and ADDED_UP.search(text[: match.start()]):
            hedge = Hedge.NONE
        made = _number(match, hedge)
        if made is not None:
            yield made


def _number(match: re.Match[str], hedge: Hedge) -> Number | None:
    start, end, text = match.start(), match.end(), match.group()
    if match["half"]:
        sort = Sort.POINTS if match["point"] or match["halfpoint"] else Sort.PERCENT
        return _made(0.5, 1, sort, hedge, start, end, text)
    if match["ss"]:
        seconds = 3600 * float(match["h"] or 0) + 60 * float(match["mm"]) + float(match["ss"])
        return _made(seconds, 0, Sort.COUNT, hedge, start, end, text, whole=True)
    if match["hours"]:
        hours = WORDS.get(match["hours"].lower()) or float(match["hours"])
        seconds = 3600 * hours + 60 * float(match["past"])
        return _made(seconds, 0, Sort.COUNT, hedge, start, end, text, whole=True)
    if match["clock"]:
        minutes, rest = (
            WORDS.get(match[k].lower()) or float(match[k]) for k in ("minutes", "seconds")
        )
        return _made(60 * minutes + rest, 0, Sort.COUNT, hedge, start, end, text, whole=True)
    if match["large"]:
        value = hundreds_of(match["thousands"], match["hundreds"], match["ones"])
        if not value % 100 and hedge is Hedge.NONE:  # three hundred, said bare, is a round number
            low, high = value * (1 - TIMES_WIDTH), value * (1 + TIMES_WIDTH)
            return Number(value, low, high, Sort.COUNT, start, end, text)
        return _made(value, 0, Sort.COUNT, hedge, start, end, text, whole=True)
    if match["anda"]:
        unit = match["unithalf"].lower()
        sort = Sort.POINTS if "point" in unit else Sort.COUNT
        value = 1 + PARTS[match["over"].lower()]
        if unit == "minute":
            return _made(60 * value, 0, sort, hedge, start, end, text, whole=True)
        return _made(value, _decimals(value), sort, hedge, start, end, text)
    if match["inten"]:
        part, of = (
            WORDS.get(match[k].lower()) or float(re.sub("(?:a )?hundred", "100", match[k].lower()))
            for k in ("part", "of")
        )
        if not 0 < part < of:
            return None
        return _rough(100 * part / of, Sort.SHARE, hedge, start, end, text)
    if match["word"]:
        word = match["word"].lower()
        if word in SHARES:
            return _rough(SHARES[word], Sort.SHARE, hedge, start, end, text)
        if OCCASIONS.search(match.string[:start]) or RUNNING.match(match.string, end):
            return None  # the panel met six times, it rose four times in a row
        return _rough(TIMES[word], Sort.TIMES, hedge, start, end, text)
    if match["plain"]:
        return _spelt(match, hedge, start, end, text)
    return _figure(match, hedge, start, end, text)


def _spelt(match: re.Match[str], hedge: Hedge, start: int, end: int, text: str) -> Number | None:
    unit = (match["plainunit"] or "").strip().lower()
    word = match["plain"].lower().removesuffix(unit).strip()
    if word in ORDINALS:
        return _made(ORDINALS[word], 0, Sort.RANK, hedge, start, end, text, whole=True)
    if unit:
        sort = Sort.POINTS if "point" in unit else Sort.PERCENT
        return _made(WORDS[word], 0, sort, hedge, start, end, text)
    if TIMES_OF.match(match.string, end):  # eight times the £5,000 for cannabis
        return _rough(WORDS[word], Sort.TIMES, hedge, start, end, text)
    value = WORDS[word]
    decimals = _decimals(value)
    return _made(value, decimals, Sort.COUNT, hedge, start, end, text, whole=not decimals)


def _decimals(value: float) -> int:
    """How many decimals a number in words is meant with: halves have one, quarters two."""
    return 0 if value == int(value) else 1 if 2 * value == int(2 * value) else 2


def _figure(match: re.Match[str], hedge: Hedge, start: int, end: int, text: str) -> Number:
    sign = match["sign"] or match["sign2"] or ""
    digits = match["figure"].removeprefix(sign).replace(",", "").lstrip("£")
    value = float(digits)
    decimals = len(digits.partition(".")[2])
    unit = (match["unit"] or "").strip().lower()
    scale = (match["scale"] or "").strip().lower()
    if match["nth"]:
        return _made(value, 0, Sort.RANK, hedge, start, end, text, whole=True)
    signed = sign != "" and sign in "+-−–"
    if sign in ("-", "−", "–"):
        value = -value
    if unit:
        sort = (
            Sort.POINTS if "p" in unit and unit != "per cent" and "point" in unit else Sort.PERCENT
        )
        if unit in ("pp", "pps", "ppt", "ppts"):
            sort = Sort.POINTS
        return _made(value, decimals, sort, hedge, start, end, text, signed=signed)
    if scale:
        size = SCALES[scale]
        low, high = printed_interval(value, decimals, hedge)
        return Number(
            value * size, low * size, high * size, Sort.COUNT, start, end, text, hedge,
            whole=False, signed=signed,
        )  # fmt: skip
    pence = PENCE.match(match.string, end)
    if pence and not HUNDRED.match(match.string, end):
        low, high = printed_interval(value, decimals, hedge)
        return Number(
            value / 100, low / 100, high / 100, Sort.COUNT, start, pence.end(),
            f"{text}{pence.group()}", hedge,
        )  # fmt: skip
    if TIMES_OF.match(match.string, end) if not decimals else TIMES_AS.match(match.string, end):
        return _made(value, decimals, Sort.TIMES, hedge, start, end, text)
    counted = not decimals and "£" not in text
    return _made(value, decimals, Sort.COUNT, hedge, start, end, text, whole=counted, signed=signed)


def _made(
    value: float, decimals: int, sort: Sort, hedge: Hedge, start: int, end: int, text: str,
    *, whole: bool = False, signed: bool = False,
) -> Number:  # fmt: skip
    low, high = printed_interval(value, decimals, hedge, whole=whole)
    return Number(value, low, high, sort, start, end, text, hedge, whole, signed)


def _rough(value: float, sort: Sort, hedge: Hedge, start: int, end: int, text: str) -> Number:
    """A share or a ratio in words, which is never exact."""
    width = (
        100 * SHARE_WIDTH * (1.5 if hedge is not Hedge.NONE else 1)
        if sort is Sort.SHARE
        else value * TIMES_WIDTH * (2 if hedge is not Hedge.NONE else 1)
    )
    if hedge is Hedge.NONE:
        low, high = value - width, value + width
    else:
        low, high = printed_interval(value, 1, hedge)
        if sort is Sort.TIMES and value < 1:  # more than halved is less than half
            low, high = value - (high - value), value + (value - low)
        if hedge is Hedge.JUST_OVER:
            high = max(high, value + width, value * (1 + 2 * TIMES_WIDTH))
        elif hedge is Hedge.JUST_UNDER:
            low = min(low, value - width, value * (1 - 2 * TIMES_WIDTH))
    return Number(value, low, high, sort, start, end, text, hedge)
