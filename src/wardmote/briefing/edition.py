"""An edition: a pack as it was given, in a folder named by its content, never changed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wardmote.briefing.kept import SERIES
from wardmote.briefing.pack import Pack
from wardmote.briefing.protection.ledger import FOLDER
from wardmote.briefing.rows import points_of
from wardmote.document.render import Rendering, render
from wardmote.vocabulary import UserError
from wardmote.warehouse.writing import write_parquet

POINT = ("measure", "measure_version", "area", "period", "value", "status", "release")


@dataclass(frozen=True)
class Edition:
    """The folder of an edition and the files that were asked for."""

    folder: Path
    files: tuple[Path, ...]


def pin(
    pack: Pack,
    editions: Path,
    formats: Sequence[str],
    told: Callable[[str], object] = lambda _: None,
) -> Edition:
    """Render the pack and keep it; what an edition holds already is left as it is.

    `told` hears the name of each format before it is made.
    The folder appears whole or not at all. Raises UserError for an unknown format or a folder
    that cannot be written.
    """
    rendering = Rendering(pack.document, pack.data)
    made = {f"pack.{k}": v for k, v in render(rendering, sorted({*formats, "json"}), told).items()}
    folder = editions / pack.digest
    try:
        editions.mkdir(parents=True, exist_ok=True)
        if pack.ledger is not None:  # before the edition: none may stand without it
            kept = editions.parent / FOLDER
            kept.mkdir(exist_ok=True)
            _write(kept / f"{pack.digest}.json", pack.ledger)
        if folder.is_dir():
            for name, content in made.items():
                if not (folder / name).exists():
                    _write(folder / name, content)
        else:
            _make(folder, made, pack)
    except OSError as error:
        raise UserError(f"{editions} cannot be written: {error.strerror}") from error
    return Edition(folder, tuple(folder / f"pack.{f}" for f in formats))


def copy_to(edition: Edition, folder: Path) -> tuple[Path, ...]:
    """Copy the edition's files into a folder. Raises UserError when it cannot be written."""
    kept = edition.folder.parent.resolve()
    if kept in (folder.resolve(), *folder.resolve().parents):
        raise UserError(f"{folder} is where editions are kept; name another folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(Path(shutil.copyfile(f, folder / f.name)) for f in edition.files)
    except OSError as error:
        raise UserError(f"{folder} cannot be written: {error.strerror}") from error


def _make(folder: Path, made: Mapping[str, bytes], pack: Pack) -> None:
    scratch = Path(tempfile.mkdtemp(prefix=".edition-", dir=folder.parent))
    try:
        for name, content in made.items():
            (scratch / name).write_bytes(content)
        _write_series(scratch / SERIES, pack)
        scratch.chmod(0o755)
        scratch.rename(folder)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise


def _write(path: Path, content: bytes) -> None:
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    scratch.write_bytes(content)
    scratch.rename(path)


def _write_series(path: Path, pack: Pack) -> None:
    kinds = {c: "DOUBLE" if c == "value" else "VARCHAR" for c in POINT}
    write_parquet(path, kinds, points_of(pack.series))
