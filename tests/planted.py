"""A made force with small counts planted: rows of events, as data.police.uk publishes them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from tests.conftest import Run

FORCE = "west-midlands"
KINDS = {  # mean events a month
    "Violence and sexual offences": 130.0,
    "Burglary": 60.0,
    "Vehicle crime": 34.0,
    "Criminal damage and arson": 21.0,
    "Drugs": 11.0,
    "Robbery": 7.0,
    "Public order": 4.0,
    "Anti-social behaviour": 25.0,
}
CRIMES = [k for k in KINDS if k != "Anti-social behaviour"]
FIRST = "2023-03"
SERIOUS = "collisions-killed-or-serious"
STREET = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context"
)
SEARCHES = (
    "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,"
    "Age range,Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,"
    "Outcome,Outcome linked to object of search,Removal of more than just outer clothing"
)
LAYOUT = """
id = "workshop"
title = "Planted"

[[section]]
kind = "glance"
title = "Measures at a glance"
themes = ["Crime by month", "Roads", "Police powers"]

[[section]]
kind = "drivers"
title = "What moved recorded crime"
measures = ["recorded-crime"]
dimension = "crime_type"

[[section]]
kind = "breakdown"
title = "Recorded crime by type"
measures = ["recorded-crime"]
dimension = "crime_type"

[[section]]
kind = "months"
title = "Drug offences"
measures = ["drug-offences"]

[[section]]
kind = "months"
title = "Robbery"
measures = ["robbery"]

[[section]]
kind = "months"
title = "Public order offences"
measures = ["public-order"]

[[section]]
kind = "months"
title = "Collisions with someone killed or seriously hurt"
measures = ["collisions-killed-or-serious"]

[[section]]
kind = "sources"
title = "Sources"
"""

Counts = dict[tuple[str, str], int]  # month, kind


def months(first: str, count: int) -> list[str]:
    start = int(first[:4]) * 12 + int(first[5:]) - 1
    return [f"{i // 12}-{i % 12 + 1:02d}" for i in range(start, start + count)]


def drawn(seed: int, over: list[str]) -> Counts:
    """Counts by month and kind; a month has the same counts however many follow."""
    found: Counts = {}
    for month in over:
        chance = np.random.default_rng([seed, int(month[:4]), int(month[5:])])
        for kind, mean in KINDS.items():
            found[month, kind] = int(chance.poisson(mean))
    return found


def street_files(folder: Path, counts: Mapping[tuple[str, str], int]) -> None:
    """One file a month, one row an event."""
    folder.mkdir(parents=True, exist_ok=True)
    name = "West Midlands Police"
    for month in sorted({m for m, _ in counts}):
        lines, number = [STREET], 0
        for kind in KINDS:
            for _ in range(counts[month, kind]):
                number += 1
                crime = "" if kind == "Anti-social behaviour" else f"{number:064x}"
                lines.append(
                    f"{crime},{month},{name},{name},-1.9,52.4,On or near High Street,E01008881,"
                    f"Birmingham 001A,{kind},Under investigation,"
                )
        path = folder / f"{month}-{FORCE}-street.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def search_files(folder: Path, stops: Mapping[str, tuple[int, int]]) -> None:
    """One row a search: of a month how many, and how many of them led to an arrest."""
    folder.mkdir(parents=True, exist_ok=True)
    for month, (searched, arrests) in stops.items():
        lines = [SEARCHES]
        for i in range(searched):
            outcome = "Arrest" if i < arrests else "A no further action disposal"
            lines.append(
                f"Person search,{month}-{i % 28 + 1:02d}T10:00:00+00:00,False,,52.4,-1.9,Male,"
                "18-24,,White,Misuse of Drugs Act 1971 (section 23),Controlled drugs,"
                f"{outcome},,"
            )
        path = folder / f"{month}-{FORCE}-stop-and-search.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def tidy_file(folder: Path, values: Mapping[str, int], measure: str) -> None:
    """A measure's months as one tidy file."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["measure,area,period,value"]
    lines += [f"{measure},{FORCE},{month},{value}" for month, value in values.items()]
    (folder / f"{measure}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def workspace(run: Run, folder: Path, profile: str) -> Path:
    """An empty workspace with the layout above and a disclosure profile."""
    made = run("init", folder, "--force", FORCE)
    assert made.code == 0, made.err
    layouts = folder / "definitions" / "layouts"
    layouts.mkdir(parents=True)
    (layouts / "workshop.toml").write_text(LAYOUT, encoding="utf-8")
    settings = folder / "wardmote.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'{text}disclosure = "{profile}"\n', encoding="utf-8")
    return folder
