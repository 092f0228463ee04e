"""Every kind of chart stands in every format: drawn, with its words, and with its data."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import get_args

import docx
import pytest
from lxml import html
from python_calamine import CalamineWorkbook

from tests.charts import MADE
from wardmote.document.chart import data_of
from wardmote.document.chart.nodes import Chart
from wardmote.document.chart.tables import MADE as TABLES
from wardmote.document.nodes import ChartFigure, Document, Section, Terms
from wardmote.document.render.formats import FORMATS, Rendering
from wardmote.language import compose
from wardmote.vocabulary import Figure

WORDS = "This is what the chart of kind {name} shows."


def paper() -> Document:
    figures = [
        ChartFigure(
            f"chart-{kind.__name__}",
            compose("A {name}", name=kind.__name__),
            compose("What is counted."),
            make(random.Random(11)),
            compose(WORDS, name=kind.__name__),
            Terms((("n", compose("many")), ("Source", compose("made")))),
        )
        for kind, make in MADE.items()
    ]
    nothing = compose("Nothing.")
    section = Section("charts", "Charts", tuple(figures))
    return Document(
        "Charts", "Made", nothing, "OFFICIAL", date(2015, 6, 16), Terms(()), nothing, (), (section,)
    )  # fmt: skip


@pytest.fixture(scope="module")
def made() -> Mapping[str, bytes]:
    rendering = Rendering(paper(), {})
    return {name: render(rendering) for name, render in FORMATS.items()}


def test_every_kind_of_chart_is_drawn_and_has_a_table() -> None:
    assert set(MADE) == set(TABLES) == set(get_args(Chart))


def test_the_page_draws_each_twice_with_words_and_data(made: Mapping[str, bytes]) -> None:
    tree = html.document_fromstring(made["html"])
    for kind in MADE:
        figure = tree.get_element_by_id(f"chart-{kind.__name__}")
        drawings = figure.findall("svg")
        assert len(drawings) == 2
        for drawing in drawings:
            assert WORDS.replace("{name}", kind.__name__) in drawing.get("aria-label")
        rows = figure.find("details").findall(".//tbody/tr")
        assert len(rows) == len(data_of(MADE[kind](random.Random(11))).rows)


def test_the_pdf_has_the_words_of_each(made: Mapping[str, bytes]) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    with pikepdf.open(io.BytesIO(made["pdf"])) as file:
        told = " ".join(
            str(o.get("/Alt", "")) for o in file.objects if isinstance(o, pikepdf.Dictionary)
        )
    for kind in MADE:
        assert WORDS.replace("{name}", kind.__name__) in told


def test_the_word_file_has_a_picture_of_each(made: Mapping[str, bytes]) -> None:
    shapes = docx.Document(io.BytesIO(made["docx"])).inline_shapes
    told = [s._inline.docPr.get("descr") for s in shapes]
    assert len(told) == len(MADE)
    for kind, words in zip(MADE, told, strict=True):
        assert WORDS.replace("{name}", kind.__name__) in words


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_the_spreadsheets_hold_the_data_of_each(made: Mapping[str, bytes], form: str) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(made[form]))
    names = book.sheet_names[3:]
    assert len(names) == len(MADE)
    for kind, name in zip(MADE, names, strict=True):
        rows = book.get_sheet_by_name(name).to_python()
        numbers = {round(float(c), 3) for row in rows for c in row if isinstance(c, int | float)}
        drawn = [v for row in data_of(MADE[kind](random.Random(11))).rows for v in row]
        for value in drawn:
            if isinstance(value, Figure):
                places = 3 if value.decimals is None else value.decimals
                assert round(value.value, places) in numbers, (kind, value)


def test_ids_inside_drawings_are_not_shared(made: Mapping[str, bytes]) -> None:
    ids = re.findall(rb'<pattern id="([^"]+)"', made["html"])
    assert len(ids) == len(set(ids)) > 4


def test_the_same_charts_give_the_same_bytes(made: Mapping[str, bytes]) -> None:
    again = replace(paper(), title="Charts")
    for name in ("html", "ods", "docx"):
        assert FORMATS[name](Rendering(again, {})) == made[name]
