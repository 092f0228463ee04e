"""A measure's definition as one query, in expressions that every engine runs.

An engine hands out two frames: the rows of a publication, and its coverage (which release holds
which area, item and period, with the release's days). All else is Narwhals.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import narwhals as nw

from wardmote.sources import PUBLICATIONS, STATED_CHANGES, Publication
from wardmote.vocabulary import Measure, Source, UserError, nearest
from wardmote.warehouse.engine import Engine

Frame = nw.LazyFrame[Any]
SPLIT = ("sheet", "item", "measure", "dimension")  # columns that an item is made of
PERIOD = ("start_date", "end_date")
SPELL = ("area", "covered_item", *PERIOD)  # what one release at a time is read of


def series_frame(
    engine: Engine, measure: Measure, dimension: str, as_of: date | None, *,
    every: bool = False, rows: bool = False,
) -> Frame:  # fmt: skip
    """Area, period, the dimension, value, status, note, rows and the latest release, as one query.

    With `every`, all releases are read and told apart: their number comes first, not last. With
    `rows`, the rows themselves are read and releases chosen anew, where either is kept too.
    Raises UserError for a dimension that the measure has not, and for a column that the engine's
    table has not.
    """
    publication = PUBLICATIONS[measure.source.publication]
    column = _column(measure, publication, dimension)
    there = engine.columns(publication)
    split = [c for c in SPLIT if c in there and c != column]
    told = [c for c in ("status", "note") if c in there]
    needed = [*_named(measure.source), *([column] if column else [])]
    wanted = tuple(dict.fromkeys((*needed, *split, *told)))
    counts_rows = not rows and not (measure.source.value or measure.source.is_share)
    counted = engine.counted(publication, wanted) if counts_rows else None
    frame = engine.rows(publication, wanted) if counted is None else counted
    frame = filtered(frame, measure.source)
    if dimension and "dimension" in there:
        frame = frame.filter(nw.col("dimension") == dimension)
    there_are = nw.len() if counted is None else nw.col("n").sum()
    value, base = _sums(measure.source, there_are)
    # Added up a release first: the choice of releases then joins few rows, not all.
    added = frame.group_by(
        "release_no", "area", *PERIOD, *split, *([column] if column else [])
    ).agg(
        value=value,
        base=base,
        status=nw.col("status").max() if "status" in told else nw.lit("final"),
        note=nw.col("note").max() if "note" in told else nw.lit(""),
        rows=there_are,
        filled=nw.col(measure.source.value).count() if measure.source.value else there_are,
    )
    added = added.with_columns(covered_item=item_of(there))
    keys = ["release_no", *SPELL]
    known = (
        engine.coverage(publication).select(*keys) if every
        else latest(engine, publication, as_of, anew=rows)
    )  # fmt: skip
    frame = added.join(known, on=keys, how="inner")
    if "dimension" in there and not dimension:
        # Where a period is known whole, that is read; else its parts, by the first dimension.
        first = nw.col("covered_item").min().over("measure", "area", *PERIOD)
        frame = frame.with_columns(first_item=first)
        frame = frame.filter(nw.col("covered_item") == nw.col("first_item"))
    keys = ["area", *PERIOD, *([column] if column else [])]
    if every:
        keys = ["release_no", *keys]
    frame = frame.group_by(keys).agg(
        value=nw.col("value").sum(),
        base=nw.col("base").sum(),
        status=nw.col("status").max(),
        note=nw.col("note").max(),
        rows=nw.col("rows").sum(),
        filled=nw.col("filled").sum(),
        **({} if every else {"release": nw.col("release_no").max()}),
    )
    # Cells that say nothing add up to nothing known, not to nought.
    frame = frame.with_columns(value=nw.when(nw.col("filled") > 0).then(nw.col("value")))
    if measure.source.is_share:
        frame = frame.filter(nw.col("base") > 0).with_columns(
            value=100 * nw.col("value") / nw.col("base")
        )
    return frame.select(*keys, "value", "status", "note", "rows", *(() if every else ("release",)))


def filtered(frame: Frame, source: Source) -> Frame:
    """The rows that a definition includes and does not exclude: a cell that says nothing is kept
    unless it is asked for a value."""
    for name, values in source.include:
        frame = frame.filter(nw.col(name).is_in(list(values)))
    for name, values in source.exclude:
        frame = frame.filter(nw.col(name).is_null() | ~nw.col(name).is_in(list(values)))
    return frame


def latest(
    engine: Engine, publication: Publication, as_of: date | None, *, anew: bool = False
) -> Frame:  # fmt: skip
    """The coverage to read: of each area, item and period the latest release.

    By edition where it has one, then by loading; of `as_of` a day, what was known then. `anew`
    for who reads the query itself.
    """
    if anew:
        return _latest(engine.coverage(publication), as_of)
    return engine.kept(
        f"{publication.id} {as_of}", lambda: _latest(engine.coverage(publication), as_of)
    )


def _latest(frame: Frame, as_of: date | None) -> Frame:
    if as_of is not None:
        frame = frame.filter(nw.coalesce("edition", "loaded_on") <= nw.lit(as_of))
    # Two maxima, as no one window that picks by two columns runs on every engine.
    frame = frame.with_columns(newest=nw.col("edition").max().over(*SPELL))
    frame = frame.filter(nw.col("newest").is_null() | (nw.col("edition") == nw.col("newest")))
    last = nw.col("release_no").max().over(*SPELL)
    frame = frame.with_columns(last=last).filter(nw.col("release_no") == nw.col("last"))
    return frame.select("release_no", *SPELL)


def stated_frame(engine: Engine, measure: str, area: str, as_of: date | None) -> Frame:
    """The changes that sources state of a measure in an area, by the latest release of each."""
    publication = STATED_CHANGES
    columns = ("change", "change_words", "percent", "percent_words")
    rows = engine.rows(publication, ("measure", "compared_with", *columns, "note"))
    rows = rows.filter(nw.col("measure") == measure, nw.col("area") == area)
    rows = rows.with_columns(covered_item=nw.col("measure"))
    keys = ["release_no", *SPELL]
    known = latest(engine, publication, as_of)
    return rows.join(known, on=keys, how="inner").select(
        *PERIOD, "compared_with", *columns, "note", "release_no"
    )


def item_of(columns: frozenset[str]) -> nw.Expr:
    """What a row's release is chosen by: its measure, and the dimension it is split by.

    Files that split one measure by different dimensions are different items, so the later of
    them does not stand in for the earlier. `columns` are those of the table. The SQL of it, for
    loading, is `engine.item_of`.
    """
    if "item" in columns:  # a table may print one item again and not another
        if "sheet" not in columns:
            return nw.col("item")
        return nw.concat_str(nw.col("sheet").fill_null(""), nw.lit(": "), nw.col("item"))
    if "measure" not in columns:
        return nw.lit("")
    if "dimension" not in columns:
        return nw.col("measure")
    split = nw.col("dimension").fill_null("")
    return (
        nw.when(split == "")
        .then(nw.col("measure"))
        .otherwise(nw.concat_str(nw.col("measure"), nw.lit("@"), split))
    )


def _sums(source: Source, rows: nw.Expr) -> tuple[nw.Expr, nw.Expr]:
    """What is added up for the value, and for what it is a part of where it is a percentage."""
    rows = rows.cast(nw.Float64)
    value = nw.col(source.value).cast(nw.Float64) if source.value else None
    base = nw.col(source.of).cast(nw.Float64).sum() if source.of else None
    whole = rows if value is None else value.sum()
    if not source.part:
        return whole, whole if base is None else base
    counted = nw.all_horizontal(
        *(nw.col(c).is_in(list(values)) for c, values in source.part), ignore_nulls=True
    )
    one = nw.lit(1.0) if value is None else value
    return nw.when(counted).then(one).otherwise(nw.lit(0.0)).sum(), whole if base is None else base


def _named(source: Source) -> list[str]:
    """The columns that the definition itself names."""
    filters = (*source.include, *source.exclude, *source.part)
    return [c for c in (source.value, source.of, *(name for name, _ in filters)) if c]


def _column(measure: Measure, publication: Publication, dimension: str) -> str:
    if not dimension:
        return ""
    if dimension not in measure.dimensions:
        allowed = measure.dimensions or ("(this measure has no dimensions)",)
        raise UserError(
            f"measure '{measure.id}' cannot be split by '{dimension}'; "
            f"{nearest(dimension, allowed)}"
        )
    return "category" if "dimension" in publication.columns else dimension
