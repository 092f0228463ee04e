"""Loading files: each release is whole or absent, and the same bytes again do nothing."""

from __future__ import annotations

import contextlib
import csv
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb

from wardmote.catalogue import Catalogue
from wardmote.sources import Offered, Reading, Refusal, Scan, offered_files, recognise
from wardmote.sources.provenance import issue_of
from wardmote.vocabulary import UserError
from wardmote.warehouse import cube
from wardmote.warehouse.checks import check_rows
from wardmote.warehouse.engine import Warehouse
from wardmote.warehouse.notes import cover, disagreements, note_unknown, refuse_repeats, restated
from wardmote.warehouse.writing import (
    UNWRITABLE,
    MixedLinesError,
    insert_rows,
    insert_scans,
    name_tables,
    one,
    plain_lines,
)

TOGETHER = 1 << 30  # bytes of files that are read in one pass, and kept in one transaction
UNPACKED = 256 << 20  # bytes that may lie unpacked from archives at once
MOST_TOGETHER = 400  # files that are read in one pass


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file; `look` says that somebody should see why."""

    name: str
    state: str
    publication: str = ""
    reason: str = ""
    rows: int = 0
    refused_rows: int = 0
    look: bool = False


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A file that was recognised and waits to be written, under the number of its release."""

    slot: int
    number: int
    offered: Offered
    digest: str
    stamp: tuple[int, int]
    reading: Reading
    size: int
    unpacked: bool

    @property
    def alike(self) -> tuple[object, ...] | None:
        """What it shares with files that can be read in the same pass; none for rows read here."""
        content = self.reading.content
        if not isinstance(content, Scan):
            return None
        return self.reading.publication.id, replace(content, path=Path(), given=())


def load(
    warehouse: Warehouse, paths: Sequence[Path], catalogue: Catalogue, today: date
) -> Iterator[FileReport]:
    """Load every file behind `paths`, reporting in their order as they are done.

    Files that differ in their rows alone are written together; each is loaded whole or refused
    with its reason, and the rest loads. Names of areas, categories and measures that the
    catalogue does not know are listed as unmapped.
    """
    name_tables(warehouse.connection, catalogue.area_names(), today)
    with tempfile.TemporaryDirectory(prefix="wardmote-") as scratch:
        yield from _Intake(warehouse, catalogue, today, Path(scratch)).of(paths)
    cube.refresh(warehouse)


class _Intake:
    """One load: the files that wait to be written, by their publication."""

    def __init__(
        self, warehouse: Warehouse, catalogue: Catalogue, today: date, scratch: Path
    ) -> None:
        self.warehouse = warehouse
        self.catalogue = catalogue
        self.today = today
        self.scratch = scratch
        self.waiting: dict[str, list[_Waiting]] = {}
        self.copies: dict[str, contextlib.ExitStack] = {}
        # Files have slots in the order in which they are offered, and are told in that order.
        self.slots = 0
        self.told = 0
        self.done: dict[int, FileReport] = {}
        # Numbered here and not by a sequence of the engine's, which a kill may set back.
        self.number = one(warehouse.connection, "SELECT coalesce(max(release_no), 0) FROM release")
        self.position = one(
            warehouse.connection, "SELECT coalesce(max(position), 0) + 1 FROM offered_file"
        )

    def of(self, paths: Sequence[Path]) -> Iterator[FileReport]:
        """The report of every file, in the order in which they are offered."""
        try:
            for offered in offered_files(list(paths)):
                self.slots += 1
                if isinstance(offered, tuple):
                    name, refusal = offered
                    report = FileReport(name, "refused", reason=str(refusal))
                    self._finish(self.slots, name, report)
                else:
                    self._take(self.slots, offered)
                waiting = [w for some in self.waiting.values() for w in some]
                unpacked = sum(w.size for w in waiting if w.unpacked)
                if unpacked >= UNPACKED or sum(w.size for w in waiting) >= TOGETHER:
                    self._write_all()
                yield from self._told()
            self._write_all()
            yield from self._told()
        finally:
            for stack in self.copies.values():
                stack.close()

    def _told(self) -> Iterator[FileReport]:
        while self.told + 1 in self.done:
            self.told += 1
            yield self.done.pop(self.told)

    def _finish(self, slot: int, key: str, report: FileReport) -> None:
        """Keep what became of a file that is not loaded; what is loaded keeps it with its rows."""
        if report.state != "loaded":
            self._remember(slot, key, report)
        self.done[slot] = report

    def _remember(self, slot: int, key: str, report: FileReport) -> None:
        self.warehouse.connection.execute(
            "INSERT OR REPLACE INTO offered_file SELECT ?, ?, ?, ?, ?, ?, ?, coalesce((SELECT "
            "position FROM offered_file WHERE key = ?), ?)",
            [
                key, report.name, report.state, report.publication, report.reason, report.rows,
                report.refused_rows, key, self.position + slot,
            ],
        )  # fmt: skip

    def _write_all(self) -> None:
        for publication in list(self.waiting):
            self._write(publication)

    def _write(self, publication: str) -> None:
        """Write what waits of a publication, and report it."""
        some = self.waiting.pop(publication, [])
        if some:
            for waiting, report in self._stored(some):
                self._finish(waiting.slot, waiting.offered.key, report)
            self.copies.pop(publication).close()

    def _take(self, slot: int, offered: Offered) -> None:
        """Recognise a file and let it wait for others of its kind, or say why it is refused."""
        stack = contextlib.ExitStack()
        publication = ""
        try:
            stamp = offered.stamp
            path, digest = stack.enter_context(offered.on_disk(self.scratch))
            for other, some in list(self.waiting.items()):
                if any(w.digest == digest for w in some):
                    self._write(other)
            known = self.warehouse.connection.execute(
                "SELECT publication, rows FROM release WHERE sha256 = ?", [digest]
            ).fetchone()
            if known:
                stack.close()
                self._finish(slot, offered.key, FileReport(
                    offered.name, "unchanged", known[0], "already loaded", known[1]
                ))  # fmt: skip
                return
            own = tuple(self.catalogue.extracts.values())
            reader, head = recognise(offered.name, path, own)
            publication = reader.publication.id
            reading = reader.read(head, path, self.catalogue.area_names())
            publication = reading.publication.id
            check_rows(reading, self.catalogue)
            before = self.waiting.get(publication, [])
            number = self.number = self.number + 1
            size, unpacked = path.stat().st_size, path != offered.path
            waiting = _Waiting(slot, number, offered, digest, stamp, reading, size, unpacked)
            if before and (waiting.alike is None or waiting.alike != before[0].alike):
                self._write(publication)
            self.waiting.setdefault(publication, []).append(waiting)
            self.copies.setdefault(publication, contextlib.ExitStack()).push(stack.pop_all())
            if waiting.alike is None or len(self.waiting[publication]) >= MOST_TOGETHER:
                self._write(publication)
        except (Refusal, OSError, UnicodeDecodeError, csv.Error) as error:
            stack.close()
            self._finish(slot, offered.key, _refused(offered, publication, error))

    def _stored(self, some: Sequence[_Waiting]) -> Iterator[tuple[_Waiting, FileReport]]:
        """Write files together; where one of them is refused, by halves until it stands alone."""
        try:
            reports = self._together(some)
        except (Refusal, OSError, UnicodeDecodeError, csv.Error, MixedLinesError) as error:
            if len(some) == 1:
                publication = some[0].reading.publication.id
                yield some[0], _refused(some[0].offered, publication, error)
            else:
                middle = len(some) // 2
                yield from self._stored(some[:middle])
                yield from self._stored(some[middle:])
        else:
            yield from zip(some, reports, strict=True)

    def _together(self, some: Sequence[_Waiting]) -> list[FileReport]:
        """One transaction. Raises Refusal, and UserError where the warehouse cannot be written."""
        run = self.warehouse.connection
        run.execute("BEGIN")
        try:
            reports = self._insert(some)
            if any(w.offered.stamp != w.stamp for w in some):
                raise Refusal("it changed while it was read, so none of it was kept; load it again")
            run.execute("COMMIT")
        except BaseException as error:
            with contextlib.suppress(duckdb.Error):  # nothing to roll back where writing broke down
                run.execute("ROLLBACK")
                run.execute("RESET disabled_optimizers")
            if isinstance(error, UNWRITABLE):
                named = some[0].offered.name
                raise UserError(_unwritable(self.warehouse.path, named, error)) from error
            raise
        return reports

    def _insert(self, some: Sequence[_Waiting]) -> list[FileReport]:
        run = self.warehouse.connection
        publication = some[0].reading.publication
        first, last = some[0].number, some[-1].number
        self._insert_rows(some)
        refuse_repeats(run, first, last, publication)
        rows = dict(run.execute(
            f"SELECT release_no, count(*) FROM {publication.table} "
            f"WHERE release_no BETWEEN {first} AND {last} GROUP BY ALL"
        ).fetchall())  # fmt: skip
        if len(rows) < len(some):
            raise Refusal("the file has a header and no rows")
        cover(run, first, last, publication)
        issued = [_issued(w.reading, w.offered, w.digest) for w in some]
        run.executemany(
            "INSERT INTO release VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    w.number, w.digest[:12], w.digest, publication.id,
                    w.reading.title or publication.title, i.publisher or publication.publisher,
                    i.licence or publication.licence, i.edition, i.note, w.offered.name,
                    rows[w.number], self.today,
                )
                for w, i in zip(some, issued, strict=True)
            ],
        )  # fmt: skip
        note_unknown(run, first, last, publication, self.catalogue)
        unmapped = [(w.number, publication.id, *u) for w in some for u in w.reading.unmapped]
        if unmapped:
            run.executemany("INSERT INTO unmapped VALUES (?, ?, ?, ?, ?)", unmapped)
        editions = {w.number: i.edition for w, i in zip(some, issued, strict=True)}
        named = disagreements(run, editions, publication)
        again = restated(run, editions)
        reports = []
        for w in some:
            said, unread = again.get(w.number, ("", False))
            notice = "; ".join(n for n in (named.get(w.number, ""), said) if n)
            look = w.number in named or unread
            report = FileReport(
                w.offered.name, "loaded", publication.id, notice, rows[w.number], look=look
            )
            self._remember(w.slot, w.offered.key, report)
            reports.append(report)
        return reports

    def _insert_rows(self, some: Sequence[_Waiting]) -> None:
        run = self.warehouse.connection
        publication = some[0].reading.publication
        scans = [(w.number, w.reading.content) for w in some if isinstance(w.reading.content, Scan)]
        if not scans:
            (only,) = some
            assert not isinstance(only.reading.content, Scan)
            insert_rows(run, only.number, publication, only.reading.content)
            return
        try:
            insert_scans(run, publication, scans, self.today)
        except MixedLinesError:
            if len(scans) > 1:
                raise
            run.execute("ROLLBACK")
            run.execute("BEGIN")
            number, scan = scans[0]
            with plain_lines(scan) as plain:
                insert_scans(run, publication, [(number, plain)], self.today)


def _refused(offered: Offered, publication: str, error: Exception) -> FileReport:
    rows = 0
    if isinstance(error, UnicodeDecodeError):
        reason = f"it is not UTF-8 text (byte {error.start:,}); save it as CSV in UTF-8"
    elif isinstance(error, csv.Error):
        reason = f"it is not readable as CSV ({error})"
    elif isinstance(error, OSError):
        reason = f"it cannot be read: {error.strerror or error}"
    else:
        reason, rows = str(error), getattr(error, "rows", 0)
    return FileReport(offered.name, "refused", publication, reason, refused_rows=rows)


def _issued(reading: Reading, offered: Offered, digest: str) -> Reading:
    """The reading with what was known of the file when it was fetched, where it is silent."""
    known = None if offered.member else issue_of(offered.path, digest)
    if known is None:
        return reading
    return replace(
        reading,
        publisher=reading.publisher or known.publisher,
        licence=reading.licence or known.licence,
        edition=reading.edition or known.edition,
        note="; ".join(n for n in (reading.note, f"from {known.url}", known.note) if n),
    )


def _unwritable(path: Path, name: str, error: duckdb.Error) -> str:
    free = shutil.disk_usage(path.parent).free
    return (
        f"{path} could not be written while {name} was loaded "
        f"({str(error).splitlines()[0][:160]}); {free >> 20:,} MB are free there. Nothing of that "
        "file was kept, and what was loaded before it is whole. Make room and load again"
    )
