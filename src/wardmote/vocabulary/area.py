"""Areas, police forces and the groups that forces are compared within."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Area:
    """A place that figures are counted for. `slug` is its name in files and commands."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Force(Area):
    """A police force; `aliases` are the names that publications print for it."""

    code: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """One force's place in a group, between two dates (both included; None is open)."""

    force: str
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the force belongs to the group on `day`."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """The most similar group of one force, with dated membership."""

    id: str
    title: str
    force: str
    members: tuple[Membership, ...]
    source: str

    def forces(self, day: date) -> tuple[str, ...]:
        """Slugs of the members on `day`, the force itself included and first."""
        others = (m.force for m in self.members if m.holds(day) and m.force != self.force)
        return (self.force, *others)
