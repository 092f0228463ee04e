"""What rows of a tidy file must be, for the measures that they name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from wardmote.catalogue import Catalogue
from wardmote.sources import Reading, Refusal, Rows
from wardmote.vocabulary import Measure, Period, PeriodKind, Quantity

MONTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.YEAR: 12,
    PeriodKind.ROLLING_12_MONTHS: 12,
    PeriodKind.MID_YEAR: 12,
}


def check_rows(reading: Reading, catalogue: Catalogue) -> None:
    """Raises Refusal when a count is not one, or covers another kind of period than its measure.

    Other quantities may stand beside longer averages of themselves, so only counts are held
    to their period. Measures that no definition knows are let through, and listed as unmapped.
    """
    if reading.publication.id != "tidy" or not isinstance(reading.content, Rows):
        return
    wrong = []
    for row in reading.content.rows:
        measure = catalogue.measures.get(str(row["measure"]))
        if measure is not None and measure.quantity is Quantity.COUNT:
            fault = _fault(row, measure)
            if fault:
                wrong.append(f"{measure.id}, {row['area']}, {fault}")
    if wrong:
        raise Refusal.of_rows(wrong)


def _fault(row: Mapping[str, object], measure: Measure) -> str:
    start, end, value = row["start_date"], row["end_date"], row["value"]
    if not isinstance(start, date) or not isinstance(end, date) or not isinstance(value, float):
        return ""
    period = Period(start, end)
    if period.months != MONTHS.get(measure.period, period.months):
        return f"{period.id}: the measure's figures are each of one {measure.period.value}"
    if value < 0 or value != int(value):
        return f"{period.id}: {value:g} is not a count"
    return ""
