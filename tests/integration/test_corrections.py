"""Declared corrections: applied on reading, printed as footnotes, breaking baselines."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Run

HEAD = "# publication: home-office-recorded-crime\narea,period,offence,offences\n"
YEARS = ("2015", "2016", "2017", "2018")
OFFENCES = {
    "Robbery": (300, 310, 320, 340),
    "Domestic burglary": (900, 880, 220, None),
    "Non-domestic burglary": (400, 410, 100, None),
    "Residential burglary": (None, None, 760, 1000),
    "Non-residential burglary": (None, None, 240, 330),
}


@pytest.fixture
def kent(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "w"
    run("init", folder, "--force", "kent")
    rows = [
        f"Kent,{year},{offence},{value}\n"
        for offence, values in OFFENCES.items()
        for year, value in zip(YEARS, values, strict=True)
        if value is not None
    ]
    (tmp_path / "crime.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    done = run("load", tmp_path / "crime.csv", "--workspace", folder)
    assert done.code == 0, done.err
    return folder


def pack(run: Run, folder: Path) -> tuple[str, dict[str, object]]:
    to = folder.parent / "out"
    done = run("pack", "--workspace", folder, "--to", to, "--formats", "html,json")
    assert done.code == 0, done.err
    return (to / "pack.html").read_text(), json.loads((to / "pack.json").read_text())


def test_kinds_that_took_the_place_of_others_are_put_together(run: Run, kent: Path) -> None:
    html, data = pack(run, kent)
    drivers = {
        f["category"]: f for f in data["findings"]  # type: ignore[attr-defined]
        if f["kind"] == "driver"
    }  # fmt: skip
    assert set(drivers) == {"offence=robbery", "offence=burglary"}
    text = drivers["offence=burglary"]["text"]
    assert "10 more" in text  # 1,330 against 1,320: the old and the new kinds of both years
    assert "−100" not in html
    assert "residential burglary, which takes in sheds and garages" in html


def test_a_figure_of_kinds_put_together_is_computed_again(run: Run, kent: Path) -> None:
    _, data = pack(run, kent)
    ids = [f["id"] for f in data["figures"] if "offence=burglary" in f["id"]]  # type: ignore[attr-defined]
    assert ids
    for figure in ids:
        done = run("explain", figure, "--workspace", kent)
        assert done.code == 0, done.err


def test_months_that_are_declared_missing_are_not_read(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "w"
    run("init", folder, "--force", "kent")
    own = folder / "definitions" / "corrections"
    own.mkdir(parents=True)
    (own / "kent-2015.toml").write_text(
        'id = "kent-2015"\nkind = "missing"\ntext = "Kent: February 2015 was lost."\n'
        'reason = "A disk failed."\nsource = "the force"\npublications = ["tidy"]\n'
        'areas = ["kent"]\nsince = 2015-02-01\nuntil = 2015-02-28\n'
    )
    rows = "".join(f"collisions,kent,2015-0{m},{90 + m}\n" for m in range(1, 5))
    (tmp_path / "a.csv").write_text("measure,area,period,value\n" + rows)
    run("load", tmp_path / "a.csv", "--workspace", folder)
    done = run("series", "collisions", "--format", "json", "--workspace", folder)
    found = {r["period"]: (r["value"], r["status"]) for r in json.loads(done.out)}
    assert found["2015-02"] == (None, "missing")
    assert found["2015-03"] == (93, "final")
    html, _ = pack(run, folder)
    assert "Kent: February 2015 was lost." in html


def test_a_counting_rule_that_changed_breaks_the_baseline() -> None:
    from wardmote.catalogue import load_catalogue
    from wardmote.vocabulary import AnnotationKind

    measure = load_catalogue().measure("violence-and-sexual-offences")
    dated = [a.on for a in measure.annotations if a.kind is AnnotationKind.RECORDING]
    assert dated == [date(2018, 4, 1), date(2023, 5, 1)]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('kind = "missin"', "'missin' is not allowed; did you mean 'missing'?"),
        ('areas = ["knet"]', "'knet' is not known; did you mean 'kent'?"),
        ("until = 2014-01-01", "until: 2014-01-01 is before since (2015-02-01)"),
        ('column = "offence"', "belong to a renaming"),
        ('publications = []', "name the publications, or the measures, that it bears on"),
        ('reson = "x"', "unknown key 'reson'; did you mean 'reason'?"),
    ],
)  # fmt: skip
def test_a_wrong_correction_is_told_with_its_key(
    run: Run, tmp_path: Path, line: str, told: str
) -> None:
    folder = tmp_path / "w"
    run("init", folder, "--force", "kent")
    own = folder / "definitions" / "corrections"
    own.mkdir(parents=True)
    lines = {
        "id": 'id = "x"', "kind": 'kind = "missing"', "text": 'text = "t"',
        "reason": 'reason = "r"', "source": 'source = "s"', "areas": 'areas = ["kent"]',
        "publications": 'publications = ["tidy"]', "since": "since = 2015-02-01",
    }  # fmt: skip
    lines[line.split(" =")[0]] = line
    (own / "x.toml").write_text("\n".join(lines.values()) + "\n")
    done = run("measures", "--check", "--workspace", folder)
    assert done.code == 1
    assert told in done.out


def test_peers_do_not_wait_for_a_force_whose_figures_are_declared_missing() -> None:
    from wardmote.catalogue import load_catalogue

    catalogue = load_catalogue()
    measure = catalogue.measure("robbery")
    (found,) = catalogue.corrections_of(measure, "greater-manchester")
    assert found.holds(date(2019, 7, 1), date(2019, 7, 31))
    assert not found.holds(date(2019, 6, 1), date(2019, 6, 30))
    assert catalogue.corrections_of(measure, "merseyside") == ()
