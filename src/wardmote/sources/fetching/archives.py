"""The archives of data.police.uk: few of them, and the files of some forces out of them."""

from __future__ import annotations

import re
import shutil
import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wardmote.sources.fetching.client import Client
from wardmote.sources.fetching.download import (
    ABSENT,
    FAILED,
    FETCHED,
    UNCHANGED,
    Fetched,
    Progress,
    download,
    unwritable,
)
from wardmote.sources.police_uk import FIRST_MONTH, STREET
from wardmote.sources.provenance import Record, digest_of, keep, part_of
from wardmote.vocabulary import Period, PublishedFile

SOURCE = "police-uk-archive"
BASE = "https://data.police.uk/data/archive"
MONTHS_HELD = 36  # by each archive, its own month the last
EVERYTHING_UNTIL = "2017-04"  # archives until then hold every month since the first
STEPS_BACK = 6  # months that are tried when the newest archives are not out yet
KINDS = ("street", "outcomes", "stop-and-search")
MEMBER = re.compile(r"(?:.*/)?((\d{4}-\d{2})-([a-z-]+?)-(street|outcomes|stop-and-search)\.csv)")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is wanted of the archives; no force means every one, as the archive stands."""

    period: Period
    forces: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


def first_month_of(archive: str) -> str:
    """The first month that the archive of a month holds.

    >>> first_month_of("2025-12")
    '2023-01'
    """
    if archive <= EVERYTHING_UNTIL:
        return FIRST_MONTH
    return max(Period.months_to(Period.parse(archive).end, MONTHS_HELD).id[:7], FIRST_MONTH)


def fetch_archives(
    client: Client, base: str, choice: Choice, data: Path, hidden: Path, progress: Progress
) -> Iterator[Fetched]:
    """Fetch the fewest archives that cover the period, the latest first.

    Whole archives go into `data`. Where forces or kinds are chosen their files go there, in a
    folder an archive, and the archives themselves into `hidden`.
    """
    first = f"{choice.period.start:%Y-%m}"
    want = f"{choice.period.end:%Y-%m}"
    seen: set[tuple[str, str, str]] = set()
    backwards = STEPS_BACK
    chosen = bool(choice.forces or choice.kinds)
    while want >= first:
        name = f"{want}.zip"
        target = (data if not chosen or (data / name).exists() else hidden) / name
        file = PublishedFile(
            f"{base.rstrip('/')}/{name}", name, publisher=STREET.publisher, licence=STREET.licence
        )
        got = download(client, file, target, progress)
        if got.state == ABSENT and backwards:
            backwards -= 1
            yield got
            want = _before(want)
            continue
        yield got
        if got.state not in (FETCHED, UNCHANGED):
            return
        if chosen:
            yield from _taken_out(target, file, data / want, choice, seen)
        want = _before(first_month_of(want))
    if chosen:
        yield from _lacking(choice, seen)


def _before(month: str) -> str:
    return Period.months_to(Period.parse(month).start, 2).id[:7]


def _taken_out(
    archive: Path,
    file: PublishedFile,
    folder: Path,
    choice: Choice,
    seen: set[tuple[str, str, str]],
) -> Iterator[Fetched]:
    """The wanted members, each whole or absent."""
    first, last = f"{choice.period.start:%Y-%m}", f"{choice.period.end:%Y-%m}"
    with zipfile.ZipFile(archive) as packed:
        for info in packed.infolist():
            found = MEMBER.fullmatch(info.filename)
            if not found:
                continue
            name, month, force, kind = found.groups()
            if not (
                first <= month <= last
                and (month, force, kind) not in seen
                and (not choice.forces or force in choice.forces)
                and (not choice.kinds or kind in choice.kinds)
            ):
                continue
            seen.add((month, force, kind))
            yield _one_out(packed, info, file, folder / name)


def _one_out(
    packed: zipfile.ZipFile, info: zipfile.ZipInfo, origin: PublishedFile, target: Path
) -> Fetched:
    name = str(target)
    part = part_of(target)
    try:
        if target.is_file() and _checksum(target) == info.CRC:
            return Fetched(name, UNCHANGED, "", info.file_size)
        target.parent.mkdir(parents=True, exist_ok=True)
        with packed.open(info) as source, part.open("wb") as file:
            shutil.copyfileobj(source, file, 1 << 20)
        digest = digest_of(part)
        part.replace(target)
        keep(
            target,
            Record(
                origin.url,
                length=info.file_size,
                sha256=digest,
                publisher=origin.publisher,
                licence=origin.licence,
                stamp=target.stat().st_mtime_ns,
            ),
        )
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        part.unlink(missing_ok=True)
        return Fetched(name, FAILED, f"the archive is damaged at this member ({error})")
    except OSError as error:
        part.unlink(missing_ok=True)
        return Fetched(name, FAILED, unwritable(target, error))
    return Fetched(name, FETCHED, "", info.file_size, digest, origin.url)


def _checksum(path: Path) -> int:
    total = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            total = zlib.crc32(block, total)
    return total


def _lacking(choice: Choice, seen: Collection[tuple[str, str, str]]) -> Iterator[Fetched]:
    """One line for each force and kind whose months are not all there."""
    months = [m.id for m in choice.period.each_month()]
    for force in choice.forces:
        for kind in choice.kinds or KINDS:
            gone = [m for m in months if (m, force, kind) not in seen]
            if gone:
                reason = f"not in the archives: {runs_of(gone)}"
                yield Fetched(f"{force}-{kind}", ABSENT, reason)


def runs_of(months: Sequence[str]) -> str:
    """Months in order, neighbours joined.

    >>> runs_of(["2024-01", "2024-02", "2024-03", "2024-07"])
    '2024-01 to 2024-03, 2024-07'
    """
    runs: list[list[str]] = []
    for month in months:
        if runs and _before(month) == runs[-1][1]:
            runs[-1][1] = month
        else:
            runs.append([month, month])
    return ", ".join(a if a == b else f"{a} to {b}" for a, b in runs)
