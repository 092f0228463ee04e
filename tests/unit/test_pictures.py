"""Pictures that were drawn are kept, and drawn anew where the drawing is another."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from wardmote.document.render import pictures

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 {0}"><path d="M0 0h9v9"/></svg>'


def fresh(svg: str) -> bytes:
    """As in a process of its own, which remembers nothing."""
    pictures.png_of.cache_clear()
    return pictures.png_of(svg)


def test_a_picture_is_drawn_once_for_all_packs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "kept"
    with pictures.kept_in(folder):
        one = fresh(SVG.format(40))
        assert one.startswith(b"\x89PNG")
        other = fresh(SVG.format(50))
    assert len(list(folder.iterdir())) == 2
    monkeypatch.setattr(pictures, "_drawn", lambda _: b"drawn anew")
    with pictures.kept_in(folder):
        assert fresh(SVG.format(40)) == one
        assert fresh(SVG.format(50)) == other
        assert fresh(SVG.format(60)) == b"drawn anew"
    assert fresh(SVG.format(40)) == b"drawn anew"  # nothing is kept outside of a folder


def test_what_nothing_asked_for_is_removed_in_time(tmp_path: Path) -> None:
    old, young = tmp_path / "old.png", tmp_path / "young.png"
    for file in (old, young):
        file.write_bytes(b"")
    then = time.time() - pictures.UNUSED - 60
    os.utime(old, (then, then))
    with pictures.kept_in(tmp_path):
        pass
    assert [f.name for f in tmp_path.iterdir()] == ["young.png"]


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pictures.kept_in(tmp_path / "file"):
        assert fresh(SVG.format(40)).startswith(b"\x89PNG")
