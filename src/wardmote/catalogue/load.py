"""Loading every definition, built in first, then the workspace's own over it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from wardmote.catalogue.manifests import read_manifests
from wardmote.catalogue.reading import read_toml, shaped
from wardmote.catalogue.rules import RULES, Known
from wardmote.catalogue.rules.corrections import correction_faults
from wardmote.catalogue.shapes import (
    CorrectionFile,
    ForcesFile,
    Layout,
    MappingFile,
    MeasureFile,
    PeerGroupFile,
    PrioritiesFile,
)
from wardmote.vocabulary import (
    Annotation,
    AnnotationKind,
    Area,
    Correction,
    CorrectionKind,
    Extract,
    Force,
    Manifest,
    Measure,
    Membership,
    PeerGroup,
    Problem,
    Source,
    UserError,
    nearest,
)
from wardmote.vocabulary.extract import FIELDS, RECORDS

DEFINITIONS = Path(__file__).resolve().parents[1] / "definitions"


@dataclass(frozen=True)
class Catalogue:
    """Everything defined, by id, and what is wrong with it."""

    measures: Mapping[str, Measure]
    forces: Mapping[str, Force]
    peer_groups: Mapping[str, PeerGroup]
    layouts: Mapping[str, Layout]
    priorities: Mapping[str, str]
    extracts: Mapping[str, Extract] = field(default_factory=dict)
    manifests: Mapping[str, Manifest] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    problems: tuple[Problem, ...] = ()

    def measure(self, measure_id: str) -> Measure:
        """Raises UserError, naming the nearest id, when there is no such measure."""
        if measure_id not in self.measures:
            raise UserError(f"unknown measure '{measure_id}'; {nearest(measure_id, self.measures)}")
        return self.measures[measure_id]

    def layout(self, layout_id: str) -> Layout:
        """Raises UserError, naming every layout, when there is no such one."""
        if layout_id not in self.layouts:
            close = nearest(layout_id, self.layouts)
            known = (
                ""
                if close.startswith("allowed")
                else f" Layouts: {', '.join(sorted(self.layouts))}"
            )
            raise UserError(f"unknown layout '{layout_id}'; {close}{known}")
        return self.layouts[layout_id]

    def force(self, slug: str) -> Force:
        """Raises UserError, naming the nearest slug, when there is no such force."""
        if slug not in self.forces:
            raise UserError(f"unknown force '{slug}'; {nearest(slug, self.forces)}")
        return self.forces[slug]

    def area(self, slug: str) -> Area:
        """The force of this slug, or a plain area named after it."""
        return self.forces.get(slug) or Area(slug, slug.replace("-", " ").capitalize())

    def corrections_of(self, measure: Measure, *areas: str) -> tuple[Correction, ...]:
        """The declared corrections that bear on a measure in any of some areas."""
        return tuple(
            c for c in self.corrections if any(c.bears_on(measure, a) for a in areas or ("",))
        )

    def area_names(self) -> dict[str, str]:
        """Every printed name of a force, in lower case, to its slug."""
        return {
            name.casefold(): force.slug
            for force in self.forces.values()
            for name in (force.slug, force.name, force.code, *force.aliases)
            if name
        }

    def checked(
        self,
        measure: Measure,
        publications: Mapping[str, frozenset[str]],
        today: date,
    ) -> list[Problem]:
        """What the rules say of one measure on a day."""
        known = Known(publications, self.priorities, self.measures, today)
        name = self.files.get(measure.id, f"{measure.id}.toml")
        return [
            Problem(name, p.place, p.message, p.grave)
            for rule in RULES
            for p in rule(measure, known)
        ]


def load_catalogue(own: Path | None = None) -> Catalogue:
    """Load the built-in definitions, and those of the folder `own` over them.

    Never raises for a wrong file: the problems stand in the catalogue, and the rest loads.
    """
    problems: list[Problem] = []
    folders = [DEFINITIONS] + ([own] if own and own.is_dir() else [])
    measures: dict[str, Measure] = {}
    files: dict[str, str] = {}
    groups: dict[str, PeerGroup] = {}
    layouts: dict[str, Layout] = {}
    forces: dict[str, Force] = {}
    priorities: dict[str, str] = {}
    for folder in folders:
        for path in sorted((folder / "measures").glob("*.toml")):
            measure = _read(path, MeasureFile, problems)
            if isinstance(measure, MeasureFile):
                if measure.id != path.stem:
                    problems.append(
                        Problem(path.name, "id", f"'{measure.id}' is not the file's name")
                    )
                measures[measure.id] = _measure(measure)
                files[measure.id] = path.name
        for path in sorted((folder / "peer_groups").glob("*.toml")):
            group = _read(path, PeerGroupFile, problems)
            if isinstance(group, PeerGroupFile):
                groups[group.id] = _group(group)
        for path in sorted((folder / "layouts").glob("*.toml")):
            layout = _read(path, Layout, problems)
            if isinstance(layout, Layout):
                if layout.id != path.stem:
                    problems.append(
                        Problem(path.name, "id", f"'{layout.id}' is not the file's name")
                    )
                layouts[layout.id] = layout
        for row in _rows(folder / "forces.toml", ForcesFile, "force", problems):
            forces[row.slug] = Force(row.slug, row.name, row.code, tuple(row.aliases))
        for row in _rows(folder / "priorities.toml", PrioritiesFile, "priority", problems):
            priorities[row.id] = row.title
    extracts = _extracts(folders, forces, problems)
    corrections = _corrections(folders, measures, forces, problems)
    measures = {m.id: _annotated(m, corrections) for m in measures.values()}
    manifests = read_manifests(folders, problems)
    return Catalogue(
        measures, forces, groups, layouts, priorities, extracts, manifests, files, corrections,
        tuple(problems),
    )  # fmt: skip


def _corrections(
    folders: Sequence[Path],
    measures: Mapping[str, Measure],
    forces: Mapping[str, Force],
    problems: list[Problem],
) -> tuple[Correction, ...]:
    """Every declared correction by its id, the workspace's own over those built in."""
    found: dict[str, Correction] = {}
    for path in (p for folder in folders for p in sorted((folder / "corrections").glob("*.toml"))):
        file = _read(path, CorrectionFile, problems)
        if not isinstance(file, CorrectionFile):
            continue
        values: dict[str, Any] = {}
        for name in file.__struct_fields__:
            value = getattr(file, name)
            values[name] = tuple(value) if isinstance(value, list) else value
        made = Correction(**values)
        wrong = list(correction_faults(made, measures, forces))
        problems += [Problem(path.name, key, message) for key, message in wrong]
        if not wrong:
            found[made.id] = made
    return tuple(found[key] for key in sorted(found))


def _annotated(measure: Measure, corrections: Sequence[Correction]) -> Measure:
    """The measure with the declared changes of recording that bear on it."""
    told = [
        Annotation(AnnotationKind.RECORDING, c.text, c.since, area)
        for c in corrections
        if c.kind is CorrectionKind.RECORDING and c.bears_on(measure)
        for area in (c.areas or ("",))
    ]
    return replace(measure, annotations=(*measure.annotations, *told)) if told else measure


def _extracts(
    folders: Sequence[Path], forces: Mapping[str, Force], problems: list[Problem]
) -> dict[str, Extract]:
    """The mappings of the force's own extracts, each checked for its record's fields."""
    found: dict[str, Extract] = {}
    for path in (p for folder in folders for p in sorted((folder / "mappings").glob("*.toml"))):
        mapping = _read(path, MappingFile, problems)
        if not isinstance(mapping, MappingFile):
            continue
        wrong = list(_mapping_faults(mapping, forces))
        problems += [Problem(path.name, key, message) for key, message in wrong]
        if not wrong:
            found[mapping.id] = Extract(
                mapping.id, mapping.title, mapping.record, mapping.area, mapping.columns,
                tuple(mapping.dates.formats) if mapping.dates else (), mapping.values,
            )  # fmt: skip
    return found


def _mapping_faults(
    mapping: MappingFile, forces: Mapping[str, Force]
) -> Iterator[tuple[str, str]]:  # fmt: skip
    if mapping.record not in RECORDS:
        yield "record", f"'{mapping.record}'; {nearest(mapping.record, RECORDS)}"
        return
    for field_name in (*mapping.columns, *mapping.values):
        if field_name not in FIELDS:
            yield "columns", f"unknown field '{field_name}'; {nearest(field_name, FIELDS)}"
    for needed in RECORDS[mapping.record]:
        if needed not in mapping.columns:
            yield "columns", f"a record of {mapping.record} needs the field '{needed}'"
    if "area" not in mapping.columns and mapping.area not in forces:
        yield "area", f"'{mapping.area}' is no force; {nearest(mapping.area, forces)}"


def _read(path: Path, shape: type[Any], problems: list[Problem]) -> object | None:
    table, wrong = read_toml(path, path.name)
    if table is not None:
        found, wrong = shaped(table, shape, path.name)
        problems.extend(wrong)
        return found
    problems.extend(wrong)
    return None


def _rows(path: Path, shape: type[Any], key: str, problems: list[Problem]) -> list[Any]:
    if not path.is_file():
        return []
    found = _read(path, shape, problems)
    return list(getattr(found, key)) if found else []


def _measure(file: MeasureFile) -> Measure:
    canonical = msgspec.json.encode(file, order="deterministic")
    values: dict[str, Any] = {}
    for name in file.__struct_fields__:
        if name not in ("source", "annotation"):
            value = getattr(file, name)
            values[name] = tuple(value) if isinstance(value, list) else value
    if values["disclosive"] is msgspec.UNSET:  # so that no other measure's version moves
        values["disclosive"] = None
    return Measure(
        **values,
        version=hashlib.sha256(canonical).hexdigest()[:8],
        source=Source(
            file.source.publication,
            tuple((k, tuple(v)) for k, v in file.source.include.items()),
            tuple((k, tuple(v)) for k, v in file.source.exclude.items()),
            file.source.value,
            file.source.of,
            tuple((k, tuple(v)) for k, v in file.source.part.items()),
        ),
        annotations=tuple(Annotation(a.kind, a.text, a.on, a.area) for a in file.annotation),
    )


def _group(file: PeerGroupFile) -> PeerGroup:
    return PeerGroup(
        file.id,
        file.title,
        file.force,
        tuple(Membership(m.force, m.since, m.until) for m in file.member),
        file.source,
    )
