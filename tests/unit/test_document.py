"""Every node has a rendering in every format."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from wardmote.document.chart.draw import DRAWN
from wardmote.document.chart.nodes import Chart
from wardmote.document.nodes import Block, Cell, Column, Icon, Row, RowGroup, Table
from wardmote.document.render import docx, html, pdf
from wardmote.document.render.icons import ICONS
from wardmote.language import compose
from wardmote.vocabulary import Assurance, Variation


def test_every_block_is_rendered_in_every_format() -> None:
    blocks = set(get_args(Block))
    assert set(html.RENDERED) == blocks
    assert set(pdf.RENDERED) == blocks
    assert set(docx.RENDERED) == blocks


def test_every_chart_is_drawn() -> None:
    assert set(DRAWN) == set(get_args(Chart))


def test_every_icon_has_a_drawing() -> None:
    assert set(ICONS) == {*Variation, *Assurance}
    assert set(get_args(Icon)) == {Variation, Assurance}


def test_a_table_refuses_a_row_of_another_length() -> None:
    claim = compose("x")
    with pytest.raises(ValueError, match="cells under"):
        Table("t", "T", None, (Column("A"), Column("B")),
              (RowGroup(None, (Row(claim, (Cell(claim), Cell(claim))),)),))  # fmt: skip


def test_text_from_files_cannot_become_markup() -> None:
    claim = compose("{name}", name='<script>alert("x")</script> #import "y" *b*')
    assert "<script>" not in html.inline(claim)
    assert pdf.inline(claim).startswith('[#"')


def test_the_stylesheet_loads_nothing() -> None:
    style = Path(html.__file__).with_name("pack.css").read_text()
    assert "url(" not in style
    assert "@import" not in style
