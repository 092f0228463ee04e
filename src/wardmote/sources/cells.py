"""The cells of published tables: numbers, symbols for what is not printed, names, periods."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from wardmote.vocabulary import Period

Cell = str | float | int | bool | date | datetime | None

# What stands where no number is printed. A publication's notes may give one another meaning.
SYMBOLS = frozenset(
    ["", "..", ".", "…", "-", "--", "–", "—", "*", "**", ":", "z", "x", "c", "u", "n/a", "na", "#",
     "[x]", "[z]", "[c]", "[u]", "[low]", "~", "^", "not available", "null", "none"]
)  # fmt: skip
NUMBER = re.compile(r"[(+\-−–]?£?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:[eE][+-]?\d+)?%?\)?")
FOOTNOTE = re.compile(
    r"(?<=[A-Za-z)’'])\s*(?:\d{1,2}(?:\s*,\s*\d{1,2})*|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[(?:note\s)?\d+\])\s*$"
)
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTH = r"(?P<{}>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_SPAN = re.compile(
    _MONTH.format("m1") + r"\s*'?(?P<y1>\d{4}|\d{2})\s*(?:to|-|–)\s*" + _MONTH.format("m2")
    + r"\s*'?(?P<y2>(?:19|20)\d{2}|\d{2})",
    re.IGNORECASE,
)  # fmt: skip
_ENDING = re.compile(
    r"(?:year|12 months)\s+(?:ending|to)\s+(?:\d{1,2}\s+)?" + _MONTH.format("m")
    + r"\s*'?(?P<y>(?:19|20)\d{2}|\d{2})",
    re.IGNORECASE,
)  # fmt: skip
_DAY = re.compile(
    r"(?P<d>\d{1,2})\s+" + _MONTH.format("m") + r"\s+(?P<y>(?:19|20)\d{2})", re.IGNORECASE
)
_SLASHED = re.compile(r"(?<!\d)(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>(?:19|20)\d{2})(?!\d)")
_TO = re.compile(r"\bto\s+" + _MONTH.format("m") + r"\s+(?P<y>(?:19|20)\d{2})", re.IGNORECASE)
_OF_YEAR = re.compile(_MONTH.format("m") + r"\s+(?P<y>(?:19|20)\d{2})", re.IGNORECASE)
_FINANCIAL = re.compile(r"(?<!\d)(?P<y1>(?:19|20)\d{2})\s*[/–-]\s*(?P<y2>(?:20)?\d{2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?:\.0)?(?=\D|\d{1,2}\b|$)(?!\s*[/–-]\s*\d)")


def text_of(cell: Cell) -> str:
    """A cell as text, on one line; a whole number without its decimals."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return " ".join(str(cell).split())


def plain(text: str) -> str:
    """A name or heading without the footnote digits that are glued to it.

    >>> plain("Greater Manchester7,8")
    'Greater Manchester'
    """
    text = " ".join(text.split()).strip(" *+")
    text = re.sub(r"(?<=[a-z])\d{1,2}(?=\))|(?<=\))\d{1,2}(?=\s|$)", "", text)
    while True:
        shorter = FOOTNOTE.sub("", text).strip()
        if shorter == text or not shorter:
            return text
        text = shorter


def number_of(cell: Cell) -> float | None:
    """The number of a cell; None for a symbol. Raises ValueError for other text.

    >>> number_of("1,234"), number_of(".."), number_of("(12)")
    (1234.0, None, -12.0)
    """
    if isinstance(cell, bool):
        raise ValueError(f"'{cell}' is not a number")
    if isinstance(cell, int | float):
        value = float(cell)
        if value != value or abs(value) == float("inf"):
            raise ValueError(f"'{cell}' is not a number")
        return value
    text = text_of(cell)
    if text.casefold() in SYMBOLS:
        return None
    if not NUMBER.fullmatch(text):
        raise ValueError(f"'{text[:60]}' is not a number")
    bare = re.sub(r"[£,%()+−–]", "", text)
    return -float(bare.lstrip("-")) if text[0] in "(-−–" else float(bare)


def symbol_of(cell: Cell) -> str:
    """The symbol that stands for a number that is not printed; nothing for a number."""
    text = text_of(cell)
    return text.casefold() if text.casefold() in SYMBOLS else ""


def slug_of(name: str) -> str:
    """A name as it stands in files and commands.

    >>> slug_of("Yorkshire and the Humber")
    'yorkshire-and-the-humber'
    """
    return re.sub(r"[^a-z0-9]+", "-", plain(name).casefold().replace("&", " and ")).strip("-")


def period_of(cell: Cell) -> Period | None:
    """The period that a heading or title names, if it names one.

    >>> period_of("Apr '07 to Mar '083").id
    '2007-04--2008-03'
    >>> period_of("year ending March 20181,2,3").id
    '2017-04--2018-03'
    """
    if isinstance(cell, datetime):
        return Period(cell.date(), cell.date())
    if isinstance(cell, date):
        return Period(cell, cell)
    text = text_of(cell)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return None
        return Period(day, day)
    for form, made in FORMS:
        match = form.search(text)
        if match and (found := made(match)) is not None:
            return found
    match = _YEAR.search(text)
    return Period.year(int(match["y"])) if match else None


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _month(name: str) -> int:
    return next(i for i, m in enumerate(MONTHS, 1) if m.startswith(name[:3].casefold()))


def _span(match: re.Match[str]) -> Period | None:
    start = Period.month(_full(match["y1"]), _month(match["m1"])).start
    end = Period.month(_full(match["y2"]), _month(match["m2"])).end
    return Period(start, end) if start <= end else None


def _ending(match: re.Match[str]) -> Period:
    end = Period.month(_full(match["y"]), _month(match["m"])).end
    return Period.months_to(end, 12)


def _day(match: re.Match[str]) -> Period | None:
    try:
        day = date(int(match["y"]), _month(match["m"]), int(match["d"]))
    except ValueError:
        return None
    return Period(day, day)


def _slashed(match: re.Match[str]) -> Period | None:
    try:
        day = date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None
    return Period(day, day)


def _of_year(match: re.Match[str]) -> Period:
    return Period.month(int(match["y"]), _month(match["m"]))


def _financial(match: re.Match[str]) -> Period | None:
    first = int(match["y1"])
    second = int(match["y2"]) if len(match["y2"]) == 4 else first // 100 * 100 + int(match["y2"])
    if second % 100 != (first + 1) % 100:
        return None
    return Period(date(first, 4, 1), date(first + 1, 3, 31))


FORMS = (
    (_SPAN, _span), (_ENDING, _ending), (_DAY, _day), (_SLASHED, _slashed), (_TO, _ending),
    (_FINANCIAL, _financial), (_OF_YEAR, _of_year),
)  # fmt: skip
REGIONS = frozenset(
    ["north east", "north west", "yorkshire and the humber", "yorkshire and humber",
     "east midlands", "west midlands", "east of england", "eastern", "east", "london",
     "south east", "south west"]
)  # fmt: skip
COUNTRIES = frozenset(
    ["england", "wales", "scotland", "great britain", "united kingdom", "england and wales",
     "northern ireland"]
)  # fmt: skip


def known_area(name: str, areas: Mapping[str, str]) -> str | None:
    """The slug of a printed name, however it writes `and`, and whatever note is glued to it."""
    key = plain(name).casefold()
    for written in (key, key.replace("&", "and"), key.replace("and", "&")):
        if written in areas:
            return areas[written]
    return None


def place_of(name: str, code: str, areas: Mapping[str, str]) -> str:
    """The slug of an area by its code, else by its printed name; a region's begins `region-`.

    A name that nothing knows becomes a slug of its own, which loading lists as unmapped.
    """
    bare = plain(re.sub(r"\s*\([^)]*\)\s*\d*$", "", plain(name)))
    key = bare.casefold().replace("&", "and")
    key = re.sub(r"\s+(?:total|region)$", "", key)
    key = {"eandw": "england and wales"}.get(key, key)
    if code and code.casefold() in areas:
        return areas[code.casefold()]
    if code.startswith("E12") or (not code and key in REGIONS and key not in areas):
        return f"region-{slug_of(key)}"
    if key in COUNTRIES or code.startswith(("K0", "E92", "W92", "S92", "N92")):
        return slug_of(key)
    if code and not code.startswith(("E23", "W15", "S32", "N24", "S23")):
        return code.casefold()
    return known_area(bare, areas) or known_area(key, areas) or slug_of(bare)
