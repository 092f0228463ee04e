"""The list for translators is that of the code, and what is translated reaches the reader."""

from __future__ import annotations

import ast
import io
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from tests.charts import figure
from tests.docs.messages import POT, SOURCE, catalogue, pot
from wardmote.briefing import Book, build_pack
from wardmote.catalogue import Workspace, open_workspace
from wardmote.document.render import FORMATS, Rendering
from wardmote.governance.store import open_actions, workshop_of
from wardmote.language import (
    chance_words,
    claim_text,
    compose,
    day_text,
    figure_text,
    languages,
    messages,
    ordinal,
    parts,
    period_text,
    speaking,
    spoken,
)
from wardmote.vocabulary import Form, Hedge, Period, UserError
from wardmote.warehouse import Reader, opened

HOLE = re.compile(r"(\{[^{}]*\})")


LETTERS = {
    **{ord("a") + i: chr(0x561 + i) for i in range(26)},
    **{ord("A") + i: chr(0x531 + i) for i in range(26)},
}


def pseudo(text: str) -> str:
    """A text in Armenian letters for the Latin ones, with its holes as they were."""
    return "".join(
        piece if HOLE.fullmatch(piece) else piece.translate(LETTERS) for piece in HOLE.split(text)
    )


@pytest.fixture
def pseudo_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A language made of the list alone: what is not on it stays English."""
    made = Catalog(locale="cy")
    for entry in catalogue():
        if entry.id:
            made.add(entry.id, pseudo(str(entry.id)))
    folder = tmp_path / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "wardmote.mo").open("wb") as file:
        write_mo(file, made)
    monkeypatch.setattr(messages, "LOCALES", tmp_path)
    with speaking("cy"):
        yield


def test_the_list_for_translators_is_that_of_the_code() -> None:
    """Else: python -m tests.docs.messages."""
    assert POT.read_bytes() == pot()


def test_a_translation_fills_the_same_holes() -> None:
    """No message holds a hole that has no name, which a translator could not move."""
    for entry in catalogue():
        assert "{}" not in str(entry.id)


@pytest.mark.usefixtures("pseudo_language")
def test_numbers_dates_and_sentences_are_translated() -> None:
    said = [
        day_text(date(2015, 6, 16)),
        *(period_text(Period.parse(p), f) for f in (Form.PLAIN, Form.SHORT, Form.START)
          for p in ("2015-03", "2014", "2014-04--2015-03", "2015-04--2015-05",
                    "2014-01--2015-03", "2015-06-16--2015-06-20")),
        *(ordinal(n) for n in (1, 2, 3, 11, 34)),
        *(chance_words(c) for c in (0.004, 0.243, 0.8)),
        *(figure_text(replace(figure(3.0), hedge=h), Form.WORDS) for h in Hedge),
        claim_text(compose("No measure stands out.")),
    ]  # fmt: skip
    assert [s for s in said if re.search("[A-Za-z]", s)] == []
    assert spoken() == "cy"


def test_a_language_without_a_translation_is_refused() -> None:
    assert languages() == ("en",)
    with pytest.raises(UserError, match="no translation into 'xx'"), speaking("xx"):
        pass


def test_no_sentence_is_put_together_from_pieces() -> None:
    """What `compose` is given is a text or the name of one: a translator needs all of it."""
    pieced = [
        str(file.relative_to(SOURCE))
        for file in sorted(SOURCE.rglob("*.py"))
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "compose"
        for given in call.args
        if isinstance(given, ast.JoinedStr | ast.BinOp)
    ]
    assert pieced == ["language/parts.py"]  # `joined`, which adds no word


@pytest.mark.parametrize("layout", ["workshop", "board-paper", "measures", "exceptions", "panel",
                                    "specified-information", "public-summary"])  # fmt: skip
def test_all_that_is_composed_is_on_the_list(
    example: Path, layout: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the example's pack, in every layout: what is looked up is what translators have."""
    asked: set[str] = set()

    def noted(text: str) -> str:
        asked.add(text)
        return text

    monkeypatch.setattr(parts, "translated", noted)
    workspace = open_workspace(example).laid_out(layout)
    with opened(workspace) as warehouse:
        build_pack(Book(workspace, Reader(warehouse, workspace.catalogue)), None)
    known = {str(entry.id) for entry in catalogue()}
    assert len(asked) > 20
    assert sorted(t for t in asked - known if re.search("[A-Za-z]", HOLE.sub("", t))) == []


def _texts(made: bytes, form: str) -> set[str]:
    """What a reader sees and hears of a file, piece by piece."""
    if form == "html":
        page = re.sub(r"<(style|script)\b.*?</\1>", " ", made.decode(), flags=re.DOTALL)
        found = re.split(r"<[^>]*>", page) + re.findall(r'(?:aria-label|data-l)="([^"]*)"', page)
    else:
        name = "word/document.xml" if form == "docx" else "content.xml"
        with zipfile.ZipFile(io.BytesIO(made)) as file:
            page = file.read(name).decode()
        found = re.split(r"<[^>]*>", page) + re.findall(r' descr="([^"]*)"', page)
    return {" ".join(unescape(text).split()) for text in found}


def _own_words(workspace: Workspace, releases: Iterable[Mapping[str, str]]) -> str:
    """What a pack prints of its workspace's own words: definitions, layouts, titles of releases."""
    folders = (SOURCE / "definitions", SOURCE / "example", workspace.folder / "definitions",
               workspace.folder / "data")  # fmt: skip
    files = [f for folder in folders for f in folder.rglob("*") if f.suffix in (".toml", ".csv")]
    said = [f.read_text(encoding="utf-8") for f in files]
    said += [f"{r['publisher']}, {r['title']}" for r in releases]
    layout = workspace.catalogue.layout(workspace.settings.layout)
    said.append((workspace.folder / "wardmote.toml").read_text(encoding="utf-8"))
    said += [f.read_text(encoding="utf-8") for f in workspace.folder.glob("commentary/*/*.md")]
    said += [layout.form, layout.title, *(s.id for s in workspace.catalogue.measures.values())]
    return _bare("\n".join(said))


# Names that no language changes, and what the software is called.
NAMES = {"wardmote", "xmr", "ptd", "mdc", "excel", "qic", "explain", "pack", "json"}


def _bare(text: str) -> str:
    """Its words alone: no letters that count or stand for a thing, no names, no ids."""
    words = re.findall(r"[\w’']+", text.lower())
    kept = (w for w in words if re.fullmatch("[a-z’]{2,}", w) and w not in NAMES)
    return f" {' '.join(kept)} "


LAYOUTS = ("workshop", "board-paper", "measures", "exceptions", "panel", "specified-information",
           "public-summary")  # fmt: skip


def _escaped(folder: Path, layout: str, workshop: str) -> list[str]:
    """What is still English in a pack, and is not of the workspace's own words."""
    workspace = open_workspace(folder).laid_out(layout)
    record = workshop_of(workspace.governance, workshop) if workshop else None
    actions = open_actions(workspace.governance) if workshop else ()
    with opened(workspace) as warehouse:
        book = Book(workspace, Reader(warehouse, workspace.catalogue))
        pack = build_pack(book, record, actions, "none")
    own = _own_words(workspace, pack.data["releases"])
    board = re.escape(workspace.settings.board)
    escaped: set[str] = set()
    for form in ("html", "docx", "ods"):
        for text in _texts(FORMATS[form](Rendering(pack.document, pack.data)), form):
            escaped |= {w for w in _bare(text).split() if f" {w} " not in own}
            if not re.search("[\u0531-\u0590]", text):
                pieces = re.split(rf"{board}|[.,;:()/]|\band\b", text)
                escaped |= {p for p in pieces if _bare(p).strip() and _bare(p) not in own}
    return sorted(escaped)


@pytest.mark.usefixtures("pseudo_language")
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("workshop", ["", "2015-06"])
def test_nothing_escapes_translation(example: Path, layout: str, workshop: str) -> None:
    """In a pseudo-language what is still English is of the workspace's own words alone."""
    assert _escaped(example, layout, workshop) == []


@pytest.mark.usefixtures("pseudo_language")
@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_of_monthly_counts_escapes_translation(monthly: Path, layout: str) -> None:
    assert _escaped(monthly, layout, "") == []


COMMENTARY = {
    "collisions": """analyst
author: Force analyst
date: 2015-06-12
---
The quarter saw {{ figure: collisions/west-midlands/2015-01--2015-03/total }} crashes. We have put
14 officers on the *ring road*, and {{ stated: 12% }} more patrols.
""",
    "collisions-reply": """chief constable
place: collisions
author: Office of the chief constable
date: 2015-06-13
---
# What we did
Some 1,163 drivers were spoken to.
""",
    "paper": """board
author: Board officer
date: 2015-06-14
---
The board asked for this paper.
""",
}


@pytest.mark.usefixtures("pseudo_language")
def test_nothing_about_commentary_escapes_translation(example: Path, tmp_path: Path) -> None:
    """Whose words they are, and what the figures have, is said in the language of the paper."""
    folder = tmp_path / "commented"
    shutil.copytree(example, folder)
    said = folder / "commentary" / "2015-06"
    said.mkdir(parents=True)
    for name, text in COMMENTARY.items():
        (said / f"{name}.md").write_text(f"---\nrole: {text}", encoding="utf-8")
    assert _escaped(folder, "workshop", "2015-06") == []
