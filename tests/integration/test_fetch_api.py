"""Fetching by data.police.uk's API: every crime once, however its areas are cut."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Ran, Run
from tests.integration.loopback import Server, serving
from tests.integration.police_api import BENT, SQUARE, Api, crime, holds, search
from wardmote.sources.fetching import Pace
from wardmote.sources.fetching.polygons import halves

MARCH = ("--from", "2025-03", "--to", "2025-03")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with serving() as server:
        server.api = Api()
        yield server


@pytest.fixture
def api(server: Server) -> Api:
    assert isinstance(server.api, Api)
    return server.api


@pytest.fixture(scope="session")
def empty(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fetch-api") / "ws"
    assert run("init", folder, "--force", "merseyside").code == 0
    return folder


@pytest.fixture
def workspace(empty: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(empty, tmp_path / "ws"))


def fetched(run: Run, workspace: Path, server: Server, *words: str) -> Ran:
    return run("fetch", "police-uk", *words, "--base", server.base, "--timeout", "2",
               "--workspace", workspace)  # fmt: skip


def rows(workspace: Path, kind: str, month: str = "2025-03") -> list[dict[str, str]]:
    file = workspace / "data" / "police-uk" / month / f"{month}-merseyside-{kind}.csv"
    with file.open(newline="", encoding="utf-8") as text:
        return list(csv.DictReader(text))


def spread(count: int) -> list[dict[str, object]]:
    """Crimes over both neighbourhoods, some of them at one place and some on the shared edge."""
    found = []
    for number in range(count):
        lat, lng = 53.40 + 0.0999 * ((number * 37) % 101) / 101, -3.0 + 0.3 * (number % 97) / 97
        if holds(SQUARE, lat, lng) or holds(BENT, lat, lng):
            found.append(crime(number, lat, lng))
    return [*found, *(crime(10_000 + n, 53.45, -2.95) for n in range(5))]


def test_every_crime_is_there_once_however_the_areas_are_cut(
    run: Run, workspace: Path, server: Server, api: Api
) -> None:
    api.crimes = spread(600)
    api.most = 40
    api.lost = [crime(20_000, 0, 0, location=None)]
    done = fetched(run, workspace, server, *MARCH, "--kind", "street")
    assert done.code == 0, done.out
    found = rows(workspace, "street")
    assert len(api.areas) > 20
    assert {r["Crime ID"] for r in found} == {
        c["persistent_id"] for c in (*api.crimes, *api.lost)
    }  # fmt: skip
    assert len(found) == len(api.crimes) + 1
    assert {r["Crime type"] for r in found} == {"Violence and sexual offences"}
    assert sum(r["Location"] == "No Location" for r in found) == 1
    loaded = run("load", workspace / "data", "--workspace", workspace)
    assert loaded.code == 0, loaded.err
    told = run("series", "recorded-crime", "--format", "json", "--workspace", workspace)
    assert [r["value"] for r in json.loads(told.out)] == [len(found)]
    status = json.loads(run("status", "--format", "json", "--workspace", workspace).out)
    assert "without LSOA" in status["releases"][0]["note"]
    assert status["unmapped"] == []


def test_railway_crimes_are_not_the_forces(
    run: Run, workspace: Path, server: Server, api: Api
) -> None:
    api.crimes = [crime(1, 53.45, -2.95), crime(2, 53.45, -2.95, location_type="BTP")]
    assert fetched(run, workspace, server, *MARCH, "--kind", "street").code == 0
    assert [r["Crime ID"] for r in rows(workspace, "street")] == [f"{1:064x}"]


def test_an_api_that_is_out_of_order_is_not_asked_for_ever(
    run: Run, workspace: Path, server: Server, api: Api
) -> None:
    api.out_of_order = True
    done = fetched(run, workspace, server, *MARCH, "--kind", "street")
    assert done.code == 1
    assert "answers 503 for an area of a few streets too" in done.out
    assert len(api.areas) < 20
    assert not list((workspace / "data").rglob("*.csv"))


def test_searches_without_a_place_count_once_in_whichever_list_they_stand(
    run: Run, workspace: Path, server: Server, api: Api
) -> None:
    lost = search("2025-03-03T10:00:00+00:00", None)
    other = search("2025-03-04T10:00:00+00:00", None)
    placed = search("2025-03-05T10:00:00+00:00")
    api.searches, api.searches_lost = [placed, placed, lost], [lost, other]
    assert fetched(run, workspace, server, *MARCH, "--kind", "stop-and-search").code == 0
    assert sorted(r["Date"][:10] for r in rows(workspace, "stop-and-search")) == [
        "2025-03-03", "2025-03-04", "2025-03-05", "2025-03-05",
    ]  # fmt: skip
    loaded = run("load", workspace / "data", "--workspace", workspace)
    assert loaded.code == 0, loaded.err
    assert "4 rows of police-uk-stop-and-search" in loaded.err


def test_outcomes_are_those_of_the_month(
    run: Run, workspace: Path, server: Server, api: Api
) -> None:
    api.crimes = [crime(1, 53.45, -2.95), crime(2, 53.42, -2.75)]
    assert fetched(run, workspace, server, *MARCH, "--kind", "outcomes").code == 0
    found = rows(workspace, "outcomes")
    assert [(r["Month"], r["Outcome type"]) for r in found] == [("2025-03", "Suspect charged")] * 2
    loaded = run("load", workspace / "data", "--workspace", workspace)
    assert loaded.code == 0, loaded.err


def test_a_month_that_nobody_published_is_absent_not_empty(
    run: Run, workspace: Path, server: Server, api: Api
) -> None:
    api.months["2025-02"] = []
    api.crimes = [crime(1, 53.45, -2.95)]
    done = fetched(run, workspace, server, "--from", "2025-01", "--to", "2025-02")
    assert done.code == 1
    lines = done.out.splitlines()
    assert "the API holds 2025-02 to 2025-03" in lines[0]
    assert lines[2].startswith("fetched data/police-uk/2025-02/2025-02-merseyside-street.csv")
    assert "Merseyside published no searches of 2025-02" in lines[3]
    assert len(list((workspace / "data").rglob("*.csv"))) == 1


def test_what_has_not_been_updated_is_not_asked_for_again(
    run: Run, workspace: Path, server: Server, api: Api
) -> None:
    api.crimes, api.busy = spread(50), 2
    assert fetched(run, workspace, server, *MARCH, "--kind", "street").code == 0
    first = rows(workspace, "street")
    server.asked.clear()
    done = fetched(run, workspace, server, *MARCH, "--kind", "street")
    assert done.out.startswith("unchanged data/police-uk/2025-03/2025-03-merseyside-street.csv")
    assert server.paths() == ["/crime-last-updated", "/crimes-street-dates"]
    api.updated, api.crimes = "2025-06-01", api.crimes[1:]
    assert fetched(run, workspace, server, *MARCH, "--kind", "street").out.startswith("fetched")
    assert len(rows(workspace, "street")) == len(first) - 1


def test_neighbourhoods_without_a_boundary_are_told(
    run: Run, workspace: Path, server: Server, api: Api
) -> None:
    api.crimes = [crime(1, 53.45, -2.95)]
    api.neighbourhoods["C3"] = []
    done = fetched(run, workspace, server, *MARCH, "--kind", "street")
    assert done.code == 0
    assert "1 of its neighbourhoods have no boundary" in done.out


def test_both_halves_together_are_the_whole() -> None:
    for ring in (SQUARE, BENT):
        first, second = halves(ring)
        for i in range(60):
            for j in range(60):
                lat, lng = 53.399 + 0.0017 * i, -3.001 + 0.0051 * j
                inside = holds(first, lat, lng) or holds(second, lat, lng)
                assert inside == holds(ring, lat, lng)


def test_no_more_requests_go_out_than_the_api_allows() -> None:
    now, sent = [0.0], []

    def sleep(seconds: float) -> None:
        now[0] += seconds

    pace = Pace(14, 28, clock=lambda: now[0], sleep=sleep)
    for _ in range(300):
        pace.wait()
        sent.append(now[0])
        now[0] += 0.001
    assert sum(at < 1 for at in sent) <= 45
    for at in sent:
        assert sum(at <= other < at + 10 for other in sent) <= 10 * 15 + 30
    late = [at for at in sent if at > 5]
    assert all(sum(at <= o < at + 1 for o in late) <= 15 for at in late)
