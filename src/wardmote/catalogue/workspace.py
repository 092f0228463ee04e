"""A workspace: the folder that an analyst owns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from wardmote.catalogue.load import Catalogue, load_catalogue
from wardmote.catalogue.reading import read_toml, shaped
from wardmote.catalogue.shapes import SettingsFile
from wardmote.vocabulary import Force, PeerGroup, UserError, nearest

FILE = "wardmote.toml"
Settings = SettingsFile
DISCLOSURE = ("none", "7-5", "10-5")  # up to which counts are withheld, to what others are rounded


@dataclass(frozen=True)
class Workspace:
    """A folder with its settings and definitions."""

    folder: Path
    settings: Settings
    catalogue: Catalogue

    @property
    def warehouse(self) -> Path:
        """The warehouse's file."""
        return self.folder / "warehouse.duckdb"

    @property
    def governance(self) -> Path:
        """The governance records' file."""
        return self.folder / "governance.sqlite3"

    @property
    def editions(self) -> Path:
        """The folder of editions."""
        return self.folder / "editions"

    @property
    def pictures(self) -> Path:
        """The folder of drawn charts, which may be removed at any time."""
        return self.folder / ".pictures"

    def laid_out(self, layout: str) -> Workspace:
        """The same with another layout than its settings name. Raises UserError for no such one."""
        settings = msgspec.structs.replace(self.settings, layout=self.catalogue.layout(layout).id)
        return replace(self, settings=settings)

    @property
    def force(self) -> Force:
        """The workspace's force."""
        return self.catalogue.force(self.settings.force)

    @property
    def peer_group(self) -> PeerGroup | None:
        """The group that the force is compared within, where one is set."""
        return self.catalogue.peer_groups.get(self.settings.peer_group)


def find_workspace(given: Path | None, here: Path) -> Path:
    """The folder given, else the nearest parent of `here` that holds the settings.

    Raises UserError when there is none.
    """
    if given is not None:
        if not (given / FILE).is_file():
            raise UserError(
                f"{given} is not a workspace: it holds no {FILE}. "
                f"Make one with: wardmote init {given} --force FORCE"
            )
        return given
    for folder in (here, *here.parents):
        if (folder / FILE).is_file():
            return folder
    raise UserError(
        f"no workspace here: neither {here} nor a folder above it holds {FILE}. "
        "Make one with: wardmote init DIR --force FORCE, or name one with --workspace DIR"
    )


def open_workspace(folder: Path, *, strict: bool = True) -> Workspace:
    """Read the settings and the definitions.

    Raises UserError that lists every problem of the settings; with `strict`, of the
    definitions too.
    """
    path = folder / FILE
    table, problems = read_toml(path, FILE)
    settings: Settings | None = None
    if table is not None:
        settings, problems = shaped(table, SettingsFile, FILE)
    if settings is None:
        raise UserError("\n".join(str(p) for p in problems))
    catalogue = load_catalogue(folder / "definitions")
    wrong = [str(p) for p in catalogue.problems] if strict else []
    for key, value, allowed in (
        ("force", settings.force, catalogue.forces),
        ("peer_group", settings.peer_group, catalogue.peer_groups),
        ("layout", settings.layout, catalogue.layouts),
    ):
        if value and value not in allowed:
            wrong.append(f"{FILE}: {key}: unknown {key} '{value}'; {nearest(value, allowed)}")
    if settings.disclosure not in DISCLOSURE:
        wrong.append(
            f"{FILE}: disclosure: unknown profile '{settings.disclosure}'; "
            f"{nearest(settings.disclosure, DISCLOSURE)}"
        )
    if settings.engine == "spark" and not (settings.spark and settings.spark.tables):
        wrong.append(
            f'{FILE}: engine: "spark" reads the organisation\'s own tables; name them under '
            '[spark.tables], such as police-uk-street = "policing.street_crime"'
        )
    if not 1 <= settings.year_starts <= 12:
        wrong.append(f"{FILE}: year_starts: {settings.year_starts} is not a month from 1 to 12")
    if wrong:
        raise UserError("\n".join(wrong))
    return Workspace(folder, settings, catalogue)
