"""What all pages share: the style sheet with the font in it, and the icons."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

from wardmote.document.render.counted import data_to, page_of

FONTS = Path(__file__).resolve().parents[1] / "fonts"
WEIGHTS = {400: "Inter-Regular.otf", 600: "Inter-SemiBold.otf", 700: "Inter-Bold.otf"}
STYLE = (Path(__file__).parent / "pack.css").read_text(encoding="utf-8")

Named = TypeVar("Named")


def style(marking: str) -> str:
    """The style sheet of a page that bears a protective marking ("" for none)."""
    before, between, after = map(_css_string, page_of())
    pages = f"{before} counter(page) {between} counter(pages) {after}"
    sheet = STYLE.replace("@MARKING@", _css_string(marking)).replace("@PAGES@", pages)
    return _faces() + sheet.replace("@DATA-TO@", _css_string(data_to())).replace(
        "@DATA-TO:@", _css_string(f"{data_to()}: ")
    )


@cache
def _faces() -> str:
    """The shipped font inside the page: labels of charts are placed by its widths."""
    return "".join(
        f'@font-face{{font-family:"Inter";font-weight:{weight};font-display:block;'
        f"src:url(data:font/otf;base64,{b64encode((FONTS / name).read_bytes()).decode('ascii')})"
        f'format("opentype")}}\n'
        for weight, name in WEIGHTS.items()
    )


def _css_string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ") + '"'


def symbols(icons: Mapping[Named, tuple[int, str]], name: Callable[[Named], str]) -> str:
    """The icons as symbols, each of which is used by its name after `i-`."""
    made = "".join(
        f'<symbol id="i-{name(icon)}" viewBox="0 0 {width} 20">{body}</symbol>'
        for icon, (width, body) in icons.items()
    )
    return (
        '<svg width="0" height="0" style="position:absolute" aria-hidden="true" '
        f'focusable="false"><defs>{made}</defs></svg>'
    )
