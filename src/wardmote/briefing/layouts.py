"""A layout before it is used: what it names is there, its texts are filled, its audience kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from string import Formatter

from wardmote.briefing.context import Context
from wardmote.catalogue import Audience, Catalogue, Layout, LayoutItem, LayoutSection, Settings
from wardmote.governance.store import WorkshopRecord
from wardmote.language import claim_text, compose, day_text, translated
from wardmote.vocabulary import Claim, Period, UserError, nearest

OPEN = ("", "OFFICIAL")  # markings of what the public may read
SLOTS = (
    "force", "body", "workshop", "held_on", "board_on", "items", "month", "author",
)  # fmt: skip


def check_layout(layout: Layout, catalogue: Catalogue, kinds: Collection[str]) -> None:
    """Raises UserError with every thing that the layout names and that is not there."""
    wrong = list(_faults(layout, catalogue, kinds))
    if wrong:
        raise UserError("\n".join(f"layout '{layout.id}': {w}" for w in wrong))


def _faults(layout: Layout, catalogue: Catalogue, kinds: Collection[str]) -> Iterator[str]:
    yield from (f"heading: {w}" for w in _unknown_slots([layout.heading]))
    for number, section in enumerate(layout.section, 1):
        place = f"section {number}"
        if section.kind not in kinds:
            close = nearest(section.kind, kinds)
            hint = "" if close.startswith("allowed") else f" {close}"
            yield (
                f"{place}: unknown kind of section '{section.kind}';{hint} "
                f"kinds: {', '.join(kinds)}"
            )
        yield from (f"{place}: {w}" for w in _unknown_names(section, catalogue))
        yield from (f"{place}: {w}" for w in _unknown_slots([*section.text, *section.otherwise]))
        for count, item in enumerate(section.item, 1):
            yield from (f"{place}, item {count}: {w}" for w in _unknown_names(item, catalogue))
            yield from (f"{place}, item {count}: {w}" for w in _unknown_slots(item.text))
            if item.priority and item.priority not in catalogue.priorities:
                known = nearest(item.priority, catalogue.priorities)
                yield f"{place}, item {count}: unknown priority '{item.priority}'; {known}"


def _unknown_names(part: LayoutSection | LayoutItem, catalogue: Catalogue) -> Iterator[str]:
    themes = {m.theme for m in catalogue.measures.values()}
    for measure in part.measures:
        if measure not in catalogue.measures:
            yield f"unknown measure '{measure}'; {nearest(measure, catalogue.measures)}"
    for theme in part.themes:
        if theme not in themes:
            yield f"unknown theme '{theme}'; {nearest(theme, themes)}"


def _unknown_slots(texts: Collection[str]) -> Iterator[str]:
    for text in texts:
        try:
            names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
        except ValueError:
            yield f"a brace stands alone in '{text}'; write two for one that is to be printed"
            continue
        for name in names:
            if name not in SLOTS:
                yield f"unknown name '{{{name}}}' in a text; {nearest(name, SLOTS)}"


def for_audience(
    layout: Layout, settings: Settings, workshop: WorkshopRecord | None
) -> WorkshopRecord | None:
    """The workshop's record as far as the layout's readers may see it.

    Nothing of a marked workshop stands in a public paper. Raises UserError where the whole
    workspace is marked.
    """
    if layout.audience is not Audience.PUBLIC:
        return workshop
    if settings.marking not in OPEN:
        raise UserError(
            f"layout '{layout.id}' is for the public, and this workspace is marked "
            f"{settings.marking}: change marking in wardmote.toml, or choose another layout"
        )
    return workshop if workshop and workshop.marking in OPEN else None


def filled(context: Context, text: str) -> Claim | None:
    """A text of the layout with its names filled in; None where one of them is not known."""
    values = _values(context)
    names = [name for _, name, _, _ in Formatter().parse(text) if name]
    if any(not values[name] for name in names):
        return None
    return compose("{text}", text=text.format(**values))


def _values(context: Context) -> dict[str, str]:
    workshop, settings = context.workshop, context.book.workspace.settings
    month = compose("{month}", month=Period.months_to(context.data_until, 1))
    return {
        "force": context.book.workspace.force.name,
        "body": workshop.body if workshop else settings.board,
        "workshop": workshop.title if workshop else "",
        "held_on": day_text(workshop.held_on) if workshop else "",
        "board_on": day_text(workshop.board_on) if workshop and workshop.board_on else "",
        "items": listed([i.title for i in workshop.items]) if workshop else "",
        "month": claim_text(month),
        "author": settings.author,
    }


def listed(names: list[str]) -> str:
    """Titles in a sentence: small letters, commas, and the last joined by a word.

    >>> listed(["Roads policing", "Response to cyber-crime"])
    'roads policing and response to cyber-crime'
    """
    small = [n if n[1:2].isupper() else n[:1].lower() + n[1:] for n in names]
    if len(small) < 2:
        return "".join(small)
    between = "; " if any("," in n for n in small) else ", "
    apart = between.rstrip() if any(" and " in n or "," in n for n in small) else ""
    return translated("{some} and {last}").format(
        some=between.join(small[:-1]) + apart, last=small[-1]
    )
