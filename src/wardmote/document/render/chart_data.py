"""The data of a document's charts, as lines of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from wardmote.document.chart import data_of
from wardmote.document.nodes import ChartFigure, Document
from wardmote.document.render.counted import figure_name
from wardmote.language import claim_text, translated
from wardmote.vocabulary import Figure

FORMATS = {0: "#,##0", 1: "#,##0.0", 2: "#,##0.00", 3: "#,##0.000"}

Value = str | float
Line = Sequence[tuple[Value, str]]  # a value, and how it is shown ("" for words)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart's data under the number and the title that the chart has in the paper."""

    caption: str
    above: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[Line, ...]


def charts_in(document: Document) -> Iterator[ChartFigure]:
    """Its charts, in its order."""
    for blocks in (document.member_page, *(s.blocks for s in document.sections)):
        yield from (block for block in blocks if isinstance(block, ChartFigure))


def drawn_in(document: Document) -> Iterator[tuple[str, Drawn]]:
    """The data of each chart with the place that it stands in, in the document's order."""
    places = [(translated("For members"), document.member_page)]
    places += [(s.title, s.blocks) for s in document.sections]
    number = count(1)
    for place, blocks in places:
        for block in blocks:
            if isinstance(block, ChartFigure):
                data = data_of(block.chart)
                yield (
                    place,
                    Drawn(
                        translated("{figure} data, {title}").format(
                            figure=figure_name(next(number)), title=claim_text(block.title)
                        ),
                        (claim_text(block.subtitle), claim_text(block.description)),
                        data.columns,
                        tuple([_cell(v) for v in row] for row in data.rows),
                    ),
                )


def number_of(figure: Figure) -> tuple[Value, str]:
    """A figure as a number, with how it is shown."""
    decimals = 3 if figure.decimals is None else figure.decimals
    return round(figure.value, decimals), FORMATS.get(decimals, "#,##0.000")


def _cell(value: Figure | float | str | None) -> tuple[Value, str]:
    if value is None:
        return "[x]", ""
    if isinstance(value, str):
        return value, ""
    return number_of(value) if isinstance(value, Figure) else (round(value, 1), FORMATS[1])
