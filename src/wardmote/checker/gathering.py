"""Which lines of a table a sentence takes together: those of one kind, of one side of nought, the
highest two, all but one, and those that it names one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from wardmote.checker.axes import Line, Role
from wardmote.checker.grid import FUNCTION
from wardmote.checker.number import Number, Sort
from wardmote.checker.sight import Sight
from wardmote.checker.spelt import WORDS
from wardmote.checker.stems import same_word, tokens

TOGETHER = re.compile(
    r"\b(?:combined|together|between (?:them|the (?:two|three|four|pair))|jointly|as a pair|"
    r"as one group|plus|added|in (?:all|total)|total\w*|altogether|"
    r"both|either|sum|comprising|made up|account\w*|as well as|along with)\b",
    re.IGNORECASE,
)
EXCLUDING = re.compile(
    r"\b(?:excluding|excluded|exclude|except|apart from|other than|leaving (?:aside|out)|"
    r"setting aside|outside(?: of)?|"
    r"without|discount(?:ing)?|not counting|taken out|removed|if we ignore|ignoring|leave (?:aside|"
    r"out)|strip(?:ping|ped)? (?:out|away)|tak(?:e|ing) (?:away|out|off)|"
    r"(?:take|taking) [^.;,\d]{3,30}? out|(?:to|on) one side|(?<!set )aside)\b",
    re.IGNORECASE,
)
NEXT_TO = 25  # characters
# The two worst affected forces; the top three.
TOP = re.compile(
    r"\b(?P<k>two|three|four|five|six)\s+(?:(?P<low>lowest|smallest|quietest|least|bottom|poorest)|"
    r"highest|largest|biggest|busiest|worst|most|top|best|main|leading)\b|"
    r"\b(?:(?P<low2>bottom)|top|first)\s+(?P<k2>two|three|four|five|six)\b", re.IGNORECASE,
)  # fmt: skip
# What stands between two names of lines that are taken together, from within the first one's word.
JOINT = re.compile(r"\w*(?:\s[\w-]+)?\s*(?:,|\band\b|\bn?or\b|&|\bplus\b|/)\s*(?:the\s+)?", re.I)
NAMED = 0.5  # of a mention, from which it names a line
SHORT = 3  # letters of a stem that is too short to name several lines
# Underspends came to £2.88m: of those lines of a variance that are below nought.
ABOVE = re.compile(
    r"\b(?:overspen\w+|over(?:runs?|shot|shoots?)?|above|adding|added|rose|risen|rises?|rising|increas\w+|"
    r"up|gain\w*|grew|wrong way)\b", re.IGNORECASE,
)  # fmt: skip
BELOW = re.compile(
    r"\b(?:underspen\w+|under|below|fell|fall\w*|drop\w*|down|reduc\w+|decreas\w+|sav\w+|short\w*|"
    r"vacan\w+|lost|loss\w*)\b", re.IGNORECASE,
)  # fmt: skip


def one_unit(lines: Sequence[Line]) -> bool:
    """Whether lines may be added up: all of them counts, of one thing where they are columns."""
    sorts = {c.number.sort for li in lines for c in li.cells}
    money = {"£" in li.label for li in lines}
    return (
        sorts == {Sort.COUNT}
        and len(money) == 1
        and not any(li.role in (Role.RATE, Role.BASE) for li in lines)
    )


class Gathering:
    """A sentence beside a table: the lines that it takes together."""

    def __init__(self, sight: Sight) -> None:
        self.sight = sight
        self.together = bool(TOGETHER.search(sight.sentence))
        self.kin = tuple(tuple(self._kin(axis)) for axis in (0, 1))

    def across(self, axis: int, lines: Sequence[Line], other: Line) -> list[Number] | None:
        """The numbers of some lines of an axis where another line crosses them; None where the
        table has not all of them."""
        spots = [(li.at, other.at) if axis == 0 else (other.at, li.at) for li in lines]
        found = [self.sight.at[spot].number for spot in spots if spot in self.sight.at]
        return found if len(found) == len(lines) else None

    def highest(self, axis: int) -> list[tuple[Line, ...]]:
        """So many lines that are the highest or the lowest of all in a line across: the two worst
        affected forces, the four busiest towns."""
        match = TOP.search(self.sight.sentence)
        lines = self.sight.axes[axis].counted
        many = WORDS.get((match["k"] or match["k2"]).lower(), 0) if match else 0
        if match is None or len(lines) <= many or self.sight.axes[axis].timed:
            return []
        found: list[tuple[Line, ...]] = []
        for line in self.sight.axes[1 - axis].plain:
            cells = self.across(axis, lines, line)
            if cells is None:
                continue
            order = sorted(range(len(lines)), key=lambda i: cells[i].value)
            some = order[: int(many)] if match["low"] or match["low2"] else order[-int(many) :]
            found.append(tuple(li for i, li in enumerate(lines) if i in some))
        return [*dict.fromkeys(found)]

    def of_a_side(self, axis: int) -> list[tuple[Line, ...]]:
        """The lines that are all of those above nought, or below, in a line across that is a
        change or a variance: those that overspent, by so much between them."""
        if not (self.together or self.sight.whole) or self.sight.axes[axis].timed:
            return []
        signs = [s for form, s in ((ABOVE, 1), (BELOW, -1)) if form.search(self.sight.sentence)]
        lines = self.sight.axes[axis].counted
        found: list[tuple[Line, ...]] = []
        for line in self.sight.axes[1 - axis].lines:
            cells = self.across(axis, lines, line)
            if cells is None or not {True, False} <= {n.value < 0 for n in cells}:
                continue
            for sign in signs:
                pairs = zip(lines, cells, strict=True)
                found.append(tuple(li for li, n in pairs if n.value * sign > 0))
        return [some for some in dict.fromkeys(found) if 1 < len(some) < len(lines)]

    def _kin(self, axis: int) -> Iterator[tuple[Line, ...]]:
        """The lines whose names have a word of the sentence in common, and no other line has."""
        own = self.sight.axes[axis]
        if own.timed:
            return
        plain = own.counted
        said = {
            stem
            for _, stem in tokens(self.sight.sentence)
            if len(stem) >= SHORT and stem not in FUNCTION
        }
        seen = set()
        for stem in sorted(said):
            kin = tuple(li for li in plain if any(same_word(stem, own) for own in li.stems))
            if 2 <= len(kin) < len(plain) and kin not in seen and (axis == 0 or one_unit(kin)):
                seen.add(kin)
                yield kin

    def left_out(self, axis: int) -> frozenset[Line]:
        """The lines that the sentence says to leave out: named close to where it says so."""
        found = EXCLUDING.search(self.sight.sentence)
        if found is None or self.sight.axes[axis].timed:
            return frozenset()
        return frozenset(
            li
            for m in self.sight.mentions[axis]
            if m.weight >= 0.5
            and (
                0 <= m.start - found.end() <= NEXT_TO
                or 0 <= found.start() - m.end <= NEXT_TO
                or found.start() <= m.start < found.end()
            )
            for li in m.lines
            if li.role is Role.PLAIN
        )

    @cached_property
    def joints(self) -> tuple[list[frozenset[int]], ...]:
        """The lines of each axis that are named one after another, with nothing but an and, an or
        or a comma between them: killed or seriously injured."""
        found: tuple[list[frozenset[int]], ...] = ([], [])
        for axis, run in zip((0, 1), found, strict=True):
            named = [
                m for m in self.sight.mentions[axis]
                if m.weight >= NAMED and m.end > m.start and len(m.lines) == 1
            ]  # fmt: skip
            some: list[int] = []
            for one, other in pairwise([*named, None]):
                some.append(one.lines[0].at if one else 0)
                if other is None or one is None or not JOINT.fullmatch(
                    self.sight.sentence[one.end : other.start]
                ):  # fmt: skip
                    run += [frozenset(some)] if len(some) > 1 else []
                    some = []
        return found

    def joined(self, axis: int, lines: Sequence[Line]) -> bool:
        """Whether lines are those that are named one after another."""
        return frozenset(li.at for li in lines) in self.joints[axis]

    def _said(self, axis: int, line: Line) -> bool:
        return any(
            m.lines == (line,) and m.weight >= NAMED and m.end > m.start
            for m in self.sight.mentions[axis]
        )
