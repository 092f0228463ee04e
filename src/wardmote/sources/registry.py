"""Every reader, and which of them a file belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wardmote.sources.dft import (
    AuthorityTables,
    Casualties,
    CodeLists,
    Collisions,
    LocalCasualties,
)
from wardmote.sources.extracts import OWN_RECORDS, Extracts
from wardmote.sources.files import Refusal, head_of
from wardmote.sources.geography import Boundaries, Lookups, Places
from wardmote.sources.hmic import Profiles
from wardmote.sources.home_office import (
    BREATH_TESTS,
    BreathTests,
    OffenceTables,
    PenaltyNotices,
    Workforce,
)
from wardmote.sources.ons import ForceTables
from wardmote.sources.police_uk import STREET, Outcomes, Searches, Street
from wardmote.sources.publication import Head, Publication, Reader
from wardmote.sources.recorded_crime import RECORDED_CRIME, RecordedCrime
from wardmote.sources.tidy import STATED_CHANGES, Tidy
from wardmote.vocabulary import Extract

READERS: tuple[Reader, ...] = (
    Street(),
    Outcomes(),
    Searches(),
    RecordedCrime(),
    OffenceTables(),
    PenaltyNotices(),
    BreathTests(),
    Workforce(),
    ForceTables(),
    Profiles(),
    AuthorityTables(),
    Collisions(),
    Casualties(),
    LocalCasualties(),
    CodeLists(),
    Lookups(),
    Places(),
    Boundaries(),
    Tidy([STREET, RECORDED_CRIME, BREATH_TESTS]),
)
PUBLICATIONS: dict[str, Publication] = {
    p.id: p for p in (*(reader.publication for reader in READERS), STATED_CHANGES, OWN_RECORDS)
}
ENOUGH = 0.6  # a header with a column missing is still known for what it is


def recognise(
    name: str, path: Path, extracts: Sequence[Extract] = ()
) -> tuple[Reader, Head]:  # fmt: skip
    """The reader whose publication the content is most like, and what was seen of the file.

    `extracts` are the mappings of the force's own; of equals they come first. Raises Refusal when
    it is like none.
    """
    head = head_of(name, path)
    readers: tuple[Reader, ...] = (*(Extracts(e) for e in extracts), *READERS)
    best = max(readers, key=lambda reader: reader.likeness(head))
    if best.likeness(head) < ENOUGH:
        found = ", ".join(head.header[:6] or list(head.sheets)[:6]) or "no header"
        what = "its sheets are" if head.sheets else "its first row is"
        raise Refusal(
            f"not a publication that wardmote reads ({what}: {found[:120]}); "
            "see docs/publications.md for those it does"
        )
    return best, head
