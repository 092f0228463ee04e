"""Files as their publishers issued them, against totals known from elsewhere."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run


@pytest.fixture(scope="module")
def national(tmp_path_factory: pytest.TempPathFactory, run: Run, shared: Path) -> Path:
    folder = tmp_path_factory.mktemp("national") / "m"
    assert run("init", folder, "--force", "merseyside").code == 0
    loaded = run("load", shared / "data" / "police-uk" / "2025-03.zip", "--workspace", folder)
    assert loaded.code == 0, loaded.err
    return folder


def numbers(run: Run, folder: Path, *words: str) -> list[dict[str, str]]:
    done = run("series", *words, "--workspace", folder)
    assert done.code == 0, done.err
    return list(csv.DictReader(io.StringIO(done.out)))


def status(run: Run, folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("status", "--format", "json", "--workspace", folder).out)
    return found


def test_merseyside_violence_by_month(run: Run, national: Path) -> None:
    rows = numbers(run, national, "recorded-crime", "--by", "crime_type")
    found = [int(r["value"]) for r in rows if r["crime_type"] == "Violence and sexual offences"]
    assert found == [4431, 4443, 5051]
    assert not [r for r in rows if r["crime_type"] == "Anti-social behaviour"]


def test_no_row_is_lost_or_doubled(run: Run, national: Path, shared: Path) -> None:
    found = status(run, national)
    assert len(found["files"]) == 121
    assert sum(f["rows"] for f in found["files"]) == 973_410
    again = run("load", shared / "data" / "police-uk" / "2025-03.zip", "--workspace", national)
    assert again.code == 0
    assert "121 unchanged" in again.err
    from wardmote.catalogue import open_workspace
    from wardmote.warehouse import Reader, Warehouse

    workspace = open_workspace(national)
    with Warehouse.open(workspace.warehouse) as warehouse:
        reader = Reader(warehouse, workspace.catalogue)
        sums = {
            m: sum(o.value or 0 for s in reader.all_areas(m).values() for o in s.observations)
            for m in ("recorded-crime", "anti-social-behaviour")
        }
    assert sums == {"recorded-crime": 827_662, "anti-social-behaviour": 145_748}


def test_three_months_make_a_sensible_pack(run: Run, national: Path, tmp_path: Path) -> None:
    done = run("pack", "--workspace", national, "--to", tmp_path)
    assert done.code == 0, done.err
    pack = json.loads((tmp_path / "pack.json").read_text("utf-8"))
    assert "describes and does not judge" in pack["lead"]
    assert {f["evidence"] for f in pack["findings"]} <= {"described"}
    assert pack["dated"] == "2025-03-31"


def test_an_absent_month_is_missing_not_zero(run: Run, shared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "n"
    run("init", folder, "--force", "northumbria")
    archive = shared / "data" / "police-uk" / "northumbria-2020-05-to-2022-06.zip"
    assert run("load", archive, "--workspace", folder).code == 0
    street, *others = sorted(
        status(run, folder)["coverage"], key=lambda c: c["publication"] != "police-uk-street"
    )
    assert {c["publication"] for c in others} == {"police-uk-outcomes", "police-uk-stop-and-search"}
    covered = street
    assert (covered["area"], covered["from"], covered["to"]) == (
        "northumbria", "2020-05", "2022-06",
    )  # fmt: skip
    assert covered["missing"] == ["2022-01"]
    rows = {r["period"]: r for r in numbers(run, folder, "recorded-crime")}
    assert rows["2020-05"]["value"] == "9945"
    assert (rows["2022-01"]["value"], rows["2022-01"]["status"]) == ("", "missing")
    packed = run("pack", "--workspace", folder, "--formats", "json")
    assert packed.code == 0, packed.err


def test_both_layouts_and_every_line_ending(run: Run, shared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "w"
    run("init", folder, "--force", "west-midlands")
    renamed = tmp_path / "some export.txt"
    renamed.write_bytes(
        (shared / "data" / "police-uk" / "2011-02-west-midlands-street.csv").read_bytes()
    )
    merseyside = shared / "data" / "police-uk" / "police-uk-2014-04-merseyside-street.csv"
    assert run("load", renamed, merseyside, "--workspace", folder).code == 0
    (old,) = numbers(run, folder, "recorded-crime")
    assert (old["period"], old["status"]) == ("2011-02", "final")
    (carriage_returns,) = numbers(run, folder, "recorded-crime", "--area", "merseyside")
    assert int(carriage_returns["value"]) == 7495


@pytest.mark.parametrize(
    ("force", "period", "offences"),
    [
        ("west-midlands", "2017-04--2018-03", 233_393),
        ("merseyside", "2017-04--2018-03", 125_424),
        ("west-yorkshire", "2017-04--2018-03", 265_520),
    ],
)
def test_recorded_crime_of_a_year(
    run: Run, home_office: Path, force: str, period: str, offences: int
) -> None:
    rows = numbers(run, home_office, "recorded-crime-12m", "--area", force)
    assert {r["period"]: int(r["value"]) for r in rows}[period] == offences


def test_a_year_end_dated_a_day_short_is_the_month_end(run: Run, home_office: Path) -> None:
    rows = numbers(run, home_office, "recorded-crime-12m")
    assert "2017-12-31" in [r["to"] for r in rows]


@pytest.fixture(scope="module")
def home_office(tmp_path_factory: pytest.TempPathFactory, run: Run, shared: Path) -> Path:
    folder = tmp_path_factory.mktemp("ho") / "w"
    run("init", folder, "--force", "west-midlands")
    file = shared / "data" / "home-office" / "rec-crime-pfa.csv"
    assert run("load", file, "--workspace", folder).code == 0
    return folder
