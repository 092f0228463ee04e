"""What is known of a fetched file, kept beside it: where it came from and what the server said.

Parts and records begin with a full stop, so that loading a folder never takes them for data.
"""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import msgspec


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """One file, or the part of one: `length` is that of the whole, in bytes."""

    url: str
    etag: str = ""
    modified: str = ""
    length: int | None = None
    sha256: str = ""
    publisher: str = ""
    licence: str = ""
    edition: date | None = None
    note: str = ""
    stamp: int = 0

    @property
    def validator(self) -> str:
        """By which the server knows whether it still has the same bytes, or nothing."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.modified


def part_of(target: Path) -> Path:
    """Where the file grows."""
    return target.with_name(f".{target.name}.part")


def record_of(path: Path) -> Path:
    """Where what is known of a file or part is kept."""
    return path.with_name(f".{path.name.removeprefix('.')}.json")


def known(path: Path) -> Record | None:
    """What is known of a file or part; nothing when it is not there or not readable."""
    try:
        return msgspec.json.decode(record_of(path).read_bytes(), type=Record)
    except (OSError, msgspec.DecodeError):
        return None


def keep(path: Path, record: Record) -> None:
    """Write what is known of a file or part."""
    record_of(path).write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=2))


def forget(path: Path) -> None:
    """Remove a part, and what is known of it."""
    path.unlink(missing_ok=True)
    record_of(path).unlink(missing_ok=True)


def digest_of(path: Path) -> str:
    """The sha256 of a file, as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def untouched(target: Path, record: Record) -> bool:
    """Whether the file is still the one that was fetched."""
    if not target.is_file() or target.stat().st_size != record.length:
        return False
    return target.stat().st_mtime_ns == record.stamp or digest_of(target) == record.sha256


def issue_of(path: Path, digest: str) -> Record | None:
    """What a fetched file's publisher says of it, if the bytes are still those fetched."""
    record = known(path)
    return record if record and record.sha256 == digest else None
