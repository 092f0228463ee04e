"""What lies behind a change: its parts, markers, recording and changes of process."""

from __future__ import annotations

from wardmote.analysis.averages import before_and_after
from wardmote.analysis.drivers import drivers
from wardmote.analysis.false_alarms import controlled, discoveries
from wardmote.analysis.markers import MARKER_VALUES, marker_test
from wardmote.analysis.recording import recording_change
from wardmote.briefing.book import Book, tried
from wardmote.vocabulary import AnnotationKind, Finding, Measure, Period


def process_changes_of(book: Book, measure: Measure) -> list[Finding]:
    """The months before and after each dated change of process, tested."""
    series = book.series(measure.id)
    found = []
    for change_ in measure.annotations:
        here = change_.area in ("", book.force)
        if series and here and change_.on and change_.kind is AnnotationKind.PROCESS:
            made = book.once(
                ("process", measure.id, change_.on.isoformat()),
                lambda on=change_.on: tried(lambda: before_and_after(series, on)),  # type: ignore[misc]
            )
            found += [made] if made else []
    return found


def drivers_of(book: Book, measure_id: str, dimension: str) -> list[Finding]:
    """The parts of the measure's change, or none where they do not add up to it.

    Under control of false discoveries, parts are judged together too.
    """
    whole, found = book.series(measure_id), book.change_of(book.measure(measure_id))
    if whole is None or found is None or found.against is None:
        return []
    both = Period(found.against.start, found.period.end)
    parts = book.reader.parts(measure_id, book.force, dimension, both)
    try:
        rounded = book.protection is not None
        made = drivers(parts, whole, found.period, found.against, rounded=rounded)
    except ValueError:
        return []
    if book.workspace.settings.false_discovery:
        tested = [f for f in made if f.p is not None]
        stand = discoveries([f.p or 0.0 for f in tested], book.false_discovery)
        fallen = {id(f) for f, stands in zip(tested, stand, strict=True) if not stands}
        made = [controlled(f) if id(f) in fallen else f for f in made]
    for finding in made:
        slug = finding.category.slug if finding.category else ""
        book.once(("driver", measure_id, slug), lambda f=finding: f)  # type: ignore[misc]
    return made


def markers_of(book: Book, measure: Measure, besides: str) -> list[Finding]:
    """Whether events that bear a marker explain the change, for each marker but `besides`.

    A marker is a dimension whose values are yes and no, and unknown where that is so.
    """
    whole, found = book.series(measure.id), book.change_of(measure)
    if whole is None or found is None or found.against is None:
        return []
    made = []
    for dimension in measure.dimensions:
        if dimension == besides:
            continue
        parts = {
            p.category.value.lower(): p
            for p in book.reader.parts(measure.id, book.force, dimension)
            if p.category
        }
        if "yes" in parts and set(parts) <= MARKER_VALUES:
            periods = found.period, found.against
            part = parts["yes"]
            tested = book.once(
                ("marker", measure.id, dimension),
                lambda part=part, periods=periods: tried(  # type: ignore[misc]
                    lambda: marker_test(part, whole, *periods)
                ),
            )
            made += [tested] if tested else []
    return made


def recording_of(book: Book, measure: Measure) -> Finding | None:
    """The measure's change split into incidents and their recording as crimes."""

    def made() -> Finding | None:
        found, crimes = book.change_of(measure), book.series(measure.id)
        incidents = book.series(measure.recorded_from) if measure.recorded_from else None
        if found is None or found.against is None or crimes is None or incidents is None:
            return None
        periods = found.period, found.against
        return tried(lambda: recording_change(incidents, crimes, *periods))

    return book.once(("recording", measure.id), made)
