"""Which rows a count counts, and which counts are therefore sums of others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wardmote.vocabulary import Category, Measure

OTHER = "\0"  # every value of a column that no count names
WHOLE = "whole"
REST = "rest"


@dataclass(frozen=True, slots=True, order=True)
class Choice:
    """The values of a column that count, or with `out` those that do not."""

    column: str
    values: tuple[str, ...]
    out: bool = False

    def takes(self, value: str) -> bool:
        """Whether rows with this value count."""
        return (value in self.values) != self.out


@dataclass(frozen=True, slots=True, order=True)
class Rows:
    """The rows of a publication that are counted, or whose column `value` is added up.

    Two measures with the same rows have the same numbers, whatever they are called. `of` is
    what is left when these rows are taken from a base that a percentage is printed of.
    """

    publication: str
    value: str
    choices: tuple[Choice, ...] = ()
    of: str = ""

    def without(self, column: str) -> Rows:
        """The rows whatever the column holds."""
        return replace(self, choices=tuple(c for c in self.choices if c.column != column))

    def takes(self, column: str, value: str) -> bool:
        """Whether rows with this value in the column count."""
        return all(c.takes(value) for c in self.choices if c.column == column)

    def chosen(self, column: str, values: Sequence[str]) -> Rows:
        """These rows, of which only those with the values in the column."""
        choice = Choice(column, tuple(sorted(values)))
        kept = [c for c in self.choices if c.column != column]
        return replace(self, choices=tuple(sorted([*kept, choice])))


def rows_of(measure: Measure, category: Category | None = None) -> Rows:
    """The rows of a measure, or of one part of it; of a percentage those that it is made of."""
    source = measure.source
    choices = [
        *(Choice(c, tuple(sorted(values))) for c, values in source.include),
        *(Choice(c, tuple(sorted(values)), True) for c, values in source.exclude),
    ]
    made = Rows(source.publication, source.value, tuple(sorted(choices)))
    for column, values in source.part:
        made = made.chosen(column, [v for v in values if made.takes(column, v)])
    return made.chosen(category.dimension, [category.value]) if category else made


def base_of(measure: Measure) -> Rows:
    """The rows that a percentage is made over."""
    source = replace(
        measure.source, part=(), of="", value=measure.source.of or measure.source.value
    )
    return rows_of(replace(measure, source=source))


def rest_of(measure: Measure) -> Rows:
    """What is left of a percentage's base."""
    return replace(rows_of(measure), of=str(base_of(measure)))


Key = Rows | tuple[str, Rows, str, tuple[str, ...]]  # the second: rows that nobody counts
Link = tuple[Rows, tuple[Key, ...]]


def links(told: Mapping[Rows, float]) -> list[Link]:
    """The sums between the counts of one area and period.

    Counts that differ in one column alone are cut into the parts that they share. What no count
    is of is a part with a name of its own. Sums that the numbers do not bear out are left out:
    nobody can reckon with them.
    """
    found: list[Link] = []
    told = {rows: count for rows, count in told.items() if not rows.of}
    columns = sorted({c.column for rows in told for c in rows.choices})
    for column in columns:
        families: dict[Rows, list[Rows]] = defaultdict(list)
        for rows in sorted(told):
            families[rows.without(column)].append(rows)
        for base, members in families.items():
            if len(members) > 1:
                found += _family(base, column, members, told)
    return found


def _family(
    base: Rows, column: str, members: Sequence[Rows], told: Mapping[Rows, float]
) -> list[Link]:
    listed = sorted({v for m in members for c in m.choices if c.column == column for v in c.values})
    shared: dict[tuple[bool, ...], list[str]] = defaultdict(list)
    for value in (*listed, OTHER):
        taken = tuple(m.takes(column, value) for m in members)
        if any(taken):
            shared[taken].append(value)
    parts: dict[tuple[bool, ...], Key] = {}
    for taken, values in shared.items():
        alone = [
            m
            for i, m in enumerate(members)
            if taken[i] and not any(t[i] for t in shared if t != taken)
        ]
        parts[taken] = alone[0] if alone else (REST, base, column, tuple(values))
    found: list[Link] = []
    for i, member in enumerate(members):
        mine = [key for taken, key in parts.items() if taken[i]]
        if len(mine) < 2:
            continue
        known = sum(told[k] for k in mine if isinstance(k, Rows))
        unknown = [k for k in mine if not isinstance(k, Rows)]
        if unknown and known == told[member]:
            mine, unknown = [k for k in mine if isinstance(k, Rows)], []
        if mine and (known < told[member] if unknown else known == told[member]):
            found.append((member, tuple(mine)))
    return found
