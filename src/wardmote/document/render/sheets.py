"""Spreadsheets: a cover, contents, notes, and one table a sheet, with numbers as numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from wardmote.document.nodes import (
    Bullets,
    Cell,
    ChartFigure,
    Commentary,
    Document,
    Heading,
    Note,
    Paragraph,
    Quadrants,
    Subheading,
    Table,
    Terms,
)
from wardmote.document.render.chart_data import FORMATS, Drawn, Line, Value, drawn_in, number_of
from wardmote.document.render.containers import fixed
from wardmote.document.render.counted import data_to
from wardmote.document.render.icons import icon_word
from wardmote.language import claim_text, day_text, message, translated
from wardmote.vocabulary import Claim, Figure, Hedge, Printed, Style, flat

MOST_NAME = 31  # letters of a sheet's name
SHORTHAND = (
    ("[x]", message("not available")),
    ("[z]", message("not applicable")),
    ("[c]", message("withheld, so that nobody can be known by it")),
    ("[low]", message("less than half of what the figure is rounded to")),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, what stands above its table, the table's rows with their header."""

    name: str
    title: str
    above: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[Line, ...]


def sheets_of(document: Document) -> list[Sheet]:
    """The sheets of a document, in its order: cover, contents, notes, then each table."""
    tables: list[tuple[str, Table | Drawn]] = [*_tables(document), *drawn_in(document)]
    cover = Sheet(
        translated("Cover"),
        document.title,
        (),
        (translated("What"), translated("Which")),
        (
            _words(translated("For"), document.kicker),
            _words(translated("By"), claim_text(document.by)),
            _words(translated("Marking"), document.marking),
            _words(translated("Dated"), day_text(document.dated)),
            *(_words(f"{data_to()}: {term}", claim_text(c)) for term, c in document.data_to.pairs),
            *(
                [_words(translated("In short"), claim_text(document.lead))]
                if document.lead.parts
                else []
            ),
            _words(translated("About"), claim_text(document.about)),
        ),
    )
    names = _names([t.caption for _, t in tables])
    contents = Sheet(
        translated("Contents"),
        translated("Contents"),
        (),
        (translated("Sheet"), translated("What it holds"), translated("Section")),
        tuple(
            _words(name, table.caption, section)
            for name, (section, table) in zip(names, tables, strict=True)
        ),
    )
    notes = Sheet(
        translated("Notes"),
        translated("Notes"),
        (translated("Symbols that stand where no number does, and what the paper says."),),
        (translated("Note"), translated("Text")),
        (
            *(_words(s, translated(meaning)) for s, meaning in SHORTHAND),
            *(_words(place, text) for place, text in _said(document)),
        ),
    )
    return [
        cover,
        contents,
        notes,
        *(
            Sheet(name, made.caption, made.above, made.header, made.rows)
            if isinstance(made, Drawn)
            else _sheet(name, made)
            for name, (_, made) in zip(names, tables, strict=True)
        ),
    ]


def _words(*texts: str) -> Line:
    """A line of words."""
    return [(text, "") for text in texts]


def _tables(document: Document) -> Iterator[tuple[str, Table]]:
    for block in document.member_page:
        if isinstance(block, Table):
            yield translated("For members"), block
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield section.title, block


def _said(document: Document) -> Iterator[tuple[str, str]]:
    """Every sentence of the paper with its place, so that no file says less than another."""
    places = [(translated("For members"), document.member_page), *(
        (f"{n} {s.title}" if document.numbered else s.title, s.blocks)
        for n, s in enumerate(document.sections, 1)
    )]  # fmt: skip
    for place, blocks in places:
        for block in blocks:
            for text in _texts(block):
                yield place, text


def _texts(block: object) -> Iterator[str]:
    match block:
        case Paragraph():
            yield f"{block.number} {claim_text(block.claim)}".lstrip()
        case Heading():
            yield block.text
        case Note():
            yield from (claim_text(c) for c in block.claims)
        case Bullets():
            for number, item in enumerate(block.items, 1):
                lead = f"{number}. " if block.numbered else f"{item.mark} " if item.mark else ""
                icon = f"{icon_word(item.icon)}: " if item.icon else ""
                yield f"{lead}{icon}{claim_text(item.claim)}"
        case Commentary():
            said = [t for inner in block.blocks for t in _texts(inner)]
            for text in (claim_text(block.by), *said, *(claim_text(c) for c in block.check)):
                yield f"{block.title}: {text}"
        case Subheading():
            yield claim_text(block.claim)
        case Quadrants():
            for quadrant in block.blocks:
                yield from (f"{quadrant.title}: {t}" for t in _texts(quadrant.content))
                if not quadrant.content.items:
                    yield f"{quadrant.title}: {quadrant.empty}"
        case ChartFigure():
            yield translated("Figure: {title}. {subtitle}").format(
                title=claim_text(block.title), subtitle=claim_text(block.subtitle)
            )
            yield claim_text(block.description)
            yield from _texts(block.footer)
        case Terms():
            yield from (f"{term}: {claim_text(claim)}" for term, claim in block.pairs)


def _sheet(name: str, table: Table) -> Sheet:
    above = [claim_text(table.subtitle)] if table.subtitle else []
    grouped = any(g.title for g in table.groups)
    header = [c.title or translated("Measure") for c in table.columns]
    rows: list[Line] = []
    for group in table.groups:
        lead: list[tuple[Value, str]] = (
            [(claim_text(group.title) if group.title else "", "")] if grouped else []
        )
        rows += [
            [*lead, (claim_text(row.header), ""), *(_value(cell) for cell in row.cells)]
            for row in group.rows
        ]
    named = _once([*([translated("Group")] if grouped else []), *header])
    return Sheet(name, table.caption, tuple(above), tuple(named), tuple(rows))


def _value(cell: Cell) -> tuple[Value, str]:
    """A cell's number with how it is shown, where it holds one number alone; else its words."""
    if cell.icon:
        return icon_word(cell.icon), ""
    if cell.claim is None:
        return cell.shorthand, ""
    figure = _alone(cell.claim)
    if figure is None:
        return claim_text(cell.claim), ""
    return number_of(figure)


def _alone(claim: Claim) -> Figure | None:
    """The figure that a claim is made of, if it is nothing else."""
    parts = [p for p in flat(claim.parts) if not (isinstance(p, str) and not p.strip(" %+"))]
    if len(parts) != 1 or not isinstance(parts[0], Printed):
        return None
    figure = parts[0].figure
    plain = figure.hedge is Hedge.NONE and figure.style not in (Style.RANK, Style.CHANCE)
    return figure if plain else None


def _names(captions: Sequence[str]) -> list[str]:
    """Names of sheets: short, without the letters that no sheet may have, none twice."""
    made: list[str] = []
    for number, caption in enumerate(captions, 1):
        bare = " ".join(re.sub(r"[\[\]:*?/\\']", " ", caption).split())
        name = f"{number} {bare}"
        if len(name) > MOST_NAME:
            name = name[: MOST_NAME + 1].rpartition(" ")[0] or name[:MOST_NAME]
        made.append(name.rstrip(" ,"))
    return made


def render_xlsx(document: Document) -> bytes:
    """The tables as an Excel workbook whose bytes follow from its content alone."""
    import xlsxwriter

    made = io.BytesIO()
    noon = datetime.combine(document.dated, time(12), tzinfo=UTC).replace(tzinfo=None)
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False,
                                    "strings_to_urls": False}) as book:  # fmt: skip
        book.set_properties({"title": document.title, "author": "wardmote", "created": noon})
        title = book.add_format({"bold": True, "font_size": 14})
        head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"})
        words = book.add_format({"text_wrap": True, "valign": "top"})
        formats = {f: book.add_format({"num_format": f, "valign": "top"}) for f in FORMATS.values()}
        for n, sheet in enumerate(sheets_of(document)):
            page = book.add_worksheet(sheet.name)
            page.write_string(0, 0, sheet.title, title)
            for i, text in enumerate(sheet.above, 1):
                page.write_string(i, 0, text)
            top = 1 + len(sheet.above)
            page.set_column(0, 0, 30)
            page.set_column(1, len(sheet.header), 70 if n < 3 else 18)
            for r, line in enumerate(sheet.rows, top + 1):
                for c, (value, shown) in enumerate(line):
                    if isinstance(value, str):
                        page.write_string(r, c, value, words)
                    else:
                        page.write_number(r, c, value, formats[shown])
            for c, text in enumerate(sheet.header if not sheet.rows else ()):
                page.write_string(top, c, text, head)
            if sheet.rows:
                page.add_table(
                    top, 0, top + len(sheet.rows), len(sheet.header) - 1,
                    {"columns": [{"header": h, "header_format": head} for h in sheet.header],
                     "name": f"table_{n + 1}", "style": None, "autofilter": False},
                )  # fmt: skip
            page.freeze_panes(top + 1, 0)
    return fixed(made.getvalue())


def _once(header: Sequence[str]) -> list[str]:
    """Headings none of which is there twice, as a table of Excel wants."""
    made: list[str] = []
    for text in header:
        bare, n = text or translated("Column"), 2
        name = bare
        while name.casefold() in {m.casefold() for m in made}:
            name, n = f"{bare} {n}", n + 1
        made.append(name)
    return made


def render_ods(document: Document) -> bytes:
    """The same sheets as an OpenDocument spreadsheet."""
    return fixed(_open_document(document))


def _open_document(document: Document) -> bytes:
    from xml.sax.saxutils import escape, quoteattr

    def words(text: str, style: str = "words") -> str:
        return (f'<table:table-cell office:value-type="string" table:style-name="{style}">'
                f"<text:p>{escape(text)}</text:p></table:table-cell>")  # fmt: skip

    def cell(value: Value, shown: str) -> str:
        if isinstance(value, str):
            return words(value)
        decimals = next(d for d, f in FORMATS.items() if f == shown)
        return (f'<table:table-cell office:value-type="float" office:value="{value!r}" '
                f'table:style-name="number{decimals}"><text:p>{value:,.{decimals}f}</text:p>'
                "</table:table-cell>")  # fmt: skip

    pages = []
    for n, sheet in enumerate(sheets_of(document)):
        wide = len(sheet.header)
        lines = [f"<table:table-row>{words(sheet.title, 'title')}</table:table-row>"]
        lines += [f"<table:table-row>{words(t, 'plain')}</table:table-row>" for t in sheet.above]
        head = "".join(words(h, "head") for h in sheet.header)
        lines.append(
            "<table:table-header-rows><table:table-row>" + head
            + "</table:table-row></table:table-header-rows>"
        )  # fmt: skip
        lines += [
            "<table:table-row>" + "".join(cell(v, s) for v, s in line) + "</table:table-row>"
            for line in sheet.rows
        ]
        columns = (
            '<table:table-column table:style-name="first"/><table:table-column '
            f'table:style-name="{"wide" if n < 3 else "other"}" '
            f'table:number-columns-repeated="{max(wide - 1, 1)}"/>'
        )
        pages.append(
            f"<table:table table:name={quoteattr(sheet.name)}>{columns}{''.join(lines)}"
            "</table:table>"
        )
    return _packed(document, "".join(pages))


SPACES = " ".join(
    f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"'
    for k, v in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"),
        ("number", "datastyle"), ("fo", "xsl-fo-compatible"), ("meta", "meta"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
KIND = "application/vnd.oasis.opendocument.spreadsheet"


def _packed(document: Document, tables: str) -> bytes:
    import zipfile
    from xml.sax.saxutils import escape

    language, _, country = document.language.partition("-")
    numbers = "".join(
        f'<number:number-style style:name="n{d}"><number:number number:decimal-places="{d}" '
        f'number:min-decimal-places="{d}" number:min-integer-digits="1" number:grouping="true"/>'
        f'</number:number-style><style:style style:name="number{d}" style:family="table-cell" '
        f'style:data-style-name="n{d}"/>'
        for d in FORMATS
    )
    bold = '<style:text-properties fo:font-weight="bold"{}/>'
    styles = (
        numbers
        + '<style:style style:name="words" style:family="table-cell"><style:table-cell-properties '
        'fo:wrap-option="wrap" style:vertical-align="top"/></style:style>'
        '<style:style style:name="plain" style:family="table-cell"/>'
        '<style:style style:name="title" style:family="table-cell">'
        + bold.format(' fo:font-size="14pt"')
        + '</style:style><style:style style:name="head" style:family="table-cell">'
        '<style:table-cell-properties fo:wrap-option="wrap" '
        'fo:border-bottom="0.5pt solid #000000"/>'
        + bold.format("") + "</style:style>"
        + "".join(
            f'<style:style style:name="{name}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width}cm"/></style:style>'
            for name, width in (("first", 6), ("wide", 13), ("other", 3.6))
        )
    )  # fmt: skip
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} '
        f'office:version="1.3"><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    defaults = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-styles {SPACES} '
        'office:version="1.3"><office:styles><style:default-style style:family="table-cell">'
        f'<style:text-properties fo:language="{language}" fo:country="{country or "none"}" '
        'fo:font-family="Arial" fo:font-size="10pt"/></style:default-style></office:styles>'
        "</office:document-styles>"
    )
    noon = f"{document.dated.isoformat()}T12:00:00"
    meta = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-meta {SPACES} '
        f'office:version="1.3"><office:meta><dc:title>{escape(document.title)}</dc:title>'
        f"<dc:language>{document.language}</dc:language><meta:creation-date>{noon}"
        f"</meta:creation-date><dc:date>{noon}</dc:date><meta:generator>wardmote"
        "</meta:generator></office:meta></office:document-meta>"
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{space}" '
        f'manifest:version="1.3"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{KIND}"/>'
        + "".join(
            f'<manifest:file-entry manifest:full-path="{n}" manifest:media-type="text/xml"/>'
            for n in ("content.xml", "styles.xml", "meta.xml")
        )
        + "</manifest:manifest>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("mimetype", KIND, zipfile.ZIP_STORED)
        for name, text in (("content.xml", content), ("styles.xml", defaults), ("meta.xml", meta),
                           ("META-INF/manifest.xml", manifest)):  # fmt: skip
            target.writestr(name, text)
    return made.getvalue()
