"""One page that a member reads in a minute: what changed, what did not, what to ask."""

from __future__ import annotations

from collections.abc import Iterable

from wardmote.briefing.actions import evidence_for, judged
from wardmote.briefing.context import Context
from wardmote.briefing.sections.glance import of_theme
from wardmote.document.nodes import Block, Bullets, Item, Quadrant, Quadrants
from wardmote.language import compose
from wardmote.narrative import VERB, bullet, questions_from
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
    Series,
    Status,
)

MOST = 5  # entries of a block that a member reads in a minute
MOST_QUESTIONS = 7
NAMED = 3  # measures that a line names
OLD = 18  # months after which figures say nothing of what is changing now
UNTESTED = "Cannot tell: nothing is loaded to compare these months with."
CHANGES = (Kind.CHANGE, Kind.STATED_CHANGE, Kind.AVERAGE_CHANGE, Kind.SURVEY_CHANGE)


def member_page(context: Context) -> tuple[Claim, tuple[Block, ...]]:
    """The sentence to say aloud, and the blocks under it."""
    every = headline_findings(context)
    findings = [f for f in every if not _old(context, f)]
    old = [f for f in every if _old(context, f)]
    changed = _changed(findings)
    unchanged = [f for f in findings if f not in changed and _looks_changed(f)][:MOST]
    tested = any(f.kind in CHANGES for f in findings)
    blocks = [
        Quadrant(
            "What changed",
            Bullets(
                (
                    *(Item(_linked(context, bullet(f), f)) for f in changed),
                    *_rest(changed, findings),
                    *_left_out(old),
                )
            ),
            "Nothing that the evidence bears out." if tested else UNTESTED,
        ),
        Quadrant(
            "What did not, though it looks so",
            Bullets(tuple(Item(_linked(context, bullet(f), f)) for f in unchanged)),
            "Nothing: no change in the figures is large enough to mislead." if tested else UNTESTED,
        ),
        Quadrant(
            "Did last time’s actions work?",
            Bullets(tuple(_actions(context))),
            "No action is recorded that a measure could show.",
        ),
        Quadrant(
            "Questions to ask",
            Bullets(tuple(Item(c) for c in _questions(context, findings)), numbered=True),
            "None arises from the figures.",
        ),
    ]
    return _lead(context, changed, unchanged), (Quadrants(tuple(blocks)),)


def _rest(changed: list[Finding], findings: list[Finding]) -> list[Item]:
    """That the list is a selection, where other changes are as clear."""
    left = [
        f
        for f in findings
        if f.evidence is Evidence.CLEAR
        and f.kind in CHANGES
        and f.measure.nature is not Nature.ACTIVITY
        and f not in changed
    ]
    if not left:
        return []
    return [
        Item(
            compose(
                "These are the largest; other clear changes stand in {first}.",
                first=Link("glance", "Section 1"),
            )
        )
    ]


def _old(context: Context, finding: Finding) -> bool:
    """Whether a finding's figures end too long before the pack's date to be told as news."""
    return _before(context, finding.period)


def _before(context: Context, period: Period) -> bool:
    return period.end < Period.months_to(context.dated, OLD + 1).start


def _left_out(old: list[Finding]) -> list[Item]:
    """That findings of years ago are left out of the page, and where they stand."""
    if not old:
        return []
    last = max(old, key=lambda f: f.period.end)
    claim = compose(
        "Left out here, because their figures end in {month} or before: {names}. They stand in "
        "{first}.",
        month=Period.months_to(last.period.end, 1),
        names=_few([f.measure.name for f in old]),
        first=Link("glance", "Section 1"),
    )
    return [Item(claim)]


def headline_findings(context: Context) -> list[Finding]:
    """The change of every measure, in the order of the layout's themes, then the gap."""
    themes = [t for s in context.layout.section for t in s.themes]
    found = [
        finding
        for theme in themes
        for measure in of_theme(context, theme)
        if (finding := context.book.change_of(measure)) is not None
    ]
    for section in context.layout.section:
        if section.kind == "peers":
            for measure_id in section.measures:
                gap = context.book.gap_of(context.book.measure(measure_id))
                if gap:
                    found.append(gap)
    return found


def _changed(findings: list[Finding]) -> list[Finding]:
    """Clear changes, newest basis first: a year to date stands before twelve months."""
    clear = [
        f
        for f in findings
        if f.evidence is Evidence.CLEAR
        and f.kind in CHANGES
        and f.measure.nature is not Nature.ACTIVITY
    ]
    recent = [f for f in clear if f.measure.period is not PeriodKind.ROLLING_12_MONTHS]
    chosen = sorted(recent or clear, key=_size)[:MOST]
    gaps = [f for f in findings if f.kind is Kind.GAP and f.evidence is Evidence.CLEAR]
    return chosen + gaps


def _size(finding: Finding) -> float:
    """Sorts changes of counts by their size, and moves of percentages after them."""
    if "change" in finding.figures:
        return -abs(finding["change"].value)
    return 1 / (1 + abs(finding["points"].value)) if "points" in finding.figures else 0.0


def _looks_changed(finding: Finding) -> bool:
    """A difference that a reader would take for a change, and that is none or shows none."""
    if finding.kind not in CHANGES or finding.measure.period is PeriodKind.ROLLING_12_MONTHS:
        return False
    if finding.measure.nature is Nature.ACTIVITY:
        return True
    return finding.evidence in (
        Evidence.NO_CLEAR_CHANGE,
        Evidence.TOO_FEW,
        Evidence.NOT_TESTED,
    )


def _linked(context: Context, claim: Claim, finding: Finding) -> Claim:
    place = context.places.get(finding.measure.id)
    if place is None and "glance" in context.places:
        place = context.places["glance"]
    if place is None:
        return claim
    number = context.places.get(f"#{place}", "")
    return Claim((*claim.parts, " ", Link(place, f"Section {number}")))


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
        if f not in findings and not _old(context, f) and not (
            f.kind is Kind.SIGNAL and f.category
        )
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
        gap = _latest_gap(series) if series else None
        if gap and not _before(context, gap):
            claims.append(
                compose("When will {unit} for {gap} be supplied?", unit=measure.unit, gap=gap)
            )
            break
    alone = [
        m
        for theme in [t for s in context.layout.section for t in s.themes]
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


def _latest_gap(series: Series) -> Period | None:
    """The latest months in a row that are missing, as one period."""
    run: list[Period] = []
    for observed in reversed(series.observations):
        if observed.status is Status.MISSING:
            run.append(observed.period)
        elif run:
            break
    return Period(run[-1].start, run[0].end) if run else None


def _lead(context: Context, changed: list[Finding], unchanged: list[Finding]) -> Claim:
    """The answer first: the largest changes, the actions that moved, what did not change."""
    said: list[Claim] = []
    moves = [f for f in changed if f.kind in CHANGES and "percent" in f.figures][:2]
    if moves:
        said.append(_moves(moves))
    for action, _, _ in judged(context):
        found = evidence_for(context, action)
        if found and found.kind is Kind.SHARE_CHANGE and found.evidence is Evidence.CLEAR:
            said.append(
                compose(
                    "The share of {unit} {part:lower} {way} from {before} to {after}{far}.",
                    unit=found.measure.unit,
                    part=found.category.value if found.category else "",
                    way=VERB[found.direction],
                    before=found["earlier-share"],
                    after=found["later-share"],
                    far=", so far" if "immature" in found.words else "",
                )
            )
    still = [f for f in unchanged if f.evidence is Evidence.NO_CLEAR_CHANGE][:3]
    if still:
        names = _listed([f.measure.name for f in still])
        said.append(compose("{names} did not clearly change.", names=names))
    if not said:
        said.append(_only_levels(context))
    lead = said[0]
    for claim in said[1:]:
        lead = compose("{a} {b}", a=lead, b=claim)
    return lead


def _few(names: list[str]) -> str:
    """A few of many names."""
    if len(names) <= NAMED:
        return _listed(names)
    return f"{_listed(names[:NAMED]).replace(' and ', ', ')} and others"


def _listed(names: list[str]) -> str:
    """Names in a row, as a sentence has them."""
    lower = [n if n[:2].isupper() else n[:1].lower() + n[1:] for n in names[1:]]
    if not lower:
        return names[0]
    return f"{', '.join([names[0], *lower[:-1]])} and {lower[-1]}"


def _moves(moves: list[Finding]) -> Claim:
    first = moves[0]
    # A year before is what a reader takes for granted; anything else is said.
    far = first.against is not None and first.against != first.period.years_before()
    long = compose(" against {before}", before=first.against) if far and first.against else ""
    if len(moves) == 1 or moves[1].against != first.against:
        return compose(
            "{a} {v} {p:size}{long}.",
            a=first.measure.name,
            v=VERB[first.direction],
            p=first["percent"],
            long=long,
        )
    second = moves[1]
    same = first.direction is second.direction
    return compose(
        "{a} {v} {p:size} and {b:lower} {w}{q:size}{long}.",
        long=long,
        a=first.measure.name,
        v=VERB[first.direction],
        p=first["percent"],
        b=second.measure.name,
        w="" if same else VERB[second.direction] + " ",
        q=second["percent"],
    )


def _only_levels(context: Context) -> Claim:
    known = [m for m in context.book.known if m.nature is not Nature.CONTEXT]
    if not known:
        return compose("Nothing is loaded for {area} yet.", area=context.book.workspace.force.name)
    found = [
        f for m in known
        if (f := context.book.change_of(m)) and f.kind is Kind.LEVEL and "value" in f.figures
        and m.quantity is Quantity.COUNT and not _old(context, f)
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
