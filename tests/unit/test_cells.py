"""Cells, names and headings of published tables, with the habits that publications have."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from wardmote.sources.cells import Cell, number_of, period_of, place_of, plain, slug_of, symbol_of
from wardmote.sources.files import Refusal
from wardmote.sources.statistics import Figures, listing, matrix
from wardmote.vocabulary import Period

AREAS = {
    "cleveland": "cleveland", "west midlands": "west-midlands", "avon and somerset":
    "avon-and-somerset", "e23000013": "cleveland", "london, city of": "city-of-london",
    "durham": "durham", "kent": "kent",
}  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1,234", 1234.0), (12.5, 12.5), ("-3", -3.0), ("(12)", -12.0), ("−4.5%", -4.5),
        ("£1,000", 1000.0), ("..", None), ("-", None), ("*", None), (":", None), ("z", None),
        ("[x]", None), ("", None), (None, None), ("1e3", 1000.0),
    ],
)  # fmt: skip
def test_a_cell_is_a_number_or_a_symbol(cell: object, expected: float | None) -> None:
    assert number_of(cell) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["1,23", "twelve", "12 or so", float("nan"), float("inf"), True])
def test_anything_else_is_told(cell: object) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        number_of(cell)  # type: ignore[arg-type]


def test_symbols_are_kept() -> None:
    assert [symbol_of(c) for c in ("..", "-", "3", "[c]")] == ["..", "-", "", "[c]"]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Greater Manchester7,8", "Greater Manchester"),
        ("Wiltshire1", "Wiltshire"),
        ("ENGLAND AND WALES4,5,6,7,8", "ENGLAND AND WALES"),
        ("Stalking and harassment5", "Stalking and harassment"),
        ("Total recorded crime (excluding fraud4)", "Total recorded crime (excluding fraud)"),
        ("North East ", "North East"),
        ("999 calls", "999 calls"),
        ("Year 2015", "Year 2015"),
    ],
)
def test_footnote_digits_leave_a_name(printed: str, name: str) -> None:
    assert plain(printed) == name


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Apr '07 to Mar '083", "2007-04--2008-03"),
        ("Apr '11 to Mar '125, 6", "2011-04--2012-03"),
        ("year ending March 20181,2,3", "2017-04--2018-03"),
        ("year ending March 181,2,3", "2017-04--2018-03"),
        ("year ending December 2018", "2018"),
        ("2009-10 Estimates", "2009-04--2010-03"),
        ("2001/02 Crime Trends for Burglary", "2001-04--2002-03"),
        (2014.0, "2014"),
        ("2012p", "2012"),
        ("30 September 20123", "2012-09-30"),
        (datetime(2015, 9, 30, tzinfo=UTC), "2015-09-30"),
        (date(2015, 9, 30), "2015-09-30"),
        ("number", None),
        ("Volume of 999 calls received to March 2012", "2011-04--2012-03"),
        ("As at 31/03/2009", "2009-03-31"),
        ("Population (June 2008)", "2008-06"),
        ("99/99/2009", "2009"),
        ("2016-19", None),
        ("31 February 2015", "2015-02"),
    ],
)
def test_headings_name_periods(heading: object, expected: str | None) -> None:
    found = period_of(heading)  # type: ignore[arg-type]
    assert (found.id if found else None) == expected


@pytest.mark.parametrize(
    ("name", "code", "slug"),
    [
        ("Cleveland", "E23000013", "cleveland"),
        ("Avon & Somerset", "", "avon-and-somerset"),
        ("London, City of", "", "city-of-london"),
        ("West Midlands", "", "west-midlands"),
        ("West Midlands7", "E12000005", "region-west-midlands"),
        ("North East", "", "region-north-east"),
        ("ENGLAND AND WALES8", "K04000001", "england-and-wales"),
        ("ENGLAND AND WALES (exc. BTP)", "K04000001", "england-and-wales"),
        ("Kent", "E10000016", "e10000016"),  # the county, not the force
        ("Atlantis Police", "", "atlantis-police"),
    ],
)
def test_places(name: str, code: str, slug: str) -> None:
    assert place_of(name, code, AREAS) == slug


def test_slugs() -> None:
    assert slug_of("Yorkshire & the Humber2") == "yorkshire-and-the-humber"


MARCH = [datetime(2015, 3, 31, tzinfo=UTC), datetime(2016, 3, 31, tzinfo=UTC)]
SHEET: list[list[Cell]] = [
    ["Table 1: Officers by police force area, 31 March 2016", "", "", "", ""],
    ["", "", "", "", ""],
    ["", "Officers", "", "Staff1", ""],
    ["", MARCH[0], MARCH[1], MARCH[0], "change"],
    ["North East ", 10.0, 11.0, 5.0, "-"],
    ["Cleveland", 4.0, "..", 2.0, 1.0],
    ["West Midlands ", 20.0, 21.0, 9.0, 0.0],
    ["West Midlands", 15.0, 16.0, 7.0, 2.0],
    ["", "", "", "", ""],
    ["1. Staff of some forces could not be told apart.", "", "", "", ""],
]
HOW = Figures("Table 1", AREAS, Period.year(2016))


def test_a_matrix_of_areas() -> None:
    rows = matrix(SHEET, HOW)
    found = {(r["area"], r["item"], r["start_date"]): r["value"] for r in rows}
    assert found["cleveland", "Officers", date(2015, 3, 31)] == 4.0
    assert found["cleveland", "Officers", date(2016, 3, 31)] is None
    assert found["region-west-midlands", "Officers", date(2016, 3, 31)] == 21.0
    assert found["west-midlands", "Officers", date(2016, 3, 31)] == 16.0
    assert found["region-north-east", "Staff", date(2015, 3, 31)] == 5.0
    missing = next(r for r in rows if r["area"] == "cleveland" and r["value"] is None)
    assert (missing["symbol"], missing["status"]) == ("..", "missing")
    assert len(rows) == 16


def test_a_wrong_cell_is_named_by_sheet_row_and_column() -> None:
    wrong = [list(row) for row in SHEET]
    wrong[5][1] = "four"
    with pytest.raises(Refusal, match=r"sheet 'Table 1', row 6, column 2 .*'four' is not a number"):
        matrix(wrong, HOW)


def test_figures_without_a_period_are_refused() -> None:
    sheet: list[list[Cell]] = [
        ["Officers", "", ""],
        ["", "Officers", "Staff"],
        ["Cleveland", 4.0, 3.0],
    ]
    with pytest.raises(Refusal, match="names no period"):
        matrix(sheet, Figures("T", AREAS))


def test_a_list_of_records_and_its_totals() -> None:
    columns = {
        "period": re.compile("^Year$"), "area": re.compile("^Police force$"),
        "region": re.compile("^Region$"), "country": re.compile("^Country$"),
        "offence": re.compile("^Offence$"),
    }  # fmt: skip
    sheet: list[list[Cell]] = [
        ["Notices", "", "", "", "", ""],
        ["Year", "Country", "Region", "Police force", "Offence", "Number of FPNs"],
        ["2012p", "England", "South West", "Avon and Somerset", "Speed", 12.0],
        [2011.0, "England", "South West", "*Region total", "Speed", "-"],
        [2011.0, "Wales Total", "*Country total", "*Country total", "Speed", "*"],
        ["1. Excludes some.", "", "", "", "", ""],
    ]
    how = Figures("FPN", AREAS, zero=frozenset({"-"}))
    rows = list(listing(sheet, how, columns, lambda h: "Number" in h, lambda c: (c["offence"], "")))
    assert [(r["area"], r["value"], r["status"]) for r in rows] == [
        ("avon-and-somerset", 12.0, "provisional"),
        ("region-south-west", 0.0, "final"),
        ("wales", None, "missing"),
    ]
