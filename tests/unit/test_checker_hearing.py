"""How numbers in everyday words, stretches and comparisons are heard beside a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from wardmote.checker.check import check_paper
from wardmote.checker.cues import cues_of
from wardmote.checker.explain import read_beside
from wardmote.checker.grid import grid_of_csv
from wardmote.checker.number import Sort
from wardmote.checker.numbers import numbers_in
from wardmote.checker.orders import orders
from wardmote.checker.reading import read_paper
from wardmote.checker.rivals import beside_rivals
from wardmote.checker.sight import Sight
from wardmote.checker.superlatives import claims_of_place
from wardmote.checker.verdicts import Verdict, gravest, judge_statement
from wardmote.checker.versus import orders_of_two
from wardmote.checker.weighing import candidates

WAITS = "Month,Mean 101 wait (mm:ss)\nJun,02:24\nJul,04:58\nNov,02:04\n"
KILLED = (
    '"Casualties, year",Killed,Seriously hurt\n2020,19,221\n2021,24,247\n2022,30,272\n'
    "2023,33,289\n2024,28,263\n"
)
DISTRICTS = (
    "District,2023/24,2024/25\nAshcombe,4812,5027\nBrantley,6340,6018\nEastfleet,7426,7903\n"
    "Fennick,3251,3249\n"
)
NUISANCE = "Month,Nuisance\nApril,64\nMay,71\nJune,83\nJuly,96\nAugust,102\nSeptember,77\n"
SEARCHES = (
    "Searched for,Searches,Find rate (%)\nDrugs,2864,29.0\nWeapons,702,17.0\n"
    "Stolen property,538,26.4\nFirearms,44,13.6\nTotal,4148,26.2\n"
)
AIMS = (
    "Case type,Mean days 2023/24,Mean days 2024/25,Standard (days)\nGrievance,64,82,60\n"
    "Misconduct,148,131,120\nPerformance,97,88,90\nRecovery,9,8,10\n"
)
GRANTS = "Service,Grant (£),People\nReferral hub,1240000,18620\nHelp desk,360000,4866\n"


@pytest.mark.parametrize(
    ("said", "sort", "value"),
    [
        ("callers waited four minutes fifty-eight on average", Sort.COUNT, 298),
        ("the median came in at eleven minutes twenty: better", Sort.COUNT, 680),
        ("it fell to twelve minutes and thirty seconds", Sort.COUNT, 750),
        ("nearly a minute and a half quicker", Sort.COUNT, 90),
        ("up a point and a half on last year", Sort.POINTS, 1.5),
        ("a day and a half for each officer", Sort.COUNT, 1.5),
        ("there were only half a dozen in July", Sort.COUNT, 6),
        ("none of the half-dozen searches", Sort.COUNT, 6),
        ("about two dozen of them", Sort.COUNT, 24),
        ("took five and a half hours", Sort.COUNT, 5.5),
    ],
)
def test_numbers_in_everyday_words(said: str, sort: Sort, value: float) -> None:
    assert [(n.sort, n.value) for n in numbers_in(said)] == [(sort, value)]


@pytest.mark.parametrize(
    "said",
    [
        "it rose four times on the trot", "a year and a half ago", "2.", "Question 3: is it so?",
        "Spending, £000",
    ],
)  # fmt: skip
def test_what_counts_nothing(said: str) -> None:
    assert not numbers_in(said)


def test_minutes_followed_by_people_are_no_time_of_the_clock() -> None:
    assert [n.value for n in numbers_in("over five minutes twenty officers came")] == [5, 20]


def test_minutes_beside_times_are_in_seconds() -> None:
    sight = Sight("By November it was just over two minutes.", grid_of_csv(WAITS))
    assert [(n.low, n.high) for n in sight.numbers] == [(120, 144)]
    labelled = grid_of_csv("Team,Within 15 min,Median\nAlpha,85,10:42\n")
    assert Sight("Alpha was inside fifteen minutes.", labelled).numbers[0].value == 15
    bare = grid_of_csv("Team,Median minutes\nAlpha,10\n")
    assert Sight("Alpha took two minutes.", bare).numbers[0].value == 2


def test_a_first_column_of_years_names_the_rows() -> None:
    grid = grid_of_csv(KILLED)
    assert {c.row_label for c in grid.cells} == {"2020", "2021", "2022", "2023", "2024"}
    counts = grid_of_csv("Offences,Solved\n2014,310\n2014,290\n")
    assert len(counts.cells) == 4


def _runs(said: str, table: str) -> list[bool]:
    found, _, bench = read_beside(said, grid_of_csv(table))
    return [
        any(r.so for r in order.readings) for order in orders(bench, found) if order.kind == "run"
    ]


@pytest.mark.parametrize(
    ("said", "table", "so"),
    [
        (
            "Nuisance rose every month from April's 64 until we got to 102 in August.",
            NUISANCE,
            True,
        ),
        ("Having begun at 64 in April, nuisance rose every month to August.", NUISANCE, True),
        ("Having begun at 64 in April, nuisance rose every month to September.", NUISANCE, False),
        ("From 64 in April, nuisance rose in each of the next four months.", NUISANCE, True),
        ("From 64 in April, nuisance rose in each of the next five months.", NUISANCE, False),
        ("Serious injuries went up three years on the trot after the 2020 low.", KILLED, True),
        ("Serious injuries went up four years on the trot after the 2020 low.", KILLED, False),
    ],
)
def test_a_run_is_of_the_stretch_that_is_said(said: str, table: str, so: bool) -> None:
    assert _runs(said, table) == [so]


def _so(said: str, table: str, kind: str) -> set[bool]:
    found, _, bench = read_beside(said, grid_of_csv(table))
    return {r.so for order in orders(bench, found) if order.kind == kind for r in order.readings}


def test_no_other_has_more() -> None:
    assert _so("Nowhere added more crimes than Eastfleet.", DISTRICTS, "rank") == {True}
    assert _so("Nowhere added more crimes than Ashcombe.", DISTRICTS, "rank") == {False}


def test_the_two_are_the_last_two_that_are_named() -> None:
    said = "Drugs (29.0%) and stolen property (26.4%) are the two categories that beat 26.2%."
    assert True in _so(said, SEARCHES, "only")


def test_our_two_districts_are_no_count_of_districts() -> None:
    said = "Our two coastal districts, Eastfleet and Fennick, put on 475 crimes between them."
    assert not _so(said, DISTRICTS, "tally")


def test_so_many_in_ten_are_no_count_of_lines() -> None:
    assert not _so("Drugs were behind six in ten searches.", SEARCHES, "tally")


def test_an_aim_in_days_is_held_against_days() -> None:
    said = "Performance and recovery are the only case types where we are now inside the standard."
    found, _, bench = read_beside(said, grid_of_csv(AIMS))
    readings = [r for o in orders(bench, found) for r in o.readings]
    assert any(r.so and "only by targets of a named line" in r.traits for r in readings)


def test_a_percentage_tells_the_number_before_it_again() -> None:
    said = "an underspend of £405k or about 0.2%"
    _, percent = cues_of(said, numbers_in(said))
    assert percent.change


def test_numbers_of_a_list_are_what_the_first_is() -> None:
    said = "It works out at £213k for response, £90k for custody and £79k for support."
    assert all(cue.average for cue in cues_of(said, numbers_in(said)))
    said = "It works out at £213k for response, £90k being the target."
    assert [cue.average for cue in cues_of(said, numbers_in(said))] == [True, False]


def test_per_each_at_the_beginning() -> None:
    said = "Per officer sent, the concerts meant almost 12 hours of overtime."
    assert [cue.each for cue in cues_of(said, numbers_in(said))] == [True]


def test_sums_are_of_one_unit() -> None:
    _, workings, _ = read_beside("The hub took 34.4% of all.", grid_of_csv(GRANTS))
    assert not any(
        len(choice.lines) > 1 and choice.lines[0].label == "Grant (£)"
        for working in workings[0] for o in working.operands for choice in o.choices
    )  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        "It will cost £207.3m, which is £11.2m, or 5.7 per cent, more than the £196.1m before.",
        "Vehicle crime fell by 13.8% and burglary by 11.7%, 264 fewer offences between them.",
        "I held 11 meetings and heard from 3,940 residents, who would pay a little more.",
    ],
)
def test_numbers_of_other_things_are_not_joined(said: str) -> None:
    assert not any(f.verdict is Verdict.INCONSISTENT for f in judge_statement(said, None))


def test_a_paper_names_its_table_in_other_words(tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text(
        "# Roads\n\n| Year | Killed |\n|---|---|\n| 2022 | 30 |\n| 2023 | 33 |\n| 2024 | 28 |\n\n"
        "In 2024 28 people lost their lives, five fewer than in 2023.\n"
    )
    found = check_paper(read_paper(paper))
    assert {p.finding.verdict for p in found} == {Verdict.CONSISTENT}


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("A hundred and seventy homes were burgled", 170),
        ("a hundred and two in August", 102),
        ("three thousand two hundred calls", 3200),
        ("two hundred and forty-one offences", 241),
        ("some three hundred people", 300),
    ],
)
def test_hundreds_in_words(said: str, value: float) -> None:
    assert [n.value for n in numbers_in(said)] == [value]


def test_a_round_number_in_words_is_no_exact_one() -> None:
    (round_one,) = numbers_in("three hundred people")
    (exact,) = numbers_in("three hundred and one people")
    assert (round_one.low, round_one.high) == pytest.approx((285, 315))
    assert (exact.low, exact.high) == (301, 301)


@pytest.mark.parametrize(
    "said", ["hundreds of calls", "12 per hundred thousand", "one in a hundred"]
)
def test_a_rate_in_words_is_no_hundred(said: str) -> None:
    assert 100 not in [n.value for n in numbers_in(said) if n.sort is Sort.COUNT]


def _beside(said: str, table: str) -> list[list[bool]]:
    _, _, bench = read_beside(said, grid_of_csv(table))
    return [[r.so for r in order.readings] for order in orders_of_two(bench)]


@pytest.mark.parametrize(
    ("said", "so"),
    [
        ("Eastfleet had more crimes than Ashcombe in 2024/25.", [[True]]),
        ("Ashcombe had more crimes than Eastfleet in 2024/25.", [[False]]),
        ("There were fewer crimes in Fennick than in Brantley.", [[True]]),
        ("Brantley was ahead of Ashcombe in 2023/24.", [[True]]),
        ("Ashcombe outnumbered Eastfleet in 2024/25.", [[False]]),
        ("Eastfleet had 2,876 more crimes than Ashcombe in 2024/25.", []),
        ("Ashcombe had no more crimes than Eastfleet in 2024/25.", []),
        ("Ashcombe and Fennick together had more crimes than Eastfleet.", []),
        ("Crimes in Eastfleet were up to more than 7,000.", []),
    ],
)
def test_two_lines_compared_without_a_number(said: str, so: list[list[bool]]) -> None:
    assert _beside(said, DISTRICTS) == so


def test_quicker_is_said_of_times_alone() -> None:
    teams = "Team,Calls,Median\nAlpha,120,10:42\nBravo,90,12:06\n"
    assert _beside("Alpha was quicker than Bravo.", teams) == [[True]]
    assert _beside("Alpha was quicker than Bravo.", "Team,Calls\nAlpha,120\nBravo,90\n") == []


def _rivals(one: str, two: str) -> dict[str, float]:
    """What stands beside a number of Ashcombe that is the table's at another line."""
    said = f"Ashcombe had {one} crimes in {two}."
    found, workings, bench = read_beside(said, grid_of_csv(DISTRICTS))
    listed = candidates(0, found, workings[0], bench)
    meant = "the table has 5,027 (Ashcombe, 2024/25)"
    likely = [
        0.9 if c.working and c.working.text == meant else 0.1 / len(listed) for c in listed
    ]  # fmt: skip
    return beside_rivals(listed, likely, abs(found[0].cue.number.value), (False, True))


def test_an_eye_that_strayed_takes_the_line_beside() -> None:
    strayed = _rivals("6,018", "2024/25")
    assert strayed["strayed"] == 0.9
    assert strayed["strayed among groups"] > 0
    assert strayed["the likeliest gives it"] == 0
    of_time = _rivals("4,812", "2024/25")
    assert of_time["strayed"] == 0.9
    assert not of_time["strayed among groups"]
    right = _rivals("5,027", "2024/25")
    assert right["the likeliest gives it"] == 1
    assert right["more than the likeliest"] > 0 > strayed["more than the likeliest"]


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("The leap from 73 in June to 119 in July was down to the festival.", Verdict.OVERCLAIM),
        ("Cuts are to blame for the rise in offences, 40 against 31.", Verdict.OVERCLAIM),
        ("It took 18 days longer, 82 against 64, a statistically significant deterioration.",
         Verdict.OVERCLAIM),
        ("The total was down to the lowest level, 40 against 51.", Verdict.CONSISTENT),
        ("Of 150 cars pulled over 45 were seized, almost half.", Verdict.INCONSISTENT),
        ("There were 14 visits on Monday, 11 on Tuesday and 17 on Wednesday, thirty-one in all.",
         Verdict.INCONSISTENT),
    ],
)  # fmt: skip
def test_what_is_said_without_a_table(said: str, verdict: Verdict) -> None:
    assert gravest(judge_statement(said, None)).verdict is verdict


def test_commas_within_numbers_end_no_opening() -> None:
    said = (
        "While offences were a third higher in 2023/24 than in 2017/18 (41,260 as against 31,205), "
        "arrests were up a little."
    )
    assert not any(f.verdict is Verdict.INCONSISTENT for f in judge_statement(said, None))


@pytest.mark.parametrize(
    ("said", "top"), [("the worst error rate", 1), ("the worst charge rate", -1)]
)
def test_the_worst_of_errors_is_the_most(said: str, top: int) -> None:
    assert [c.top for c in claims_of_place(f"It had {said} of the forces.")] == [top]


def test_all_but_two_is_one_clause() -> None:
    said = "Crimes rose in all but two of the four districts, the exceptions being two towns."
    assert _so(said, DISTRICTS, "tally") >= {True}


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("down by sixteen and three-quarter minutes", 16.75),
        ("took three and a quarter minutes longer", 3.25),
        ("lengthened by a minute and three quarters", 105),
    ],
)
def test_quarters_in_words(said: str, value: float) -> None:
    assert [n.value for n in numbers_in(said)] == [value]


def test_so_many_times_for_each_hundred_is_no_multiple() -> None:
    (number,) = numbers_in("it was used 29.0 times per 100 shifts")
    assert number.sort is not Sort.TIMES


def test_who_did_it_is_no_change() -> None:
    said = "1,884 searches were carried out by the six teams"
    assert [cue.change for cue in cues_of(said, numbers_in(said))] == [False, False]


def test_a_word_that_a_label_has_names_no_other_by_what_it_means() -> None:
    table = "Force,Complaints logged,Allegations\nAske,5127,9844\nDenwick,1376,2890\n"
    sight = Sight("Aske received 5,127 complaints.", grid_of_csv(table))
    assert {m.lines[0].label for m in sight.mentions[1]} == {"Complaints logged"}
    bare = "Force,Cases,Allegations\nAske,5127,9844\nDenwick,1376,2890\n"
    sight = Sight("Aske received 9,844 complaints.", grid_of_csv(bare))
    assert {m.lines[0].label for m in sight.mentions[1]} == {"Allegations"}


def test_a_quarter_before_a_number_is_no_name_of_it() -> None:
    assert [n.value for n in numbers_in("In the latest quarter 14,494 cases were closed")] == [
        14494
    ]
    assert [n.value for n in numbers_in("Cat 2 calls rose in quarter 3 to 120")] == [120]
