"""`wardmote check`: a verdict on every claim of anyone's paper."""

from __future__ import annotations

from collections import Counter
from html import escape
from pathlib import Path
from typing import Any

import click
import msgspec

from wardmote.checker.check import Placed, check_paper
from wardmote.checker.grid import grid_of_csv
from wardmote.checker.reading import read_paper
from wardmote.checker.verdicts import Verdict, gravest, judge_statement
from wardmote.cli.app import DONE, LOOK
from wardmote.vocabulary import UserError

SHOWN = {
    Verdict.INCONSISTENT: "Inconsistent",
    Verdict.OVERCLAIM: "Overclaim",
    Verdict.UNVERIFIABLE: "Cannot be checked",
    Verdict.CONSISTENT: "Consistent",
}


def run_check(paper: Path, form: str) -> int:
    """Check a paper; the exit code is 1 where a claim is inconsistent."""
    found = check_paper(read_paper(paper))
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(_data(paper, found)), indent=1).decode())
    elif form == "html":
        click.echo(_page(paper, found))
    else:
        _say(paper, found)
    return LOOK if any(p.finding.verdict is Verdict.INCONSISTENT for p in found) else DONE


def run_statements(path: Path) -> int:
    """Check lines of {"id", "statement", "table"}: one line of JSON a statement.

    A line that is not such an object is named, with its number, and the others are checked.
    """
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


def _data(paper: Path, found: list[Placed]) -> dict[str, Any]:
    return {
        "paper": paper.name,
        "verdicts": dict(Counter(p.finding.verdict.value for p in found)),
        "claims": [
            {
                "verdict": p.finding.verdict.value,
                "kind": p.finding.kind,
                "claim": p.finding.text,
                "computed": p.finding.computed or None,
                "why": p.finding.why,
                "page": p.place.page,
                "block": p.place.block,
                "from": p.at[0],
                "to": p.at[1],
            }
            for p in found
        ],
    }


def _say(paper: Path, found: list[Placed]) -> None:
    count = Counter(p.finding.verdict for p in found)
    click.echo(
        f"{paper.name}: {len(found)} claims; "
        + ", ".join(f"{count[v]} {SHOWN[v].lower()}" for v in Verdict)
    )
    for verdict in Verdict:
        mine = [p for p in found if p.finding.verdict is verdict]
        if not mine:
            continue
        click.echo(f"\n{SHOWN[verdict]}")
        for placed in mine:
            click.echo(f"  {placed.place}: {placed.finding.text}")
            click.echo(f"    {placed.finding.why}")


def _page(paper: Path, found: list[Placed]) -> str:
    count = Counter(p.finding.verdict for p in found)
    rows = "".join(
        f"<tr><td>{SHOWN[p.finding.verdict]}</td><td>{escape(p.finding.text)}</td>"
        f"<td>{escape(p.finding.why)}</td><td>{p.place.page}</td></tr>"
        for verdict in Verdict
        for p in found
        if p.finding.verdict is verdict
    )
    told = ", ".join(f"{count[v]} {SHOWN[v].lower()}" for v in Verdict)
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" '
        'content="width=device-width, initial-scale=1">'
        f"<title>{escape(paper.name)}, checked</title><style>body{{font:16px/1.5 sans-serif;"
        "max-width:70rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse}"
        "td,th{border-bottom:1px solid #767676;padding:.4rem .8rem;text-align:left;"
        f"vertical-align:top}}</style><main><h1>{escape(paper.name)}, checked</h1>"
        f"<p>{len(found)} claims: {told}.</p><table><thead><tr><th scope=col>Verdict</th>"
        "<th scope=col>Claim</th><th scope=col>Why</th><th scope=col>Page</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></main></html>"
    )
