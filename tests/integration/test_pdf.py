"""The PDF as other programs see it: tagged, titled, in order, with words for every chart."""

from __future__ import annotations

import itertools
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest


@pytest.fixture(scope="module")
def paper(example: Path) -> Path:
    return example / "pack" / "pack.pdf"


def tags(node: Any, found: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Every structure element below a node, with its role, in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            tags(child, found)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        found.append((str(node["/S"]), node))
        if "/K" in node:
            tags(node["/K"], found)
    return found


def test_it_declares_what_it_is(paper: Path) -> None:
    with pikepdf.open(paper) as made:
        assert bool(made.Root.MarkInfo.Marked)
        assert str(made.Root.Lang).lower() == "en-gb"
        assert bool(made.Root.ViewerPreferences.DisplayDocTitle)
        with made.open_metadata() as metadata:
            assert str(metadata["pdfuaid:part"]) == "1"
            assert metadata.pdfa_status == "2A"
            assert metadata["dc:title"] == "Performance workshop, June 2015: board pack"


def test_every_chart_has_words(paper: Path) -> None:
    with pikepdf.open(paper) as made:
        found = tags(made.Root.StructTreeRoot.K, [])
        charts = [node for role, node in found if role == "/Figure"]
        assert len(charts) == 8
        for node in charts:
            assert len(str(node["/Alt"])) > 60


def test_headings_do_not_skip_a_level_and_tables_have_headers(paper: Path) -> None:
    with pikepdf.open(paper) as made:
        roles = [role for role, _ in tags(made.Root.StructTreeRoot.K, [])]
    levels = [int(r[2]) for r in roles if r[:2] == "/H" and r[2:].isdigit()]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))
    assert roles.count("/Table") == 8
    assert roles.count("/TH") >= roles.count("/Table") * 3


def test_the_members_page_is_wholly_on_page_one(paper: Path) -> None:
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("needs pdftotext (on Debian: apt install poppler-utils)")
    text = subprocess.run(
        [reader, "-f", "1", "-l", "1", "-layout", paper, "-"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for expected in ("OFFICIAL", "Data to", "For members, on one page", "What changed",
                     "Questions to ask", "Did last time", "Page 1 of"):  # fmt: skip
        assert expected in text
    assert "Measures at a glance" not in text
