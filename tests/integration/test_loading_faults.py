"""Faults that careless or unlucky analysts met, and what they are told."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.conftest import Ran, Run
from tests.integration.test_bad_input import street

HOME_OFFICE = "12 months ending,PFA,Region,Offence,Rolling year total number of offences\n"
TIDY = "measure,area,period,value\n"


@pytest.fixture
def workspace(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "ws"
    assert run("init", folder, "--force", "merseyside").code == 0
    return folder


def offered(run: Run, workspace: Path, content: str | bytes, name: str = "x.csv") -> Ran:
    file = workspace.parent / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return run("load", file, "--workspace", workspace)


def values(run: Run, workspace: Path, measure: str, *words: str) -> list[str]:
    done = run("series", measure, "--workspace", workspace, *words, "--format", "json")
    return [str(r["value"]) for r in json.loads(done.out)] if done.code == 0 else []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (HOME_OFFICE + "31/03/15,Merseyside,NW,Robbery,5\n", "write the year in full"),
        (HOME_OFFICE + "31-03-2095,Merseyside,NW,Robbery,5\n", "1990 and the present"),
        (HOME_OFFICE + "31-03-2015,Merseyside,NW,Robbery,1x\n", "row 2, column 'Rolling"),
        (HOME_OFFICE + "31-03-2015,Merseyside,NW,Robbery,1234.6\n", "write a whole number"),
        (HOME_OFFICE + "31-03-2015,Merseyside,NW,Robbery,5\n" * 2, "stands 2 times"),
        (TIDY + "collisions,merseyside,2014,99\n", "each of one month"),
        (TIDY + "collisions,merseyside,2014-03-01,9\n", "each of one month"),
        (TIDY + "collisions,merseyside,2014-03,-9\n", "-9 is not a count"),
        (TIDY + "collisions,merseyside,2014-03,9.5\n", "9.5 is not a count"),
        (TIDY + 'collisions,merseyside,2014-03,"1,5"\n', "'1,5' is not a number"),
        (TIDY + "collisions,merseyside,2014-03,1_161\n", "'1_161' is not a number"),
        (TIDY + "collisions\n", "1 cells under 4 columns"),
        ("measure,area,period,value,status\ncollisions,merseyside,2014-03,9,missing\n",
         "column 'status': 'missing'"),
        ("measure,area,period,value,outcome\nspeed-disposals,merseyside,2014,3,A\n"
         "speed-disposals,merseyside,2014,4,a\n", "stands twice"),
        (b"\xef\xbb\xbf", "the file is empty"),
        ("measure,area\n".encode("utf-16"), "UTF-16"),
        (("Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA "
          "name,Outcome type\n"), "a header and no rows"),
        ("Crime ID,Month,Colour,Size\n1,2,3,4\n", "not a publication"),
        (TIDY.encode() + b"collisions,merseyside,2014-03,9\n" * 3000 + b"\xff\n", "not UTF-8"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_its_reason(
    run: Run, workspace: Path, content: str | bytes, expected: str
) -> None:
    done = offered(run, workspace, content)
    assert done.code == 1
    assert expected in done.err
    assert "loaded x.csv" not in done.err


@pytest.mark.parametrize(
    "content",
    [
        "\n\n" + TIDY + "collisions,merseyside,2014-03,9\n",
        "Measure,Area,Period,Value,,\ncollisions,Merseyside,2014-03,9,,\n",
        "\ufeff" + TIDY + "collisions,merseyside,2014-03,9\n\n\n",
        (TIDY + "collisions,merseyside,2014-03,9\n").replace("\n", "\r"),
    ],
)
def test_what_spreadsheets_do_to_a_file_is_borne(run: Run, workspace: Path, content: str) -> None:
    done = offered(run, workspace, content)
    assert done.code == 0, done.err
    assert values(run, workspace, "collisions") == ["9"]


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_street_files_with_every_line_ending(run: Run, workspace: Path, ending: str) -> None:
    text = street("2025-01", "2025-01", "2025-01").replace("\n", ending)
    if ending == "\r\n":
        text += "\n"  # and one stray line feed
    done = offered(run, workspace, text.replace("High Street", "#Market é"))
    assert done.code == 0, done.err
    assert values(run, workspace, "recorded-crime") == ["3"]


def test_an_unknown_measure_or_crime_type_is_listed(run: Run, workspace: Path) -> None:
    offered(run, workspace, TIDY + "collision,merseyside,2014-03,9\n", "t.csv")
    offered(run, workspace, street("2025-01", kind="Burglery"), "s.csv")
    status = json.loads(run("status", "--format", "json", "--workspace", workspace).out)
    assert [(u["column"], u["value"]) for u in status["unmapped"]] == [
        ("crime_type", "Burglery"),
        ("measure", "collision"),
    ]


def test_a_category_that_did_not_exist_is_not_zero(run: Run, workspace: Path) -> None:
    offered(run, workspace, street("2011-02", kind="Violent crime"), "old.csv")
    offered(run, workspace, street("2025-01", kind="Shoplifting"), "new.csv")
    done = run("series", "shoplifting", "--workspace", workspace, "--format", "json")
    known = [r["period"] for r in json.loads(done.out) if r["value"] is not None]
    assert known == ["2025-01"]
    robbery = run("series", "robbery", "--workspace", workspace)
    assert robbery.code == 2  # no robbery in either month is known from any row


def test_a_restatement_is_told(run: Run, workspace: Path) -> None:
    head = "# edition: {}\n" + TIDY
    row = "collisions,merseyside,2014-03,{}\n"
    assert offered(run, workspace, head.format("2014-05-01") + row.format(100), "a.csv").code == 0
    later = offered(run, workspace, head.format("2014-08-01") + row.format(90), "b.csv")
    assert later.code == 0
    assert "1 figure is in an earlier release too; this release is read" in later.err
    undated = offered(run, workspace, TIDY + row.format(80), "c.csv")
    assert undated.code == 1
    assert "the earlier loading is read" in undated.err
    assert values(run, workspace, "collisions") == ["90"]
    done = run("explain", "collisions/merseyside/2014-03", "--workspace", workspace)
    assert "b.csv" in done.out
    assert "a.csv" not in done.out


def test_an_archive_with_a_password_is_refused(run: Run, workspace: Path) -> None:
    file = workspace.parent / "p.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("x.csv", street("2025-01"))
    content = bytearray(file.read_bytes())
    content[6] |= 1  # the flag that says the member is encrypted
    content[content.find(b"PK\x01\x02") + 8] |= 1
    file.write_bytes(bytes(content))
    done = run("load", file, "--workspace", workspace)
    assert done.code == 1
    assert "has a password" in done.err


def test_letters_that_no_font_has_do_not_stop_the_pack(run: Run, workspace: Path) -> None:
    settings = workspace / "wardmote.toml"
    settings.write_text(
        "\ufeff" + settings.read_text().replace('board = ""', 'board = "議会 🚓 <b>#x</b>"'),
        "utf-8",
    )
    offered(run, workspace, TIDY + "collisions,merseyside,2014-03,9\n")
    done = run("pack", "--workspace", workspace, "--to", workspace / "out")
    assert done.code == 0, done.err
    assert "議会 🚓 &lt;b&gt;#x&lt;/b&gt;" in (workspace / "out" / "pack.html").read_text("utf-8")


def test_a_measure_that_reads_no_column_is_named_before_work_starts(
    run: Run, workspace: Path
) -> None:
    offered(run, workspace, TIDY + "collisions,merseyside,2014-03,9\n")
    own = workspace / "definitions" / "measures" / "mine.toml"
    own.write_text(
        'id = "mine"\ntitle = "Mine"\ntheme = "Roads"\nplan = "roads"\nunit = "x"\n'
        'period = "month"\nimprovement = "decrease"\nwhy = "x"\nauthor = "a"\nchecker = "b"\n'
        'next_review = 2040-01-01\n[source]\npublication = "tidy"\nvalue = "valu"\n'
    )
    done = run("pack", "--workspace", workspace)
    assert done.code == 2
    assert "mine.toml: source.value: unknown column 'valu'; did you mean 'value'?" in done.err


def test_packs_are_not_copied_among_editions(run: Run, workspace: Path) -> None:
    offered(run, workspace, TIDY + "collisions,merseyside,2014-03,9\n")
    done = run("pack", "--workspace", workspace, "--to", workspace / "editions")
    assert done.code == 2
    assert "is where editions are kept" in done.err
