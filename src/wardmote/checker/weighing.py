"""Whether a number that nothing gives is likelier wrong than about something else.

A number of a sentence that no working gives may be a slip, or may come from outside the table.
Which of them is told by what stands around it: its sentence's other numbers, whether a working
is one slip of a digit away, whether anything gives it after all. The weights are a logistic
regression's (`benchmarks/weighing.py` fits them on the labelled statements and prints how well
they do on sets that they were not fitted on)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wardmote.checker.bench import Bench
from wardmote.checker.explained import Explained, State
from wardmote.checker.misprints import alike, misprint
from wardmote.checker.numbers import Sort
from wardmote.checker.outside import from_outside
from wardmote.checker.workings import Working, held

WEIGHTS: Mapping[str, float] = {
    "by itself": -1.30,
    "other numbers are held": 1.44,  # the share of them
    "there are other numbers": 1.34,
    "a working gives it": -0.91,
    "how likely that working is": -1.86,  # beside the likeliest
    "a slip of a digit from a working": 0.94,
    "spelt": -2.44,
    "a change": 0.78,
    "a share in words": -1.82,
    "the likeliest working stands alone": -0.86,  # how far the next one is behind
}
ENOUGH = 1.6  # 2 right numbers in 179 were called wrong from here, on sets not fitted on


def evidence(
    i: int, found: Sequence[Explained], workings: Sequence[Working], bench: Bench
) -> dict[str, float]:
    """What tells for and against an open number's being wrong, each from 0 to 1."""
    cue = found[i].cue
    others = [e for j, e in enumerate(found) if j != i and e.state is not State.PLAIN]
    near = [
        w for e in others
        if e.working is not None and e.state is State.HELD
        for w in bench.relatives(e.working, cue)
    ]  # fmt: skip
    giving = [w.score for w in (*workings, *near) if held(cue.number, w, None)]
    top = workings[0]
    rival = next(
        (w.score for w in workings if abs(w.value - top.value) > 1e-6 * max(1.0, abs(top.value))),
        0.0,
    )
    return {
        "by itself": 1.0,
        "other numbers are held": (
            sum(e.state is State.HELD for e in others) / len(others) if others else 0.5
        ),
        "there are other numbers": float(bool(others)),
        "a working gives it": float(bool(giving)),
        "how likely that working is": min(1.0, max(giving, default=0.0) / top.score),
        "a slip of a digit from a working": float(
            any(misprint(cue.number, w) for w in (*workings, *near))
        ),
        "spelt": float(cue.number.spelt),
        "a change": float(cue.change),
        "a share in words": float(cue.number.sort is Sort.SHARE),
        "the likeliest working stands alone": (top.score - rival) / top.score,
    }


def weighed(
    i: int, found: Sequence[Explained], workings: Sequence[Working], bench: Bench
) -> Explained:
    """An open number as off where the evidence is enough, with the working it is likeliest."""
    one = found[i]
    if not workings or from_outside(one.cue, bench):
        return one
    told = evidence(i, found, workings, bench)
    if sum(WEIGHTS[name] * value for name, value in told.items()) < ENOUGH:
        return one
    meant = next((w for w in workings if misprint(one.cue.number, w)), workings[0])
    if not alike(one.cue.number.value, meant.value):
        return one
    return Explained(one.cue, State.OFF, meant.low, meant.high, meant.text, meant)
