"""The parts of a Word file that python-docx leaves to its XML: links, rules, header rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from wardmote.document.nodes import Cell, Table
from wardmote.document.render.icons import icon_word
from wardmote.language import claim_text, parts_text
from wardmote.vocabulary import Link, Part, Stressed, Strong, WebLink

CELL, CELL_SMALL = "Table Cell", "Table Cell Small"  # paragraph styles
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BROKEN = {"\t": "tab", "\n": "br"}
MANY = 10  # columns, from which a table is set small
WIDE = 16.6  # centimetres between the margins
LETTER, LETTER_SMALL = 0.2, 0.155  # centimetres of a bold letter, where no narrow font is at hand
BESIDE = 0.5  # centimetres of a cell’s margins, and a little more
LINE = 60  # letters, from which a cell asks for no more room


def anchor(name: str) -> str:
    """A bookmark's name: letters, digits and lines below, at most 40."""
    return re.sub(r"\W", "_", name)[:40]


def named(name: str) -> str:
    """The qualified name of a tag such as `w:tbl`."""
    from docx.oxml.ns import qn

    return str(qn(name))


def element(name: str, attributes: dict[str, str]) -> Any:
    """A new element with its attributes."""
    from docx.oxml import OxmlElement

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(named(key), value)
    return made


def add_run(
    line: Any, text: str, *, bold: bool = False, italic: bool = False, colour: str = "",
    points: float = 0, underlined: bool = False,
) -> Any:  # fmt: skip
    """Add a run of text to a paragraph's element, element by element: a paper has thousands."""
    from lxml.etree import SubElement

    run = SubElement(line, f"{W}r")
    if bold or italic or colour or points or underlined:
        look = SubElement(run, f"{W}rPr")
        if bold:
            SubElement(look, f"{W}b")
        if italic:
            SubElement(look, f"{W}i")
        if colour:
            SubElement(look, f"{W}color", {f"{W}val": colour})
        if points:
            SubElement(look, f"{W}sz", {f"{W}val": str(round(2 * points))})
        if underlined:
            SubElement(look, f"{W}u", {f"{W}val": "single"})
    for piece in re.split(r"([\t\n])", text):
        if piece in BROKEN:
            SubElement(run, W + BROKEN[piece])
        elif piece:
            said = SubElement(run, f"{W}t", {SPACE: "preserve"})
            said.text = piece
    return run


def add_row(table: Any, wide: Sequence[int], *, header: bool = False) -> Callable[..., None]:
    """Add a row, kept whole, to a table's element; what is returned adds its cells in order.

    `wide` are the columns' widths in twentieths of a point. A cell is given its `text` and
    whether it is `bold`, set to the `right`, set `small`, and across the `whole` row.
    """
    from lxml.etree import SubElement

    row = SubElement(table, f"{W}tr")
    form = SubElement(row, f"{W}trPr")
    if header:
        SubElement(form, f"{W}tblHeader", {f"{W}val": "true"})
    SubElement(form, f"{W}cantSplit")
    left = iter(wide)

    def add_cell(
        text: str, *, bold: bool = False, right: bool = False, small: bool = False,
        whole: bool = False,
    ) -> None:  # fmt: skip
        cell = SubElement(row, f"{W}tc")
        form = SubElement(cell, f"{W}tcPr")
        width = sum(wide) if whole else next(left)
        SubElement(form, f"{W}tcW", {f"{W}type": "dxa", f"{W}w": str(width)})
        if whole:
            SubElement(form, f"{W}gridSpan", {f"{W}val": str(len(wide))})
        line = SubElement(cell, f"{W}p")
        layout = SubElement(line, f"{W}pPr")
        style = (CELL_SMALL if small else CELL).replace(" ", "")
        SubElement(layout, f"{W}pStyle", {f"{W}val": style})
        if right:
            SubElement(layout, f"{W}jc", {f"{W}val": "right"})
        add_run(line, " ".join(text.split()), bold=bold)

    return add_cell


def cell_text(cell: Cell) -> str:
    """A cell in words: its icon's, its claim's, or its shorthand."""
    if cell.icon:
        return icon_word(cell.icon)
    return claim_text(cell.claim) if cell.claim else cell.shorthand


def widths(block: Table) -> list[float]:
    """Centimetres of each column: room for its longest word, then by what its cells hold.

    Words by their columns' weight; what is too long for its column is set on more lines.
    """
    held = [[c.title] for c in block.columns]
    for group in block.groups:
        for row in group.rows:
            texts = (claim_text(row.header), *(cell_text(c) for c in row.cells))
            for column, text in zip(held, texts, strict=True):
                column.append(text)
    words = [max(len(w) for text in texts for w in text.split() or [""]) for texts in held]
    whole = [min(LINE, max(len(text) for text in texts[1:] or texts)) for texts in held]
    small = len(block.columns) > MANY
    letter, beside = (LETTER_SMALL, 0.1) if small else (LETTER, BESIDE)
    least = [letter * many + beside for many in words]
    if sum(least) >= WIDE:
        return [WIDE * w / sum(least) for w in least]
    more = [
        column.weight * max(all_of - word, 1)
        for column, all_of, word in zip(block.columns, whole, words, strict=True)
    ]
    left = WIDE - sum(least)
    return [w + left * m / sum(more) for w, m in zip(least, more, strict=True)]


def ruled(table: Any, *, tight: bool) -> None:
    """Thin rules between rows and none between columns."""
    table.autofit = False
    if tight:
        margins = element("w:tblCellMar", {})
        for side in ("left", "right"):
            margins.append(element(f"w:{side}", {"w:w": "20", "w:type": "dxa"}))
        table._tbl.tblPr.append(margins)
    borders = element("w:tblBorders", {})
    for side in ("top", "bottom", "insideH"):
        borders.append(
            element(f"w:{side}", {"w:val": "single", "w:sz": "4", "w:color": "868C93"})
        )  # fmt: skip
    table._tbl.tblPr.append(borders)


def spans(
    parts: tuple[Part, ...], *, strong: bool = False, stressed: bool = False
) -> Iterator[tuple[str, bool, bool, Link | WebLink | None]]:
    """Runs of text, whether strong, whether stressed, and the link that they are."""
    for part in parts:
        if isinstance(part, Strong):
            yield from spans(part.parts, strong=True, stressed=stressed)
        elif isinstance(part, Stressed):
            yield from spans(part.parts, strong=strong, stressed=True)
        else:
            to = part if isinstance(part, Link | WebLink) else None
            yield parts_text((part,)), strong, stressed, to


def target_of(line: Any, to: Link | WebLink) -> dict[str, str]:
    """The attribute of a hyperlink: a bookmark's name, or an address that the file holds."""
    if isinstance(to, Link):
        return {"w:anchor": anchor(to.target)}
    from docx.opc.constants import RELATIONSHIP_TYPE

    kind = RELATIONSHIP_TYPE.HYPERLINK
    return {"r:id": line.part.relate_to(to.address, kind, is_external=True)}


def ruled_off(line: Any, side: str, colour: str) -> None:
    """A rule over or under a paragraph, at the place that the schema has for it."""
    borders = element("w:pBdr", {})
    borders.append(
        element(f"w:{side}", {"w:val": "single", "w:sz": "12", "w:space": "4", "w:color": colour})
    )
    after = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")
    line._p.get_or_add_pPr().insert_element_before(borders, *after)
