"""Serious injuries on the roads are read as adjusted, and stay unknown where nobody adjusted."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

HEADER = ("collision_index,police_force,collision_severity,number_of_vehicles,number_of_casualties,"
          "date,speed_limit,collision_adjusted_severity_serious,"
          "collision_adjusted_severity_slight\n")  # fmt: skip
YEARS = (2020, 2021, 2022)


def collisions() -> tuple[str, dict[str, float]]:
    """Three years of a force's collisions; what is serious adds up to by month."""
    by = random.Random(19)
    rows, serious = [HEADER], dict.fromkeys(
        (f"{year}-{month:02d}" for year in YEARS for month in range(1, 13)), 0.0
    )  # fmt: skip
    for number in range(3600):
        year, month = YEARS[number % 3], number // 3 % 12 + 1
        severity = by.choices((1, 2, 3), (1, 20, 79))[0]
        # By type from 2022 on: certain. Before, a slight one may have been serious.
        chance = {1: 0.0, 2: 1.0, 3: 0.0 if year == 2022 else 0.1}[severity]
        serious[f"{year}-{month:02d}"] += chance
        slight = 0.0 if severity == 1 else 1 - chance
        rows.append(
            f"{number},10,{severity},2,1,{number % 28 + 1:02d}/{month:02d}/{year},30,{chance},"
            f"{slight:.1f}\n"
        )
    return "".join(rows), serious


@pytest.fixture(scope="module")
def loaded(run: Run, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, float]]:
    folder = tmp_path_factory.mktemp("roads")
    assert run("init", folder / "w", "--force", "northumbria").code == 0
    text, serious = collisions()
    (folder / "collisions.csv").write_text(text)
    done = run("load", folder / "collisions.csv", "--workspace", folder / "w")
    assert done.code == 0, done.err
    return folder / "w", serious


def series(run: Run, workspace: Path, measure: str) -> list[dict[str, Any]]:
    done = run("series", measure, "--format", "json", "--workspace", workspace)
    assert done.code == 0, done.err
    found: list[dict[str, Any]] = json.loads(done.out)
    return found


def test_serious_collisions_are_the_chances_added_up(
    run: Run, loaded: tuple[Path, dict[str, float]]
) -> None:
    workspace, serious = loaded
    found = {o["period"]: o["value"] for o in series(run, workspace, "serious-collisions")}
    assert found == pytest.approx(serious)
    slight = sum(o["value"] for o in series(run, workspace, "slight-collisions"))
    fatal = sum(o["value"] for o in series(run, workspace, "fatal-collisions"))
    assert slight + fatal + sum(serious.values()) == pytest.approx(3600)


def test_the_pack_tells_them_as_adjusted(
    run: Run, loaded: tuple[Path, dict[str, float]], tmp_path: Path
) -> None:
    workspace, serious = loaded
    done = run("pack", "--workspace", workspace, "--formats", "json,html", "--to", tmp_path)
    assert done.code == 0, done.err
    data = json.loads((tmp_path / "pack.json").read_text("utf-8"))
    html = (tmp_path / "pack.html").read_text("utf-8")
    totals = {f["id"]: f["value"] for f in data["figures"]}
    assert totals["serious-collisions/northumbria/2022/total"] == pytest.approx(
        sum(v for k, v in serious.items() if k.startswith("2022"))
    )
    assert "Adjusted by the publisher" in html
    explained = run(
        "explain", "serious-collisions/northumbria/2022/total", "--workspace", workspace
    )
    assert explained.code == 0, explained.err
    assert "adjusted_serious" in explained.out


def test_what_nobody_adjusted_is_missing_and_not_nought(run: Run, tmp_path: Path) -> None:
    assert run("init", tmp_path / "w", "--force", "northumbria").code == 0
    lines = collisions()[0].splitlines()
    (tmp_path / "collisions.csv").write_text(
        "\n".join(line.rsplit(",", 2)[0] for line in lines) + "\n"
    )
    assert run("load", tmp_path / "collisions.csv", "--workspace", tmp_path / "w").code == 0
    found = series(run, tmp_path / "w", "serious-collisions")
    assert {o["value"] for o in found} == {None}
    assert {o["status"] for o in found} == {"missing"}
    assert series(run, tmp_path / "w", "fatal-collisions")[0]["value"] is not None
