"""A query laid out for a reader, and still the query; the same at every call."""

from __future__ import annotations

import re
from collections.abc import Iterator

WIDTH = 92
_WORD = re.compile(r"'(?:[^']|'')*'|\(|\)|,|[^\s'(),]+|\s+")
_MADE_UP = re.compile(r"unnamed_relation_[0-9a-f]+")
_COLUMN = re.compile(r"#\d+")  # counted up through a session
_BREAKS = {"FROM", "WHERE", "GROUP", "QUALIFY", "ORDER", "INNER", "SELECT", "JOIN"}


def laid_out(sql: str) -> str:
    """The query with its clauses on lines of their own, subqueries set in; it runs as before.

    >>> print(laid_out("SELECT a FROM (SELECT a FROM t WHERE b = 'x FROM y') AS s"))
    SELECT a
    FROM (
      SELECT a
      FROM t
      WHERE b = 'x FROM y') AS s
    """
    return "\n".join(
        wrapped for depth, line in _clauses(sql) for wrapped in _wrapped(line, "  " * depth)
    )


def named_alike(sql: str) -> str:
    """The query with the names that DuckDB makes up at each call in the order of their use."""
    return _counted(sql, _MADE_UP, "step_")


def plan_of(explained: str) -> str:
    """Spark's optimised plan among what it tells of a query, its columns counted from 1."""
    _, _, after = explained.partition("== Optimized Logical Plan ==\n")
    plan = after.partition("\n== Physical Plan ==")[0].strip() or explained
    return _counted(plan, _COLUMN, "#")


def _counted(text: str, names: re.Pattern[str], word: str) -> str:
    new = {n: f"{word}{i}" for i, n in enumerate(dict.fromkeys(names.findall(text)), 1)}
    return names.sub(lambda found: new[found[0]], text)


def _clauses(sql: str) -> Iterator[tuple[int, str]]:
    """Each clause with how deep its subquery lies."""
    words = _WORD.findall(" ".join(_spaced(sql)))
    opened: list[bool] = []  # for each bracket that is open, whether it holds a subquery
    line, depth, before = "", 0, ""
    for i, word in enumerate(words):
        inside = not opened or opened[-1]
        starts = word.upper() in _BREAKS and not (word.upper() == "JOIN" and before == "INNER")
        if starts and inside and line.strip():
            yield depth, line.strip()
            line, depth = "", sum(opened)
        if word == "(":
            opened.append(i + 1 < len(words) and words[i + 1].upper() == "SELECT")
        elif word == ")" and opened:
            opened.pop()
        line += word
        if word.strip():
            before = word.upper()
    if line.strip():
        yield depth, line.strip()


def _spaced(sql: str) -> Iterator[str]:
    """The query's words with one space where there were several, texts in quotes kept."""
    yield "".join(" " if w.isspace() else w for w in _WORD.findall(sql))


def _wrapped(line: str, indent: str) -> Iterator[str]:
    """The clause in lines of the width, broken at spaces outside quotes."""
    here = indent
    for chunk in re.findall(r"(?:'(?:[^']|'')*'|[^\s'])+", line):
        if len(here) + len(chunk) + 1 > WIDTH and here.strip():
            yield here
            here = indent + "    "
        here += chunk if not here.strip() else f" {chunk}"
    if here.strip():
        yield here
