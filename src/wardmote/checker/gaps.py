"""Numbers that say how far something is from what was aimed at: 3.0 points below target."""

from __future__ import annotations

import re

from wardmote.checker.axes import Role
from wardmote.checker.cues import Cue
from wardmote.checker.forms import AIM, ASIDE
from wardmote.checker.workings import Working

# 3.0 points below target; £0.7m over their budget; exceeds its 2024/25 target by.
PAST_AIM = re.compile(
    rf"\s*(?:[a-z]+\s+){{0,2}}?(?:{ASIDE}|over|under|ahead of|beyond|past|outside|within)\s+"
    rf"(?:(?:[a-z-]+(?:'s)?|[\d./]+\s?%?)\s+){{0,3}}?{AIM}\b",
    re.IGNORECASE,
)
BY = re.compile(rf"\b{AIM}\b[^.;,\d]{{0,25}}\bby\s+(?:[a-z]+\s+)?$", re.IGNORECASE)


def is_gap(cue: Cue) -> bool:
    """Whether a number is said to be the way from a target, a budget or a limit."""
    return bool(PAST_AIM.match(cue.after) or BY.search(cue.before))


def beyond_aim(working: Working, *, past: bool) -> dict[str, float]:
    """Whether a working is made of a target or a variance, by whether it is said to be (`past`)."""
    lines = [li for o in working.operands for c in o.choices for li in c.lines]
    roles = {li.role for li in lines}
    what = "a target" if Role.TARGET in roles else "a variance" if Role.CHANGE in roles else "none"
    if past:
        names = (f"gap to a target, of {what}", f"gap to a target, {working.kind.value} of {what}")
        return dict.fromkeys(names, 1.0)
    return {f"{working.kind.value} of a target, no gap said": 1.0} if what == "a target" else {}
