"""One definition, two engines: DuckDB's file and Spark's tables give the same numbers.

Needs PySpark and a Java that runs it (`pip install 'wardmote[spark]'`, `openjdk-17-jre-headless`);
without them the tests of Spark itself skip and say so.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.conftest import ROOT, Run
from tests.integration.test_places import STREET, A, B, C
from wardmote.briefing import Book, explain
from wardmote.catalogue import SparkTable, Workspace, open_workspace
from wardmote.sources import PUBLICATIONS
from wardmote.vocabulary import Period, Series, UserError
from wardmote.warehouse import Engine, Reader, Warehouse, coverage, opened
from wardmote.warehouse.days import days_of
from wardmote.warehouse.places import Places

# What libraries say of their own parts when a session starts or ends, and none of it of ours.
pytestmark = [
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
OUTCOMES = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Outcome type\n"
)
AS_OF = date(2015, 9, 1)
SETTINGS = """
engine = "spark"

[spark]
master = "local[2]"
{more}
[spark.config]
"spark.sql.shuffle.partitions" = 2
"spark.sql.codegen.wholeStage" = false
"spark.sql.codegen.factoryMode" = "NO_CODEGEN"
"spark.sql.adaptive.enabled" = false
"spark.driver.extraJavaOptions" = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"

[spark.tables]
"""
FILES = {
    # Two releases of February, by edition; one of the first has no edition at all.
    "june.csv": "# edition: 2015-06-01\nmeasure,area,period,value,status,note\n"
    "collisions,kent,2015-01,90,final,\ncollisions,kent,2015-02,80,provisional,early\n"
    "collisions,surrey,2015-01,40,final,\n",
    "october.csv": "# edition: 2015-10-01\nmeasure,area,period,value,status,note\n"
    "collisions,kent,2015-02,84,final,\ncollisions,kent,2015-05,70,partial,half a month\n",
    "undated.csv": "measure,area,period,value\ncollisions,kent,2015-01,91\n"
    "incidents,kent,2015-01,0\nincidents,kent,2015-03,12345\n"
    "satisfaction-asb,kent,2015-01,78.1\nsatisfaction-asb,kent,2015-02,79.3\n"
    "population,kent,2014,1500000\npopulation,kent,2015,1510000\n",
    # Known by outcome, and for one period whole too.
    "disposals.csv": "measure,area,period,value,outcome\n"
    "speed-disposals,kent,2014,3,Court\nspeed-disposals,kent,2014,7,Course\n"
    "speed-disposals,kent,2015,4,Court\nspeed-disposals,kent,2015,8,Course\n",
    "disposals-whole.csv": "measure,area,period,value\nspeed-disposals,kent,2015,13\n",
    "breath.csv": "# publication: home-office-breath-tests\n"
    "area,period,tests,positive_or_refused\nKent,2016-11,200,30\n"
    "Kent,2016-12,700,40\nKent,2017-01,0,0\n",
    "recorded.csv": "# publication: home-office-recorded-crime\n"
    "area,period,offence,offences\nKent,2014-04--2015-03,Robbery,1259\n"
    "Kent,2014-04--2015-03,Burglary,300\nKent,2015-04--2016-03,Robbery,1100\n"
    "Surrey,2014-04--2015-03,Robbery,-2\n",
    "stated.csv": "# publication: stated-changes\nmeasure,area,period,compared_with,change,"
    "change_words,percent,percent_words\n"
    "robbery-ytd,kent,2015-01--2015-02,2014-01--2014-02,12,over,3.5,\n",
    # Two fatal collisions on one day, one of them told twice, and one that was slight.
    "collisions.csv": "collision_index,police_force,collision_severity,number_of_vehicles,"
    "number_of_casualties,date,speed_limit\n1,46,1,2,1,03/02/2015,30\n2,46,1,1,1,03/02/2015,60\n"
    "2,46,1,1,1,03/02/2015,60\n3,46,1,1,1,09/06/2015,30\n4,46,3,1,1,10/06/2015,30\n",
    "lookup.csv": "LSOA11CD,LSOA11NM,WD18CD,WD18NM,LAD18CD,LAD18NM\n"
    f"{A},Some 001A,E05000001,Abbey,E07000001,Someford\n"
    f"{B},Some 001B,E05000001,Abbey,E07000001,Someford\n",
    "people.csv": "code,name,year,population\nE07000001,Someford,2020,1000\n",
}  # fmt: skip


def street(month: str, force: str, kinds: dict[tuple[str, str], int]) -> str:
    return STREET + "".join(
        f"{number:064d},{month},{force},{force},0.5,51.2,On or near Mill Lane,{lsoa},"
        f"Some 001A,{kind},Under investigation,\n"
        for (kind, lsoa), count in kinds.items()
        for number in range(count)
    )


@pytest.fixture(scope="module")
def loaded(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of several publications with gaps, revisions, parts and statuses."""
    folder, data = (tmp_path_factory.mktemp("engines") / n for n in ("w", "data"))
    assert run("init", folder, "--force", "kent").code == 0
    data.mkdir()
    for name, text in FILES.items():
        (data / name).write_text(text, encoding="utf-8")
    for month, force, kinds in (
        ("2025-01", "Kent Police", {("Burglary", A): 3, ("Robbery", B): 2, ("Drugs", C): 1}),
        # February is absent, and March has no robbery.
        ("2025-03", "Kent Police", {("Burglary", A): 4, ("Anti-social behaviour", B): 5}),
        ("2025-01", "Surrey Police", {("Shoplifting", A): 2, ("Drugs", ""): 2}),
    ):  # fmt: skip
        name = f"{month}-{force.split()[0].lower()}-street.csv"
        (data / name).write_text(street(month, force, kinds), encoding="utf-8")
    # March again, from a later file of the same month: the later loading is read.
    again = street("2025-03", "Kent Police", {("Burglary", A): 6, ("Robbery", B): 1})
    (data / "z-2025-03-kent-street.csv").write_text(again, encoding="utf-8")
    rows = "".join(
        f"{i:064d},2025-01,Kent Police,Kent Police,0.5,51.2,On or near Mill Lane,{A},Some,{k}\n"
        for i, k in enumerate(["Suspect charged"] * 3 + ["Local resolution"] * 8)
    )
    (data / "2025-01-kent-outcomes.csv").write_text(OUTCOMES + rows, encoding="utf-8")
    done = run("load", data, "--workspace", folder)
    assert "refused" not in done.err, done.err
    return folder


@pytest.fixture(scope="module")
def exported(loaded: Path) -> dict[str, str]:
    """The tables of the file as folders of Parquet, by the names of their publications."""
    tables = {}
    with Warehouse.open(loaded / "warehouse.duckdb") as warehouse:
        names = [r[0] for r in warehouse.connection.execute(
            "SELECT table_name FROM duckdb_tables()"
        ).fetchall()]  # fmt: skip
        for name in names:
            if not warehouse.connection.execute(f"FROM {name} LIMIT 1").fetchall():
                continue
            target = loaded.parent / "tables" / name
            target.mkdir(parents=True)
            warehouse.connection.execute(f"COPY {name} TO '{target / 'part.parquet'}'")
            tables[name.replace("_", "-")] = str(target)
    return tables


def on_spark(loaded: Path, tables: dict[str, str], name: str, more: str = "") -> Path:
    """The same workspace with another engine."""
    folder = loaded.parent / name
    folder.mkdir(exist_ok=True)
    shutil.copytree(loaded / "definitions", folder / "definitions", dirs_exist_ok=True)
    own = {k: v for k, v in tables.items() if k in PUBLICATIONS}
    settings = (loaded / "wardmote.toml").read_text() + SETTINGS.format(more=more)
    settings += "".join(f'{k} = "{v}"\n' for k, v in own.items())
    (folder / "wardmote.toml").write_text(settings)
    return folder


@pytest.fixture(scope="module")
def spark(loaded: Path, exported: dict[str, str]) -> Iterator[tuple[Workspace, Engine]]:
    """The one session of these tests, over the tables with their releases and coverage."""
    pytest.importorskip("pyspark", reason="PySpark is not installed (the extra `spark`)")
    java = shutil.which("java")
    if java is None or subprocess.run([java, "-version"], capture_output=True).returncode:
        pytest.skip("no Java runs here, which Spark needs")
    more = f'releases = "{exported["release"]}"\ncoverage = "{exported["coverage"]}"'
    workspace = open_workspace(on_spark(loaded, exported, "spark", more))
    with opened(workspace) as engine:
        yield workspace, engine


def same(one: Series, other: Series) -> None:
    assert one.measure == other.measure
    assert one.area == other.area
    assert one.category == other.category
    assert one.releases == other.releases
    for a, b in zip(one.observations, other.observations, strict=True):
        assert (a.period, a.status, a.note, a.release) == (b.period, b.status, b.note, b.release)
        assert a.value == pytest.approx(b.value, rel=1e-9) if a.value else a.value == b.value


def test_every_measure_is_the_same_on_both_engines(
    loaded: Path, spark: tuple[Workspace, Engine]
) -> None:
    workspace, tables = spark
    compared = 0
    empty = 0
    with Warehouse.open(loaded / "warehouse.duckdb") as warehouse:
        here = Reader(warehouse, workspace.catalogue)
        there = Reader(tables, workspace.catalogue)
        assert there.releases == here.releases
        for measure in workspace.catalogue.measures.values():
            for dimension in ("", *measure.dimensions):
                mine = here.all_areas(measure.id, dimension)
                empty += not mine
                if not mine and empty > 5:  # nothing in either says little: a few are enough
                    continue
                found = there.all_areas(measure.id, dimension)
                assert found.keys() == mine.keys(), (measure.id, dimension)
                for key, one in mine.items():
                    same(one, found[key])
                    compared += 1
        assert compared > 40
        assert there.stated("robbery-ytd", "kent") == here.stated("robbery-ytd", "kent") != []
        for measure_id in ("collisions", "burglary", "speed-disposals"):
            moved = here.revisions(measure_id, "kent")
            assert there.revisions(measure_id, "kent") == moved
        assert coverage(tables) == coverage(warehouse)
        then = [Reader(e, workspace.catalogue, AS_OF) for e in (warehouse, tables)]
        known = [r.series("collisions", "kent") for r in then]
        assert known[0] is not None
        assert known[1] is not None
        same(known[0], known[1])
        assert {o.period.id: o.value for o in known[1].known}["2015-02"] == 80


def test_places_are_placed_by_the_organisation_s_lookups(
    loaded: Path, spark: tuple[Workspace, Engine]
) -> None:
    workspace, tables = spark
    measure = workspace.catalogue.measure("burglary")
    with Warehouse.open(loaded / "warehouse.duckdb") as warehouse:
        mine, found = (
            Places(e, workspace.catalogue).series(measure, "authority", "kent")
            for e in (warehouse, tables)
        )
        assert [p.series.area.slug for p in mine] == ["E07000001"]
        for one, other in zip(mine, found, strict=True):
            same(one.series, other.series)
            assert one.residents == other.residents == {2020: 1000}


def test_a_figure_is_explained_alike_on_both_engines(
    run: Run, loaded: Path, spark: tuple[Workspace, Engine]
) -> None:
    workspace, tables = spark
    with Warehouse.open(loaded / "warehouse.duckdb") as warehouse:
        mine, there = (
            explain(Book(workspace, Reader(e, workspace.catalogue)), "burglary/kent/2025-03")
            for e in (warehouse, tables)
        )
    assert there.text == mine.text == "6"
    assert there.inputs.values == mine.inputs.values
    assert there.rows == 6
    assert there.releases == mine.releases
    (query,), (plan,) = mine.inputs.queries, there.inputs.queries
    assert query.startswith("SELECT")
    assert "Aggregate" in plan
    assert "kent" in plan
    assert "2025-03-01" in plan
    again = Reader(tables, workspace.catalogue)
    assert again.query("burglary", "", ("kent",), (Period.month(2025, 3),)) == plan
    done = run("explain", "burglary/kent/2025-03", "--workspace", workspace.folder)
    assert "Aggregate" in done.out, done.err
    assert "Release" in done.out


def test_days_of_events_are_read_on_both_engines(
    loaded: Path, spark: tuple[Workspace, Engine]
) -> None:
    workspace, tables = spark
    within = Period.parse("2015-01--2015-12")
    with Warehouse.open(loaded / "warehouse.duckdb") as warehouse:
        mine, there = (
            days_of(Reader(e, workspace.catalogue), "fatal-collisions", "kent", within)
            for e in (warehouse, tables)
        )
    assert there == mine == [date(2015, 2, 3), date(2015, 2, 3), date(2015, 6, 9)]


def test_a_table_without_releases_is_one_release_that_covers_what_its_rows_say(
    loaded: Path, exported: dict[str, str], spark: tuple[Workspace, Engine], tmp_path: Path
) -> None:
    target = tmp_path / "street"
    target.mkdir()
    with duckdb.connect() as run:
        run.execute(
            f"COPY (SELECT * EXCLUDE (release_no) FROM '{exported['police-uk-street']}/*.parquet' "
            f"WHERE release_no NOT IN (SELECT release_no FROM '{exported['release']}/*.parquet' "
            f"WHERE file LIKE '%z-2025-03%')) TO '{target / 'part.parquet'}'"
        )
    folder = on_spark(loaded, {"police-uk-street": str(target)}, "bare")
    workspace = open_workspace(folder)
    with opened(workspace) as engine:
        reader = Reader(engine, workspace.catalogue)
        robbery = reader.series("robbery", "kent")
        assert robbery is not None
        # January two, February not covered, March covered and without a row.
        assert [o.value for o in robbery.observations] == [2, None, 0]
        (release,) = reader.releases.values()
        assert robbery.releases == (release[0].id,)
        assert release[0].file == str(target)
        assert len(release[0].sha256) == 64
        assert reader.revisions("robbery", "kent") == []
        assert reader.series("collisions", "kent") is None
        assert "Aggregate" in reader.query("robbery")
        (table,) = engine.files()
        assert (table["state"], table["rows"]) == ("read in place", 19)


def test_the_view_of_the_documentation_is_read_from_the_catalogue(
    loaded: Path, spark: tuple[Workspace, Engine], tmp_path: Path
) -> None:
    from pyspark.sql import SparkSession

    session = SparkSession.getActiveSession()
    assert session is not None
    (view,) = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "spark.md").read_text(), re.DOTALL)
    for name, select in (
        ("crime", "'46' AS force_code, TIMESTAMP '2025-03-09 23:30:00' AS recorded_on, 'Robbery' "
         "AS offence_group, 'E01000001' AS lsoa_code, 'Charged' AS outcome_group"),
        ("force_names", "'46' AS force_code, 'kent' AS slug"),
    ):  # fmt: skip
        (tmp_path / name).mkdir()
        with duckdb.connect() as run:
            run.execute(f"COPY (SELECT {select}) TO '{tmp_path / name / 'part.parquet'}'")
    for database in ("records", "wardmote"):
        session.sql(f"CREATE DATABASE IF NOT EXISTS {database} LOCATION '{tmp_path / database}'")
    for name in ("crime", "force_names"):
        session.sql(f"CREATE TABLE records.{name} USING parquet LOCATION '{tmp_path / name}'")
    session.sql(view)
    folder = on_spark(loaded, {"police-uk-street": "wardmote.police_uk_street"}, "view")
    workspace = open_workspace(folder)
    with opened(workspace) as engine:
        (found,) = Reader(engine, workspace.catalogue).parts("robbery", "kent", "outcome")
    assert [(o.period.id, o.value) for o in found.observations] == [("2025-03", 1)]
    assert found.category is not None
    assert found.category.value == "Charged"


def test_a_table_that_cannot_be_read_so_is_refused_in_plain_words(
    loaded: Path, exported: dict[str, str], spark: tuple[Workspace, Engine], tmp_path: Path
) -> None:
    def said(select: str) -> str:
        (tmp_path / "part.parquet").unlink(missing_ok=True)
        with duckdb.connect() as run:
            run.execute(
                f"COPY (SELECT {select} FROM '{exported['police-uk-street']}/*.parquet') "
                f"TO '{tmp_path / 'part.parquet'}'"
            )
        workspace = open_workspace(on_spark(loaded, {"police-uk-street": str(tmp_path)}, "wrong"))
        with opened(workspace) as engine, pytest.raises(UserError) as caught:
            Reader(engine, workspace.catalogue).series("robbery", "kent")
        return str(caught.value)

    assert "has no column 'area'" in said("* EXCLUDE (area)")
    assert "has no column 'crime_type'" in said("* EXCLUDE (crime_type)")
    assert "another day in another time zone" in said(
        "* REPLACE (start_date::TIMESTAMP AS start_date)"
    )
    workspace = open_workspace(on_spark(loaded, {"police-uk-street": "no.such.table"}, "wrong"))
    with opened(workspace) as engine, pytest.raises(UserError, match="Spark could not read it"):
        Reader(engine, workspace.catalogue).series("robbery", "kent")


def test_names_that_no_definition_knows_are_listed(spark: tuple[Workspace, Engine]) -> None:
    workspace, tables = spark
    found = tables.unmapped(workspace.catalogue)
    assert all({"publication", "column", "value", "rows"} == set(row) for row in found)
    assert not [row for row in found if row["value"] == "kent"]


def test_a_measure_of_a_publication_without_a_table_says_so(
    loaded: Path, exported: dict[str, str], spark: tuple[Workspace, Engine]
) -> None:
    from wardmote.cli.numbers import show_series

    workspace = open_workspace(on_spark(loaded, {"tidy": exported["tidy"]}, "tidy"))
    with pytest.raises(UserError, match=r"no table of 'police-uk-street' under \[spark\.tables\]"):
        show_series(workspace, "robbery", "", "", None, "csv")


def test_on_spark_the_organisation_loads(run: Run, loaded: Path, tmp_path: Path) -> None:
    folder = on_spark(loaded, {"tidy": "policing.tidy"}, "loads")
    (tmp_path / "a.csv").write_text(FILES["undated.csv"])
    done = run("load", tmp_path / "a.csv", "--workspace", folder)
    assert done.code == 2
    assert "the organisation's own loading fills them" in done.err


def test_settings_that_are_wrong_are_told(run: Run, loaded: Path, tmp_path: Path) -> None:
    def said(text: str) -> str:
        folder = tmp_path / "w"
        folder.mkdir(exist_ok=True)
        (folder / "wardmote.toml").write_text('force = "kent"\n' + text)
        done = run("series", "robbery", "--workspace", folder)
        assert done.code == 2
        return done.err

    assert "'sparks' is not allowed; did you mean 'spark'?" in said('engine = "sparks"')
    assert "name them under [spark.tables]" in said('engine = "spark"')
    assert "unknown publication 'police-uk-streets'" in said(
        'engine = "spark"\n[spark.tables]\npolice-uk-streets = "a.b"'
    )


def test_without_pyspark_its_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from wardmote.warehouse.spark import SparkTables

    lost: dict[str, Any] = dict.fromkeys(("pyspark", "pyspark.errors", "pyspark.sql"))
    for name, nothing in lost.items():
        monkeypatch.setitem(sys.modules, name, nothing)
    with (
        pytest.raises(UserError, match=r"pip install 'wardmote\[spark\]'"),
        SparkTables.open(SparkTable({}), Path()),
    ):
        pass
