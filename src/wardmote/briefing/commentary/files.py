"""The files of a workspace's commentary: who says what, when, and under which section."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from wardmote.vocabulary import Problem, UserError, nearest

FOLDER = "commentary"
LATEST = "latest"  # the folder of a pack that no workshop is named for
KEYS = ("place", "role", "author", "date")
FENCE = "---"


class Office(StrEnum):
    """Whose words a commentary holds, in the order in which a section prints them."""

    ANALYST = "analyst"
    CHIEF_CONSTABLE = "chief constable"
    BOARD = "board"


@dataclass(frozen=True, slots=True)
class Comment:
    """One file: its head, and its text with the number of the line that the text begins on."""

    file: str
    place: str
    office: Office
    author: str
    on: date
    text: str
    first: int


def read_commentary(workspace: Path, workshop: str) -> tuple[Comment, ...]:
    """The comments on a workshop's pack: by place, then analyst, chief constable, board, by day.

    Raises UserError that lists every problem of every file.
    """
    folder = workspace / FOLDER / (workshop or LATEST)
    if not folder.is_dir():
        return ()
    found: list[Comment] = []
    problems: list[Problem] = []
    for path in sorted(folder.iterdir()):
        name = path.relative_to(workspace).as_posix()
        if path.name.startswith((".", "~")):
            continue
        if path.is_dir() or path.suffix.lower() != ".md":
            problems.append(Problem(name, "", "is no Markdown file; commentary ends in .md"))
            continue
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            problems.append(Problem(name, "", "is not UTF-8; save it as UTF-8 text"))
            continue
        except OSError as error:
            problems.append(Problem(name, "", f"cannot be read: {error.strerror}"))
            continue
        made = _comment(name, path.stem, text)
        if isinstance(made, Comment):
            found.append(made)
        else:
            problems += made
    if problems:
        raise UserError("\n".join(str(p) for p in problems))
    order = list(Office)
    return tuple(sorted(found, key=lambda c: (order.index(c.office), c.on, c.file)))


def elsewhere(workspace: Path, workshop: str) -> tuple[str, ...]:
    """The folders of commentary that there are when there is none for this workshop."""
    folder = workspace / FOLDER
    if not folder.is_dir() or (folder / (workshop or LATEST)).is_dir():
        return ()
    return tuple(sorted(f.name for f in folder.iterdir() if f.is_dir() and f.name[0] != "."))


def _comment(name: str, stem: str, text: str) -> Comment | list[Problem]:
    lines = text.splitlines()
    if not lines or lines[0].strip() != FENCE:
        return [
            Problem(
                name, "line 1",
                "does not begin with its head; write --- on a line, then role, author and date "
                "(and place, unless the file bears its name), each as `key: value`, then ---",
            )
        ]  # fmt: skip
    end = next((i for i, line in enumerate(lines[1:], 1) if line.strip() == FENCE), None)
    if end is None:
        return [Problem(name, "line 1", "the head is not closed; write --- on a line under it")]
    head, problems = _head(name, lines[1:end])
    if problems:
        return problems
    for key in ("role", "author", "date"):
        if not head.get(key):
            problems.append(Problem(name, "head", f"{key} is missing"))
    office = head.get("role", "").lower().replace("-", " ").replace("_", " ")
    if office and office not in list(Office):
        problems.append(
            Problem(name, "role", f"unknown role '{head['role']}'; {nearest(office, Office)}")
        )
    day = _day(head.get("date", ""))
    if head.get("date") and day is None:
        problems.append(
            Problem(name, "date", f"'{head['date']}' is not a day; write it as 2015-06-16")
        )
    body = "\n".join(lines[end + 1 :])
    if not body.strip():
        problems.append(Problem(name, "", "holds a head and no words"))
    if problems or day is None:
        return problems
    place = head.get("place") or stem
    return Comment(name, place, Office(office), head["author"], day, body, end + 2)


def _head(name: str, lines: list[str]) -> tuple[dict[str, str], list[Problem]]:
    head: dict[str, str] = {}
    problems: list[Problem] = []
    for number, line in enumerate(lines, 2):
        if not line.strip():
            continue
        key, colon, value = (part.strip() for part in line.partition(":"))
        where = f"line {number}"
        if not colon:
            problems.append(Problem(name, where, f"'{line.strip()}' is not `key: value`"))
        elif key not in KEYS:
            problems.append(Problem(name, where, f"unknown key '{key}'; {nearest(key, KEYS)}"))
        elif key in head:
            problems.append(Problem(name, where, f"{key} is said twice"))
        else:
            quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
            head[key] = value[1:-1] if quoted else value
    return head, problems


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
