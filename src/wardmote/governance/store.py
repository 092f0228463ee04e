"""Opening the records of a workspace, and reading them as plain values."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from wardmote.vocabulary import UserError, nearest


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """What was asked of the force, by whom and of which measure, and what it answered."""

    text: str
    measure: str
    asked_by: str
    answer: str


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """An agenda item with what was asked under it and what was concluded."""

    number: int
    title: str
    asked: tuple[QuestionRecord, ...]
    outcomes: tuple[str, ...]

    @property
    def questions(self) -> tuple[tuple[str, str], ...]:
        """Text and measure of each question."""
        return tuple((q.text, q.measure) for q in self.asked)


@dataclass(frozen=True, slots=True)
class ActionRecord:
    """An action as the pack reads it."""

    reference: str
    text: str
    owner: str
    due: date | None
    state: str
    measure: str
    category: str
    direction: str
    before: str
    after: str
    reason: str
    agreed_on: date
    marking: str

    def overdue(self, on: date) -> bool:
        """Whether it should have been done before the day, and is still open."""
        return self.state != "closed" and self.due is not None and self.due < on


@dataclass(frozen=True, slots=True)
class WorkshopRecord:
    """A workshop with everything recorded of it that may be published."""

    slug: str
    title: str
    body: str
    held_on: date
    board_on: date | None
    marking: str
    financial: str
    legal: str
    items: tuple[ItemRecord, ...]
    recommendations: tuple[str, ...]
    actions: tuple[ActionRecord, ...]
    returns: tuple[tuple[str, str, int], ...]


def connect(path: Path) -> None:
    """Point Django at the workspace's records, making or upgrading the file."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardmote.governance.settings")
    import django
    from django.apps import apps
    from django.core.management import call_command
    from django.db import connections

    if not apps.ready:
        django.setup()
    connections["default"].close()
    connections.databases["default"]["NAME"] = str(path)
    connections["default"].settings_dict["NAME"] = str(path)
    call_command("migrate", verbosity=0, interactive=False)


def workshop_of(path: Path, slug: str) -> WorkshopRecord | None:
    """The workshop named, or none when the workspace has no records and none is named.

    Raises UserError, naming the workshops there are, for one that is not there.
    """
    if not path.is_file():
        if slug:
            raise UserError(
                f"no workshop '{slug}': this workspace has no governance records yet. Leave "
                "--workshop out, and the pack is dated by its latest data"
            )
        return None
    connect(path)
    from wardmote.governance.models import Workshop

    if not slug:
        return None
    found = Workshop.objects.filter(slug=slug).first()
    if found is None:
        known = list(Workshop.objects.values_list("slug", flat=True))
        raise UserError(f"no workshop '{slug}'; {nearest(slug, known or ['(none is recorded)'])}")
    return _record(found)


def open_actions(path: Path) -> tuple[ActionRecord, ...]:
    """Every action of any workshop that is not closed, by reference."""
    if not path.is_file():
        return ()
    connect(path)
    from wardmote.governance.models import Action

    found = Action.objects.exclude(state="closed").select_related("workshop")
    return tuple(_action(a) for a in found)


def record_workshop(path: Path, table: Mapping[str, Any]) -> None:
    """Write a workshop with its items, recommendations and actions, in one transaction.

    Existing records of the same workshop are replaced.
    """
    connect(path)
    from django.db import transaction

    from wardmote.governance import models as m

    with transaction.atomic():
        body, _ = m.OversightBody.objects.get_or_create(
            name=table["body"]["name"], defaults={"force": table["body"]["force"]}
        )
        given = dict(table["workshop"])
        slug = given.pop("slug")
        m.Action.objects.filter(workshop__slug=slug).delete()
        m.Workshop.objects.filter(slug=slug).delete()
        workshop = m.Workshop.objects.create(body=body, slug=slug, **given)
        for number, item in enumerate(table.get("item", ()), 1):
            made = m.AgendaItem.objects.create(
                workshop=workshop,
                number=number,
                title=item["title"],
                closed=item.get("closed", False),
            )
            for question in item.get("question", ()):
                m.Question.objects.create(item=made, **question)
            for outcome in item.get("outcomes", ()):
                m.Outcome.objects.create(item=made, text=outcome)
        for number, text in enumerate(table.get("recommendations", ()), 1):
            m.Recommendation.objects.create(workshop=workshop, number=number, text=text)
        for action in table.get("action", ()):
            m.Action.objects.create(workshop=workshop, **action)
        m.Return.objects.filter(body=body).delete()
        for due in table.get("return", ()):
            m.Return.objects.create(body=body, **due)


def _record(workshop: Any) -> WorkshopRecord:
    return WorkshopRecord(
        slug=workshop.slug,
        title=workshop.title,
        body=workshop.body.name,
        held_on=workshop.held_on,
        board_on=workshop.board_on,
        marking=workshop.marking,
        financial=workshop.financial_implications,
        legal=workshop.legal_implications,
        items=tuple(
            ItemRecord(
                item.number,
                item.title,
                tuple(
                    QuestionRecord(q.text, q.measure, q.asked_by, q.answer)
                    for q in item.questions.all()
                ),
                tuple(o.text for o in item.outcomes.all()),
            )
            for item in workshop.items.filter(closed=False)
        ),
        recommendations=tuple(r.text for r in workshop.recommendations.all()),
        actions=tuple(_action(a) for a in workshop.actions.all()),
        returns=tuple((r.text, r.owner, r.every_months) for r in workshop.body.returns.all()),
    )


def _action(action: Any) -> ActionRecord:
    return ActionRecord(
        action.reference,
        action.text,
        action.owner,
        action.due,
        action.state,
        action.measure,
        action.category,
        action.direction,
        action.before,
        action.after,
        action.reason,
        action.workshop.held_on,
        action.workshop.marking,
    )
