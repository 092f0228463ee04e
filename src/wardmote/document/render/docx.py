"""DOCX: real headings and styles, header rows, alternative text, language; fixed bytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime, time
from itertools import count
from typing import Any

from wardmote.document.chart import Width, draw
from wardmote.document.nodes import (
    Bullets,
    ChartFigure,
    Commentary,
    Document,
    Heading,
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
from wardmote.document.render.chart_data import charts_in
from wardmote.document.render.containers import fixed
from wardmote.document.render.counted import (
    data_to,
    figure_name,
    figure_title,
    for_members,
    table_title,
)
from wardmote.document.render.icons import ICONS, icon_word
from wardmote.document.render.pictures import pictures
from wardmote.document.render.word import (
    CELL,
    CELL_SMALL,
    MANY,
    WIDE,
    add_row,
    add_run,
    anchor,
    cell_text,
    element,
    named,
    ruled,
    ruled_off,
    spans,
    target_of,
    widths,
)
from wardmote.language import claim_text, day_text, translated
from wardmote.vocabulary import Claim

FONT = "Arial"  # Word's readers have it; the shipped font is not embedded in Word files
INK, MUTED, BLUE = "1C2126", "565C63", "12436D"


class Word:
    """Renders one document; numbers its figures and tables as it goes."""

    def __init__(self, document: Document) -> None:
        import docx

        self.document = document
        self.file = docx.Document()
        self.figures, self.tables, self.marks = count(1), count(1), count(1)
        self.under = 1  # the level of the heading that blocks stand under
        self._styles()
        charts = {c.id: draw(c.chart, Width.WIDE, "c") for c in charts_in(document)}
        self.pictures = dict(zip(charts, pictures(charts.values()), strict=True))
        self.styles = {style.name: style.style_id for style in self.file.styles}

    def _styles(self) -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Cm, Pt, RGBColor

        page = self.file.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2.2)
        page.top_margin = page.bottom_margin = Cm(2)
        sizes = {"Normal": 10, "Title": 22, "Heading 1": 16, "Heading 2": 12, "Heading 3": 10.5,
                 "Caption": 9}  # fmt: skip
        for name, size in sizes.items():
            style = self.file.styles[name]
            style.font.name, style.font.size = FONT, Pt(size)
            style.font.color.rgb = RGBColor.from_string(INK)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(named(kind), FONT)
            for theme in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
                fonts.attrib.pop(named(f"w:{theme}"), None)
            if name != "Normal":
                style.font.bold = True
                style.paragraph_format.keep_with_next = True
        self.file.styles["Normal"].paragraph_format.space_after = Pt(6)
        for name, size in ((CELL, 8.5), (CELL_SMALL, 6.5)):
            style = self.file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = self.file.styles["Normal"]
            style.font.size = Pt(size)
            style.paragraph_format.space_after = 0
        defaults = self.file.styles.element.find(
            ".//" + named("w:rPrDefault") + "/" + named("w:rPr")
        )
        for run in (self.file.styles["Normal"].element.get_or_add_rPr(), defaults):
            if run is not None:
                for old in run.findall(named("w:lang")):
                    run.remove(old)
                run.append(element("w:lang", {"w:val": self.document.language}))

    def whole(self) -> bytes:
        """The whole file."""
        d = self.document
        for part in (self.file.sections[0].header, self.file.sections[0].footer):
            line = part.paragraphs[0]
            line.text, line.alignment = d.marking, 1
        self._text(d.kicker, "Normal", muted=True)
        self._text(d.title, "Title")
        self._claim(d.by, muted=True)
        self._heading(data_to(), 1)
        self.dates(d.data_to)
        if d.member_page:
            self._heading(for_members(), 1)
        if d.lead.parts:
            self._claim(d.lead, size=12)
        self.blocks(d.member_page)
        for number, section in enumerate(d.sections, 1):
            self.section(number, section)
        self._claim(d.about, muted=True)
        noon = datetime.combine(d.dated, time(12), tzinfo=UTC).replace(tzinfo=None)
        core = self.file.core_properties
        core.title, core.author, core.language = d.full_title, "wardmote", d.language
        core.keywords = claim_text(d.about)  # by which a copy that comes back is known
        core.created = core.modified = noon
        core.last_modified_by, core.comments, core.revision = "wardmote", day_text(d.dated), 1
        made = io.BytesIO()
        self.file.save(made)
        return fixed(made.getvalue())

    def section(self, number: int, section: Section) -> None:
        """A section under its heading, numbered where the paper's sections are."""
        counted = f"{number} " if self.document.numbered else ""
        heading = self._heading(f"{counted}{section.title}", 1)
        self.under = 1
        heading.paragraph_format.page_break_before = section.page_break
        self._bookmark(heading, section.id)
        self.blocks(section.blocks)

    def blocks(self, blocks: tuple[Any, ...]) -> None:
        """Blocks in order."""
        for block in blocks:
            RENDERED[type(block)](self, block)

    def heading(self, block: Heading) -> None:
        """A heading inside a section."""
        self.under = 2
        self._bookmark(self._heading(block.text, 2), block.id)

    def paragraph(self, block: Paragraph) -> None:
        """A paragraph in its role, its number as text."""
        if block.number:
            self._runs(self._marked(block.number, 0), block.claim)
            return
        self._claim(
            block.claim, muted=block.role is Role.SMALL,
            size=12 if block.role is Role.LEAD else 9 if block.role is Role.SMALL else 0,
            bold=block.role is Role.LABEL,
        )  # fmt: skip

    def note(self, block: Note) -> None:
        """A caveat, set in."""
        from docx.shared import Cm, Pt

        for claim in block.claims:
            form = self._claim(claim, size=9).paragraph_format
            form.left_indent, form.space_after = Cm(0.6), Pt(2)

    def bullets(self, block: Bullets) -> None:
        """A list; numbers and letters are text, so that they are never renumbered."""
        if any(i.mark for i in block.items):
            for item in block.items:
                self._icon_and_claim(self._marked(item.mark, 1), item)
            return
        for number, item in enumerate(block.items, 1):
            self._item(item, f"{number}. " if block.numbered else "")

    def _item(self, item: Item, lead: str) -> None:
        from docx.shared import Cm

        line = self._line("Normal" if lead else "List Bullet")
        if lead:
            line.paragraph_format.left_indent = Cm(0.75)
            line.paragraph_format.first_line_indent = Cm(-0.75)
            add_run(line._p, lead, bold=True)
        self._icon_and_claim(line, item)

    def _icon_and_claim(self, line: Any, item: Item) -> None:
        if item.icon:
            add_run(line._p, f"{icon_word(item.icon)}: ", bold=True)
        self._runs(line, item.claim)

    def _marked(self, mark: str, depth: int) -> Any:
        """A line that hangs from its number or letter."""
        from docx.shared import Cm

        line = self.file.add_paragraph()
        line.paragraph_format.left_indent = Cm(0.9 * (depth + 1))
        line.paragraph_format.first_line_indent = Cm(-0.9)
        line.paragraph_format.tab_stops.add_tab_stop(Cm(0.9 * (depth + 1)))
        add_run(line._p, f"{mark}\t")
        return line

    def quadrants(self, block: Quadrants) -> None:
        """The member's page, one block after the other."""
        for quadrant in block.blocks:
            self._heading(quadrant.title, 2)
            if quadrant.content.items:
                self.bullets(quadrant.content)
            else:
                self._text(quadrant.empty, "Normal", muted=True)

    def terms(self, block: Terms) -> None:
        """Terms in one small line, as under a chart."""
        line = self._line()
        for term, claim in block.pairs:
            add_run(line._p, f"{term}: ", bold=True, colour=MUTED, points=8)
            self._runs(line, claim, colour=MUTED, points=8)
            if claim is not block.pairs[-1][1]:
                add_run(line._p, ".  ", colour=MUTED, points=8)

    def dates(self, block: Terms) -> None:
        """Terms in a line each, as on the title page."""
        for term, claim in block.pairs:
            line = self._line()
            line.paragraph_format.space_after = 0
            add_run(line._p, f"{term}: ", bold=True)
            self._runs(line, claim)

    def table(self, block: Table) -> None:
        """A table with its header row marked, repeated on each page, and its rows kept whole."""
        from docx.shared import Cm, Pt

        caption = block.caption
        if block.numbered:
            caption = table_title(next(self.tables), caption)
        title = self._line("Caption")
        title.paragraph_format.keep_with_next = True
        add_run(title._p, caption, bold=True)
        self._bookmark(title, block.id)
        if block.subtitle:
            add_run(title._p, ". ")
            self._runs(title, block.subtitle)
        small = len(block.columns) > MANY
        table = self.file.add_table(0, len(block.columns))
        ruled(table, tight=small)
        self._described(table, caption, claim_text(block.subtitle) if block.subtitle else "")
        wide = [Cm(width) for width in widths(block)]
        for column, width in zip(table.columns, wide, strict=True):
            column.width = width
        twips = [width.twips for width in wide]
        add_cell = add_row(table._tbl, twips, header=True)
        for at, column in enumerate(block.columns):
            add_cell(column.title, bold=True, right=column.number and at > 0, small=small)
        for group in block.groups:
            if group.title:
                add_row(table._tbl, twips)(
                    claim_text(group.title), bold=True, small=small, whole=True
                )
            for row in group.rows:
                add_cell = add_row(table._tbl, twips)
                add_cell(claim_text(row.header), bold=True, small=small)
                for value, column in zip(row.cells, block.columns[1:], strict=True):
                    add_cell(cell_text(value), bold=value.strong, right=column.number, small=small)
        gap = self._line().paragraph_format
        gap.space_after, gap.line_spacing = 0, Pt(6)

    def chart(self, block: ChartFigure) -> None:
        """A chart as a picture with its words, its title as a heading and its footer."""
        number = next(self.figures)
        heading = self._heading(figure_title(number, claim_text(block.title)), self.under + 1)
        self._bookmark(heading, block.id)
        line = self._claim(block.subtitle, muted=True, size=9)
        line.paragraph_format.keep_with_next = True
        shown = self._picture(self.pictures[block.id].result()).docPr
        shown.set("descr", block.alternative)
        shown.set("name", figure_name(number))
        self.terms(block.footer)

    def _picture(self, png: bytes) -> Any:
        """A picture as wide as the text, in a line of its own. python-docx would look through the
        whole document for the next free number, a picture at a time."""
        from docx.oxml.shape import CT_Inline
        from docx.shared import Cm

        place, image = self.file.part.get_or_add_image(io.BytesIO(png))
        wide, high = image.scaled_dimensions(Cm(WIDE), None)
        inline = CT_Inline.new_pic_inline(next(self.marks), place, image.filename, wide, high)
        self.file.add_paragraph().add_run()._r.add_drawing(inline)
        return inline

    def subheading(self, block: Subheading) -> None:
        """A heading within a commentary."""
        self._heading(claim_text(block.claim), 3)

    def commentary(self, block: Commentary) -> None:
        """Somebody's words between two rules, headed by whose they are."""
        heading = self._heading(block.title, 2)
        self._bookmark(heading, block.id)
        ruled_off(heading, "top", BLUE)
        self._claim(block.by, muted=True, size=9).paragraph_format.keep_with_next = True
        self.blocks(block.blocks)
        for claim in block.check:
            self._claim(claim, muted=True, size=9)
        ruled_off(self.file.paragraphs[-1], "bottom", BLUE)

    def icon_key(self, _block: IconKey) -> None:
        """The words that the icons of the other formats stand for."""
        words = "; ".join(map(icon_word, ICONS))
        said = translated("Words for variation and assurance: {words}.").format(words=words)
        self._text(said, "Normal", muted=True)

    def _line(self, style: str = "Normal") -> Any:
        """A new paragraph at the end of the paper."""
        from docx.text.paragraph import Paragraph as Line

        body = self.file.element.body
        made = element("w:p", {})
        body[-1].addprevious(made)  # the last element is the section's properties
        if style != "Normal":
            form = made.get_or_add_pPr()
            form.append(element("w:pStyle", {"w:val": self.styles[style]}))
        return Line(made, self.file._body)

    def _heading(self, text: str, level: int) -> Any:
        line = self._line(f"Heading {level}")
        add_run(line._p, text)
        return line

    def _text(self, text: str, style: str, *, muted: bool = False) -> Any:
        line = self._line(style)
        add_run(line._p, text, colour=MUTED if muted else "")
        return line

    def _claim(
        self, claim: Claim, *, muted: bool = False, size: int = 0, bold: bool = False
    ) -> Any:  # fmt: skip
        line = self._line()
        self._runs(line, claim, colour=MUTED if muted else "", points=size, bold=bold)
        return line

    def _runs(
        self, line: Any, claim: Claim, *, colour: str = "", points: float = 0, bold: bool = False
    ) -> None:
        for text, strong, stressed, to in spans(claim.parts):
            under = line._p
            if to:
                under = element("w:hyperlink", target_of(line, to))
                line._p.append(under)
            add_run(
                under, text, bold=strong or bold, italic=stressed, points=points,
                colour=BLUE if to else colour, underlined=bool(to),
            )  # fmt: skip

    def _bookmark(self, line: Any, name: str) -> None:
        number = str(next(self.marks))
        line._p.insert(
            1, element("w:bookmarkStart", {"w:id": number, "w:name": anchor(name)})
        )  # fmt: skip
        line._p.append(element("w:bookmarkEnd", {"w:id": number}))

    def _described(self, table: Any, title: str, text: str) -> None:
        properties = table._tbl.tblPr
        properties.append(element("w:tblCaption", {"w:val": title}))
        if text:
            properties.append(element("w:tblDescription", {"w:val": text}))


RENDERED: dict[type, Callable[[Word, Any], None]] = {
    Paragraph: Word.paragraph,
    Heading: Word.heading,
    Note: Word.note,
    Bullets: Word.bullets,
    Quadrants: Word.quadrants,
    Terms: Word.terms,
    Table: Word.table,
    ChartFigure: Word.chart,
    IconKey: Word.icon_key,
    Subheading: Word.subheading,
    Commentary: Word.commentary,
}


def render_docx(document: Document) -> bytes:
    """The document as a Word file whose bytes follow from its content alone."""
    return Word(document).whole()
