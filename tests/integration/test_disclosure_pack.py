"""Nobody recovers a small number from all the files of two editions laid side by side."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.attacker import Attacker, Rule, Unknown
from tests.conftest import Run
from tests.planted import (
    CRIMES,
    FIRST,
    SERIOUS,
    Counts,
    drawn,
    months,
    search_files,
    street_files,
    tidy_file,
    workspace,
)
from tests.reading import READERS, Reading, months_of, read_all
from wardmote.briefing import Book
from wardmote.briefing.again import as_of_paper
from wardmote.briefing.kept import find_edition
from wardmote.catalogue import open_workspace
from wardmote.warehouse import Reader, opened

MONTHS = months(FIRST, 20)
LATER = months(FIRST, 21)
REVISED = MONTHS[-2]
STOPS = {m: (40 + i % 7, i % 13) for i, m in enumerate(MONTHS)}
COLLISIONS = {m: [0, 3, 9, 2, 12, 1][i % 6] for i, m in enumerate(MONTHS)}
LATER_COLLISIONS = {LATER[-1]: 1}  # a year to date that hardly moves: editions tell it apart
RULE = Rule(7, 5)
FIRST_CRIMES = drawn(1, MONTHS)


@dataclass(frozen=True)
class Planted:
    """Two editions of a planted force, what was read in each, and the true counts."""

    folder: Path
    editions: tuple[Path, Path]
    truth: list[Counts]

    @property
    def read(self) -> list[list[Reading]]:
        return [read_all(e) for e in self.editions]

    def small(self) -> list[Unknown]:
        """Every count that must not be told, with the edition from which it holds."""
        found = []
        for edition, counts in enumerate(self.truth):
            for (month, what), count in counts.items():
                new = not edition or self.truth[0].get((month, what)) != count
                if 1 <= count <= RULE.highest and new and what != "Anti-social behaviour":
                    found.append((what, month, edition))
        return found


def revised(crimes: Counts) -> Counts:
    """The second edition's files: one more month, and one month of the first corrected."""
    again = {k: v for k, v in crimes.items() if k[0] == REVISED}
    again[REVISED, "Robbery"] += 6
    again[REVISED, "Public order"] += 1
    return drawn(1, LATER[-1:]) | again


def made(run: Run, folder: Path, profile: str, crimes: Counts) -> Planted:
    workspace(run, folder / "ws", profile)
    street_files(folder / "first", crimes)
    search_files(folder / "first", STOPS)
    tidy_file(folder / "first", COLLISIONS, SERIOUS)
    street_files(folder / "second", revised(crimes))
    tidy_file(folder / "second", LATER_COLLISIONS, SERIOUS)
    editions = []
    for name in ("first", "second"):
        loaded = run("load", folder / name, "--workspace", folder / "ws")
        assert loaded.code == 0, loaded.err
        packed = run("pack", "--workspace", folder / "ws")
        assert packed.code == 0, packed.err
        editions.append(Path(packed.out.splitlines()[0]).parent)
    collisions = [
        {(m, "collisions"): n for m, n in values.items()}
        for values in (COLLISIONS, COLLISIONS | LATER_COLLISIONS)
    ]
    truth = [crimes | collisions[0], crimes | revised(crimes) | collisions[1]]
    return Planted(folder / "ws", (editions[0], editions[1]), truth)


@pytest.fixture(scope="module")
def protected(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return made(run, tmp_path_factory.mktemp("protected"), "7-5", FIRST_CRIMES)


@pytest.fixture(scope="module")
def bare(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return made(run, tmp_path_factory.mktemp("bare"), "none", FIRST_CRIMES)


def test_every_file_is_read(protected: Planted, bare: Planted) -> None:
    for planted in (protected, bare):
        for edition in planted.editions:
            assert {p.name for p in edition.iterdir()} == set(READERS)
        for readings in planted.read:
            files = {r.file for r in readings}
            assert files >= {"json", "parquet", "html", "dot", "line", "docx", "ods", "xlsx", "pdf"}


def test_no_planted_count_is_recovered(protected: Planted) -> None:
    attacker = Attacker(RULE, protected.truth)
    attacker.note_all(protected.read)
    cells = protected.small()
    assert len(cells) > 40
    narrowed = {c: r for c, r in attacker.ranges(cells).items() if r != (1, RULE.highest)}
    assert narrowed == {}


def test_without_a_profile_all_are(bare: Planted) -> None:
    attacker = Attacker(Rule(), bare.truth)
    attacker.note_all(bare.read)
    found = attacker.ranges(bare.small())
    true = {c: bare.truth[c[2]][c[1], c[0]] for c in found}
    assert found == {c: (n, n) for c, n in true.items()}


def test_where_only_small_numbers_are_left_out_many_are(bare: Planted) -> None:
    small = {(what, month) for what, month, _ in bare.small()}
    left = [
        [r for r in readings if len(r.months) > 1 or (r.what, r.months[0]) not in small]
        for readings in bare.read
    ]
    attacker = Attacker(Rule(), bare.truth)
    attacker.note_all(left)
    found = attacker.ranges(bare.small())
    told = [c for c, (low, high) in found.items() if low == high]
    assert len(told) >= 15
    assert all(found[c][0] == bare.truth[c[2]][c[1], c[0]] for c in told)


def test_small_numbers_are_printed_nowhere(protected: Planted) -> None:
    for edition, readings in enumerate(protected.read):
        for reading in readings:
            assert not 0 < reading.number <= RULE.highest or reading.kind == "average", reading
            if reading.kind != "average":
                assert reading.number == pytest.approx(5 * round(reading.number / 5), abs=0.05)
            if len(reading.months) == 1 and reading.kind == "value":
                kinds = CRIMES if reading.what == "All" else [reading.what]
                count = sum(protected.truth[edition][reading.months[0], k] for k in kinds)
                assert not 1 <= count <= RULE.highest, reading


def test_a_chart_draws_what_is_printed(protected: Planted) -> None:
    for readings in protected.read:
        printed = {(r.what, r.months): r.number for r in readings if r.file == "json"}
        drawn_at = [r for r in readings if r.file in ("dot", "line")]
        assert len(drawn_at) > 150
        for reading in drawn_at:
            assert reading.number == pytest.approx(printed[reading.what, reading.months], abs=0.2)


def packs(planted: Planted) -> list[dict[str, Any]]:
    return [json.loads((e / "pack.json").read_text(encoding="utf-8")) for e in planted.editions]


def total_of(figures: dict[str, Any], start: str, period: str) -> float:
    """The total of a period as a pack prints it."""
    found = figures.get(f"{start}/{period}/total") or figures[f"{start}/{period}"]
    return float(found["value"])


def test_what_is_worked_out_is_worked_out_of_printed_numbers(protected: Planted) -> None:
    for pack in packs(protected):
        figures = {f["id"]: f for f in pack["figures"]}
        checked = 0
        for figure in figures.values():
            what, area, period, *how = figure["id"].split("/")
            start = f"{what}/{area}"
            if how[:1] == ["average"]:
                wanted = total_of(figures, start, period) / len(months_of(period))
            elif how[:1] in (["change-on"], ["percent-change-on"]):
                before = total_of(figures, start, how[1])
                wanted = total_of(figures, start, period) - before
                wanted = wanted if how[0] == "change-on" else 100 * wanted / before
            else:
                continue
            assert figure["value"] == pytest.approx(wanted)
            checked += 1
        assert checked > 30


def test_a_share_of_few_is_withheld(protected: Planted) -> None:
    import polars

    for edition in protected.editions:
        rows = polars.read_parquet(edition / "series.parquet").filter(
            polars.col("measure") == "stop-and-search-arrests"
        )
        for period, value in zip(rows["period"], rows["value"], strict=True):
            searched, arrests = STOPS[period]
            if 1 <= arrests <= RULE.highest:
                assert value is None, period
            elif value is not None:
                low, high = RULE.stands_for(round(value * 5 * round(searched / 5) / 100))
                assert low <= arrests <= high


def test_the_reader_is_told(protected: Planted, bare: Planted) -> None:
    for planted, told in ((protected, True), (bare, False)):
        for edition, pack in zip(planted.editions, packs(planted), strict=True):
            page = (edition / "pack.html").read_text(encoding="utf-8")
            assert ("Counts from 1 to 7 are withheld, shown as [c]" in page) is told
            assert ("withheld: small, or would tell a small number" in page) is told
            assert ("disclosure" in pack) is told
    assert packs(protected)[0]["disclosure"] == {
        "profile": "7-5", "withheld_from": 1, "withheld_to": 7, "rounded_to": 5,
    }  # fmt: skip


def test_the_same_inputs_give_the_same_edition(run: Run, protected: Planted) -> None:
    again = run("pack", "--workspace", protected.folder, "--formats", "json")
    assert Path(again.out.splitlines()[0]).parent == protected.editions[1]
    assert len(list((protected.folder / "editions").iterdir())) == 2


def test_a_figure_is_explained_by_what_was_printed(run: Run, protected: Planted) -> None:
    shown = next(
        f["id"] for f in packs(protected)[1]["figures"]
        if f["measure"] == "drug-offences" and f["method"] == "value"
    )  # fmt: skip
    done = run("explain", shown, "--workspace", protected.folder)
    assert done.code == 0, done.err
    assert "not told, by the disclosure profile" in done.out
    assert "the same" in done.out
    small = next(m for w, m, _ in protected.small() if w == "Robbery")
    refused = run("explain", f"robbery/west-midlands/{small}", "--workspace", protected.folder)
    assert refused.code == 2


def test_the_last_paper_is_held_against_its_own_months_as_they_were_published(
    protected: Planted,
) -> None:
    workspace = open_workspace(protected.folder)
    paper = find_edition(workspace.editions, protected.editions[0].name)
    with opened(workspace) as engine:
        book = Book(workspace, Reader(engine, workspace.catalogue))
        then = as_of_paper(book, paper)
        assert then.protection is book.protection is not None  # decided once, for both
        for measure, last in paper.data_to().items():
            clipped, now = then.series(measure), book.series(measure)
            assert clipped is not None
            assert now is not None
            assert clipped.observations == tuple(
                o for o in now.observations if o.period.end <= last
            )
        assert then.series("drug-offences") != book.series("drug-offences")


def test_a_lost_record_of_what_was_withheld_stops_the_next_edition(
    run: Run, protected: Planted
) -> None:
    kept = protected.folder / "withheld" / f"{protected.editions[0].name}.json"
    content = kept.read_bytes()
    for damage, said in ((None, "is not there"), (b"{", "is damaged")):
        kept.unlink(missing_ok=True)
        if damage:
            kept.write_bytes(damage)
        done = run("pack", "--workspace", protected.folder, "--formats", "json")
        assert done.code == 2
        assert said in done.err
    kept.write_bytes(content)


def moved(crimes: Counts) -> Counts:
    """Other counts of the same sums: what is withheld moves between two types and two months."""
    here = [m for m in MONTHS if "2023-05" <= m <= "2023-10"]  # alike to every total
    for one in here:
        for two in here:
            changed = dict(crimes)
            for month, kind, step in (
                (one, "Robbery", 2), (one, "Public order", -2),
                (two, "Robbery", -2), (two, "Public order", 2),
            ):  # fmt: skip
                changed[month, kind] += step
            touched = [(m, k) for m in (one, two) for k in ("Robbery", "Public order")]
            if one != two and all(1 <= c[t] <= 7 for t in touched for c in (crimes, changed)):
                return changed
    raise AssertionError("no such counts; plant others")


HASH = re.compile(rb"\b(?:[0-9a-f]{64}|[0-9a-f]{16}|[0-9a-f]{12})\b")


def content(path: Path) -> list[tuple[str, bytes]]:
    """What a file says, without the hashes of the files that its numbers came from."""
    if path.suffix == ".pdf":
        import pdfplumber

        with pdfplumber.open(path) as pdf:
            return [
                (str(page.page_number), HASH.sub(b"#", repr(
                    ([w["text"] for w in page.extract_words()],
                     [(round(c["x0"], 1), round(c["top"], 1)) for c in page.curves])
                ).encode()))
                for page in pdf.pages
            ]  # fmt: skip
    if path.suffix == ".parquet":
        import polars

        series = polars.read_parquet(path).drop("release")  # named by the hashes of files
        return [(path.name, series.write_csv().encode())]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return [(n, HASH.sub(b"#", archive.read(n))) for n in archive.namelist()]
    return [(path.name, HASH.sub(b"#", path.read_bytes()))]


def test_other_small_numbers_would_give_the_same_files(
    run: Run, protected: Planted, tmp_path: Path
) -> None:
    other = made(run, tmp_path, "7-5", moved(FIRST_CRIMES))
    differ = {k for k, n in other.truth[1].items() if protected.truth[1][k] != n}
    assert len(differ) == 4
    for mine, theirs in zip(protected.editions, other.editions, strict=True):
        assert mine.name != theirs.name  # by the hashes of the files loaded, and nothing else
        for name in READERS:
            assert content(mine / name) == content(theirs / name), name
