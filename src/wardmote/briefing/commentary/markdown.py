"""Markdown of a commentary: paragraphs, lists, one level of heading, emphasis, links, placeholders.

All else is refused by file and line, so that nothing is lost or shown otherwise than it was meant.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from wardmote.briefing.commentary.files import Comment
from wardmote.document.nodes import Bullets, Item, Paragraph, Subheading
from wardmote.language import parts_text
from wardmote.vocabulary import (
    Claim,
    Figure,
    Form,
    Name,
    Part,
    Printed,
    Problem,
    Stressed,
    Strong,
    UserError,
    WebLink,
    nearest,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

Block = Subheading | Paragraph | Bullets
ADDRESS = re.compile(r"(?:https?://[^\s/]+|mailto:[^\s@]+@[^\s@]+$)", re.IGNORECASE)
PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
MEANS = {
    "html_block": "raw HTML is not taken; write Markdown",
    "html_inline": "raw HTML is not taken; write Markdown",
    "image": "a picture is not taken; the pack draws its own charts",
    "table_open": "a table is not taken; the pack's tables are made from data",
    "fence": "a block of code is not taken; write a paragraph",
    "code_inline": "code between backticks is not taken; write plain words",
    "blockquote_open": "a quotation block is not taken; put the words between quotation marks",
    "hr": "a rule is not taken; leave a line empty instead",
    "s_open": "words struck out are not taken; leave them out",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, item or heading as text: where its lines begin, and what in it was not typed.

    `figures` are the characters of printed figures; `stated` those that the author answers for.
    """

    text: str
    lines: tuple[tuple[int, int], ...]
    figures: tuple[tuple[int, int], ...] = ()
    stated: tuple[tuple[int, int], ...] = ()

    def line(self, at: int) -> int:
        """The line of the file in which a character of the text stands."""
        return self.lines[max(bisect_right(self.lines, (at, 1 << 30)) - 1, 0)][1]


@dataclass(frozen=True, slots=True)
class Written:
    """A comment as blocks of a document, and the same as passages to be checked."""

    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...]


@dataclass
class _RefusedError(Exception):
    line: int
    message: str


def written(comment: Comment, figure: Callable[[str], Figure]) -> Written | list[Problem]:
    """The comment's text as blocks, or everything that is wrong with it.

    `figure` gives the figure of an id; a UserError of it is told with file and line.
    """
    problems: list[Problem] = []
    blocks: list[Block] = []
    passages: list[Passage] = []
    for group in _groups(_parser().parse(comment.text)):
        reader = _Reader(comment, figure)
        try:
            block = reader.block(group)
        except _RefusedError as wrong:
            place = f"line {comment.first + wrong.line}"
            problems += [*reader.problems, Problem(comment.file, place, wrong.message)]
            continue
        problems += reader.problems
        blocks.append(block)
        passages += reader.passages
    return problems or Written(tuple(blocks), tuple(passages))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("code")
    made.inline.ruler.before("escape", "placeholder", _placeholder)
    made.validateLink = _any_link  # type: ignore[method-assign]
    return made


def _any_link(url: str) -> bool:  # noqa: ARG001  (a link is refused below, where its line is known)
    return True


def _placeholder(state: StateInline, silent: bool) -> bool:
    found = PLACEHOLDER.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("placeholder", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _groups(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens of each block of the top level."""
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield group
            group = []


@dataclass
class _Reader:
    comment: Comment
    figure: Callable[[str], Figure]
    passages: list[Passage] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def block(self, group: Sequence[Token]) -> Block:
        """One block of the top level."""
        first = group[0]
        line = first.map[0] if first.map else 0
        self._taken(first, line)
        if first.type == "heading_open":
            if first.tag != "h1":
                raise _RefusedError(
                    line, f"a heading of level {first.tag[1]} is too deep here; write one #"
                )
            return Subheading(self._claim(group[1]))
        if first.type == "paragraph_open":
            return Paragraph(self._claim(group[1]))
        start = first.attrGet("start")
        if start is not None and start != 1:
            raise _RefusedError(
                line, f"a list that begins at {start} is not taken; if '{start}.' begins a "
                rf"sentence, write '{start}\.'",
            )  # fmt: skip
        return Bullets(tuple(self._items(group)), first.type == "ordered_list_open")

    def _items(self, group: Sequence[Token]) -> Iterator[Item]:
        count = 0
        line = 0
        for token in group[1:-1]:
            line = token.map[0] if token.map else line
            if token.type == "list_item_open":
                count = 0
            elif token.type == "inline":
                count += 1
                if count > 1:
                    raise _RefusedError(line, "an entry of a list is one paragraph; join the two")
                yield Item(self._claim(token))
            elif token.type == "list_item_close":
                if not count:
                    raise _RefusedError(line, "an entry of the list is empty")
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                raise _RefusedError(line, "a list within a list is not taken; write one list")
            elif token.type == "heading_open":
                raise _RefusedError(line, "a heading within a list is not taken")
            else:
                self._taken(token, line)

    def _taken(self, token: Token, line: int) -> None:
        if token.type in MEANS:
            raise _RefusedError(line, MEANS[token.type])

    def _claim(self, inline: Token) -> Claim:
        run = _Run(self, inline.map[0] if inline.map else 0)
        claim = Claim(run.read(inline.children or []))
        self.passages.append(
            Passage(
                parts_text(claim.parts),
                tuple((at, self.comment.first + line) for at, line in run.lines),
                tuple(run.figures),
                tuple(run.stated),
            )
        )
        return claim


@dataclass
class _Run:
    """The words of one block, with the place of each line and placeholder in them."""

    reader: _Reader
    line: int
    at: int = 0
    lines: list[tuple[int, int]] = field(default_factory=list)
    figures: list[tuple[int, int]] = field(default_factory=list)
    stated: list[tuple[int, int]] = field(default_factory=list)

    def read(self, tokens: Sequence[Token]) -> tuple[Part, ...]:
        self.lines.append((0, self.line))
        stack: list[list[Part]] = [[]]
        address = ""
        for token in tokens:
            match token.type:
                case "text":
                    if "{{" in token.content:
                        raise _RefusedError(self.line, "'{{' is not closed by '}}'")
                    self._add(stack[-1], Name(token.content), token.content)
                case "softbreak" | "hardbreak":
                    self._add(stack[-1], " ", " ")
                    self.line += 1
                    self.lines.append((self.at, self.line))
                case "em_open" | "strong_open":
                    stack.append([])
                case "em_close":
                    inner = tuple(stack.pop())
                    stack[-1].append(Stressed(inner))
                case "strong_close":
                    inner = tuple(stack.pop())
                    stack[-1].append(Strong(inner))
                case "link_open":
                    address = str(token.attrGet("href") or "")
                    if not ADDRESS.match(address):
                        raise _RefusedError(
                            self.line,
                            f"a link leads to '{address}'; it may lead to http://, https:// or "
                            "mailto: addresses",
                        )
                    stack.append([])
                case "link_close":
                    words = parts_text(tuple(stack.pop()))
                    if not words.strip():
                        raise _RefusedError(self.line, f"the link to {address} has no words")
                    stack[-1].append(WebLink(address, words))
                    address = ""
                case "placeholder":
                    if address:
                        raise _RefusedError(
                            self.line, "a placeholder cannot stand in a link's words"
                        )
                    self._fill(stack[-1], token.content)
                    self.line += token.content.count("\n")
                case other:
                    raise _RefusedError(self.line, MEANS.get(other, f"{other} is not taken"))
        return tuple(stack[0])

    def _add(self, parts: list[Part], part: Part, text: str) -> tuple[int, int]:
        parts.append(part)
        spot = (self.at, self.at + len(text))
        self.at = spot[1]
        return spot

    def _fill(self, parts: list[Part], content: str) -> None:
        kind, colon, rest = (p.strip() for p in content.partition(":"))
        if not colon or kind not in ("figure", "stated"):
            raise _RefusedError(
                self.line,
                f"unknown placeholder '{{{{{content}}}}}'; write {{{{ figure: ID }}}} with an id "
                "of pack.json, or {{ stated: WORDS }} for a number that the author answers for",
            )
        if kind == "stated":
            words = " ".join(rest.split())
            if not words:
                raise _RefusedError(self.line, "{{ stated: }} holds no words")
            self.stated.append(self._add(parts, Name(words), words))
            return
        name, _, wanted = (p.strip() for p in rest.partition("|"))
        if wanted not in ("", *Form):
            raise _RefusedError(self.line, f"unknown form '{wanted}'; {nearest(wanted, Form)}")
        try:
            figure = self.reader.figure("".join(name.split()))
        except UserError as error:
            comment = self.reader.comment
            place = f"line {comment.first + self.line}"
            self.reader.problems.append(Problem(comment.file, place, str(error)))
            return
        part = Printed(figure, Form(wanted) if wanted else Form.PLAIN)
        self.figures.append(self._add(parts, part, parts_text((part,))))
