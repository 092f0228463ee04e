"""A pack whose changes are judged together, with few false ones among them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from tests.conftest import Run


def read(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / "pack.json").read_text(encoding="utf-8"))
    return data


def test_control_withdraws_what_does_not_stand(run: Run, example: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ws"
    shutil.copytree(example, folder)
    with (folder / "wardmote.toml").open("a") as file:
        file.write("false_discovery = 0.000001\n")
    made = run(
        *("pack", "--workspace", folder, "--workshop", "2015-06"),
        *("--to", tmp_path / "pack", "--formats", "json,html"),
    )
    assert made.code == 0, made.err
    loose, strict = read(example / "pack"), read(tmp_path / "pack")

    def evidence(data: dict[str, Any]) -> dict[str, str]:
        return {
            f["measure"]: f["evidence"]
            for f in data["findings"]
            if f["kind"] in ("change", "stated-change")
        }

    fallen = {m for m, e in evidence(loose).items() if e == "clear"} - {
        m for m, e in evidence(strict).items() if e == "clear"
    }
    assert fallen
    assert all(evidence(strict)[m] == "no clear change" for m in fallen)
    page = (tmp_path / "pack" / "pack.html").read_text(encoding="utf-8")
    assert "fall and are not counted here" in page


def test_both_counts_are_printed(example: Path) -> None:
    page = (example / "pack" / "pack.html").read_text(encoding="utf-8")
    assert "chance alone would give" in page
    assert "Judged together, with at most 5% false" in page
