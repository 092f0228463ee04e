"""Places and what is known of them: lookups, populations, classes, deprivation, boundaries."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from wardmote.sources.cells import number_of, plain, slug_of
from wardmote.sources.files import Refusal
from wardmote.sources.publication import Head, Publication, Reading, Rows
from wardmote.sources.statistics import Row
from wardmote.vocabulary import Period

LICENCE = "Open Government Licence v3.0"
LOOKUPS = Publication(
    id="geography-lookups",
    title="Lookup of areas",
    publisher="Office for National Statistics",
    licence=LICENCE,
    columns={
        "level": "VARCHAR",
        "code": "VARCHAR",
        "name": "VARCHAR",
        "parent_level": "VARCHAR",
        "parent_code": "VARCHAR",
        "parent_name": "VARCHAR",
        "item": "VARCHAR",
    },
    level="country",
)
PLACES = Publication(
    id="geography-figures",
    title="Figures of small areas and authorities: population, class, deprivation",
    publisher="Office for National Statistics",
    licence=LICENCE,
    columns={
        "level": "VARCHAR",
        "code": "VARCHAR",
        "name": "VARCHAR",
        "item": "VARCHAR",
        "value": "DOUBLE",
        "text": "VARCHAR",
    },
    level="country",
)
BOUNDARIES = Publication(
    id="geography-boundaries",
    title="Boundaries of areas",
    publisher="Office for National Statistics",
    licence=LICENCE,
    columns={"level": "VARCHAR", "code": "VARCHAR", "name": "VARCHAR", "geometry": "VARCHAR",
             "item": "VARCHAR"},
    level="country",
)  # fmt: skip
WHERE = "england-and-wales"

# The levels by the letters of their columns, smallest first; a lookup leads up.
LEVELS = {
    "oa": "output-area", "lsoa": "lsoa", "msoa": "msoa", "wd": "ward", "lad": "authority",
    "ltla": "authority", "utla": "county", "cty": "county", "csp": "partnership", "pfa": "force",
    "cauth": "combined-authority", "rgn": "region", "ctry": "country",
}  # fmt: skip
ORDER = (
    "output-area", "lsoa", "msoa", "ward", "neighbourhood", "team", "authority", "county",
    "partnership", "force",
    "combined-authority", "region", "country",
)  # fmt: skip
CODE = re.compile(r"(?P<level>oa|lsoa|msoa|wd|lad|ltla|utla|cty|csp|pfa|cauth|rgn|ctry)"
                  r"(?P<year>\d{2})?(?:cd|_code)$", re.IGNORECASE)  # fmt: skip
WORDS = {
    "lsoa code": "lsoa",
    "msoa code": "msoa",
    "local authority code": "authority",
    "region code": "region",
    "ward code": "ward",
    "lsoa": "lsoa",
    "neighbourhood": "neighbourhood",
    "team": "team",
}
OWN = {"neighbourhood", "team"}  # levels that a force draws itself, named and not coded
ONS_CODE = re.compile(r"[EWSNKJ]\d{8}")
PUBLISHED = {"lsoa": 2011, "msoa": 2011}


def _levels(header: Sequence[str]) -> dict[str, tuple[int, int | None, int]]:
    """For each level its column of codes, its column of names, and its vintage (0: not said)."""
    heads = [h.casefold().strip() for h in header]
    found: dict[str, tuple[int, int | None, int]] = {}
    for i, head in enumerate(heads):
        match = CODE.fullmatch(head)
        level = LEVELS[match["level"].casefold()] if match else WORDS.get(head)
        if level is None or level in found:
            continue
        names = (
            [re.sub(r"(cd|_code)$", e, head) for e in ("nm", "_name")] if match
            else [head.replace("code", "name")]
        )  # fmt: skip
        at = next((heads.index(n) for n in names if n in heads), None)
        year = 2000 + int(match["year"]) if match and match["year"] else 0
        found[level] = (i, at, year)
    return found


def _force_column(header: Sequence[str]) -> int | None:
    return next(
        (i for i, h in enumerate(header)
         if re.fullmatch(r"police[ _]?force(?:[ _]area)?|pfa(?:\d\d)?nm", h.strip(), re.I)), None,
    )  # fmt: skip


def _lines(head: Head, path: Path) -> Iterator[tuple[int, list[str]]]:
    with head.opened(path) as file:
        reader = csv.reader(file)
        next(reader, None)
        for cells in reader:
            if any(c.strip() for c in cells):
                yield reader.line_num, [c.strip() for c in cells]


class Lookups:
    """Reader of lookups between levels of area, each of a vintage."""

    publication = LOOKUPS

    def likeness(self, head: Head) -> float:
        """By two and more columns of codes; figures beside one level are another publication."""
        levels = _levels(head.header)
        forced = _force_column(head.header) is not None
        if _figures_of(head.header):
            return 0.0
        return 0.95 if len(levels) >= 2 or (levels and forced) else 0.0

    def read(self, head: Head, path: Path, areas: Mapping[str, str]) -> Reading:
        """Each area with every larger one that it lies in.

        Raises Refusal for a row without the smallest area's code, or with a code that is none.
        """
        levels = _levels(head.header)
        order = [level for level in ORDER if level in levels]
        forced = _force_column(head.header) if "force" not in levels else None
        vintage = max((year for _, _, year in levels.values()), default=0) or _vintage(head)
        pairs: set[tuple[str | None, ...]] = set()
        for number, cells in _lines(head, path):
            if len(cells) < len(head.header):
                raise Refusal(
                    f"row {number}: {len(cells)} cells under {len(head.header)} columns; "
                    "the file may be cut short: download it again"
                )
            codes = {
                level: (cells[at], cells[named] if named is not None else "")
                for level, (at, named, _) in levels.items()
            }
            first = next((level for level in order if codes[level][0]), None)
            if first is None or not ONS_CODE.fullmatch(codes[first][0]):
                raise Refusal(
                    f"row {number}: '{codes[order[0]][0]}' is no code of an area, such as E01000001"
                )
            code, name = codes[first]
            for level in order:
                above, title = codes[level]
                if level != first and above:
                    known = slug_of(above) if level in OWN else above
                    if level == "force":  # a force is named as everywhere, not by its code
                        known = areas.get(plain(title).casefold(), above)
                    pairs.add((first, code, name, level, known, title))
            if forced is not None and cells[forced]:
                slug = areas.get(plain(cells[forced]).casefold(), "")
                pairs.add((first, code, name, "force", slug, cells[forced]))
        if not pairs:
            raise Refusal("the file has a header and no rows")
        period = Period.year(vintage)
        keys = ("level", "code", "name", "parent_level", "parent_code", "parent_name")
        rows: tuple[Row, ...] = tuple(
            {"area": WHERE, "start_date": period.start, "end_date": period.end,
             **dict(zip(keys, pair, strict=True)), "item": f"{pair[0]} in {pair[3]}"}
            for pair in sorted(pairs, key=str)
        )  # fmt: skip
        return Reading(LOOKUPS, Rows(rows), title=f"Lookup: {', '.join(order)}, {vintage}")


def _vintage(head: Head) -> int:
    named = re.search(r"(?<!\d)(20\d\d)(?!\d)", head.name)
    return int(named[1]) if named else PUBLISHED["lsoa"]


FIGURES = {
    r"^persons$": "Residents",
    r"^hectares$": "Hectares",
    r"^households$": "Households",
    r"^population$": "Population",
    r"^rank_average_score$": "Rank of average score",
    r"^proportion_bottom_decile$": "Share of small areas in the most deprived tenth",
    r"index of multiple deprivation.*rank": "Index of multiple deprivation, rank",
    r"index of multiple deprivation.*decile": "Index of multiple deprivation, decile",
    r"^ruc\d\d$": "Rural-urban class",
}


def _figures_of(header: Sequence[str]) -> dict[int, str]:
    """The columns of figures, the first of each sort."""
    found: dict[int, str] = {}
    for i, head in enumerate(header):
        for form, item in FIGURES.items():
            if re.search(form, head.strip(), re.IGNORECASE) and item not in found.values():
                found[i] = item
    return found


class Places:
    """Reader of figures of areas: residents, households, rural-urban class, deprivation."""

    publication = PLACES

    def likeness(self, head: Head) -> float:
        """By a column of codes beside known figures."""
        return 0.95 if self._code(head) is not None and _figures_of(head.header) else 0.0

    def _code(self, head: Head) -> tuple[str, int, int | None] | None:
        levels = _levels(head.header)
        first = next((level for level in ORDER if level in levels), None)
        if first is not None:
            return first, levels[first][0], levels[first][1]
        heads = [h.casefold().strip() for h in head.header]
        if "code" in heads and "population" in heads:
            return (
                "authority",
                heads.index("code"),
                heads.index("name") if "name" in heads else None,
            )
        return None

    def read(self, head: Head, path: Path, areas: Mapping[str, str]) -> Reading:  # noqa: ARG002
        """One row an area and figure. An area that stands in many rows with one figure (of its
        postcodes) is kept once; with two different ones, the file is refused."""
        found = self._code(head)
        assert found is not None
        level, at, named = found
        figures = _figures_of(head.header)
        heads = [h.casefold().strip() for h in head.header]
        year_at = heads.index("year") if "year" in heads else None
        domain_at = heads.index("index_domain") if "index_domain" in heads else None
        vintage = _vintage_of(head)
        made: dict[tuple[object, ...], Row] = {}
        for number, cells in _lines(head, path):
            if len(cells) <= max(at, *figures):
                raise Refusal(
                    f"row {number}: {len(cells)} cells; the file may be cut short: download it "
                    "again"
                )
            code = cells[at]
            if not ONS_CODE.fullmatch(code):
                if level == "authority" and not code:
                    continue
                raise Refusal(f"row {number}: '{code[:40]}' is no code of an area, as E01000001")
            text_year = cells[year_at] if year_at is not None else str(vintage)
            if not re.fullmatch(r"(?:19|20)\d\d", text_year):
                raise Refusal(f"row {number}: '{text_year[:20]}' is not a year")
            period = Period.year(int(text_year))
            for i, item in figures.items():
                if domain_at is not None:
                    item = f"{cells[domain_at]}: {item}"
                classed = item.startswith("Rural")
                try:
                    value = None if classed else number_of(cells[i])
                except ValueError as error:
                    raise Refusal(f"row {number}, column '{head.header[i]}': {error}") from None
                row: Row = {
                    "area": WHERE, "start_date": period.start, "end_date": period.end,
                    "level": level, "code": code, "name": cells[named] if named is not None else "",
                    "item": item, "value": value, "text": cells[i] if classed else None,
                }  # fmt: skip
                key = (code, item, text_year)
                if key in made and (made[key]["value"], made[key]["text"]) != (value, row["text"]):
                    raise Refusal(
                        f"row {number}: {code} has two figures for '{item}', "
                        f"{made[key]['value']} and {value}; keep one of them"
                    )
                made.setdefault(key, row)
        if not made:
            raise Refusal("the file has a header and no rows")
        items = ", ".join(dict.fromkeys(str(r["item"]) for r in made.values()))
        return Reading(PLACES, Rows(tuple(made.values())), title=f"By {level}: {items}"[:200])


def _vintage_of(head: Head) -> int:
    """The year of figures whose file has no column for it: its name's, else the census's."""
    named = re.search(r"(?<!\d)((?:19|20)\d\d)(?!\d)", head.name)
    return int(named[1]) if named else 2011


class Boundaries:
    """Reader of boundaries in GeoJSON."""

    publication = BOUNDARIES

    def likeness(self, head: Head) -> float:
        """By its first words."""
        start = head.text.lstrip()[:400]
        return 1.0 if start.startswith("{") and "FeatureCollection" in start else 0.0

    def read(self, head: Head, path: Path, areas: Mapping[str, str]) -> Reading:  # noqa: ARG002
        """Each feature with its code, name and geometry. Raises Refusal."""
        try:
            data = json.loads(path.read_text(encoding="utf-8-sig"))
        except (json.JSONDecodeError, RecursionError) as error:
            raise Refusal(f"it is not readable as GeoJSON ({error}); download it again") from error
        rows: list[Row] = []
        for number, feature in enumerate(data.get("features") or [], 1):
            known = (feature.get("properties") or {}) if isinstance(feature, dict) else {}
            shape = feature.get("geometry") if isinstance(feature, dict) else None
            levels = _levels(list(known))
            level = next((lv for lv in ORDER if lv in levels), None)
            if level is None or not isinstance(shape, dict):
                raise Refusal(f"feature {number}: it has no code of an area, or no shape")
            keys = list(known)
            at, named, year = levels[level]
            period = Period.year(year or _vintage_of(head))
            rows.append({
                "area": WHERE, "start_date": period.start, "end_date": period.end, "level": level,
                "code": str(known[keys[at]]),
                "name": str(known[keys[named]]) if named is not None else "",
                "geometry": json.dumps(shape, separators=(",", ":")), "item": level,
            })  # fmt: skip
        if not rows:
            raise Refusal("it holds no features")
        return Reading(BOUNDARIES, Rows(tuple(rows)))
