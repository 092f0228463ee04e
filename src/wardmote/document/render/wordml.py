"""What a Word file has and python-docx does not name: links, bookmarks, rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wardmote.document.render.word import anchor, element
from wardmote.language import parts_text
from wardmote.vocabulary import Link, Part, Stressed, Strong, WebLink


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
