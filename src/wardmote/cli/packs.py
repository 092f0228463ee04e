"""Making packs and explaining their figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from wardmote.briefing import Book, build_pack, explain, pin
from wardmote.briefing.edition import copy_to, printed_in
from wardmote.catalogue import Workspace
from wardmote.document.render import FORMATS
from wardmote.governance.store import workshop_of
from wardmote.vocabulary import UserError
from wardmote.warehouse import Reader, opened


def make_pack(
    workspace: Workspace, workshop: str, formats: Sequence[str], target: Path | None
) -> None:
    """Build, pin and copy; the paths go to standard output."""
    for name in formats:
        if name not in FORMATS:
            raise UserError(f"unknown format '{name}'; formats: {', '.join(FORMATS)}")
    if not formats:
        raise UserError(f"no format is named; formats: {', '.join(FORMATS)}")
    record = workshop_of(workspace.governance, workshop)
    with opened(workspace) as warehouse:
        pack = build_pack(Book(workspace, Reader(warehouse, workspace.catalogue)), record)
        edition = pin(pack, workspace.editions, formats)
    click.echo(f"Edition {pack.digest}: {edition.folder}", err=True)
    for file in copy_to(edition, target) if target else edition.files:
        click.echo(str(file))


def show_explanation(workspace: Workspace, text: str) -> bool:
    """Print where a figure comes from; true when an edition printed another value."""
    with opened(workspace) as warehouse:
        found = explain(Book(workspace, Reader(warehouse, workspace.catalogue)), text)
    figure, measure = found.figure, found.measure
    differs = False
    lines = [
        ("Figure", figure.id),
        ("Value", f"{found.text} ({figure.value!r} {figure.unit})"),
        ("Measure", f"{measure.title} ({measure.id}, version {measure.version})"),
        ("Why it matters", measure.why),
        ("Area", figure.area),
        ("Period", figure.period.id),
        ("Method", figure.method),
        ("Printed to", _rounding(figure.decimals)),
        ("Rows", f"{found.rows:,}"),
        ("Query", found.query),
    ]
    for key, value in lines:
        click.echo(f"{key:<16}{value}")
    for edition, printed in printed_in(workspace.editions, figure.id):
        same = "the same" if printed == found.text else f"now {found.text}: restated"
        click.echo(f"{'Printed':<16}{printed} in edition {edition}; computed again, {same}")
        differs = differs or printed != found.text
    for release, note in found.releases:
        parts = (release.publisher, release.title, release.licence, note)
        click.echo(
            f"{'Release':<16}{release.id}: {'. '.join(p.rstrip('.') for p in parts if p)}. "
            f"File {release.file}, sha256 {release.sha256}"
        )
    for caveat in measure.caveats:
        click.echo(f"{'Caveat':<16}{caveat}")
    return differs


def _rounding(decimals: int | None) -> str:
    if decimals is None:
        return "three significant digits"
    return "whole numbers" if decimals == 0 else f"{decimals} decimal place(s)"
