"""The message catalogue: every sentence passes through here on its way to a reader."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

LOCALES = Path(__file__).resolve().parent / "locales"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("wardmote", LOCALES, [language], fallback=True)


def translated(message: str, language: str = "en") -> str:
    """The message in `language`, or as written when nobody has translated it.

    >>> translated("no clear change")
    'no clear change'
    """
    return _catalogue(language).gettext(message)
