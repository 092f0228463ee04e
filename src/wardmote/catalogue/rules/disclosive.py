"""Only counts, and shares of counted rows, can be withheld for being small."""

from __future__ import annotations

from collections.abc import Iterator

from wardmote.catalogue.rules.known import Known
from wardmote.vocabulary import Measure, Problem, Quantity


def disclosive_counts(measure: Measure, _: Known) -> Iterator[Problem]:
    """Protection asked for of a number that has no count behind it here."""
    if measure.disclosive and not (measure.quantity is Quantity.COUNT or measure.source.is_share):
        yield Problem(
            "", "disclosive",
            f"true, and the measure is a {measure.quantity}: only a count, or a percentage of rows "
            "that are counted here, can be withheld for being small",
        )  # fmt: skip
