"""A whole by its parts, this period against the last: the disposals of tickets."""

from __future__ import annotations

from wardmote.analysis.shares import share
from wardmote.analysis.totals import value_figure
from wardmote.briefing.context import Context, absent, keyed
from wardmote.briefing.sections.cascade import cascade_of
from wardmote.briefing.sections.months import ACTIVITY
from wardmote.catalogue import LayoutSection
from wardmote.document.chart import BeforeAfter, Move
from wardmote.document.nodes import (
    Block,
    Cell,
    ChartFigure,
    Column,
    Note,
    Paragraph,
    Role,
    Row,
    RowGroup,
    Section,
    Table,
)
from wardmote.language import claim_text, compose, message, period_text, translated
from wardmote.narrative import sentence
from wardmote.vocabulary import (
    Claim,
    Direction,
    Evidence,
    Finding,
    Improvement,
    Nature,
    Period,
    Series,
    Status,
)


def shares(context: Context, section: LayoutSection) -> Section | None:
    """A section for the first measure whose whole is known for two periods."""
    for measure_id in section.measures:
        whole = context.book.series(measure_id)
        if whole is None or len(whole.told) < 2 or whole.withholds():
            continue
        later, earlier = whole.known[-1], whole.known[-2]
        parts = context.book.reader.parts(measure_id, context.book.force, section.dimension)
        context.places[measure_id] = measure_id
        moved = _moves(context, whole, parts, later.period, earlier.period)
        if not moved:
            continue
        blocks = _blocks(
            context,
            whole,
            parts,
            moved,
            later.period,
            earlier.period,
            immature=later.status is Status.PARTIAL,
        )
        return Section(measure_id, section.title, tuple(blocks))
    return None


def _moves(
    context: Context, whole: Series, parts: list[Series], later: Period, earlier: Period
) -> dict[str, Finding]:
    """Each part's move; the part that an action should move knows which way is wanted."""
    wanted = {
        a.category: Improvement(a.direction)
        for a in (context.workshop.actions if context.workshop else ())
        if a.measure == whole.measure.id and a.direction
    }
    found = {}
    for part in parts:
        slug = part.category.slug if part.category else ""
        made = context.book.share_change_of(
            whole.measure.id, slug, later, earlier, wanted.get(slug, Improvement.NEUTRAL)
        )
        if made:
            found[slug] = made
    return found


def _blocks(
    context: Context,
    whole: Series,
    parts: list[Series],
    moved: dict[str, Finding],
    later: Period,
    earlier: Period,
    *,
    immature: bool,
) -> list[Block]:
    blocks: list[Block] = []
    if whole.measure.nature is Nature.ACTIVITY:
        blocks.append(Paragraph(compose(ACTIVITY), Role.LABEL))
    first = max(moved.values(), key=lambda f: abs(f["points"].value))
    blocks.append(Paragraph(sentence(first)))
    blocks.append(_chart(context, whole, parts, moved, first, later, earlier, immature=immature))
    fall = cascade_of(context, whole, parts, later, immature=immature)
    blocks += [fall] if fall else []
    notes: list[Claim] = []
    if immature:
        notes.append(
            compose(
                "**Immature cohort.** Outcomes keep arriving for months. The shares of {period} "
                "cover only what is closed so far, and will move.",
                period=later,
            )
        )
    notes += context.caveats(whole.measure)
    blocks.append(Note(tuple(notes)))
    blocks.append(_table(context, whole, parts, moved, later, earlier, immature=immature))
    return blocks


def _label(part: Series) -> str:
    return part.category.value if part.category else part.measure.title


def _chart(
    context: Context,
    whole: Series,
    parts: list[Series],
    moved: dict[str, Finding],
    first: Finding,
    later: Period,
    earlier: Period,
    *,
    immature: bool,
) -> ChartFigure:
    moves = []
    said = []
    order = sorted(parts, key=lambda p: p.category != first.category)
    for part in order:
        slug = part.category.slug if part.category else ""
        found = moved.get(slug)
        if found:
            now = share(part, whole, later)
            for role in ("lower", "upper"):
                context.book.keep(now[role])
            moves.append(
                Move(
                    _label(part),
                    found["earlier-share"],
                    found["later-share"],
                    now["lower"],
                    now["upper"],
                )
            )
            said.append(
                compose(
                    "{name} {before}, then {after}",
                    name=_label(part),
                    before=found["earlier-share"],
                    after=found["later-share"],
                )
            )
        elif part.total(earlier) is not None:
            before = context.book.keep(share(part, whole, earlier)["share"])
            moves.append(Move(_label(part), before, None, None, None))
            said.append(compose("{name} {before}", name=_label(part), before=before))
    listed = said[0]
    for claim in said[1:]:
        listed = compose("{a}; {b}", a=listed, b=claim)
    totals = {o.period: context.book.keep(value_figure(whole, o)) for o in whole.known[-2:]}
    title = {
        Direction.UP: message("{part}: the share rose"),
        Direction.DOWN: message("{part}: the share fell"),
        Direction.LEVEL: message("{part}: the share held"),
    }[first.direction]
    if first.evidence is not Evidence.CLEAR:
        title = message("{part}: no clear change")
    pairs = [
        ("n", compose("{a} and {b}", a=totals[earlier], b=totals[later])),
        (translated("Chart"), compose("shares before and after")),
        (translated("Rule profile"), compose("none; test of two proportions")),
    ]
    if immature:
        pairs.append(
            (translated("Status"), compose("{period} is an immature cohort", period=later))
        )
    return ChartFigure(
        f"chart-{whole.measure.id}",
        compose(title, part=_label_of(first)),
        compose(
            "Share of {unit} with an outcome. Open diamond: {before}. Filled dot: {after}{far}, "
            "with {level} interval.",
            unit=whole.measure.unit,
            before=earlier,
            after=later,
            far=translated(" so far") if immature else "",
            level="95%",
        ),
        BeforeAfter(
            tuple(moves),
            period_text(earlier),
            period_text(later),
            translated("Still open, {period}").format(period=period_text(later))
            if immature
            else "",
        ),
        compose(
            "Shares in {before}, then in {after}: {listed}.",
            before=earlier,
            after=later,
            listed=listed,
        ),
        context.footer([whole], *pairs),
    )


def _label_of(finding: Finding) -> str:
    return finding.category.value if finding.category else finding.measure.title


def _table(
    context: Context,
    whole: Series,
    parts: list[Series],
    moved: dict[str, Finding],
    later: Period,
    earlier: Period,
    *,
    immature: bool,
) -> Table:
    rows = []
    for part in parts:
        slug = part.category.slug if part.category else ""
        cells: list[Cell] = []
        for period in (earlier, later):
            if part.total(period) is None:
                cells += [absent(part, period)] * 2
                continue
            found = share(part, whole, period)
            for role in ("part", "share"):
                cells.append(Cell(compose("{n}", n=context.book.keep(found[role]))))
        change = moved.get(slug)
        cells.append(Cell(compose("{n:signed}", n=change["points"])) if change else absent(part))
        rows.append(Row(compose("{name}", name=_label(part)), tuple(cells)))
    sums = [context.book.keep(value_figure(whole, o)) for o in whole.known[-2:]]
    whole_share = Cell(compose("{all}", all="100%"))
    rows.append(
        Row(
            compose("Total"),
            (
                Cell(compose("{n}", n=sums[0]), strong=True),
                whole_share,
                Cell(compose("{n}", n=sums[1]), strong=True),
                whole_share,
                Cell(shorthand="[z]"),
            ),
        )
    )
    later_head = claim_text(compose("{p}", p=later))
    if immature:
        later_head = translated("{period} so far").format(period=later_head)
    return Table(
        f"table-{whole.measure.id}",
        whole.measure.title,
        keyed(
            compose(
                "Number and share of {unit} with an outcome; change in percentage points. {x} not "
                "in the source, {z} not applicable",
                unit=whole.measure.unit,
                x="[x]",
                z="[z]",
            ),
            parts,
        ),
        (
            Column(translated("Outcome"), False),
            Column(claim_text(compose("{p}", p=earlier))),
            Column(translated("Share")),
            Column(later_head),
            Column(translated("Share")),
            Column(translated("Points")),
        ),
        (RowGroup(None, tuple(rows)),),
    )
