"""Papers in every form that wardmote brings, and in a force's own."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from lxml import html

from tests.conftest import ROOT, Run
from wardmote.briefing.example import EXAMPLE
from wardmote.catalogue import load_catalogue
from wardmote.governance.store import record_workshop

LAYOUTS = tuple(sorted(load_catalogue().layouts))
NUMBERED = ("board-paper", "panel")
READER = shutil.which("pdftotext")
SECRET = "Operation Quillfeather"


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory, run: Run, example: Path) -> Path:
    """The example's paper in every layout, a folder each."""
    folder = tmp_path_factory.mktemp("papers")
    for layout in LAYOUTS:
        made = run(
            "pack", "--workspace", example, "--workshop", "2015-06", "--layout", layout,
            "--to", folder / layout,
        )  # fmt: skip
        assert made.code == 0, made.err
    return folder


def tree_of(folder: Path) -> Any:
    return html.document_fromstring((folder / "pack.html").read_bytes())


def text_of(folder: Path, *options: str) -> str:
    if READER is None:
        pytest.skip("needs pdftotext (on Debian: apt install poppler-utils)")
    return subprocess.run(
        [READER, *options, folder / "pack.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout


def pages_of(folder: Path) -> int:
    with pikepdf.open(folder / "pack.pdf") as made:
        return len(made.pages)


def words_of(lines: Sequence[str]) -> list[str]:
    return [" ".join(line.split()) for line in lines]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_makes_every_format_with_headings_in_order(papers: Path, layout: str) -> None:
    folder = papers / layout
    for form in ("html", "pdf", "docx", "ods", "xlsx", "json"):
        assert (folder / f"pack.{form}").stat().st_size > 2_000
    tree = tree_of(folder)
    levels = [int(e.tag[1]) for e in tree.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))
    word: Any = docx.Document(str(folder / "pack.docx"))
    levels = [int(p.style.name[-1]) for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert all(b <= a + 1 for a, b in pairwise(levels))
    ids = [e.get("id") for e in tree.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    for link in tree.iter("a"):
        assert link.get("href")[1:] in ids
    assert json.loads((folder / "pack.json").read_text("utf-8"))["layout"] == layout


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_section_is_empty_and_no_sentence_stands_twice_in_a_row(
    papers: Path, layout: str
) -> None:
    for section in tree_of(papers / layout).iter("section"):
        heading = section.find("h2")
        assert heading is not None
        assert len(list(section)) > 1, heading.text_content()
        said = words_of([e.text_content() for e in section.iter("p", "li")])
        said = [s for s in said if len(s) > 30]
        assert all(a != b for a, b in pairwise(said))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_force_with_months_and_no_workshop_has_every_layout(
    run: Run, monthly: Path, tmp_path: Path, layout: str
) -> None:
    made = run("pack", "--workspace", monthly, "--layout", layout, "--to", tmp_path)
    assert made.code == 0, made.err
    assert len(list(tmp_path.iterdir())) == 6
    assert called_wrong(run, tmp_path / "pack.docx") == []


def called_wrong(run: Run, paper: Path) -> list[str]:
    """The claims of a paper of ours that the checker would call wrong or too strong."""
    done = run("check", paper, "--format", "json")
    claims = json.loads(done.out)["claims"]
    return [
        f"{c['words']}: {c['why']}" for c in claims if c["verdict"] in ("inconsistent", "overclaim")
    ]


@pytest.mark.parametrize("form", ["docx", "ods"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_claim_of_ours_is_called_wrong(
    run: Run, papers: Path, layout: str, form: str
) -> None:  # fmt: skip
    assert called_wrong(run, papers / layout / f"pack.{form}") == []


@pytest.mark.parametrize("layout", ["board-paper", "measures"])
def test_the_same_inputs_give_the_same_bytes(
    run: Run, papers: Path, tmp_path: Path, layout: str
) -> None:
    again = tmp_path / "again"
    assert run("init", again, "--force", "west-midlands", "--example").code == 0
    done = run(
        "pack", "--workspace", again, "--workshop", "2015-06", "--layout", layout,
        "--to", tmp_path / "out",
    )  # fmt: skip
    assert done.code == 0, done.err
    for file in (papers / layout).iterdir():
        assert (tmp_path / "out" / file.name).read_bytes() == file.read_bytes(), file.name


@pytest.mark.parametrize("layout", NUMBERED)
def test_paragraph_numbers_agree_in_every_format(papers: Path, layout: str) -> None:
    folder = papers / layout
    page = words_of([e.text_content() for e in tree_of(folder).find_class("np")])
    assert [p.split(". ", 1)[0] for p in page] == [str(n) for n in range(1, len(page) + 1)]
    assert len(page) > 8
    word = words_of([p.text for p in docx.Document(str(folder / "pack.docx")).paragraphs])
    assert [w for w in word if re.match(r"\d+\. ", w)] == page
    flat = " ".join(text_of(folder).split())
    for words in page:
        assert " ".join(words.split()[:6]) in flat, words


def test_the_board_paper_has_the_parts_of_the_form(papers: Path) -> None:
    heads = [e.text_content() for e in tree_of(papers / "board-paper").iter("h2")]
    heads = [h for h in heads if h not in ("Data to",)]
    assert heads == [
        "Purpose", "Background", "Current performance", "Roads policing",
        "The future of neighbourhood policing", "Response to cyber-crime", "Outcomes", "Actions",
        "Financial implications", "Legal implications", "Recommendations",
        "Sources, and how to check a number", "Author",
    ]  # fmt: skip
    text = " ".join(tree_of(papers / "board-paper").text_content().split())
    assert "workshop of 16 June 2015" in text
    assert "That the Commissioner and the Board note this report." in text
    assert "Asked by the Board." in text


def test_a_measure_has_a_page(papers: Path) -> None:
    folder = papers / "measures"
    titles = [
        s.find("h2").text_content().lstrip("0123456789")
        for s in tree_of(folder).iter("section")
        if (s.get("id") or "").startswith("measure-")
    ]
    assert len(titles) == 24
    pages = text_of(folder).split("\f")[:-1]
    for number, title in enumerate(titles, 2):
        head = re.compile(rf"(?m)^{number}\s*{re.escape(title)}$")
        assert sum(bool(head.search(page)) for page in pages) == 1
    word: Any = docx.Document(str(folder / "pack.docx"))
    breaks = [
        p.text for p in word.paragraphs
        if p.style.name == "Heading 1" and p.paragraph_format.page_break_before
    ]  # fmt: skip
    assert [b.split(" ", 1)[1] for b in breaks if b.split(" ", 1)[1] in titles] == titles
    assert pages_of(folder) == len(titles) + 2


def test_a_series_has_no_nought_for_a_change_stated_in_words(run: Run, example: Path) -> None:
    done = run("series", "bilking-ytd", "--workspace", example)
    assert done.out.splitlines()[1].split(",")[5:] == [
        "",
        "offences",
        "assumed",
        "stated without a count",
    ]


def test_a_change_that_has_no_count_is_not_told_as_nought(papers: Path) -> None:
    section = tree_of(papers / "measures").get_element_by_id("measure-bilking-ytd")
    assert "gives no count" in section.text_content()
    assert "0 in April" not in section.text_content()


def test_exceptions_are_those_that_stand_out_and_the_rest_is_listed(
    run: Run, monthly: Path, tmp_path: Path
) -> None:
    done = run("pack", "--workspace", monthly, "--layout", "exceptions", "--to", tmp_path)
    assert done.code == 0, done.err
    tree = tree_of(tmp_path)
    stand = {s.get("id"): s.text_content() for s in tree.iter("section")}
    assert "exception-incidents" in stand
    assert "Special cause." in stand["exception-incidents"]
    assert (
        "Target missed. 82% in December 2024; the target is 90% or more."
        in (stand["exception-satisfaction-crime"])
    )
    assert "exception-collisions" not in stand
    assert "Road traffic collisions" in stand["without-exception"]
    assert "Incidents" not in stand["without-exception"]
    assert pages_of(tmp_path) <= 5


def test_an_overdue_action_makes_an_exception(run: Run, monthly: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ws"
    shutil.copytree(monthly, folder, ignore=shutil.ignore_patterns("editions"))
    record_workshop(folder / "governance.sqlite3", {
        "body": {"name": "The board", "force": "northumbria"},
        "workshop": {"slug": "w", "title": "Workshop", "held_on": date(2024, 3, 1)},
        "action": [
            {"reference": "A-1", "text": "Gritting plan", "owner": "Roads", "due": date(2024, 9, 1),
             "measure": "collisions"},
            {"reference": "A-2", "text": "Done on time", "owner": "Roads", "due": date(2024, 9, 1),
             "measure": "incidents", "state": "closed"},
            {"reference": "A-3", "text": "Nobody's measure", "owner": "Custody",
             "due": date(2024, 10, 1)},
        ],
    })  # fmt: skip
    done = run("pack", "--workspace", folder, "--layout", "exceptions", "--to", tmp_path / "out")
    assert done.code == 0, done.err
    tree = tree_of(tmp_path / "out")
    told = tree.get_element_by_id("exception-collisions").text_content()
    assert "Action overdue. A-1, Gritting plan: due 1 September 2024, with Roads." in told
    assert "A-3" in tree.get_element_by_id("exceptions").text_content()
    assert "A-2" not in tree.text_content()


def test_the_panel_sees_every_priority_and_what_was_asked(papers: Path) -> None:
    tree = tree_of(papers / "panel")
    for priority in load_catalogue().priorities:
        assert tree.get_element_by_id(f"priority-{priority}") is not None
    asked = tree.get_element_by_id("priority-serious-violence").text_content()
    assert "better recording, and how much is more violence?" in asked
    assert "The force sees both at work" in asked
    assert "No figure is held" in tree.get_element_by_id("priority-cyber").text_content()


def test_the_statement_speaks_of_six_priorities_and_says_where_there_is_nothing(
    papers: Path,
) -> None:
    tree = tree_of(papers / "specified-information")
    parts = [s.get("id") for s in tree.iter("section") if s.get("id").startswith("priority-")]
    assert parts == [
        f"priority-{p}" for p in
        ("homicide", "serious-violence", "drugs", "neighbourhood-crime", "cyber", "victims")
    ]  # fmt: skip
    for empty in ("drugs", "cyber"):
        told = tree.get_element_by_id(f"priority-{empty}").text_content()
        assert "No figure is held for this priority." in told
    assert "Homicide numbered 25" in tree.get_element_by_id("priority-homicide").text_content()


def test_the_public_summary_has_two_pages_and_plain_words(
    run: Run, papers: Path, monthly: Path, tmp_path: Path
) -> None:
    done = run("pack", "--workspace", monthly, "--layout", "public-summary", "--to", tmp_path)
    assert done.code == 0, done.err
    for folder in (papers / "public-summary", tmp_path):
        assert pages_of(folder) <= 2
        text = " ".join(tree_of(folder).find(".//main").text_content().split())
        for jargon in ("interval", "special cause", "process limits", "common cause"):
            assert jargon not in text


@pytest.mark.parametrize("layout", ["public-summary", "specified-information"])
def test_nothing_closed_or_marked_reaches_the_public(
    run: Run, example: Path, tmp_path: Path, layout: str
) -> None:
    folder = tmp_path / "ws"
    shutil.copytree(example, folder, ignore=shutil.ignore_patterns("editions", "pack"))
    table = tomllib.loads((EXAMPLE / "workshop-2015-06.toml").read_text("utf-8"))
    for slug, marking in (("closed", "OFFICIAL"), ("marked", "OFFICIAL-SENSITIVE")):
        table["workshop"] |= {"slug": slug, "marking": marking}
        if marking != "OFFICIAL":
            table["workshop"]["title"] = SECRET
        table["item"] = [
            {"title": SECRET, "closed": True, "outcomes": [SECRET],
             "question": [{"text": SECRET, "measure": "collisions"}]}
        ]  # fmt: skip
        table["action"] = []
        record_workshop(folder / "governance.sqlite3", table)
        out = tmp_path / slug
        done = run(
            "pack", "--workspace", folder, "--workshop", slug, "--layout", layout, "--to", out
        )  # fmt: skip
        assert done.code == 0, done.err
        told = tree_of(out).text_content() + (out / "pack.json").read_text("utf-8")
        told += text_of(out)
        assert SECRET not in told
        assert "SENSITIVE" not in told
        assert ("nothing of it stands in this public paper" in done.err) == (slug == "marked")


def test_a_marked_workspace_makes_no_public_paper(run: Run, example: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ws"
    shutil.copytree(example, folder, ignore=shutil.ignore_patterns("editions", "pack"))
    settings = folder / "wardmote.toml"
    settings.write_text(settings.read_text().replace('"OFFICIAL"', '"OFFICIAL-SENSITIVE"'))
    done = run("pack", "--workspace", folder, "--layout", "public-summary")
    assert done.code == 2
    assert "for the public, and this workspace is marked OFFICIAL-SENSITIVE" in done.err


def documented() -> str:
    """The layout that the documentation gives as an example."""
    page = (ROOT / "docs" / "definitions.md").read_text("utf-8")
    return str(re.findall(r"```toml\n(.*?)```", page, re.DOTALL)[0])


def own_layout(example: Path, folder: Path, name: str, text: str) -> Path:
    shutil.copytree(example, folder, ignore=shutil.ignore_patterns("editions", "pack"))
    (folder / "definitions" / "layouts").mkdir(parents=True)
    (folder / "definitions" / "layouts" / f"{name}.toml").write_text(text)
    return folder


def test_a_force_writes_its_own_layout(run: Run, example: Path, tmp_path: Path) -> None:
    folder = own_layout(example, tmp_path / "ws", "roads-board", documented())
    settings = folder / "wardmote.toml"
    settings.write_text(
        settings.read_text().replace('layout = "workshop"', 'layout = "roads-board"')
    )
    done = run("pack", "--workspace", folder, "--workshop", "2015-06", "--to", tmp_path / "out")
    assert done.code == 0, done.err
    tree = tree_of(tmp_path / "out")
    assert tree.find(".//h1").text == "West Midlands: roads, to May 2015"
    heads = [e.text_content() for e in tree.iter("h2")]
    assert "Why the board looks at roads" in heads
    assert "The workshop of 16 June 2015 asked for this." in tree.text_content()
    assert "Road traffic collisions" in heads
    assert all("burglary" not in h.lower() for h in heads)


def test_an_unknown_kind_of_section_names_those_known(
    run: Run, example: Path, tmp_path: Path
) -> None:
    text = 'id = "own"\ntitle = "Own"\n[[section]]\nkind = "mounths"\n'
    folder = own_layout(example, tmp_path / "ws", "own", text)
    done = run("pack", "--workspace", folder, "--layout", "own", "--formats", "json")
    assert done.code == 2
    assert "unknown kind of section 'mounths'; did you mean 'months'? kinds: text, " in done.err


def test_an_unknown_layout_names_those_known(run: Run, example: Path) -> None:
    done = run("pack", "--workspace", example, "--layout", "bored-paper")
    assert done.code == 2
    assert "unknown layout 'bored-paper'; did you mean 'board-paper'?" in done.err
    assert "public-summary" in done.err
