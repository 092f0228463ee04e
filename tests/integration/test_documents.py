"""Word and spreadsheet files of the example pack: equal in content, and fit for a screen reader."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import html
from python_calamine import CalamineWorkbook

from tests.conftest import Run

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@pytest.fixture(scope="module")
def pack(example: Path) -> Path:
    return example / "pack"


@pytest.fixture(scope="module")
def word(pack: Path) -> Any:
    return docx.Document(str(pack / "pack.docx"))


def words_of(document: Any) -> str:
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    lines = ["".join(p._p.itertext()) for p in document.paragraphs]
    shown = [s._inline.docPr.get("descr") for s in document.inline_shapes]
    return " ".join([*lines, *cells, *shown])


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(str(path))
    return {n: book.get_sheet_by_name(n).to_python() for n in book.sheet_names}


def printed(pack: Path, *, charts: bool = False) -> set[str]:
    """Every figure as the page prints it; the data of its charts too where they are wanted."""
    tree = html.document_fromstring((pack / "pack.html").read_bytes())
    told = [
        n for n in tree.iter("data") if charts or next(n.iterancestors("details"), None) is None
    ]
    return {" ".join(node.text_content().split()) for node in told}


def test_every_figure_of_the_page_is_in_the_word_file(pack: Path, word: Any) -> None:
    told = " ".join(words_of(word).split())
    assert len(printed(pack)) > 100
    assert [f for f in printed(pack) if f not in told] == []


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_every_figure_of_the_page_is_in_the_spreadsheets(pack: Path, form: str) -> None:
    cells = [c for rows in sheets(pack / f"pack.{form}").values() for row in rows for c in row]
    told = " ".join(str(c) for c in cells if isinstance(c, str))
    numbers = {round(abs(float(c)), 3) for c in cells if isinstance(c, int | float)}
    missing = [
        figure for figure in printed(pack, charts=True)
        if figure not in told and not any(
            round(float(n.replace(",", "")), 3) in numbers for n in NUMBER.findall(figure)
        )
    ]  # fmt: skip
    assert missing == []


def test_the_two_spreadsheets_say_the_same(pack: Path) -> None:
    excel, opened = sheets(pack / "pack.xlsx"), sheets(pack / "pack.ods")
    assert list(excel)[:3] == ["Cover", "Contents", "Notes"]
    assert list(excel) == list(opened)
    for name, rows in excel.items():
        ours = [[c for c in row if c != ""] for row in rows]
        theirs = [[c for c in row if c != ""] for row in opened[name]]
        assert ours == theirs, name
    listed = [row[0] for row in excel["Contents"][2:]]
    assert listed == list(excel)[3:]
    numbers = [c for rows in excel.values() for r in rows for c in r if isinstance(c, int | float)]
    assert len(numbers) > 200  # and no number is text
    assert 1161.0 in numbers


def test_headings_lead_through_the_word_file(word: Any) -> None:
    levels = [int(p.style.name[-1]) for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert levels.count(1) >= 8
    assert all(b <= a + 1 for a, b in pairwise(levels))
    assert sum(p.style.name == "Title" for p in word.paragraphs) == 1


def test_tables_pictures_and_language_are_told_to_a_screen_reader(word: Any) -> None:
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    assert len(word.tables) == 8
    for table in word.tables:
        assert table.rows[0]._tr.trPr.find(f"{space}tblHeader") is not None
        assert table._tbl.tblPr.find(f"{space}tblCaption") is not None
        assert all(c.text for c in table.rows[0].cells[1:])
    assert len(word.inline_shapes) == 8
    for shape in word.inline_shapes:
        assert len(shape._inline.docPr.get("descr")) > 40
    assert word.styles.element.find(f".//{space}lang").get(f"{space}val") == "en-GB"
    assert word.core_properties.title.startswith("Performance workshop, June 2015")


def test_links_of_the_word_file_lead_to_bookmarks(word: Any) -> None:
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    body = word.element.body
    anchors = {e.get(f"{space}anchor") for e in body.iter(f"{space}hyperlink")}
    marks = {e.get(f"{space}name") for e in body.iter(f"{space}bookmarkStart")}
    assert anchors
    assert anchors <= marks


def test_containers_have_fixed_times(pack: Path) -> None:
    for form in ("docx", "xlsx", "ods"):
        with zipfile.ZipFile(pack / f"pack.{form}") as archive:
            assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    with zipfile.ZipFile(pack / "pack.ods") as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_all_six_have_one_set_of_figures(run: Run, pack: Path) -> None:
    figures = json.loads((pack / "pack.json").read_text("utf-8"))["figures"]
    assert {f"pack.{f}" for f in ("html", "pdf", "docx", "ods", "xlsx", "json")} <= {
        p.name for p in pack.iterdir()
    }
    texts = {f["text"] for f in figures}
    assert len({f for f in printed(pack) if f in texts}) > 50


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice (libreoffice-writer, -calc)")
@pytest.mark.parametrize("form", ["docx", "xlsx", "ods"])
def test_libreoffice_opens_them(pack: Path, tmp_path: Path, form: str) -> None:
    subprocess.run(
        [str(OFFICE), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(pack / f"pack.{form}")],
        check=True, capture_output=True, timeout=170,
    )  # fmt: skip
    assert (tmp_path / "pack.pdf").stat().st_size > 20_000
