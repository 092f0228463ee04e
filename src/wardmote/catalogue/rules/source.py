"""A measure reads a publication and columns that exist."""

from __future__ import annotations

from collections.abc import Iterator

from wardmote.catalogue.rules.known import Known
from wardmote.vocabulary import Measure, Problem, Quantity, nearest

FIGURE = "value"  # the column of publications whose rows are figures, not events


def known_source(measure: Measure, known: Known) -> Iterator[Problem]:
    """Name every publication or column that is not there."""
    source = measure.source
    if source.publication not in known.publications:
        yield Problem(
            "",
            "source.publication",
            f"unknown publication '{source.publication}'; "
            f"{nearest(source.publication, known.publications)}",
        )
        return
    columns = known.publications[source.publication]
    if FIGURE in columns and not source.value:
        yield Problem(
            "",
            "source.value",
            f"rows of '{source.publication}' hold figures, so counting them says nothing; "
            f'write value = "{FIGURE}"',
        )
    if source.is_share != (measure.quantity is Quantity.PERCENT) and FIGURE not in columns:
        yield Problem(
            "",
            "quantity",
            "a percentage of rows or columns names what it is of: write `part` or `of` under "
            '[source], and quantity = "percent"',
        )
    named = [("value", source.value)] if source.value else []
    named += [("of", source.of)] if source.of else []
    named += [("part", c) for c, _ in source.part]
    named += [("include", c) for c, _ in source.include]
    named += [("exclude", c) for c, _ in source.exclude]
    for key, column in named:
        if column not in columns:
            yield Problem(
                "", f"source.{key}", f"unknown column '{column}'; {nearest(column, columns)}"
            )
