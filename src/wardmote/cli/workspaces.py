"""Making a workspace."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from wardmote.catalogue import FILE, load_catalogue, open_workspace
from wardmote.vocabulary import UserError

SETTINGS = """\
# The settings of this workspace. `wardmote measures --check` tells what is wrong in it.
force = "{force}"
{group}board = "{board}"
author = "{author}"   # who signs the board's papers
marking = "OFFICIAL"
layout = "workshop"
profile = "{profile}"
year_starts = 4   # the month in which the year to date begins
"""
IGNORED = (
    "warehouse.duckdb\nwarehouse.duckdb.wal\ngovernance.sqlite3\neditions/\nwithheld/\n"
    ".fetched/\n.pictures/\ndata/**/.*.part\ndata/**/.*.part.json\n"
)
EXAMPLE_FORCE = "west-midlands"


def make_workspace(folder: Path, force: str, *, example: bool, today: date) -> int:
    """Write the settings and folders. Raises UserError before anything is written."""
    catalogue = load_catalogue()
    catalogue.force(force)
    if (folder / FILE).exists():
        raise UserError(f"{folder} is a workspace already; choose another folder")
    if folder.exists() and not folder.is_dir():
        raise UserError(f"{folder} is a file; choose a folder")
    if example and force != EXAMPLE_FORCE:
        raise UserError(
            f"the example's figures are those of {EXAMPLE_FORCE}; use --force {EXAMPLE_FORCE}"
        )
    group = next((g.id for g in catalogue.peer_groups.values() if g.force == force), "")
    try:
        for part in ("data", "definitions/measures"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        if not (folder / ".gitignore").exists():
            (folder / ".gitignore").write_text(IGNORED, encoding="utf-8")
        (folder / FILE).write_text(
            SETTINGS.format(
                force=force,
                group=f'peer_group = "{group}"\n' if group else "",
                profile="ptd-0.2.2" if example else "wardmote",
                author="Office of the Police and Crime Commissioner, West Midlands"
                if example
                else "",
                board="Strategic Policing and Crime Board" if example else "",
            ),
            encoding="utf-8",
        )
    except OSError as error:
        raise UserError(f"{folder} cannot be written: {error.strerror}") from error
    click.echo(f"Made the workspace {folder} for {catalogue.forces[force].name}.", err=True)
    if example:
        from wardmote.briefing import fill_example
        from wardmote.cli.loading import tell

        for report in fill_example(open_workspace(folder), today):
            tell(report)
        click.echo(
            f"Next: wardmote pack --workspace {folder} --workshop 2015-06 --to {folder}/pack",
            err=True,
        )
    else:
        click.echo(f"Next: wardmote load FILE... --workspace {folder}", err=True)
    return 0
