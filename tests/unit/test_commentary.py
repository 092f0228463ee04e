"""Commentary's Markdown: what is taken, what is refused by file and line, what is a figure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.made import MEASURE, months
from wardmote.briefing.commentary.files import Comment, Office, elsewhere, read_commentary
from wardmote.briefing.commentary.markdown import Written, written
from wardmote.document.nodes import Bullets, Paragraph, Subheading
from wardmote.document.render import html
from wardmote.language import claim_text
from wardmote.vocabulary import Figure, UserError, figure_of

HEAD = "---\nrole: analyst\nauthor: A. Khan\ndate: 2015-06-10\n---\n"
MARCH = figure_of(MEASURE, "west-midlands", months("2015-03", 1)[0], -1161)


def known(name: str) -> Figure:
    if name != MARCH.id:
        raise UserError(f"no figure '{name}'")
    return MARCH


def made(text: str) -> Written:
    found = written(comment(text), known)
    assert isinstance(found, Written), [str(p) for p in found]
    return found


def refused(text: str) -> str:
    found = written(comment(text), known)
    assert not isinstance(found, Written)
    return "\n".join(str(p) for p in found)


def comment(text: str) -> Comment:
    return Comment("commentary/x.md", "x", Office.ANALYST, "A. Khan", date(2015, 6, 10), text, 6)


def files(folder: Path, **texts: str) -> Path:
    place = folder / "commentary" / "2015-06"
    place.mkdir(parents=True)
    for name, text in texts.items():
        (place / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def test_a_file_says_who_speaks_when_and_of_what(tmp_path: Path) -> None:
    files(
        tmp_path,
        collisions=HEAD + "Fewer crashes.\n",
        reply='---\nplace: collisions\nrole: Chief-Constable\nauthor: "Office"\n'
        "date: 2015-06-01\n---\nWe agree.\n",
    )
    analyst, chief = read_commentary(tmp_path, "2015-06")
    assert (analyst.place, analyst.author, analyst.on) == (
        "collisions", "A. Khan", date(2015, 6, 10),
    )  # fmt: skip
    assert (chief.place, chief.office, chief.author) == (
        "collisions", Office.CHIEF_CONSTABLE, "Office",
    )  # fmt: skip
    assert analyst.first == 6


def test_a_workshop_without_a_folder_has_no_commentary_and_others_are_named(tmp_path: Path) -> None:
    files(tmp_path, collisions=HEAD + "Fewer crashes.\n")
    assert read_commentary(tmp_path, "2015-09") == ()
    assert elsewhere(tmp_path, "2015-09") == ("2015-06",)
    assert elsewhere(tmp_path, "2015-06") == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("No head.\n", "line 1: does not begin with its head"),
        ("---\nrole: analyst\n", "line 1: the head is not closed"),
        ("---\nrol: analyst\n---\nWords.\n", "line 2: unknown key 'rol'; did you mean 'role'?"),
        (HEAD.replace("analyst", "analyt") + "W.\n", "unknown role 'analyt'; did you mean"),
        (HEAD.replace("2015-06-10", "10 June") + "W.\n", "'10 June' is not a day"),
        (HEAD.replace("author: A. Khan\n", "") + "W.\n", "author is missing"),
        (HEAD, "holds a head and no words"),
    ],
)
def test_a_head_that_is_wrong_is_told(tmp_path: Path, text: str, told: str) -> None:
    files(tmp_path, collisions=text)
    with pytest.raises(UserError, match=r"commentary/2015-06/collisions\.md") as error:
        read_commentary(tmp_path, "2015-06")
    assert told in str(error.value)


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    files(tmp_path, a="no head", b=HEAD)
    (tmp_path / "commentary" / "2015-06" / "c.docx").write_bytes(b"x")
    with pytest.raises(UserError) as error:
        read_commentary(tmp_path, "2015-06")
    assert [line.split(":")[0][-4:] for line in str(error.value).splitlines()] == [
        "a.md", "b.md", "docx",
    ]  # fmt: skip


def test_paragraphs_lists_headings_and_links_are_taken() -> None:
    found = made(
        "Some *stressed*, some **strong** words\nover two lines, and [a page](https://a.uk/b).\n\n"
        "# To do\n\n- One\n- Two\n\n1. First\n2. Second\n"
    )
    assert [type(b) for b in found.blocks] == [Paragraph, Subheading, Bullets, Bullets]
    assert [getattr(b, "numbered", None) for b in found.blocks] == [None, None, False, True]
    (paragraph, *_) = found.blocks
    assert isinstance(paragraph, Paragraph)
    assert html.inline(paragraph.claim) == (
        "Some <em>stressed</em>, some <b>strong</b> words over two lines, and "
        '<a href="https://a.uk/b">a page</a>.'
    )


def test_a_character_is_known_by_its_line() -> None:
    (passage,) = made("One line\nand another with 12 officers.\n").passages
    assert passage.line(passage.text.index("One")) == 6
    assert passage.line(passage.text.index("12")) == 7


def test_a_placeholder_becomes_the_figure_itself() -> None:
    found = made(f"It was {{{{ figure: {MARCH.id} }}}}, or {{{{figure:{MARCH.id}|size}}}}.\n")
    (block,) = found.blocks
    assert isinstance(block, Paragraph)
    assert block.claim.figures == (MARCH, MARCH)
    assert claim_text(block.claim) == "It was −1,161, or 1,161."
    (passage,) = found.passages
    assert [passage.text[slice(*spot)] for spot in passage.figures] == ["−1,161", "1,161"]


def test_a_stated_number_is_words_that_the_author_answers_for() -> None:
    (passage,) = made("We count {{ stated: 12% }} fewer.\n").passages
    assert passage.text == "We count 12% fewer."
    assert [passage.text[slice(*spot)] for spot in passage.stated] == ["12%"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Good.\n\n<b>Bold</b>\n", "line 8: raw HTML is not taken"),
        ("<div>x</div>\n", "line 6: raw HTML is not taken"),
        ("See ![chart](a.png)\n", "line 6: a picture is not taken"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n", "line 6: a table is not taken"),
        ("## Deep\n", "line 6: a heading of level 2 is too deep here; write one #"),
        ("```\ncode\n```\n", "line 6: a block of code"),
        ("Run `this`\n", "line 6: code between backticks"),
        ("> said\n", "line 6: a quotation block"),
        ("~~gone~~\n", "line 6: words struck out"),
        ("a\n\n***\n", "line 8: a rule is not taken"),
        ("- a\n  - b\n", "line 7: a list within a list"),
        ("- a\n\n  b\n", "line 8: an entry of a list is one paragraph"),
        ("2015. A year.\n", "line 6: a list that begins at 2015"),
        ("[x](javascript:alert(1))\n", "line 6: a link leads to 'javascript:alert(1)'"),
        ("[x](file:///etc/passwd)\n", "a link leads to 'file:///etc/passwd'"),
        ("[](https://a.uk)\n", "has no words"),
        ("One\ntwo {{ figure: nothing }}\n", "line 7: no figure 'nothing'"),
        ("{{ figur: a/b/2015 }}\n", "line 6: unknown placeholder"),
        ("{{ finding: change }}\n", "line 6: unknown placeholder"),
        (f"{{{{ figure: {MARCH.id} | sized }}}}\n", "unknown form 'sized'; did you mean 'size'?"),
        ("It was {{ figure: a\n", "line 6: '{{' is not closed"),
        ("{{ stated: }}\n", "holds no words"),
        ("[at {{ stated: 3 }}](https://a.uk)\n", "a placeholder cannot stand in a link's words"),
    ],
)
def test_what_is_not_taken_is_refused_by_file_and_line(text: str, told: str) -> None:
    assert f"commentary/x.md: {told}" in refused(text) or told in refused(text)
    assert refused(text).startswith("commentary/x.md: line ")


def test_every_unknown_figure_of_a_paragraph_is_told() -> None:
    told = refused("{{ figure: one }} and\n{{ figure: two }}\n").splitlines()
    assert [t.split("no figure ")[1] for t in told] == ["'one'", "'two'"]
    assert "line 7" in told[1]


def test_markup_in_words_stays_words() -> None:
    (block,) = made("Fish &amp; chips, 3 &lt; 4, \\*not stressed\\*\n").blocks
    assert isinstance(block, Paragraph)
    assert html.inline(block.claim) == "Fish &amp; chips, 3 &lt; 4, *not stressed*"
