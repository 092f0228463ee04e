"""What a number of a sentence may be worked out as from a table, and how likely each is meant.

A working is a small calculation on lines of the table: a cell, a sum, a mean, a difference, a
percentage of change, a share, a ratio, a rate. Its score says how likely the sentence means it,
by where the lines are named and by what the words about the number say that it is; the number's
own value plays no part in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from wardmote.checker.axes import Line
from wardmote.checker.number import Number, Sort, is_clock
from wardmote.checker.numbers import IN_PENCE
from wardmote.vocabulary import Direction, Hedge

MONEY = (1.0, 1e3, 1e6)  # units that a table may have sums of money in
PENCE = (1.0, 0.01)  # a table has them as such, or as pounds
CLOCK = (1.0, 60.0)  # 14:06 may be minutes and seconds, or hours and minutes


class Kind(StrEnum):
    """The calculations."""

    LEVEL = "level"
    MEAN = "mean"
    SPREAD = "spread"
    DIFFERENCE = "difference"
    PERCENT = "percent"
    SHARE = "share"
    RATIO = "ratio"
    RATE = "rate"
    QUOTIENT = "quotient"
    PRODUCT = "product"
    POINTS = "points"
    REST = "rest"
    RANGE = "range"


IN_POUNDS = (Kind.LEVEL, Kind.MEAN, Kind.SPREAD, Kind.DIFFERENCE, Kind.RANGE, Kind.PRODUCT)


@dataclass(frozen=True, slots=True)
class Choice:
    """Lines of one axis; with `added`, their sum."""

    lines: tuple[Line, ...]
    score: float
    added: bool = False

    @property
    def label(self) -> str:
        """The words of its lines."""
        if len(self.lines) > 3:
            return f"{self.lines[0].label} ... {self.lines[-1].label}"
        return " + ".join(li.label for li in self.lines)


@dataclass(frozen=True, slots=True)
class Operand:
    """A number of the table: the cell or the sum where chosen rows and columns cross."""

    choices: tuple[Choice, Choice]
    low: float
    high: float
    sort: Sort
    count: int
    like: bool = False  # it may be a percentage, though nothing says so
    clock: bool = False  # it is a time, which is no part of a count
    scale: float = 0.0  # of how many pounds it is so many, where the table says it

    @property
    def counted(self) -> bool:
        """Whether it counts things, so that it may be a part of others."""
        return self.sort is Sort.COUNT and not self.clock

    @property
    def money(self) -> bool:
        """Whether its lines are called sums of money."""
        return any("£" in li.label for c in self.choices for li in c.lines)

    def is_like(self, other: Operand) -> bool:
        """Whether two numbers may be of one unit: no count beside a sum of money or a time."""
        return self.money is other.money and self.clock is other.clock

    @property
    def score(self) -> float:
        """How likely its lines are meant."""
        return self.choices[0].score * self.choices[1].score

    @property
    def turned(self) -> Operand:
        """The same with the other sign."""
        return replace(self, low=-self.high, high=-self.low)

    @property
    def text(self) -> str:
        """Its value and labels."""
        value = f"{(self.low + self.high) / 2:,.10g}"
        unit = "%" if self.sort is Sort.PERCENT else ""
        told = ", ".join(c.label for c in self.choices if c.label)
        return f"{value}{unit} ({told})" if told else f"{value}{unit}"


HALF = (0.5, 0.5)  # by which a mean is the median


@dataclass(frozen=True, slots=True)
class Working:
    """A calculation with its result's interval, and how likely it is meant."""

    kind: Kind
    operands: tuple[Operand, ...]
    low: float
    high: float
    score: float
    by: tuple[float, float] = (1.0, 1.0)
    moved: bool = False  # its sign is the way that something went, or the side of a comparison

    @property
    def value(self) -> float:
        """The middle of its interval."""
        return (self.low + self.high) / 2

    @property
    def text(self) -> str:
        """How it is worked out, with the table's numbers."""
        told = [o.text for o in self.operands]
        return {
            Kind.LEVEL: "the table has {0}",
            Kind.MEAN: f"the {'median' if self.by == HALF else 'mean'} of {{0}}",
            Kind.SPREAD: f"{{0}} over {self.by[0]:g}",
            Kind.DIFFERENCE: "{0} less {1}",
            Kind.RANGE: "the highest, {0}, less the lowest, {1}",
            Kind.PERCENT: "{0} against {1}",
            Kind.SHARE: "{0} of {1}",
            Kind.RATIO: "{0} over {1}",
            Kind.RATE: f"{{0}} over {{1}}, times {self.by[0]:,.0f}",
            Kind.QUOTIENT: "{0} over {1}",
            Kind.PRODUCT: "{1} of {0}",
            Kind.POINTS: "{0} of {1} less {2} of {3}",
            Kind.REST: "what {0} leaves" + (" of {1}" if len(told) > 1 else " of 100"),
        }[self.kind].format(*told)


def evaluate(
    kind: Kind, operands: Sequence[Operand], by: tuple[float, float] = (1.0, 1.0)
) -> tuple[float, float] | None:
    """The interval of a calculation, or None where it would divide by nothing."""
    a = operands[0]
    if kind is Kind.LEVEL:
        return a.low, a.high
    if kind is Kind.MEAN:
        return a.low / a.count, a.high / a.count
    if kind is Kind.SPREAD:
        return a.low / by[1], a.high / by[0]
    if kind is Kind.REST and len(operands) == 1:
        return 100 - a.high, 100 - a.low
    b = operands[1]
    if kind in (Kind.DIFFERENCE, Kind.RANGE):
        return a.low - b.high, a.high - b.low
    if kind is Kind.PRODUCT:
        return a.low * b.low / 100, a.high * b.high / 100
    if kind in (Kind.PERCENT, Kind.RATIO) and a.high < 0 and b.high < 0:
        a, b = a.turned, b.turned  # income, which a budget has below nought
    if b.low <= 0 or (kind is Kind.POINTS and operands[3].low <= 0):
        return None
    if kind is Kind.POINTS:
        c, d = operands[2], operands[3]
        return (
            100 * (a.low / b.high - c.high / d.low),
            100 * (a.high / b.low - c.low / d.high),
        )
    if a.low < 0:
        return None
    low, high = a.low / b.high, a.high / b.low
    if kind is Kind.PERCENT:
        return 100 * (low - 1), 100 * (high - 1)
    if kind is Kind.SHARE:
        return 100 * low, 100 * high
    if kind is Kind.REST:
        return 100 * (1 - high), 100 * (1 - low)
    return low * by[0], high * by[1]


def held(number: Number, working: Working, direction: Direction | None) -> bool | None:
    """Whether a working gives the number: True, False, or None where only its sign is another."""
    low, high = working.low, working.high
    scales = _scales(number, working)
    measured = (
        number.measured
        if working.kind not in (Kind.LEVEL, Kind.DIFFERENCE, Kind.RANGE) or low != high
        else number
    )
    if working.moved and working.kind is not Kind.RATIO:
        magnitude = (low, high) if low >= 0 else (-high, -low) if high <= 0 else None
        if magnitude is None:
            magnitude = (0.0, max(-low, high))
        size = _unsigned(measured)
        if not _in(size, *magnitude, scales):
            return False
        sign = 0 if low <= 0 <= high else 1 if low > 0 else -1
        if direction is None or sign == 0:
            return True
        return True if (sign > 0) == (direction is Direction.UP) else None
    if working.kind is Kind.LEVEL and low != high and working.operands[0].count == 1:
        # A printed number of the table stands for itself, or for more digits of the sentence.
        return _in(measured, working.value, working.value, scales) or low <= number.value <= high
    return _in(measured, low, high, scales)


def is_money(number: Number) -> bool:
    """Whether a number may be a sum of money, which a table may have in thousands or millions."""
    return number.sort is Sort.COUNT and (abs(number.value) >= 1e4 or "£" in number.text)


def _in(number: Number, low: float, high: float, scales: Sequence[float]) -> bool:
    slack = 0.0
    if not number.whole and number.hedge is Hedge.NONE and number.sort is not Sort.SHARE:
        slack = 0.05 * (number.high - number.low)  # it may have been rounded twice
    return any(number.holds(s * low - slack, s * high + slack) for s in scales)


def _scales(number: Number, working: Working) -> tuple[float, ...]:
    """The units that a table may have a number in: of a sum of pounds those that it says."""
    said = {o.scale for o in working.operands}
    if working.kind in IN_POUNDS and is_money(number) and len(said) == 1 and said != {0.0}:
        return (*said,) if "£" in number.text else (1.0, *said)
    if IN_PENCE.search(number.text):
        return PENCE
    return MONEY if is_money(number) else CLOCK if is_clock(number.text) else (1.0,)


def _unsigned(number: Number) -> Number:
    if number.value >= 0:
        return number
    return replace(number, value=-number.value, low=-number.high, high=-number.low)
