"""The registry of formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from importlib import import_module
from threading import Thread
from typing import Any

from wardmote.document.nodes import Document
from wardmote.vocabulary import UserError


@dataclass(frozen=True, slots=True)
class Rendering:
    """What a renderer is given: the document, and what stands beside it in the JSON."""

    document: Document
    data: Mapping[str, Any]


def _html(rendering: Rendering) -> bytes:
    from wardmote.document.render.html import render_html

    return render_html(rendering.document).encode()


def _pdf(rendering: Rendering) -> bytes:
    from wardmote.document.render.pdf import render_pdf

    return render_pdf(rendering.document)


def _docx(rendering: Rendering) -> bytes:
    from wardmote.document.render.docx import render_docx

    return render_docx(rendering.document)


def _ods(rendering: Rendering) -> bytes:
    from wardmote.document.render.sheets import render_ods

    return render_ods(rendering.document)


def _xlsx(rendering: Rendering) -> bytes:
    from wardmote.document.render.sheets import render_xlsx

    return render_xlsx(rendering.document)


def _json(rendering: Rendering) -> bytes:
    from wardmote.document.render.data import render_json

    return render_json(rendering.data)


FORMATS: Mapping[str, Callable[[Rendering], bytes]] = {
    "docx": _docx,
    "html": _html,
    "json": _json,
    "ods": _ods,
    "pdf": _pdf,
    "xlsx": _xlsx,
}


# What renderers import when they begin.
LIBRARIES = {"docx": ("docx", "typst"), "pdf": ("typst",), "xlsx": ("xlsxwriter",)}


def ahead(formats: Sequence[str], also: Sequence[str] = ()) -> None:
    """Import what formats are made with, and `also` other modules, beside the work before them,
    most of which is a database's."""

    def imported() -> None:
        for name in (*also, *(m for one in formats for m in LIBRARIES.get(one, ()))):
            import_module(name)

    Thread(target=imported, daemon=True).start()


def render(
    rendering: Rendering,
    formats: Sequence[str],
    told: Callable[[str], object] = lambda _: None,
) -> dict[str, bytes]:
    """The document in every format asked for; `told` hears of each before it is made.

    Raises UserError for a format that is not there.
    """
    for name in formats:
        if name not in FORMATS:
            raise UserError(f"unknown format '{name}'; formats: {', '.join(FORMATS)}")

    def made(name: str) -> bytes:
        told(name)
        return FORMATS[name](rendering)

    # Side by side, as the pictures and the PDF are drawn by code that leaves Python free.
    with ThreadPoolExecutor(max_workers=2) as beside:
        waited = {name: beside.submit(copy_context().run, made, name) for name in formats}
        return {name: one.result() for name, one in waited.items()}
