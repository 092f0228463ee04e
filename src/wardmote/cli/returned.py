"""`wardmote returned`: what somebody changed in a Word file that wardmote made."""

from __future__ import annotations

import textwrap
from pathlib import Path

import click
import msgspec

from wardmote.briefing.returned import Returned, returned, returned_data
from wardmote.catalogue import Workspace
from wardmote.checker.returned import Edit, Kind
from wardmote.cli.app import DONE, LOOK

WIDTH = 96  # characters of a line on the terminal


def show_returned(paper: Path, workspace: Workspace, edition: str, form: str) -> int:
    """Print what was changed; the exit code is 1 where a number was, or a claim is denied."""
    found = returned(paper, workspace, edition)
    if form == "json":
        data = msgspec.json.encode(returned_data(found))
        click.echo(msgspec.json.format(data, indent=1).decode())
    else:
        _say(found)
    return LOOK if found.needs_a_look else DONE


def _say(found: Returned) -> None:
    click.secho(_headline(found), bold=True)
    click.echo(f"{found.name}, against edition {found.edition}")
    numbers = [e for e in found.edits if e.numbers]
    words = [e for e in found.edits if not e.numbers]
    for title, colour, some in (("Numbers", "red", numbers), ("Words", "blue", words)):
        if some:
            click.echo("\n" + click.style(f"{title}: {len(some)}", fg=colour, bold=True))
        for edit in some:
            _edit(edit)
    if found.comments:
        click.secho(f"\nComments in the margin: {len(found.comments)}", bold=True)
        for who, text in found.comments:
            _wrapped(f"{who or 'somebody'}: {text}", "  ")


def _headline(found: Returned) -> str:
    if not found.edits:
        return "Nothing was changed"
    many = len(found.edits)
    places = "1 change" if many == 1 else f"{many} changes"
    if not found.numbers:
        return f"{places}, none of a number"
    return f"{places}, {found.numbers} of {'a number' if found.numbers == 1 else 'numbers'}"


def _edit(edit: Edit) -> None:
    pairs = ", ".join(
        f"{was} became {now}" if was and now else f"{now} was added" if now else f"{was} is gone"
        for was, now in edit.numbers
    )
    what = "cell" if edit.cell else "sentence"
    _wrapped(f"{pairs + ': ' if pairs else ''}{what} {edit.kind.value}", "  ", bold=bool(pairs))
    click.echo(f"    {click.style(edit.place, dim=True)}")
    if edit.kind is Kind.MOVED:
        _wrapped(f'"{edit.after}"', "    ")
        _wrapped(edit.why, "    ")
        return
    for word, text in (("was", edit.before), ("now", edit.after)):
        if text:
            _wrapped(f'{word} "{text}"', "    ")
    if edit.verdict:
        _wrapped(f"{edit.verdict.value}: {edit.why}", "    ")
    if edit.tracked:
        _wrapped(f"tracked changes by {', '.join(edit.tracked)} stand here", "    ")


def _wrapped(text: str, margin: str, *, bold: bool = False) -> None:
    for line in textwrap.wrap(text, WIDTH - len(margin)):
        click.echo(f"{margin}{click.style(line, bold=True) if bold else line}")
