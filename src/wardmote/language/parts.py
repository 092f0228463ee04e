"""Sentences put together from a template and the values that fill it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import Formatter

from wardmote.language.dates import period_text
from wardmote.language.messages import translated
from wardmote.language.numbers import figure_text
from wardmote.vocabulary import (
    Claim,
    Figure,
    Form,
    Link,
    Name,
    Part,
    Period,
    Printed,
    Stressed,
    Strong,
    WebLink,
    When,
)

Slot = Figure | Period | str | Claim | Part
_STRONG = re.compile(r"(\*\*.+?\*\*)")


def compose(*templates: str, **slots: Slot) -> Claim:
    """Fill templates, one sentence after the other: `{later}` takes a slot, `{change:size}` asks
    for a form of it. An empty template says nothing.

    A slot may be a figure, a period, words from a definition, or another claim. Words between
    two pairs of asterisks carry weight. Each template is looked up whole in the language that is
    spoken, so it is a sentence and no piece of one. Raises ValueError when one holds a digit.
    """
    parts: list[Part] = []
    said = " ".join(translated(template) for template in templates if template)
    for piece in _STRONG.split(said):
        strong = piece.startswith("**") and piece.endswith("**") and len(piece) > 4
        filled = list(_filled(piece[2:-2] if strong else piece, slots))
        parts += [Strong(tuple(filled))] if strong and filled else filled
    return Claim(tuple(parts))


def joined(claims: Sequence[Claim], between: str = " ") -> Claim:
    """Claims one after the other: sentences, or with a comma between them a list.

    Raises IndexError when there is none.
    """
    said = claims[0]
    for claim in claims[1:]:
        said = compose(f"{{a}}{between}{{b}}", a=said, b=claim)
    return said


def _filled(template: str, slots: dict[str, Slot]) -> list[Part]:
    found: list[Part] = []
    for literal, name, form, _ in Formatter().parse(template):
        if literal:
            found.append(literal)
        if name is None:
            continue
        value = slots[name]
        wanted = Form(form) if form and form != "lower" else Form.PLAIN
        if isinstance(value, Figure):
            found.append(Printed(value, wanted))
        elif isinstance(value, Period):
            found.append(When(value, wanted))
        elif isinstance(value, Claim):
            found.extend(value.parts)
        elif isinstance(value, str):
            found.append(Name(_lower(value) if form == "lower" else value))
        else:
            found.append(value)
    return found


def _lower(text: str) -> str:
    """First letter small, unless the word is an abbreviation.

    >>> _lower("Recorded crime"), _lower("CCTV requests")
    ('recorded crime', 'CCTV requests')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def parts_text(parts: tuple[Part, ...]) -> str:
    """The parts as plain text."""
    said = []
    for part in parts:
        match part:
            case str():
                said.append(part)
            case Printed(figure, form):
                said.append(figure_text(figure, form))
            case When(period, form):
                said.append(period_text(period, form))
            case Name(text) | Link(_, text) | WebLink(_, text):
                said.append(text)
            case Strong(inner) | Stressed(inner):
                said.append(parts_text(inner))
    return "".join(said)


def claim_text(claim: Claim) -> str:
    """A claim as plain text."""
    return parts_text(claim.parts)
