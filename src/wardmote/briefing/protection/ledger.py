"""What earlier editions withheld: kept beside them, and never published.

A reader lays editions side by side. What one of them withholds must not be told by the next, so
the counts behind each edition, and whether each was printed, are kept in the workspace.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from wardmote.briefing.protection.rows import Rows
from wardmote.vocabulary import Period, UserError

FOLDER = "withheld"
MARK = b'"disclosure":'  # what an edition made under a profile has in its data
Cell = tuple[str, Rows, Period]  # area, rows, period


class _File(msgspec.Struct, frozen=True):
    profile: str
    rows: list[Rows]
    cells: list[tuple[str, int, str, float, bool]]


@dataclass(frozen=True)
class Ledger:
    """The counts behind one edition, and which of them it printed, by a profile."""

    profile: str
    counts: Mapping[Cell, float]
    shown: frozenset[Cell]


def ledger_bytes(ledger: Ledger) -> bytes:
    """The ledger as it is kept, the same bytes for the same counts."""
    rows = sorted({r for _, r, _ in ledger.counts})
    place = {r: i for i, r in enumerate(rows)}
    cells = sorted(
        (area, place[r], period.id, count, (area, r, period) in ledger.shown)
        for (area, r, period), count in ledger.counts.items()
    )
    return msgspec.json.encode(_File(ledger.profile, rows, cells))


def earlier_ledgers(workspace: Path, editions: Path) -> list[Ledger]:
    """Those of all editions made under a profile.

    Raises UserError where an edition's ledger is missing or cannot be read.
    """
    folder = workspace / FOLDER
    for pack in sorted(editions.glob("*/pack.json")):
        kept = folder / f"{pack.parent.name}.json"
        if not kept.exists() and MARK in pack.read_bytes():
            raise UserError(
                f"edition {pack.parent.name} withholds small numbers, and {kept}, which says "
                "which, is not there: a new edition could tell them. Restore the file from a "
                f"backup; if nobody was given that edition, delete {pack.parent}"
            )
    return [_read(path) for path in sorted(folder.glob("*.json"))]


def _read(path: Path) -> Ledger:
    try:
        file = msgspec.json.decode(path.read_bytes(), type=_File)
        cells = {
            (area, file.rows[row], Period.parse(period)): (count, shown)
            for area, row, period, count, shown in file.cells
        }
    except (msgspec.DecodeError, IndexError, ValueError) as error:
        raise UserError(
            f"{path} is damaged ({error}): restore it from a backup, for without it a new edition "
            "could tell what an earlier one withheld"
        ) from None
    return Ledger(
        file.profile,
        {cell: count for cell, (count, _) in cells.items()},
        frozenset(cell for cell, (_, shown) in cells.items() if shown),
    )
