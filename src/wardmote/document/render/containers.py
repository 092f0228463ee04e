"""Zip containers whose bytes follow from their content: fixed times, one order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

WHEN = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can hold


def fixed(data: bytes, change: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """The same container with every time fixed; `change` may rewrite a member by its name."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.infolist():
            content = source.read(entry.filename)
            if change is not None:
                content = change(entry.filename, content)
            info = zipfile.ZipInfo(entry.filename, WHEN)
            # The first member of an OpenDocument is its type, and is not packed; a picture is.
            stored = entry.compress_type == zipfile.ZIP_STORED or entry.filename.endswith(".png")
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            target.writestr(info, content)
    return made.getvalue()
