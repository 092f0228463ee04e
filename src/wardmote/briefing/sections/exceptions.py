"""What stands out this month, a page each, and what was looked at and does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wardmote.analysis.signals import refusal
from wardmote.analysis.totals import value_figure
from wardmote.briefing.context import Context
from wardmote.briefing.sections.glance import short_title
from wardmote.briefing.sections.pages import chosen, target_words, what_it_is
from wardmote.briefing.sections.telling import Depth, latest_of, own_note, told
from wardmote.catalogue import LayoutSection
from wardmote.document.nodes import (
    Block,
    Bullets,
    Cell,
    Column,
    Item,
    Paragraph,
    Role,
    Row,
    RowGroup,
    Section,
    Table,
)
from wardmote.governance.store import ActionRecord
from wardmote.language import compose, day_text, joined, message, number_words, translated
from wardmote.narrative import cell
from wardmote.vocabulary import Claim, Evidence, Improvement, Measure, Series, Status

QUIET = message("No special cause in the latest month")
PAGE = Depth(forecast=False, table=True, peers=False)


@dataclass(frozen=True, slots=True)
class Standing:
    """A measure that stands out, with each reason in words."""

    measure: Measure
    reasons: tuple[Claim, ...]


def exceptions(context: Context, section: LayoutSection) -> Sequence[Section]:
    """The list of what stands out, a page for each, and those without exception."""
    measures = chosen(context, section)
    found = [Standing(m, reasons) for m in measures if (reasons := tuple(_reasons(context, m)))]
    quiet = [m for m in measures if m not in [e.measure for e in found]]
    loose = [a for a in context.overdue if a.measure not in [m.id for m in measures]]
    context.markings += [a.marking for a in context.overdue]
    context.lead = _lead(found, len(measures), len(context.overdue))
    made = [_overview(section, found, loose)]
    for one in found:
        context.places[one.measure.id] = f"exception-{one.measure.id}"
        blocks: list[Block] = [
            Paragraph(what_it_is(one.measure), Role.SMALL),
            Bullets(tuple(Item(r) for r in one.reasons)),
            *told(context, one.measure, PAGE),
            *own_note(context, one.measure),
        ]
        made.append(Section(f"exception-{one.measure.id}", one.measure.title, tuple(blocks)))
    if quiet:
        made.append(_without(context, quiet))
    return made


def missed(measure: Measure, series: Series | None) -> bool:
    """Whether the latest figure lies on the wrong side of the target."""
    if measure.target is None or series is None or not series.settled.known:
        return False
    value = series.settled.known[-1].value or 0.0
    if measure.improvement is Improvement.INCREASE:
        return value < measure.target
    return measure.improvement is Improvement.DECREASE and value > measure.target


def _reasons(context: Context, measure: Measure) -> Iterator[Claim]:
    signal = context.book.signal_of(measure)
    if signal and signal.finding.evidence is Evidence.CLEAR:
        yield compose("**Special cause.** {what}.", what=cell(signal.finding))
    series = context.book.series(measure.id)
    if series and missed(measure, series):
        latest = series.settled.known[-1]
        yield compose(
            "**Target missed.** {value} in {period}; the target is {target}.",
            value=context.book.keep(value_figure(series, latest)),
            period=latest.period,
            target=target_words(measure),
        )
    for action in context.overdue:
        if action.measure == measure.id:
            yield _overdue(action)


def _overdue(action: ActionRecord) -> Claim:
    return compose(
        "**Action overdue.** {reference}, {text}: due {due}, with {owner}.",
        reference=action.reference,
        text=action.text,
        due=day_text(action.due) if action.due else "",
        owner=action.owner,
    )


def _lead(found: Sequence[Standing], looked: int, overdue: int) -> Claim:
    late = compose(
        " {n} {actions} overdue.",
        n=number_words(overdue).capitalize(),
        actions=translated("action is") if overdue == 1 else translated("actions are"),
    )
    if not found:
        said = compose("None of {n} measures stands out.", n=number_words(looked))
    else:
        names = [short_title(e.measure) for e in found]
        few = [names[0], *(n[:1].lower() + n[1:] for n in names[1:])]
        more = len(few) - 4
        said = compose(
            "{n} of {all} measures {stand} out: {names}.",
            n=number_words(len(found)).capitalize(),
            all=number_words(looked),
            stand=translated("stands") if len(found) == 1 else translated("stand"),
            names=few[0]
            if len(few) == 1
            else translated("{some} and {n} more").format(
                some=", ".join(few[:4]), n=number_words(more)
            )
            if more > 0
            else translated("{some} and {last}").format(some=", ".join(few[:-1]), last=few[-1]),
        )
    return compose("{a}{b}", a=said, b=late) if overdue else said


def _overview(
    section: LayoutSection,
    found: Sequence[Standing],
    loose: Sequence[ActionRecord],
) -> Section:
    blocks: list[Block] = [
        Paragraph(
            compose(
                "A measure stands here when its latest month has a special cause, when its latest "
                "figure misses its target, or when an action that should move it is overdue."
            )
        )
    ]
    if found:
        rows = [
            Row(compose("{title}", title=e.measure.title), (Cell(joined(e.reasons)),))
            for e in found
        ]
        blocks.append(
            Table(
                "table-exceptions",
                translated("Measures that stand out, and why"),
                None,
                (Column(translated("Measure"), False, 1.0), Column(translated("Why"), False, 2.6)),
                (RowGroup(None, tuple(rows)),),
            )
        )
    else:
        blocks.append(Paragraph(compose("No measure stands out.")))
    if loose:
        blocks.append(Paragraph(compose("**Overdue actions that no measure here could show.**")))
        blocks.append(Bullets(tuple(Item(_overdue(a)) for a in loose)))
    return Section("exceptions", section.title, tuple(blocks), False)


def _without(context: Context, measures: Sequence[Measure]) -> Section:
    groups: dict[str, list[Row]] = {}
    for measure in measures:
        latest = latest_of(context, measure)
        row = Row(
            compose("{title}", title=measure.title),
            (Cell(latest) if latest else Cell(shorthand="[x]"),),
        )
        groups.setdefault(_why_not(context, measure), []).append(row)
    return Section(
        "without-exception",
        translated("Looked at, and without exception"),
        (
            Table(
                "table-without",
                translated("Measures without exception"),
                compose("Each with its latest figure, under how far it can be judged"),
                (
                    Column(translated("Measure"), False, 1.3),
                    Column(translated("Latest figure"), False, 1.7),
                ),
                tuple(
                    RowGroup(compose("{why}", why=why), tuple(groups[why]))
                    for why in sorted(groups, key=lambda w: (w != translated(QUIET), w))
                ),
            ),
        ),
    )


def _why_not(context: Context, measure: Measure) -> str:
    series = context.book.series(measure.id)
    if context.book.signal_of(measure):
        return translated(QUIET)
    if series is None or series.told[-1].status is Status.ASSUMED or not refusal(series):
        return translated("Not judged: no monthly series")
    reason = refusal(series)
    if reason.startswith("neighbouring"):
        return translated("Not judged: rolling totals can have no limits")
    return translated("Not judged: {reason}").format(reason=translated(reason))
