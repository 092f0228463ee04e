"""The icons: shape first, then colour, and the word always beside them."""

from __future__ import annotations

from wardmote.document.nodes import Icon
from wardmote.language import translated
from wardmote.vocabulary import Assurance, Variation

# View box (width, 20) and body of each icon.
ICONS: dict[Icon, tuple[int, str]] = {
    Variation.IMPROVING: (20, '<path d="M10 1.5 18.5 10 10 18.5 1.5 10Z" fill="#28A197"/>'),
    Variation.CONCERNING: (20, '<path d="M3 3H17V17H3Z" fill="#F46A25"/>'),
    Variation.HIGHER: (20, '<path d="M10 2.5 18.5 17H1.5Z" fill="#A285D1"/>'),
    Variation.LOWER: (20, '<path d="M10 17.5 1.5 3H18.5Z" fill="#A285D1"/>'),
    Variation.NO_SIGNAL: (
        20,
        '<circle cx="10" cy="10" r="6.5" fill="#fff" stroke="#565C63" stroke-width="2.2"/>',
    ),
    Variation.CANNOT_TELL: (
        20,
        '<circle cx="10" cy="10" r="7.2" fill="none" stroke="#565C63" stroke-width="1.6" '
        'stroke-dasharray="2.6 2.4"/><path d="M6.8 10H13.2" stroke="#565C63" stroke-width="2"/>',
    ),
    Assurance.WILL_MEET: (
        28,
        '<path d="M2 2.5H26V10H2Z" fill="#C9CED3"/>'
        '<path d="M0 15H28" stroke="#801650" stroke-width="2.4"/>',
    ),
    Assurance.WILL_MISS: (
        28,
        '<path d="M2 10H26V17.5H2Z" fill="#C9CED3"/>'
        '<path d="M0 5H28" stroke="#801650" stroke-width="2.4"/>',
    ),
    Assurance.MAY_MEET: (
        28,
        '<path d="M2 4.5H26V15.5H2Z" fill="#C9CED3"/>'
        '<path d="M0 10H28" stroke="#801650" stroke-width="2.4"/>',
    ),
    Assurance.NO_TARGET: (
        28,
        '<path d="M2 4.5H26V15.5H2Z" fill="none" stroke="#868C93" stroke-width="1.4" '
        'stroke-dasharray="3 2.4"/>',
    ),
}


def icon_word(icon: Icon) -> str:
    """The word beside an icon."""
    return translated(icon.value)


def icon_name(icon: Icon) -> str:
    """An identifier for the icon, such as `no-signal`."""
    return icon.value.lower().replace(", ", "-").replace(" ", "-")


def icon_svg(icon: Icon) -> str:
    """The icon as an SVG file."""
    width, body = ICONS[icon]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 20">{body}</svg>'
