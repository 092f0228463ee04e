"""A paper against a workspace's data: a verdict only on a sure match, and releases considered."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Run

PAPER = """# West Midlands Police: performance in June 2015

There were 15,108 road traffic collisions in 2014, an average of 1,259 per month.

In 2014 there were 2,379 penalties for a hand-held phone.

There were 3,562 crashes in the first three months of 2015.

Serious road traffic collisions numbered 900 in 2014.
"""


def test_claims_are_matched_to_measures(run: Run, example: Path, tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(PAPER, encoding="utf-8")
    done = run("check", tmp_path / "p.md", "--against", example, "--format", "json")
    assert done.code == 1, done.err
    found = {c["words"]: c for c in json.loads(done.out)["claims"] if "workspace" in c["why"]}
    assert {w: c["verdict"] for w, c in found.items()} == {
        "15,108": "consistent",
        "1,259": "consistent",
        "2,379": "inconsistent",
        "3,562": "consistent",
        "900": "unverifiable",
    }
    assert "may be a part of it" in found["900"]["why"]
    assert found["2,379"]["computed"] == "2,397"
    assert "Hand-held phone penalties, West Midlands, 2014 (sure)" in found["2,379"]["why"]


def test_a_paper_that_names_no_force_gets_a_question(
    run: Run, example: Path, tmp_path: Path
) -> None:
    (tmp_path / "p.md").write_text("There were 15,180 crashes in 2014.\n", encoding="utf-8")
    done = run("check", tmp_path / "p.md", "--against", example, "--format", "json")
    assert done.code == 0
    (claim,) = json.loads(done.out)["claims"]
    assert claim["verdict"] == "unverifiable"
    assert "does not say which force" in claim["why"]
    assert "15,108" in claim["why"]


def test_a_workspace_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(PAPER, encoding="utf-8")
    assert run("check", tmp_path / "p.md", "--against", tmp_path / "none").code == 2
