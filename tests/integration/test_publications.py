"""The data folder as its publishers issued it: everything is read, against known totals."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.conftest import Run

Ask = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory, run: Run, shared: Path) -> Path:
    folder = tmp_path_factory.mktemp("all") / "w"
    assert run("init", folder, "--force", "west-midlands").code == 0
    data = shared / "data"
    named = [p for p in sorted(data.iterdir()) if p.is_dir() and p.name != "police-uk"]
    street = sorted((data / "police-uk").glob("*.csv"))
    done = run("load", *named, *street, data / "police-uk" / "northumbria-2020-05-to-2022-06.zip",
               data / "README.md", "--workspace", folder)  # fmt: skip
    assert done.code == 1  # the README is no data
    assert "Traceback" not in done.err
    return folder


@pytest.fixture(scope="module")
def ask(loaded: Path) -> Ask:
    connection = duckdb.connect(str(loaded / "warehouse.duckdb"), read_only=True)
    return lambda query: connection.execute(query).fetchall()


def test_only_the_readme_is_refused(run: Run, loaded: Path) -> None:
    found = json.loads(run("status", "--format", "json", "--workspace", loaded).out)
    refused = [f["name"] for f in found["files"] if f["state"] == "refused"]
    assert refused == ["README.md"]
    assert len({r["publication"] for r in found["releases"]}) == 16


def test_the_status_has_one_line_for_the_authorities_of_a_publication(
    run: Run, loaded: Path
) -> None:
    told = run("status", "--workspace", loaded).out
    assert "  dft-collisions-by-authority, 223 areas: 2010-12 to 2016-12\n" in told
    assert told.count("dft-collisions-by-authority") == 1


def test_recorded_crime_by_the_statistics_office_and_the_home_office(ask: Ask) -> None:
    rows = ask(
        "SELECT area, value FROM ons_police_force_area_tables WHERE sheet = 'Table P1' AND item "
        "LIKE '%Total recorded crime%' AND end_date = '2018-03-31' AND area IN "
        "('west-midlands', 'merseyside', 'west-yorkshire', 'region-west-midlands') ORDER BY area"
    )
    assert dict(rows) == {
        "merseyside": 125424, "region-west-midlands": 443165, "west-midlands": 233393,
        "west-yorkshire": 265520,
    }  # fmt: skip


def test_populations(ask: Ask) -> None:
    """The census's published totals of England and Wales, and the force's mid-2014 population."""
    assert ask(
        "SELECT item, CAST(sum(value) AS BIGINT) FROM geography_figures WHERE level = 'lsoa' AND "
        "item IN ('Residents', 'Households') GROUP BY 1 ORDER BY 1"
    ) == [("Households", 23366044), ("Residents", 56075912)]
    ((value,),) = ask(
        "SELECT DISTINCT value FROM ons_police_force_area_tables WHERE sheet = 'Table P9' AND "
        "area = 'west-midlands' AND year(start_date) = 2014"
    )
    assert value == pytest.approx(2_808_400, rel=0.02)


def test_penalties_breath_tests_and_workforce(ask: Ask) -> None:
    assert ask(
        "SELECT CAST(sum(value) AS INT) FROM home_office_penalty_notices WHERE sheet = 'FPN_03' "
        "AND area = 'west-midlands' AND year(start_date) = 2014 AND item LIKE 'Use of hand-held%'"
    ) == [(142,)]
    assert ask(
        "SELECT count(*), sum(tests) FROM home_office_breath_tests WHERE "
        "start_date = '2002-01-01' AND area = 'avon-and-somerset'"
    ) == [(1, 1302)]
    ((value,),) = ask(
        "SELECT value FROM home_office_workforce WHERE area = 'northumbria' AND end_date = "
        "'2016-09-30' AND item = 'Police officers'"
    )
    assert value == pytest.approx(3263.37)


def test_inspectorate_profiles(ask: Ask) -> None:
    assert ask(
        "SELECT CAST(value AS INT), start_date::VARCHAR FROM hmic_value_for_money WHERE area = "
        "'west-midlands' AND item = '999_calls: Volume of 999 calls received to March 2012'"
    ) == [(663351, "2011-04-01")]
    ((value,),) = ask(
        "SELECT value FROM hmic_value_for_money WHERE area = 'cambridgeshire' AND "
        "item LIKE 'POA_data: Road Policing / Gross Expenditure'"
    )
    assert value == 4534


def test_roads(ask: Ask) -> None:
    seven = "'e08000025','e08000026','e08000027','e08000028','e08000029','e08000030','e08000031'"
    assert ask(
        f"SELECT CAST(sum(value) AS INT) FROM dft_collisions_by_authority WHERE area IN ({seven}) "
        "AND item = 'All' AND year(start_date) = 2014 AND sheet = '2014'"
    ) == [(5603,)]
    assert ask("SELECT severity, count(*) FROM stats19_collisions GROUP BY 1 ORDER BY 1") == [
        ("Fatal", 5), ("Serious", 152), ("Slight", 892)]  # fmt: skip
    assert ask("SELECT count(*) FROM local_road_casualties") == [(20435,)]


def test_northumbria_by_month(ask: Ask) -> None:
    assert ask("SELECT count(*) FROM police_uk_street WHERE area = 'northumbria' AND "
               "start_date = '2020-05-01'") == [(19344,)]  # fmt: skip
    ((outcomes, joined),) = ask(
        "SELECT count(*), count(s.crime_key) FROM police_uk_outcomes o LEFT JOIN (SELECT DISTINCT "
        "crime_key FROM police_uk_street) s USING (crime_key)"
    )
    assert outcomes == 177421
    assert joined > 0.9 * outcomes
    assert ask("SELECT count(*) FROM police_uk_stop_and_search WHERE area <> 'northumbria'") == [
        (0,)]  # fmt: skip


def test_places_lead_up(ask: Ask) -> None:
    assert ask(
        "SELECT parent_name FROM geography_lookups WHERE level = 'authority' AND parent_level = "
        "'force' AND name = 'Birmingham' AND start_date = '2016-01-01'"
    ) == [("West Midlands",)]
    assert ask("SELECT count(*) FROM geography_boundaries WHERE level = 'ward'") == [(192,)]


def test_measures_of_what_officers_did_and_of_outcomes(run: Run, loaded: Path, ask: Ask) -> None:
    def latest(measure: str, area: str) -> float:
        done = run("series", measure, "--area", area, "--format", "json", "--workspace", loaded)
        assert done.code == 0, done.err
        return float([r for r in json.loads(done.out) if r["value"] is not None][-1]["value"])

    (searches, arrests), = ask(
        "SELECT count(*), count(*) FILTER (outcome = 'Arrest') FROM police_uk_stop_and_search "
        "WHERE start_date = '2022-06-01'"
    )  # fmt: skip
    assert latest("stop-and-search", "northumbria") == searches
    assert latest("stop-and-search-arrests", "northumbria") == 100 * arrests / searches
    (outcomes, charges), = ask(
        "SELECT count(*), count(*) FILTER (outcome LIKE 'Suspect charged%') FROM "
        "police_uk_outcomes WHERE start_date = '2022-06-01'"
    )  # fmt: skip
    assert latest("outcomes-charged", "northumbria") == 100 * charges / outcomes
    (tests, positive), = ask(
        "SELECT tests, positive_or_refused FROM home_office_breath_tests "
        "WHERE area = 'west-midlands' AND start_date = '2016-12-01'"
    )  # fmt: skip
    assert latest("breath-tests", "west-midlands") == tests
    assert latest("breath-tests-positive", "west-midlands") == 100 * positive / tests
