"""A pack asks of each marker whether it explains a change, and what recording did."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import Run

SHARED = """
theme = "Crime by month"
plan = "neighbourhood-crime"
period = "month"
quantity = "count"
improvement = "decrease"
why = "Made for a test."
author = "one"
checker = "two"
next_review = 2030-01-01
"""
VIOLENCE = f"""
id = "violence"
title = "Violence with injury"
unit = "offences"
nature = "offending"
dimensions = ["offence", "alcohol"]
recorded_from = "calls"
{SHARED}
[source]
publication = "tidy"
value = "value"

[source.include]
measure = ["violence"]
"""
CALLS = f"""
id = "calls"
title = "Calls for violence"
unit = "incidents"
nature = "demand"
{SHARED}
[source]
publication = "tidy"
value = "value"

[source.include]
measure = ["calls"]
"""
LAYOUT = """
id = "workshop"
title = "Monthly"

[[section]]
kind = "drivers"
title = "What moved violence"
measures = ["violence"]
dimension = "offence"
"""


@pytest.fixture(scope="module")
def pack(run: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("ws") / "drivers"
    assert run("init", folder, "--force", "west-midlands").code == 0
    for kind, text in (
        ("measures/violence", VIOLENCE),
        ("measures/calls", CALLS),
        ("layouts/workshop", LAYOUT),
    ):
        file = folder / "definitions" / f"{kind}.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    whole = ["measure,area,period,value"]
    parts = {"offence": ["measure,area,period,offence,value"]}
    parts["alcohol"] = ["measure,area,period,alcohol,value"]
    for i in range(24):
        start = f"west-midlands,{2022 + i // 12}-{i % 12 + 1:02d}"
        late = i >= 12
        injury, drunk = (520, 200) if late else (400, 80)
        injury += i % 3
        whole += [f"violence,{start},{injury}", f"calls,{start},{1000 + i % 3}"]
        parts["offence"] += [
            f"violence,{start},Wounding,{injury - 100}",
            f"violence,{start},Assault,100",
        ]
        parts["alcohol"] += [
            f"violence,{start},Yes,{drunk}",
            f"violence,{start},No,{injury - drunk}",
        ]
    (folder / "whole.csv").write_text("\n".join(whole) + "\n")
    for name, lines in parts.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n")
    loaded = run("load", *folder.glob("*.csv"), "--workspace", folder)
    assert loaded.code == 0, loaded.err
    made = run("pack", "--workspace", folder, "--to", folder / "pack", "--formats", "json,html")
    assert made.code == 0, made.err
    data: dict[str, Any] = json.loads((folder / "pack" / "pack.json").read_text())
    data["folder"] = folder
    return data


def test_the_marker_and_the_recording_are_asked_after(pack: dict[str, Any]) -> None:
    told = {f["kind"]: f["text"] for f in pack["findings"]}
    assert "that accounts for" in told["marker"]
    assert "with the share of them recorded as crimes" in told["recording-effect"]


def test_their_figures_are_explained(pack: dict[str, Any], run: Run) -> None:
    wanted = [f for f in pack["figures"] if "/excess" in f["id"] or "/conversion" in f["id"]]
    assert len(wanted) >= 8
    for figure in wanted:
        done = run("explain", figure["id"], "--workspace", pack["folder"])
        assert done.code == 0, done.err
        assert figure["text"] in done.out
