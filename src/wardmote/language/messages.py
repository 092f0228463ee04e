"""The message catalogue: every sentence passes through here on its way to a reader.

Messages are written in English in the code; `locales/wardmote.pot` lists them for translators,
and a language is there once `locales/LANGUAGE/LC_MESSAGES/wardmote.mo` is. Figures keep the form
that they have in English: 15,108 and 3.6%.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from wardmote.vocabulary import UserError, nearest

LOCALES = Path(__file__).resolve().parent / "locales"
ENGLISH = "en"
_spoken: ContextVar[str] = ContextVar("_spoken", default=ENGLISH)


def languages() -> tuple[str, ...]:
    """The languages that a pack can be written in, English first."""
    return (ENGLISH, *sorted(f.parts[-3] for f in LOCALES.glob("*/LC_MESSAGES/wardmote.mo")))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Compose and print in a language. Raises UserError where there is no translation into it."""
    if language not in languages():
        raise UserError(
            f"wardmote.toml: there is no translation into '{language}', its language; "
            f"{nearest(language, languages())}"
        )
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def spoken() -> str:
    """The language that is spoken, as files name it: `en-GB`, `cy`."""
    return "en-GB" if _spoken.get() == ENGLISH else _spoken.get()


@cache
def _catalogue(language: str, folder: Path) -> gettext.NullTranslations:
    return gettext.translation("wardmote", folder, [language], fallback=True)


def message(text: str) -> str:
    """A fixed text as it is, marked for translators where it is written and not yet shown."""
    return text


def translated(text: str) -> str:
    """A fixed text in the language that is spoken, or as written when nobody has translated it.

    >>> translated("no clear change")
    'no clear change'
    """
    language = _spoken.get()
    if language == ENGLISH or not text:
        return text
    return _catalogue(language, LOCALES).gettext(text)
