"""What goes wrong is told in the user's words, and loses nothing."""

from __future__ import annotations

import json
import time
import zipfile
from pathlib import Path

import duckdb
import pytest

from tests.conftest import Ran, Run

HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context"
)
ROW = (
    "{id},{month},Merseyside Police,Merseyside Police,-2.9,53.4,On or near High Street,E01006442,"
    "Knowsley 001A,{kind},Under investigation,"
)


def street(*months: str, kind: str = "Burglary") -> str:
    rows = [ROW.format(id=f"{i:064x}", month=m, kind=kind) for i, m in enumerate(months)]
    return "\n".join([HEADER, *rows]) + "\n"


@pytest.fixture
def workspace(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "ws"
    assert run("init", folder, "--force", "merseyside").code == 0
    return folder


def rows_in(workspace: Path) -> int:
    with duckdb.connect(str(workspace / "warehouse.duckdb"), read_only=True) as warehouse:
        found = warehouse.execute("SELECT count(*) FROM police_uk_street").fetchone()
    return int(found[0]) if found else 0


def loaded(run: Run, workspace: Path, *files: Path) -> Ran:
    return run("load", *files, "--workspace", workspace)


def test_a_truncated_zip_loads_nothing_and_the_rest_loads(
    run: Run, workspace: Path, tmp_path: Path
) -> None:
    whole, cut = tmp_path / "whole.zip", tmp_path / "cut.zip"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2025-01/2025-01-merseyside-street.csv", street("2025-01"))
    cut.write_bytes(whole.read_bytes()[:-40])
    good = tmp_path / "good.csv"
    good.write_text(street("2025-02", "2025-02"))
    done = loaded(run, workspace, cut, good)
    assert done.code == 1
    assert "cut.zip: the zip archive is cut short or damaged" in done.err
    assert rows_in(workspace) == 2


def test_a_damaged_member_is_refused_and_the_others_load(
    run: Run, workspace: Path, tmp_path: Path
) -> None:
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("2025-01/2025-01-merseyside-street.csv", street("2025-01"))
        archive.writestr("2025-02/2025-02-merseyside-street.csv", street("2025-02"))
    content = bytearray(file.read_bytes())
    spot = content.find(b"High Street")
    content[spot] ^= 0xFF
    file.write_bytes(bytes(content))
    done = loaded(run, workspace, file)
    assert done.code == 1
    assert "damaged at this member" in done.err
    assert rows_in(workspace) == 1


def test_a_missing_column_is_named(run: Run, workspace: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text(street("2025-01").replace("Falls within", "Falls in"))
    done = loaded(run, workspace, file)
    assert done.code == 1
    assert "x.csv: row 1: column 'Falls within' is missing" in done.err
    assert "Falls in" in done.err
    assert rows_in(workspace) == 0


@pytest.mark.parametrize("month", ["2025-13", "2025/01", "January 2025", "", "2009-01", "2999-01"])
def test_a_wrong_month_refuses_the_whole_file(
    run: Run, workspace: Path, tmp_path: Path, month: str
) -> None:
    file = tmp_path / "x.csv"
    file.write_text(street("2025-01", month, "2025-01"))
    done = loaded(run, workspace, file)
    assert done.code == 1
    assert "row 3, column 'Month'" in done.err
    assert (f"'{month}'" if month else "empty") in done.err
    assert rows_in(workspace) == 0
    status = json.loads(run("status", "--format", "json", "--workspace", workspace).out)
    (told,) = status["files"]
    assert (told["state"], told["rows"], told["refused_rows"]) == ("refused", 0, 1)


def test_a_row_cut_short_is_refused(run: Run, workspace: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text(street("2025-01", "2025-01")[:-90])
    done = loaded(run, workspace, file)
    assert done.code == 1
    assert "row 3" in done.err
    assert "cut short" in done.err
    assert rows_in(workspace) == 0


def test_an_empty_file_a_picture_and_a_letter_are_refused_by_name(
    run: Run, workspace: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "x.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    (tmp_path / "letter.txt").write_text("Dear Sir,\nplease find the figures attached.\n")
    done = loaded(run, workspace, *(tmp_path / n for n in ("empty.csv", "x.png", "letter.txt")))
    assert done.code == 1
    assert "refused empty.csv: the file is empty" in done.err
    assert "refused x.png: it is not a text file" in done.err
    assert "refused letter.txt: not a publication" in done.err


def test_a_file_that_is_not_there(run: Run, workspace: Path, tmp_path: Path) -> None:
    done = loaded(run, workspace, tmp_path / "none.csv")
    assert done.code == 1
    assert "there is no file or folder" in done.err


def test_a_name_that_disagrees_with_its_rows_is_told(
    run: Run, workspace: Path, tmp_path: Path
) -> None:
    file = tmp_path / "2025-01-merseyside-street.csv"
    file.write_text(street("2025-02"))
    done = loaded(run, workspace, file)
    assert done.code == 1
    assert "its name says 2025-01 but its rows say 2025-02; the rows are believed" in done.err
    assert rows_in(workspace) == 1


def test_an_unknown_force_in_a_file_is_loaded_and_listed(
    run: Run, workspace: Path, tmp_path: Path
) -> None:
    file = tmp_path / "x.csv"
    file.write_text(street("2025-02").replace("Merseyside Police", "Ruritania Police"))
    assert loaded(run, workspace, file).code == 0
    status = json.loads(run("status", "--format", "json", "--workspace", workspace).out)
    assert status["unmapped"] == [
        {
            "publication": "police-uk-street",
            "column": "Falls within",
            "value": "Ruritania Police",
            "rows": 1,
        }
    ]


def test_a_tidy_file_names_every_wrong_row(run: Run, workspace: Path, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text(
        "measure,area,period,value\ncollisions,merseyside,2015-01,12\n"
        "collisions,mersyside,2015-02,13\ncollisions,merseyside,2015-14,1\n"
        "collisions,merseyside,2015-03,many\ncollisions,merseyside,2015-01,12\n"
    )
    done = loaded(run, workspace, file)
    assert done.code == 1
    for expected in (
        "row 3, column 'area': 'mersyside' is not a known area; did you mean 'merseyside'?",
        "row 4, column 'period': '2015-14' is not a period",
        "row 5, column 'value': 'many' is not a number",
        "stands twice",
    ):
        assert expected in done.err


def test_a_second_process_is_told_to_wait(run: Run, workspace: Path, tmp_path: Path) -> None:
    import subprocess
    import sys

    good = tmp_path / "good.csv"
    good.write_text(street("2025-02"))
    assert loaded(run, workspace, good).code == 0
    script = (
        "import duckdb, sys, time; c = duckdb.connect(sys.argv[1]); print('held', flush=True); "
        "time.sleep(60)"
    )
    held = workspace / "warehouse.duckdb"
    with subprocess.Popen(
        [sys.executable, "-c", script, str(held)], stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        other = tmp_path / "other.csv"
        other.write_text(street("2025-03"))
        start = time.monotonic()
        done = loaded(run, workspace, other)
        waited = time.monotonic() - start
        holder.kill()
    assert waited < 30
    assert done.code == 2
    assert "is in use by another wardmote" in done.err
    assert "Nothing was changed" in done.err
    assert rows_in(workspace) == 1


def test_an_unknown_force_makes_no_workspace(run: Run, tmp_path: Path) -> None:
    done = run("init", tmp_path / "x", "--force", "west-midland")
    assert done.code == 2
    assert "unknown force 'west-midland'; did you mean 'west-midlands'?" in done.err
    assert not (tmp_path / "x").exists()


def test_a_folder_that_is_no_workspace(run: Run, tmp_path: Path) -> None:
    done = run("status", "--workspace", tmp_path)
    assert done.code == 2
    assert "is not a workspace: it holds no wardmote.toml" in done.err
    done = run("status", cwd=tmp_path)
    assert done.code == 2
    assert "no workspace here" in done.err


def test_a_misspelt_setting_names_the_nearest_key(run: Run, workspace: Path) -> None:
    settings = workspace / "wardmote.toml"
    settings.write_text(settings.read_text() + 'peergroup = "x"\n')
    done = run("status", "--workspace", workspace)
    assert done.code == 2
    assert "wardmote.toml: unknown key 'peergroup'; did you mean 'peer_group'?" in done.err


def test_a_misspelt_key_of_a_measure_stops_the_pack(run: Run, workspace: Path) -> None:
    (workspace / "definitions" / "measures" / "mine.toml").write_text('id = "mine"\ntitel = "x"\n')
    done = run("pack", "--workspace", workspace)
    assert done.code == 2
    assert "mine.toml: unknown key 'titel'; did you mean 'title'?" in done.err
    checked = run("measures", "--check", "--workspace", workspace)
    assert checked.code == 1
    assert "unknown key 'titel'" in checked.out


def test_nothing_loaded_is_said_plainly(run: Run, workspace: Path) -> None:
    done = run("pack", "--workspace", workspace)
    assert done.code == 2
    assert "nothing is loaded yet" in done.err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["series", "colisions"], "unknown measure 'colisions'; did you mean 'collisions'?"),
        (["series", "recorded-crime", "--by", "crimetype"], "did you mean 'crime_type'?"),
        (["series", "recorded-crime", "--area", "mersyside"], "did you mean 'merseyside'?"),
        (["series", "collisions"], "nothing is loaded for measure 'collisions' in merseyside"),
        (["series", "recorded-crime", "--as-of", "yesterday"], "'yesterday' is not a day"),
        (["pack", "--formats", "docs"], "'docs'; formats: docx, html, json, ods, pdf, xlsx"),
        (["pack", "--workshop", "2015-06"], "no workshop '2015-06'"),
        (["explain", "recorded-crime"], "is not a figure"),
        (["explain", "recorded-crime/merseyside/2025-02/totl"], "did you mean 'total'?"),
        (["explain", "recorded-crime/merseyside/1999-01"], "nothing is loaded from which"),
        (["measures", "robery"], "unknown measure 'robery'; did you mean 'robbery'?"),
    ],
)
def test_a_wrong_request_is_told(
    run: Run, workspace: Path, tmp_path: Path, words: list[str], expected: str
) -> None:
    good = tmp_path / "good.csv"
    good.write_text(street("2025-02"))
    loaded(run, workspace, good)
    done = run(*words, "--workspace", workspace)
    assert done.code == 2
    assert expected in done.err
