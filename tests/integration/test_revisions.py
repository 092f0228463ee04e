"""Two releases of one period stand side by side: what was known then, and how it moved."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tests.conftest import Run

HEAD = "# edition: {}\nmeasure,area,period,value\n"


def test_each_release_keeps_what_it_said(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "w"
    run("init", folder, "--force", "merseyside")
    first, second = tmp_path / "june.csv", tmp_path / "october.csv"
    first.write_text(
        HEAD.format("2015-06-01") + "collisions,merseyside,2015-01,90\n"
        "collisions,merseyside,2015-02,80\n", encoding="utf-8",
    )  # fmt: skip
    second.write_text(
        HEAD.format("2015-10-01") + "collisions,merseyside,2015-02,84\n"
        "collisions,merseyside,2015-03,70\n", encoding="utf-8",
    )  # fmt: skip
    assert run("load", second, first, "--workspace", folder).code in (0, 1)
    done = run("revisions", "collisions", "--workspace", folder)
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [(r["period"], r["edition"], r["value"], r["moved"]) for r in rows] == [
        ("2015-02", "2015-06-01", "80", ""),
        ("2015-02", "2015-10-01", "84", "4"),
    ]
    then = run("series", "collisions", "--as-of", "2015-09-01", "--workspace", folder)
    values = {r["period"]: r["value"] for r in csv.DictReader(io.StringIO(then.out))}
    assert values["2015-02"] == "80"
    assert "2015-03" not in values or values["2015-03"] == ""


def test_without_a_second_release_that_is_said(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "w"
    run("init", folder, "--force", "merseyside")
    file = tmp_path / "a.csv"
    file.write_text("measure,area,period,value\ncollisions,merseyside,2015-01,90\n", "utf-8")
    run("load", file, "--workspace", folder)
    done = run("revisions", "collisions", "--workspace", folder)
    assert done.code == 0
    assert "more than one release" in done.err
    assert run("revisions", "collision", "--workspace", folder).code == 2
