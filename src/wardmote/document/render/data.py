"""The pack as data, in one canonical form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec


def render_json(data: Mapping[str, Any]) -> bytes:
    """Indented JSON in the order given, UTF-8, not escaped, ending in a line break."""
    return msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"
