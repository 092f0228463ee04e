"""Where the time of a pack goes: reading and composing, then each of its six files.

    python benchmarks/pack.py [--data FOLDER] [--force SLUG] [--layout ID] [--more N]

Loads every file of FOLDER (default ../shared/data) into a workspace of the force (default
northumbria) with N (default 32) more measures than the built-in ones, crimes of a kind by what
became of them, and makes the pack of a layout (default measures: a page and a chart a measure) by
the command, then the same pack again in this process, stage by stage. The limit is 10 s for 60
measures and 60 charts on two cores; the command is given as a share of it. The second run of the
command draws no picture anew.
"""

from __future__ import annotations

import argparse
import itertools
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LIMIT = 10.0  # seconds
CRIMES = ("Burglary", "Criminal damage and arson", "Drugs", "Other theft", "Public order",
          "Robbery", "Shoplifting", "Violence and sexual offences")  # fmt: skip
OUTCOMES = ("Unable to prosecute suspect", "Investigation complete; no suspect identified",
            "Awaiting court outcome", "Local resolution", "Under investigation",
            "Offender given a caution", "Action to be taken by another organisation")  # fmt: skip
MEASURE = """
id = "{id}"
title = "{crime}: {outcome}"
theme = "Crime by month"
plan = "neighbourhood-crime"
unit = "offences"
period = "month"
quantity = "count"
nature = "offending"
improvement = "neutral"
why = "What becomes of crimes."
author = "the benchmark"
checker = "the benchmark"
next_review = 2027-11-01

[source]
publication = "police-uk-street"

[source.include]
crime_type = ["{crime}"]
outcome = ["{outcome}"]
"""


@contextmanager
def told(stage: str) -> Iterator[None]:
    """Print how long a stage took."""
    start = time.perf_counter()
    yield
    print(f"  {stage:<28} {time.perf_counter() - start:6.2f} s")


def command(*words: object) -> float:
    """Seconds of a command of wardmote's."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "wardmote", *map(str, words)], check=False, capture_output=True
    )
    return time.perf_counter() - start


def main() -> None:
    """Load once; make the pack twice by the command and once by stages."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--force", default="northumbria")
    parser.add_argument("--layout", default="measures")
    parser.add_argument("--more", type=int, default=32)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "w"
        command("init", folder, "--force", given.force)
        for crime, outcome in list(itertools.product(CRIMES, OUTCOMES))[: given.more]:
            name = re.sub(r"[^a-z]+", "-", f"{crime}-{outcome}".lower())
            own = MEASURE.format(id=name, crime=crime, outcome=outcome)
            (folder / "definitions" / "measures" / f"{name}.toml").write_text(own)
        print(f"load: {command('load', given.data, '--workspace', folder):.1f} s")
        made = Path(scratch) / "made"
        words = ("pack", "--workspace", folder, "--layout", given.layout, "--to", made)
        first, second = command(*words), command(*words)
        charts = len(set(re.findall(r'<figure[^>]*id="([^"]+)"', (made / "pack.html").read_text())))
        stages(folder, given.layout)
        for name, seconds in (("first", first), ("again", second)):
            print(f"pack, {name}: {seconds:.1f} s, {seconds / LIMIT:.2f} of the limit")
        print(f"{charts} charts")


def stages(folder: Path, layout: str) -> None:
    """The same pack in this process, and the time of each part of it."""
    with told("imports"):
        from wardmote.briefing import Book, build_pack
        from wardmote.catalogue import open_workspace
        from wardmote.document.render import FORMATS, Rendering
        from wardmote.warehouse import Reader, opened
    with told("reading definitions"):
        workspace = open_workspace(folder).laid_out(layout)
    with opened(workspace) as warehouse:
        book = Book(workspace, Reader(warehouse, workspace.catalogue))
        with told("reading the measures"):
            measures = book.known
        print(f"    {len(measures)} measures")
        with told("composing"):
            pack = build_pack(book, None)
    for name, made in FORMATS.items():
        with told(name):
            made(Rendering(pack.document, pack.data))


if __name__ == "__main__":
    main()
