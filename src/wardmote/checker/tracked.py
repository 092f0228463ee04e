"""A Word file as it reads with every tracked change taken, and who tracked which of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wardmote.vocabulary import UserError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
GONE = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}instrText", f"{MC}Fallback", f"{W}txbxContent"}
COME = {f"{W}ins", f"{W}moveTo"}
SPOKEN = {f"{W}tab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class WordText:
    """A paragraph with the names of those whose tracked changes stand in it; level 0 is prose."""

    text: str
    level: int = 0
    tracked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table's cells, row by row, and whose tracked changes stand in them."""

    rows: tuple[tuple[str, ...], ...]
    tracked: tuple[str, ...] = ()


WordBlock = WordText | WordTable


@dataclass(frozen=True, slots=True)
class WordPaper:
    """The blocks in their order (headers and footers first), words in its properties, comments.

    A comment is an author and a text; so is what somebody deleted as a tracked change.
    """

    blocks: tuple[WordBlock, ...]
    keywords: str = ""
    comments: tuple[tuple[str, str], ...] = ()
    deleted: tuple[tuple[str, str], ...] = ()


def damaged(path: Path) -> UserError:
    """What is said of a file that the library of its format cannot read."""
    return UserError(
        f"{path.name} cannot be read as {path.suffix.lower()}: it is damaged, or of another format "
        "than its name says. Open it in the program that it was written in and save it again"
    )


def read_word(path: Path) -> WordPaper:
    """Read a Word file. Raises UserError when it is none, or cannot be read."""
    if not path.is_file():
        raise UserError(f"there is no file {path}")
    import docx

    try:
        file = docx.Document(str(path))
        blocks = [*_margins(file), *_blocks(file.element.body)]
        comments = tuple((c.author, " ".join(c.text.split())) for c in file.comments)
        keywords = file.core_properties.keywords or ""
        return WordPaper(tuple(blocks), keywords, comments, tuple(_deleted(file.element.body)))
    except Exception as error:  # any fault of the library on a damaged file is the file's
        raise damaged(path) from error


def accepted(paragraph: Any) -> str:
    """The text of a paragraph's element, with what was inserted and without what was deleted."""
    return "".join(_text(paragraph))


def _text(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in GONE:
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in SPOKEN:
            yield SPOKEN[child.tag]
        else:
            yield from _text(child)


def _margins(file: Any) -> Iterator[WordBlock]:
    """What stands over and under every page, such as a protective marking."""
    told: set[str] = set()
    for section in file.sections:
        for part in (section.header, section.footer):
            for line in part.paragraphs:
                text = accepted(line._p).strip()
                if text and text not in told:
                    told.add(text)
                    yield WordText(text, 0, _authors(line._p))


def _blocks(parent: Any) -> Iterator[WordBlock]:
    # What a paragraph whose end is deleted leaves to the next.
    held = ""
    by: tuple[str, ...] = ()
    for child in parent:
        if child.tag == f"{W}p":
            text, authors = held + accepted(child), tuple(dict.fromkeys((*by, *_authors(child))))
            if child.find(f"{W}pPr/{W}rPr/{W}del") is not None:
                held, by = text, authors
                continue
            held, by = "", ()
            if text.strip():
                yield WordText(text, _level(child), authors)
            elif authors:
                yield WordText("", 0, authors)
            for box in child.iter(f"{W}txbxContent"):
                if not any(a.tag == f"{MC}Fallback" for a in box.iterancestors()):
                    yield from _blocks(box)
        elif child.tag == f"{W}tbl":
            yield WordTable(tuple(_rows(child)), _authors(child))
        elif child.tag not in GONE:
            yield from _blocks(child)
    if held.strip():
        yield WordText(held, 0, by)


def _deleted(body: Any) -> Iterator[tuple[str, str]]:
    """What each author deleted of each paragraph."""
    for paragraph in body.iter(f"{W}p"):
        held: dict[str, str] = {}
        for gone in paragraph.iter(f"{W}del", f"{W}moveFrom"):
            author = gone.get(f"{W}author") or "somebody"
            words = (t.text or "" for t in gone.iter(f"{W}delText", f"{W}t"))
            held[author] = held.get(author, "") + "".join(words)
        yield from ((who, text) for who, text in held.items() if text.strip())


def _rows(table: Any) -> Iterator[tuple[str, ...]]:
    for row in table.iter(f"{W}tr"):
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        yield tuple(
            " ".join(" ".join(accepted(p).split()) for p in cell.iter(f"{W}p")).strip()
            for cell in row.iter(f"{W}tc")
        )


def _level(paragraph: Any) -> int:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = str(style.get(f"{W}val")) if style is not None else ""
    return int(name[-1]) if name.startswith("Heading") and name[-1].isdigit() else 0


def _authors(element: Any) -> tuple[str, ...]:
    """Who tracked changes in an element, each once."""
    marks = {f"{W}del", f"{W}moveFrom", *COME}
    found = (e.get(f"{W}author") or "somebody" for e in element.iter(*marks))
    return tuple(dict.fromkeys(found))
