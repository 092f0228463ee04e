"""Charts as PNG, for documents that hold no drawing of their own kind."""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from wardmote.document.render.look import FONTS

if TYPE_CHECKING:
    import typst

SHARPNESS = 200.0  # dots an inch, at the width that a page gives
UNUSED = 100 * 86_400  # seconds after which a picture that nothing asked for is removed
SIDE_BY_SIDE = 2  # pictures that are drawn at once
_of_thread = threading.local()
_folder: ContextVar[Path | None] = ContextVar("_folder", default=None)


@contextmanager
def kept_in(folder: Path) -> Iterator[None]:
    """Keep pictures in a folder, so that a chart that did not change is drawn once for all packs.

    A folder that cannot be written only makes it slower.
    """
    token = _folder.set(folder)
    try:
        yield
    finally:
        _folder.reset(token)
        with contextlib.suppress(OSError):
            old = time.time() - UNUSED
            for file in folder.glob("*.png"):
                if file.stat().st_mtime < old:
                    file.unlink()


def pictures(drawings: Iterable[str]) -> list[Future[bytes]]:
    """Drawings as PNG, begun side by side: Typst draws in code that leaves Python free."""
    with_folder = copy_context()
    ahead = ThreadPoolExecutor(SIDE_BY_SIDE)
    made = [ahead.submit(with_folder.copy().run, png_of, svg) for svg in drawings]
    ahead.shutdown(wait=False)
    return made


def compiler() -> typst.Compiler:
    """Typst with the shipped font: one for all that a thread draws: it reads the fonts once."""
    import typst

    if not hasattr(_of_thread, "compiler"):
        fonts: list[str] = [str(FONTS)]
        _of_thread.compiler = typst.Compiler(None, font_paths=fonts, ignore_system_fonts=True)
    made: typst.Compiler = _of_thread.compiler
    return made


@cache
def _drawn_with() -> str:
    """What besides the drawing itself makes a picture what it is."""
    fonts = sorted((f.name, f.stat().st_size) for f in FONTS.iterdir())
    return f"{SHARPNESS} {version('typst')} {fonts} "


@lru_cache(maxsize=512)
def png_of(svg: str) -> bytes:
    """A drawing as PNG with the shipped font; the same drawing is drawn once."""
    folder = _folder.get()
    if folder is None:
        return _drawn(svg)
    file = folder / f"{hashlib.sha256((_drawn_with() + svg).encode()).hexdigest()[:32]}.png"
    with contextlib.suppress(OSError):
        kept = file.read_bytes()
        os.utime(file)
        return kept
    made = _drawn(svg)
    with contextlib.suppress(OSError):
        folder.mkdir(exist_ok=True)
        scratch = file.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        scratch.write_bytes(made)
        scratch.rename(file)
    return made


def _drawn(svg: str) -> bytes:
    text = svg.replace("\\", "\\\\").replace('"', '\\"')
    source = (
        "#set page(width: auto, height: auto, margin: 2pt)\n"
        f'#image(bytes("{text}"), format: "svg", width: 16.6cm)'
    )
    made = compiler().compile(source.encode(), format="png", ppi=SHARPNESS)
    if not isinstance(made, bytes):
        raise TypeError("Typst gave back no single picture")
    return made
