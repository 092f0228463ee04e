"""A paper that comes back edited, against the paper that was given: what was changed, in order."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from wardmote.checker.claims import sentences
from wardmote.checker.number import Sort
from wardmote.checker.numbers import numbers_in
from wardmote.checker.spelt import SHARES, TIMES, WORDS
from wardmote.checker.tracked import WordBlock, WordPaper, WordTable, WordText
from wardmote.vocabulary import Verdict

ALIKE = 0.55  # how much of two sentences must agree, for one to be the other changed
SAME = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "\N{THIN SPACE}": " ",
        "\N{FIGURE SPACE}": " ", "\N{SOFT HYPHEN}": "", "\N{ZERO WIDTH SPACE}": "",
        "\N{WORD JOINER}": "", "\N{ZERO WIDTH NO-BREAK SPACE}": "", "…": "...",
        "\N{MINUS SIGN}": "-", "\N{NON-BREAKING HYPHEN}": "-", "\N{HYPHEN}": "-", "–": "-",
        "—": "-",
    }
)  # fmt: skip
NUMBER = re.compile(
    r"(?<![\w.,])[-+]?£?\d[\d,]*(?:\.\d+)?(?:\s?(?:%|per ?cent\b))?|(?<=[A-Za-z])\d+"
)
SPELT = re.compile(
    rf"\b(?:{'|'.join(sorted({*WORDS, *SHARES, *TIMES} - {'one'}, key=len, reverse=True))})\b",
    re.IGNORECASE,
)


class Kind(StrEnum):
    """What was done to a sentence or a cell."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: where it stands, what was printed and what stands now.

    `numbers` are pairs of what a number was and is ("" for none); `tracked` names those whose
    tracked changes stand there; `block` is the block of the given paper that it is beside, and
    `section` the heading over it.
    """

    kind: Kind
    place: str
    before: str
    after: str
    numbers: tuple[tuple[str, str], ...] = ()
    tracked: tuple[str, ...] = ()
    block: int = 0
    section: str = ""
    cell: bool = False
    verdict: Verdict | None = None
    computed: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Unit:
    text: str
    plain: str
    place: str
    block: int
    section: str = ""
    tracked: tuple[str, ...] = ()


def edits(given: WordPaper, came: WordPaper) -> list[Edit]:
    """What was changed between two papers, in the order of the paper.

    Quotation marks, kinds of spaces and of hyphens, and the way a number is written (1,161 and
    1161) are no changes.
    """
    before, after = list(_units(given.blocks)), list(_units(came.blocks))
    found: list[tuple[int, Edit]] = []
    matcher = SequenceMatcher(None, [u.plain for u in before], [u.plain for u in after], False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            near = before[min(i, len(before) - 1)] if before else _Unit("", "", "", 0)
            made = [_by(e, came) for e in _paired(before[i:j], after[k:m], near)]
            found += [(e.block, e) for e in made]
    found += [(e.block, e) for e in _tables(given.blocks, came.blocks)]
    return [e for _, e in sorted(_moved(found), key=lambda f: f[0])]


def _by(edit: Edit, came: WordPaper) -> Edit:
    """The edit with those who deleted its words as a tracked change."""
    if edit.kind is not Kind.REMOVED:
        return edit
    words = plain(edit.before)
    who = dict.fromkeys(author for author, text in came.deleted if words in plain(text))
    return replace(edit, tracked=tuple(who))


def plain(text: str) -> str:
    """A text without what an editor changes of itself: quotes, spaces, hyphens."""
    return " ".join(unicodedata.normalize("NFC", text).translate(SAME).split())


def numbers_of(text: str) -> list[str]:
    """The numbers of a text in digits or words, dates and years among them."""
    bare = plain(text)
    found = [(m.start(), m.group()) for m in NUMBER.finditer(bare)]
    found += [(m.start(), m.group().lower()) for m in SPELT.finditer(bare)]
    return [word for _, word in sorted(found)]


def counted(text: str) -> list[str]:
    """The numbers of a text that count something measured: no dates, no small ones in words."""
    found = (n for n in numbers_in(plain(text)) if n.sort is not Sort.RANK and not n.spelt)
    return [n.text.strip() for n in found]


def changed_numbers(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Pairs of numbers that differ in value, in their order; "" where one has none.

    >>> changed_numbers("1,161 in March, 8.1% fewer", "1,116 in March, 8.1 per cent fewer")
    (('1,161', '1,116'),)
    """
    one, other = numbers_of(before), numbers_of(after)
    keys = [[_value(n) for n in numbers] for numbers in (one, other)]
    if keys[0] == keys[1]:
        return ()
    made: list[tuple[str, str]] = []
    for tag, i, j, k, m in SequenceMatcher(None, keys[0], keys[1], False).get_opcodes():
        if tag != "equal":
            size = max(j - i, m - k)
            old, new = one[i:j] + [""] * size, other[k:m] + [""] * size
            made += list(zip(old[:size], new[:size], strict=True))
    return tuple(made)


def stands_for(before: str, after: str, sentence: str = "") -> bool:
    """Whether a number that was put in another's place is the same, less exactly told.

    `sentence` is that in which it stands now, with the words that hedge it.
    """
    was = numbers_in(f"there are {before} x")
    now = [n for n in numbers_in(sentence or f"there are {after} x") if after in n.text]
    if len(was) != 1 or len(now) != 1 or was[0].sort is not now[0].sort:
        return False
    measured = now[0] if was[0].whole else now[0].measured
    return measured.holds(was[0].value, was[0].value)


def _value(number: str) -> str:
    bare = re.sub(r"\s?(?:%|per ?cent)$", "%", number.rstrip(","))
    return re.sub(r"^\+|[,£]", "", bare)


def _units(blocks: Sequence[WordBlock]) -> Iterator[_Unit]:
    place, section = "the first page", ""
    for number, block in enumerate(blocks):
        if isinstance(block, WordTable):
            continue
        if block.level == 1:
            section = place = block.text.strip()
        elif block.level:
            place = f"{section}: {block.text.strip()}"
        for sentence in sentences(block.text):
            yield _Unit(sentence, plain(sentence), place, number, section, block.tracked)


def _paired(before: Sequence[_Unit], after: Sequence[_Unit], near: _Unit) -> Iterator[Edit]:
    """Sentences that changed, were added or removed between two that were not touched."""
    left = list(after)
    if len(before) == len(after) == 1 and _close(before[0].plain, after[0].plain):
        yield _changed(before[0], after[0])
        return
    for unit in before:
        best = max(
            range(len(left)), key=lambda n: _alike(unit.plain, left[n].plain), default=None
        )  # fmt: skip
        if best is None or _alike(unit.plain, left[best].plain) < ALIKE:
            pairs = tuple((n, "") for n in counted(unit.text))
            yield Edit(Kind.REMOVED, unit.place, unit.text, "", pairs, (), unit.block)
            continue
        for added in left[:best]:
            yield _added(added, unit)
        yield _changed(unit, left[best])
        left = left[best + 1 :]
    for added in left:
        yield _added(added, before[-1] if before else near)


def _changed(unit: _Unit, now: _Unit) -> Edit:
    pairs = changed_numbers(unit.text, now.text)
    return Edit(
        Kind.CHANGED, unit.place, unit.text, now.text, pairs, now.tracked, unit.block, unit.section
    )  # fmt: skip


def _close(one: str, other: str) -> bool:
    """Whether of two texts that stand in one another's place the one is the other changed."""
    return SequenceMatcher(None, one, other, False).ratio() >= ALIKE


def _added(unit: _Unit, near: _Unit) -> Edit:
    pairs = tuple(("", n) for n in counted(unit.text))
    return Edit(
        Kind.ADDED, unit.place, "", unit.text, pairs, unit.tracked, near.block, unit.section
    )  # fmt: skip


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), False).ratio()


def _moved(found: Sequence[tuple[int, Edit]]) -> list[tuple[int, Edit]]:
    """What was taken away at one place and put in at another was moved, and is told once."""
    gone = Counter(plain(e.before) for _, e in found if e.kind is Kind.REMOVED and not e.cell)
    come = Counter(plain(e.after) for _, e in found if e.kind is Kind.ADDED and not e.cell)
    both = gone & come
    made: list[tuple[int, Edit]] = []
    from_: dict[str, str] = {
        plain(e.before): e.place for _, e in found if e.kind is Kind.REMOVED and not e.cell
    }
    for at, edit in found:
        text = plain(edit.before or edit.after)
        if edit.cell or edit.kind is Kind.CHANGED or not both[text]:
            made.append((at, edit))
        elif edit.kind is Kind.ADDED:
            made.append(
                (at, replace(edit, kind=Kind.MOVED, before=edit.after, numbers=(),
                             why=f"from '{from_[text]}' to '{edit.place}'"))
            )  # fmt: skip
    return made


def _tables(given: Sequence[WordBlock], came: Sequence[WordBlock]) -> Iterator[Edit]:
    before = [(n, b) for n, b in enumerate(given) if isinstance(b, WordTable)]
    after = [b for b in came if isinstance(b, WordTable)]
    heads = [[plain(" | ".join(t.rows[0] if t.rows else ())) for t in ts] for ts in
             ([b for _, b in before], after)]  # fmt: skip
    if len(before) == len(after):
        pairs: list[tuple[int | None, int | None]] = [(n, n) for n in range(len(before))]
    else:
        pairs = list(_aligned(heads[0], heads[1]))
    last = before[0][0] if before else 0
    for i, k in pairs:
        if i is not None:
            last = before[i][0]
        name = _title(given, last) if i is not None else "a table"
        if k is None and i is not None:
            text = " / ".join(" | ".join(r) for r in before[i][1].rows)
            pairs_of = tuple((n, "") for n in numbers_of(text))
            yield Edit(Kind.REMOVED, name, text, "", pairs_of, (), last, cell=True)
        elif i is None and k is not None:
            text = " / ".join(" | ".join(r) for r in after[k].rows)
            pairs_of = tuple(("", n) for n in numbers_of(text))
            yield Edit(
                Kind.ADDED, name, "", text, pairs_of, after[k].tracked, last, cell=True
            )  # fmt: skip
        elif i is not None and k is not None:
            yield from _cells(before[i][1], after[k], name, last)


def _aligned(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Pairs of the places of two lists that are the same, or stand in one another's place."""
    for tag, i, j, k, m in SequenceMatcher(None, one, other, False).get_opcodes():
        if tag == "equal" or j - i == m - k:
            yield from zip(range(i, j), range(k, m), strict=True)
        else:
            yield from ((n, None) for n in range(i, j))
            yield from ((None, n) for n in range(k, m))


def _title(blocks: Sequence[WordBlock], at: int) -> str:
    """What stands over a table: its caption."""
    texts = [b.text for b in blocks[:at] if isinstance(b, WordText)]
    last = " ".join(texts[-1].split()) if texts else "a table"
    caption = re.match(r"Table \d+\. [^.]+", last)
    return caption.group() if caption else last[:80]


def _cells(before: WordTable, after: WordTable, name: str, block: int) -> Iterator[Edit]:
    labels = [[plain(r[0]) if r else "" for r in t.rows] for t in (before, after)]
    head = before.rows[0] if before.rows else ()
    for i, k in _aligned(labels[0], labels[1]):
        if i is None or k is None:
            was = before.rows[i] if i is not None else after.rows[k or 0]
            text = " | ".join(was)
            numbers = numbers_of(text)
            kind = Kind.REMOVED if k is None else Kind.ADDED
            yield Edit(
                kind, f"{name}, a row",
                text if k is None else "", "" if k is None else text,
                tuple((n, "") if k is None else ("", n) for n in numbers),
                after.tracked, block, cell=True,
            )  # fmt: skip
            continue
        old, new = before.rows[i], after.rows[k]
        size = max(len(old), len(new))
        for c in range(size):
            one, other = (r[c] if c < len(r) else "" for r in (old, new))
            if plain(one) != plain(other):
                column = head[c] if c < len(head) and head[c] else f"column {c + 1}"
                place = f"{name}, row '{old[0]}', {column}"
                yield Edit(
                    Kind.CHANGED, place, one, other, changed_numbers(one, other), after.tracked,
                    block, cell=True,
                )  # fmt: skip
