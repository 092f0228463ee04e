"""Editions that a workspace keeps: read again, named as people name them, in order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import msgspec

from wardmote.language import day_text
from wardmote.vocabulary import FigureName, Period, UserError

SCHEMA = "wardmote-pack-1"
PACK, SERIES = "pack.json", "series.parquet"
Shape = TypeVar("Shape")


class FigureRow(msgspec.Struct, frozen=True):
    """A figure as it was printed."""

    id: str
    measure: str
    measure_version: str
    area: str
    period: str
    value: float
    text: str
    unit: str
    method: str
    decimals: int | None
    releases: list[str]


class FindingRow(msgspec.Struct, frozen=True):
    """A finding as it was said."""

    kind: str
    measure: str
    area: str
    period: str
    against: str | None
    category: str | None
    text: str
    figures: list[str]


class MeasureRow(msgspec.Struct, frozen=True):
    """A measure as it was defined. `others` names the releases of other areas."""

    id: str
    version: str
    title: str
    unit: str
    others: str = ""


class ReleaseRow(msgspec.Struct, frozen=True):
    """A release that figures rested on."""

    id: str
    sha256: str
    publication: str
    title: str
    publisher: str
    edition: date | None


class SettingsRow(msgspec.Struct, frozen=True):
    """What of the workspace's settings bore on numbers."""

    profile: str = ""
    peer_group: list[str] = []


class CorrectionRow(msgspec.Struct, frozen=True):
    """A declared correction of what a source says."""

    measure: str
    area: str
    period: str
    reason: str


class PackFile(msgspec.Struct, frozen=True):
    """What an edition's pack.json must hold for it to be read again."""

    schema: str
    edition: str
    force: str
    dated: date
    figures: list[FigureRow]
    findings: list[FindingRow]
    measures: list[MeasureRow]
    releases: list[ReleaseRow]
    workshop: str | None = None
    settings: SettingsRow | None = None
    corrections: list[CorrectionRow] = []


class Head(msgspec.Struct, frozen=True):
    """What tells an edition from the others."""

    schema: str
    edition: str
    force: str
    dated: date
    releases: list[ReleaseRow]
    workshop: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A series' value for a period. `release` is empty in editions that do not say it."""

    measure: str
    version: str
    area: str
    period: str
    value: float | None
    release: str = ""

    @property
    def figure(self) -> str:
        """The id of the figure that prints it."""
        return f"{self.measure}/{self.area}/{self.period}"


PointKey = tuple[str, str, str]


@dataclass(frozen=True)
class Kept:
    """An edition read again. `points` is None where its series are not beside it."""

    name: str
    pack: PackFile
    points: Mapping[PointKey, Point] | None

    @property
    def title(self) -> str:
        """The edition as a person would name it."""
        return _title(self.name, self.pack.workshop, self.pack.dated)

    @cached_property
    def releases(self) -> dict[str, ReleaseRow]:
        """Its releases by id."""
        return {r.id: r for r in self.pack.releases}

    @cached_property
    def measures(self) -> dict[str, MeasureRow]:
        """Its measures by id."""
        return {m.id: m for m in self.pack.measures}

    @cached_property
    def behind(self) -> dict[tuple[str, str], frozenset[str]]:
        """The releases behind each measure and area, as the series say, else the figures."""
        found: dict[tuple[str, str], set[str]] = {}
        for figure in self.pack.figures:
            found.setdefault((figure.measure, figure.area), set()).update(figure.releases)
        for point in (self.points or {}).values():
            if point.release:
                found.setdefault((point.measure, point.area), set()).add(point.release)
        return {key: frozenset(ids) for key, ids in found.items()}

    def data_to(self) -> dict[str, date]:
        """The last day that each measure of the edition's own force was known for."""
        found: dict[str, date] = {}
        for point in (self.points or {}).values():
            if point.value is not None:
                end = Period.parse(point.period).end
                found[point.measure] = max(end, found.get(point.measure, end))
        return found


@dataclass(frozen=True)
class Listed:
    """An edition in a workspace; `head` is None, and `fault` says why, where it is damaged."""

    folder: Path
    head: Head | None
    fault: str = ""

    @property
    def title(self) -> str:
        """The edition as a person would name it."""
        if self.head is None:
            return f"{self.folder.name} (damaged)"
        return _title(self.folder.name, self.head.workshop, self.head.dated)

    @property
    def order(self) -> tuple[date, date, int, str]:
        """Later editions last: by their date, their newest release, then as they were written."""
        if self.head is None:
            return date.min, date.min, 0, self.folder.name
        newest = max((r.edition for r in self.head.releases if r.edition), default=date.min)
        written = (self.folder / PACK).stat().st_mtime_ns
        return self.head.dated, newest, written, self.folder.name


def read_edition(folder: Path) -> Kept:
    """Read the edition in a folder. Raises UserError when it is damaged or none."""
    pack = _decoded(folder / PACK, PackFile)
    try:
        for figure in pack.figures:
            FigureName.parse(figure.id)
        return Kept(pack.edition, pack, _points(folder / SERIES))
    except ValueError as error:
        raise UserError(f"{folder} is damaged: {error}") from None


def listed(editions: Path) -> list[Listed]:
    """Every edition of a workspace, the latest last; damaged ones among them, first."""
    found = []
    for path in editions.glob(f"*/{PACK}"):
        if path.parent.name.startswith("."):
            continue  # what a pack that was stopped left behind
        try:
            found.append(Listed(path.parent, _decoded(path, Head)))
        except UserError as error:
            found.append(Listed(path.parent, None, str(error)))
    return sorted(found, key=lambda e: e.order)


def find_edition(editions: Path | None, name: str) -> Kept:
    """The edition of a folder, of a workshop (its latest), or of the start of a hash.

    Raises UserError, naming those there are, when there is none or more than one.
    """
    folder = Path(name)
    if (folder / PACK).is_file() or os.sep in name:
        return read_edition(folder)
    if editions is None:
        raise UserError(f"no edition '{name}': it is no folder, and no workspace is here")
    every = listed(editions)
    held = [e for e in every if e.head and e.head.workshop == name]
    begins = [e for e in every if name and e.folder.name.startswith(name.lower())]
    if held:
        return read_edition(held[-1].folder)
    if len(begins) == 1:
        return read_edition(begins[0].folder)
    if begins:
        raise UserError(
            f"'{name}' is the start of {len(begins)} editions; write more of one: "
            + "; ".join(e.title for e in begins)
        )
    if not every:
        raise UserError(
            f"no edition '{name}': {editions} holds none yet. Make one with: wardmote pack"
        )
    raise UserError(
        f"no edition '{name}'. Name one by its folder, the start of its hash, or its workshop; "
        "editions: " + "; ".join(e.title for e in every)
    )


def last_paper(editions: Path, force: str, dated: date, *, workshop: bool) -> Kept | None:
    """The latest edition of the force dated before a day, None where there is none.

    For a workshop's pack the editions of workshops come first: packs without one are drafts.
    Raises UserError when an edition is damaged, because it may be the one.
    """
    found: list[Listed] = []
    for edition in listed(editions):
        if edition.head is None:
            raise UserError(
                f"{edition.fault}. Restore it from a copy or move it out of {editions}, or name "
                "the last paper with --since"
            )
        if edition.head.force == force and edition.head.dated < dated:
            found.append(edition)
    held = [e for e in found if e.head and e.head.workshop]
    chosen = held if workshop and held else found
    return read_edition(chosen[-1].folder) if chosen else None


def printed_in(editions: Path, figure: str) -> Iterator[tuple[Listed, FigureRow | None]]:
    """Every edition that holds the figure, with what it printed; None for a damaged one."""
    for edition in listed(editions):
        if edition.head is None:
            yield edition, None
            continue
        try:
            pack = _decoded(edition.folder / PACK, PackFile)
        except UserError as error:
            yield Listed(edition.folder, None, str(error)), None
            continue
        for row in pack.figures:
            if row.id == figure:
                yield edition, row


def _title(name: str, workshop: str | None, dated: date) -> str:
    held = f"workshop {workshop}, " if workshop else ""
    return f"{name} ({held}{day_text(dated)})"


def _decoded(path: Path, shape: type[Shape]) -> Shape:
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise UserError(f"{path.parent} is no edition: it holds no {PACK}") from None
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}") from error
    try:
        schema = msgspec.json.decode(content, type=_Schema).schema
        if schema != SCHEMA:
            raise UserError(
                f"{path} is of the schema '{schema}'; this version reads '{SCHEMA}' alone"
            )
        return msgspec.json.decode(content, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UserError(f"{path} is damaged: {error}") from None


class _Schema(msgspec.Struct):
    schema: str


def _points(path: Path) -> dict[PointKey, Point] | None:
    import duckdb

    if not path.is_file():
        return None
    try:
        with duckdb.connect(":memory:") as run:
            table = run.read_parquet(str(path))
            release = "release" if "release" in table.columns else "''"
            rows = table.select(
                f"measure, measure_version, area, period, value, {release}"
            ).fetchall()
    except duckdb.Error as error:
        raise UserError(f"{path} is damaged: {str(error).splitlines()[0]}") from None
    return {
        (row[0], row[2], row[3]): Point(*row) for row in sorted(rows, key=lambda r: r[:1] + r[2:4])
    }
