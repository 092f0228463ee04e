"""Killed while loading, a full disk, a file that changes: what was loaded is whole."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import resource
import signal
import subprocess
import sys
import time
import zipfile
from datetime import date
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from tests.conftest import Run
from wardmote.catalogue import load_catalogue
from wardmote.sources import files as offering
from wardmote.sources.publication import Head
from wardmote.warehouse import Warehouse, load, loading

MEMBERS, ROWS = 40, 3000
KILLS = 100
HEADER = ("Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
          "Crime type,Last outcome category,Context\n")  # fmt: skip


def month(i: int) -> str:
    return f"{2020 + i // 12}-{i % 12 + 1:02d}"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "all.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for i in range(MEMBERS):
            rows = "".join(
                f"{i:032x}{n:032x},{month(i)},Merseyside Police,Merseyside Police,-2.9,53.4,"
                f"On or near A,E01006412,L,Robbery,Under investigation,\n" for n in range(ROWS)
            )  # fmt: skip
            made.writestr(f"{month(i)}/{month(i)}-merseyside-street.csv", HEADER + rows)
    return path


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "wardmote", *map(str, words)]


def load_all(archive: Path, file: Path) -> None:
    """A load in a process of its own, in several transactions."""
    loading.UNPACKED = 900_000  # some five members
    with Warehouse.open(file, write=True) as warehouse:
        for report in load(warehouse, [archive], load_catalogue(), date(2026, 1, 1)):
            assert report.state in ("loaded", "unchanged"), report


def whole(file: Path) -> int:
    """How many releases are there; each with every row of its own, and no row without one."""
    with Warehouse.open(file, write=True) as warehouse:
        found = warehouse.connection.execute(
            "SELECT r.rows, count(s.area) FROM release r LEFT JOIN police_uk_street s USING "
            "(release_no) GROUP BY r.release_no, r.rows"
        ).fetchall()
        strays = warehouse.connection.execute(
            "SELECT (SELECT count(*) FROM police_uk_street WHERE release_no NOT IN "
            "(SELECT release_no FROM release)), (SELECT count(*) FROM coverage WHERE release_no "
            "NOT IN (SELECT release_no FROM release)), (SELECT count(*) FROM cube_chunk WHERE "
            "release_no NOT IN (SELECT release_no FROM release))"
        ).fetchone()
    assert all(told == there == ROWS for told, there in found)
    assert strays == (0, 0, 0)
    return len(found)


def test_killed_at_any_of_a_hundred_moments_a_load_can_be_completed(
    tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))  # a killed load leaves what it was unpacking
    start = multiprocessing.get_context("forkserver")
    start.set_forkserver_preload(["tests.integration.test_faults"])
    moments = random.Random(7)

    def loading_into(file: Path) -> BaseProcess:
        process = start.Process(target=load_all, args=(archive, file))
        process.start()
        return process

    loading_into(tmp_path / "first.duckdb").join()  # the server of forks is up from here on
    begun = time.monotonic()
    loading_into(tmp_path / "timed.duckdb").join()
    lasts = time.monotonic() - begun
    assert whole(tmp_path / "timed.duckdb") == MEMBERS
    file, kills, between, loads = tmp_path / "0.duckdb", 0, 0, 0
    while kills < KILLS:
        process = loading_into(file)
        process.join(lasts * moments.random())
        if process.is_alive():
            process.kill()
            kills += 1
        process.join()
        there = whole(file) if file.exists() else 0
        between += 0 < there < MEMBERS
        if there == MEMBERS:  # what the kills left was completed: begin anew
            file, loads = tmp_path / f"{loads + 1}.duckdb", loads + 1
    assert between > KILLS / 10, "too few kills came between two transactions"
    assert loads > 1
    loading_into(file).join()
    assert whole(file) == MEMBERS


def test_two_loads_at_once_do_not_mix(run: Run, tmp_path: Path, archive: Path) -> None:
    folder = tmp_path / "w"
    assert run("init", folder, "--force", "merseyside").code == 0
    with Warehouse.open(folder / "warehouse.duckdb", write=True):
        done = subprocess.run(
            command("load", archive, "--workspace", folder), capture_output=True, text=True,
            check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert "another" in done.stderr
    assert "Traceback" not in done.stderr
    both = [
        subprocess.Popen(
            command("load", archive, "--workspace", folder), stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    said = [process.communicate()[1] for process in both]
    assert sorted({process.returncode for process in both}) in ([0], [0, 2]), said
    assert whole(folder / "warehouse.duckdb") == MEMBERS


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="needs a limit of file sizes")
def test_a_full_disk_is_told_and_loses_nothing(run: Run, tmp_path: Path, archive: Path) -> None:
    folder = tmp_path / "w"
    assert run("init", folder, "--force", "merseyside").code == 0

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_500_000, 2_500_000))

    done = subprocess.run(
        command("load", archive, "--workspace", folder), preexec_fn=small, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "could not be written" in done.stderr
    assert "Traceback" not in done.stderr
    again = run("load", archive, "--workspace", folder)
    assert again.code == 0, again.err
    status = json.loads(run("status", "--format", "json", "--workspace", folder).out)
    assert len(status["releases"]) == MEMBERS


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "2020-01-merseyside-street.csv"
    row = "a,2020-01,Merseyside Police,Merseyside Police,,,On A,,,Robbery,,\n"
    file.write_text(HEADER + row, encoding="utf-8")
    seen = offering.head_of

    def changing(name: str, path: Path) -> Head:
        head = seen(name, path)
        with file.open("a", encoding="utf-8") as more:
            more.write(row)
        os.utime(file, ns=(1, 1))
        return head

    monkeypatch.setattr("wardmote.sources.registry.head_of", changing)
    with Warehouse.open(tmp_path / "w.duckdb", write=True) as warehouse:
        (report,) = load(warehouse, [file], load_catalogue(), date(2026, 1, 1))
        assert report.state == "refused"
        assert "changed while it was read" in report.reason
        assert warehouse.connection.execute("SELECT count(*) FROM release").fetchone() == (0,)


def test_a_file_that_nothing_recognises_is_of_no_publication(tmp_path: Path) -> None:
    row = "a,2020-01,Merseyside Police,Merseyside Police,,,On A,,,Robbery,,\n"
    (tmp_path / "2020-01-merseyside-street.csv").write_text(HEADER + row, encoding="utf-8")
    (tmp_path / "2020-02-other.csv").write_text("colour,size\nred,9\n", encoding="utf-8")
    with Warehouse.open(tmp_path / "w.duckdb", write=True) as warehouse:
        files = [tmp_path / "2020-01-merseyside-street.csv", tmp_path / "2020-02-other.csv"]
        reports = list(load(warehouse, files, load_catalogue(), date(2026, 1, 1)))
        told = [(r.state, r.publication) for r in reports]
        assert told == [("loaded", "police-uk-street"), ("refused", "")]
        assert [f["publication"] for f in warehouse.files()] == ["police-uk-street", ""]
