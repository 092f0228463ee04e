"""Which room may import which."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import wardmote

HOUSE = Path(wardmote.__file__).parent
EVERYTHING = {
    "vocabulary", "language", "catalogue", "sources", "warehouse", "analysis", "narrative",
    "checker", "document", "governance", "briefing", "web",
}  # fmt: skip
MAY_IMPORT = {
    "vocabulary": set(),
    "language": {"vocabulary"},
    "catalogue": {"vocabulary"},
    "sources": {"vocabulary"},
    "warehouse": {"vocabulary", "catalogue", "sources"},
    "analysis": {"vocabulary"},
    "narrative": {"vocabulary", "language", "analysis"},
    "checker": {"vocabulary", "language", "analysis"},
    "document": {"vocabulary", "language"},
    "governance": {"vocabulary"},
    "briefing": EVERYTHING - {"briefing", "web", "checker"} | {"checker"},
    "web": {"briefing", "governance", "checker", "document", "language", "vocabulary"},
    "cli": EVERYTHING,
}
NO_CODE = {"definitions", "example"}
UNTOUCHED_BY_ANALYSIS = {
    "os", "pathlib", "io", "random", "secrets", "time", "duckdb", "django", "narwhals",
}  # fmt: skip


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module)
    return found


def rooms_imported(path: Path) -> set[str]:
    parts = [name.split(".") for name in imports(path)]
    return {p[1] for p in parts if p[0] == "wardmote" and len(p) > 1}


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_each_room_imports_only_what_it_may(room: str) -> None:
    files = list((HOUSE / room).rglob("*.py"))
    assert files, f"no room {room}"
    for file in files:
        foreign = rooms_imported(file) - MAY_IMPORT[room] - {room}
        assert not foreign, f"{file.relative_to(HOUSE)} imports {foreign}"


def test_every_folder_is_a_room_of_the_table() -> None:
    folders = {p.name for p in HOUSE.iterdir() if p.is_dir() and p.name != "__pycache__"}
    assert folders == set(MAY_IMPORT) | NO_CODE


def test_folders_without_code_hold_none() -> None:
    for folder in NO_CODE:
        assert not list((HOUSE / folder).rglob("*.py"))


def test_vocabulary_needs_the_standard_library_alone() -> None:
    import sys

    for file in (HOUSE / "vocabulary").rglob("*.py"):
        outside = {i.split(".")[0] for i in imports(file)} - set(sys.stdlib_module_names)
        assert outside <= {"wardmote"}, f"{file.name} imports {outside}"


def test_analysis_sees_no_file_clock_chance_or_engine() -> None:
    for file in (HOUSE / "analysis").rglob("*.py"):
        found = {i.split(".")[0] for i in imports(file)} & UNTOUCHED_BY_ANALYSIS
        assert not found, f"{file.name} imports {found}"


def test_modules_stay_readable() -> None:
    for file in HOUSE.rglob("*.py"):
        if file.name != "widths.py" and "migrations" not in file.parts:
            lines = len(file.read_text(encoding="utf-8").splitlines())
            assert lines <= 400, f"{file.relative_to(HOUSE)} has {lines} lines; split it by subject"
