"""The questions to ask: each from a signal, a caveat or a gap, linked to its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wardmote.language import compose, message, ordinal
from wardmote.narrative.names import name_of
from wardmote.vocabulary import (
    Claim,
    Direction,
    Evidence,
    Finding,
    Kind,
    Nature,
    Period,
    PeriodKind,
    Quantity,
    Variation,
)

MOST_SIGNALS = 3  # questions about signals that one page bears


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the finding that raises it (None for one that somebody asked)."""

    claim: Claim
    finding: Finding | None = None


def questions_from(findings: Sequence[Finding]) -> Iterator[Question]:
    """The questions that the findings raise, the weightiest first, one of each sort."""
    for rule in (_recording, _gap, _immature, _signal, _rank, _uncounted):
        yield from rule(findings)


def _recording(findings: Sequence[Finding]) -> Iterator[Question]:
    """A clear rise of an offence that better recording would also give."""
    rises = [
        f
        for f in findings
        if f.kind in (Kind.CHANGE, Kind.STATED_CHANGE)
        and f.measure.nature is Nature.OFFENDING
        and f.variation is Variation.CONCERNING
        and any("recording" in c for c in f.measure.caveats)
        and f.measure.plan != "outside"
    ]
    rises.sort(key=lambda f: (f.measure.period is PeriodKind.ROLLING_12_MONTHS, -f["change"].value))
    for finding in rises[:1]:
        yield Question(
            compose(
                "How much of the {change:size} more {unit} of {name:lower} is better recording?",
                change=finding["change"],
                unit=finding.measure.unit,
                name=name_of(finding),
            ),
            finding,
        )


def _gap(findings: Sequence[Finding]) -> Iterator[Question]:
    for finding in findings:
        if finding.kind is Kind.GAP and finding.evidence is Evidence.CLEAR:
            yield Question(
                compose(
                    "Would the gap to similar forces remain if all {of:words} recorded "
                    "equally well?",
                    of=finding["of"],
                )
                if "of" in finding.figures
                else compose(
                    "Would the gap to similar forces remain if all of them recorded equally well?"
                ),
                finding,
            )


def _immature(findings: Sequence[Finding]) -> Iterator[Question]:
    """The share that moved most, where what it is a share of is not complete yet."""
    young = [f for f in findings if f.kind is Kind.SHARE_CHANGE and "immature" in f.words]
    for finding in sorted(young, key=lambda f: -abs(f["points"].value))[:1]:
        yield Question(
            compose(
                "When will enough {unit} of {period} have closed to confirm {share} {part:lower}?",
                unit=finding.measure.unit,
                period=finding.period,
                share=finding["later-share"],
                part=finding.category.value if finding.category else finding.measure.name,
            ),
            finding,
        )


def _signal(findings: Sequence[Finding]) -> Iterator[Question]:
    """The latest signals: those of larger series first, for more people stand behind them."""
    clear = [f for f in findings if f.kind is Kind.SIGNAL and f.evidence is Evidence.CLEAR]
    for finding in sorted(clear, key=lambda f: -f["mean"].value)[:MOST_SIGNALS]:
        up, meant = finding.direction is Direction.UP, finding.measure.nature is Nature.ACTIVITY
        if meant:
            text = (
                message("Why have there been more {unit} than usual since {since} "
                        "({name:lower}), and is it meant?") if up
                else message("Why have there been fewer {unit} than usual since {since} "
                             "({name:lower}), and is it meant?")
            )  # fmt: skip
        else:
            text = (
                message("Why have there been more {unit} than usual since {since} "
                        "({name:lower})?") if up
                else message("Why have there been fewer {unit} than usual since {since} "
                             "({name:lower})?")
            )  # fmt: skip
        yield Question(
            compose(
                text,
                unit=finding.measure.unit,
                since=Period.months_to(finding.period.start, 1),
                name=name_of(finding),
            ),
            finding,
        )


def _rank(findings: Sequence[Finding]) -> Iterator[Question]:
    for finding in findings:
        if finding.kind is Kind.LEVEL and finding.measure.quantity is Quantity.RANK:
            yield Question(
                compose(
                    "{name} is {value}: is {first} the highest rate or the lowest?",
                    name=name_of(finding),
                    value=finding["value"],
                    first=ordinal(1),
                ),
                finding,
            )


def _uncounted(findings: Sequence[Finding]) -> Iterator[Question]:
    missing = [
        f
        for f in findings
        if f.evidence is Evidence.NOT_TESTED
        or (f.kind is Kind.LEVEL and f.measure.quantity is Quantity.PERCENT)
    ]
    for finding in missing[:1]:
        if finding.measure.quantity is Quantity.PERCENT:
            yield Question(
                compose(
                    "How many people stand behind {value} for {name:lower}?",
                    value=finding["value"],
                    name=name_of(finding),
                ),
                finding,
            )
        else:
            yield Question(
                compose("What are the counts behind {name:lower}?", name=name_of(finding)), finding
            )
