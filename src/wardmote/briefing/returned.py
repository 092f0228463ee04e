"""A Word file that wardmote made and somebody edited: found again, compared, and judged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from wardmote.briefing.kept import SERIES
from wardmote.catalogue import Workspace
from wardmote.checker import paper as read
from wardmote.checker.check import check_paper
from wardmote.checker.findings import gravest
from wardmote.checker.grid import grid_of
from wardmote.checker.matching import Ledger, named_in, speaking_of
from wardmote.checker.returned import Edit, Kind, edits, plain, stands_for
from wardmote.checker.tracked import WordPaper, WordTable, WordText, read_word
from wardmote.language import HEDGE_WORDS
from wardmote.vocabulary import (
    Evidence,
    Figure,
    Finding,
    Hedge,
    Observation,
    Period,
    Series,
    Status,
    Style,
    UserError,
    Verdict,
)
from wardmote.vocabulary import Kind as FindingKind

MADE_BY = re.compile(r"Edition ([0-9a-f]{16}), made by wardmote")
WORD = "pack.docx"
STYLES = {
    "percent-change": Style.PERCENT_CHANGE,
    "average-change": Style.PERCENT_CHANGE,
    "change": Style.CHANGE,
    "points": Style.POINTS,
}

NOTE = "as the edition has it"  # its series keep no notes


@dataclass(frozen=True, slots=True)
class Returned:
    """What was changed in a paper that came back, against the edition that was given.

    Changes of numbers stand first. `comments` are those in its margin, as author and text.
    """

    name: str
    edition: str
    edits: tuple[Edit, ...]
    comments: tuple[tuple[str, str], ...]

    @property
    def numbers(self) -> int:
        """In how many places a number was changed, added or taken away."""
        return sum(bool(e.numbers) for e in self.edits)

    @property
    def needs_a_look(self) -> bool:
        """Whether a number was touched, or a claim made that the figures deny."""
        return any(e.numbers or e.verdict is Verdict.INCONSISTENT for e in self.edits)


def returned(path: Path, workspace: Workspace, edition: str = "") -> Returned:
    """Compare an edited Word file with the edition that it was made as.

    `edition` names it where the file no longer does. Raises UserError for a file that wardmote
    did not make, and for an edition that the workspace does not hold.
    """
    if path.suffix.lower() != ".docx":
        raise UserError(f"{path.name}: a paper that comes back is read as .docx, and as no other")
    came = read_word(path)
    folder = _folder(workspace, edition or _named(path, came))
    word = folder / WORD
    if not word.is_file():
        raise UserError(
            f"edition {folder.name} holds no {WORD} to compare with; make it from the same data "
            "with: wardmote pack --formats docx"
        )
    given = read_word(word)
    known = EditionFacts(workspace, folder)
    found = [_judged(e, given, known) for e in edits(given, came)]
    found.sort(key=lambda e: (not e.numbers, e.verdict is not Verdict.INCONSISTENT))
    return Returned(path.name, folder.name, tuple(found), came.comments)


def _named(path: Path, came: WordPaper) -> str:
    """The edition that a file says it is, in its properties or its last words."""
    said = [came.keywords, *(b.text for b in reversed(came.blocks) if isinstance(b, WordText))]
    for text in said:
        match = MADE_BY.search(text)
        if match:
            return match[1]
    raise UserError(
        f"{path.name} does not say of which edition it is, so wardmote did not make it or the "
        "line was taken out. Name the edition with --edition; to check a paper that somebody "
        "else wrote, use: wardmote check"
    )


def _folder(workspace: Workspace, edition: str) -> Path:
    held = sorted(f.name for f in workspace.editions.glob("*") if (f / "pack.json").is_file())
    found = [name for name in held if name.startswith(edition)]
    if len(found) == 1:
        return workspace.editions / found[0]
    if found:
        raise UserError(f"edition '{edition}' is the beginning of {', '.join(found)}; write more")
    raise UserError(
        f"the workspace {workspace.folder.name} holds no edition '{edition}'; it holds: "
        f"{', '.join(held) or 'none'}. Name the workspace that made it with --workspace"
    )


class EditionFacts:
    """What an edition knows: its series and figures, as they were. Implements `Facts`."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        self.workspace, self.folder = workspace, folder
        self.data: Mapping[str, Any] = msgspec.json.decode((folder / "pack.json").read_bytes())

    @cached_property
    def _series(self) -> dict[tuple[str, str], Series]:
        import duckdb

        with duckdb.connect(":memory:") as run:
            rows = run.execute(
                "SELECT measure, area, period, value, status FROM read_parquet(?)",
                [str(self.folder / SERIES)],
            ).fetchall()
        catalogue = self.workspace.catalogue
        held: dict[tuple[str, str], list[Observation]] = {}
        for measure, area, period, value, status in rows:
            if measure in catalogue.measures and area in catalogue.forces:
                observed = Observation(Period.parse(period), value, Status(status), NOTE)
                held.setdefault((measure, area), []).append(observed)
        return {
            (m, a): Series(catalogue.measures[m], catalogue.forces[a], tuple(found))
            for (m, a), found in held.items()
        }

    def series(self, measure: str, area: str, category: str = "") -> Series | None:
        """The series as the edition had it; it holds none of parts."""
        return None if category else self._series.get((measure, area))

    def earlier(self, measure: str, area: str) -> Iterator[tuple[str, Series]]:  # noqa: ARG002
        """An edition has one value of each."""
        yield from ()

    @cached_property
    def ledger(self) -> Ledger:
        """What the edition can be asked about a sentence."""
        catalogue = self.workspace.catalogue
        return Ledger(
            self,
            tuple(catalogue.measures.values()),
            tuple(catalogue.forces.values()),
            self.data["force"],
            tuple(self._findings()),
        )

    def _findings(self) -> Iterator[Finding]:
        """The changes that the edition told, each with the figures by which it told them."""
        figures = {f["id"]: f for f in self.data["figures"]}
        catalogue = self.workspace.catalogue
        for told in self.data["findings"]:
            measure = catalogue.measures.get(told["measure"])
            area = catalogue.forces.get(told["area"])
            if measure is None or area is None or told["category"]:
                continue
            made = [_figure(figures[i]) for i in told["figures"] if i in figures]
            moved = {f.id: f for f in made if f is not None}
            if moved:
                yield Finding(
                    FindingKind(told["kind"]), measure, area, Period.parse(told["period"]),
                    Evidence(told["evidence"]), figures=moved,
                )  # fmt: skip


def _figure(given: Mapping[str, Any]) -> Figure | None:
    """A figure of a change, as pack.json has it; None for one of another kind."""
    method = given["method"].removesuffix("-on")
    for prefix in ("stated-", "survey-", "share-"):
        method = method.removeprefix(prefix)
    if method not in STYLES:
        return None
    words = given["text"].lower()
    hedges = [h for h in HEDGE_WORDS if words.startswith(f"{h} ")]
    hedge = HEDGE_WORDS[max(hedges, key=len)] if hedges else Hedge.NONE
    return Figure(
        given["id"], given["measure"], given["measure_version"], given["area"],
        Period.parse(given["period"]), given["value"], given["unit"], STYLES[method],
        given["method"], given["decimals"], hedge=hedge,
    )  # fmt: skip


def _judged(edit: Edit, given: WordPaper, known: EditionFacts) -> Edit:
    """The edit with the verdict on what it claims now, where it claims anything."""
    if edit.kind in (Kind.REMOVED, Kind.MOVED) or not edit.after:
        return edit
    swapped = _swapped(edit, known)
    if swapped is not None or edit.cell:
        return swapped or edit
    blocks: list[read.Passage | read.PaperTable] = []
    new = 3 * edit.block + 1
    for number, block in enumerate(given.blocks):
        if isinstance(block, WordTable):
            rows = [list(r) for r in block.rows]
            title = blocks[-1].text if blocks and isinstance(blocks[-1], read.Passage) else ""
            grid = replace(grid_of(rows), title=title)
            blocks.append(read.PaperTable(grid, title, read.Place(1, number), block.rows))
        elif block.text.strip():
            blocks.append(read.Passage(block.text, read.Place(1, number), block.level))
    near = [_nearer(b, edit.block, new) for b in blocks]
    near.append(read.Passage(edit.after, read.Place(1, new)))
    force = known.workspace.force.name
    says = f"{force}: {known.data['title']}, {known.data['dated']}"
    paper = read.Paper("", tuple(near), says)
    ledger = speaking_of(known.ledger, named_in(edit.section, known.ledger))
    placed = [p.finding for p in check_paper(paper, ledger, {new})]
    if not placed:
        return edit
    worst = gravest(placed)
    return replace(edit, verdict=worst.verdict, computed=worst.computed, why=worst.why)


def _nearer(
    block: read.Passage | read.PaperTable, at: int, new: int
) -> read.Passage | read.PaperTable:  # fmt: skip
    """A block at its distance from the edited one, under a number that none but it has."""
    number = block.place.block
    return replace(block, place=read.Place(1, new + number - at - (number <= at)))


def _swapped(edit: Edit, known: EditionFacts) -> Edit | None:
    """The verdict on numbers that alone were changed: the edition's own figures deny them.

    One that is the same less exactly told (3,562 and about 3,600) is borne out.
    """
    if edit.kind is not Kind.CHANGED or not edit.numbers or not all(all(p) for p in edit.numbers):
        return None
    before = plain(edit.before)
    after = now_said = plain(edit.after)
    for was, now in edit.numbers:
        before, after = before.replace(was, "", 1), after.replace(now, "", 1)
    if _bare(before) != _bare(after):
        return None
    wrong = [(was, now) for was, now in edit.numbers if not stands_for(was, now, now_said)]
    if not wrong:
        why = f"the edition has {', '.join(was for was, _ in edit.numbers)}, which it stands for"
        return replace(edit, verdict=Verdict.CONSISTENT, why=why)
    why = "; ".join(f"the edition has {was}{_traced(was, known)}" for was, _ in wrong)
    return replace(edit, verdict=Verdict.INCONSISTENT, computed=wrong[0][0], why=why)


def _bare(text: str) -> str:
    """The words without hedges and signs, by which a number may be told less exactly."""
    hedges = "|".join(sorted((re.escape(h) for h in HEDGE_WORDS), key=len, reverse=True))
    return " ".join(re.sub(rf"\b(?:{hedges})\b|[^\w\s]", " ", text, flags=re.I).split())


def _traced(text: str, known: EditionFacts) -> str:
    """The figure that is printed so, where there is but one."""
    found = {
        f["id"] for f in known.data["figures"] if f["text"].lstrip("+−-") == text.lstrip("+−-")
    }
    return f" ({found.pop()})" if len(found) == 1 else ""


def returned_data(found: Returned) -> dict[str, Any]:
    """What was changed, as plain data."""
    return {
        "paper": found.name,
        "edition": found.edition,
        "numbers_changed": found.numbers,
        "changes": [
            {
                "kind": e.kind.value,
                "what": "cell" if e.cell else "sentence",
                "place": e.place,
                "before": e.before,
                "after": e.after,
                "numbers": [{"before": was, "after": now} for was, now in e.numbers],
                "tracked_by": list(e.tracked),
                "verdict": e.verdict.value if e.verdict else None,
                "computed": e.computed or None,
                "why": e.why or None,
            }
            for e in found.edits
        ],
        "comments": [{"author": who, "text": text} for who, text in found.comments],
    }


__all__: Sequence[str] = ["EditionFacts", "Returned", "returned", "returned_data"]
