"""An edition's figures computed again from what is loaded now, beside what it printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from wardmote.briefing.book import Book
from wardmote.briefing.compare import Comparison, compare
from wardmote.briefing.explain import made_by
from wardmote.briefing.kept import SCHEMA, Kept, PackFile, Point
from wardmote.briefing.rows import (
    corrections,
    figure_row,
    measure_rows,
    points_of,
    release_rows,
    settings_row,
)
from wardmote.briefing.ways import METHODS
from wardmote.vocabulary import Figure, FigureName, Finding, Period, Series, UserError
from wardmote.warehouse import Reader


@dataclass(frozen=True)
class Since:
    """The last paper, what it printed compared with now, and the figures as they are now."""

    paper: Kept
    comparison: Comparison
    figures: Mapping[str, Figure]


def since(book: Book, paper: Kept) -> Since:
    """Compute every figure of an edition again, from the periods that were known to it.

    Periods that came later are left out, because intervals and limits learn from all of a
    series: only what a source, a definition or a method changed is then told.
    """
    then = as_of_paper(book, paper)
    figures = again(then, (f.id for f in paper.pack.figures))
    return Since(paper, compare(paper, _as_edition(then, paper, figures)), figures)


def as_of_paper(book: Book, paper: Kept) -> Book:
    """The book with what is loaded now of the periods that an edition knew."""
    return Book(book.workspace, KnownTo(book.reader, paper.data_to()))


def again(book: Book, ids: Iterable[str]) -> dict[str, Figure]:
    """The figures of these ids, each finding made once; those that cannot be made left out."""
    made: dict[tuple[object, ...], Finding | Figure | None] = {}
    found: dict[str, Figure] = {}
    for text in ids:
        name = FigureName.parse(text)
        way = METHODS.get(name.method.removesuffix("-on"))
        if way is None:
            continue
        key = (way, name.measure, name.category, name.area, name.period, name.argument)
        if key not in made:
            try:
                made[key] = way(book, name)
            except (UserError, ValueError):
                made[key] = None
        figure = made_by(made[key], name)
        if figure is not None:
            found[text] = figure
    return found


class KnownTo(Reader):
    """A reader that knows each measure to a day, and nothing after it."""

    def __init__(self, reader: Reader, until: Mapping[str, date]) -> None:
        super().__init__(reader.warehouse, reader.catalogue, reader.as_of)
        self.behind: Reader = reader
        self._until = until
        self._clipped: dict[tuple[str, str], dict[tuple[str, str], Series]] = {}

    def all_areas(self, measure: str, dimension: str = "") -> dict[tuple[str, str], Series]:
        """Every area's series of a measure, to its day. Raises UserError as `Reader` does."""
        key = (measure, dimension)
        if key not in self._clipped:
            found = self.behind.all_areas(measure, dimension)
            if measure in self._until:
                whole = Period(date.min, self._until[measure])
                clipped = {k: s.clipped(whole) for k, s in found.items()}
                found = {k: s for k, s in clipped.items() if s.observations}
            self._clipped[key] = found
        return self._clipped[key]


def _as_edition(book: Book, paper: Kept, figures: Mapping[str, Figure]) -> Kept:
    known = [s for m in book.known if (s := book.series(m.id))]
    points = (
        Point(measure, version, area, period, value, release)
        for measure, version, area, period, value, _, release in points_of(known)
    )
    made = list(figures.values())
    pack = {
        "schema": SCHEMA,
        "edition": "",
        "force": book.force,
        "dated": paper.pack.dated.isoformat(),
        "figures": [figure_row(f) for f in made],
        "findings": [],
        "measures": measure_rows(book, made),
        "releases": release_rows(book, made, known),
        "settings": settings_row(book, paper.pack.dated),
        "corrections": corrections(book, made),
    }
    return Kept(
        "", msgspec.convert(pack, PackFile), {(p.measure, p.area, p.period): p for p in points}
    )
