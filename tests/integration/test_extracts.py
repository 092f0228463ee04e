"""A force's own extracts: drafted, mapped, loaded, measured; nothing dropped silently."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import Run

INCIDENTS = """Incident No,Date Received,Incident Type,Grade,LSOA
1,05/01/2024 10:15,ASB NUISANCE,2,E01000001
2,17/01/2024 23:59,ASB NUISANCE,3,E01000001
3,31/01/2024 08:00,CONCERN FOR SAFETY,1,E01000002
4,02/03/2024 08:00,MISTYPED,1,
"""
CRIMES = """Crime Ref,Recorded Date,Offence,Alcohol,Domestic Flag
A1,2024-01-03,Robbery,Y,N
A2,2024-02-04,Burglary,N,
"""
MEASURE = """id = "{id}"
title = "Incidents of anti-social behaviour, own count"
theme = "Own"
plan = "neighbourhood-crime"
unit = "incidents"
period = "month"
improvement = "decrease"
why = "A test."
author = "a"
checker = "b"
next_review = 2027-11-01
[source]
publication = "own-records"
[source.include]
item = ["incidents"]
category = ["Anti-social behaviour"]
"""


@pytest.fixture
def workspace(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "w"
    assert run("init", folder, "--force", "northumbria").code == 0
    (folder / "definitions" / "mappings").mkdir(parents=True)
    return folder


def drafted(run: Run, workspace: Path, name: str, content: str) -> str:
    file = workspace.parent / name
    file.write_text(content, encoding="utf-8")
    done = run("mapping", "draft", file, "--workspace", workspace)
    assert done.code == 0, done.err
    return done.out


def test_a_draft_is_a_mapping_that_loads(run: Run, workspace: Path) -> None:
    draft = drafted(run, workspace, "incidents.csv", INCIDENTS)
    assert 'date = "Date Received"' in draft
    assert 'formats = ["%d/%m/%Y %H:%M"]' in draft
    assert '"ASB NUISANCE" = "ASB NUISANCE"  # 2 rows' in draft
    draft = draft.replace('= "ASB NUISANCE"', '= "Anti-social behaviour"')
    draft = draft.replace('"MISTYPED" = "MISTYPED"  # 1 rows\n', "")
    mappings = workspace / "definitions" / "mappings"
    (mappings / "incidents.toml").write_text(draft, encoding="utf-8")
    (mappings / "crimes.toml").write_text(
        drafted(run, workspace, "crimes.csv", CRIMES), encoding="utf-8"
    )
    (workspace / "definitions" / "measures").mkdir(exist_ok=True)
    (workspace / "definitions" / "measures" / "own-asb.toml").write_text(
        MEASURE.format(id="own-asb"), encoding="utf-8"
    )
    done = run("load", workspace.parent / "incidents.csv", workspace.parent / "crimes.csv",
               "--workspace", workspace)  # fmt: skip
    assert done.code == 0, done.err
    status = json.loads(run("status", "--format", "json", "--workspace", workspace).out)
    assert [f["rows"] for f in status["files"]] == [4, 2]
    assert {(u["column"], u["value"], u["rows"]) for u in status["unmapped"]} == {
        ("category", "MISTYPED", 1)
    }
    series = run("series", "own-asb", "--workspace", workspace)
    found = {
        r["period"]: (r["value"], r["status"]) for r in csv.DictReader(io.StringIO(series.out))
    }
    # March is covered by incidents and has none; February is covered by crimes alone.
    assert found == {
        "2024-01": ("2", "final"), "2024-02": ("", "missing"), "2024-03": ("0", "final"),
    }  # fmt: skip


def test_a_workbook_is_read_below_its_title(run: Run, workspace: Path) -> None:
    from odfdo import Document, Table

    file = workspace.parent / "incidents.ods"
    book = Document("spreadsheet")
    book.body.clear()
    table = Table("Extract")
    table.set_value((0, 0), "Incidents received, January to March")
    for y, line in enumerate(csv.reader(io.StringIO(INCIDENTS)), 2):
        for x, cell in enumerate(line):
            table.set_value((x, y), cell)
    book.body.append(table)
    book.save(file)
    draft = run("mapping", "draft", file, "--workspace", workspace).out
    (workspace / "definitions" / "mappings" / "incidents.toml").write_text(draft, "utf-8")
    done = run("load", file, "--workspace", workspace)
    assert done.code == 0, done.err
    assert "4 rows of own-records" in done.err


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("17/01/2024 23:59", "17/13/2024 23:59", "row 3, column 'Date Received': '17/13/2024"),
        ("17/01/2024 23:59", "01/01/1970 00:00", "1970-01-01 cannot be meant"),
        ("2,17/01/2024 23:59,ASB NUISANCE,3,E01000001", "2,17/01/2024", "row 3: 2 cells"),
    ],
)
def test_a_wrong_row_refuses_the_file(
    run: Run, workspace: Path, old: str, new: str, expected: str
) -> None:
    draft = drafted(run, workspace, "incidents.csv", INCIDENTS)
    (workspace / "definitions" / "mappings" / "incidents.toml").write_text(draft, "utf-8")
    (workspace.parent / "incidents.csv").write_text(INCIDENTS.replace(old, new), "utf-8")
    done = run("load", workspace.parent / "incidents.csv", "--workspace", workspace)
    assert done.code == 1
    assert expected in done.err


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (('record = "incident"', 'record = "incidents"'), "did you mean 'incident'"),
        (('category = "Incident Type"\n', ""), "needs the field 'category'"),
        (('area = "northumbria"', 'area = "nortumbria"'), "did you mean 'northumbria'"),
        (("[columns]", '[columns]\ncolour = "X"'), "unknown field 'colour'"),
    ],
)
def test_a_wrong_mapping_is_told(
    run: Run, workspace: Path, change: tuple[str, str], expected: str
) -> None:
    draft = drafted(run, workspace, "incidents.csv", INCIDENTS)
    assert change[0] in draft
    (workspace / "definitions" / "mappings" / "incidents.toml").write_text(
        draft.replace(*change), "utf-8"
    )
    done = run("load", workspace.parent / "incidents.csv", "--workspace", workspace)
    assert done.code == 2
    assert expected in done.err
    assert "Traceback" not in done.err
