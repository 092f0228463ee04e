"""What changed between two papers: compared by command, told in the pack, explained in parts."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import docx
import duckdb
import pytest
from lxml import html

from tests.conftest import ROOT, Run
from wardmote.governance.store import record_workshop
from wardmote.warehouse import laid_out

HEAD = "# title: {}\n# edition: {}\nmeasure,area,period,value\n"
MONTHS = ("2014-01", "2014-02", "2014-03", "2014-04", "2014-05", "2014-06", "2014-07", "2014-08",
          "2014-09", "2014-10", "2014-11", "2014-12", "2015-01", "2015-02", "2015-03")  # fmt: skip
COUNTS = (131, 120, 134, 127, 125, 126, 121, 118, 129, 133, 128, 122, 124, 115, 116)
JUNE, SEPTEMBER = "2015-06", "2015-09"


def write(folder: Path, name: str, title: str, edition: str, values: dict[str, int]) -> Path:
    rows = "".join(f"collisions,west-midlands,{p},{v}\n" for p, v in values.items())
    path = folder / name
    path.write_text(HEAD.format(title, edition) + rows, encoding="utf-8")
    return path


def hold(workspace: Path, slug: str, day: date) -> None:
    """Record a workshop without actions."""
    table = tomllib.loads(
        (ROOT / "src/wardmote/example/workshop-2015-06.toml").read_text(encoding="utf-8")
    )
    table["workshop"] |= {"slug": slug, "held_on": day, "title": f"Workshop {slug}"}
    table |= {"action": [], "return": []}
    record_workshop(workspace / "governance.sqlite3", table)


def packed(run: Run, workspace: Path, workshop: str, *more: object) -> str:
    """Make the workshop's pack; its edition's name."""
    done = run("pack", "--workspace", workspace, "--workshop", workshop, "--formats", "json", *more)
    assert done.code == 0, done.err
    found = re.search(r"^Edition (\w+):", done.err, re.MULTILINE)
    assert found
    return found[1]


def pack_of(workspace: Path, edition: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (workspace / "editions" / edition / "pack.json").read_text("utf-8")
    )
    return found


@pytest.fixture(scope="module")
def made(run: Run, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A paper in June, the same data in September, then a release that restates a month."""
    folder = tmp_path_factory.mktemp("compare")
    workspace = folder / "w"
    assert run("init", workspace, "--force", "west-midlands").code == 0
    hold(workspace, JUNE, date(2015, 6, 16))
    hold(workspace, SEPTEMBER, date(2015, 9, 15))
    first = write(
        folder, "june.csv", "The June file", "2015-06-01", dict(zip(MONTHS, COUNTS, strict=True))
    )
    assert run("load", first, "--workspace", workspace).code == 0
    names = {"june": packed(run, workspace, JUNE)}
    more = write(
        folder, "new.csv", "The summer file", "2015-08-01", {"2015-04": 119, "2015-05": 121}
    )
    assert run("load", more, "--workspace", workspace).code == 0
    names["september"] = packed(run, workspace, SEPTEMBER)
    later = write(
        folder,
        "later.csv",
        "The later file",
        "2015-09-01",
        {"2014-03": 140, "2014-06": 140, "2015-03": 126},
    )
    assert run("load", later, "--workspace", workspace).code == 0
    names["restated"] = packed(run, workspace, SEPTEMBER)
    return workspace, names


def test_compare_lists_what_was_restated_and_why(
    run: Run, made: tuple[Path, dict[str, str]]
) -> None:
    workspace, names = made
    done = run("compare", JUNE, SEPTEMBER, "--workspace", workspace)
    assert done.code == 0, done.err
    assert names["restated"] in done.out  # the latest edition of the workshop
    assert re.search(r"Mar 2015 +116 +126 +\+10 +revision 1", done.out)
    flat = " ".join(done.out.split())
    assert "The later file (edition of 1 September 2015," in flat
    assert "in place of The June file (edition of 1 June 2015," in flat
    assert max(len(line) for line in done.out.splitlines()) <= 80
    assert len(done.out.splitlines()) < 60


def test_the_rows_are_the_same_in_csv_and_json(run: Run, made: tuple[Path, dict[str, str]]) -> None:
    workspace, names = made
    words = ("compare", names["june"][:6], SEPTEMBER, "--workspace", workspace, "--format")
    rows = list(csv.DictReader(io.StringIO(run(*words, "csv").out)))
    told = json.loads(run(*words, "json").out)
    assert [{k: str(v) for k, v in r.items()} for r in told["rows"]] == rows
    assert (told["then"]["edition"], told["unexplained"]) == (names["june"], 0)
    moved = {r["period"]: r for r in rows if r["part"] == "series" and r["state"] == "restated"}
    assert {p: (r["then"], r["now"], r["why"]) for p, r in moved.items()} == {
        "2014-03": ("134", "140", "revision"), "2014-06": ("126", "140", "revision"),
        "2015-03": ("116", "126", "revision"),
    }  # fmt: skip
    new = [r["period"] for r in rows if r["part"] == "series" and r["state"] == "new"]
    assert new == ["2015-04", "2015-05"]
    assert any(r["part"] == "finding" and r["then_text"] != r["now_text"] for r in rows)


def test_an_edition_beside_itself_says_nothing(run: Run, made: tuple[Path, dict[str, str]]) -> None:
    workspace, names = made
    done = run("compare", names["june"], JUNE, "--workspace", workspace)
    assert (done.code, "They are the same edition." in done.out) == (0, True)


def test_a_number_changed_without_a_reason_needs_a_look(
    run: Run, made: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    workspace, names = made
    copy = Path(shutil.copytree(workspace / "editions" / names["june"], tmp_path / "copy"))
    pack = json.loads((copy / "pack.json").read_text("utf-8"))
    (one,) = (f for f in pack["figures"] if f["id"] == "collisions/west-midlands/2015-02")
    one |= {"value": 114, "text": "114"}
    (copy / "pack.json").write_text(json.dumps(pack), "utf-8")
    done = run("compare", workspace / "editions" / names["june"], copy)
    assert done.code == 1
    assert "NEEDS A LOOK: 1 moved without an explanation" in done.out
    assert re.search(r"Feb 2015 +115 +114 +−1 +UNEXPLAINED 1", done.out)
    (copy / "series.parquet").unlink()
    assert "only what was printed is compared" in run("compare", copy, copy).err


def test_what_cannot_be_compared_is_told(
    run: Run, made: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    workspace, names = made
    unknown = run("compare", "2014-01", SEPTEMBER, "--workspace", workspace)
    assert unknown.code == 2
    assert all(name in unknown.err for name in names.values())
    copy = Path(shutil.copytree(workspace / "editions" / names["june"], tmp_path / "copy"))
    (copy / "pack.json").write_text("{", encoding="utf-8")
    assert "is damaged" in run("compare", copy, SEPTEMBER, "--workspace", workspace).err
    assert run("compare", "ab", "cd", cwd=tmp_path).code == 2


def test_three_more_months_restate_nothing(made: tuple[Path, dict[str, str]]) -> None:
    workspace, names = made
    pack = pack_of(workspace, names["september"])
    assert pack["since"]["edition"] == names["june"]
    assert pack["since"]["figures"] > 20
    assert pack["restated"] == []


def test_the_pack_says_what_has_changed_since_the_last_paper(
    run: Run, made: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    workspace, names = made
    pack = pack_of(workspace, names["restated"])
    assert pack["since"]["workshop"] == JUNE
    assert {r["why"] for r in pack["restated"]} == {"revision"}
    told = {r["figure"]: (r["then"], r["now"]) for r in pack["restated"]}
    assert told["collisions/west-midlands/2015-03"] == ("116", "126")
    assert told["collisions/west-midlands/2014/total"] == ("1,514", "1,534")
    done = run("pack", "--workspace", workspace, "--workshop", SEPTEMBER, "--to", tmp_path)
    assert done.code == 0, done.err  # a table without its words stops the PDF
    page = html.document_fromstring((tmp_path / "pack.html").read_bytes())
    (section,) = page.xpath("//section[@id='revisions']")
    said = " ".join(section.text_content().split())
    assert "What has changed since the last paper" in said
    assert "all by a revision of the source" in said
    assert "The later file (edition of 1 September 2015" in said
    assert len(section.xpath(".//tbody/tr[td]")) == 12 < len(pack["restated"])
    assert "pack.json lists the other" in said
    word = docx.Document(str(tmp_path / "pack.docx"))
    assert any(p.text.endswith("What has changed since the last paper") for p in word.paragraphs)


def test_without_a_restated_figure_the_pack_says_that(
    run: Run, made: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    workspace, names = made
    folder = Path(shutil.copytree(workspace, tmp_path / "w"))
    hold(folder, "2015-12", date(2015, 12, 15))
    done = run("pack", "--workspace", folder, "--workshop", "2015-12", "--to", tmp_path / "p",
               "--formats", "html")  # fmt: skip
    assert done.code == 0, done.err
    said = html.document_fromstring((tmp_path / "p" / "pack.html").read_bytes()).text_content()
    assert "Nothing that was printed has been restated" in said
    assert names["restated"] in said


def test_packs_made_again_are_the_same_editions(
    run: Run, made: tuple[Path, dict[str, str]]
) -> None:
    workspace, names = made
    assert packed(run, workspace, SEPTEMBER) == names["restated"]
    june = packed(run, workspace, JUNE)  # of today's data, so another edition, and again the same
    assert pack_of(workspace, june)["since"] is None
    assert packed(run, workspace, JUNE) == june
    named = packed(run, workspace, SEPTEMBER, "--since", names["june"])
    assert named == names["restated"]
    assert pack_of(workspace, packed(run, workspace, SEPTEMBER, "--since", "none"))["since"] is None
    later = run("pack", "--workspace", workspace, "--workshop", JUNE, "--since", SEPTEMBER)
    assert later.code == 2
    assert "is not dated before 16 June 2015" in later.err
    shutil.rmtree(workspace / "editions" / june)


def test_a_damaged_edition_is_not_passed_over(
    run: Run, made: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    workspace, names = made
    folder = Path(shutil.copytree(workspace, tmp_path / "w"))
    (folder / "editions" / names["june"] / "pack.json").write_text("{", encoding="utf-8")
    done = run("pack", "--workspace", folder, "--workshop", SEPTEMBER, "--formats", "json")
    assert done.code == 2
    assert "is damaged" in done.err
    assert "--since" in done.err
    explained = run("explain", "collisions/west-midlands/2015-02", "--workspace", folder)
    assert "is damaged" in " ".join(explained.out.split())


PARTS = ["Figure", "Definition", "Filters", "Rows", "Query", "Releases", "Corrections", "Method",
         "Rounding", "Computed again"]  # fmt: skip


def test_explain_prints_its_parts_in_order(run: Run, made: tuple[Path, dict[str, str]]) -> None:
    workspace, names = made
    done = run("explain", "collisions/west-midlands/2014/total", "--workspace", workspace)
    assert done.code == 1  # the June paper printed another
    assert [line for line in done.out.splitlines() if line in PARTS] == PARTS
    flat = " ".join(done.out.split())
    for expected in ("1,534", "measures/collisions.toml, built in", "Keeps measure: collisions",
                     "12 values of 12 rows", "title The later file", "edition 1 September 2015",
                     "sha256", "None is declared", "How The months known, added up.",
                     "whole numbers, halves away from zero",
                     f"1,514 in edition {names['june']} (workshop 2015-06, 16 June 2015) "
                     "computed again, now 1,534: restated"):  # fmt: skip
        assert expected in flat, expected


def test_the_query_that_explain_prints_gives_the_values(
    run: Run, made: tuple[Path, dict[str, str]]
) -> None:
    workspace, _ = made
    words = ("explain", "collisions/west-midlands/2014/total", "--workspace", workspace)
    done = run(*words)
    assert run(*words).out == done.out
    query = done.out.partition("\nQuery\n")[2].partition("\nReleases\n")[0]
    with duckdb.connect(str(workspace / "warehouse.duckdb"), read_only=True) as warehouse:
        rows = warehouse.sql(query.strip().rstrip(";")).fetchall()
    assert len(rows) == 12
    assert sum(row[3] for row in rows) == 1534


def test_an_interval_is_explained_from_the_months_that_were_known(
    run: Run, made: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    workspace, names = made
    folder = Path(shutil.copytree(workspace, tmp_path / "w"))
    (folder / "warehouse.duckdb").unlink()
    for name in ("june.csv", "new.csv"):
        assert run("load", workspace.parent / name, "--workspace", folder).code == 0
    ids = [f["id"] for f in pack_of(folder, names["june"])["figures"] if "-upper-on" in f["id"]]
    assert ids
    done = run("explain", ids[0], "--workspace", folder)
    flat = " ".join(done.out.split())
    assert f"in edition {names['june']}" in flat
    assert (
        "restated" not in flat.partition(f"in edition {names['june']}")[2].partition("Printed")[0]
    )
    assert "all periods of the series, which tell how much it varies" in flat


def test_a_layout_of_a_query_changes_no_word_of_it() -> None:
    sql = (
        "SELECT a, max(b) OVER (PARTITION BY c ORDER BY d) FROM (SELECT * FROM t WHERE n = "
        "'x''s  (SELECT FROM' AND k IN ('a b', 'c')) AS s INNER JOIN u ON (s.a = u.a) ORDER BY 1"
    )
    laid = laid_out(sql)
    assert laid.count("\n") >= 5
    assert "".join(laid.split()) == "".join(sql.split())
    assert "'x''s  (SELECT FROM'" in laid
