"""The sections of a paper: one module a kind or a family, and the registry of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from wardmote.briefing.context import Context
from wardmote.briefing.sections.agenda import agenda
from wardmote.briefing.sections.breakdown import breakdown
from wardmote.briefing.sections.drivers import drivers
from wardmote.briefing.sections.exceptions import exceptions
from wardmote.briefing.sections.glance import glance
from wardmote.briefing.sections.months import months
from wardmote.briefing.sections.outcomes import actions, implications, outcomes, recommended
from wardmote.briefing.sections.pages import pages
from wardmote.briefing.sections.peers import peers
from wardmote.briefing.sections.priorities import progress, statement
from wardmote.briefing.sections.public import checking, non_signals, signals
from wardmote.briefing.sections.rare import rare
from wardmote.briefing.sections.recommendations import recommendations
from wardmote.briefing.sections.revisions import revisions
from wardmote.briefing.sections.shares import shares
from wardmote.briefing.sections.sources import sources
from wardmote.briefing.sections.text import author, text
from wardmote.briefing.sections.waves import waves
from wardmote.catalogue import LayoutSection
from wardmote.document.nodes import Section

# A kind that has nothing to say gives None or no section, and is left out.
Made = Section | Sequence[Section] | None
SECTIONS: Mapping[str, Callable[[Context, LayoutSection], Made]] = {
    "text": text,
    "glance": glance,
    "revisions": revisions,
    "peers": peers,
    "breakdown": breakdown,
    "drivers": drivers,
    "months": months,
    "rare": rare,
    "shares": shares,
    "waves": waves,
    "pages": pages,
    "agenda": agenda,
    "exceptions": exceptions,
    "progress": progress,
    "statement": statement,
    "signals": signals,
    "non-signals": non_signals,
    "outcomes": outcomes,
    "actions": actions,
    "implications": implications,
    "recommended": recommended,
    "recommendations": recommendations,
    "sources": sources,
    "checking": checking,
    "author": author,
}
LAST = ("sources", "checking", "author")  # made when every figure of the paper is known

__all__ = ["LAST", "SECTIONS"]
