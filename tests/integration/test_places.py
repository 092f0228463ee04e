"""Measures by ward, neighbourhood, authority and partnership: placed by lookups, adding up."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.conftest import Run

STREET = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context\n"
)
A, B, C, D = (f"E0100000{n}" for n in range(1, 5))


def street(month: str, counts: dict[str, int]) -> str:
    rows = [
        f"{number:064d},{month},Kent Police,Kent Police,0.5,51.2,On or near Mill Lane,{lsoa},"
        "Some 001A,Burglary,Under investigation,\n"
        for lsoa, count in counts.items()
        for number in range(count)
    ]
    return STREET + "".join(rows)


@pytest.fixture
def kent(run: Run, tmp_path: Path) -> Path:
    folder, data = tmp_path / "w", tmp_path / "data"
    run("init", folder, "--force", "kent")
    data.mkdir()
    (data / "2025-01-kent-street.csv").write_text(street("2025-01", {A: 4, B: 3, C: 2, "": 1}))
    (data / "2025-02-kent-street.csv").write_text(street("2025-02", {A: 5, D: 7}))
    (data / "lsoa-to-ward.csv").write_text(
        "LSOA11CD,LSOA11NM,WD18CD,WD18NM,LAD18CD,LAD18NM\n"
        f"{A},Some 001A,E05000001,Abbey,E07000001,Someford\n"
        f"{B},Some 001B,E05000001,Abbey,E07000001,Someford\n"
        f"{C},Some 001C,E05000002,Bridge,E07000001,Someford\n"
    )
    (data / "authorities.csv").write_text(
        "LAD24CD,LAD24NM,CSP24CD,CSP24NM\nE07000001,Someford,E22000001,Someford and District\n"
    )
    (data / "own-2024.csv").write_text(
        f"lsoa,neighbourhood\n{A},City centre\n{B},City centre\n{C},Riverside\n{C},City centre\n"
    )
    (data / "people.csv").write_text(
        "code,name,year,population\nE07000001,Someford,2020,2000\nE07000001,Someford,2019,1900\n"
    )
    done = run("load", data, "--workspace", folder)
    assert "refused" not in done.err.replace("0 refused", ""), done.err
    return folder


def by_place(run: Run, folder: Path, level: str, *more: str) -> dict[tuple[str, str], str]:
    done = run("series", "burglary", "--level", level, *more, "--workspace", folder)
    assert done.code == 0, done.err
    return {
        (row["name"], row["period"]): row["value"] for row in csv.DictReader(io.StringIO(done.out))
    }


def test_wards_and_what_is_not_placed_add_up_to_the_force(run: Run, kent: Path) -> None:
    found = by_place(run, kent, "ward")
    assert found == {
        ("Abbey", "2025-01"): "7", ("Abbey", "2025-02"): "5",
        ("Bridge", "2025-01"): "2", ("Bridge", "2025-02"): "0",
        ("not placed", "2025-01"): "1", ("not placed", "2025-02"): "7",
    }  # fmt: skip
    told = run("series", "burglary", "--level", "ward", "--workspace", kent).err
    assert "8 offences are in small areas that no loaded lookup places" in told


def test_a_partnership_is_reached_by_its_authorities(run: Run, kent: Path) -> None:
    found = by_place(run, kent, "partnership")
    assert found["Someford and District", "2025-01"] == "9"
    assert found["Someford and District", "2025-02"] == "5"


def test_a_small_area_that_two_neighbourhoods_share_is_counted_in_neither(
    run: Run, kent: Path
) -> None:
    found = by_place(run, kent, "neighbourhood")
    assert found["City centre", "2025-01"] == "7"
    assert ("Riverside", "2025-01") not in found
    assert found["not placed", "2025-01"] == "3"


def test_rates_are_of_the_residents_of_a_stated_year(run: Run, kent: Path) -> None:
    done = run("series", "burglary", "--level", "authority", "--workspace", kent)
    first = next(csv.DictReader(io.StringIO(done.out)))
    assert (first["name"], first["per_1000"], first["residents_of"]) == ("Someford", "4.5", "2020")
    wards = run("series", "burglary", "--level", "ward", "--workspace", kent)
    assert all(row["per_1000"] == "" for row in csv.DictReader(io.StringIO(wards.out)))


def test_residents_are_added_up_where_those_of_every_small_area_are_known(
    run: Run, kent: Path, tmp_path: Path
) -> None:
    census = tmp_path / "census-2011.csv"
    census.write_text(f"lsoa11cd,persons\n{A},300\n{B},200\n")
    run("load", census, "--workspace", kent)
    done = run("series", "burglary", "--level", "ward", "--workspace", kent)
    rates = {
        row["name"]: (row["per_1000"], row["residents_of"])
        for row in csv.DictReader(io.StringIO(done.out)) if row["period"] == "2025-01"
    }  # fmt: skip
    assert rates["Abbey"] == ("14.0", "2011")
    assert rates["Bridge"] == ("", "")  # nobody counted there


def test_a_later_lookup_is_believed_unless_an_earlier_year_is_asked_for(
    run: Run, kent: Path, tmp_path: Path
) -> None:
    later = tmp_path / "later.csv"
    later.write_text(f"LSOA21CD,LSOA21NM,WD23CD,WD23NM\n{B},Some 001B,E05000002,Bridge\n")
    run("load", later, "--workspace", kent)
    assert by_place(run, kent, "ward")["Bridge", "2025-01"] == "5"
    assert by_place(run, kent, "ward", "--vintage", "2018")["Bridge", "2025-01"] == "2"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("burglary", "--level", "warrd"), "name a level that is known; did you mean 'ward'?"),
        (("collisions", "--level", "ward"), "has no small areas, so it cannot be told by ward"),
        (("burglary", "--level", "ward", "--by", "lsoa"), "two ways to split"),
    ],
)
def test_what_cannot_be_told_by_place_is_said(
    run: Run, kent: Path, arguments: tuple[str, ...], told: str
) -> None:
    done = run("series", *arguments, "--workspace", kent)
    assert done.code == 2
    assert told in done.err
