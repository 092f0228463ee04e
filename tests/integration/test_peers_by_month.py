"""A monthly measure of four forces: the gap to the group has limits of its own."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from tests.conftest import Run

MEASURE = """
id = "thefts"
title = "Thefts"
theme = "Crime by month"
plan = "neighbourhood-crime"
unit = "offences"
period = "month"
quantity = "count"
nature = "offending"
improvement = "decrease"
denominator = "population"
peers = true
why = "Made for a test."
author = "one"
checker = "two"
next_review = 2030-01-01

[source]
publication = "tidy"
value = "value"

[source.include]
measure = ["thefts"]
"""
LAYOUT = """
id = "workshop"
title = "Monthly"

[[section]]
kind = "peers"
title = "Thefts against the group"
measures = ["thefts"]
"""
FORCES = {
    "west-midlands": (2_800_000, 2000),
    "greater-manchester": (2_700_000, 2500),
    "merseyside": (1_400_000, 1200),
    "west-yorkshire": (2_300_000, 2100),
}


@pytest.fixture(scope="module")
def packed(run: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Four forces over three years; the first one's last months are half as much again."""
    folder = tmp_path_factory.mktemp("ws") / "peers"
    assert run("init", folder, "--force", "west-midlands").code == 0
    for kind, text in (("measures/thefts", MEASURE), ("layouts/workshop", LAYOUT)):
        file = folder / "definitions" / f"{kind}.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    draw = random.Random(4)
    lines = ["measure,area,period,value"]
    for force, (residents, usual) in FORCES.items():
        lines += [f"population,{force},{year},{residents}" for year in (2021, 2022, 2023)]
        for i in range(36):
            value = usual + draw.randint(-60, 60)
            if force == "west-midlands" and i >= 33:
                value += 1000
            lines.append(f"thefts,{force},{2021 + i // 12}-{i % 12 + 1:02d},{value}")
    (folder / "data.csv").write_text("\n".join(lines) + "\n")
    loaded = run("load", folder / "data.csv", "--workspace", folder)
    assert loaded.code == 0, loaded.err
    made = run("pack", "--workspace", folder, "--to", folder / "pack", "--formats", "json,html")
    assert made.code == 0, made.err
    data: dict[str, Any] = json.loads((folder / "pack" / "pack.json").read_text())
    data["folder"] = folder
    return data


def test_the_gap_is_judged_month_by_month(packed: dict[str, Any]) -> None:
    found = [f for f in packed["findings"] if f["measure"] == "thefts:gap"]
    assert [f["kind"] for f in found] == ["signal"]
    assert found[0]["text"].startswith("The gap to similar forces: the latest month lies above")


def test_the_years_gap_is_compared_with_the_year_before(packed: dict[str, Any]) -> None:
    found = next(f for f in packed["findings"] if f["kind"] == "gap")
    assert found["from"] == "2023-01"


def test_its_figures_are_explained(packed: dict[str, Any], run: Run) -> None:
    gaps = [f for f in packed["figures"] if f["measure"] == "thefts:gap"]
    assert len(gaps) >= 31
    for figure in (gaps[0], gaps[-1], next(f for f in gaps if "upper-limit" in f["id"])):
        done = run("explain", figure["id"], "--workspace", packed["folder"])
        assert done.code == 0, done.err
        assert figure["text"] in done.out
