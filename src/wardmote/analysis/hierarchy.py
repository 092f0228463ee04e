"""A change over a hierarchy: groups and their parts, each level adding up to the one above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wardmote.analysis.drivers import drivers
from wardmote.vocabulary import Category, Finding, Observation, Period, Series, Status


@dataclass(frozen=True, slots=True)
class Branch:
    """A group's part in the change, and its own parts' in it; all points are of the whole."""

    group: Finding
    parts: tuple[Finding, ...]


def branches(
    parts: Sequence[Series],
    groups: Mapping[str, str],
    whole: Series,
    later: Period,
    earlier: Period,
) -> list[Branch]:
    """The change of `whole` by groups of parts, such as neighbourhoods by authority.

    `groups` gives the group of each part's category. Points of the groups add up to the whole's
    percentage change, and those of each group's parts to the group's. Raises ValueError for a
    part without a group, and where parts do not add up, as `drivers` does.
    """
    members: dict[str, list[Series]] = {}
    for part in parts:
        name = part.category.value if part.category else part.area.name
        if name not in groups:
            raise ValueError(f"{whole.measure.id}: '{name}' belongs to no group")
        members.setdefault(groups[name], []).append(part)
    dimension = f"{parts[0].category.dimension}_group" if parts and parts[0].category else "group"
    summed = [added(found, Category(dimension, name)) for name, found in members.items()]
    by_part = {
        (f.category.value if f.category else f.area.name): f
        for f in drivers(parts, whole, later, earlier)
    }
    return [
        Branch(
            group,
            tuple(
                f
                for name, f in by_part.items()
                if group.category and groups[name] == group.category.value
            ),
        )
        for group in drivers(summed, whole, later, earlier)
    ]


def added(parts: Sequence[Series], category: Category) -> Series:
    """The sum of series over the periods that all of them know.

    Raises ValueError for no parts, or for parts of different measures.
    """
    if len({p.measure.id for p in parts}) != 1:
        raise ValueError("series of one measure can be added up, and none or several cannot")
    first = parts[0]
    observations = []
    for observed in first.known:
        all_of = [p.at(observed.period) for p in parts]
        values = [o.value for o in all_of if o is not None and o.value is not None]
        if len(values) == len(parts):
            observations.append(Observation(observed.period, sum(values), _weakest(all_of)))
    releases = tuple(dict.fromkeys(r for p in parts for r in p.releases))
    return replace(first, observations=tuple(observations), releases=releases, category=category)


def _weakest(observed: Sequence[Observation | None]) -> Status:
    """The least certain status among the observations."""
    order = list(Status)
    return max((o.status for o in observed if o), key=order.index)
