"""Numbers as papers print them, tables as they draw them, and arithmetic on intervals."""

from __future__ import annotations

import pytest

from wardmote.checker.claims import claims_in
from wardmote.checker.clause import ClaimKind
from wardmote.checker.definitions import misused
from wardmote.checker.explain import explain_beside
from wardmote.checker.grid import grid_of, grid_of_csv
from wardmote.checker.misprints import alike
from wardmote.checker.number import Sort
from wardmote.checker.numbers import numbers_in
from wardmote.checker.verdicts import Verdict, gravest, judge_statement
from wardmote.checker.weighing import EVIDENCE, candidates
from wardmote.checker.weights import chances, weights


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fell 3.3% (31 offences)", [(3.3, Sort.PERCENT), (31, Sort.COUNT)]),
        ("up 4.2 percentage points", [(4.2, Sort.POINTS)]),
        ("rose 2pp", [(2, Sort.POINTS)]),
        ("1.7m of 3.2 million", [(1.7e6, Sort.COUNT), (3.2e6, Sort.COUNT)]),
        ("almost half, over a quarter", [(50, Sort.SHARE), (25, Sort.SHARE)]),
        ("one in ten victims", [(10, Sort.SHARE)]),
        ("34th of 43", [(34, Sort.RANK), (43, Sort.COUNT)]),
        ("doubled", [(2, Sort.TIMES)]),
        ("in March 2015 and 2014/15, wave 37, on 16 June 2015", []),
        ("during 2014, 2,014 offences", [(2014, Sort.COUNT)]),
        ("12.5 per 1,000 residents", [(12.5, Sort.COUNT)]),
        ("answered within 15 minutes", []),
        ("−12 on the year", [(-12, Sort.COUNT)]),
        ("4.2 times the rate, fired 12 times", [(4.2, Sort.TIMES), (12, Sort.COUNT)]),
        ("at 5:57 on average, 3h 25m longer", [(21_420, Sort.COUNT), (12_300, Sort.COUNT)]),
        ("between 22:00 and 06:00, by 11:30", []),
    ],
)
def test_numbers_are_told_from_dates_and_labels(
    text: str, expected: list[tuple[float, Sort]]
) -> None:
    assert [(n.value, n.sort) for n in numbers_in(text)] == expected


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("28%", 27.5, 28.5),
        ("just under 200", 190, 200),
        ("approaching 75,000", 67_500, 75_000),
        ("around 40%", 36, 44),
        ("over 51,000", 51_000, 63_750),
        ("38", 38, 38),
        ("1.7 million", 1.65e6, 1.75e6),
    ],
)
def test_a_printed_number_stands_for_an_interval(text: str, low: float, high: float) -> None:
    (number,) = numbers_in(text)
    assert (number.low, number.high) == pytest.approx((low, high))


def test_headings_over_several_columns_are_joined_to_those_below() -> None:
    grid = grid_of(
        [["Year", "Month", "", "Total"], ["", "Jan", "Feb", ""], ["2014", "10", "12", "22"]]
    )
    assert grid.header == ("Year", "Month Jan", "Feb", "Total")
    assert [c.number.value for c in grid.cells] == [10, 12, 22]
    assert {c.row_label for c in grid.cells} == {"2014"}


@pytest.mark.parametrize(
    ("text", "verdict", "why"),
    [
        ("There were 38 burglaries, down 7%.", Verdict.UNVERIFIABLE, ""),
        ("There were 37 burglaries, down 7%.", Verdict.UNVERIFIABLE, ""),
        ("There were 6 burglaries, down 7%.", Verdict.INCONSISTENT, "the nearest whole number"),
        ("Thefts fell from 97 to 79, a fall of 23%.", Verdict.INCONSISTENT, "on the later number"),
        ("Theft rose from 40% to 52%, up 12%.", Verdict.INCONSISTENT, "points, not per cent"),
        ("Theft rose from 1,000 to 1,230, up 32%.", Verdict.INCONSISTENT, "transposed"),
        ("Theft fell from 500 to 450, a rise of 10%.", Verdict.INCONSISTENT, "gone the other way"),
        ("Theft fell because of the new patrols.", Verdict.OVERCLAIM, "names a cause"),
        ("It is not clear whether the rise of 5% is due to reporting.", Verdict.UNVERIFIABLE, ""),
        ("Theft was within its control limits and stable.", Verdict.UNVERIFIABLE, ""),
    ],
)
def test_verdicts_say_why(text: str, verdict: Verdict, why: str) -> None:
    found = gravest(judge_statement(text, None))
    assert found.verdict is verdict, found
    assert why in found.why


def test_integers_stay_integers() -> None:
    """38 is 7 % down from 41, and from nothing else; 36 is 7 % down from 39 (7.7 %)? No."""
    assert claims_in("Deaths fell to 38, down 7%.")[0].kind is ClaimKind.CHANGE
    wrong = gravest(judge_statement("Deaths fell from 40 to 38, down 7%.", None))
    assert wrong.verdict is Verdict.INCONSISTENT
    right = gravest(judge_statement("Deaths fell from 41 to 38, down 7%.", None))
    assert right.verdict is Verdict.CONSISTENT


def test_an_empty_table_and_ragged_rows_are_no_fault() -> None:
    assert grid_of_csv("").cells == ()
    assert len(grid_of_csv("a,b\nx,1,2\ny").cells) == 2


def test_sentences_of_a_passage_that_contradict_one_another() -> None:
    text = "Bilking (making off) continues to rise. Bilking has reduced by over a quarter."
    found = gravest(judge_statement(text, None))
    assert found.verdict is Verdict.INCONSISTENT
    assert "continues to rise" in found.why
    other = "Burglary continues to rise. Robbery has reduced by over a quarter."
    assert gravest(judge_statement(other, None)).verdict is not Verdict.INCONSISTENT


def test_fraud_called_cyber_dependent_is_asked_about() -> None:
    assert list(misused("Those which are cyber dependent such as fraud and locking."))
    assert list(misused("Fraud is cyber-dependent."))
    assert not list(misused("Computer misuse is cyber-dependent. Fraud rose."))
    assert not list(misused("Fraud is cyber-enabled."))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Calls to the desk halved from 120 to 240.", True),
        ("Calls to the desk doubled from 120 to 240.", False),
        ("The team made 327 arrests in the twelve months, or 31 a month.", True),
        ("The team made 372 arrests in the twelve months, or 31 a month.", False),
        ("Of 84 findings 63 are closed, which leaves 31 open.", True),
        ("Of 84 findings 63 are closed, which leaves 21 open.", False),
        ("Its rate is 6.1 per 1,000 wider, because its own went from 62.7 to 62.8.", False),
        ("A page of 140 kB instead of 800; it loads 190 quicker.", False),
    ],
)
def test_what_a_sentence_without_a_table_denies(text: str, wrong: bool) -> None:
    assert (gravest(judge_statement(text, None)).verdict is Verdict.INCONSISTENT) is wrong


TOWNS = "Town,2023,2024\nAlder,412,371\nBirch,268,305\nCedar,190,188\nTotal,870,864\n"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Theft in Alder fell by 10.0%, from 412 to 371.", False),
        ("Theft in Alder fell by 18.0%, from 412 to 371.", True),
        ("Theft in Birch rose from 268 to 305, and 54 of them were at night.", False),
        ("Theft in Birch was 305, up nine on 2022.", False),
        ("Theft in Birch was 305, 12% up on 2022.", False),
        ("Burglary in Birch was 305, and robbery rose by 12.", False),
    ],
)
def test_a_number_that_nothing_gives_is_weighed(text: str, wrong: bool) -> None:
    """One slip from a working beside numbers that are held is wrong; news of its own is open."""
    found = gravest(judge_statement(text, grid_of_csv(TOWNS)))
    assert (found.verdict is Verdict.INCONSISTENT) is wrong


def test_the_weights_have_what_is_told() -> None:
    """The chances of what a number may be add up to one; nearly all traits have a weight."""
    assert weights().evidence.names == EVIDENCE
    found, bench = explain_beside("Theft in Birch was 412 and in Alder 77.", grid_of_csv(TOWNS))
    for i, one in enumerate(found):
        listed = candidates(i, found, bench.workings(one.cue), bench)
        assert sum(chances([c.traits for c in listed], weights().traits)) == pytest.approx(1)
        assert [c for c in listed if c.working is None] == listed[-1:]
        told = {name for c in listed for name in c.traits}
        assert len(told & set(weights().traits)) > len(told) / 2


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("There were 434 burglaries in Alder, down 2.4% from 424.", True),
        ("There were 434 burglaries in Alder, up 2.4% from 424.", False),
        ("Alder had 10,464 calls, a touch fewer than the 10,336 of last year.", True),
        ("Alder had 10,464 calls, a touch more than the 10,336 of last year.", False),
        ("Alder had 434 calls; Birch was up from 512.", False),
    ],
)
def test_two_numbers_side_by_side(text: str, wrong: bool) -> None:
    found = gravest(judge_statement(text, None))
    assert (found.verdict is Verdict.INCONSISTENT) is wrong


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("If Alder is excluded, theft rose by 35, from 458 to 493.", Verdict.CONSISTENT),
    ],
)
def test_what_is_left_out_is_left_out(text: str, verdict: Verdict) -> None:
    found = gravest(judge_statement(text, grid_of_csv(TOWNS)))
    assert found.verdict is verdict


def test_a_label_that_spans_months_is_averaged_over_them() -> None:
    table = "Offence,Apr-Dec 2023,Apr-Dec 2024\nRobbery,486,432\nTheft,900,873\n"
    said = "Robbery averaged 48 offences a month between April and December 2024."
    assert gravest(judge_statement(said, grid_of_csv(table))).verdict is Verdict.CONSISTENT
    wrong = said.replace("48", "36")
    assert gravest(judge_statement(wrong, grid_of_csv(table))).verdict is not Verdict.CONSISTENT


def test_numbers_of_waves_are_labels() -> None:
    assert [n.text for n in numbers_in("It fell to 74.1% in Waves 18 to 20.")] == ["74.1%"]


@pytest.mark.parametrize(
    "said",
    [
        "Thefts fell from 189 in 2022 to 207 in 2023, an increase of 9.5%.",
        "Shoplifting is down by a quarter, from 3,788 to 4,735.",
        "Warrants rose to 634 in the year from 738, against the plan.",
        "The team made 1,481 visits in May, down 1.2% on the 1,450 of April.",
        "There were 418 slight collisions, up from 565 in the quarter before.",
        "Thefts rose by 12, from 115 to 146.",
        "Thefts rose from 115 to 146, an increase of 12%.",
        "Dwelling burglary is up 12.1% (235 fewer offences).",
        "Of the 1,250 complaints closed, 325 (62%) had taken more than 120 working days.",
        "Of the 640 residents asked, 237 (37%) said so and 88 (18%) had told the police.",
        "Some 790 of the force's 1,284 officers are women, equivalent to 36.2%.",
    ],
)
def test_what_a_sentence_states_of_its_own_numbers_is_held_against_them(said: str) -> None:
    assert gravest(judge_statement(said, None)).verdict is Verdict.INCONSISTENT


@pytest.mark.parametrize(
    "said",
    [
        "In March, 57% were content, up from 53% six months earlier and six points higher than "
        "in March 2023.",
        "At 63.4%, attendance was 11.6 percentage points short of its 75% target and 2.7 points "
        "down on the previous year.",
        "Satisfaction was the only measure to go back, slipping from 71.5% to 70.2%, and it now "
        "sits nearly five percentage points below target.",
        "Thefts fell slightly, from 881 offences to 869 (-1.4%): the first six months were up by "
        "32 but the second six were down by 44.",
        "The 209 offences of the quarter represent a reduction of 43 on the previous quarter and "
        "of 19 on the corresponding quarter of 2022.",
        "Charges rose by 156 (15.2%) to 1,180 even as recorded crimes fell by 4.0%.",
        "Strength grew by 22.8 FTE to 2,961.4, which takes growth since 2022 to 116.2 (4.1%).",
        "Four of the eight forces had a positive outcome rate above 17%.",
        "Total incidents across the five grades came to 280,134, up 0.6%.",
        "Overtime is forecast to overspend by £2.6m, half as much again as the £5.2m approved.",
        "The number of 18-year-olds rose, with those aged from 12 to 15 at 42%.",
    ],
)
def test_sizes_of_another_base_deny_nothing(said: str) -> None:
    assert gravest(judge_statement(said, None)).verdict is not Verdict.INCONSISTENT


def test_money_is_no_count_and_is_judged_at_once() -> None:
    said = "The net budget requirement rises by £10m, or 5.0%, to £210m in 2024/25."
    assert gravest(judge_statement(said, None)).verdict is Verdict.CONSISTENT


def test_a_change_of_nought_per_cent_is_asked_about() -> None:
    found = gravest(judge_statement("Theft fell by 3 offences (0.0%).", None))
    assert found.verdict is Verdict.UNVERIFIABLE


@pytest.mark.parametrize(
    "said",
    [
        "Officers reported that 1,400 questionnaires had been sent out and 940 returned, a "
        "response rate of 35%.",
        "Their share was 54.1% in 2025, down by 5.5 per cent from 59.6% in 2023.",
        "Just over half (54.0%) of the 878 people interviewed said they were confident, down from "
        "49.0% a year earlier.",
        "Theft of pedal cycles: 815 (down 4.0%, 34 more).",
    ],
)
def test_numbers_of_a_sentence_deny_one_another(said: str) -> None:
    assert gravest(judge_statement(said, None)).verdict is Verdict.INCONSISTENT


@pytest.mark.parametrize(
    "said",
    [
        "Officers reported that 1,400 questionnaires had been sent out and 490 returned, a "
        "response rate of 35%.",
        "485 fewer (−9.0%), on 5,373.",
        "Dog attacks rose from 54 to 68, and livestock thefts were up by four.",
        "8 9 10 11 12",
        "The two halves of the city saw 1,200 hate crimes, 58% of the force total.",
    ],
)
def test_numbers_that_go_together_or_have_nothing_to_do_with_one_another(said: str) -> None:
    assert gravest(judge_statement(said, None)).verdict is not Verdict.INCONSISTENT


def test_a_number_that_stands_at_another_line_than_it_is_said_of() -> None:
    table = "Ward,Burglary\nStonebeck,627\nThurlow Vale,371\nEastwick,488\nPenmoor,212\n"
    grid = grid_of_csv(table)
    wrong = gravest(judge_statement("Stonebeck had 627 and Thurlow Vale (488).", grid))
    assert wrong.verdict is Verdict.INCONSISTENT
    assert "488 is that of Eastwick" in wrong.why
    right = gravest(judge_statement("Stonebeck had 627 and Eastwick (488).", grid))
    assert right.verdict is Verdict.CONSISTENT


@pytest.mark.parametrize(
    ("next_one", "borne_out"),
    [("Eastwick with 488", True), ("Thurlow Vale with 371", False)],
)
def test_what_follows_the_highest_has_the_second_place(next_one: str, *, borne_out: bool) -> None:
    table = "Ward,Burglary\nStonebeck,627\nThurlow Vale,371\nEastwick,488\nPenmoor,212\n"
    said = f"Stonebeck had the most burglaries, 627, followed by {next_one}."
    found = gravest(judge_statement(said, grid_of_csv(table))).verdict
    assert (found is Verdict.CONSISTENT) is borne_out


def test_a_percentage_of_change_that_is_a_difference_in_points() -> None:
    table = "Measure,2022,2023,2024\nAnswered (%),81.2,88.4,92.1\nAbandoned (%),12.0,9.1,6.1\n"
    said = "In 2024 92.1% were answered, an improvement of 3.7% on 2023."
    assert gravest(judge_statement(said, grid_of_csv(table))).verdict is Verdict.INCONSISTENT


def test_a_hedge_has_another_side() -> None:
    (number,) = numbers_in("more than a third")
    assert number.mirrored is not None
    assert number.mirrored.high == pytest.approx(number.low)
    (bare,) = numbers_in("a third")
    assert bare.mirrored is None


@pytest.mark.parametrize(
    ("text", "value", "near"),
    [
        ("£429k", 492.0, True),  # the table has thousands
        ("£5.1m", -1.5, True),  # one slip of the hand
        ("9,733", 1733.0, True),
        ("9,733", 120.0, False),
        ("40", 0.0, False),
    ],
)
def test_a_number_is_near_what_it_may_be_meant_as(text: str, value: float, near: bool) -> None:
    (number,) = numbers_in(text)
    assert alike(number, value) is near


def test_a_name_that_a_number_parts_names_nothing() -> None:
    """Recorded 25 more crimes: the column is not named there, and the way still is."""
    table = "Town,Recorded crimes\nAlder,412\nBirch,387\nCedar,190\n"
    grid = grid_of_csv(table)
    wrong = gravest(judge_statement("Birch recorded 25 more crimes than Alder.", grid))
    assert wrong.verdict is Verdict.INCONSISTENT
    right = gravest(judge_statement("Alder recorded 25 more crimes than Birch.", grid))
    assert right.verdict is Verdict.CONSISTENT


def test_cells_of_minutes_and_seconds_are_numbers() -> None:
    grid = grid_of_csv("Month,Wait,Longest\nJuly,6m 44s,1h 12m\nAugust,5m 01s,2h 05m\n")
    assert [c.number.value for c in grid.cells] == [404, 4320, 301, 7500]


def test_the_number_of_a_paragraph_counts_nothing() -> None:
    assert [n.text for n in numbers_in("2.2 Calls rose by 12. 2.3 Officers were 5.0 below.")] == [
        "12", "5.0"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        "Altogether 2,112 people were hurt, 5.0 per cent fewer than in 2022 and 425 fewer than in "
        "2019.",
        "Alder had more incidents than Birch (415 to 352).",
        "Long-term spells made up 11,788 of the 16,408 days, getting on for three-quarters.",
        "We record our thanks to the 12 crews.",
        "Waits have lengthened by 12, and members asked for a trajectory.",
    ],
)
def test_plain_words_deny_and_claim_nothing_more(said: str) -> None:
    found = {f.verdict for f in judge_statement(said, None)}
    assert not found & {Verdict.INCONSISTENT, Verdict.OVERCLAIM}
