"""Numbers with an identity, and the claims that sentences are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from wardmote.vocabulary.measure import Measure
from wardmote.vocabulary.period import Period
from wardmote.vocabulary.series import Category


class Style(StrEnum):
    """How a figure is written: what its value counts."""

    COUNT = "count"
    CHANGE = "change"
    PERCENT = "percent"
    PERCENT_CHANGE = "percent change"
    POINTS = "percentage points"
    RATE = "rate"
    RANK = "rank"
    CHANCE = "chance"


class Hedge(StrEnum):
    """The word that a source put before a number instead of printing it exactly."""

    NONE = ""
    OVER = "over"
    JUST_OVER = "just over"
    JUST_UNDER = "just under"
    UNDER = "under"
    ALMOST = "almost"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that can be traced.

    `value` is in the unit named: percentages are out of 100, rates per 1,000 residents,
    chances out of 1. `decimals` is how far it is printed, None for three significant digits.
    """

    id: str
    measure: str
    measure_version: str
    area: str
    period: Period
    value: float
    unit: str
    style: Style
    method: str
    decimals: int | None = 0
    releases: tuple[str, ...] = ()
    hedge: Hedge = Hedge.NONE


def figure_id(
    measure: str,
    area: str,
    period: Period,
    method: str = "",
    argument: str = "",
    category: Category | None = None,
) -> str:
    """The identity of a figure: measure, area, period, and how it was worked out.

    >>> figure_id("collisions", "west-midlands", Period.parse("2015-03"))
    'collisions/west-midlands/2015-03'
    """
    what = f"{measure}@{category.slug}" if category else measure
    return "/".join(part for part in (what, area, period.id, method, argument) if part)


@dataclass(frozen=True, slots=True)
class FigureName:
    """A figure's id, taken apart."""

    measure: str
    category: str
    area: str
    period: Period
    method: str
    argument: str

    @classmethod
    def parse(cls, text: str) -> FigureName:
        """Raises ValueError with the form that an id has."""
        parts = text.strip().split("/")
        if not 3 <= len(parts) <= 5:
            raise ValueError(
                f"'{text}' is not a figure; write measure/area/period[/method[/argument]], "
                "as in collisions/west-midlands/2015-03"
            )
        what, _, category = parts[0].partition("@")
        method, argument = ([*parts[3:], "", ""])[:2]
        return cls(what, category, parts[1], Period.parse(parts[2]), method, argument)


def figure_of(
    measure: Measure,
    area: str,
    period: Period,
    value: float,
    *,
    method: str = "",
    argument: str = "",
    style: Style = Style.COUNT,
    decimals: int | None = 0,
    unit: str = "",
    releases: tuple[str, ...] = (),
    category: Category | None = None,
    hedge: Hedge = Hedge.NONE,
) -> Figure:
    """A figure of `measure`, with its id made from what it is."""
    return Figure(
        figure_id(measure.id, area, period, method, argument, category),
        measure.id,
        measure.version,
        area,
        period,
        value,
        unit or measure.unit,
        style,
        method or "value",
        decimals,
        releases,
        hedge,
    )


class Form(StrEnum):
    """How a sentence wants a figure or a period written."""

    PLAIN = "plain"
    SIGNED = "signed"
    SIZE = "size"
    START = "start"
    WORDS = "words"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as it stands in a sentence."""

    figure: Figure
    form: Form = Form.PLAIN


@dataclass(frozen=True, slots=True)
class When:
    """A period as it stands in a sentence."""

    period: Period
    form: Form = Form.PLAIN


@dataclass(frozen=True, slots=True)
class Name:
    """Words that come from a definition or a record, such as a measure's title."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Parts that carry the weight of a sentence."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Stressed:
    """Parts that their author stressed, more lightly than strong ones."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class WebLink:
    """A reference to a page of the web, or a mailbox, by its whole address."""

    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to another place in the document."""

    target: str
    text: str


Part = str | Printed | When | Name | Strong | Stressed | Link | WebLink

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Claim:
    """Words whose numbers are figures, periods or names from records.

    Raises ValueError when a digit was typed into the words: none is typed by hand.
    """

    parts: tuple[Part, ...]

    def __post_init__(self) -> None:
        for part in flat(self.parts):
            if isinstance(part, str) and _DIGIT.search(part):
                raise ValueError(f"a number was typed by hand in '{part}'; use a figure")

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that the claim prints, in order."""
        return tuple(p.figure for p in flat(self.parts) if isinstance(p, Printed))


def flat(parts: tuple[Part, ...]) -> Iterator[Part]:
    """The parts with emphasis opened up."""
    for part in parts:
        if isinstance(part, Strong | Stressed):
            yield from flat(part.parts)
        else:
            yield part
