"""PDF by Typst, tagged (PDF/UA-1, PDF/A-2a): missing alternative text is an error, not a gap."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, time
from itertools import count
from pathlib import Path
from typing import Any

from wardmote.document.chart import Width, draw
from wardmote.document.nodes import (
    Bullets,
    Cell,
    ChartFigure,
    Commentary,
    Document,
    Heading,
    Icon,
    IconKey,
    Item,
    Note,
    Paragraph,
    Quadrants,
    Role,
    Section,
    Subheading,
    Table,
    Terms,
)
from wardmote.document.render.counted import (
    data_to,
    figure_name,
    for_members,
    page_of,
    table_title,
)
from wardmote.document.render.icons import ICONS, icon_svg, icon_word
from wardmote.document.render.pictures import compiler
from wardmote.language import figure_text, period_text
from wardmote.vocabulary import (
    Claim,
    Link,
    Name,
    Part,
    Printed,
    Stressed,
    Strong,
    WebLink,
    When,
)

TEMPLATE = (Path(__file__).parent / "pack.typ").read_text(encoding="utf-8")
MONTHS = range(12)
WHOLE = 14  # rows up to which a table is not parted between pages


# What the shipped fonts were cut to, and the mark for any other character.
DRAWN = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022),
    (0x2026, 0x2026), (0x2030, 0x2030), (0x2032, 0x2033), (0x20AC, 0x20AC), (0x2190, 0x2193),
    (0x2212, 0x2212), (0x2248, 0x2248), (0x2264, 0x2265),
)  # fmt: skip


UNDRAWN = re.compile("[^\n\t" + "".join(f"{chr(low)}-{chr(high)}" for low, high in DRAWN) + "]")


def quoted(text: str) -> str:
    """A Typst string literal; a character that no shipped font has becomes a question mark.

    >>> quoted('say "no"')
    '"say \\\\"no\\\\""'
    """
    return json.dumps(UNDRAWN.sub("?", text), ensure_ascii=False)


class Typst:
    """Renders one document to Typst's own language."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.figures, self.tables = count(1), count(1)
        self.under = 2  # the level of the heading that blocks stand under

    def source(self) -> str:
        """The whole source."""
        d = self.document
        language, _, area = d.language.partition("-")
        region = quoted(area) if area else "none"
        day = f"datetime(year: {d.dated.year}, month: {d.dated.month}, day: {d.dated.day})"
        sections = "".join(self.section(i, s) for i, s in enumerate(d.sections, 1))
        return (
            f"{TEMPLATE}\n#show: pack.with(title: {quoted(d.full_title)}, "
            f"marking: {quoted(d.marking)}, language: {quoted(language)}, "
            f"region: {region}, date: {day}, "
            f"page-of: ({', '.join(map(quoted, page_of()))}))\n"
            f"#kicker({quoted(d.kicker)})\n#heading(level: 1, {quoted(d.title)})\n"
            f"#by({inline(d.by)})\n#dates({quoted(data_to())}, {_pairs(d.data_to)})\n"
            f"{self.opening()}{sections}\n#small({inline(d.about)})\n"
        )

    def opening(self) -> str:
        """The member's page, or the lead alone, or nothing."""
        d = self.document
        lead = f"#lead({inline(d.lead)})\n" if d.lead.parts else ""
        if not d.member_page:
            return lead
        return f"#heading(level: 2, {quoted(for_members())})\n{lead}{self.blocks(d.member_page)}"

    def section(self, number: int, section: Section) -> str:
        """A section, on a page of its own where it wants one."""
        start = "#pagebreak(weak: true)\n" if section.page_break else ""
        counted = (
            f'#text(fill: muted, weight: "regular", "{number}")#h(6pt)'
            if self.document.numbered
            else ""
        )
        self.under = 2
        return (
            f"{start}#heading(level: 2)[{counted}"
            f"#{quoted(section.title)}] <{section.id}>\n{self.blocks(section.blocks)}"
        )

    def heading(self, block: Heading) -> str:
        """A heading inside a section."""
        self.under = 3
        return f"[#heading(level: 3)[#{quoted(block.text)}] <{block.id}>]"

    def blocks(self, blocks: tuple[Any, ...]) -> str:
        """Blocks in order."""
        return "".join(f"#{RENDERED[type(b)](self, b)}\n" for b in blocks)

    def paragraph(self, block: Paragraph) -> str:
        """A paragraph in its role."""
        if block.number:
            return f"numbered-par({quoted(block.number)}, {inline(block.claim)})"
        kind = {Role.LEAD: "lead", Role.SMALL: "small", Role.LABEL: "label-line"}
        return f"{kind.get(block.role, 'par')}({inline(block.claim)})"

    def note(self, block: Note) -> str:
        """A caveat."""
        return "note[" + " #parbreak() ".join(f"#{inline(c)}" for c in block.claims) + "]"

    def bullets(self, block: Bullets) -> str:
        """A list."""
        if any(i.mark for i in block.items):
            items = ", ".join(f"({quoted(i.mark)}, {_item(i)})" for i in block.items)
            return f"lettered({items},)"
        return (
            ("numbered(" if block.numbered else "entries(")
            + ", ".join(_item(i) for i in block.items)
            + ")"
        )

    def quadrants(self, block: Quadrants) -> str:
        """The member's page."""
        made = []
        for quadrant in block.blocks:
            body = (
                self.bullets(quadrant.content)
                if quadrant.content.items
                else (f"small[#{quoted(quadrant.empty)}]")
            )
            made.append(f"quadrant({quoted(quadrant.title)}, {body})")
        return f"quadrants({', '.join(made)})"

    def terms(self, block: Terms) -> str:
        """Terms in a row."""
        return f"terms-line({_pairs(block)})"

    def table(self, block: Table) -> str:
        """A table with its header row marked as one."""
        cells = []
        for group in block.groups:
            if group.title:
                cells.append(
                    f"table.cell(colspan: {len(block.columns)}, inset: (top: 9pt, bottom: 3pt, "
                    f"x: 3pt), strong({inline(group.title)}))"
                )
            for row in group.rows:
                cells.append(f'text(weight: "semibold", {inline(row.header)})')
                cells += [_cell(c) for c in row.cells]
        if block.dense:
            shares = [0.8, *(1.0 for _ in block.columns[1:])]
            shares[-2:] = [1.25, 1.4] if len(shares) > len(MONTHS) + 1 else shares[-2:]
            widths = ", ".join(f"{s}fr" for s in shares)
        elif all(c.number for c in block.columns[1:]):
            widths = "1fr, " + ", ".join("auto" for _ in block.columns[1:])
        else:
            widths = ", ".join("auto" if c.number else f"{c.weight}fr" for c in block.columns)
        aligns = ", ".join(
            "right" if c.number and i else "left" for i, c in enumerate(block.columns)
        )
        heads = ", ".join(quoted(c.title) for c in block.columns)
        rows = sum(len(g.rows) + (g.title is not None) for g in block.groups)
        body = (
            f"data-table({'7.4pt' if block.dense else '8.4pt'}, {'2pt' if block.dense else '3pt'}, "
            f"{'false' if rows <= WHOLE else 'true'}, ({widths},), ({aligns},), "
            f"({heads},), {', '.join(cells)})"
        )
        if not block.numbered:
            return body
        subtitle = inline(block.subtitle) if block.subtitle else "none"
        title = table_title(next(self.tables), block.caption)
        return f"caption({quoted(title)}, {subtitle})\n#{body}"

    def chart(self, block: ChartFigure) -> str:
        """A chart with its words as alternative text."""
        number = next(self.figures)
        drawing = draw(block.chart, Width.WIDE, f"c{number}")
        return (
            f"chart({self.under + 1}, {quoted(figure_name(number))}, {inline(block.title)}, "
            f"{inline(block.subtitle)}, "
            f"{quoted(drawing)}, {quoted(block.alternative)}, {self.terms(block.footer)})"
        )

    def subheading(self, block: Subheading) -> str:
        """A heading within a commentary."""
        return f"heading(level: 4, {inline(block.claim)})"

    def commentary(self, block: Commentary) -> str:
        """Somebody's words, set apart from the findings and headed by whose they are."""
        check = "".join(f"#small({inline(c)})" for c in block.check)
        return (
            f"commentary({quoted(block.title)}, {inline(block.by)})"
            f"[{self.blocks(block.blocks)}{check}]"
        )

    def icon_key(self, _block: IconKey) -> str:
        """Every icon with its word."""
        pairs = " #h(6pt) ".join(
            f"#box[#{_icon(icon)} #text(size: 7.6pt, fill: muted, {quoted(icon_word(icon))})]"
            for icon in ICONS
        )
        return f"block(above: 1em)[{pairs}]"


RENDERED: dict[type, Callable[[Typst, Any], str]] = {
    Paragraph: Typst.paragraph,
    Heading: Typst.heading,
    Note: Typst.note,
    Bullets: Typst.bullets,
    Quadrants: Typst.quadrants,
    Terms: Typst.terms,
    Table: Typst.table,
    ChartFigure: Typst.chart,
    IconKey: Typst.icon_key,
    Subheading: Typst.subheading,
    Commentary: Typst.commentary,
}


def render_pdf(document: Document) -> bytes:
    """The document as a tagged PDF whose bytes follow from its content alone."""
    noon = datetime.combine(document.dated, time(12), tzinfo=UTC)
    source: bytes = Typst(document).source().encode()
    made = compiler().compile(
        source, format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=int(noon.timestamp())
    )
    if not isinstance(made, bytes):
        raise TypeError("Typst gave back no single file")
    return made


def inline(claim: Claim) -> str:
    """A claim as a block of content."""
    return "[" + "".join(_inline(p) for p in claim.parts) + "]"


def _inline(part: Part) -> str:
    match part:
        case str() as text:
            return f"#{quoted(text)}"
        case Printed(figure, form):
            return f"#{quoted(figure_text(figure, form))}"
        case When(period, form):
            return f"#{quoted(period_text(period, form))}"
        case Name(text):
            return f"#{quoted(text)}"
        case Link(target, text):
            return f"#link(<{target}>, {quoted(text)})"
        case WebLink(address, text):
            return f"#link({quoted(address)}, {quoted(text)})"
        case Strong(inner):
            return "#strong[" + "".join(_inline(p) for p in inner) + "]"
        case Stressed(inner):
            return "#emph[" + "".join(_inline(p) for p in inner) + "]"


def _item(item: Item) -> str:
    mark = f"#{_icon(item.icon)} " if item.icon else ""
    return f"[{mark}#{inline(item.claim)}]"


def _icon(icon: Icon) -> str:
    return f"icon({quoted(icon_svg(icon))})"


def _cell(cell: Cell) -> str:
    if cell.icon:
        return f"[#{_icon(cell.icon)} #{quoted(icon_word(cell.icon))}]"
    if cell.claim is None:
        return f"text(fill: muted, {quoted(cell.shorthand)})"
    return f"strong({inline(cell.claim)})" if cell.strong else inline(cell.claim)


def _pairs(terms: Terms) -> str:
    return ", ".join(f"({quoted(term)}, {inline(claim)})" for term, claim in terms.pairs)
