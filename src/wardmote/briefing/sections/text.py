"""Paragraphs that the layout brings with it: purpose, background, and who signs."""

from __future__ import annotations

from wardmote.briefing.context import Context
from wardmote.briefing.layouts import filled
from wardmote.catalogue import LayoutSection
from wardmote.document.nodes import Paragraph, Section
from wardmote.language import compose, translated


def text(context: Context, section: LayoutSection) -> Section | None:
    """The section's texts, each left out where what it names is not known.

    Where none can be told, its `otherwise` stands.
    """
    said = [c for t in section.text if (c := filled(context, t))]
    said = said or [c for t in section.otherwise if (c := filled(context, t))]
    if not said:
        return None
    return Section(slug(section.title), section.title, tuple(map(Paragraph, said)), False)


def author(context: Context, section: LayoutSection) -> Section:
    """Who answers for the paper, by the workspace's settings."""
    named = context.book.workspace.settings.author
    said = compose("{author}", author=named) if named else compose("Not recorded.")
    return Section("author", section.title or translated("Author"), (Paragraph(said),), False)


def slug(title: str) -> str:
    """A title as an id: small letters, digits and lines.

    >>> slug("Purpose of this paper")
    'purpose-of-this-paper'
    """
    kept = "".join(c if c.isalnum() and c.isascii() else "-" for c in title.lower())
    return "-".join(p for p in kept.split("-") if p) or "section"
