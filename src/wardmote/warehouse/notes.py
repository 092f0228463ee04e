"""What is noted of releases beside their rows: coverage, unknown names, what is told again.

Releases are written together under neighbouring numbers, `first` to `last` of one publication.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import duckdb

from wardmote.catalogue import Catalogue
from wardmote.sources import Refusal
from wardmote.sources.publication import Publication
from wardmote.warehouse.engine import item_of
from wardmote.warehouse.writing import quoted


def cover(run: duckdb.DuckDBPyConnection, first: int, last: int, publication: Publication) -> None:
    """Note which areas, items and periods each release speaks of, in how many rows."""
    run.execute(
        f"INSERT INTO coverage SELECT release_no, '{publication.id}', area, "
        f"{item_of(publication, '')}, start_date, end_date, count(*) FROM {publication.table} "
        f"WHERE release_no BETWEEN {first} AND {last} GROUP BY ALL"
    )


def refuse_repeats(
    run: duckdb.DuckDBPyConnection, first: int, last: int, publication: Publication
) -> None:
    """Raises Refusal when a figure that may stand once in a release stands twice."""
    if not publication.unique:
        return
    keys = ", ".join(("area", "start_date", "end_date", *publication.unique))
    found = run.execute(
        f"SELECT {keys}, count(*) FROM {publication.table} "
        f"WHERE release_no BETWEEN {first} AND {last} GROUP BY release_no, {keys} "
        f"HAVING count(*) > 1 ORDER BY ALL LIMIT 1"
    ).fetchone()
    if found:
        what = ", ".join(str(v) for v in (*found[3:-1], found[0], f"to {found[2]}"))
        raise Refusal(f"{what}: stands {found[-1]} times; keep one row of it", found[-1])


def note_unknown(
    run: duckdb.DuckDBPyConnection, first: int, last: int, publication: Publication,
    catalogue: Catalogue,
) -> None:  # fmt: skip
    """List the categories and measures that no definition speaks of."""
    known = dict(publication.known)
    if "measure" in publication.columns:
        known["measure"] = frozenset(catalogue.measures)
    for column, values in known.items():
        listed = ", ".join(f"'{quoted(v)}'" for v in sorted(values))
        run.execute(
            f"INSERT INTO unmapped SELECT release_no, '{publication.id}', '{column}', {column}, n "
            f"FROM (SELECT release_no, {column}, count(*) AS n FROM {publication.table} "
            f"WHERE release_no BETWEEN {first} AND {last} GROUP BY ALL) "
            f"WHERE {column} NOT IN ({listed})"
        )


def restated(
    run: duckdb.DuckDBPyConnection, editions: Mapping[int, date | None]
) -> dict[int, tuple[str, bool]]:
    """By release, words for periods that an earlier one covers too, and whether that is read."""
    found = run.execute(
        "SELECT n.release_no, count(DISTINCT (n.area, n.item, n.end_date)), "
        "coalesce(bool_or(r.edition > coalesce(m.edition, DATE '9999-01-01')), false), "
        "coalesce(bool_or(r.edition IS NOT NULL), false) FROM coverage n "
        "JOIN coverage o USING (publication, area, item, start_date, end_date) "
        "JOIN release r ON r.release_no = o.release_no "
        "JOIN release m ON m.release_no = n.release_no "
        f"WHERE n.release_no BETWEEN {min(editions)} AND {max(editions)} "
        "AND o.release_no < n.release_no GROUP BY ALL"
    ).fetchall()
    told = {}
    for number, figures, later, dated in found:
        if number not in editions:  # another publication's, written in the same load
            continue
        count = f"{figures:,} {'figure is' if figures == 1 else 'figures are'}"
        unread = bool(later or (editions[number] is None and dated))
        which = "the earlier loading" if unread else "this release"
        said = f"{count} in an earlier release too; {which} is read, by the date of its edition"
        told[number] = (said, unread)
    return told


def disagreements(
    run: duckdb.DuckDBPyConnection, editions: Mapping[int, date | None], publication: Publication
) -> dict[int, str]:
    """Where a file's name and its rows tell different months: the rows are believed."""
    if not publication.monthly or not any(editions.values()):
        return {}
    months = run.execute(
        "SELECT release_no, list(DISTINCT strftime(start_date, '%Y-%m') ORDER BY "
        "strftime(start_date, '%Y-%m')) FROM coverage "
        f"WHERE release_no BETWEEN {min(editions)} AND {max(editions)} GROUP BY release_no"
    ).fetchall()
    return {
        number: f"its name says {named:%Y-%m} but its rows say {', '.join(found[:4])}; the rows "
        "are believed"
        for number, found in months
        if (named := editions.get(number)) is not None and found != [f"{named:%Y-%m}"]
    }
