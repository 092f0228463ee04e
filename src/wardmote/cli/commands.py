"""Every command, each a thin call into the rooms."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wardmote.cli.app import LOOK, WORKSPACE, app
from wardmote.vocabulary import UserError

if TYPE_CHECKING:
    from wardmote.catalogue import Workspace

FORMAT = click.Choice(["text", "json"])


@app.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--force", required=True, help="The force's slug, such as west-midlands.")
@click.option("--example", is_flag=True, help="Fill it with the figures of a real paper of 2015.")
def init(folder: Path, force: str, example: bool) -> int:
    """Make a new workspace in FOLDER."""
    from wardmote.cli.workspaces import make_workspace

    return make_workspace(folder, force, example=example, today=_today())


@app.command()
@click.argument("source", required=False)
@click.option("--from", "first", default="", help="The first month, such as 2022-01.")
@click.option("--to", "last", default="", help="The last month, such as 2025-12.")
@click.option("--force", "forces", multiple=True, help="A force's slug; may be given repeatedly.")
@click.option("--kind", "kinds", multiple=True, help="street, outcomes or stop-and-search.")
@click.option("--base", default="", help="Another address than the publisher's, such as a mirror.")
@click.option(
    "--timeout",
    default=60.0,
    type=click.FloatRange(min=0.1),
    show_default=True,
    help="Seconds without a byte, after which a try is over.",
)
@click.option(
    "--tries",
    default=8,
    type=click.IntRange(0, 100),
    show_default=True,
    help="How often a failed request is made again.",
)
@click.option("--format", "form", type=FORMAT, default="text")
@WORKSPACE
def fetch(
    source: str | None,
    first: str,
    last: str,
    forces: tuple[str, ...],
    kinds: tuple[str, ...],
    base: str,
    timeout: float,
    tries: int,
    form: str,
    folder: Path | None,
) -> int:
    """Download from the publishers into the workspace's data, ready to load.

    SOURCE is police-uk-archive, police-uk, or a manifest; without it they are listed. A download
    that breaks off is taken up again, and what is there unchanged is not fetched again.
    """
    from wardmote.cli import fetching
    from wardmote.sources.fetching import Patience

    workspace = _open(folder)
    if not source:
        fetching.list_sources(workspace.catalogue)
        return 0
    request = fetching.Request(
        source, first, last, forces, kinds, base, Patience(timeout, tries, min(1.0, timeout / 10))
    )
    return fetching.fetch(workspace, request, form, _today())


@app.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@WORKSPACE
def load(paths: tuple[Path, ...], folder: Path | None) -> int:
    """Load files, folders and zip archives of publications.

    A bad file is reported and the rest loads. The same bytes again do nothing.
    """
    from wardmote.cli.loading import load_files

    return load_files(_open(folder), paths, _today())


@app.command()
@click.option("--format", "form", type=FORMAT, default="text")
@WORKSPACE
def status(form: str, folder: Path | None) -> int:
    """What is loaded: files, releases, coverage with its gaps, unmapped names."""
    from wardmote.cli.loading import show_status

    show_status(_open(folder), as_json=form == "json")
    return 0


@app.command()
@click.argument("measure", required=False)
@click.option("--check", is_flag=True, help="Check every definition.")
@WORKSPACE
def measures(measure: str | None, check: bool, folder: Path | None) -> int:
    """List the measures, explain one, or check their definitions."""
    from wardmote.cli import definitions

    if check:
        return definitions.check(folder, _today())
    if measure:
        definitions.show(folder, measure)
    else:
        definitions.listing(folder)
    return 0


@app.command()
@click.argument("measure")
@click.option("--area", default="", help="An area's slug; else the workspace's force.")
@click.option("--by", "dimension", default="", help="Split by a dimension of the measure.")
@click.option("--as-of", "as_of", default="", help="Read what was known on a day (2015-09-01).")
@click.option("--level", default="", help="By the places of a level: ward, neighbourhood...")
@click.option("--vintage", type=int, default=0, help="Believe lookups of this year and before.")
@click.option("--format", "form", type=click.Choice(["csv", "json", "parquet"]), default="csv")
@WORKSPACE
def series(
    measure: str, area: str, dimension: str, as_of: str, level: str, vintage: int, form: str,
    folder: Path | None,
) -> int:  # fmt: skip
    """The numbers of a measure, of a force or of the places in it."""
    from wardmote.cli.numbers import show_places, show_series

    if level:
        if dimension:
            raise UserError("--level and --by are two ways to split: give one of them")
        show_places(_open(folder), measure, area, (level, vintage), _day(as_of), form)
    else:
        show_series(_open(folder), measure, area, dimension, _day(as_of), form)
    return 0


@app.command()
@click.option("--workshop", default="", help="The workshop's name, such as 2015-06.")
@click.option("--layout", default="", help="The form of the paper; else the workspace's own.")
@click.option("--to", "target", type=click.Path(path_type=Path), help="Copy the files there too.")
@click.option(
    "--formats", default="html,pdf,docx,ods,xlsx,json", help="Which files to make.",
    show_default=True,
)  # fmt: skip
@click.option(
    "--since",
    default="",
    help="The last paper: an edition, or none; else the latest before this.",
)
@WORKSPACE
def pack(
    workshop: str, layout: str, target: Path | None, formats: str, since: str, folder: Path | None
) -> int:
    """The board pack, as an edition that never changes."""
    from wardmote.cli.packs import make_pack

    wanted = [f.strip() for f in formats.split(",") if f.strip()]
    return make_pack(_open(folder), workshop, (layout, since), wanted, target)


@app.command()
@click.argument("then")
@click.argument("now")
@click.option("--format", "form", type=click.Choice(["text", "csv", "json"]), default="text")
@WORKSPACE
def compare(then: str, now: str, form: str, folder: Path | None) -> int:
    """Every figure that was restated between two editions, and why.

    THEN and NOW are editions: a folder, the start of a hash, or a workshop (its latest edition).
    """
    from wardmote.cli.comparing import show_comparison

    return show_comparison(_editions(folder), then, now, form)


@app.group()
def mapping() -> None:
    """Mappings of the force's own extracts, by which `load` reads them."""


@mapping.command("draft")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--record", default="", help="What a row is: incident, crime, disposal, ...")
@WORKSPACE
def draft(file: Path, record: str, folder: Path | None) -> int:
    """A first mapping for an extract, to be checked and saved in definitions/mappings/."""
    from wardmote.cli.mappings import draft_mapping

    draft_mapping(_open(folder), file, record)
    return 0


@app.command()
@click.argument("measure")
@click.option("--area", default="", help="An area's slug; else the workspace's force.")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv")
@WORKSPACE
def revisions(measure: str, area: str, form: str, folder: Path | None) -> int:
    """How each period's figure moved from release to release."""
    from wardmote.cli.numbers import show_revisions

    show_revisions(_open(folder), measure, area, form)
    return 0


@app.command()
@click.argument("figure")
@WORKSPACE
def explain(figure: str, folder: Path | None) -> int:
    """Where a number comes from: FIGURE is its id, as printed in pack.json."""
    from wardmote.cli.explaining import show_explanation

    return LOOK if show_explanation(_open(folder), figure) else 0


@app.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--profile", default="wardmote", help="The rule profile.", show_default=True)
@click.option("--chart", default=None, help="The kind of chart; else the profile's first.")
@click.option("--summary", is_flag=True, help="One row a series and phase.")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv")
@click.option("--to", "target", type=click.Path(path_type=Path), help="Draw the one series there.")
def spc(
    file: Path,
    profile: str,
    chart: str | None,
    summary: bool,
    form: str,
    target: Path | None,
) -> int:
    """Process limits for any CSV or XLSX with the columns series, date and value."""
    from wardmote.cli.spc import run_spc

    return run_spc(file, profile, chart, summary=summary, form=form, target=target)


@app.command()
@click.argument("paper", type=click.Path(path_type=Path), required=False)
@click.option("--statements", type=click.Path(path_type=Path), help="Lines of JSON instead.")
@click.option(
    "--against", type=click.Path(path_type=Path), help="A workspace whose data are asked too."
)
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text")
def check(paper: Path | None, statements: Path | None, against: Path | None, form: str) -> int:
    """Check every number-bearing claim of anyone's paper.

    Papers are read as txt, md, html, docx, odt, pdf, ods and xlsx.
    """
    from wardmote.cli.checking import run_check, run_statements

    if statements is not None:
        return run_statements(statements)
    if paper is None:
        raise UserError("name a paper, or a file of statements with --statements FILE.jsonl")
    return run_check(paper, form, _open(against) if against is not None else None)


@app.command()
@click.argument("paper", type=click.Path(path_type=Path))
@click.option("--edition", default="", help="The edition, where the paper no longer names it.")
@click.option("--format", "form", type=FORMAT, default="text")
@WORKSPACE
def returned(paper: Path, edition: str, form: str, folder: Path | None) -> int:
    """What somebody changed in a DOCX that wardmote made, numbers first."""
    from wardmote.cli.returned import show_returned

    return show_returned(paper, _open(folder), edition, form)


def _open(folder: Path | None) -> Workspace:
    from wardmote.catalogue import find_workspace, open_workspace
    from wardmote.cli.definitions import broken_definitions

    workspace = open_workspace(find_workspace(folder, Path.cwd()))
    broken = broken_definitions(workspace.catalogue, _today())
    if broken:
        raise UserError("\n".join(broken))
    return workspace


def _editions(folder: Path | None) -> Path | None:
    """Where the workspace keeps its editions; outside any workspace nothing, as for `check`."""
    from wardmote.catalogue import find_workspace

    try:
        return find_workspace(folder, Path.cwd()) / "editions"
    except UserError:
        if folder is not None:
            raise
        return None


def _today() -> date:
    return datetime.now(UTC).date()


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(f"--as-of: '{text}' is not a day; write 2015-09-01") from None
