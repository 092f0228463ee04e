"""Manifests of published files: read from `fetch/*.toml`, and checked file by file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from wardmote.catalogue.reading import read_toml, shaped
from wardmote.catalogue.shapes import ManifestFile, PublishedRow
from wardmote.vocabulary import Manifest, Period, Problem, PublishedFile

PLAIN_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
PLAIN_NAME = re.compile(r"[A-Za-z0-9_][^/\\:*?\"<>|\x00-\x1f]*")
SHA256 = re.compile(r"[0-9a-f]{64}")


def read_manifests(folders: Sequence[Path], problems: list[Problem]) -> dict[str, Manifest]:
    """Every manifest by id, the later folder's over the earlier's; what is wrong is added."""
    found: dict[str, Manifest] = {}
    for path in (p for folder in folders for p in sorted((folder / "fetch").glob("*.toml"))):
        table, wrong = read_toml(path, path.name)
        manifest = None
        if table is not None:
            manifest, wrong = shaped(table, ManifestFile, path.name)
        if manifest is not None:
            wrong = [Problem(path.name, k, m) for k, m in _faults(manifest, path.stem)]
            if not wrong:
                found[manifest.id] = _manifest(manifest)
        problems += wrong
    return found


def _faults(manifest: ManifestFile, stem: str) -> Iterator[tuple[str, str]]:
    """Key and fault. A name that leads out of its folder would write over anything."""
    if manifest.id != stem or not PLAIN_ID.fullmatch(manifest.id):
        yield "id", f"'{manifest.id}' is not the file's name in small letters, digits and hyphens"
    if manifest.base and not _is_address(manifest.base):
        yield "base", f"'{manifest.base}' is not an address; write https://..."
    names: set[str] = set()
    for number, row in enumerate(manifest.file, 1):
        at = f"file {number}"
        if "://" in row.url and not _is_address(row.url):
            yield f"{at}.url", f"'{row.url}' is not an address of http or https"
        elif "://" not in row.url and not manifest.base:
            yield f"{at}.url", f"'{row.url}' is not whole, and there is no base for it to continue"
        name = _name(row)
        if not PLAIN_NAME.fullmatch(name):
            yield f"{at}.name", f"'{name}' is not a file's name; write one without folders"
        if name.casefold() in names:
            yield f"{at}.name", f"'{name}' is the name of two files"
        names.add(name.casefold())
        if row.sha256 and not SHA256.fullmatch(row.sha256):
            yield f"{at}.sha256", "write 64 hexadecimal digits in small letters"
        try:
            Period.parse(row.covers or "2000")
        except ValueError as error:
            yield f"{at}.covers", str(error)


def _is_address(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _name(row: PublishedRow) -> str:
    return row.name or row.url.rstrip("/").rpartition("/")[2]


def _manifest(file: ManifestFile) -> Manifest:
    return Manifest(
        file.id,
        file.title,
        file.base,
        tuple(
            PublishedFile(
                row.url, _name(row), row.sha256, row.publication,
                row.publisher or file.publisher, row.licence or file.licence, row.edition,
                Period.parse(row.covers) if row.covers else None,
            )
            for row in file.file
        ),
    )  # fmt: skip
