"""Percentages that are worked out of the rows or the columns of a publication."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Run

TESTS = """# publication: home-office-breath-tests
area,period,tests,positive_or_refused
Kent,2016-11,200,30
Kent,2016-12,800,40
Kent,2017-01,0,0
"""
OUTCOMES = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Outcome type\n"
)
LINE = ",2025-01,Kent Police,Kent Police,0.5,51.2,On or near Mill Lane,E01024001,Kent 001A,"


def figures(run: Run, folder: Path, measure: str) -> list[float | None]:
    done = run("series", measure, "--format", "json", "--workspace", folder)
    assert done.code == 0, done.err
    return [row["value"] for row in json.loads(done.out)]


def test_the_part_of_one_column_in_another(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "w"
    run("init", folder, "--force", "kent")
    (tmp_path / "tests.csv").write_text(TESTS)
    assert run("load", tmp_path / "tests.csv", "--workspace", folder).code == 0
    assert figures(run, folder, "breath-tests") == [200, 800, 0]
    # A month without a test has no percentage: it is not nought.
    assert figures(run, folder, "breath-tests-positive") == [15, 5]


def test_the_rows_of_one_kind_among_all(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "w"
    run("init", folder, "--force", "kent")
    kinds = ["Suspect charged"] * 3 + ["Local resolution"] * 8 + [
        "Suspect charged as part of another case"
    ]  # fmt: skip
    rows = "".join(f"{i:064d}{LINE}{kind}\n" for i, kind in enumerate(kinds))
    (tmp_path / "2025-01-kent-outcomes.csv").write_text(OUTCOMES + rows)
    assert run("load", tmp_path / "2025-01-kent-outcomes.csv", "--workspace", folder).code == 0
    assert figures(run, folder, "outcomes-recorded") == [12]
    assert figures(run, folder, "outcomes-charged") == [100 * 4 / 12]


def test_a_percentage_says_what_it_is_of(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "w"
    run("init", folder, "--force", "kent")
    text = run("measures", "outcomes-charged", "--workspace", folder).out
    assert "Percentage of   the rows included, those with outcome: Suspect charged" in text
    own = folder / "definitions" / "measures" / "outcomes-charged.toml"
    own.parent.mkdir(parents=True, exist_ok=True)
    from wardmote import definitions

    built_in = Path(str(definitions.__path__[0])) / "measures" / "outcomes-charged.toml"
    own.write_text(built_in.read_text().replace('"percent"', '"count"'))
    done = run("measures", "--check", "--workspace", folder)
    assert done.code == 1
    assert "names what it is of: write `part` or `of` under [source]" in done.out + done.err


def test_a_folder_with_a_workspace_in_it_is_loaded_without_the_workspace_s_own_files(
    tmp_path: Path, run: Run
) -> None:
    folder = tmp_path / "w"
    run("init", folder, "--force", "kent")
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "tests.csv").write_text(TESTS)
    done = run("load", tmp_path, "--workspace", folder)
    assert done.code == 0, done.err
    assert "1 file: 1 loaded" in done.err
