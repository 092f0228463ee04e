"""Charts as PNG, for documents that hold no drawing of their own kind."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from wardmote.document.render.look import FONTS

if TYPE_CHECKING:
    import typst

SHARPNESS = 200.0  # dots an inch, at the width that a page gives


@cache
def _compiler() -> typst.Compiler:
    """One for all pictures: it reads the fonts once."""
    import typst

    fonts: list[str] = [str(FONTS)]
    return typst.Compiler(None, font_paths=fonts, ignore_system_fonts=True)


@lru_cache(maxsize=512)
def png_of(svg: str) -> bytes:
    """A drawing as PNG with the shipped font; the same drawing is drawn once."""
    text = svg.replace("\\", "\\\\").replace('"', '\\"')
    source = (
        "#set page(width: auto, height: auto, margin: 2pt)\n"
        f'#image(bytes("{text}"), format: "svg", width: 16.6cm)'
    )
    made = _compiler().compile(source.encode(), format="png", ppi=SHARPNESS)
    if not isinstance(made, bytes):
        raise TypeError("Typst gave back no single picture")
    return made
