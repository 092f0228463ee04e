"""A Word file of the pack, edited and sent back: what was changed is listed, numbers first."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.conftest import Run

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def swap(document: Any, before: str, after: str) -> None:
    """Put other words in place of the first of the same, as a person would."""
    for paragraph in document.paragraphs:
        for run_ in paragraph.runs:
            if before in run_.text:
                run_.text = run_.text.replace(before, after, 1)
                return
    raise AssertionError(f"no '{before}' in the paper")


def tracked(kind: str, run_: Any = None, text: str = "") -> Any:
    """A tracked insertion of a text, or deletion of a run."""
    mark = OxmlElement(f"w:{kind}")
    mark.set(qn("w:author"), "Chief of staff")
    mark.set(qn("w:id"), "9001")
    if run_ is None:
        run_ = OxmlElement("w:r")
        word = OxmlElement("w:t")
        word.text = text
        run_.append(word)
    else:
        run_.getparent().replace(run_, mark)
        for word in run_.findall(qn("w:t")):
            word.tag = qn("w:delText")
    mark.append(run_)
    return mark


@pytest.fixture
def paper(example: Path) -> Any:
    return docx.Document(str(example / "pack" / "pack.docx"))


def changes(run: Run, example: Path, paper: Any, folder: Path) -> tuple[int, dict[str, Any]]:
    paper.save(str(folder / "back.docx"))
    done = run("returned", folder / "back.docx", "--workspace", example, "--format", "json")
    assert done.code in (0, 1), done.err
    return done.code, json.loads(done.out)


def test_a_file_that_nobody_changed_is_found_so(run: Run, example: Path) -> None:
    done = run("returned", example / "pack" / "pack.docx", "--workspace", example)
    assert done.code == 0
    assert done.out.startswith("Nothing was changed")


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice (libreoffice-writer)")
def test_saving_it_in_libreoffice_changes_nothing(run: Run, example: Path, tmp_path: Path) -> None:
    subprocess.run(
        [str(OFFICE), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
         "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path),
         str(example / "pack" / "pack.docx")],
        check=True, capture_output=True, timeout=170,
    )  # fmt: skip
    done = run("returned", tmp_path / "pack.docx", "--workspace", example)
    assert (done.code, done.out.splitlines()[0]) == (0, "Nothing was changed")


def test_changed_numbers_stand_first_with_what_the_edition_has(
    run: Run, example: Path, paper: Any, tmp_path: Path
) -> None:
    swap(paper, "Enforcement is activity, not offending", "Enforcement is an activity")
    swap(paper, "3,562", "3,526")
    table = next(t for t in paper.tables if t.rows[1].cells[1].text == "1,329")
    table.rows[1].cells[2].paragraphs[0].runs[0].text = "1,220"
    code, found = changes(run, example, paper, tmp_path)
    assert code == 1
    assert found["numbers_changed"] == 2
    first, second, third = found["changes"]
    assert first["numbers"] == [{"before": "3,562", "after": "3,526"}]
    assert first["verdict"] == "inconsistent"
    assert "collisions/west-midlands/2015-01--2015-03/total" in first["why"]
    assert second["what"] == "cell"
    assert second["place"] == "Table 3. Road traffic collisions, row '2014', Feb"
    assert "collisions/west-midlands/2014-02" in second["why"]
    assert third["numbers"] == []


def test_words_alone_need_no_look(run: Run, example: Path, paper: Any, tmp_path: Path) -> None:
    swap(paper, "Enforcement is activity, not offending", "Enforcement counts activity")
    code, found = changes(run, example, paper, tmp_path)
    assert code == 0
    assert [c["kind"] for c in found["changes"]] == ["changed"]


def test_a_number_told_less_exactly_is_borne_out(
    run: Run, example: Path, paper: Any, tmp_path: Path
) -> None:
    swap(paper, "15,108", "about 15,100")
    code, found = changes(run, example, paper, tmp_path)
    (change,) = found["changes"]
    assert (code, change["verdict"]) == (1, "consistent")


def test_an_added_claim_is_held_against_the_editions_figures(
    run: Run, example: Path, paper: Any, tmp_path: Path
) -> None:
    note = next(p for p in paper.paragraphs if p.text.startswith("Collisions are not casualties"))
    note.insert_paragraph_before("Collisions fell by 12% in the first three months of 2015.")
    note.insert_paragraph_before("We put 14 officers on the ring road.")
    code, found = changes(run, example, paper, tmp_path)
    assert code == 1
    assert {c["after"][:10]: c["verdict"] for c in found["changes"]} == {
        "Collisions": "inconsistent", "We put 14 ": "unverifiable",
    }  # fmt: skip
    assert "−8.1%" in found["changes"][0]["why"]


def test_tracked_changes_are_read_as_taken_and_their_authors_named(
    run: Run, example: Path, paper: Any, tmp_path: Path
) -> None:
    note = next(p for p in paper.paragraphs if p.text.startswith("Collisions are not casualties"))
    tracked("del", note.runs[0]._r)
    note._p.append(tracked("ins", text="The count is of 99 reported collisions alone."))
    _, found = changes(run, example, paper, tmp_path)
    assert {c["kind"]: c["tracked_by"] for c in found["changes"]} == {
        "added": ["Chief of staff"], "removed": ["Chief of staff"],
    }  # fmt: skip


def test_comments_in_the_margin_are_listed(
    run: Run, example: Path, paper: Any, tmp_path: Path
) -> None:
    paper.add_comment(paper.paragraphs[3].runs, text="Is this right?", author="Board officer")
    code, found = changes(run, example, paper, tmp_path)
    assert (code, found["changes"]) == (0, [])
    assert found["comments"] == [{"author": "Board officer", "text": "Is this right?"}]


def test_a_changed_marking_is_told(run: Run, example: Path, paper: Any, tmp_path: Path) -> None:
    for part in (paper.sections[0].header, paper.sections[0].footer):
        part.paragraphs[0].text = "OFFICIAL-SENSITIVE"
    _, found = changes(run, example, paper, tmp_path)
    assert [c["after"] for c in found["changes"]] == ["OFFICIAL-SENSITIVE"]


def test_a_file_that_is_not_ours_is_refused(run: Run, example: Path, tmp_path: Path) -> None:
    other = docx.Document()
    other.add_paragraph("Another paper.")
    other.save(str(tmp_path / "other.docx"))
    done = run("returned", tmp_path / "other.docx", "--workspace", example)
    assert done.code == 2
    assert "does not say of which edition it is" in done.err
    (tmp_path / "bad.docx").write_bytes(b"no zip")
    done = run("returned", tmp_path / "bad.docx", "--workspace", example)
    assert (done.code, "cannot be read as .docx" in done.err) == (2, True)


def test_an_edition_that_is_not_held_is_told(
    run: Run, example: Path, tmp_path: Path, paper: Any
) -> None:
    paper.core_properties.keywords = "Edition 0123456789abcdef, made by wardmote."
    paper.save(str(tmp_path / "a.docx"))
    done = run("returned", tmp_path / "a.docx", "--workspace", example)
    assert done.code == 2
    assert "holds no edition '0123456789abcdef'; it holds: " in done.err


def test_the_edition_may_be_named_where_the_paper_lost_it(
    run: Run, example: Path, tmp_path: Path, paper: Any
) -> None:
    edition = json.loads((example / "pack" / "pack.json").read_text("utf-8"))["edition"]
    paper.core_properties.keywords = ""
    last = next(p for p in reversed(paper.paragraphs) if "made by wardmote" in p.text)
    last._p.getparent().remove(last._p)
    paper.save(str(tmp_path / "a.docx"))
    assert run("returned", tmp_path / "a.docx", "--workspace", example).code == 2
    done = run("returned", tmp_path / "a.docx", "--workspace", example, "--edition", edition[:6])
    assert f"against edition {edition}" in done.out
