"""Paragraph numbers: text that runs through a paper, so that every format cites the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from wardmote.document.nodes import Block, Bullets, Item, Paragraph, Role, Section

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def numbered(section: Section, last: int) -> tuple[Section, int]:
    """The section with its paragraphs numbered on from `last`, and the last number given.

    Entries of a list are lettered under the paragraph before them: paragraph 4(a). Labels,
    small print, notes and captions have no number.
    """
    blocks: list[Block] = []
    for block in section.blocks:
        if isinstance(block, Paragraph) and block.role in (Role.BODY, Role.LEAD):
            last += 1
            blocks.append(replace(block, number=f"{last}."))
        elif isinstance(block, Bullets):
            blocks.append(replace(block, items=tuple(_lettered(block.items)), numbered=False))
        else:
            blocks.append(block)
    return replace(section, blocks=tuple(blocks)), last


def first_number(section: Section) -> str:
    """The number of the section's first numbered paragraph, without its full stop."""
    for block in section.blocks:
        if isinstance(block, Paragraph) and block.number:
            return block.number.rstrip(".")
    return ""


def letters(position: int) -> str:
    """The letters of the entry at a position, counted from 0.

    >>> [letters(n) for n in (0, 25, 26, 52)]
    ['a', 'z', 'aa', 'ba']
    """
    before, here = divmod(position, len(LETTERS))
    return (letters(before - 1) if before else "") + LETTERS[here]


def _lettered(items: tuple[Item, ...]) -> Iterator[Item]:
    for position, item in enumerate(items):
        yield replace(item, mark=f"({letters(position)})")
