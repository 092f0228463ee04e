"""Days and periods as they are printed."""

from __future__ import annotations

from datetime import date

from wardmote.vocabulary import Form, Period

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def day_text(day: date) -> str:
    """A day in full.

    >>> day_text(date(2015, 6, 16))
    '16 June 2015'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def period_text(period: Period, form: Form = Form.PLAIN) -> str:
    """A period in full, or with three-letter months in the `short` form.

    >>> [period_text(Period.parse(p)) for p in ("2015-03", "2014", "2014-04--2015-03")]
    ['March 2015', '2014', 'the 12 months to March 2015']
    >>> [period_text(Period.parse(p)) for p in ("2015-04--2015-05", "2014-01--2015-03")]
    ['April and May 2015', 'January 2014 to March 2015']
    """

    def month(day: date, *, year: bool = True) -> str:
        name = MONTHS[day.month - 1]
        name = name[:3] if form is Form.SHORT else name
        return f"{name} {day.year}" if year else name

    start, end, months = period.start, period.end, period.months
    if months is None:
        return day_text(start) if start == end else f"{day_text(start)} to {day_text(end)}"
    if months == 1:
        return month(end)
    if months == 12 and start.month == 1:
        return str(start.year)
    if months == 12:
        start_word = {Form.SHORT: "", Form.START: "The "}.get(form, "the ")
        return f"{start_word}12 months to {month(end)}"
    joint = "and" if months == 2 else "to"
    return f"{month(start, year=start.year != end.year)} {joint} {month(end)}"
