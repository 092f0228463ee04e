"""Definitions: every problem of every file, with its key and the nearest valid one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.made import MEASURE
from wardmote.catalogue import DEFINITIONS, load_catalogue
from wardmote.catalogue.rules import RULES, Known
from wardmote.sources import PUBLICATIONS
from wardmote.sources.publication import KEYS
from wardmote.vocabulary import Measure, Source

TODAY = date(2026, 10, 1)
COLUMNS = {p.id: frozenset({*KEYS, *p.columns}) for p in PUBLICATIONS.values()}


def problems(measure: Measure, today: date = TODAY) -> list[str]:
    known = Known(COLUMNS, {"roads": "", "outside": ""}, {"collisions": MEASURE}, today)
    return [f"{p.place}: {p.message}" for rule in RULES for p in rule(measure, known)]


def test_the_built_in_definitions_are_whole() -> None:
    catalogue = load_catalogue()
    assert catalogue.problems == ()
    assert len(catalogue.measures) >= 25
    for measure in catalogue.measures.values():
        assert catalogue.checked(measure, COLUMNS, TODAY) == []


def test_the_measures_named_in_the_documentation_exist() -> None:
    ids = set(load_catalogue().measures)
    assert {
        "recorded-crime", "recorded-crime-12m", "violence-with-injury-12m", "collisions",
        "penalties-phone",
    } <= ids  # fmt: skip


def test_an_unknown_key_names_the_nearest_one(tmp_path: Path) -> None:
    text = (DEFINITIONS / "measures" / "robbery.toml").read_text(encoding="utf-8")
    folder = tmp_path / "measures"
    folder.mkdir()
    (folder / "violence.toml").write_text(
        text.replace("improvement =", "improvment =").replace('id = "robbery"', 'id = "violence"')
    )
    found = [str(p) for p in load_catalogue(tmp_path).problems]
    assert "violence.toml: unknown key 'improvment'; did you mean 'improvement'?" in found
    assert "violence.toml: key 'improvement' is missing" in found


def test_every_problem_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "measures"
    folder.mkdir()
    (folder / "x.toml").write_text(
        'id = "x"\ntitle = 3\nperiod = "monthly"\nimprovement = "decreese"\n'
        '[source]\npublication = "tidy"\nfilter = {}\n'
    )
    told = " | ".join(str(p) for p in load_catalogue(tmp_path).problems)
    for expected in (
        "'unit' is missing",
        "title: found 3",
        "'monthly' is not allowed; did you mean 'month'?",
        "'decreese' is not allowed; did you mean 'decrease'?",
        "source: unknown key 'filter'",
    ):
        assert expected in told


def test_a_file_that_is_not_toml_leaves_the_rest_loaded(tmp_path: Path) -> None:
    folder = tmp_path / "measures"
    folder.mkdir()
    (folder / "bad.toml").write_text("id = ")
    catalogue = load_catalogue(tmp_path)
    assert "bad.toml: not TOML" in str(catalogue.problems[0])
    assert "robbery" in catalogue.measures


def test_a_workspace_overrides_a_measure(tmp_path: Path) -> None:
    text = (DEFINITIONS / "measures" / "robbery.toml").read_text(encoding="utf-8")
    folder = tmp_path / "measures"
    folder.mkdir()
    (folder / "robbery.toml").write_text(text.replace('title = "Robbery"', 'title = "Our own"'))
    ours, theirs = (
        load_catalogue(tmp_path).measures["robbery"],
        load_catalogue().measures["robbery"],
    )
    assert ours.title == "Our own"
    assert ours.version != theirs.version


def test_a_sound_measure_has_no_problems() -> None:
    assert problems(MEASURE) == []


def test_an_unknown_publication_or_column_is_named() -> None:
    assert (
        "unknown publication 'tidi'; did you mean 'tidy'?"
        in problems(replace(MEASURE, source=Source("tidi")))[0]
    )
    assert "source.include: unknown column 'mesure'; did you mean 'measure'?" in problems(
        replace(MEASURE, source=Source("tidy", (("mesure", ("x",)),)))
    )


def test_figures_are_added_up_and_not_counted() -> None:
    assert any(
        'write value = "value"' in p for p in problems(replace(MEASURE, source=Source("tidy")))
    )


def test_an_unknown_priority_is_named() -> None:
    assert "plan: unknown priority 'road'; did you mean 'roads'?" in problems(
        replace(MEASURE, plan="road")
    )


def test_peers_need_a_denominator() -> None:
    assert problems(replace(MEASURE, peers=True)) == [
        "peers: forces are compared by a rate: name a denominator"
    ]


def test_the_author_does_not_check_their_own_definition() -> None:
    assert "checker: 'A' wrote it too; name somebody else" in problems(
        replace(MEASURE, checker="A")
    )


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 10, 1), []),
        (date(2026, 11, 15), ["next_review: due in 47 days, on 2027-01-01"]),
        (date(2027, 1, 2), ["next_review: 2027-01-01 is past; review the definition"]),
    ],
)
def test_a_review_date_acts(today: date, expected: list[str]) -> None:
    assert problems(MEASURE, today) == expected
