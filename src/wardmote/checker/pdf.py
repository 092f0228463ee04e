"""PDF papers: tables by their ruled lines, prose by its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from wardmote.checker.paper import Raw
from wardmote.vocabulary import UserError

LEAST_LINES = 8  # of text on both sides of a gutter
MOST_CROSSING = 0.3  # of the lines may run across it: headings, tables
MIDDLE = (0.35, 0.65)  # of the width, where a gutter may be
GUTTER = 8.0  # points without a letter


def pdf_blocks(path: Path) -> Iterator[tuple[int, Raw]]:
    """Tables, and the lines outside them as paragraphs, in the order in which they are read.

    Prose in two columns is read down the one and then down the other. Raises UserError for a
    file that needs a password.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        pdf = pdfplumber.open(path)
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise UserError(
                f"{path.name} is locked with a password; save a copy without it"
            ) from error
        raise
    with pdf:
        for number, page in enumerate(pdf.pages, 1):
            if page.chars:
                yield from ((number, block) for block in _page(page))
            page.close()


def _page(page: Any) -> Iterator[Raw]:
    tables = page.find_tables()
    rest = page
    for table in tables:
        rest = rest.outside_bbox(table.bbox, strict=False)
    placed: list[tuple[float, Raw]] = [
        (table.bbox[1], [[" ".join((c or "").split()) for c in row] for row in table.extract()])
        for table in tables
    ]
    order: list[Raw] = []
    for top, blocks in _bands(rest):
        before = [p for p in placed if p[0] < top]
        placed = [p for p in placed if p[0] >= top]
        order += [block for _, block in sorted(before, key=lambda p: p[0])]
        for at, text in blocks:
            order += [block for height, block in placed if height < at]
            placed = [p for p in placed if p[0] >= at]
            order.append(text)
    yield from order
    yield from (block for _, block in sorted(placed, key=lambda p: p[0]))


def _bands(page: Any) -> Iterator[tuple[float, list[tuple[float, str]]]]:
    """Stretches of a page from top to bottom: lines across it, or two columns one by one."""
    lines = page.extract_text_lines()
    gutter = _gutter(page)
    if gutter is None:
        if lines:
            yield float(lines[0]["top"]), list(_paragraphs(lines))
        return
    words = page.extract_words()
    across = [w for w in words if w["x0"] < gutter < w["x1"]]
    tops = sorted({round(float(w["top"]), 1) for w in across})
    wide = [
        line for line in lines if any(line["top"] - 1 <= t <= line["bottom"] + 1 for t in tops)
    ]  # fmt: skip
    edges = [float(page.bbox[1])]
    for line in wide:
        edges += [float(line["top"]), float(line["bottom"])]
    edges.append(float(page.bbox[3]))
    for i, (top, bottom) in enumerate(pairwise(edges)):
        if bottom - top < 1:
            continue
        if i % 2:
            yield top, list(_paragraphs([wide[i // 2]]))
            continue
        for x0, x1 in ((page.bbox[0], gutter), (gutter, page.bbox[2])):
            part = page.within_bbox((x0, top, x1, bottom), strict=False)
            # The columns of one band are read whole, one after the other.
            yield top, [(top, text) for _, text in _paragraphs(part.extract_text_lines())]


def _gutter(page: Any) -> float | None:
    """Where two columns of prose are parted, if they are."""
    words = page.extract_words()
    lines: dict[int, list[dict[str, Any]]] = {}
    for word in words:
        lines.setdefault(round(float(word["top"]) / 3), []).append(word)
    left, right = float(page.bbox[0]), float(page.bbox[2])
    best: tuple[int, float] | None = None
    steps = range(int(MIDDLE[0] * 100), int(MIDDLE[1] * 100) + 1)
    for x in (left + (right - left) * step / 100 for step in steps):
        both = crossed = 0
        for line in lines.values():
            if any(w["x0"] < x + GUTTER / 2 and w["x1"] > x - GUTTER / 2 for w in line):
                crossed += 1
            elif _prose(w for w in line if w["x1"] < x) and _prose(
                w for w in line if w["x0"] > x
            ):  # fmt: skip
                both += 1
        enough = both >= LEAST_LINES and crossed <= MOST_CROSSING * len(lines)
        if enough and (best is None or crossed < best[0]):
            best = crossed, x
    return best[1] if best else None


def _prose(words: Iterable[dict[str, Any]]) -> bool:
    """Whether words are a line of prose and no cells of a table."""
    texts = [w["text"] for w in words]
    return len(texts) >= 3 and sum(t[:1].isalpha() for t in texts) >= 0.6 * len(texts)


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
