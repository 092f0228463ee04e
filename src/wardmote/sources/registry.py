"""Every reader, and which of them a file belongs to."""

from __future__ import annotations

from pathlib import Path

from wardmote.sources.files import Refusal, head_of
from wardmote.sources.police_uk import STREET, Street
from wardmote.sources.publication import Head, Publication, Reader
from wardmote.sources.recorded_crime import RECORDED_CRIME, RecordedCrime
from wardmote.sources.tidy import STATED_CHANGES, TIDY, Tidy

PUBLICATIONS: dict[str, Publication] = {
    p.id: p for p in (STREET, RECORDED_CRIME, TIDY, STATED_CHANGES)
}
READERS: tuple[Reader, ...] = (Street(), RecordedCrime(), Tidy([STREET, RECORDED_CRIME]))
ENOUGH = 0.6  # a header with a column missing is still known for what it is


def recognise(name: str, path: Path) -> tuple[Reader, Head]:
    """The reader whose publication the content is most like, and what was seen of the file.

    Raises Refusal when it is like none.
    """
    head = head_of(name, path)
    best = max(READERS, key=lambda reader: reader.likeness(head))
    if best.likeness(head) < ENOUGH:
        found = ", ".join(head.header[:6]) or "no header"
        raise Refusal(
            f"not a publication that wardmote reads (its first row is: {found[:120]}); "
            "see docs/publications.md for those it does"
        )
    return best, head
