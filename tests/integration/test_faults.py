"""Killed while loading, a full disk, a file that changes: what was loaded is whole."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Run
from wardmote.catalogue import load_catalogue
from wardmote.sources import files as offering
from wardmote.sources.publication import Head
from wardmote.warehouse import Warehouse, load

MEMBERS, ROWS = 40, 3000
KILLS = 6
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


def test_killed_at_any_moment_a_load_can_be_completed(
    run: Run, tmp_path: Path, archive: Path
) -> None:
    folder = tmp_path / "w"
    assert run("init", folder, "--force", "merseyside").code == 0
    moments = random.Random(7)
    for _ in range(KILLS):
        process = subprocess.Popen(
            command("load", archive, "--workspace", folder), stderr=subprocess.DEVNULL
        )
        time.sleep(0.5 + 2.0 * moments.random())
        process.send_signal(signal.SIGKILL)
        process.wait()
        if not (folder / "warehouse.duckdb").exists():
            continue
        with Warehouse.open(folder / "warehouse.duckdb", write=True) as warehouse:
            found = warehouse.connection.execute(
                "SELECT r.rows, count(s.area) FROM release r LEFT JOIN police_uk_street s USING "
                "(release_no) GROUP BY r.release_no, r.rows"
            ).fetchall()
            stray = warehouse.connection.execute(
                "SELECT count(*) FROM police_uk_street WHERE release_no NOT IN "
                "(SELECT release_no FROM release)"
            ).fetchone()
        assert all(told == there == ROWS for told, there in found)
        assert stray == (0,)
    done = run("load", archive, "--workspace", folder)
    assert done.code == 0, done.err
    status = json.loads(run("status", "--format", "json", "--workspace", folder).out)
    assert len(status["releases"]) == MEMBERS


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
