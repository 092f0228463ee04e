"""A survey by wave stands in the pack with the people asked, and every figure is explained."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Run


def test_waves_in_a_pack(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "survey"
    assert run("init", folder, "--force", "west-midlands").code == 0
    lines = ["measure,area,period,value"]
    for i in range(12):
        months = f"{2012 + i // 4}-{i % 4 * 3 + 1:02d}--{2012 + i // 4}-{i % 4 * 3 + 3:02d}"
        share = 60 + i % 3 if i < 4 else 64 + i % 3
        lines.append(f"public-confidence,west-midlands,{months},{share}")
        lines.append(f"public-confidence-people,west-midlands,{months},{900 + 10 * i}")
    (folder / "waves.csv").write_text("\n".join(lines) + "\n")
    loaded = run("load", folder / "waves.csv", "--workspace", folder)
    assert loaded.code == 0, loaded.err
    made = run("pack", "--workspace", folder, "--to", folder / "pack", "--formats", "json,html")
    assert made.code == 0, made.err
    data = json.loads((folder / "pack" / "pack.json").read_text())
    told = [f["text"] for f in data["findings"] if f["measure"] == "public-confidence"]
    assert any("of 3,660 people in 2012" in t and "rose" in t for t in told), told
    surveys = [f for f in data["figures"] if "/survey" in f["id"]]
    assert len(surveys) > 12
    for figure in (*surveys[:8], *surveys[-2:]):
        done = run("explain", figure["id"], "--workspace", folder)
        assert done.code == 0, done.err
        assert figure["text"] in done.out
