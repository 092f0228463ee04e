"""A measure reads a publication and columns that exist."""

from __future__ import annotations

from collections.abc import Iterator

from wardmote.catalogue.rules.known import Known
from wardmote.vocabulary import Measure, Problem, nearest

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
    named = [("value", source.value)] if source.value else []
    named += [("include", c) for c, _ in source.include]
    named += [("exclude", c) for c, _ in source.exclude]
    for key, column in named:
        if column not in columns:
            yield Problem(
                "", f"source.{key}", f"unknown column '{column}'; {nearest(column, columns)}"
            )
