"""The sections of a paper: one module a kind, and the registry of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from wardmote.briefing.context import Context
from wardmote.briefing.sections.breakdown import breakdown
from wardmote.briefing.sections.drivers import drivers
from wardmote.briefing.sections.glance import glance
from wardmote.briefing.sections.months import months
from wardmote.briefing.sections.peers import peers
from wardmote.briefing.sections.rare import rare
from wardmote.briefing.sections.recommendations import recommendations
from wardmote.briefing.sections.shares import shares
from wardmote.briefing.sections.sources import sources
from wardmote.briefing.sections.waves import waves
from wardmote.catalogue import LayoutSection
from wardmote.document.nodes import Section

# A section that has nothing to say gives None and is left out.
SECTIONS: Mapping[str, Callable[[Context, LayoutSection], Section | None]] = {
    "glance": glance,
    "peers": peers,
    "breakdown": breakdown,
    "drivers": drivers,
    "months": months,
    "rare": rare,
    "shares": shares,
    "waves": waves,
    "recommendations": recommendations,
    "sources": sources,
}

__all__ = ["SECTIONS"]
