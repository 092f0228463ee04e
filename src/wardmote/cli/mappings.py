"""`wardmote mapping draft`: a first mapping for a force's own extract."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from wardmote.catalogue import Workspace
from wardmote.sources import Refusal
from wardmote.sources.cells import text_of
from wardmote.sources.extracts import FORMATS, guessed, sample
from wardmote.sources.files import head_of
from wardmote.vocabulary import UserError, nearest
from wardmote.vocabulary.extract import FIELDS, MARKERS, RECORDS

MOST_VALUES = 60  # of a field, listed to be mapped
MAPPED = ("category", "result", "answer", "detail")
LOOKED = 5000  # rows that a draft is made from


def draft_mapping(workspace: Workspace, path: Path, record: str) -> None:
    """Print the draft. Raises UserError where the file is no table, or the record unknown."""
    if record and record not in RECORDS:
        raise UserError(f"unknown record '{record}'; {nearest(record, RECORDS)}")
    if not path.is_file():
        raise UserError(f"there is no file {path}")
    try:
        header, rows = sample(head_of(path.name, path), path)
    except Refusal as refusal:
        raise UserError(f"{path.name}: {refusal}") from refusal
    columns = guessed(header)
    kind = record or ("disposal" if "result_date" in columns else "crime" if any(
        m in columns for m in MARKERS) else "incident")  # fmt: skip
    at = {field: header.index(column) for field, column in columns.items()}
    seen = [row for row in rows[:LOOKED] if any(text_of(c) for c in row)]
    name = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")
    missing = [f for f in RECORDS[kind] if f not in columns]
    unused = [h for h in header if h not in columns.values()]
    told = [
        f"# A draft from {path.name}: check every line, then save it in definitions/mappings/",
        *(f"# MISSING: a record of {kind} needs the field '{f}'" for f in missing),
        f"# Columns not used: {', '.join(unused)}" if unused else "# Every column is used.",
        f"# Fields: {', '.join(FIELDS)}", "",
        f"id = {_text(name)}", f"title = {_text(path.stem)}", f"record = {_text(kind)}",
    ]  # fmt: skip
    if "area" not in columns:
        told.append(f"area = {_text(workspace.settings.force)}")
    told += ["", "[columns]", *(f"{f} = {_text(c)}" for f, c in columns.items())]
    told += _dates(at, seen)
    for field in MAPPED:
        if field in at:
            told += _values(field, at[field], seen)
    click.echo("\n".join(told))


def _dates(at: Mapping[str, int], rows: Sequence[Sequence[Any]]) -> list[str]:
    """The forms of the dates that are there, if they are text."""
    cells = [row[at[f]] for f in ("date", "result_date") if f in at for row in rows
             if at[f] < len(row) and text_of(row[at[f]])]  # fmt: skip
    texts = [text_of(c) for c in cells if not isinstance(c, date)]
    forms = [f for f in FORMATS if any(_fits(t, f) for t in texts)]
    if not texts:
        return []
    strange = sum(not any(_fits(t, f) for f in forms) for t in texts)
    note = [f"# {strange} dates are of another form"] if strange else []
    return ["", "[dates]", *note, f"formats = [{', '.join(_text(f) for f in forms)}]"]


def _fits(text: str, form: str) -> bool:
    try:
        datetime.strptime(text, form)  # noqa: DTZ007  (only whether it is of the form)
    except ValueError:
        return False
    return True


def _values(field: str, at: int, rows: Sequence[Sequence[Any]]) -> list[str]:
    count = Counter(text_of(row[at]) for row in rows if at < len(row) and text_of(row[at]))
    if not count:
        return []
    if len(count) > MOST_VALUES:
        return ["", f"# {field}: {len(count)} different values; kept as they are printed"]
    lines = [f"{_text(v)} = {_text(v)}  # {n:,} rows" for v, n in count.most_common()]
    return ["", f"[values.{field}]", *lines]


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
