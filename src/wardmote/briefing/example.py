"""The example workspace: the founding paper's published figures, and its workshop."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from wardmote.catalogue import Workspace
from wardmote.governance.store import record_workshop
from wardmote.warehouse import FileReport, Warehouse, load

EXAMPLE = Path(__file__).resolve().parents[1] / "example"
WORKSHOP = "2015-06"


def fill_example(workspace: Workspace, today: date) -> Iterator[FileReport]:
    """Copy the example's files into `data/`, load them, and record the workshop."""
    data = workspace.folder / "data"
    data.mkdir(exist_ok=True)
    files = [Path(shutil.copyfile(f, data / f.name)) for f in sorted(EXAMPLE.glob("*.csv"))]
    with Warehouse.open(workspace.warehouse, write=True) as warehouse:
        yield from load(warehouse, files, workspace.catalogue, today)
    table = tomllib.loads((EXAMPLE / f"workshop-{WORKSHOP}.toml").read_text(encoding="utf-8"))
    record_workshop(workspace.governance, table)
