"""`wardmote fetch`: from the publishers into the workspace's folder of data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TransferSpeedColumn,
)

import wardmote
from wardmote.catalogue import Catalogue, Workspace
from wardmote.cli.app import DONE, LOOK
from wardmote.sources.fetching import (
    FAILED,
    FETCHED,
    KINDS,
    SOURCES,
    UNCHANGED,
    Choice,
    Client,
    Fetched,
    NotFetchedError,
    OfflineError,
    Pace,
    Patience,
    PoliceApi,
    archives,
    download,
    fetch_archives,
    police_api,
)
from wardmote.sources.police_uk import FIRST_MONTH
from wardmote.vocabulary import Manifest, Period, PublishedFile, UserError, nearest

HIDDEN = ".fetched"  # of the workspace: archives of which only some files are wanted


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for, as it was written."""

    source: str
    first: str
    last: str
    forces: tuple[str, ...]
    kinds: tuple[str, ...]
    base: str
    patience: Patience


def list_sources(catalogue: Catalogue) -> None:
    """One line a source: id and title."""
    titles = {**SOURCES, **{m.id: m.title for m in catalogue.manifests.values()}}
    width = max(len(i) for i in titles)
    for source, title in titles.items():
        click.echo(f"{source:<{width}}  {title}")


def fetch(workspace: Workspace, request: Request, form: str, today: date) -> int:
    """Fetch with progress, a line a file; the code says whether something needs a look.

    Raises UserError for a wrong request, and where nothing at all can be reached.
    """
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TransferSpeedColumn(),
        TimeElapsedColumn(),
    )
    done: list[Fetched] = []
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bars:  # fmt: skip
        shown = _Shown(bars, bars.add_task(request.source, total=None))
        try:
            for one in _wanted(workspace, request, today, shown):
                done.append(one)
                if form == "text":
                    click.echo(_line(one, workspace.folder))
        except OfflineError as error:
            if not any(f.state == FETCHED for f in done):
                raise
            done.append(Fetched(request.source, FAILED, str(error)))
            if form == "text":
                click.echo(_line(done[-1], workspace.folder))
        except NotFetchedError as error:
            raise UserError(f"{request.source}: {error}") from error
        except KeyboardInterrupt:
            bars.stop()
            click.echo(_stopped(request, shown, done), err=True)
            raise
    if form == "json":
        files = [
            {"name": _shown_name(f.name, workspace.folder), "state": f.state, "reason": f.reason,
             "bytes": f.size, "sha256": f.sha256, "url": f.url}
            for f in done
        ]  # fmt: skip
        click.echo(msgspec.json.format(msgspec.json.encode({"files": files}), indent=2).decode())
    states = Counter(f.state for f in done)
    said = ", ".join(f"{n:,} {state}" for state, n in states.items()) or "nothing to fetch"
    click.echo(f"{said}. Next: wardmote load {workspace.folder / 'data'}", err=True)
    return DONE if set(states) <= {FETCHED, UNCHANGED} and states else LOOK


class _Shown:
    """The bar of the file that is on its way."""

    def __init__(self, bars: Progress, task: TaskID) -> None:
        self._bars, self._task = bars, task
        self.name, self.size = "", 0

    def __call__(self, name: str, done: int, total: int | None) -> None:
        if name != self.name:
            self._bars.reset(self._task, description=name, total=total, completed=done)
        self.name, self.size = name, done
        self._bars.update(self._task, completed=done, total=total)


def _wanted(
    workspace: Workspace, request: Request, today: date, shown: _Shown
) -> Iterator[Fetched]:
    """Check the whole request before the first question to a server."""
    catalogue = workspace.catalogue
    data = workspace.folder / "data" / request.source
    for kind in request.kinds:
        if kind not in KINDS:
            raise UserError(f"--kind: unknown kind '{kind}'; {nearest(kind, KINDS)}")
    if request.base and not request.base.startswith(("http://", "https://")):
        raise UserError(f"--base: '{request.base}' is not an address; write https://...")
    forces = tuple(catalogue.force(slug) for slug in dict.fromkeys(request.forces))
    agent = f"wardmote/{wardmote.__version__} (performance scrutiny for policing boards)"
    if request.source == archives.SOURCE:
        choice = Choice(_period(request, today), tuple(f.slug for f in forces), request.kinds)
        client = Client(agent, request.patience)
        hidden = workspace.folder / HIDDEN / request.source
        base = request.base or archives.BASE
        return fetch_archives(client, base, choice, data, hidden, shown)
    if request.source == police_api.SOURCE:
        period = _period(request, today)
        pace = Pace(police_api.PER_SECOND, police_api.BURST)
        api = PoliceApi(Client(agent, request.patience, pace), request.base or police_api.BASE,
                        shown)  # fmt: skip
        kinds = request.kinds or police_api.DEFAULT_KINDS
        return api.fetch(forces or (workspace.force,), period, kinds, data)
    if request.source not in catalogue.manifests:
        known = (*SOURCES, *catalogue.manifests)
        raise UserError(
            f"unknown source '{request.source}'; {nearest(request.source, known)} Manifests of "
            "your own go into definitions/fetch"
        )
    if request.forces or request.kinds:
        raise UserError(
            f"'{request.source}' is a list of published files, which hold every force: leave out "
            "--force and --kind"
        )
    period_or_all = _period(request, today) if request.first or request.last else None
    return _listed(
        catalogue.manifests[request.source], request.base, period_or_all,
        Client(agent, request.patience), data, shown,
    )  # fmt: skip


def _listed(
    manifest: Manifest, base: str, period: Period | None, client: Client, data: Path, shown: _Shown
) -> Iterator[Fetched]:
    """The files of a manifest, those of other periods left out."""
    start = (base or manifest.base).rstrip("/")
    for file in manifest.files:
        if period and file.covers and not period.overlaps(file.covers):
            continue
        url = file.url if "://" in file.url else f"{start}/{file.url.lstrip('/')}"
        whole = PublishedFile(
            url, file.name, file.sha256, file.publication, file.publisher, file.licence,
            file.edition, file.covers,
        )  # fmt: skip
        yield download(client, whole, data / file.name, shown)


def _period(request: Request, today: date) -> Period:
    """The months from and to. Raises UserError that names the option at fault."""
    months = []
    for option, text in (("--from", request.first), ("--to", request.last)):
        if not text:
            raise UserError(f"{request.source} needs {option}: a month, such as 2025-01")
        try:
            month = Period.parse(text)
        except ValueError:
            month = None
        if month is None or month.months != 1 or len(text.strip()) != len("2025-01"):
            raise UserError(f"{option}: '{text}' is not a month; write 2025-01")
        if month.start > today:
            raise UserError(f"{option}: {text} has not begun; nothing can be published of it")
        if request.source in SOURCES and month.id < FIRST_MONTH:
            raise UserError(f"{option}: data.police.uk begins with {FIRST_MONTH}, not {text}")
        months.append(month)
    if months[1].start < months[0].start:
        raise UserError(f"--from {request.first} is after --to {request.last}; exchange them")
    return Period(months[0].start, months[1].end)


def _line(one: Fetched, folder: Path) -> str:
    name = _shown_name(one.name, folder)
    if one.state in (FETCHED, UNCHANGED):
        return f"{one.state} {name}: {_size(one.size)}" + (f"; {one.reason}" if one.reason else "")
    return f"{one.state} {name}: {one.reason}"


def _shown_name(name: str, folder: Path) -> str:
    path = Path(name)
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else name


def _size(size: int) -> str:
    if size < 10_000:
        return f"{size:,} bytes"
    return f"{size / 1e6:,.1f} MB" if size >= 1e6 else f"{size / 1e3:,.0f} kB"


def _stopped(request: Request, shown: _Shown, done: list[Fetched]) -> str:
    whole = sum(f.state == FETCHED for f in done)
    kept = ""
    if shown.size and request.source != police_api.SOURCE:
        kept = f", and {_size(shown.size)} of {shown.name} are kept"
    return f"Stopped: {whole:,} fetched{kept}; give the same command again to go on from there."
