"""`wardmote check`: a verdict on every claim of anyone's paper."""

from __future__ import annotations

import textwrap
from pathlib import Path

import click
import msgspec

from wardmote.briefing.checked import checked_data, ledger_of, shown
from wardmote.catalogue import Workspace
from wardmote.checker.check import check_paper
from wardmote.checker.grid import grid_of_csv
from wardmote.checker.reading import read_paper
from wardmote.checker.verdicts import Verdict, gravest, judge_statement
from wardmote.cli.app import DONE, LOOK
from wardmote.document.checked import CheckedPaper
from wardmote.document.render.checked import render_checked
from wardmote.vocabulary import UserError
from wardmote.warehouse import opened

SHOWN = {
    Verdict.INCONSISTENT: ("x", "red"),
    Verdict.OVERCLAIM: ("!", "yellow"),
    Verdict.UNVERIFIABLE: ("?", "blue"),
    Verdict.CONSISTENT: ("=", "green"),
}
WIDTH = 96  # characters of a line on the terminal


def run_check(paper: Path, form: str, workspace: Workspace | None) -> int:
    """Check a paper, against a workspace's data too where one is given.

    The exit code is 1 where a claim is inconsistent.
    """
    read = read_paper(paper)
    if workspace is None:
        found = check_paper(read)
        against = ""
    else:
        with opened(workspace) as warehouse:
            found = check_paper(read, ledger_of(workspace, warehouse))
        against = workspace.folder.name
    if form == "json":
        data = msgspec.json.encode(checked_data(paper.name, found))
        click.echo(msgspec.json.format(data, indent=1).decode())
    elif form == "html":
        click.echo(render_checked(shown(read, found, against)))
    else:
        _say(shown(read, found, against))
    return LOOK if any(p.finding.verdict is Verdict.INCONSISTENT for p in found) else DONE


def run_statements(path: Path) -> int:
    """Check lines of {"id", "statement", "table"}: one line of JSON a statement.

    A line that is not such an object is named, with its number, and the others are checked.
    """
    if not path.is_file():
        raise UserError(f"there is no file {path}")
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path} cannot be read: {error}") from error
    look = False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            given = msgspec.json.decode(line)
            statement, table = given["statement"], given.get("table")
            if not isinstance(statement, str) or not isinstance(table, str | None):
                raise TypeError("statement must be text, and table text or null")
        except (msgspec.DecodeError, KeyError, TypeError, AttributeError) as error:
            click.echo(
                f"wardmote: {path.name}: line {number}: {error}; "
                'write {"id": ..., "statement": "...", "table": "a,b\\n1,2" or null}',
                err=True,
            )
            look = True
            continue
        found = gravest(judge_statement(statement, grid_of_csv(table) if table else None))
        look |= found.verdict is Verdict.INCONSISTENT
        told = {
            "id": given.get("id"),
            "verdict": found.verdict.value,
            "kind": found.kind,
            "computed": found.computed or None,
            "why": found.why,
        }
        click.echo(msgspec.json.encode(told).decode())
    return LOOK if look else DONE


def _say(paper: CheckedPaper) -> None:
    """The claims under their verdicts; colour only beside the word, and only on a terminal."""
    click.secho(paper.headline, bold=True)
    click.echo(f"{paper.name}: {paper.lead}")
    for verdict in Verdict:
        mine = [w for w in paper.workings if w.verdict is verdict]
        if not mine:
            continue
        mark, colour = SHOWN[verdict]
        title = f"{mark} {verdict.value.capitalize()}: {len(mine)}"
        click.echo("\n" + click.style(title, fg=colour, bold=True))
        for work in mine:
            for line in textwrap.wrap(f'"{work.quote}"', WIDTH - 2):
                click.echo(f"  {click.style(line, bold=verdict is not Verdict.CONSISTENT)}")
            click.echo(f"    {click.style(work.place, dim=True)}")
            for reason in work.reasons:
                for line in textwrap.wrap(reason, WIDTH - 4):
                    click.echo(f"    {line}")
