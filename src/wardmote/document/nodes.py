"""What a document is made of: frozen, and formatted by nobody until a renderer is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from wardmote.document.chart.nodes import Chart
from wardmote.language import claim_text, spoken, translated
from wardmote.vocabulary import Assurance, Claim, Figure, Printed, Variation, flat

Icon = Variation | Assurance


class Role(StrEnum):
    """How a paragraph stands out."""

    BODY = "body"
    LEAD = "lead"
    SMALL = "small"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `number` is the one that it is cited by, where the paper has such."""

    claim: Claim
    role: Role = Role.BODY
    number: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section, over the blocks that follow it."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A caveat beside the number that it limits."""

    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list, with an icon where it carries a verdict.

    `mark` is the letter that it is cited by in a paper of numbered paragraphs.
    """

    claim: Claim
    icon: Icon | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, numbered where the entries are referred to by number."""

    items: tuple[Item, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Quadrant:
    """One block of the member's page. `empty` stands where there is nothing to list."""

    title: str
    content: Bullets
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Quadrants:
    """The blocks of the member's page, in reading order."""

    blocks: tuple[Quadrant, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column. Numbers are set to the right; `weight` shares out the width of words."""

    title: str
    number: bool = True
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: a claim, an icon with its word, or a shorthand symbol; never blank."""

    claim: Claim | None = None
    icon: Icon | None = None
    shorthand: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row and its header."""

    header: Claim
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under a common heading, which may be empty."""

    title: Claim | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `hidden_caption` keeps the caption for those who cannot see the heading."""

    id: str
    caption: str
    subtitle: Claim | None
    columns: tuple[Column, ...]
    groups: tuple[RowGroup, ...]
    numbered: bool = True
    dense: bool = False

    def __post_init__(self) -> None:
        for group in self.groups:
            for row in group.rows:
                if len(row.cells) != len(self.columns) - 1:
                    raise ValueError(
                        f"table {self.id}: {len(row.cells)} cells under {len(self.columns)} columns"
                    )


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms with what they stand for: the footer of a chart, the dates of a title page."""

    pairs: tuple[tuple[str, Claim], ...]


@dataclass(frozen=True, slots=True)
class ChartFigure:
    """A chart with its title, what is counted, its words for those who cannot see it."""

    id: str
    title: Claim
    subtitle: Claim
    chart: Chart
    description: Claim
    footer: Terms

    @property
    def alternative(self) -> str:
        """What it shows, for who cannot see it, the same in every format."""
        return f"{claim_text(self.title)}. {claim_text(self.description)}"


@dataclass(frozen=True, slots=True)
class IconKey:
    """The icons and their words."""


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading within somebody's commentary, one level under the commentary's own."""

    claim: Claim


@dataclass(frozen=True, slots=True)
class Commentary:
    """What a person says of a section, under their name: it is no finding, and looks like none.

    `title` says whose words they are, `by` the person, the office and the day; `check` says
    what of the numbers that they typed was not borne out by data, one claim a line.
    """

    id: str
    title: str
    by: Claim
    blocks: tuple[Subheading | Paragraph | Bullets, ...]
    check: tuple[Claim, ...] = ()


Block = (
    Paragraph | Heading | Note | Bullets | Quadrants | Table | Terms | ChartFigure | IconKey
    | Subheading | Commentary
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document under a heading of its own."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    page_break: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A paper. `dated` is the day that it speaks from, never the clock's.

    `form` says what kind of paper it is; `numbered` whether its sections have numbers. Without
    a member's page it opens with its lead alone, or with nothing where that is empty.
    """

    title: str
    kicker: str
    by: Claim
    marking: str
    dated: date
    data_to: Terms
    lead: Claim
    member_page: tuple[Block, ...]
    sections: tuple[Section, ...]
    language: str = field(default_factory=spoken)
    about: Claim = field(default=Claim(()))
    form: str = field(default_factory=lambda: translated("board pack"))
    numbered: bool = True

    @property
    def full_title(self) -> str:
        """The title with the form of the paper, as file properties and windows show it."""
        return f"{self.title}: {self.form}"


def figures_of(node: Any) -> Iterator[Figure]:
    """Every figure anywhere inside a node, in order of appearance."""
    if isinstance(node, Figure):
        yield node
    elif isinstance(node, Claim):
        for part in flat(node.parts):
            if isinstance(part, Printed):
                yield part.figure
    elif isinstance(node, tuple):
        for item in node:
            yield from figures_of(item)
    else:
        for name in _fields(node.__class__):
            yield from figures_of(getattr(node, name))


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """The names of what a node is made of; nothing where it is no node."""
    return tuple(one.name for one in fields(kind)) if is_dataclass(kind) else ()
