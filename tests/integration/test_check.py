"""The command on papers of every format, and on lines of statements."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

TITLE = "Penalties by year"
ROWS = [["Penalty", "2014", "2015"], ["Phone", "2397", "804"], ["Seat belt", "973", "429"]]
RIGHT = "Seat belt penalties fell from 973 in 2014 to 429 in 2015."
WRONG = "Phone penalties fell from 2,397 in 2014 to 408 in 2015."


def text(folder: Path) -> Path:
    file = folder / "paper.txt"
    table = "\n".join("\t".join(row) for row in ROWS)
    file.write_text(f"{TITLE}\n\n{table}\n\n- {RIGHT}\n\n- {WRONG}\n", encoding="utf-8")
    return file


def markdown(folder: Path) -> Path:
    file = folder / "paper.md"
    lines = ["| " + " | ".join(row) + " |" for row in ROWS]
    table = "\n".join([lines[0], "|---|---|---|", *lines[1:]])
    file.write_text(f"## {TITLE}\n\n{table}\n\n{RIGHT}\n\n{WRONG}\n", encoding="utf-8")
    return file


def html(folder: Path) -> Path:
    file = folder / "paper.html"
    rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in ROWS)
    file.write_text(
        f"<html><body><h2>{TITLE}</h2><table>{rows}</table><p>{RIGHT}</p><ul><li>{WRONG}</li></ul>"
        "<script>var crime = 'fell 5% (3 of 4)';</script></body></html>",
        encoding="utf-8",
    )
    return file


def word(folder: Path) -> Path:
    import docx

    document = docx.Document()
    document.add_heading(TITLE)
    table = document.add_table(rows=0, cols=3)
    for row in ROWS:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.add_paragraph(RIGHT)
    document.add_paragraph(WRONG)
    file = folder / "paper.docx"
    document.save(str(file))
    return file


def open_document(folder: Path) -> Path:
    from odfdo import Document, Header, Paragraph, Table

    document = Document("text")
    document.body.clear()
    document.body.append(Header(1, TITLE))
    table = Table("penalties", width=3, height=3)
    for y, row in enumerate(ROWS):
        for x, words in enumerate(row):
            table.set_value((x, y), words)
    document.body.append(table)
    document.body.append(Paragraph(RIGHT))
    document.body.append(Paragraph(WRONG))
    file = folder / "paper.odt"
    document.save(file)
    return file


def pdf(folder: Path) -> Path:
    import typst

    cells = ", ".join(f"[{c}]" for row in ROWS for c in row)
    source = folder / "paper.typ"
    source.write_text(f"= {TITLE}\n#table(columns: 3, {cells})\n\n{RIGHT}\n\n{WRONG}\n")
    file = folder / "paper.pdf"
    typst.compile(str(source), output=str(file))
    return file


@pytest.mark.parametrize("make", [text, markdown, html, word, open_document, pdf])
def test_every_format_gives_the_same_verdicts(run: Run, tmp_path: Path, make: object) -> None:
    paper = make(tmp_path)  # type: ignore[operator]
    done = run("check", paper, "--format", "json")
    assert done.code == 1, done.err
    found = {c["claim"]: c for c in json.loads(done.out)["claims"]}
    assert found[RIGHT]["verdict"] == "consistent"
    assert found[WRONG]["verdict"] == "inconsistent"
    assert found[WRONG]["computed"] == "804"
    assert "transposed" in found[WRONG]["why"] or "the table has" in found[WRONG]["why"]
    assert len(found) == 2


def test_the_verdicts_as_text_and_as_a_page(run: Run, tmp_path: Path) -> None:
    paper = text(tmp_path)
    said = run("check", paper)
    assert "One claim disagrees with the paper’s own figures" in said.out
    assert "x Inconsistent: 1" in said.out
    assert "\x1b[" not in said.out  # colours on a terminal alone
    page = run("check", paper, "--format", "html").out
    assert page.startswith("<!DOCTYPE html>")
    assert "One claim disagrees" in page
    assert page.count('<a class="cl inconsistent"') == 1


def test_lines_of_statements(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "s.jsonl"
    lines = [
        {"id": 1, "statement": "Robbery fell from 940 to 909, 31 fewer.", "table": None},
        {
            "id": "b",
            "statement": "Robbery rose to 990.",
            "table": "Offence,2014,2015\nRobbery,940,909",
        },
    ]
    file.write_text("\n".join([*(json.dumps(x) for x in lines), "not json", '{"id": 3}']) + "\n")
    done = run("check", "--statements", file)
    assert done.code == 1
    told = [json.loads(line) for line in done.out.splitlines()]
    assert [(t["id"], t["verdict"]) for t in told] == [(1, "consistent"), ("b", "inconsistent")]
    assert set(told[0]) == {"id", "verdict", "kind", "computed", "why"}
    assert "line 3" in done.err
    assert "line 4" in done.err


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.docx", b"not a document", "cannot be read as .docx"),
        ("a.pdf", b"%PDF-1.7 broken", "a.pdf"),
        ("a.txt", b"", "holds no text"),
        ("a.xyz", b"hello", "papers are read as"),
    ],
)
def test_a_paper_that_cannot_be_read_is_told(
    run: Run, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    done = run("check", tmp_path / name)
    assert done.code == 2
    assert message in done.err
    assert run("check").code == 2


@pytest.mark.shared
def test_the_founding_paper(run: Run, shared: Path) -> None:
    """Its wrong share and bilking's two directions are found; no right sentence is called wrong."""
    paper = next((shared / "paper").glob("*.txt"))
    done = run("check", paper, "--format", "json")
    wrong = [c for c in json.loads(done.out)["claims"] if c["verdict"] == "inconsistent"]
    assert [c["computed"] for c in wrong] == [None, "7.5%"]
    assert "continues to rise" in wrong[0]["why"]


@pytest.mark.parametrize("form", ["html", "pdf", "docx", "ods", "xlsx"])
def test_our_own_pack_is_not_called_wrong(run: Run, example: Path, form: str) -> None:
    done = run("check", example / "pack" / f"pack.{form}", "--format", "json")
    assert done.code == 0
    verdicts = json.loads(done.out)["verdicts"]
    assert verdicts["inconsistent"] == verdicts["overclaim"] == 0
    assert verdicts["consistent"] >= 30
