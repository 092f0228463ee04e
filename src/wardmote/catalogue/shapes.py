"""The shapes of definition files: every key that each may hold, and nothing else."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

import msgspec

from wardmote.vocabulary import (
    AnnotationKind,
    CorrectionKind,
    Improvement,
    Nature,
    PeriodKind,
    Quantity,
)


class SourceTable(msgspec.Struct, frozen=True):
    """Where a measure's rows come from: the publication, the column summed, and filters."""

    publication: str
    value: str = ""
    include: dict[str, list[str]] = {}
    exclude: dict[str, list[str]] = {}
    of: str = ""
    part: dict[str, list[str]] = {}


class AnnotationTable(msgspec.Struct, frozen=True):
    """A dated change that stands beside a measure."""

    kind: AnnotationKind
    text: str
    on: date | None = None
    area: str = ""


class MeasureFile(msgspec.Struct, frozen=True):
    """One measure."""

    id: str
    title: str
    theme: str
    plan: str
    unit: str
    period: PeriodKind
    improvement: Improvement
    why: str
    author: str
    checker: str
    next_review: date
    source: SourceTable
    quantity: Quantity = Quantity.COUNT
    nature: Nature = Nature.CONTEXT
    phrase: str = ""
    denominator: str = ""
    recorded_from: str = ""
    dimensions: list[str] = []
    peers: bool = False
    disclosive: bool | msgspec.UnsetType = msgspec.UNSET
    target: float | None = None
    year_starts: Annotated[int, msgspec.Meta(ge=0, le=12)] = 0
    since: date | None = None
    until: date | None = None
    caveats: list[str] = []
    synonyms: list[str] = []
    counts: str = ""
    does_not_count: str = ""
    awaits: str = ""
    annotation: list[AnnotationTable] = []


class CorrectionFile(msgspec.Struct, frozen=True):
    """One declared correction or change of published figures."""

    id: str
    kind: CorrectionKind
    text: str
    reason: str
    source: str
    since: date
    publications: list[str] = []
    measures: list[str] = []
    areas: list[str] = []
    until: date | None = None
    column: str = ""
    before: list[str] = []
    after: list[str] = []
    together: str = ""


class DatesTable(msgspec.Struct, frozen=True):
    """How an extract writes its dates, in the letters of strftime."""

    formats: list[str]


class MappingFile(msgspec.Struct, frozen=True):
    """How one of the force's own extracts is read."""

    id: str
    title: str
    record: str
    columns: dict[str, str]
    area: str = ""
    dates: DatesTable | None = None
    values: dict[str, dict[str, str]] = {}


class MemberRow(msgspec.Struct, frozen=True):
    """One member of a peer group, between two dates."""

    force: str
    since: date | None = None
    until: date | None = None


class PeerGroupFile(msgspec.Struct, frozen=True):
    """One most similar group."""

    id: str
    title: str
    force: str
    source: str
    member: list[MemberRow]


class ForceRow(msgspec.Struct, frozen=True):
    """One police force."""

    slug: str
    name: str
    code: str = ""
    aliases: list[str] = []


class ForcesFile(msgspec.Struct, frozen=True):
    """The police forces."""

    force: list[ForceRow]


class PriorityRow(msgspec.Struct, frozen=True):
    """One priority of a Police and Crime Plan."""

    id: str
    title: str


class PrioritiesFile(msgspec.Struct, frozen=True):
    """The priorities that measures may serve."""

    priority: list[PriorityRow]


class Opening(StrEnum):
    """What a paper begins with under its title."""

    MEMBERS = "members"
    LEAD = "lead"
    NOTHING = "nothing"


class Numbering(StrEnum):
    """What of a paper is numbered, so that it can be cited."""

    SECTIONS = "sections"
    PARAGRAPHS = "paragraphs"
    NOTHING = "nothing"


class Audience(StrEnum):
    """Who may read a paper: what is not for the public never reaches a public one."""

    BOARD = "board"
    PUBLIC = "public"


class LayoutItem(msgspec.Struct, frozen=True):
    """A part of a section: an agenda item known by its words, or a priority."""

    title: str = ""
    words: list[str] = []
    priority: str = ""
    measures: list[str] = []
    themes: list[str] = []
    text: list[str] = []


class LayoutSection(msgspec.Struct, frozen=True):
    """One section of a paper: its kind and the measures it speaks of."""

    kind: str
    title: str = ""
    measures: list[str] = []
    dimension: str = ""
    themes: list[str] = []
    text: list[str] = []
    otherwise: list[str] = []
    most: Annotated[int, msgspec.Meta(ge=1)] = 5
    item: list[LayoutItem] = []


class Layout(msgspec.Struct, frozen=True):
    """The order of a paper."""

    id: str
    title: str
    section: list[LayoutSection]
    form: str = "Board pack"
    heading: str = ""
    opening: Opening = Opening.MEMBERS
    numbering: Numbering = Numbering.SECTIONS
    audience: Audience = Audience.BOARD


class PublishedRow(msgspec.Struct, frozen=True):
    """One published file of a manifest."""

    url: str
    name: str = ""
    sha256: str = ""
    publication: str = ""
    publisher: str = ""
    licence: str = ""
    edition: date | None = None
    covers: str = ""


class ManifestFile(msgspec.Struct, frozen=True):
    """Published files that are fetched together."""

    id: str
    title: str
    file: list[PublishedRow]
    base: str = ""
    publisher: str = ""
    licence: str = ""


class SparkTable(msgspec.Struct, frozen=True):
    """Where the organisation's own tables are, and the cluster that reads them."""

    tables: dict[str, str]
    releases: str = ""
    coverage: str = ""
    master: str = ""
    format: str = "parquet"
    config: dict[str, str | int | bool] = {}


class SettingsFile(msgspec.Struct, frozen=True):
    """The workspace's own settings: `wardmote.toml`."""

    force: str
    peer_group: str = ""
    board: str = ""
    author: str = ""
    marking: str = "OFFICIAL"
    layout: str = "workshop"
    profile: str = "wardmote"
    year_starts: int = 4
    disclosure: str = "none"
    language: str = "en"
    false_discovery: Annotated[float, msgspec.Meta(ge=0, lt=1)] = 0.0
    engine: Literal["duckdb", "spark"] = "duckdb"
    spark: SparkTable | None = None
