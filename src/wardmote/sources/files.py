"""The files a person offers: single ones, folders, and the members of archives."""

from __future__ import annotations

import codecs
import csv
import gzip
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import IO, Any, cast

from wardmote.sources.publication import Head

MOST_SHOWN = 5  # wrong rows that a refusal names
HEAD_BYTES = 64 * 1024
MOST_BYTES = 20 << 30  # of one member, unpacked
MOST_RATIO = 300  # unpacked to packed bytes, above which a member is no data
OLE, GZIP = b"\xd0\xcf\x11\xe0", b"\x1f\x8b"
MOST_CELLS = 20_000_000
WORKSPACE = "wardmote.toml"  # it marks the folder that an analyst works in
KEPT = re.compile(
    r"(?:wardmote\.toml|warehouse\.duckdb.*|governance\.sqlite3.*|definitions|editions|commentary"
    r"|withheld|\.pictures)$"
)
COPIES = count()  # many members lie unpacked at once
IGNORED = {".DS_Store", "Thumbs.db", "desktop.ini"}


class Refusal(Exception):  # noqa: N818  (a refused file is an outcome, not a fault)
    """The file cannot be loaded. Says where, what was found and what to do."""

    def __init__(self, reason: str, rows: int = 0) -> None:
        super().__init__(reason)
        self.rows = rows

    @classmethod
    def of_rows(cls, wrong: Sequence[str]) -> Refusal:
        """The refusal of a file for its wrong rows, of which the first are named."""
        more = f"; and {len(wrong) - MOST_SHOWN} more" if len(wrong) > MOST_SHOWN else ""
        return cls("; ".join(wrong[:MOST_SHOWN]) + more, len(wrong))


@dataclass(frozen=True, slots=True)
class Offered:
    """One file, or one member of an archive; `name` is how it is spoken of."""

    name: str
    path: Path
    member: str = ""

    @property
    def key(self) -> str:
        """What tells it from files of the same name elsewhere."""
        return f"{self.path.resolve()}/{self.member}" if self.member else str(self.path.resolve())

    @property
    def stamp(self) -> tuple[int, int]:
        """Size and time of the file, by which a change while it is read is seen."""
        found = self.path.stat()
        return found.st_size, found.st_mtime_ns

    @contextmanager
    def on_disk(self, scratch: Path) -> Iterator[tuple[Path, str]]:
        """The bytes as a plain file, with their sha256; a member's copy is removed after."""
        try:
            if not self.member:
                with self.path.open("rb") as file:
                    packed = file.read(2) == GZIP
                    file.seek(0)
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
                if not packed:
                    yield self.path, digest
                    return
                copy = scratch / f"{next(COPIES)}-member"
                try:
                    with gzip.open(self.path) as source, copy.open("wb") as target:
                        _unpacked(cast(IO[bytes], source), target, self.path.stat().st_size)
                    yield copy, digest
                finally:
                    copy.unlink(missing_ok=True)
                return
            copy = scratch / f"{next(COPIES)}-member"
            with (
                zipfile.ZipFile(self.path) as archive,
                archive.open(self.member) as source,
                copy.open("wb") as target,
            ):
                _unpacked(source, target, archive.getinfo(self.member).compress_size)
            with copy.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            try:
                yield copy, digest
            finally:
                copy.unlink(missing_ok=True)
        except (
            zipfile.BadZipFile,
            gzip.BadGzipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
        ) as error:
            raise Refusal(
                f"the archive is damaged at this member ({error}); download it again"
            ) from error
        except RuntimeError as error:
            if "password" in str(error):
                raise Refusal("the archive has a password; unpack it first") from error
            raise
        except OSError as error:
            raise Refusal(f"it cannot be read: {error.strerror or error}") from error


def _unpacked(source: IO[bytes], target: IO[bytes], packed: int) -> None:
    """Copy an unpacked stream. Raises Refusal for one that swells beyond any data."""
    size = 0
    while block := source.read(1 << 20):
        size += len(block)
        if size > MOST_BYTES or (size > (64 << 20) and size > MOST_RATIO * max(packed, 1)):
            raise Refusal(
                f"it swells to more than {size >> 20:,} MB from {packed:,} bytes, as no data does; "
                "it was not unpacked"
            )
        target.write(block)


def offered_files(paths: list[Path]) -> Iterator[Offered | tuple[str, Refusal]]:
    """Every file behind `paths`, in order; what cannot be opened comes with its refusal."""
    for path in paths:
        if not path.exists():
            yield path.name, Refusal(f"there is no file or folder {path}")
        elif path.is_dir():
            inside = _outside_workspaces(
                [p for p in sorted(path.rglob("*")) if p.is_file() and _wanted(p)]
            )
            if not inside:
                yield path.name, Refusal("the folder holds no files")
            for file in inside:
                yield from _opened(file.relative_to(path).as_posix(), file)
        else:
            yield from _opened(path.name, path)


def _wanted(path: Path) -> bool:
    return path.name not in IGNORED and not path.name.startswith((".", "~$"))


def _outside_workspaces(files: list[Path]) -> list[Path]:
    """The files that may be data: what wardmote keeps in a workspace is none."""
    own = {p.parent for p in files if p.name == WORKSPACE}
    return [
        p for p in files
        if not any(w in p.parents and KEPT.match(p.relative_to(w).parts[0]) for w in own)
    ]  # fmt: skip


def _opened(name: str, path: Path) -> Iterator[Offered | tuple[str, Refusal]]:
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        yield name, Refusal(f"it cannot be read: {error.strerror or error}")
        return
    if not start.startswith(b"PK"):
        yield Offered(name, path)
        return
    try:
        with zipfile.ZipFile(path) as archive:
            members = [i for i in archive.infolist() if not i.is_dir()]
    except zipfile.BadZipFile:
        yield (
            name,
            Refusal(
                "the zip archive is cut short or damaged, so none of it was loaded; "
                "download it again"
            ),
        )
        return
    names = {i.filename for i in members}
    if "mimetype" in names or "[Content_Types].xml" in names:
        yield Offered(name, path)  # a spreadsheet or document, which is a zip of its own
        return
    yield from (
        Offered(f"{name}/{i.filename}", path, i.filename)
        for i in members
        if _wanted(Path(i.filename)) and not i.filename.startswith("__MACOSX/")
    )


def head_of(name: str, path: Path) -> Head:
    """Look at the first bytes. Raises Refusal for a file that is empty or not text."""
    with path.open("rb") as file:
        start = file.read(HEAD_BYTES)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refusal("it is UTF-16 text; save it as CSV in UTF-8")
    if start.startswith((b"PK", OLE)):
        return _workbook(name, path)
    if b"\0" in start[:4096]:
        raise Refusal("it is not a text file of any publication that wardmote reads")
    encoding = "utf-8"
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        encoding, text = "cp1252", start.decode("cp1252", errors="replace")
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise Refusal("the file is empty")
    newline = "\\n" if "\n" in text else "\\r" if "\r" in text else "\\n"
    lines = text.splitlines()
    comments = {}
    first = 0
    while first < len(lines) - 1 and (not lines[first].strip() or lines[first].startswith("#")):
        key, colon, value = lines[first].lstrip("# ").rstrip(", ").partition(":")
        if colon:
            comments[key.strip().lower()] = value.strip().strip('"')
        first += 1
    header = next(csv.reader(io.StringIO(lines[first])), [])
    named = tuple(c.strip() or f"(column {i})" for i, c in enumerate(header, 1))
    return Head(name, text, named, newline, encoding, comments, first)


def _workbook(name: str, path: Path) -> Head:
    """The sheets of a workbook (xls, xlsx, ods). Raises Refusal for what is none."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, load_workbook

    try:
        book: CalamineWorkbook = load_workbook(str(path))
        sheets: dict[str, list[list[Any]]] = {}
        cells = 0
        for title in book.sheet_names:
            rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
            cells += sum(len(row) for row in rows)
            if cells > MOST_CELLS:
                raise Refusal(f"its sheets hold more than {MOST_CELLS:,} cells; save them as CSV")
            sheets[title] = rows
    except PasswordError as error:
        raise Refusal("the workbook has a password; save it without one") from error
    except CalamineError as error:
        with path.open("rb") as file:
            packed = file.read(2) == b"PK"
        kind = "an archive inside an archive, or a damaged workbook" if packed else "no workbook"
        raise Refusal(f"it is {kind} ({str(error)[:80]}); unpack it or save it again") from error
    return Head(name, "", (), "\\n", "utf-8", {}, 0, sheets)
