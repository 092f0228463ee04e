"""Where a number comes from: its definition, query, rows and releases, computed again."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.analysis.peers import GAP
from wardmote.briefing.book import Book
from wardmote.briefing.inputs import Inputs, Loaded, inputs_of, loaded_of
from wardmote.briefing.ways import METHODS
from wardmote.language import figure_text
from wardmote.vocabulary import (
    Figure,
    FigureName,
    Finding,
    Measure,
    UserError,
    nearest,
)


@dataclass(frozen=True)
class Explanation:
    """A figure computed again, with all that it rests on."""

    name: FigureName
    figure: Figure
    measure: Measure
    text: str
    inputs: Inputs
    releases: tuple[Loaded, ...]
    counted: bool = True  # whether it may be told how many rows stand behind the values

    @property
    def rows(self) -> int:
        """How many rows of the warehouse it rests on."""
        return self.inputs.rows


def explain(book: Book, text: str) -> Explanation:
    """Compute a figure again from its id, by the way that made it.

    Raises UserError when the id is not one, or when what it needs is not loaded.
    """
    try:
        name = FigureName.parse(text)
        figure = _figure(book, name)
    except ValueError as error:
        raise UserError(str(error)) from None
    if figure is None:
        raise UserError(
            f"nothing is loaded from which '{text}' could be computed; see: wardmote status"
        )
    inputs = inputs_of(book, name)
    used = {*figure.releases, *(v.observation.release for v in inputs.values)}
    return Explanation(
        name,
        figure,
        book.measure(name.measure.removesuffix(GAP)),
        figure_text(figure),
        inputs,
        loaded_of(book, used),
        not (book.protection and book.measure(name.measure.removesuffix(GAP)).protected),
    )


def _figure(book: Book, name: FigureName) -> Figure | None:
    method = name.method.removesuffix("-on")
    if method not in METHODS:
        raise UserError(f"unknown method '{name.method}'; {nearest(method, METHODS)}")
    return made_by(METHODS[method](book, name), name)


def made_by(made: Finding | Figure | None, name: FigureName) -> Figure | None:
    """The figure of this name among what a method made."""
    if made is None or isinstance(made, Figure):
        return made
    wanted = "/".join(
        p
        for p in (
            f"{name.measure}@{name.category}" if name.category else name.measure,
            name.area,
            name.period.id,
            name.method,
            name.argument,
        )
        if p
    )
    return next((f for f in made.figures.values() if f.id == wanted), None)
