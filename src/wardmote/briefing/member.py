"""One page that a member reads in a minute: what changed, what did not, what to ask."""

from __future__ import annotations

from collections.abc import Iterable

from wardmote.analysis.standing import gaps
from wardmote.briefing.actions import evidence_for, judged
from wardmote.briefing.context import Context
from wardmote.briefing.headlines import (
    CHANGES,
    MOST,
    changed_among,
    headline_findings,
    is_news,
    looks_changed,
    of_theme,
)
from wardmote.briefing.layouts import listed
from wardmote.document.nodes import Block, Bullets, Item, Quadrant, Quadrants
from wardmote.language import compose, joined, message, translated
from wardmote.narrative import bullet, questions_from, verb
from wardmote.vocabulary import (
    Claim,
    Evidence,
    Finding,
    Kind,
    Link,
    Nature,
    Period,
    PeriodKind,
    Quantity,
)

MOST_QUESTIONS = 7
NAMED = 3  # measures that a line names
A_YEAR = 366  # days
UNTESTED = message("Cannot tell: nothing is loaded to compare these months with.")


def member_page(context: Context) -> tuple[Claim, tuple[Block, ...]]:
    """The sentence to say aloud, and the blocks under it."""
    every = headline_findings(context)
    findings = [f for f in every if is_news(context, f.period)]
    old = [f for f in every if f not in findings]
    changed = changed_among(findings)
    unchanged = [f for f in findings if f not in changed and looks_changed(f)][:MOST]
    tested = any(f.kind in CHANGES for f in findings)
    blocks = [
        Quadrant(
            translated("What changed"),
            Bullets(
                (
                    *(Item(_linked(context, bullet(f), f)) for f in changed),
                    *_rest(context, changed, findings),
                    *_left_out(context, old),
                )
            ),
            translated("Nothing that the evidence bears out.") if tested else translated(UNTESTED),
        ),
        Quadrant(
            translated("What did not, though it looks so"),
            Bullets(tuple(Item(_linked(context, bullet(f), f)) for f in unchanged)),
            translated("Nothing: no change in the figures is large enough to mislead.")
            if tested
            else translated(UNTESTED),
        ),
        Quadrant(
            translated("Did last time’s actions work?"),
            Bullets(tuple(_actions(context))),
            translated("No action is recorded that a measure could show."),
        ),
        Quadrant(
            translated("Questions to ask"),
            Bullets(tuple(Item(c) for c in _questions(context, findings)), numbered=True),
            translated("None arises from the figures."),
        ),
    ]
    lead = context.lead or _lead(context, changed, unchanged)
    return lead, (Quadrants(tuple(blocks)),)


def _rest(context: Context, changed: list[Finding], findings: list[Finding]) -> list[Item]:
    """That the list is a selection, where other changes are as clear."""
    left = [
        f
        for f in findings
        if f.evidence is Evidence.CLEAR
        and f.kind in CHANGES
        and f.measure.nature is not Nature.ACTIVITY
        and f not in changed
    ]
    if not left or "glance" not in context.places:
        return []
    place = context.places["glance"]
    return [
        Item(
            compose(
                "These are the largest; other clear changes stand in {first}.",
                first=Link(place, context.places[f"#{place}"]),
            )
        )
    ]


def _left_out(context: Context, old: list[Finding]) -> list[Item]:
    """That findings of years ago are left out of the page, and where they stand."""
    if not old or "glance" not in context.places:
        return []
    last, place = max(f.period.end for f in old), context.places["glance"]
    names = [f.measure.name for f in old]
    few = names if len(names) <= NAMED else [*names[:NAMED], translated("others")]
    claim = compose(
        "Left out here, because their figures end in {month} or before: {names}. They stand in "
        "{first}.",
        month=Period.months_to(last, 1), names=listed(few),
        first=Link(place, context.places[f"#{place}"]),
    )  # fmt: skip
    return [Item(claim)]


def _linked(context: Context, claim: Claim, finding: Finding) -> Claim:
    place = context.places.get(finding.measure.id)
    if place is None and "glance" in context.places:
        place = context.places["glance"]
    if place is None:
        return claim
    words = context.places.get(f"#{place}")
    return Claim((*claim.parts, " ", Link(place, words))) if words else claim


def _actions(context: Context) -> Iterable[Item]:
    for action, verdict, icon in judged(context):
        if not action.measure:
            continue
        claim = compose("**{text}.** {verdict}", text=action.text, verdict=verdict)
        found = evidence_for(context, action)
        yield Item(_linked(context, claim, found) if found else claim, icon)


def _questions(context: Context, findings: list[Finding]) -> list[Claim]:
    """Those on record, then gaps in the data, then those that the figures raise."""
    book = context.book
    others = (
        f for f in book.findings()
        # A part that stands out is seen among its panels; the page asks after whole measures.
        if f not in findings and is_news(context, f.period)
        and not (f.kind is Kind.SIGNAL and f.category)
    )  # fmt: skip
    evidence = [*findings, *others]
    raised, asked = [], []
    recorded = [
        (text, measure)
        for item in (context.workshop.items if context.workshop else ())
        for text, measure in item.questions
    ]
    on_record = {measure for _, measure in recorded if measure}
    for question in questions_from(evidence):
        # What somebody has asked in words of their own is not asked again in ours.
        if question.finding is None:
            raised.append(question.claim)
        elif question.finding.measure.id not in on_record:
            raised.append(_linked(context, question.claim, question.finding))
    for text, measure in recorded:
        claim = compose("{text}", text=text)
        found = (
            book.change_of(book.measure(measure)) if measure in {m.id for m in book.known} else None
        )
        asked.append(_linked(context, claim, found) if found else claim)
    gaps = _gaps(context)
    room = MOST_QUESTIONS - min(len(asked), 3)
    return [*asked[:3], *[*gaps, *raised][:room]]


def _gaps(context: Context) -> list[Claim]:
    """Months that are missing, and measures that have nothing to be compared with."""
    claims = []
    for measure in context.book.known:
        series = context.book.series(measure.id)
        found = gaps(series) if series else None
        if found and "missing" in found.figures and is_news(context, found.period):
            claims.append(
                compose(
                    "When will {unit} for {gap} be supplied?", unit=measure.unit, gap=found.period
                )
            )
            break
    alone = [
        m
        for theme in context.themes
        for m in of_theme(context, theme)
        if m.period is PeriodKind.MONTH
        and m.quantity is Quantity.COUNT
        and (f := context.book.change_of(m)) is not None
        and f.kind is Kind.LEVEL
    ]
    if alone:
        claims.append(
            compose(
                "How do these months of {name:lower} compare with the same months of earlier "
                "years? Those are not loaded, so nothing can be compared.",
                name=alone[0].name,
            )
        )
    return claims


def _lead(context: Context, changed: list[Finding], unchanged: list[Finding]) -> Claim:
    """The answer first: the largest changes, the actions that moved, what did not change."""
    said: list[Claim] = []
    moves = [f for f in changed if f.kind in CHANGES and "percent" in f.figures][:2]
    if moves:
        said.append(_moves(context, moves))
    for action, _, _ in judged(context):
        found = evidence_for(context, action)
        if found and found.kind is Kind.SHARE_CHANGE and found.evidence is Evidence.CLEAR:
            said.append(
                compose(
                    "The share of {unit} {part:lower} {way} from {before} to {after}{far}.",
                    unit=found.measure.unit,
                    part=found.category.value if found.category else "",
                    way=verb(found.direction),
                    before=found["earlier-share"],
                    after=found["later-share"],
                    far=translated(", so far") if "immature" in found.words else "",
                )
            )
    still = [f for f in unchanged if f.evidence is Evidence.NO_CLEAR_CHANGE][:3]
    if still:
        names = listed([f.measure.name for f in still])
        names = names[:1].upper() + names[1:]
        said.append(compose("{names} did not clearly change.", names=names))
    if not said:
        said.append(_only_levels(context))
    return joined(said)


def _moves(context: Context, moves: list[Finding]) -> Claim:
    """The largest moves, with their period where other measures go a year further, and with
    what they are against where that is not the year before."""
    first = moves[0]
    old = any((context.data_until - f.period.end).days > A_YEAR for f in moves)
    when = compose(" in {period}", period=first.period) if old else Claim(())
    if first.against and first.against != first.period.years_before():
        when = compose("{when} against {before}", when=when, before=first.against)
    if len(moves) == 1 or moves[1].against != first.against:
        return compose(
            "{a} {v} {p:size}{when}.",
            a=first.measure.name,
            v=verb(first.direction),
            p=first["percent"],
            when=when,
        )
    second = moves[1]
    same = first.direction is second.direction
    return compose(
        "{a} {v} {p:size} and {b:lower} {w}{q:size}{when}.",
        a=first.measure.name,
        v=verb(first.direction),
        p=first["percent"],
        b=second.measure.name,
        w="" if same else verb(second.direction) + " ",
        q=second["percent"],
        when=when,
    )


def _only_levels(context: Context) -> Claim:
    known = [m for m in context.book.known if m.nature is not Nature.CONTEXT]
    if not known:
        return compose("Nothing is loaded for {area} yet.", area=context.book.workspace.force.name)
    found = [
        f for m in known
        if (f := context.book.change_of(m)) and f.kind is Kind.LEVEL and "value" in f.figures
        and m.quantity is Quantity.COUNT and is_news(context, f.period)
    ]  # fmt: skip
    if not found:
        return compose("No change in these figures is more than chance.")
    first = max(found, key=lambda f: f["value"].value)
    return compose(
        "{area} recorded {value} {unit} in {period}. Nothing is loaded that these months can be "
        "compared with, so this pack describes and does not judge.",
        area=context.book.workspace.force.name,
        value=first["value"],
        unit=first.measure.unit,
        period=first.period,
    )
