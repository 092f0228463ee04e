"""Reading one TOML file into its shape, collecting every problem in it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args

import msgspec

from wardmote.vocabulary import Problem, nearest

Shape = TypeVar("Shape", bound=msgspec.Struct)


def read_toml(path: Path, name: str) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The tables of a TOML file, or the problem that it is not one."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig")), []
    except tomllib.TOMLDecodeError as error:
        return None, [Problem(name, "", f"not TOML: {error}")]
    except UnicodeDecodeError:
        return None, [Problem(name, "", "not UTF-8 text; save it as UTF-8")]
    except OSError as error:
        return None, [Problem(name, "", f"cannot be read: {error.strerror}")]


def shaped(
    table: Mapping[str, Any], shape: type[Shape], name: str, place: str = ""
) -> tuple[Shape | None, list[Problem]]:
    """The table as `shape`, or every problem that keeps it from being one."""
    problems = list(_problems(table, shape, name, place))
    if problems:
        return None, problems
    try:
        return msgspec.convert(table, shape, strict=True), []
    except msgspec.ValidationError as error:
        return None, [Problem(name, place, str(error))]


def _problems(
    table: Mapping[str, Any], shape: type[msgspec.Struct], name: str, place: str
) -> list[Problem]:
    fields = _fields(shape)
    found = [
        Problem(name, place, f"unknown key '{key}'; {nearest(key, fields)}")
        for key in table
        if key not in fields
    ]
    for key, field in fields.items():
        where = f"{place}.{key}" if place else key
        if key not in table:
            if field.required:
                found.append(Problem(name, place, f"key '{key}' is missing"))
            continue
        value = table[key]
        inner = _inner(field.type)
        if inner and isinstance(value, dict):
            found.extend(_problems(value, inner, name, where))
        elif inner and isinstance(value, list):
            for number, item in enumerate(value, 1):
                if isinstance(item, dict):
                    found.extend(_problems(item, inner, name, f"{where} {number}"))
        else:
            try:
                msgspec.convert(value, field.type, strict=True)
            except msgspec.ValidationError as error:
                found.append(Problem(name, where, _plain(error, value, field.type)))
    return found


@cache  # the library reads annotations anew at every call
def _fields(shape: type[msgspec.Struct]) -> dict[str, msgspec.structs.FieldInfo]:
    return {f.encode_name: f for f in msgspec.structs.fields(shape)}


def _inner(kind: Any) -> type[msgspec.Struct] | None:
    for candidate in (kind, *getattr(kind, "__args__", ())):
        if isinstance(candidate, type) and issubclass(candidate, msgspec.Struct):
            return candidate
    return None


def _plain(error: msgspec.ValidationError, value: Any, kind: Any) -> str:
    members = getattr(kind, "__members__", {}).values()
    allowed = [m.value for m in members] or [a for a in get_args(kind) if isinstance(a, str)]
    if allowed:
        return f"'{value}' is not allowed; {nearest(str(value), allowed)}"
    return f"found {value!r}: {error}".replace("`", "'")
