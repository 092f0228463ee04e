"""Figures, findings, measures and releases as the plain rows that pack.json holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from wardmote.analysis.peers import GAP
from wardmote.briefing.book import Book
from wardmote.language import claim_text, figure_text
from wardmote.narrative import sentence
from wardmote.vocabulary import Figure, Finding, Period, Series

SHORT = 8  # hexadecimal digits that tell two sets of releases apart
Point = tuple[str, str, str, str, float | None, str, str]


def figure_row(figure: Figure) -> dict[str, Any]:
    """A figure as pack.json has it."""
    return {
        "id": figure.id,
        "measure": figure.measure,
        "measure_version": figure.measure_version,
        "area": figure.area,
        "period": figure.period.id,
        "value": int(figure.value) if figure.value == int(figure.value) else figure.value,
        "text": figure_text(figure),
        "unit": figure.unit,
        "method": figure.method,
        "decimals": figure.decimals,
        "releases": list(figure.releases),
    }


def finding_row(finding: Finding) -> dict[str, Any]:
    """A finding as pack.json has it, with the sentence that says it."""
    return {
        "kind": finding.kind.value,
        "measure": finding.measure.id,
        "area": finding.area.slug,
        "from": f"{finding.period.start:%Y-%m}",
        "period": finding.period.id,
        "against": finding.against.id if finding.against else None,
        "category": finding.category.slug if finding.category else None,
        "evidence": finding.evidence.value,
        "direction": finding.direction.value,
        "variation": finding.variation.value,
        "text": claim_text(sentence(finding)),
        "figures": [f.id for f in finding.figures.values()],
    }


def measure_rows(book: Book, figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """The measures that figures speak of, by id."""
    measures = book.workspace.catalogue.measures
    return [
        {
            "id": m,
            "version": measures[m].version,
            "title": measures[m].title,
            "unit": measures[m].unit,
            "caveats": list(measures[m].caveats),
            "others": _others(book, m),
        }
        for m in sorted({f.measure.removesuffix(GAP) for f in figures})
    ]


def release_rows(
    book: Book, figures: Iterable[Figure], series: Iterable[Series]
) -> list[dict[str, Any]]:
    """Every release that figures or series rest on, in the order of loading."""
    used = {r for f in figures for r in f.releases}
    used |= {r for s in series for r in s.releases}
    return [
        {
            "id": release.id,
            "sha256": release.sha256,
            "publication": release.publication,
            "title": release.title,
            "publisher": release.publisher,
            "licence": release.licence,
            "edition": release.edition.isoformat() if release.edition else None,
            "note": note,
        }
        for release, note in book.reader.releases.values()
        if release.id in used
    ]


def settings_row(book: Book, dated: date) -> dict[str, Any]:
    """What of the workspace's settings bears on numbers."""
    settings, group = book.workspace.settings, book.workspace.peer_group
    return {
        "profile": settings.profile,
        "peer_group": sorted(group.forces(dated)) if group else [],
        "year_starts": settings.year_starts,
        "false_discovery": settings.false_discovery,
    }


def corrections(book: Book, figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """The declared corrections that bear on figures: measure, area, period and reason."""
    rows = []
    for measure, area in sorted({(f.measure.removesuffix(GAP), f.area) for f in figures}):
        definition = book.workspace.catalogue.measures[measure]
        series = book.series(measure, area)
        if series is None or not series.observations:
            continue
        first, last = series.observations[0].period, series.observations[-1].period
        for declared in book.workspace.catalogue.corrections_of(definition, area):
            if declared.holds(first.start, last.end):
                until = min(declared.until or last.end, last.end)
                rows.append({
                    "measure": measure,
                    "area": area,
                    "period": Period(declared.since, max(until, declared.since)).id,
                    "reason": f"{declared.text} ({declared.id})",
                })  # fmt: skip
    return rows


def points_of(series: Iterable[Series]) -> list[Point]:
    """Every observation: measure, its version, area, period, value, status and release."""
    return [
        (s.measure.id, s.measure.version, s.area.slug, o.period.id, o.value, o.status.value,
         o.release)
        for s in series
        for o in s.observations
    ]  # fmt: skip


def _others(book: Book, measure: str) -> str:
    """A short name of the releases of the measure in other areas, up to the force's own date.

    Limits and forecasts learn from these too, and there may be thousands.
    """
    mine = book.series(measure)
    if mine is None or mine.data_to is None:
        return ""
    until = Period(date.min, mine.data_to)
    found = {
        r
        for (area, _), s in book.reader.all_areas(measure).items()
        if area != book.force
        for r in s.sources(until)
    }
    return hashlib.sha256(" ".join(sorted(found)).encode()).hexdigest()[:SHORT] if found else ""
