"""One renderer a format. `render` knows them by name."""

from wardmote.document.render.formats import FORMATS, Rendering, ahead, render

__all__ = ["FORMATS", "Rendering", "ahead", "render"]
