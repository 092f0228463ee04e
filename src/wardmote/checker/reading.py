"""Papers in the formats that people write them in. Libraries do the reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from wardmote.checker.paper import Heading, Paper, Raw, paper_of
from wardmote.vocabulary import UserError, nearest

Blocks = Iterator[tuple[int, Raw]]


def read_paper(path: Path) -> Paper:
    """Read a paper by its format. Raises UserError when it cannot be read, and why."""
    if not path.is_file():
        raise UserError(f"there is no file {path}")
    kind = path.suffix.lower()
    if kind not in READERS:
        raise UserError(
            f"{path.name}: papers are read as {', '.join(READERS)}; {nearest(kind, READERS)}"
        )
    try:
        paper = paper_of(path.name, READERS[kind](path))
    except UserError:
        raise
    except Exception as error:  # any fault of a library on a damaged file is the file's
        raise UserError(
            f"{path.name} cannot be read as {kind}: {type(error).__name__}: {error}. "
            "It may be damaged, or be of another format than its name says"
        ) from error
    if not paper.blocks:
        raise UserError(f"{path.name} holds no text; a scanned paper needs text recognition first")
    return paper


def _text(path: Path) -> Blocks:
    yield from _of_lines(_decoded(path))


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _of_lines(text: str) -> Blocks:
    """Paragraphs, and tables whose cells are kept apart by tabs or by two spaces."""
    rows: list[list[str]] = []
    prose: list[str] = []
    page = 1
    for line in text.splitlines():
        page += line.count("\f")
        cells = _cells(line)
        if rows and not cells and not line.strip() and "\t" in line:
            continue
        if cells:
            yield from _prose(prose, page)
            rows.append(cells)
            continue
        if rows:
            yield page, rows
            rows = []
        if not line.strip() or re.match(r"\s*(?:[-•–*]|\d+[.)]|[a-z]\))\s+", line):
            yield from _prose(prose, page)
        if line.strip():
            prose.append(line.strip())
    if rows:
        yield page, rows
    yield from _prose(prose, page)


def _prose(lines: list[str], page: int) -> Blocks:
    if lines:
        yield page, re.sub(r"^(?:[-•–*]|\d+[.)])\s+", "", " ".join(lines))
        lines.clear()


def _cells(line: str) -> list[str]:
    """The cells of a line of a table, or none."""
    if "\t" in line.strip():
        if sum(bool(c.strip()) for c in line.split("\t")) < 2:
            return []
        return [c.strip() for c in line.rstrip("\n").split("\t")]
    cells = re.split(r"\s{2,}", line.strip())
    numbers = sum(bool(re.fullmatch(r"[(+\-−]?£?[\d,.]+%?\)?", c)) for c in cells)
    return cells if len(cells) > 2 or (len(cells) == 2 and numbers == 1) else []


def _markdown(path: Path) -> Blocks:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(_decoded(path))
    rows: list[list[str]] = []
    in_table, level = False, 0
    for token in tokens:
        if token.type == "table_open":
            rows, in_table = [], True
        elif token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            in_table = False
            yield 1, rows
        elif token.type == "inline":
            text = "".join(
                child.content if child.type in ("text", "code_inline") else " "
                if child.type in ("softbreak", "hardbreak") else ""
                for child in token.children or []
            )  # fmt: skip
            if in_table:
                rows[-1].append(text)
            else:
                yield 1, Heading(text, level) if level else text


def _html(path: Path) -> Blocks:
    from lxml import html

    tree = html.document_fromstring(path.read_bytes())
    for dead in tree.xpath("//script|//style|//nav|//svg|//template"):
        dead.drop_tree()
    for node in tree.iter("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote"):
        if node.tag == "table":
            yield (
                1,
                [
                    [" ".join(cell.text_content().split()) for cell in row.xpath("./th|./td")]
                    for row in node.xpath(".//tr")
                ],
            )
        elif not node.xpath("ancestor::table") and not node.xpath("./p|./ul|./ol|./table"):
            text = node.text_content()
            yield 1, Heading(text, int(node.tag[1:])) if node.tag[0] == "h" else text


def _docx(path: Path) -> Blocks:
    import docx
    from docx.table import Table

    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            yield 1, [[" ".join(cell.text.split()) for cell in row.cells] for row in block.rows]
        else:
            style = re.fullmatch(r"Heading (\d)", (block.style.name if block.style else "") or "")
            yield 1, Heading(block.text, int(style[1])) if style else block.text


def _odt(path: Path) -> Blocks:
    from odfdo import Document

    body = Document(str(path)).body
    for found in body.xpath("//text:p|//text:h|//table:table"):
        node: Any = found
        if node.tag == "table:table":
            yield 1, [[str(v if v is not None else "") for v in row] for row in _odt_rows(node)]
        elif not node.xpath("ancestor::table:table"):
            text = node.text_recursive
            level = node.get_attribute("text:outline-level") if node.tag == "text:h" else None
            yield 1, Heading(text, int(level or 1)) if node.tag == "text:h" else text


def _odt_rows(table: Any) -> list[list[str]]:
    return [
        [" ".join(p.text_recursive for p in cell.xpath(".//text:p")) for cell in row.cells]
        for row in table.rows
    ]


def _pdf(path: Path) -> Blocks:
    """Tables by their ruled lines, and the lines outside them as paragraphs, in page order."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            tables = page.find_tables()
            rest = page
            for table in tables:
                rest = rest.outside_bbox(table.bbox, strict=False)
            placed: list[tuple[float, Raw]] = list(_paragraphs(rest.extract_text_lines()))
            placed += [
                (table.bbox[1], [[" ".join((c or "").split()) for c in row] for row in rows])
                for table, rows in ((t, t.extract()) for t in tables)
            ]
            for _, block in sorted(placed, key=lambda p: p[0]):
                yield number, block


def _paragraphs(lines: list[dict[str, Any]]) -> Iterator[tuple[float, str]]:
    """Lines joined while they follow closely in letters of one size, with their height."""
    held: list[dict[str, Any]] = []
    for line in lines:
        if held and _apart(held[-1], line):
            yield float(held[0]["top"]), " ".join(h["text"] for h in held)
            held = []
        held.append(line)
    if held:
        yield float(held[0]["top"]), " ".join(h["text"] for h in held)


def _apart(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether a line begins another paragraph: a gap, another size, or the mark of an item."""
    height = max(float(one["bottom"]) - float(one["top"]), 1.0)
    gap = float(other["top"]) - float(one["bottom"])
    sizes = [round(float(line["chars"][0]["size"]), 1) for line in (one, other)]
    marked = re.match(r"(?:[-•–]|\d+[.)])\s", other["text"])
    return gap > 0.7 * height or sizes[0] != sizes[1] or bool(marked)


READERS: Mapping[str, Callable[[Path], Blocks]] = {
    ".txt": _text,
    ".md": _markdown,
    ".html": _html,
    ".htm": _html,
    ".docx": _docx,
    ".odt": _odt,
    ".pdf": _pdf,
}
