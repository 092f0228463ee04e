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
from wardmote.document.render.word import LETTER, WIDE, widths
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


def test_a_column_of_a_word_table_holds_its_longest_word() -> None:
    """No number is broken over two lines where the page has room for it."""
    cells = [
        Cell(compose("{text}", text=t))
        for t in ("20,714", "+1,359", "+0.5 to +1.0", "No clear change")
    ]
    columns = (Column("Offence", number=False), Column("12 months to Mar 2015"), Column("Change"),
               Column("95% interval"), Column("Evidence", number=False))  # fmt: skip
    group = RowGroup(None, (Row(compose("Miscellaneous crimes against society"), tuple(cells)),))
    wide = widths(Table("t", "T", None, columns, (group,)))
    assert sum(wide) == pytest.approx(WIDE)
    words = ("Miscellaneous", "months", "Change", "interval", "Evidence")
    assert all(w >= LETTER * len(word) for w, word in zip(wide, words, strict=True))
    many = Table("t", "T", None, tuple(Column("A" * 30) for _ in range(5)), ())
    assert widths(many) == pytest.approx([WIDE / 5] * 5)
