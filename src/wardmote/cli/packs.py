"""Making packs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from wardmote.briefing import Book, build_pack, pin
from wardmote.briefing.edition import copy_to
from wardmote.catalogue import Workspace
from wardmote.document.render import FORMATS
from wardmote.governance.store import workshop_of
from wardmote.vocabulary import UserError
from wardmote.warehouse import Reader, Warehouse


def make_pack(
    workspace: Workspace,
    workshop: str,
    formats: Sequence[str],
    target: Path | None,
    since: str = "",
) -> None:
    """Build, pin and copy; the paths go to standard output."""
    for name in formats:
        if name not in FORMATS:
            raise UserError(f"unknown format '{name}'; formats: {', '.join(FORMATS)}")
    if not formats:
        raise UserError(f"no format is named; formats: {', '.join(FORMATS)}")
    record = workshop_of(workspace.governance, workshop)
    with Warehouse.open(workspace.warehouse) as warehouse:
        pack = build_pack(Book(workspace, Reader(warehouse, workspace.catalogue)), record, since)
        edition = pin(pack, workspace.editions, formats)
    click.echo(f"Edition {pack.digest}: {edition.folder}", err=True)
    for file in copy_to(edition, target) if target else edition.files:
        click.echo(str(file))
