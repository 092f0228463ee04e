"""One renderer a format. `render` knows them by name."""

from wardmote.document.render.formats import FORMATS, Rendering, render

__all__ = ["FORMATS", "Rendering", "render"]
