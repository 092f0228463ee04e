"""Periods of whole days, and the kinds of period that a measure may have."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class PeriodKind(StrEnum):
    """What one observation of a measure covers."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    YEAR_TO_DATE = "year-to-date"
    ROLLING_12_MONTHS = "rolling-12-months"
    MID_YEAR = "mid-year"


_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """The days from `start` to `end`, both included.

    Raises ValueError when `end` is before `start`.

    >>> Period.parse("2015-03").days
    31
    >>> Period.parse("2014-04--2015-03").id
    '2014-04--2015-03'
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"period ends before it starts: {self.start} to {self.end}")

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """One calendar month."""
        return cls(date(year, month, 1), _month_end(year, month))

    @classmethod
    def year(cls, year: int) -> Period:
        """One calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def months_to(cls, end: date, months: int) -> Period:
        """The `months` whole months that end with the month of `end`."""
        first = end.year * 12 + end.month - months
        return cls(
            date(first // 12, first % 12 + 1, 1),
            _month_end(end.year, end.month),
        )

    @classmethod
    def months_from(cls, start: date, months: int) -> Period:
        """The `months` whole months that begin with the month of `start`."""
        last = start.year * 12 + start.month - 1 + months - 1
        return cls(date(start.year, start.month, 1), _month_end(last // 12, last % 12 + 1))

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read an id: `2014`, `2015-03`, `2015-06-16`, or two of them joined by `--`.

        Raises ValueError with the text found and the forms allowed.
        """
        first, _, last = text.strip().partition("--")
        try:
            opening, closing = _bounds(first), _bounds(last or first)
        except ValueError:
            raise ValueError(
                f"'{text}' is not a period; write 2014, 2015-03, 2015-06-16 or 2014-04--2015-03"
            ) from None
        return cls(opening[0], closing[1])

    @property
    def id(self) -> str:
        """The shortest text that `parse` reads back as this period."""
        if self.months is None:
            return _joined(self.start.isoformat(), self.end.isoformat())
        if self.months == 12 and self.start.month == 1:
            return f"{self.start.year:04d}"
        return _joined(f"{self.start:%Y-%m}", f"{self.end:%Y-%m}")

    @property
    def days(self) -> int:
        """Days covered, both ends included."""
        return (self.end - self.start).days + 1

    @property
    def months(self) -> int | None:
        """How many whole calendar months this is, or None when it is not whole months."""
        whole = self.start.day == 1 and self.end == _month_end(self.end.year, self.end.month)
        if not whole:
            return None
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    def each_month(self) -> Iterator[Period]:
        """The calendar months that this period touches, in order."""
        here = self.start.replace(day=1)
        while here <= self.end:
            month = Period.month(here.year, here.month)
            yield month
            here = month.end + timedelta(days=1)

    def years_before(self, years: int = 1) -> Period:
        """The same months, `years` earlier (the end of a month stays the end of the month).

        >>> Period.parse("2016-02").years_before().id
        '2015-02'
        """
        if self.months is not None:
            end = _month_end(self.end.year - years, self.end.month)
        else:
            end = _same_day(self.end, years)
        return Period(_same_day(self.start, years), end)

    def overlaps(self, other: Period) -> bool:
        """Whether the two periods share a day."""
        return self.start <= other.end and other.start <= self.end

    def contains(self, other: Period) -> bool:
        """Whether every day of `other` is a day of this period."""
        return self.start <= other.start and other.end <= self.end


@lru_cache(maxsize=4096)
def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _same_day(day: date, years: int) -> date:
    last = calendar.monthrange(day.year - years, day.month)[1]
    return day.replace(year=day.year - years, day=min(day.day, last))


def _joined(first: str, last: str) -> str:
    return first if first == last else f"{first}--{last}"


def _bounds(text: str) -> tuple[date, date]:
    found = _PART.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None:
        raise ValueError(text)
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), _month_end(year, month)
    return date(year, month, day), date(year, month, day)
