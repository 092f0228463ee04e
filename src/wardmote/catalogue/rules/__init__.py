"""What a measure must satisfy beyond its shape: one rule a module."""

from wardmote.catalogue.rules.checker import checked_by_another
from wardmote.catalogue.rules.disclosive import disclosive_counts
from wardmote.catalogue.rules.known import Known
from wardmote.catalogue.rules.plan import known_priority
from wardmote.catalogue.rules.rates import known_denominator
from wardmote.catalogue.rules.review import review_due
from wardmote.catalogue.rules.source import known_source

RULES = (
    known_source,
    known_priority,
    known_denominator,
    checked_by_another,
    review_due,
    disclosive_counts,
)

__all__ = ["RULES", "Known"]
