"""Files as their publishers put them out, and lists of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardmote.vocabulary.period import Period


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file at an address, with what its publisher says of it.

    `sha256` is of the whole file, where it is known; `covers` the period of its figures.
    """

    url: str
    name: str
    sha256: str = ""
    publication: str = ""
    publisher: str = ""
    licence: str = ""
    edition: date | None = None
    covers: Period | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """A list of published files that are fetched together.

    `base` is the address that a file's `url` continues where it is not whole by itself.
    """

    id: str
    title: str
    base: str
    files: tuple[PublishedFile, ...]
