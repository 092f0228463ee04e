"""Counts of small areas kept as arrays: the same numbers as the rows, month after month."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import Run
from tests.integration.test_places import A, B, C, D, street
from wardmote.catalogue import load_catalogue
from wardmote.warehouse import Reader, Warehouse
from wardmote.warehouse.cube import Block, blocks, holds, refresh

PUBLICATION = "police-uk-street"
Open = Callable[[], Iterator[list[Block]]]


@pytest.fixture
def folder(run: Run, tmp_path: Path) -> Path:
    made = tmp_path / "w"
    run("init", made, "--force", "kent")
    return made


def put(run: Run, folder: Path, month: str, counts: dict[str, int]) -> None:
    file = folder.parent / f"{month}-kent-street.csv"
    file.write_text(street(month, counts))
    done = run("load", file, "--workspace", folder)
    assert "1 loaded" in done.err, done.err


@contextmanager
def cube_of(folder: Path) -> Iterator[tuple[Warehouse, list[Block]]]:
    with Warehouse.open(folder / "warehouse.duckdb", write=True) as warehouse:
        reader = Reader(warehouse, load_catalogue())
        yield warehouse, list(blocks(warehouse, PUBLICATION, reader.chosen(PUBLICATION)))


def test_each_count_stands_in_its_month_and_series(run: Run, folder: Path) -> None:
    put(run, folder, "2025-01", {A: 4, B: 3, "": 1})
    put(run, folder, "2025-03", {A: 5, D: 7})
    with cube_of(folder) as (warehouse, (block,)):
        assert refresh(warehouse) == 0  # the load has counted them
        assert block.months == (date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1))
        assert block.known.tolist() == [True, False, True]
        found = dict(zip(block.small, block.counts.T.tolist(), strict=True))
        assert found == {A: [4, 0, 5], B: [3, 0, 0], "": [1, 0, 0], D: [0, 0, 7]}


def test_a_release_that_restates_a_month_takes_the_place_of_the_first(
    run: Run, folder: Path
) -> None:
    put(run, folder, "2025-01", {A: 4, B: 3})
    put(run, folder, "2025-01", {A: 6})
    with cube_of(folder) as (_, (block,)):
        assert dict(zip(block.small, block.counts[0].tolist(), strict=True)) == {A: 6, B: 0}


def test_rolling_sums_are_of_whole_years_only(run: Run, folder: Path) -> None:
    rng = np.random.default_rng(7)
    made = rng.integers(1, 9, (15, 3))
    for i, (a, b, c) in enumerate(made.tolist()):
        put(run, folder, f"{2023 + i // 12}-{i % 12 + 1:02d}", {A: a, B: b, C: c})
    with cube_of(folder) as (_, (block,)):
        order = [block.small.index(s) for s in (A, B, C)]
        sums, whole = block.rolling(12)[:, order], block.whole(12)
    assert whole.tolist() == [False] * 11 + [True] * 4
    for end in range(11, 15):
        assert sums[end].tolist() == made[end - 11 : end + 1].sum(axis=0).tolist()


def test_a_month_that_is_missing_leaves_its_year_unknown() -> None:
    known = np.array([True] * 6 + [False] + [True] * 14)
    block = Block("kent", ("",), ("x",), (), known, np.ones((21, 1), np.uint16))
    assert block.whole(12).tolist() == [False] * 18 + [True] * 3
    assert block.rolling(3)[:, 0].tolist() == [1, 2, *([3] * 19)]


def test_places_have_the_same_numbers_with_the_cube_and_without(run: Run, folder: Path) -> None:
    put(run, folder, "2025-01", {A: 4, B: 3, "": 1})
    put(run, folder, "2025-02", {B: 2, D: 7})
    lookup = folder.parent / "lookup.csv"
    lookup.write_text(
        f"LSOA11CD,LSOA11NM,WD18CD,WD18NM\n{A},a,E05000001,Abbey\n{B},b,E05000001,Abbey\n"
    )
    run("load", lookup, "--workspace", folder)
    with_it = run("series", "burglary", "--level", "ward", "--workspace", folder).out
    with Warehouse.open(folder / "warehouse.duckdb", write=True) as warehouse:
        warehouse.connection.execute("DROP TABLE cube_chunk")
    without = run("series", "burglary", "--level", "ward", "--workspace", folder).out
    assert with_it == without
    assert "Abbey" in with_it


def test_only_measures_that_choose_by_kind_are_read_from_it() -> None:
    catalogue = load_catalogue()
    burglary = catalogue.measure("burglary")
    assert holds(burglary)
    assert holds(catalogue.measure("recorded-crime"))
    assert not holds(catalogue.measure("collisions"))
    charged = replace(burglary.source, include=(("outcome", ("Suspect charged",)),))
    assert not holds(replace(burglary, source=charged))
