"""Making packs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from wardmote.briefing import Book, build_pack, pin
from wardmote.briefing.commentary import DeniedError, elsewhere
from wardmote.briefing.commentary.files import LATEST
from wardmote.briefing.edition import copy_to
from wardmote.catalogue import Workspace
from wardmote.cli.app import DONE, LOOK, progress
from wardmote.document.render import FORMATS, ahead
from wardmote.document.render.pictures import kept_in
from wardmote.governance.store import open_actions, workshop_of
from wardmote.language import speaking
from wardmote.vocabulary import UserError
from wardmote.warehouse import Reader, opened


def make_pack(
    workspace: Workspace,
    workshop: str,
    form: tuple[str, str],
    formats: Sequence[str],
    target: Path | None,
) -> int:
    """Build, pin and copy; the paths go to standard output.

    `form` is the layout, and the edition that was the last paper. The exit code is 1, and no pack
    is made, where a number typed into a commentary disagrees with the figures.
    """
    layout, since = form
    for name in formats:
        if name not in FORMATS:
            raise UserError(f"unknown format '{name}'; formats: {', '.join(FORMATS)}")
    if not formats:
        raise UserError(f"no format is named; formats: {', '.join(FORMATS)}")
    if layout:
        workspace = workspace.laid_out(layout)
    record = workshop_of(workspace.governance, workshop)
    ahead(formats, also=("scipy.special",))
    with (
        speaking(workspace.settings.language),
        opened(workspace) as warehouse,
        progress("reading and composing") as told,
    ):
        try:
            pack = build_pack(
                Book(workspace, Reader(warehouse, workspace.catalogue)),
                record,
                open_actions(workspace.governance),
                since,
            )
        except DeniedError as error:
            click.echo(str(error), err=True)
            return LOOK
        with kept_in(workspace.pictures):
            edition = pin(pack, workspace.editions, formats, lambda name: told(f"making {name}"))
    if record and pack.data["workshop"] is None:
        click.echo(
            f"The workshop {workshop} is marked {record.marking}, so nothing of it stands in this "
            "public paper.",
            err=True,
        )
    click.echo(f"Edition {pack.digest}: {edition.folder}", err=True)
    for warning in pack.warnings:
        click.echo(f"a look is wanted: {warning}", err=True)
    others = elsewhere(workspace.folder, workshop)
    if others:
        click.echo(
            f"no commentary/{workshop or LATEST}, so the pack has no commentary; there is: "
            + ", ".join(others),
            err=True,
        )
    for file in copy_to(edition, target) if target else edition.files:
        click.echo(str(file))
    return DONE
