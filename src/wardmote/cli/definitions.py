"""Listing, explaining and checking measures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from wardmote.catalogue import Catalogue, find_workspace, load_catalogue, open_workspace
from wardmote.cli.app import DONE, LOOK
from wardmote.sources import PUBLICATIONS
from wardmote.sources.publication import KEYS
from wardmote.vocabulary import Measure, UserError

COLUMNS = {p.id: frozenset({*KEYS, *p.columns}) for p in PUBLICATIONS.values()}


def broken_definitions(catalogue: Catalogue, today: date) -> list[str]:
    """What would make a measure unreadable; an overdue review is told elsewhere."""
    return [
        str(p)
        for measure in catalogue.measures.values()
        for p in catalogue.checked(measure, COLUMNS, today)
        if p.grave and p.place.startswith("source")
    ]


def _catalogue(folder: Path | None) -> Catalogue:
    """The workspace's definitions; outside any workspace the built-in ones."""
    try:
        found = find_workspace(folder, Path.cwd())
    except UserError:
        if folder is not None:
            raise
        return load_catalogue()
    return open_workspace(found, strict=False).catalogue


def check(folder: Path | None, today: date) -> int:
    """Print every problem of every definition with its file and key."""
    catalogue = _catalogue(folder)
    problems = list(catalogue.problems)
    for measure in catalogue.measures.values():
        problems += catalogue.checked(measure, COLUMNS, today)
    for problem in problems:
        click.echo(("" if problem.grave else "warning: ") + str(problem))
    count = len(catalogue.measures)
    click.echo(f"{count} measures, {len(problems)} problems.", err=True)
    return LOOK if any(p.grave for p in problems) else DONE


def listing(folder: Path | None) -> None:
    """One line a measure: id and title."""
    catalogue = _catalogue(folder)
    width = max(len(m) for m in catalogue.measures)
    for measure in sorted(catalogue.measures.values(), key=lambda m: (m.theme, m.id)):
        awaits = f" (awaits {measure.awaits})" if measure.awaits else ""
        click.echo(f"{measure.id:<{width}}  {measure.title}{awaits}")


def _share(measure: Measure) -> str:
    source = measure.source
    if source.part:
        return "the rows included, those with " + "; ".join(
            f"{k}: {', '.join(v)}" for k, v in source.part
        )
    return f"{source.of}: {source.value}" if source.of else ""


def show(folder: Path | None, measure_id: str) -> None:
    """Everything that a definition says."""
    catalogue = _catalogue(folder)
    m = catalogue.measure(measure_id)
    source = PUBLICATIONS[m.source.publication]
    lines = [
        ("Measure", f"{m.title} ({m.id}, version {m.version})"),
        ("Counts", m.counts),
        ("Does not count", m.does_not_count),
        ("Why it matters", m.why),
        ("Theme", m.theme),
        ("Plan", catalogue.priorities.get(m.plan, m.plan)),
        ("Unit", m.unit),
        ("Period", m.period.value),
        ("Better is", m.improvement.value),
        ("Publication", f"{source.title} ({source.id})"),
        ("Includes", "; ".join(f"{k}: {', '.join(v)}" for k, v in m.source.include)),
        ("Leaves out", "; ".join(f"{k}: {', '.join(v)}" for k, v in m.source.exclude)),
        ("Percentage of", _share(m)),
        ("Split by", ", ".join(m.dimensions)),
        ("Rate over", m.denominator),
        ("Peers compared", "yes" if m.peers else "no"),
        ("Awaits", m.awaits),
        ("Also called", ", ".join(m.synonyms)),
        ("Author", m.author),
        ("Checked by", m.checker),
        ("Next review", str(m.next_review)),
    ]
    for key, value in lines:
        if value:
            click.echo(f"{key:<16}{value}")
    for caveat in m.caveats:
        click.echo(f"{'Caveat':<16}{caveat}")
    for correction in catalogue.corrections_of(m):
        days = f"from {correction.since}" + (f" to {correction.until}" if correction.until else "")
        where = f" ({', '.join(correction.areas)})" if correction.areas else ""
        click.echo(f"{'Correction':<16}{correction.text} {correction.id}, {days}{where}.")
