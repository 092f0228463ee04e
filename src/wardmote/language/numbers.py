"""Numbers as they are printed: rounded half up, with commas and a true minus sign."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from wardmote.language.messages import message, translated
from wardmote.vocabulary import Figure, Form, Hedge, Style

MINUS = "\u2212"
WORDS = (
    message("zero"), message("one"), message("two"), message("three"), message("four"),
    message("five"), message("six"), message("seven"), message("eight"), message("nine"),
    message("ten"),
)  # fmt: skip


def number_text(value: float, decimals: int = 0, *, signed: bool = False) -> str:
    """The number rounded half up.

    >>> number_text(-0.04, 1), number_text(15108), number_text(8.75, 1, signed=True)
    ('0.0', '15,108', '+8.8')
    """
    rounded = Decimal(repr(float(value))).quantize(
        Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP
    )
    text = f"{abs(rounded):,.{decimals}f}"
    if rounded < 0:
        return MINUS + text
    return "+" + text if signed and rounded > 0 else text


def ordinal(value: float) -> str:
    """A rank.

    >>> [ordinal(n) for n in (1, 2, 3, 11, 22, 34)]
    ['1st', '2nd', '3rd', '11th', '22nd', '34th']
    """
    number = round(value)
    if number % 100 in (11, 12, 13):
        said = translated("{number}th")
    elif number % 10 == 1:
        said = translated("{number}st")
    elif number % 10 == 2:
        said = translated("{number}nd")
    elif number % 10 == 3:
        said = translated("{number}rd")
    else:
        said = translated("{number}th")
    return said.format(number=number)


def number_words(value: float) -> str:
    """Whole numbers to ten in words, larger ones in figures.

    >>> number_words(4), number_words(15)
    ('four', '15')
    """
    whole = round(value)
    spelt = 0 <= whole < len(WORDS) and whole == value
    return translated(WORDS[whole]) if spelt else number_text(value)


def chance_words(chance: float) -> str:
    """A chance as a person would say it.

    >>> chance_words(0.243), chance_words(0.004), chance_words(0.46)
    ('about one time in four', 'less than one time in 100', 'about one time in two')
    """
    if chance < 0.01:
        return translated("less than one time in 100")
    times = round(1 / chance)
    if times <= 1:
        return translated("more often than not")
    if times > 10:
        times = 5 * round(times / 5)
    return translated("about one time in {times}").format(times=number_words(times))


def figure_text(figure: Figure, form: Form = Form.PLAIN) -> str:
    """A figure in the form that its place in a sentence wants.

    `signed` prints a plus or minus, `size` drops the sign, `start` is the size at the start of
    a sentence, `words` spells small whole numbers. A change is signed unless a form says
    otherwise.
    """
    value = figure.value
    if figure.style is Style.CHANCE:
        return chance_words(value)
    if figure.style is Style.RANK:
        return ordinal(value)
    decimals = figure.decimals if figure.decimals is not None else _three_digits(value)
    moves = figure.style in (Style.CHANGE, Style.PERCENT_CHANGE, Style.POINTS)
    if form is Form.WORDS:
        text = number_words(value)
    elif form in (Form.SIZE, Form.START):
        text = number_text(abs(value), decimals)
    else:
        text = number_text(value, decimals, signed=form is Form.SIGNED or moves)
    if figure.style in (Style.PERCENT, Style.PERCENT_CHANGE):
        text += "%"
    if figure.hedge is Hedge.NONE:
        return text
    said = translated(HEDGED[figure.hedge]).format(number=text)
    return said[:1].upper() + said[1:] if form is Form.START else said


HEDGED = {
    Hedge.OVER: message("over {number}"),
    Hedge.JUST_OVER: message("just over {number}"),
    Hedge.JUST_UNDER: message("just under {number}"),
    Hedge.UNDER: message("under {number}"),
    Hedge.ALMOST: message("almost {number}"),
    Hedge.ABOUT: message("about {number}"),
}


def _three_digits(value: float) -> int:
    size = abs(value)
    if size >= 100 or size == 0:
        return 0
    return 1 if size >= 10 else 2
