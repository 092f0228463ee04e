"""Papers that are hard to read, or no papers: read rightly, or a clear word and no guess."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

COLUMNS = """#set page(width: 210mm, height: 297mm)
#set text(size: 10pt)
= Performance report for the board
#columns(2)[
  {first}

  Robbery fell from 940 to 909, a fall of 31 offences, in the year to March.

  {first} {first}
  #colbreak()
  {second}

  Burglary rose from 400 to 440, a rise of 44 offences, in the year to March.

  {second} {second}
]
"""
WELSH = (
    "Mae'r adroddiad hwn yn rhoi crynodeb o berfformiad yr heddlu dros y flwyddyn. Cofnodwyd 940 o "
    "ladradau yn 2014 a 909 yn 2015, gostyngiad o 31. Bu cynnydd yn nifer y troseddau treisgar, ac "
    "mae'r bwrdd yn gofyn am esboniad gan y prif gwnstabl. "
) * 4


def claims(run: Run, paper: Path) -> list[dict[str, str]]:
    done = run("check", paper, "--format", "json")
    assert done.code in (0, 1), done.err
    return [c for c in json.loads(done.out)["claims"] if c["verdict"] != "unverifiable"]


def test_two_columns_of_prose_are_read_one_after_the_other(run: Run, tmp_path: Path) -> None:
    import typst

    first = "The force gave the board an account of the work of its teams in the districts. " * 6
    second = "Members asked how the plan of the commissioner had been brought to the teams. " * 6
    source = tmp_path / "paper.typ"
    source.write_text(COLUMNS.format(first=first, second=second), encoding="utf-8")
    typst.compile(str(source), output=str(tmp_path / "paper.pdf"))
    found = claims(run, tmp_path / "paper.pdf")
    assert [c["verdict"] for c in found if c["claim"].startswith("Robbery")] == ["consistent"]
    assert [c["verdict"] for c in found if c["claim"].startswith("Burglary")] == ["inconsistent"]


def test_a_pdf_with_a_password_says_so(run: Run, tmp_path: Path) -> None:
    import pikepdf
    import typst

    source = tmp_path / "open.typ"
    source.write_text("Robbery fell by 31.", encoding="utf-8")
    typst.compile(str(source), output=str(tmp_path / "open.pdf"))
    with pikepdf.open(tmp_path / "open.pdf") as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    done = run("check", tmp_path / "locked.pdf")
    assert done.code == 2
    assert "locked with a password" in done.err


def test_a_scan_without_text_says_so(run: Run, tmp_path: Path) -> None:
    import pikepdf

    with pikepdf.new() as pdf:
        for _ in range(400):
            pdf.add_blank_page()
        pdf.save(tmp_path / "scan.pdf")
    done = run("check", tmp_path / "scan.pdf")
    assert done.code == 2
    assert "needs text recognition first" in done.err


def test_a_paper_in_another_language_is_not_guessed_at(run: Run, tmp_path: Path) -> None:
    (tmp_path / "adroddiad.txt").write_text(WELSH, encoding="utf-8")
    done = run("check", tmp_path / "adroddiad.txt")
    assert done.code == 2
    assert "does not seem to be written in English" in done.err
    assert done.out == ""


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", b"SQLite format 3\0abc"])
def test_what_is_no_text_is_refused(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    done = run("check", tmp_path / "a.txt")
    assert done.code == 2
    assert "is no text" in done.err


def test_a_missing_file_of_statements_is_told_plainly(run: Run, tmp_path: Path) -> None:
    done = run("check", "--statements", tmp_path / "none.jsonl")
    assert done.code == 2
    assert "there is no file" in done.err
    assert "Errno" not in done.err


def test_merged_cells_of_html_keep_their_columns(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "paper.html"
    page.write_text(
        "<h1>Offences in the two years of the plan</h1><table>"
        "<tr><th rowspan=2>Offence</th><th colspan=2>North</th><th colspan=2>South</th></tr>"
        "<tr><th>2014</th><th>2015</th><th>2014</th><th>2015</th></tr>"
        "<tr><th>Robbery</th><td>210</td><td>190</td><td>340</td><td>371</td></tr>"
        "<tr><th>Burglary</th><td>411</td><td>430</td><td>512</td><td>498</td></tr></table>"
        "<p>Robbery in the South rose from 340 in 2014 to 371 in 2015.</p>"
        "<p>Burglary in the North rose from 411 in 2014 to 403 in 2015.</p>",
        encoding="utf-8",
    )
    found = claims(run, page)
    assert {c["verdict"] for c in found if "Robbery" in c["claim"]} == {"consistent"}
    assert "inconsistent" in {c["verdict"] for c in found if "Burglary" in c["claim"]}


def test_a_merged_number_of_word_stands_once(tmp_path: Path) -> None:
    import docx

    from wardmote.checker.reading import read_paper

    document = docx.Document()
    document.add_heading("Searches", 2)
    table = document.add_table(rows=3, cols=3)
    for x, words in enumerate(("Month", "Searches", "Found")):
        table.cell(0, x).text = words
    table.cell(1, 0).text, table.cell(2, 0).text = "January", "February"
    table.cell(1, 1).merge(table.cell(1, 2)).text = "120"
    table.cell(2, 1).text, table.cell(2, 2).text = "131", "30"
    document.save(str(tmp_path / "a.docx"))
    paper = read_paper(tmp_path / "a.docx")
    assert [c.number.value for c in paper.tables[0].grid.cells] == [120, 131, 30]
    assert paper.passages[0].level == 2
