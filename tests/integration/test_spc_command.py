"""`wardmote spc` on files that people have."""

from __future__ import annotations

import csv
import io
import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

HEAD = "series,date,value\n"
PTD = ("--profile", "ptd-0.2.2")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def monthly(values: list[Any], name: str = "a") -> str:
    return "".join(
        f"{name},{2018 + i // 12}-{i % 12 + 1:02d}-01,{v}\n" for i, v in enumerate(values)
    )


def test_the_oracles_inputs_by_the_command(run: Run, shared: Path, tmp_path: Path) -> None:
    folder = shared / "oracle" / "spc"
    options = {r["series_id"]: r for r in rows((folder / "series.csv").read_text())}
    file = tmp_path / "in.csv"
    with file.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["series", "date", "value", "rebase", "target", "improvement",
                         "fix_after", "screen"])  # fmt: skip
        for r in rows((folder / "inputs.csv").read_text()):
            o = options[r["series_id"]]
            writer.writerow([r["series_id"], r["date"], r["value"], r["rebase"], o["target"],
                             o["improvement_direction"], o["fix_after_n_points"],
                             o["screen_outliers"]])  # fmt: skip
    done = run("spc", file, "--profile", "ptd-0.2.2", "--summary")
    assert done.code == 0, done.err
    ours = {(r["series"], int(r["phase"]) - 1): r for r in rows(done.out)}
    words = {"consistent_pass": "pass", "consistent_fail": "fail", "inconsistent": "inconsistent"}
    for r in rows((folder / "nhsr_summary.csv").read_text()):
        mine = ours[r["series_id"], int(r["rebase_group"])]
        for column, theirs in (("mean", "mean"), ("lower", "lpl"), ("upper", "upl")):
            if r[theirs] == "NaN":
                assert mine[column] == ""
            else:
                assert float(mine[column]) == pytest.approx(float(r[theirs]), rel=1e-9)
        assert mine["variation"] == r["variation_type"].removeprefix("special_cause_")
        assert mine["assurance"] == words.get(r["assurance_type"], "")


def test_a_wrong_series_is_named_and_the_rest_is_judged(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text(
        HEAD + monthly([10, 11, 12], "good") + "bad,2018-01-01,many\n"
        "twice,2018-01-01,1\ntwice,2018-01-01,2\nnever,2018-01-01,inf\nwhen,soon,1\n"
    )
    done = run("spc", file)
    assert done.code == 1
    assert {r["series"] for r in rows(done.out)} == {"good"}
    for expected in (
        "series 'bad': row 5, column 'value': 'many' is not a number",
        "series 'twice': row 7, column 'date': 2018-01-01 stands twice (rows 6 and 7)",
        "series 'never': row 8, column 'value': 'inf' is not a finite number",
        "series 'when': row 9, column 'date': 'soon' is not a date",
    ):
        assert expected in done.err


def test_what_is_treated_is_noted(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    lines = monthly([10, 11, 12, 13, 14]).splitlines()
    file.write_text(HEAD + "\n".join([lines[2], lines[0], lines[1], lines[4]]) + "\n")
    (row,) = rows(run("spc", file, *PTD, "--summary").out)
    assert "dates were out of order and have been sorted" in row["notes"]
    assert "1 period is absent" in row["notes"]
    assert "trial limits: 4 points" in row["notes"]


def test_counts_below_zero_are_refused_by_count_charts(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text(HEAD + monthly([4, -1, 5]))
    assert run("spc", file).code == 0
    done = run("spc", file, "--profile", "qic-0.8.1", "--chart", "c")
    assert done.code == 1
    assert "a value is below zero" in done.err


def test_one_point_and_equal_points_have_no_limits(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text(HEAD + monthly([4], "one") + monthly([7] * 15, "same"))
    done = run("spc", file, *PTD, "--summary")
    assert done.code == 0
    for row in rows(done.out):
        assert (row["lower"], row["upper"], row["variation"]) == ("", "", "common_cause")
        assert "no limits" in row["notes"]


def test_a_run_chart_judges_the_series_and_not_the_point(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text(HEAD + monthly([1, 2] * 6 + [8, 9] * 6))
    words = ("spc", file, "--profile", "qic-0.8.1", "--chart", "run")
    (summary,) = rows(run(*words, "--summary").out)
    assert (summary["mean"], summary["runs_signal"], summary["longest_run"]) == ("5", "true", "12")
    assert {r["point_type"] for r in rows(run(*words).out)} == {"common_cause"}


def test_times_between_rare_events(run: Run, tmp_path: Path) -> None:
    """Nelson's power: the limits of equal-shaped waiting times, worked by hand."""
    file = tmp_path / "x.csv"
    days = [12, 30, 7, 45, 22, 18, 60, 9, 33, 27, 15, 41]
    file.write_text(HEAD + monthly(days))
    done = run("spc", file, "--profile", "qic-0.8.1", "--chart", "t", "--summary")
    (row,) = rows(done.out)
    powered = [d ** (1 / 3.6) for d in days]
    mean = sum(powered) / 12
    spread = sum(abs(b - a) for a, b in itertools.pairwise(powered)) / 11
    assert float(row["mean"]) == pytest.approx(mean**3.6)
    assert float(row["upper"]) == pytest.approx((mean + 3 * spread / 1.128) ** 3.6)
    zero = tmp_path / "z.csv"
    zero.write_text(HEAD + monthly([3, 0, 4]))
    refused = run("spc", zero, "--profile", "qic-0.8.1", "--chart", "t")
    assert "must be greater than zero" in refused.err


def test_a_workbook_reads_as_its_csv_does(run: Run, tmp_path: Path) -> None:
    import zipfile

    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + "".join(
            f'<row r="{i}">'
            + "".join(
                f'<c r="{c}{i}" t="inlineStr"><is><t>{v}</t></is></c>'
                if isinstance(v, str)
                else f'<c r="{c}{i}"><v>{v}</v></c>'
                for c, v in zip("ABC", row, strict=True)
            )
            + "</row>"
            for i, row in enumerate(
                [("series", "date", "value")]
                + [("a", f"2018-{m:02d}-01", 10 + m % 3) for m in range(1, 13)],
                1,
            )
        )
        + "</sheetData></worksheet>"
    )
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006'
        f'/main" xmlns:r="{relation}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{relation}/worksheet" Target="worksheets/s.xml"/>'
        "</Relationships>",
        "xl/worksheets/s.xml": sheet,
    }
    book = tmp_path / "x.xlsx"
    with zipfile.ZipFile(book, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    flat = tmp_path / "x.csv"
    flat.write_text(HEAD + monthly([10 + m % 3 for m in range(1, 13)]))
    from_book, from_csv = run("spc", book), run("spc", flat)
    assert from_book.code == from_csv.code == 0, from_book.err
    assert from_book.out == from_csv.out


def test_json_and_a_drawing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text(HEAD + monthly([10, 11, 12, 11, 10, 30]))
    done = run("spc", file, "--format", "json", "--to", tmp_path / "chart.svg")
    assert len(json.loads(done.out)) == 6
    assert (tmp_path / "chart.svg").read_text().startswith("<svg")


@pytest.mark.parametrize(
    ("content", "words", "expected"),
    [
        ("", (), "is empty"),
        ("series,date\na,b\n", (), "column 'value' is missing"),
        (HEAD, (), "has a header and no rows"),
        (HEAD + "a,2018-01-01,1\n", ("--profile", "ptd"), "unknown rule profile 'ptd'"),
        (HEAD + "a,2018-01-01,1\n", (*PTD, "--chart", "u"), "draws no chart 'u'; it draws: xmr"),
    ],
)
def test_a_wrong_request_is_told(
    run: Run, tmp_path: Path, content: str, words: tuple[str, ...], expected: str
) -> None:
    file = tmp_path / "x.csv"
    file.write_text(content)
    done = run("spc", file, *words)
    assert done.code == 2
    assert expected in done.err


def test_many_series_are_read_in_blocks_and_none_is_lost(run: Run, tmp_path: Path) -> None:
    """6,000 series: one after another (in blocks), and month after month (at once)."""
    months = [f"2020-{m:02d}-01" for m in range(1, 8)]
    lines = {
        "together": [
            f"s{s},{m},{s % 50 + i % 3}" for s in range(6_000) for i, m in enumerate(months)
        ],
        "mixed": [f"s{s},{m},{s % 50 + i % 3}" for i, m in enumerate(months) for s in range(6_000)],
    }
    said = {}
    for name, rows in lines.items():
        file = tmp_path / f"{name}.csv"
        file.write_text("\n".join(["series,date,value", *rows, "broken,2020-01-01,x"]) + "\n")
        done = run("spc", file, "--profile", "ptd-0.2.2", "--summary")
        assert done.code == 1
        assert "series 'broken': row 42002, column 'value': 'x' is not a number" in done.err
        said[name] = sorted(done.out.splitlines())
    assert len(said["together"]) == 6_001
    assert said["together"] == said["mixed"]
