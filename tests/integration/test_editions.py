"""An edition is what was given, to the byte, and never changes."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Run


def files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())}


def edition_of(example: Path) -> Path:
    """The edition of the pack: other tests make papers of other layouts in the same workspace."""
    edition: str = json.loads((example / "pack" / "pack.json").read_text("utf-8"))["edition"]
    return example / "editions" / edition


def test_the_same_inputs_give_the_same_bytes_in_every_format(
    run: Run, example: Path, tmp_path: Path
) -> None:
    again = tmp_path / "elsewhere"
    assert run("init", again, "--force", "west-midlands", "--example").code == 0
    assert run("pack", "--workspace", again, "--workshop", "2015-06").code == 0
    (second,) = (again / "editions").iterdir()
    first = edition_of(example)
    assert first.name == second.name
    assert files(first) == files(second)
    assert set(files(first)) == {
        "pack.docx", "pack.html", "pack.json", "pack.ods", "pack.pdf", "pack.xlsx",
        "series.parquet",
    }  # fmt: skip


def test_an_edition_is_left_as_it_is(run: Run, example: Path) -> None:
    edition = edition_of(example)
    before = {p: p.stat().st_mtime_ns for p in edition.iterdir()}
    assert run("pack", "--workspace", example, "--workshop", "2015-06").code == 0
    assert {p: p.stat().st_mtime_ns for p in edition.iterdir()} == before


def test_the_pack_can_be_made_in_one_format(run: Run, example: Path, tmp_path: Path) -> None:
    done = run(
        "pack", "--workspace", example, "--workshop", "2015-06", "--formats", "json",
        "--to", tmp_path,
    )  # fmt: skip
    assert done.code == 0
    assert [p.name for p in tmp_path.iterdir()] == ["pack.json"]


def test_a_restated_figure_is_told(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "ws"
    run("init", folder, "--force", "west-midlands", "--example")
    run("pack", "--workspace", folder, "--workshop", "2015-06", "--formats", "json")
    later = tmp_path / "later.csv"
    later.write_text(
        "# title: A later paper\n# edition: 2015-12-01\nmeasure,area,period,value\n"
        "collisions,west-midlands,2015-03,1170\n"
    )
    restating = run("load", later, "--workspace", folder)
    assert restating.code == 0
    assert "1 figure is in an earlier release too; this release is read" in restating.err
    done = run("explain", "collisions/west-midlands/2015-03", "--workspace", folder)
    assert done.code == 1
    assert "1,161 in edition" in done.out
    assert "now 1,170: restated" in done.out
    known = run("series", "collisions", "--as-of", "2015-10-01", "--workspace", folder)
    assert "2015-03-31,1161," in known.out
