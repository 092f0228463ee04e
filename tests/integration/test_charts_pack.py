"""A pack with every kind of chart: all forces, parts, disposals, rare events, target, changes."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.conftest import Run
from wardmote.catalogue import open_workspace

SHARED = """
theme = "Crime by month"
plan = "neighbourhood-crime"
quantity = "count"
nature = "offending"
improvement = "decrease"
unit = "offences"
why = "Made for a test."
author = "one"
checker = "two"
next_review = 2030-01-01
"""


def measure(name: str, period: str, more: str = "", tables: str = "") -> str:
    return f"""
id = "{name}"
title = "{name.capitalize()}"
period = "{period}"
{more}
{SHARED}
[source]
publication = "tidy"
value = "value"

[source.include]
measure = ["{name}"]
{tables}
"""


CHANGES = """
[[annotation]]
kind = "process change"
text = "Reports are taken online."
on = 2023-06-01

[[annotation]]
kind = "announced change"
text = "A new records system is to come."
"""
LAYOUT = """
id = "workshop"
title = "Charts"

[[section]]
kind = "peers"
title = "Crime against all forces"
measures = ["offending"]

[[section]]
kind = "breakdown"
title = "Thefts by kind"
measures = ["thefts"]
dimension = "kind"

[[section]]
kind = "rare"
title = "Deaths on the roads"
measures = ["fatal-collisions"]

[[section]]
kind = "shares"
title = "What became of tickets"
measures = ["speed-disposals"]
dimension = "outcome"
"""
KINDS = ("Bicycles", "Handbags", "Parcels")


def offending(folder: Path) -> None:
    """Forces of which one has small counts only in another measure."""
    lines = ["measure,area,period,value"]
    forces = open_workspace(folder).catalogue.forces.values()
    known = sorted(f.slug for f in forces if f.code[:1] in ("E", "W"))
    for i, slug in enumerate(known):
        people = 8_000 if slug == "city-of-london" else 600_000 + 41_000 * i
        lines.append(f"population,{slug},2023,{people}")
        lines.append(f"offending,{slug},2024,{round(people / 1000 * (55 + (i * 37) % 43))}")
        lines.append(f"killings,{slug},2024,{round(people / 1e5 * (1 + (i * 7) % 3 / 9))}")
    (folder / "forces.csv").write_text("\n".join(lines) + "\n")


def thefts(folder: Path) -> None:
    whole, parts = ["measure,area,period,value"], ["measure,area,period,kind,value"]
    for i in range(30):
        month = f"{2022 + i // 12}-{i % 12 + 1:02d}"
        values = [
            100 + (i * 7) % 11,
            200 + (i * 5) % 13,
            300 + (i * 3) % 17 + (400 if i > 27 else 0),
        ]
        whole.append(f"thefts,west-midlands,{month},{sum(values)}")
        parts += [f"thefts,west-midlands,{month},{k},{v}" for k, v in zip(KINDS, values,
                                                                        strict=True)]  # fmt: skip
    (folder / "thefts.csv").write_text("\n".join(whole) + "\n")
    (folder / "kinds.csv").write_text("\n".join(parts) + "\n")


def collisions(folder: Path) -> None:
    head = ("accident_index,accident_year,police_force,accident_severity,number_of_vehicles,"
            "number_of_casualties,date,speed_limit")  # fmt: skip
    lines, day, fatal = [head], date(2022, 1, 1), date(2022, 1, 9)
    while day < date(2024, 1, 1):
        severity = 3
        if day == fatal:
            severity, fatal = 1, fatal + timedelta(days=11 + (day.toordinal() * 13) % 17)
        lines.append(f"{day:%Y%m%d},{day.year},20,{severity},2,1,{day:%d/%m/%Y},30")
        day += timedelta(days=1)
    (folder / "collisions.csv").write_text("\n".join(lines) + "\n")


def tickets(folder: Path) -> None:
    lines = ["measure,area,period,outcome,value"]
    for year, values in ((2023, (400, 300, 200, 100)), (2024, (210, 160, 90, 40))):
        for outcome, value in zip(("Course completed", "Paid", "Prosecuted", "Cancelled"), values,
                                  strict=True):  # fmt: skip
            lines.append(f"speed-disposals,west-midlands,{year},{outcome},{value}")
    (folder / "tickets.csv").write_text("\n".join(lines) + "\n")
    (folder / "issued.csv").write_text(
        "measure,area,period,value\nspeed-disposals,west-midlands,2023,1000\n"
        "speed-disposals,west-midlands,2024,500\nspeed-tickets-issued,west-midlands,2023,1020\n"
        "speed-tickets-issued,west-midlands,2024,900\n"
    )


@pytest.fixture(scope="module")
def folder(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ws") / "charts"
    assert run("init", folder, "--force", "west-midlands").code == 0
    rated = 'denominator = "population"\npeers = true'
    for name, text in (
        ("measures/offending", measure("offending", "year", rated)),
        ("measures/killings", measure("killings", "year", rated)),
        (
            "measures/thefts",
            measure("thefts", "month", 'dimensions = ["kind"]\ntarget = 550', CHANGES),
        ),
        ("layouts/workshop", LAYOUT),
    ):
        file = folder / "definitions" / f"{name}.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    for make in (offending, thefts, collisions, tickets):
        make(folder)
    loaded = run("load", *folder.glob("*.csv"), "--workspace", folder)
    assert loaded.code == 0, loaded.err
    return folder


def packed(run: Run, folder: Path) -> tuple[dict[str, Any], Any]:
    made = run("pack", "--workspace", folder, "--to", folder / "pack", "--formats", "json,html")
    assert made.code == 0, made.err
    data = json.loads((folder / "pack" / "pack.json").read_text("utf-8"))
    return data, html.document_fromstring((folder / "pack" / "pack.html").read_bytes())


@pytest.fixture(scope="module")
def pack(run: Run, folder: Path) -> tuple[dict[str, Any], Any]:
    return packed(run, folder)


def text_of(tree: Any, identity: str) -> str:
    return " ".join(tree.get_element_by_id(identity).text_content().split())


def label_of(tree: Any, identity: str) -> str:
    return str(tree.get_element_by_id(identity).find("svg").get("aria-label"))


def test_all_forces_stand_in_order_with_the_reason(pack: tuple[dict[str, Any], Any]) -> None:
    _, tree = pack
    told = text_of(tree, "peers")
    assert "Why an order." in told
    assert (
        "Left out, because few people live there and a rate tells of visitors: City of London"
        in (told)
    )
    assert "Rates of all forces in order. Among 42 forces West Midlands was" in label_of(
        tree, "chart-forces-offending"
    )
    rows = tree.get_element_by_id("table-forces-offending").findall(".//tbody/tr")
    assert len(rows) == 42


def test_small_counts_are_a_funnel(run: Run, folder: Path) -> None:
    layout = folder / "definitions" / "layouts" / "workshop.toml"
    kept = layout.read_text()
    layout.write_text(kept.replace('measures = ["offending"]', 'measures = ["killings"]'))
    try:
        _, tree = packed(run, folder)
    finally:
        layout.write_text(kept)
    assert "Why a funnel." in text_of(tree, "peers")
    assert "Funnel plot" in label_of(tree, "chart-forces-killings")


def test_no_order_of_all_is_drawn_where_many_are_unknown(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    few = tmp_path / "few"
    assert run("init", few, "--force", "west-midlands").code == 0
    for file in (folder / "definitions").rglob("*.toml"):
        target = few / file.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(file.read_text())
    lines = (folder / "forces.csv").read_text().splitlines()
    some = [r for r in lines if "-" not in r.split(",")[1] or "west-midlands" in r]
    (few / "forces.csv").write_text("\n".join(some) + "\n")
    assert run("load", few / "forces.csv", "--workspace", few).code == 0
    _, tree = packed(run, few)
    assert tree.xpath('//*[@id="chart-forces-offending"]') == []


def test_the_part_that_jumped_is_first_among_the_panels(pack: tuple[dict[str, Any], Any]) -> None:
    data, tree = pack
    figure = tree.get_element_by_id("panels-thefts")
    names = [t.text for t in figure.find("svg").iter("text") if t.text in KINDS]
    assert names[0] == "Parcels"
    assert "Parcels stands out among three parts" in figure.text_content()
    assert "Parcels: concerning." in label_of(tree, "panels-thefts")
    assert "chance alone would mark" in text_of(tree, "thefts")
    told = [f for f in data["findings"] if f["kind"] == "signal" and f["category"]]
    assert {f["category"] for f in told} == {f"kind={k.lower()}" for k in KINDS}


def test_target_and_changes_are_drawn_and_said(pack: tuple[dict[str, Any], Any]) -> None:
    _, tree = pack
    drawn = tree.get_element_by_id("chart-thefts").find("svg").text_content()
    assert "Target 550" in drawn
    assert "Process change" in drawn
    assert "Announced change" in drawn
    label = label_of(tree, "chart-thefts")
    assert "The target is 550." in label
    assert "Process change, 1 June 2023: Reports are taken online." in label
    assert "Announced change, not dated: A new records system is to come." in label


def test_deaths_are_judged_by_the_time_between_them(pack: tuple[dict[str, Any], Any]) -> None:
    data, tree = pack
    (found,) = [f for f in data["findings"] if f["kind"] == "rare-events"]
    assert found["text"] in label_of(tree, "chart-fatal-collisions")
    rows = tree.get_element_by_id("chart-fatal-collisions").find("details").findall(".//tbody/tr")
    events = next(f for f in data["figures"] if f["method"] == "events")["value"]
    assert len(rows) == events  # a time for each event but the first, and the silence since


def test_tickets_still_open_are_counted_from_those_issued(pack: tuple[dict[str, Any], Any]) -> None:
    data, tree = pack
    label = label_of(tree, "cascade-speed-disposals")
    assert "Of 900 tickets issued in 2024, 500 have an outcome" in label
    assert "400 are still open" in label
    assert any(f["id"] == "speed-disposals/west-midlands/2024/pending" for f in data["figures"])


def test_every_chart_prints_what_it_rests_on(pack: tuple[dict[str, Any], Any]) -> None:
    _, tree = pack
    figures = tree.findall(".//figure")
    assert len(figures) >= 6
    for figure in figures:
        terms = {t.text for t in figure.findall(".//dt")}
        assert {"n", "Chart", "Rule profile", "Data to", "Source"} <= terms, figure.get("id")
        assert figure.find("details") is not None


def test_every_figure_of_the_charts_is_explained(
    pack: tuple[dict[str, Any], Any], folder: Path
) -> None:
    from wardmote.briefing import Book, explain
    from wardmote.warehouse import Reader, Warehouse

    data, _ = pack
    workspace = open_workspace(folder)
    with Warehouse.open(workspace.warehouse) as warehouse:
        book = Book(workspace, Reader(warehouse, workspace.catalogue))
        for figure in data["figures"]:
            found = explain(book, figure["id"])
            assert found.text == figure["text"], figure["id"]
            assert found.figure.value == pytest.approx(figure["value"]), figure["id"]
            assert found.rows > 0, figure["id"]
            assert found.releases, figure["id"]
