"""The example workspace against the totals that its sources print."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run


def numbers(run: Run, folder: Path, *words: str) -> list[dict[str, str]]:
    done = run("series", *words, "--workspace", folder)
    assert done.code == 0, done.err
    return list(csv.DictReader(io.StringIO(done.out)))


def total(rows: list[dict[str, str]], year: str) -> int:
    return sum(int(r["value"]) for r in rows if r["period"].startswith(year))


@pytest.mark.parametrize(
    ("measure", "year", "expected"),
    [
        ("collisions", "2014", 15108),
        ("collisions", "2015", 3562),
        ("penalties-phone", "2014", 2397),
        ("penalties-phone", "2015", 804),
        ("penalties-seat-belt", "2014", 973),
        ("penalties-seat-belt", "2015", 429),
        ("speed-disposals", "2014", 51102),
        ("speed-disposals", "2015", 8121),
    ],
)
def test_the_papers_own_totals(
    run: Run, example: Path, measure: str, year: str, expected: int
) -> None:
    assert total(numbers(run, example, measure), year) == expected


def test_the_disposals_by_outcome(run: Run, example: Path) -> None:
    rows = numbers(run, example, "speed-disposals", "--by", "outcome")
    cancelled = {r["period"]: int(r["value"]) for r in rows if r["outcome"] == "Cancelled"}
    assert cancelled == {"2014": 8930, "2015": 611}


def test_the_quarter_ends_of_the_group(run: Run, example: Path) -> None:
    for force, offences in (
        ("west-midlands", 176280),
        ("merseyside", 97244),
        ("west-yorkshire", 157811),
        ("greater-manchester", 200280),
    ):
        rows = numbers(run, example, "recorded-crime-12m", "--area", force)
        assert len(rows) == 12
        assert (rows[0]["to"], rows[-1]["to"]) == ("2012-06-30", "2015-03-31")
        assert int(rows[-1]["value"]) == offences


@pytest.fixture(scope="module")
def pack(example: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((example / "pack" / "pack.json").read_text("utf-8"))
    return found


def texts(pack: dict[str, Any]) -> dict[str, str]:
    return {f["id"]: f["text"] for f in pack["figures"]}


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        ("recorded-crime-12m/west-midlands/2014-04--2015-03/rate", "62.8"),
        ("recorded-crime-12m/merseyside/2014-04--2015-03/rate", "69.8"),
        ("recorded-crime-12m/west-yorkshire/2014-04--2015-03/rate", "69.8"),
        ("recorded-crime-12m/greater-manchester/2014-04--2015-03/rate", "73.4"),
        ("recorded-crime-12m/west-midlands/2014-04--2015-03/peer-mean", "68.9"),
        ("recorded-crime-12m/west-midlands/2014-04--2015-03/peer-weighted-mean", "68.7"),
        ("recorded-crime-12m/west-midlands/2014-04--2015-03/rank", "1st"),
        ("recorded-crime-12m/west-midlands/2014-04--2015-03/gap", "−6.1"),
        ("recorded-crime-12m/west-midlands/2013-04--2014-03/gap", "−4.2"),
        ("collisions/west-midlands/2014/average", "1,259"),
        ("collisions/west-midlands/2015-01--2015-03/average", "1,187"),
        ("collisions/west-midlands/2014-01--2015-03/upper-limit/ptd-0.2.2", "1,473"),
        ("collisions/west-midlands/2014-01--2015-03/lower-limit/ptd-0.2.2", "1,016"),
        ("speed-disposals@outcome=cancelled/west-midlands/2014/share", "17.5%"),
        ("speed-disposals@outcome=cancelled/west-midlands/2015/share", "7.5%"),
        ("speed-disposals@outcome=course-completed/west-midlands/2014/share", "40.5%"),
    ],
)
def test_what_others_computed_of_the_same_figures(
    pack: dict[str, Any], figure: str, text: str
) -> None:
    assert texts(pack)[figure] == text


def test_every_figure_in_the_pack_can_be_explained(example: Path, pack: dict[str, Any]) -> None:
    from wardmote.briefing import Book, explain
    from wardmote.catalogue import open_workspace
    from wardmote.warehouse import Reader, Warehouse

    workspace = open_workspace(example)
    with Warehouse.open(workspace.warehouse) as warehouse:
        book = Book(workspace, Reader(warehouse, workspace.catalogue))
        for figure in pack["figures"]:
            found = explain(book, figure["id"])
            assert found.text == figure["text"], figure["id"]
            assert found.figure.value == pytest.approx(figure["value"])
            assert found.releases, figure["id"]
            assert found.rows, figure["id"]


def test_explain_says_where_a_number_comes_from(run: Run, example: Path) -> None:
    done = run("explain", "collisions/west-midlands/2015-03", "--workspace", example)
    assert done.code == 0
    for expected in ("1,161", "Road traffic collisions", "SELECT", "sha256", "collisions.csv",
                     "computed again, the same"):  # fmt: skip
        assert expected in done.out


def test_no_sentence_of_the_pack_says_what_its_evidence_does_not(pack: dict[str, Any]) -> None:
    by_measure = {(f["kind"], f["measure"]): f for f in pack["findings"]}
    robbery = by_measure["stated-change", "robbery-ytd"]
    assert robbery["evidence"] == "no clear change"
    assert "one time in four" in robbery["text"]
    assert by_measure["change", "collisions"]["evidence"] == "no clear change"
    assert by_measure["gap", "recorded-crime-12m"]["evidence"] == "clear"
    for finding in pack["findings"]:
        assert set(finding["figures"]) <= set(texts(pack))


def test_rolling_totals_have_no_limits(pack: dict[str, Any]) -> None:
    assert not [f for f in texts(pack) if "-12m" in f and "limit" in f]


def test_every_measure_returns_data_or_says_what_it_awaits(
    run: Run, example: Path, shared: Path, tmp_path: Path
) -> None:
    from datetime import date

    from wardmote.catalogue import open_workspace
    from wardmote.warehouse import Reader, Warehouse, load

    workspace = open_workspace(example)
    copy = tmp_path / "all.duckdb"
    copy.write_bytes(workspace.warehouse.read_bytes())
    files = [
        shared / "data" / "police-uk" / "2016-07-west-yorkshire-street.csv",
        shared / "data" / "home-office" / "rec-crime-pfa.csv",
    ]
    with Warehouse.open(copy, write=True) as warehouse:
        list(load(warehouse, files, workspace.catalogue, date(2026, 11, 23)))
        reader = Reader(warehouse, workspace.catalogue)
        for measure in workspace.catalogue.measures.values():
            found = reader.all_areas(measure.id)
            assert bool(found) != bool(measure.awaits), measure.id
