"""Did last time's actions work? What each action's measure shows, and no more."""

from __future__ import annotations

from collections.abc import Iterator

from wardmote.briefing.context import Context
from wardmote.document.nodes import Icon
from wardmote.governance.store import ActionRecord
from wardmote.language import compose, translated
from wardmote.narrative import bullet, verdict
from wardmote.vocabulary import (
    Claim,
    Direction,
    Evidence,
    Finding,
    Improvement,
    Period,
    Variation,
)


def judged(context: Context) -> Iterator[tuple[ActionRecord, Claim, Icon]]:
    """Every action with what its measure shows: moved as intended, or not, or cannot tell."""
    for action in context.workshop.actions if context.workshop else ():
        finding = evidence_for(context, action)
        if finding is None:
            reason = action.reason or translated("Its measure has no data for before and after.")
            yield action, compose("Cannot tell. {reason}", reason=reason), Variation.CANNOT_TELL
            continue
        yield (
            action,
            compose(
                "{verdict}. {evidence}", verdict=_verdict(action, finding), evidence=bullet(finding)
            ),
            finding.variation,
        )


def evidence_for(context: Context, action: ActionRecord) -> Finding | None:
    """The finding that the action is judged by, where its measure, direction and dates allow."""
    if not (action.measure and action.direction and action.before and action.after):
        return None
    if action.measure not in context.book.workspace.catalogue.measures:
        return None
    later, earlier = Period.parse(action.after), Period.parse(action.before)
    if action.category:
        return context.book.share_change_of(
            action.measure, action.category, later, earlier, Improvement(action.direction)
        )
    return context.book.change_between(action.measure, later, earlier)


def _verdict(action: ActionRecord, finding: Finding) -> str:
    if finding.evidence is not Evidence.CLEAR:
        return verdict(finding)
    up = finding.direction is Direction.UP
    wanted = (action.direction == Improvement.INCREASE.value) == up
    return translated("Moved as intended") if wanted else translated("Moved the other way")
