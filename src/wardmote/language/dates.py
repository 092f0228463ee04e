"""Days and periods as they are printed."""

from __future__ import annotations

from datetime import date

from wardmote.language.messages import message, translated
from wardmote.vocabulary import Form, Period

MONTHS = (
    message("January"), message("February"), message("March"), message("April"), message("May"),
    message("June"), message("July"), message("August"), message("September"),
    message("October"), message("November"), message("December"),
)  # fmt: skip
SHORT = (
    message("Jan"), message("Feb"), message("Mar"), message("Apr"), message("May"), message("Jun"),
    message("Jul"), message("Aug"), message("Sep"), message("Oct"), message("Nov"), message("Dec"),
)  # fmt: skip


def short_months() -> tuple[str, ...]:
    """The twelve months in three letters, as the heads of a table's columns."""
    return tuple(map(translated, SHORT))


def day_text(day: date) -> str:
    """A day in full.

    >>> day_text(date(2015, 6, 16))
    '16 June 2015'
    """
    said = translated("{day} {month} {year}")
    return said.format(day=day.day, month=translated(MONTHS[day.month - 1]), year=day.year)


def period_text(period: Period, form: Form = Form.PLAIN) -> str:
    """A period in full, or with three-letter months in the `short` form.

    >>> [period_text(Period.parse(p)) for p in ("2015-03", "2014", "2014-04--2015-03")]
    ['March 2015', '2014', 'the 12 months to March 2015']
    >>> [period_text(Period.parse(p)) for p in ("2015-04--2015-05", "2014-01--2015-03")]
    ['April and May 2015', 'January 2014 to March 2015']
    """

    def month(day: date, *, year: bool = True) -> str:
        name = translated((SHORT if form is Form.SHORT else MONTHS)[day.month - 1])
        return translated("{month} {year}").format(month=name, year=day.year) if year else name

    start, end, months = period.start, period.end, period.months
    if months is None:
        if start == end:
            return day_text(start)
        return translated("{start} to {end}").format(start=day_text(start), end=day_text(end))
    if months == 1:
        return month(end)
    if months == 12 and start.month == 1:
        return str(start.year)
    if months == 12:
        if form is Form.SHORT:
            said = translated("12 months to {month}")
        elif form is Form.START:
            said = translated("The 12 months to {month}")
        else:
            said = translated("the 12 months to {month}")
        return said.format(month=month(end))
    said = translated("{start} and {end}") if months == 2 else translated("{start} to {end}")
    return said.format(start=month(start, year=start.year != end.year), end=month(end))
