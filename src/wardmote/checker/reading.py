"""Papers in the formats that people write them in. Libraries do the reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from wardmote.checker.paper import Heading, Paper, Raw, paper_of
from wardmote.checker.pdf import pdf_blocks
from wardmote.checker.tracked import accepted, damaged
from wardmote.vocabulary import UserError, nearest

Blocks = Iterator[tuple[int, Raw]]
ENGLISH = frozenset(
    [
        "the", "of", "and", "to", "in", "a", "for", "is", "was", "were", "are", "on", "by",
        "with", "that", "at", "from", "this", "as", "an", "be", "been", "has", "have", "it",
        "or", "there", "than", "which", "not", "per", "up", "down",
    ]
)  # fmt: skip
LEAST_WORDS, SAMPLE, LEAST_ENGLISH = 80, 2000, 0.12
MOST_SPANNED = 100  # columns or rows of one cell


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
        raise damaged(path) from error
    if not paper.blocks:
        raise UserError(f"{path.name} holds no text; a scanned paper needs text recognition first")
    _is_english(path, paper)
    return paper


def _is_english(path: Path, paper: Paper) -> None:
    """Raises UserError for prose in another language: nothing in it would be understood."""
    words = [
        w for p in paper.passages for w in re.findall(r"[^\W\d_]+", p.text.lower())
    ][:SAMPLE]  # fmt: skip
    english = sum(w in ENGLISH for w in words)
    if len(words) >= LEAST_WORDS and english < LEAST_ENGLISH * len(words):
        raise UserError(
            f"{path.name} does not seem to be written in English: {english} of its first "
            f"{len(words)} words are the commonest English ones. Only English papers are checked"
        )


def _text(path: Path) -> Blocks:
    yield from _of_lines(_decoded(path))


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UserError(f"{path.name} is no text: it holds bytes that no text has")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
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
            yield 1, _spread([row.xpath("./th|./td") for row in node.xpath(".//tr")])
        elif not node.xpath("ancestor::table") and not node.xpath("./p|./ul|./ol|./table"):
            text = node.text_content()
            yield 1, Heading(text, int(node.tag[1:])) if node.tag[0] == "h" else text


def _spread(rows: Sequence[Sequence[Any]]) -> list[list[str]]:
    """The cells of a table in their columns: a merged one stands in each that it spans if it is a
    heading or a label, and else in its first, so that no number is there twice."""
    made: list[list[str]] = []
    held: dict[tuple[int, int], str] = {}
    for y, row in enumerate(rows):
        cells = list(row)
        line: list[str] = []
        while cells or (y, len(line)) in held:
            x = len(line)
            if (y, x) in held:
                line.append(held.pop((y, x)))
                continue
            cell = cells.pop(0)
            text = " ".join(cell.text_content().split())
            wide, tall = (_span_of(cell, name) for name in ("colspan", "rowspan"))
            again = "" if re.search(r"\d", text) and cell.tag == "td" else text
            line += [text, *[again] * (wide - 1)]
            for down in range(1, tall):
                for across in range(wide):
                    held[y + down, x + across] = again
        made.append(line)
    return made


def _span_of(cell: Any, name: str) -> int:
    """How many columns or rows a cell spans; 1 where nothing sensible is said."""
    text = (cell.get(name) or "1").strip()
    return min(max(int(text), 1), MOST_SPANNED) if text.isdigit() else 1


def _docx(path: Path) -> Blocks:
    import docx
    from docx.table import Table

    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            yield 1, _docx_rows(block)
        else:
            style = re.fullmatch(r"Heading (\d)", (block.style.name if block.style else "") or "")
            text = accepted(block._p)
            yield 1, Heading(text, int(style[1])) if style else text


def _docx_rows(table: Any) -> list[list[str]]:
    """The cells of each row; a merged cell's number stands once, its words in all it spans."""
    seen: set[Any] = set()
    rows: list[list[str]] = []
    for row in table.rows:
        line = []
        for cell in row.cells:
            text = " ".join(" ".join(accepted(p._p) for p in cell.paragraphs).split())
            again = rows and cell._tc in seen and re.search(r"\d", text)
            line.append("" if again else text)
            seen.add(cell._tc)
        rows.append(line)
    return rows


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


def _workbook(path: Path) -> Blocks:
    """The sheets of a workbook as its pages: rows of one cell are prose, others are tables."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(path))
    for page, name in enumerate(book.sheet_names, 1):
        rows: list[list[str]] = []
        for row in [*book.get_sheet_by_name(name).to_python(), []]:
            cells = [_cell(value) for value in row]
            if sum(map(bool, cells)) > 1:
                rows.append(cells)
                continue
            if len(rows) > 1:
                yield page, rows
            lone = rows[0] if len(rows) == 1 else []
            rows = []
            yield from ((page, text) for text in (*lone, *cells) if text)


def _cell(value: object) -> str:
    """A cell as a paper would print it."""
    if isinstance(value, float):
        return f"{value:,.10g}"
    return " ".join(str(value).split())


READERS: Mapping[str, Callable[[Path], Blocks]] = {
    ".txt": _text,
    ".md": _markdown,
    ".html": _html,
    ".htm": _html,
    ".docx": _docx,
    ".odt": _odt,
    ".pdf": pdf_blocks,
    ".ods": _workbook,
    ".xlsx": _workbook,
}
