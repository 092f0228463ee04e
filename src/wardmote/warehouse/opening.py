"""The engine that a workspace's settings name, opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from wardmote.catalogue import Workspace
from wardmote.vocabulary import UserError
from wardmote.warehouse.engine import Engine, Warehouse


@contextmanager
def opened(workspace: Workspace) -> Iterator[Engine]:
    """Open what the workspace's measures are read from, to be read alone.

    Raises UserError when it cannot be opened.
    """
    if workspace.settings.engine == "spark":
        from wardmote.warehouse.spark import SparkTables  # an optional extra, and heavy

        with SparkTables.open(workspace.settings.spark, workspace.folder) as tables:
            yield tables
    else:
        with Warehouse.open(workspace.warehouse) as warehouse:
            yield warehouse


@contextmanager
def opened_to_load(workspace: Workspace) -> Iterator[Warehouse]:
    """Open the workspace's own warehouse to be written to, made where there is none.

    Raises UserError where the workspace reads the organisation's tables instead.
    """
    if workspace.settings.engine == "spark":
        raise UserError(
            f'{workspace.folder} reads the organisation\'s own tables (engine = "spark"), so '
            "nothing is loaded here: the organisation's own loading fills them. "
            'To load files into this workspace, write engine = "duckdb" in wardmote.toml'
        )
    with Warehouse.open(workspace.warehouse, write=True) as warehouse:
        yield warehouse
