"""Two small editions side by side: what was restated between them, and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest

from wardmote.briefing.compare import Why, compare, identity
from wardmote.briefing.kept import (
    SCHEMA,
    CorrectionRow,
    FigureRow,
    FindingRow,
    Kept,
    MeasureRow,
    PackFile,
    Point,
    ReleaseRow,
    SettingsRow,
    find_edition,
    last_paper,
    read_edition,
)
from wardmote.briefing.ways import METHODS
from wardmote.cli.comparing import rows_of
from wardmote.narrative import METHOD_WORDS, figure_words
from wardmote.vocabulary import UserError

PLACE = "collisions/west-midlands"
OLD = ReleaseRow("aaaa", "0" * 64, "tidy", "June’s file", "A force", date(2015, 6, 1))
NEW = ReleaseRow("bbbb", "1" * 64, "tidy", "October’s file", "A force", date(2015, 10, 1))


def figure(
    tail: str, value: float, releases: Sequence[str] = ("aaaa",), version: str = "v1"
) -> FigureRow:
    """A figure of collisions whose method follows from its id."""
    identity = f"{PLACE}/{tail}"
    parts = identity.split("/")
    return FigureRow(
        identity, "collisions", version, "west-midlands", parts[2], value, f"{value:,.0f}",
        "collisions", parts[3] if len(parts) > 3 else "value", 0, list(releases),
    )  # fmt: skip


def point(period: str, value: float | None, release: str = "aaaa", version: str = "v1") -> Point:
    return Point("collisions", version, "west-midlands", period, value, release)


def edition(
    figures: Sequence[FigureRow] = (),
    points: Sequence[Point] = (),
    name: str = "e1",
    **more: object,
) -> Kept:
    pack = PackFile(
        SCHEMA, name, "west-midlands", date(2015, 6, 16), list(figures), [],
        [MeasureRow("collisions", "v1", "Collisions", "collisions")], [OLD, NEW],
    )  # fmt: skip
    pack = msgspec.structs.replace(pack, **more)
    return Kept(name, pack, {(p.measure, p.area, p.period): p for p in points})


def reason(then: Kept, now: Kept) -> tuple[Why, str]:
    (one,) = compare(then, now).restated
    return one.reason.why, one.reason.detail


def test_another_release_is_a_revision_and_both_are_named_with_their_dates() -> None:
    found = compare(
        edition([figure("2015-03", 1161)]), edition([figure("2015-03", 1170, ["bbbb"])])
    )
    (one,) = found.restated
    assert (one.then.value, one.now.value, one.difference) == (1161, 1170, 9)
    assert one.reason.why is Why.REVISION
    assert one.reason.detail == (
        "October’s file (edition of 1 October 2015, bbbb) in place of "
        "June’s file (edition of 1 June 2015, aaaa)"
    )
    assert found.unexplained == 0


def test_another_version_of_the_definition_is_a_method_though_releases_moved_too() -> None:
    why, detail = reason(
        edition([figure("2015-03", 1161)]), edition([figure("2015-03", 1170, ["bbbb"], "v2")])
    )
    assert why is Why.METHOD
    assert detail.startswith("the definition changed from version v1 to v2; and October’s file")


def test_a_limit_by_another_profile_is_the_same_figure_by_another_method() -> None:
    then, now = "2014-01--2015-03/mean/ptd-0.2.2", "2014-01--2015-03/mean/wardmote"
    found = compare(edition([figure(then, 1245)]), edition([figure(now, 1250)]))
    (one,) = found.restated
    assert (found.new, found.gone) == ((), ())
    assert one.reason.why is Why.METHOD
    assert "rule profile ptd-0.2.2, now wardmote" in one.reason.detail
    assert identity(f"{PLACE}/2015-03/change-on/2014-03") == f"{PLACE}/2015-03/change-on/2014-03"


def test_the_same_limit_by_two_profiles_at_once_is_not_taken_for_another() -> None:
    old = [figure("2014/mean/ptd-0.2.2", 5), figure("2014/mean/wardmote", 6)]
    found = compare(edition(old), edition([figure("2014/mean/mdc-excel-7", 7)]))
    assert found.restated == ()
    assert (len(found.gone), len(found.new)) == (2, 1)


def test_other_members_of_the_group_are_a_method_for_what_compares_with_it() -> None:
    settings = [SettingsRow("wardmote", g) for g in (["a", "b"], ["a", "c"])]
    then, now = (
        edition([figure("2015-03/rank", rank)], settings=s)
        for rank, s in zip((1, 2), settings, strict=True)
    )
    assert reason(then, now) == (Why.METHOD, "the most similar group has other members")
    then, now = (
        edition([figure("2015-03", value)], settings=s)
        for value, s in zip((1, 2), settings, strict=True)
    )
    assert reason(then, now)[0] is Why.UNEXPLAINED


def test_what_nothing_explains_is_said_loudly() -> None:
    found = compare(edition([figure("2015-03", 1161)]), edition([figure("2015-03", 1170)]))
    assert found.restated[0].reason.why is Why.UNEXPLAINED
    assert found.unexplained == 1


def test_a_declared_correction_comes_before_every_other_reason() -> None:
    correction = CorrectionRow("collisions", "west-midlands", "2015-01--2015-03", "Counted twice.")
    then = edition([figure("2015-03", 1161)])
    now = edition([figure("2015-03", 1100, ["bbbb"])], corrections=[correction])
    assert reason(then, now) == (Why.CORRECTION, "Counted twice.")
    elsewhere = msgspec.structs.replace(correction, period="2014-03")
    now = edition([figure("2015-03", 1100, ["bbbb"])], corrections=[elsewhere])
    assert reason(then, now)[0] is Why.REVISION
    both = edition([figure("2015-03", 1161)], corrections=[correction])
    now = edition([figure("2015-03", 1100)], corrections=[correction])
    assert reason(both, now)[0] is Why.UNEXPLAINED


def test_an_interval_rests_on_its_whole_series_and_a_change_on_its_two_periods() -> None:
    months = [point("2015-02", 80), point("2015-03", 90)]
    more = [point("2015-02", 84, "bbbb"), point("2015-03", 90)]
    for tail, why in (
        ("2015-03/percent-change-lower-on/2014-03", Why.REVISION),
        ("2015-03/chance-on/2014-03", Why.REVISION),
        ("2015-03/percent-change-on/2014-03", Why.UNEXPLAINED),
    ):
        found = compare(edition([figure(tail, 1)], months), edition([figure(tail, 2)], more))
        assert found.restated[0].reason.why is why, tail


def test_limits_that_learn_from_other_areas_are_revised_with_them() -> None:
    tail = "2014-01--2015-03/upper-limit/wardmote"
    then, now = (
        edition([figure(tail, v)], measures=[MeasureRow("collisions", "v1", "C", "c", others)])
        for v, others in ((10, "1111"), (11, "2222"))
    )
    why, detail = reason(then, now)
    assert why is Why.REVISION
    assert "other areas" in detail


def test_a_move_beneath_the_rounding_is_kept_apart() -> None:
    found = compare(edition([figure("2015-03", 68.91)]), edition([figure("2015-03", 68.93)]))
    assert [r.shown for r in found.restated] == [False]
    assert found.unexplained == 0
    noise = compare(edition([figure("2015-03", 0.1 + 0.2)]), edition([figure("2015-03", 0.3)]))
    assert noise.restated == ()


def test_figures_that_one_edition_alone_holds_are_new_or_gone() -> None:
    found = compare(edition([figure("2015-02", 80)]), edition([figure("2015-03", 90)]))
    assert [f.period for f in found.new] == ["2015-03"]
    assert [f.period for f in found.gone] == ["2015-02"]
    assert (found.both, found.restated) == (0, ())


def test_a_value_that_nothing_printed_is_compared_too() -> None:
    then = edition((), [point("2015-02", 80), point("2015-03", 90), point("2015-04", None)])
    now = edition((), [point("2015-02", 84, "bbbb"), point("2015-03", None), point("2015-04", 7)])
    found = compare(then, now)
    assert [(m.then.period, m.then.value, m.now.value, m.difference) for m in found.moved] == [
        ("2015-02", 80, 84, 4),
        ("2015-03", 90, None, None),  # withdrawn: there was a number, and there is none
    ]
    assert [m.reason.why for m in found.moved] == [Why.REVISION, Why.UNEXPLAINED]
    assert [p.period for p in found.points_new] == ["2015-04"]
    assert found.unexplained == 1


def test_a_value_and_the_figure_that_prints_it_count_once() -> None:
    then = edition([figure("2015-03", 90)], [point("2015-03", 90)])
    now = edition([figure("2015-03", 91)], [point("2015-03", 91)])
    found = compare(then, now)
    assert (len(found.restated), len(found.moved), found.unprinted) == (1, 1, ())
    assert found.unexplained == 1


def test_series_that_do_not_name_releases_are_judged_by_the_figures_of_their_measure() -> None:
    then = edition([figure("2015-01", 5)], [point("2015-03", 90, "")])
    now = edition([figure("2015-01", 5, ["bbbb"])], [point("2015-03", 91, "")])
    assert [m.reason.why for m in compare(then, now).moved] == [Why.REVISION]


def test_what_was_said_then_is_kept_beside_what_is_said_now() -> None:
    said = FindingRow(
        "change", "collisions", "west-midlands", "2015-03", "2014-03", None, "Fell.", []
    )
    other = msgspec.structs.replace(said, text="No clear change.")
    found = compare(edition(findings=[said]), edition(findings=[other]))
    assert [(s.then.text, s.now.text) for s in found.said] == [("Fell.", "No clear change.")]
    later = msgspec.structs.replace(other, period="2015-04")
    assert compare(edition(findings=[said]), edition(findings=[later])).said == ()


def test_editions_of_two_forces_are_not_compared() -> None:
    with pytest.raises(UserError, match="of one force"):
        compare(edition(), edition(force="merseyside"))


def test_every_row_has_every_column() -> None:
    then = edition([figure("2015-02", 80), figure("2015-03", 5)], [point("2015-03", 90)])
    now = edition([figure("2015-04", 90), figure("2015-03", 6)], [point("2015-03", 91)])
    rows = list(rows_of(compare(then, now)))
    assert len({tuple(r) for r in rows}) == 1
    assert {(r["part"], r["state"]) for r in rows} == {
        ("figure", "restated"), ("figure", "new"), ("figure", "gone"), ("series", "restated"),
    }  # fmt: skip


def test_every_method_that_can_be_explained_has_words() -> None:
    assert set(METHOD_WORDS) == set(METHODS)
    assert figure_words(f"{PLACE}/2015-03") == "Value"


def keep(
    editions: Path, name: str, workshop: str | None, dated: str, edition: str = "", **more: object
) -> Path:
    """An edition's folder with a pack.json of one release."""
    folder = editions / name
    folder.mkdir(parents=True)
    releases = [
        {"id": "aaaa", "sha256": "", "publication": "tidy", "title": "", "publisher": "",
         "edition": edition or None}
    ]  # fmt: skip
    pack = {
        "schema": SCHEMA, "edition": name, "force": "west-midlands", "dated": dated,
        "workshop": workshop, "figures": [], "findings": [], "measures": [], "releases": releases,
    }  # fmt: skip
    (folder / "pack.json").write_text(json.dumps(pack | more), encoding="utf-8")
    return folder


def test_an_edition_is_named_by_the_start_of_its_hash_its_workshop_or_its_folder(
    tmp_path: Path,
) -> None:
    keep(tmp_path, "ab12", "2015-06", "2015-06-16", "2015-06-01")
    keep(tmp_path, "ab34", "2015-06", "2015-06-16", "2015-09-01")
    keep(tmp_path, "cd56", "2015-09", "2015-09-15")
    assert find_edition(tmp_path, "cd").name == "cd56"
    assert find_edition(tmp_path, "AB12").name == "ab12"
    assert find_edition(tmp_path, "2015-06").name == "ab34"  # by its newest release
    assert find_edition(None, str(tmp_path / "ab12")).name == "ab12"
    with pytest.raises(UserError, match=r"start of 2 editions.*ab12.*ab34"):
        find_edition(tmp_path, "ab")
    with pytest.raises(UserError, match=r"no edition '2015-12'.*cd56 \(workshop 2015-09, 15 Sep"):
        find_edition(tmp_path, "2015-12")
    with pytest.raises(UserError, match="holds none yet"):
        find_edition(tmp_path / "nothing", "ab")
    with pytest.raises(UserError, match="is no edition"):
        find_edition(tmp_path, str(tmp_path / "elsewhere"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"not json", "is damaged"),
        (b"", "is damaged"),
        (b"\xff\xfe{}", "is damaged"),
        (b'{"schema": "wardmote-pack-1"}', "is damaged.*edition"),
        (b'{"schema": "other-pack-9"}', "of the schema 'other-pack-9'"),
        (b"[]", "is damaged"),
    ],
)
def test_a_damaged_edition_is_told(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "pack.json").write_bytes(content)
    with pytest.raises(UserError, match=words):
        read_edition(tmp_path)


def test_damaged_series_and_ids_that_are_none_are_told(tmp_path: Path) -> None:
    folder = keep(tmp_path, "ab12", None, "2015-06-16")
    (folder / "series.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(UserError, match=r"series\.parquet is damaged"):
        read_edition(folder)
    row = msgspec.to_builtins(replace_id(figure("2015-03", 1)))
    folder = keep(tmp_path, "ef12", None, "2015-06-16", figures=[row])
    with pytest.raises(UserError, match="damaged: 'nonsense' is not a figure"):
        read_edition(folder)


def replace_id(row: FigureRow) -> FigureRow:
    return msgspec.structs.replace(row, id="nonsense")


def test_the_last_paper_is_the_latest_dated_before(tmp_path: Path) -> None:
    def last(dated: str, *, workshop: bool = True) -> str | None:
        found = last_paper(tmp_path, "west-midlands", date.fromisoformat(dated), workshop=workshop)
        return found.name if found else None

    assert last("2015-06-16") is None
    keep(tmp_path, "a1", "2015-03", "2015-03-10")
    keep(tmp_path, "a2", "2015-06", "2015-06-16")
    keep(tmp_path, "a3", None, "2015-08-31")
    keep(tmp_path, "a4", "2015-12", "2015-12-15", force="merseyside")
    (keep(tmp_path, ".edition-x", "2015-09", "2015-09-01")).exists()
    assert last("2015-03-10") is None  # never itself, never one of the same day
    assert last("2015-06-16") == "a1"  # nor a later one, when an older pack is made again
    assert last("2015-12-15") == "a2"  # a workshop's pack looks at workshops first
    assert last("2015-12-15", workshop=False) == "a3"
    (tmp_path / "a2" / "pack.json").write_text("{", encoding="utf-8")
    with pytest.raises(UserError, match=r"is damaged.*--since"):
        last("2015-12-15")


def test_the_same_value_of_two_measures_is_not_confused() -> None:
    one, other = point("2015-03", 1), replace(point("2015-03", 2), measure="robbery")
    assert compare(edition((), [one]), edition((), [other])).moved == ()
