"""Which lines of a table are taken together, and what numbers are of all, of each, of the ends."""

from __future__ import annotations

import pytest

from wardmote.checker.counted import counted
from wardmote.checker.cues import cues_of
from wardmote.checker.explain import read_beside
from wardmote.checker.explained import State
from wardmote.checker.forms import LETTER
from wardmote.checker.grid import grid_of_csv
from wardmote.checker.number import Sort
from wardmote.checker.numbers import numbers_in
from wardmote.checker.orders import orders, standings
from wardmote.checker.own import is_plain
from wardmote.checker.sight import Sight
from wardmote.checker.verdicts import Verdict, gravest, judge_statement
from wardmote.checker.versus import orders_of_two
from wardmote.checker.weighing import candidates
from wardmote.checker.workings import Kind

PATCHES = (
    "Patch,Searches,Finds,Officers\nAshdown,412,96,20\nBeckford,305,61,15\nCrowle,188,47,12\n"
    "Dunsby,95,19,10\n"
)
MONTHS = (
    "Measure,Jul-24,Aug-24,Sep-24,Oct-24,Nov-24,Dec-24\nBreak-ins,71,64,80,77,69,58\n"
    "Charged (%),9.1,8.8,10.2,9.7,9.9,10.4\n"
)
QUARTERS = (
    "Quarter,Robberies\n2022/23 Q1,44\n2022/23 Q2,51\n2022/23 Q3,39\n2022/23 Q4,47\n"
    "2023/24 Q1,52\n2023/24 Q2,49\n2023/24 Q3,56\n2023/24 Q4,41\n"
)
QUEUES = (
    "Kit,Under 3 months,3 to 6 months,Over 6 months,All waiting\nPhones,610,225,84,919\n"
    "Tablets,92,40,11,143\n"
)
MONEY = (
    "Heading (£000),Budget,Outturn,Variance\nOfficer pay,9100,9040,-60\nStaff pay,4200,4115,-85\n"
    "Overtime,800,1010,210\nVehicles,640,705,65\nTraining,300,300,0\nTotal,15040,15170,130\n"
)
WAITS = (
    "Office,Mean wait (secs),Calls\nNorth,212,4100\nSouth,148,3900\nEast,305,2700\nWest,191,900\n"
)


def given(sentence: str, table: str, number: str) -> list[tuple[Kind, str]]:
    """What gives a number of a sentence, the likeliest by the rules first."""
    found, workings, bench = read_beside(sentence, grid_of_csv(table))
    at = next(i for i, e in enumerate(found) if e.cue.number.text == number)
    made = [
        c.working for c in candidates(at, found, workings[at], bench)
        if c.working is not None and c.gives == 1
    ]  # fmt: skip
    return [(w.kind, w.text) for w in sorted(made, key=lambda w: -w.score)]


@pytest.mark.parametrize(
    ("sentence", "table", "number", "lines"),
    [
        # The sum of all lines, where no line is a total.
        ("Ashdown made two fifths of the 1,000 searches.", PATCHES, "1,000", "Ashdown ... Dunsby"),
        ("In all there were 419 break-ins over the period.", MONTHS, "419", "Jul-24 ... Dec-24"),
        # So many times, and as many before them.
        (
            "The last three months saw 204 break-ins, compared with 215 in the three before.",
            MONTHS, "215", "Jul-24 + Aug-24 + Sep-24",
        ),
        ("There were 215 in the first three months and 204 in the second three months.",
         MONTHS, "204", "Oct-24 + Nov-24 + Dec-24"),
        ("Robbery closed the year on 198, up from 181 in 2022/23.", QUARTERS, "198",
         "2023/24 Q1 ... 2023/24 Q4"),
        # A bound in other words.
        ("Eighty-four phones have waited longer than six months.", QUEUES, "Eighty-four",
         "Over 6 months"),
        ("For tablets, 40 have been with us between three and six months.", QUEUES, "40",
         "3 to 6 months"),
        # All of a kind but some.
        ("Put Ashdown to one side and the rest made 588 searches.", PATCHES, "588",
         "Beckford + Crowle + Dunsby"),
        ("Strip out Dunsby and there were 905 searches.", PATCHES, "905",
         "Ashdown + Beckford + Crowle"),
        # Those on one side of nought.
        ("Two headings overspent, by £275,000 between them.", MONEY, "£275,000",
         "Overtime + Vehicles"),
        ("Underspends on the two pay lines came to £145k in all.", MONEY, "£145k",
         "Officer pay + Staff pay"),
        # The number of a row, of which a part is told.
        ("None of the 20 Ashdown officers was hurt.", PATCHES, "20", "Officers"),
    ],
)  # fmt: skip
def test_lines_taken_together(sentence: str, table: str, number: str, lines: str) -> None:
    found = given(sentence, table, number)
    assert any(lines in text for _, text in found), found


@pytest.mark.parametrize(
    ("sentence", "number", "kind"),
    [
        ("Just 157 seconds separate the quickest office from the slowest.", "157", Kind.RANGE),
        ("Between the best and the worst office there is a gap of 157 seconds.", "157", Kind.RANGE),
        ("The busiest office took 4,100 calls, 3,200 more than the quietest.", "3,200",
         Kind.DIFFERENCE),
    ],
)  # fmt: skip
def test_how_far_the_ends_are_apart(sentence: str, number: str, kind: Kind) -> None:
    assert kind in {k for k, _ in given(sentence, WAITS, number)}


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("Each Beckford officer made about 20 searches.", "about 20"),
        ("Dunsby came to 9.5 an officer in searches.", "9.5"),
        ("In Crowle there was one find for every four searches.", "four"),
    ],
)
def test_so_much_for_each(sentence: str, number: str) -> None:
    assert Kind.QUOTIENT in {kind for kind, _ in given(sentence, PATCHES, number)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Ashdown had the most searches of the four.",
        "Dunsby saw the smallest share of the four patches.",
        "In Crowle there was about one find for every four searches.",
    ],
)
def test_what_counts_nothing_that_is_measured(sentence: str) -> None:
    _, _, bench = read_beside(sentence, grid_of_csv(PATCHES))
    cue = next(c for c in cues_of(sentence, bench.sight.numbers) if c.number.value in (1, 4))
    assert is_plain(cue, bench)


def test_the_steepest_rise_of_so_many_is_no_rise_by_as_many() -> None:
    sentence = "It was the steepest rise of the seven."
    (cue,) = cues_of(sentence, numbers_in(sentence))
    assert not cue.change


@pytest.mark.parametrize(
    ("said", "sort", "value"),
    [
        ("17 in every hundred drivers", Sort.SHARE, 17.0),
        ("12 charges for every hundred reports", Sort.PERCENT, 12.0),
        ("an extra 27p a week", Sort.COUNT, 0.27),
        ("about 31.5 pence for each mile", Sort.COUNT, 0.315),
        ("43p in every overtime pound went there", Sort.PERCENT, 43.0),
    ],
)
def test_hundreds_and_pence(said: str, sort: Sort, value: float) -> None:
    assert [(n.sort, n.value) for n in numbers_in(said)] == [(sort, value)]


def test_a_time_behind_a_quarter_is_whole() -> None:
    assert [n.value for n in numbers_in("from 11:42 in Q1 to 13:20 in Q4")] == [702, 800]


def test_pence_are_given_by_pounds_and_by_pence() -> None:
    table = "Class,Miles (000),Cost (£000),Pence per mile\nVans,400,120,30\nCars,900,180,20\n"
    assert given("Vans cost 30p a mile to run.", table, "30p")


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("The wait was never below 148 seconds in any office.", State.HELD),
        ("Half the offices kept people waiting more than 200 seconds.", State.HELD),
        ("In three of the four offices the wait was above 150 seconds.", State.HELD),
    ],
)
def test_limits_that_lines_keep(sentence: str, state: State) -> None:
    found, bench = read_beside(sentence, grid_of_csv(WAITS))[::2]
    said = [o for o in orders(bench, found) if o.kind == "tally"]
    if "never" in sentence:
        assert not said  # offices are no times
        return
    (one,) = [s for s in standings(bench, found) if s.kind == "tally"]
    assert one.state is state


@pytest.mark.parametrize(
    ("sentence", "so"),
    [
        ("Robbery was never below 39.", True),
        ("Robbery was never below 40.", False),
        ("At no point did robberies exceed 56.", True),
        ("Not once did the number of robberies reach 52.", False),
        ("Robbery was never fewer than 39 nor above 56.", True),
    ],
)
def test_what_is_never_so_at_any_time(sentence: str, so: bool) -> None:
    found, _, bench = read_beside(sentence, grid_of_csv(QUARTERS))
    said = [o for o in orders(bench, found) if o.shape == "none"]
    assert said
    assert all(any(r.so for r in o.readings) for o in said) is so


def test_half_of_a_whole_counts_no_lines() -> None:
    _, _, bench = read_beside("More than half of the patches gained.", grid_of_csv(PATCHES))
    assert [c for c in counted(bench) if c.form == "half"] == []


def test_labels_of_one_bound_are_not_told_apart() -> None:
    table = "Kit,Over 6 months (force),Over 6 months (region),All\nPhones,84,90,919\nVans,1,2,3\n"
    sight = Sight("They have waited longer than six months.", grid_of_csv(table))
    assert not any(m.end - m.start > 20 for m in sight.mentions[1])


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("The 3-yr average stood at 1,406.", [1406]),
        ("The 24/25 line fell to 212.", [212]),
        ("Outcomes 14, 15 and 16 came to 4,210.", [4210]),
        ("Band 2 rose by 14.", [14]),
    ],
)
def test_labels_with_numbers_count_nothing(said: str, values: list[float]) -> None:
    assert [n.value for n in numbers_in(said)] == values


@pytest.mark.parametrize(
    "said",
    [
        "While its neighbours grew busier, it dropped month after month, from 418 to 385.",
        "Reports slipped back by 57, and the number of charges went on climbing from 102 to 117.",
        "It has more cases than its neighbour but its share is lower (31.1% to 36.4%).",
        "On that road it was four in ten at most.",
    ],
)
def test_two_things_of_a_sentence_deny_one_another_nothing(said: str) -> None:
    assert gravest(judge_statement(said, None)).verdict is not Verdict.INCONSISTENT


@pytest.mark.parametrize(
    "said",
    [
        "It was the closure of the counter that pushed waits up from 212 to 240.",
        "The new rota is what has brought sickness down to 4.1%.",
        "Burglary fell because a prolific gang was locked up.",
    ],
)
def test_causes_told_the_other_way_round(said: str) -> None:
    assert gravest(judge_statement(said, None)).verdict is Verdict.OVERCLAIM


def test_a_reason_within_the_figures_is_no_cause() -> None:
    said = "The rows add up to 101 because figures are rounded."
    assert gravest(judge_statement(said, None)).verdict is not Verdict.OVERCLAIM


def test_a_limit_that_was_not_reached_denies_nothing() -> None:
    said = "Neither Crowle nor Dunsby has made as many as 190 searches."
    assert gravest(judge_statement(said, grid_of_csv(PATCHES))).verdict is not Verdict.INCONSISTENT


def test_two_lines_are_compared_in_no_line_that_is_named_for_another_claim() -> None:
    said = "Ashdown was asked for more than Beckford and has fewer officers."
    bench = read_beside(said, grid_of_csv(PATCHES))[2]
    assert all(r.guessed for o in orders_of_two(bench) for r in o.readings)


def test_a_number_at_a_label_that_shares_its_words_is_not_misplaced() -> None:
    table = (
        "Patch,Grade 1 incidents,Grade 1 median,Grade 2 incidents,Grade 2 median\n"
        "North,2641,09:14,5830,51:20\nSouth,1476,07:21,3385,39:52\nEast,1133,12:37,2914,58:44\n"
    )
    said = "Nowhere is quicker than South, be it Grade 1 (median 07:21) or Grade 2 (39:52)."
    assert gravest(judge_statement(said, grid_of_csv(table))).verdict is not Verdict.INCONSISTENT


@pytest.mark.parametrize(
    ("sentence", "so"),
    [
        ("Nobody else reaches 200; East alone is at 305 and North at 212.", True),
        ("East waits longest, at 305 seconds; no other office is above 200.", False),
        ("Neither South nor West has got as high as 200.", True),
        ("Neither North nor West has reached 200.", False),
        ("All but one of the offices answer in less than 250 seconds.", True),
        ("All but two of the offices answer in less than 250 seconds.", False),
    ],
)
def test_those_that_are_not_named_and_neither_of_two(sentence: str, so: bool) -> None:
    found, _, bench = read_beside(sentence, grid_of_csv(WAITS))
    (first,) = {o.at for o in orders(bench, found) if o.shape in ("none", "half")}
    said = next(o for o in orders(bench, found) if o.at == first)
    assert any(r.so for r in said.readings) is so


@pytest.mark.parametrize(
    ("sentence", "so"),
    [
        ("Bar a small rise in September, break-ins fell every month from July to October.", True),
        ("Bar a small rise in October, break-ins fell every month from July to December.", False),
        ("Except for September, break-ins fell every month to December.", True),
        ("Break-ins fell every month to December.", False),
        ("From September on, break-ins fell every month as far as December.", True),
    ],
)
def test_runs_with_an_exception_and_as_far_as_a_time(sentence: str, so: bool) -> None:
    found, _, bench = read_beside(sentence, grid_of_csv(MONTHS))
    (run,) = [o for o in orders(bench, found) if o.kind == "run"]
    assert any(r.so for r in run.readings if "each of the stretch that is said" in r.traits) is so


@pytest.mark.parametrize(
    ("said", "sorts", "values"),
    [
        ("crept up from 14 to 18 per cent", "PP", [14, 18]),
        ("fell from 68 per cent to 61.", "PP", [68, 61]),
        ("46 per cent against 53, a gap of 7 points", "PPO", [46, 53, 7]),
        ("62 per cent in May compared with 58 in April", "PP", [62, 58]),
        ("rose 5 per cent to 61 offences", "PC", [5, 61]),
        ("from 46 per cent to 41 of those asked", "PC", [46, 41]),
        ("between £1.2 and £1.5 million", "CC", [1.2e6, 1.5e6]),
        ("from 412 to 9 per cent", "CP", [412, 9]),
    ],
)
def test_a_unit_that_is_said_once_of_two(said: str, sorts: str, values: list[float]) -> None:
    found = numbers_in(said)
    assert "".join(LETTER[n.sort] for n in found) == sorts
    assert [n.value for n in found] == pytest.approx(values)
