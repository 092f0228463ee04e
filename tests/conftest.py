"""What tests share: the real data where it is there, commands, and the example workspace."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None)  # a first call imports what it needs
settings.load_profile("house")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data beside the project; tests that need it skip without it."""
    folder = Path(os.environ.get("WARDMOTE_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"needs the real data: no folder {folder}")
    return folder


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def run() -> Run:
    """Run `wardmote` as a person would, in a process of its own."""

    def command(*words: object, cwd: Path | None = None) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "wardmote", *map(str, words)],
            capture_output=True,
            text=True,
            cwd=cwd,
            timeout=300,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    return command


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """The example workspace with its pack in `pack/`."""
    folder = tmp_path_factory.mktemp("ws") / "example"
    made = run("init", folder, "--force", "west-midlands", "--example")
    assert made.code == 0, made.err
    packed = run("pack", "--workspace", folder, "--workshop", "2015-06", "--to", folder / "pack")
    assert packed.code == 0, packed.err
    assert str(folder / "pack" / "pack.html") in packed.out
    return folder


@pytest.fixture(scope="session")
def monthly(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """A force with monthly counts and no workshop: one measure stands out, one is missing months,
    one misses its target."""
    folder = tmp_path_factory.mktemp("ws") / "monthly"
    assert run("init", folder, "--force", "northumbria").code == 0
    own = folder / "definitions" / "measures"
    text = (ROOT / "src/wardmote/definitions/measures/satisfaction-crime.toml").read_text("utf-8")
    text = re.sub(r"(?m)^denominator.*\n", "", text)
    head, _, sources = text.partition("\n[source]")
    (own / "satisfaction-crime.toml").write_text(f"{head}\ntarget = 90.0\n\n[source]{sources}")
    rows = ["measure,area,period,value"]
    for month in range(36):
        period = f"{2022 + month // 12}-{month % 12 + 1:02d}"
        rows.append(
            f"incidents,northumbria,{period},{400 if month > 27 else 200 + 7 * (month % 3)}"
        )
        rows.append(f"satisfaction-crime,northumbria,{period},{80 + month % 3}")
        if month != 20:
            rows.append(f"collisions,northumbria,{period},{100 + 11 * (month % 4)}")
    (folder / "data" / "t.csv").write_text("# title: T\n" + "\n".join(rows) + "\n")
    loaded = run("load", folder / "data" / "t.csv", "--workspace", folder)
    assert loaded.code == 0, loaded.err
    return folder
