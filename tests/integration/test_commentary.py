"""Commentary in the pack: somebody's words, traced where they have figures, and checked."""

from __future__ import annotations

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import html
from python_calamine import CalamineWorkbook

from tests.conftest import Run

QUARTER = "collisions/west-midlands/2015-01--2015-03/total"
OLD = "collisions/west-midlands/2014-04"
HEAD = "---\nrole: {role}\nauthor: {author}\ndate: 2015-06-{day}\n{more}---\n"
ANALYST = (
    HEAD.format(role="analyst", author="A. Khan", day=10, more="")
    + f"""The quarter saw {{{{ figure: {QUARTER} }}}} crashes; April 2014 saw
{{{{ figure: {OLD} }}}}. There were 1,161 collisions in March 2015, a *fall* of 8.1% in the
first three months of 2015.

# What we shall do

- Put 14 officers on the ring road.
- Ask the [department](https://www.gov.uk/dft).
"""
)
CHIEF = (
    HEAD.format(role="chief constable", author="B. Lee", day=12, more="place: collisions\n")
    + "Collisions fell by {{ stated: 12% }} in the first three months of 2015.\n"
)
BOARD = (
    HEAD.format(role="board", author="C. Roy", day=15, more="place: paper\n")
    + "The board notes the report. The change is due to **enforcement** on 3 roads.\n"
)


def write(workspace: Path, **texts: str) -> None:
    folder = workspace / "commentary" / "2015-06"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")


def pack_of(run: Run, workspace: Path, formats: str = "json") -> Any:
    return run(
        "pack", "--workspace", workspace, "--workshop", "2015-06", "--formats", formats,
        "--to", workspace / "out",
    )  # fmt: skip


@pytest.fixture(scope="module")
def bare(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose commentary each test writes."""
    folder = tmp_path_factory.mktemp("said") / "bare"
    assert run("init", folder, "--force", "west-midlands", "--example").code == 0
    return folder


@pytest.fixture(scope="module")
def said(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with commentary, and its pack in every format in `out/`."""
    folder = tmp_path_factory.mktemp("said") / "w"
    assert run("init", folder, "--force", "west-midlands", "--example").code == 0
    write(folder, collisions=ANALYST, reply=CHIEF, board=BOARD)
    done = pack_of(run, folder, "html,pdf,docx,ods,xlsx,json")
    assert done.code == 0, done.err
    (folder / "err.txt").write_text(done.err, encoding="utf-8")
    return folder


def data(workspace: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((workspace / "out" / "pack.json").read_text("utf-8"))
    return read


def test_each_stands_in_its_place_under_its_authors_name(said: Path) -> None:
    tree = html.document_fromstring((said / "out" / "pack.html").read_bytes())
    inside = tree.xpath("//section[@id='collisions']//div[@class='cmt']")
    assert [b.xpath("string(./h3)") for b in inside] == [
        "Analyst’s commentary", "Chief constable’s response",
    ]  # fmt: skip
    for box, who in zip(inside, ("A. Khan", "B. Lee"), strict=True):
        assert box.get("role") == "group"
        assert box.xpath("string(./h3/@id)") == box.get("aria-labelledby")
        assert box.xpath("string(./p[@class='who'])").startswith(f"{who}, ")
        assert "no finding of the figures" in box.text_content()
    (whole,) = tree.xpath("//section[@id='comments']")
    assert whole.xpath("string(.//h3)") == "Board’s comment"
    assert whole.getnext().get("id") == "sources"
    levels = [int(h.tag[1]) for h in tree.iter("h1", "h2", "h3", "h4")]
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_placeholders_are_figures_of_the_pack(run: Run, said: Path) -> None:
    figures = {f["id"]: f["text"] for f in data(said)["figures"]}
    assert {QUARTER, OLD} <= set(figures)
    tree = html.document_fromstring((said / "out" / "pack.html").read_bytes())
    box = tree.xpath("//div[@class='cmt']")[0]
    shown = {d.get("value"): d.text_content() for d in box.iter("data")}
    assert shown == {QUARTER: figures[QUARTER], OLD: figures[OLD]}
    assert run("explain", OLD, "--workspace", said).code == 0


def words(document: Any) -> str:
    return " ".join("".join(p._p.itertext()) for p in document.paragraphs)


def test_every_format_says_the_same_words(said: Path) -> None:
    from pdfminer.high_level import extract_text

    out = said / "out"
    book = {}
    for form in ("xlsx", "ods"):
        sheet = CalamineWorkbook.from_path(str(out / f"pack.{form}")).get_sheet_by_name("Notes")
        book[form] = " ".join(str(c) for row in sheet.to_python() for c in row)
    texts = {
        "html": html.document_fromstring((out / "pack.html").read_bytes()).text_content(),
        "pdf": extract_text(out / "pack.pdf"),
        "docx": words(docx.Document(str(out / "pack.docx"))),
        "json": " ".join(" ".join([*c["text"], *c["note"]]) for c in data(said)["commentary"]),
        **book,
    }
    for form, text in texts.items():
        flat = re.sub(r"\s+", " ", text)
        for wanted in (
            "The quarter saw 3,562 crashes; April 2014 saw 1,156.",
            "Put 14 officers on the ring road.",
            "The board notes the report. The change is due to enforcement on 3 roads.",
            "Not checked against data: “14 officers”.",
            "Stated by the author as “12%”; the figures of this paper have −8.1%.",
        ):
            assert wanted in flat, f"{form}: {wanted}"


def test_the_word_file_has_its_headings_and_its_link(said: Path) -> None:
    file = docx.Document(str(said / "out" / "pack.docx"))
    styles = [str(p.style.name) for p in file.paragraphs if p.style is not None]
    levels = [int(s[-1]) for s in styles if s.startswith("Heading")]
    assert all(b <= a + 1 for a, b in pairwise(levels))
    assert "https://www.gov.uk/dft" in [
        r.target_ref for r in file.part.rels.values() if r.is_external
    ]
    assert any(r.italic and r.text == "fall" for p in file.paragraphs for r in p.runs)


def test_overclaims_are_told_to_those_who_make_the_pack(said: Path) -> None:
    told = (said / "err.txt").read_text("utf-8")
    assert "commentary/2015-06/board.md: line 7: 'due to enforcement'" in told
    verdicts = {c["words"]: c for c in data(said)["commentary"][0]["claims"]}
    assert verdicts["1,161 collisions"]["verdict"] == "consistent"
    assert verdicts["8.1%"]["verdict"] == "consistent"


def test_the_same_words_give_the_same_bytes_and_others_another_edition(
    run: Run, said: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again"
    assert run("init", again, "--force", "west-midlands", "--example").code == 0
    write(again, collisions=ANALYST, reply=CHIEF, board=BOARD)
    assert pack_of(run, again, "html,pdf,docx,ods,xlsx,json").code == 0
    one, other = ({p.name: p.read_bytes() for p in (w / "out").iterdir()} for w in (said, again))
    assert one == other
    write(again, collisions=ANALYST, reply=CHIEF, board=BOARD.replace("notes", "welcomes"))
    assert pack_of(run, again).code == 0
    assert data(again)["edition"] != data(said)["edition"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("There were 1,116 collisions in March 2015.", ("'1,116 collisions'", "1,161")),
        ("Collisions fell by 18% in the first three months of 2015.", ("'18%'", "−8.1%")),
        ("Collisions rose by 8.1%.", ("'8.1%'", "−8.1%")),
        ("Cancelled tickets were 611 of 8,121, or 6%.", ("6%", "7.5%")),
    ],
)
def test_a_wrong_number_stops_the_pack(
    run: Run, bare: Path, words: str, told: tuple[str, str]
) -> None:
    write(
        bare, collisions=HEAD.format(role="analyst", author="A", day=10, more="") + f"\n{words}\n"
    )
    shutil.rmtree(bare / "editions", ignore_errors=True)
    done = pack_of(run, bare)
    assert done.code == 1
    assert done.err.startswith("commentary/2015-06/collisions.md: line 7: ")
    assert all(t in done.err for t in told)
    assert "No pack was made" in done.err
    assert not (bare / "editions").exists()


@pytest.mark.parametrize(
    "words",
    [
        "Collisions fell by about 8% in the first three months of 2015.",
        "Collisions in Coventry fell by 12%.",
        "Serious collisions fell by 12%.",
        "We expect collisions to fall by 5% next year.",
        "Our aim is to cut collisions by a tenth over three years.",
        "Collisions on the A38 fell by 20.",
        "We shall recruit 450 officers by 2016.",
        "Two of our ten teams were moved in May.",
    ],
)
def test_what_is_right_or_cannot_be_known_is_let_through(run: Run, bare: Path, words: str) -> None:
    write(
        bare, collisions=HEAD.format(role="analyst", author="A", day=10, more="") + f"\n{words}\n"
    )
    done = pack_of(run, bare)
    assert done.code == 0, done.err


def test_an_unknown_figure_and_place_are_told_with_the_nearest(run: Run, bare: Path) -> None:
    write(
        bare,
        a=HEAD.format(role="board", author="A", day=10, more="place: collission\n") + "Words.\n",
        b=HEAD.format(role="board", author="A", day=10, more="place: glance\n")
        + "Of {{ figure: collisions/west-midlands/2015-1--2015-03/total }}.\n",
    )
    done = pack_of(run, bare)
    assert done.code == 2
    assert "a.md: place: no place 'collission'" in done.err
    assert "did you mean 'collisions'?" in done.err
    assert "b.md: line 7: no figure 'collisions/west-midlands/2015-1--2015-03/total'" in done.err
    assert QUARTER in done.err


def test_a_section_may_be_named_by_its_title(run: Run, bare: Path) -> None:
    more = "place: Road traffic collisions\n"
    write(bare, a=HEAD.format(role="board", author="A", day=10, more=more) + "Words.\n")
    assert pack_of(run, bare).code == 0
    assert [c["place"] for c in data(bare)["commentary"]] == ["collisions"]


def test_commentary_on_another_workshop_is_not_silently_left_out(run: Run, bare: Path) -> None:
    shutil.rmtree(bare / "commentary")
    (bare / "commentary" / "2015-6").mkdir(parents=True)
    done = pack_of(run, bare)
    assert done.code == 0
    assert "no commentary/2015-06, so the pack has no commentary; there is: 2015-6" in done.err
    shutil.rmtree(bare / "commentary")
