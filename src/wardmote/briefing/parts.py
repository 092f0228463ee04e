"""The parts of a measure by one dimension, each judged as a series of its own."""

from __future__ import annotations

from dataclasses import replace

from wardmote.analysis.signals import Signal, refusal, signal
from wardmote.analysis.spc import profile_named
from wardmote.briefing.book import JUDGED, Book
from wardmote.vocabulary import Measure, Quantity, Series


def part_signal(book: Book, part: Series) -> Signal | None:
    """What the process limits say of one part, where it can have them.

    The default profile learns from the same part in other forces.
    """
    category = part.category
    if category is None or part.measure.period not in JUDGED:
        return None
    if part.measure.quantity is not Quantity.COUNT:
        return None
    part = _annotated(book, part)
    if refusal(part.settled):
        return None
    profile = profile_named(book.workspace.settings.profile)
    sisters = sisters_of(book, part.measure, category.slug) if profile.models else []
    found = signal(part, profile, sisters)
    book.once(("part-signal", part.measure.id, category.slug), lambda: found.finding)
    return found


def _annotated(book: Book, part: Series) -> Series:
    """The part with the dated changes of the measure that counts just it, where there is one.

    A change of how violence is recorded breaks the violence in recorded crime too.
    """
    category, source = part.category, part.measure.source
    if category is None:
        return part
    same = ((category.dimension, (category.value,)),)
    for measure in book.workspace.catalogue.measures.values():
        if measure.source.publication == source.publication and measure.source.include == same:
            told = tuple(a for a in measure.annotations if a not in part.measure.annotations)
            annotations = (*part.measure.annotations, *told)
            return replace(part, measure=replace(part.measure, annotations=annotations))
    return part


def sisters_of(book: Book, measure: Measure, category: str = "") -> list[Series]:
    """The same measure, or the same part of it, in every area."""
    known = book.reader.all_areas(measure.id, category.partition("=")[0])
    return [series for (_, slug), series in known.items() if slug == category]
