"""Commands, options and exit codes: 0 done, 1 needs a look, 2 wrong request, 3 a bug."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

import wardmote
from wardmote.vocabulary import UserError

DONE, LOOK, WRONG, BUG = 0, 1, 2, 3

WORKSPACE = click.option(
    "--workspace",
    "folder",
    type=click.Path(path_type=Path),
    default=None,
    help="The workspace; else the nearest folder above that holds wardmote.toml.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(wardmote.__version__, prog_name="wardmote")
def app() -> None:
    """Performance scrutiny for policing boards.

    From a force's raw data to a board paper in which every number can be traced.
    """


def run() -> None:
    """Run the command line; no user's mistake shows a traceback, and every bug does."""
    # DuckDB looks for it with every value that it is given, and imports it where it is there, which
    # takes half a second. No command needs it; so it is told once that there is none.
    sys.modules.setdefault("pandas", None)  # type: ignore[arg-type]
    gc.set_threshold(200_000, 50, 50)  # what a pack is made of has few cycles and is soon done
    from wardmote.cli import commands  # noqa: F401  (the commands join the group)

    try:
        code = app(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else DONE)
    except UserError as error:
        click.echo(f"wardmote: {error}", err=True)
        sys.exit(WRONG)
    except click.ClickException as error:
        error.show()
        sys.exit(WRONG)
    except (click.Abort, KeyboardInterrupt):
        click.echo("wardmote: stopped", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # Whoever was reading has gone; say nothing more to them.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)
    except Exception:
        traceback.print_exc()
        click.echo("wardmote: this is a bug; please report it with the lines above", err=True)
        sys.exit(BUG)


@contextmanager
def progress(stage: str) -> Iterator[Callable[[str], None]]:
    """Show on a terminal what is being done; the function that comes tells the next stage."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as p:
        task = p.add_task(stage, total=None)
        yield lambda next_stage: p.update(task, description=next_stage)
