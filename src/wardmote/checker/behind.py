"""What comes right behind another line: followed by Northfields; after Black people, the most."""

from __future__ import annotations

import re

from wardmote.checker.bench import Bench
from wardmote.checker.fields import THE
from wardmote.checker.mentions import Mention
from wardmote.checker.superlatives import Claimed
from wardmote.checker.workings import Working

AFTER = re.compile(r"(?:After|Behind)\s+(?![^,]*\b\w+ing\b)[^,\d;.]{2,40},\s")
SURE = 0.8  # of a mention of what has the place before


def after_another(bench: Bench, claimed: Claimed) -> bool:
    """Whether a sentence opens with the line that has the place before: after Black people."""
    opening = AFTER.match(bench.sight.sentence)
    return opening is not None and opening.end() <= claimed.start and any(
        m.start < opening.end() and m.end > m.start and not m.lines[0].periods
        for mentions in bench.sight.mentions for m in mentions if m.weight >= SURE
    )  # fmt: skip


def axes_behind(bench: Bench, claimed: Claimed) -> list[int]:
    """The axes of which a line stands right behind a claim: followed by Northfields."""
    return [
        axis for axis in (0, 1)
        if any(_stands_behind(bench, claimed, m) for m in bench.sight.mentions[axis])
    ]  # fmt: skip


def _stands_behind(bench: Bench, claimed: Claimed, mention: Mention) -> bool:
    lead = bench.sight.sentence[claimed.end : mention.start]
    return claimed.end <= mention.start < mention.end and THE.fullmatch(lead) is not None


def is_behind(bench: Bench, claimed: Claimed, axis: int, working: Working) -> bool:
    """Whether the line of a working stands right behind a claim."""
    lines = working.operands[0].choices[axis].lines
    return any(
        m.lines == lines and _stands_behind(bench, claimed, m) for m in bench.sight.mentions[axis]
    )
