"""What has changed since the last paper: figures that were printed and are restated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from string import ascii_lowercase

from wardmote.briefing.again import Since
from wardmote.briefing.compare import Reason, Restated, Why
from wardmote.briefing.context import Context
from wardmote.briefing.restated import in_order
from wardmote.catalogue import LayoutSection
from wardmote.document.nodes import (
    Block,
    Cell,
    Column,
    Note,
    Paragraph,
    Row,
    RowGroup,
    Section,
    Table,
)
from wardmote.language import compose, day_text, message, number_text, number_words, translated
from wardmote.narrative import figure_words
from wardmote.vocabulary import Claim, Period

MOST = 12  # rows that a reader takes in; pack.json holds them all
TOLD = {
    Why.REVISION: message("by a revision of the source"),
    Why.CORRECTION: message("by a declared correction"),
    Why.METHOD: message("because its definition or method changed"),
    Why.UNEXPLAINED: message("**without an explanation**"),
}
WORD = {
    Why.REVISION: message("Revision"),
    Why.CORRECTION: message("Correction"),
    Why.METHOD: message("Method"),
    Why.UNEXPLAINED: message("Unexplained"),
}


def revisions(context: Context, section: LayoutSection) -> Section | None:
    """A section where there was an earlier paper, whether or not anything was restated."""
    since = context.since
    if since is None:
        return None
    found = in_order(since)
    blocks: list[Block] = [Paragraph(_told(since, found))]
    if any(r.reason.why is Why.UNEXPLAINED for r in found):
        blocks.append(
            Paragraph(
                compose(
                    "**Needs a look.** A number that moves while its definition, method and "
                    "releases stay is not to be relied on until somebody has found out why."
                )
            )
        )
    if since.comparison.gone:
        blocks.append(Paragraph(_gone(len(since.comparison.gone))))
    unprinted = len(since.comparison.unprinted)
    if unprinted:
        blocks.append(Paragraph(_unprinted(unprinted)))
    if found:
        shown = found[:MOST]
        reasons = list(dict.fromkeys(r.reason for r in shown))
        blocks.append(_table(context, since, found, reasons))
        blocks.append(
            Note(
                tuple(
                    compose("**{why}:** {detail}.", why=_mark(r, reasons), detail=r.detail)
                    for r in reasons
                )
            )
        )
    return Section("revisions", section.title, tuple(blocks), page_break=False)


def _told(since: Since, found: Sequence[Restated]) -> Claim:
    pack = since.paper.pack
    paper = compose(
        "The last paper is that of {day} (edition {edition}).",
        day=day_text(pack.dated),
        edition=since.paper.name,
    )
    known = number_text(since.comparison.both)
    if not found:
        gone = len(since.comparison.gone)
        text = (
            message("{paper} **Nothing that was printed has been restated**: the others of its "
                    "{known} figures, computed again from what is loaded now, are as they were.")
            if gone
            else message("{paper} **Nothing that was printed has been restated**: each of its "
                         "{known} figures, computed again from what is loaded now, is as it was.")
        )  # fmt: skip
        return compose(text, paper=paper, known=known)
    counts = Counter(r.reason.why for r in found)
    reasons = [
        compose("{n} {why}", n=number_words(counts[why]), why=compose(TOLD[why]))
        for why in Why
        if counts[why]
    ]
    if len(reasons) == 1:
        why = compose(TOLD[found[0].reason.why])
        reasons = [compose("all {why}", why=why) if len(found) > 1 else why]
    listed = reasons[0]
    for i, reason in enumerate(reasons[1:], 2):
        listed = compose(
            message("{a} and {b}") if i == len(reasons) else message("{a}, {b}"),
            a=listed,
            b=reason,
        )  # fmt: skip
    return compose(
        "{paper} Of its {known} figures, computed again from what is loaded now, **{n} {have} been "
        "restated**{colon} {listed}.",
        paper=paper,
        known=known,
        n=number_words(len(found)),
        have=translated("has") if len(found) == 1 else translated("have"),
        colon="," if len(counts) == 1 else ":",
        listed=listed,
    )


def _gone(count: int) -> Claim:
    return compose(
        "**{count} printed {figures} cannot be computed any more**: what {they} rested on is not "
        "loaded, or its definition is gone. pack.json lists {them}.",
        count=number_words(count).capitalize(),
        figures=translated("figure") if count == 1 else translated("figures"),
        they=translated("it") if count == 1 else translated("they"),
        them=translated("it") if count == 1 else translated("them"),
    )


def _unprinted(count: int) -> Claim:
    return compose(
        "{count} {values} in the series, not printed in it, {have} been restated too; a comparison "
        "of the two editions lists {them}.",
        count=number_words(count).capitalize(),
        values=translated("value") if count == 1 else translated("values"),
        have=translated("has") if count == 1 else translated("have"),
        them=translated("it") if count == 1 else translated("them"),
    )


def _mark(reason: Reason, reasons: Sequence[Reason]) -> str:
    """The reason in a word, with a letter where it is one of several."""
    word = translated(WORD[reason.why])
    return f"{word} {ascii_lowercase[reasons.index(reason)]}" if len(reasons) > 1 else word


def _table(
    context: Context, since: Since, found: Sequence[Restated], reasons: Sequence[Reason]
) -> Table:
    shown = found[:MOST]
    left = len(found) - len(shown)
    groups: dict[str, list[Row]] = {}
    for one in shown:
        figure = context.book.keep(since.figures[one.then.id])
        groups.setdefault(_title(context, one), []).append(
            Row(
                compose("{name}", name=figure_words(one.then.id)),
                (
                    Cell(compose("{period:short}", period=Period.parse(one.then.period))),
                    Cell(compose("{then}", then=one.then.text)),
                    Cell(compose("{now}", now=figure)),
                    Cell(
                        compose("{why}", why=_mark(one.reason, reasons)),
                        strong=one.reason.why is Why.UNEXPLAINED,
                    ),
                ),
            )
        )
    more = compose(
        "The first {shown} of {all}; pack.json lists the other {left}",
        shown=number_words(len(shown)),
        all=number_words(len(found)),
        left=number_words(left),
    )
    return Table(
        "table-revisions",
        translated("Figures restated since the last paper"),
        more if left else compose("As printed then, and computed again now"),
        (
            Column(translated("Figure"), False, 2.2),
            Column(translated("Period"), False, 1.0),
            Column(translated("Then"), True, 0.7),
            Column(translated("Now"), True, 0.7),
            Column(translated("Why"), False, 1.0),
        ),
        tuple(RowGroup(compose("{name}", name=name), tuple(rows)) for name, rows in groups.items()),
    )


def _title(context: Context, one: Restated) -> str:
    """The measure, with the area where it is not the force."""
    book = context.book
    measure = book.measure(one.then.measure.partition(":")[0])
    if one.then.area == book.force:
        return measure.title
    return f"{measure.title}: {book.workspace.catalogue.area(one.then.area).name}"
