"""Which lines of a table are named, and what is made of them, in the layouts that reports have."""

from __future__ import annotations

import pytest

from wardmote.checker.assertions import CAUSE
from wardmote.checker.claims import claims_in
from wardmote.checker.cues import cues_of
from wardmote.checker.explain import read_beside
from wardmote.checker.explained import POINTS_MEANT, State
from wardmote.checker.gaps import beyond_aim, is_gap
from wardmote.checker.grid import grid_of_csv
from wardmote.checker.numbers import numbers_in
from wardmote.checker.orders import orders
from wardmote.checker.own import is_plain
from wardmote.checker.periods import financial, periods_in
from wardmote.checker.sight import Sight
from wardmote.checker.superlatives import claims_of_place
from wardmote.checker.weighing import candidates
from wardmote.checker.weights import chances, weights

CHARGED = (
    "Quarter,Referred,Charged,Charged as % of referred,Median days\n"
    "Apr-Jun 2022,2140,1054,49.3,38\nJul-Sep 2022,2205,1061,48.1,41\n"
    "Oct-Dec 2022,2098,985,46.9,44\nJan-Mar 2023,2260,1042,46.1,47\n"
    "Apr-Jun 2023,2312,1108,47.9,45\nJul-Sep 2023,2387,1190,49.9,43\n"
    "Oct-Dec 2023,2254,1152,51.1,39\nJan-Mar 2024,2431,1287,52.9,36\n"
)
MISSING = (
    "Reports,H1 2022/23,H2 2022/23,H1 2023/24,H2 2023/24\n"
    "High risk,214,198,187,203\nMedium risk,1386,1421,1459,1502\nAll reports,1600,1619,1646,1705\n"
)
ROADS = (
    "Road user,Killed 2019,Slightly injured 2019,Killed 2023,Slightly injured 2023\n"
    "Pedestrians,48,1512,41,1211\nCyclists,10,1198,12,1123\nMotorcyclists,36,863,39,731\n"
)
ARRESTS = (
    "Age and sex,2022/23,2023/24\nMales 10-17,1421,1507\nMales 18-24,3462,3391\n"
    "Males total,4883,4898\nFemales 10-17,417,402\nFemales 18-24,597,623\n"
    "Females total,1014,1025\nAll arrests,5897,5923\n"
)
SEARCHES = (
    "Reason,Searches 2024,Searches 2025,Find rate 2025 (%)\nDrugs,2140,1926,30.0\n"
    "Stolen property,460,512,25.0\nFirearms,45,39,7.7\nOther,95,89,13.5\n"
)
BUDGET = (
    "Heading (£m),Budget,Outturn,Variance\nOfficer pay,118.4,120.1,1.7\nStaff pay,46.2,44.3,-1.9\n"
    "Overtime,4.8,6.9,2.1\nPremises,9.5,9.8,0.3\n"
)
WARDS = "Ward,Apr,May,Jun\nHarbour,118,124,131\nCastle,96,91,88\nPriory,87,95,92\nElm,22,19,25\n"
OF_A_YEAR = "Ward,Year\nHarbour,118\nCastle,96\nPriory,87\nElm,22\n"
DETAINED = (
    'Age,2022,2023,"Rate per 100,000"\nUnder 18,196,171,41\n18 to 24,439,398,236\n'
    "25 to 44,1026,884,178\n"
)


def _named(said: str, table: str) -> list[list[str]]:
    """The labels that each place of a sentence names."""
    sight = Sight(said, grid_of_csv(table))
    return [[li.label for li in m.lines] for some in sight.mentions for m in some]


def _given(said: str, table: str, number: str) -> set[str]:
    """What gives a number of a sentence."""
    found, workings, bench = read_beside(said, grid_of_csv(table))
    i = next(i for i, e in enumerate(found) if e.cue.number.text.strip() == number)
    return {
        c.working.text for c in candidates(i, found, workings[i], bench)
        if c.working is not None and c.gives == 1
    }  # fmt: skip


def _placed(said: str, table: str) -> list[tuple[str, bool]]:
    """Each place that is claimed, and whether what it is likeliest said of has it."""
    found, _, bench = read_beside(said, grid_of_csv(table))
    placed = []
    for order in (o for o in orders(bench, found) if o.kind == "rank"):
        likely = chances([r.traits for r in order.readings], weights().order_traits)
        first = max(zip(likely, order.readings, strict=True), key=lambda pair: pair[0])[1]
        placed.append((order.text.strip(), first.so))
    return placed


@pytest.mark.parametrize(
    ("label", "within"),
    [
        ("Jan-Mar 2024", {"2023/24", "q4"}), ("Apr-Jun 2023", {"2023/24", "q1"}),
        ("Mar 2024", {"2023/24"}), ("Feb-Apr 2024", {"2023/24"}), ("2024", set()),
        ("Q1 2023/24", set()),
    ],
)  # fmt: skip
def test_months_of_a_calendar_year_lie_in_a_financial_one(label: str, within: set[str]) -> None:
    assert financial(periods_in(label, label=True)[0].periods) == within


def test_quarters_called_by_months_are_added_up_over_a_financial_year() -> None:
    said = "Across 2023/24, 4,737 of the 9,384 cases referred were charged."
    year = "Apr-Jun 2023 ... Jan-Mar 2024"
    assert f"the table has 4,737 ({year}, Charged)" in _given(said, CHARGED, "4,737")
    assert f"the table has 9,384 ({year}, Referred)" in _given(said, CHARGED, "9,384")


def test_two_quarters_have_the_year_that_is_said_once() -> None:
    named = _named("Between the first and last quarters of 2022/23 referrals rose.", CHARGED)
    assert ["Apr-Jun 2022"] in named
    assert ["Jan-Mar 2023"] in named


def test_halves_of_a_year_are_times() -> None:
    assert ["H2 2023/24"] in _named("High risk reports rose in H2 2023/24.", MISSING)
    assert ["H1 2023/24"] in _named("It rose on the previous half-year.", MISSING)
    assert ["H1 2023/24", "H2 2023/24"] in _named("There were 3,351 in 2023/24.", MISSING)
    assert not any("H2" in n.text for n in numbers_in("Reports rose in H2 2023/24."))


def test_the_same_quarter_of_the_previous_year_is_a_year_before() -> None:
    said = "More were charged in the latest quarter than in the same quarter of the previous year."
    assert ["Jan-Mar 2023"] in _named(said, CHARGED)


def test_the_first_and_the_last_of_a_series() -> None:
    said = "Fewer days passed in the last quarter of the series than in the first one."
    assert ["Jan-Mar 2024"] in _named(said, CHARGED)
    assert ["2022/23"] in _named("There were more in the last year than in the first.", ARRESTS)


def test_words_and_times_of_one_label_are_named_together() -> None:
    said = "The number of people slightly injured fell by 22 per cent between 2019 and 2023."
    named = _named(said, ROADS)
    assert ["Slightly injured 2019"] in named
    assert ["Slightly injured 2023"] in named


def test_a_median_is_no_mean_and_no_sum() -> None:
    assert _given("The median ward had 91.5 in April.", WARDS, "91.5") == {
        "the median of 323 (Harbour ... Elm, Apr)"
    }
    assert not any(
        "mean" in text for text in _given("The median ward had 81 in April.", WARDS, "81")
    )
    assert _given("In 2023/24 the median was 163 days.", CHARGED, "163") == set()


def test_a_rate_per_thousand_is_none_per_hundred_thousand() -> None:
    said = "Those aged 18 to 24 were detained at a rate of 236 per {}."
    assert _given(said.format("100,000"), DETAINED, "236")
    assert not _given(said.format("1,000"), DETAINED, "236")


@pytest.mark.parametrize(("said", "so"), [("£1.7m", True), ("£1.7bn", False), ("£26m", False)])
def test_pounds_are_counted_as_the_table_says(said: str, *, so: bool) -> None:
    given = _given(f"Officer pay overspent by {said}.", BUDGET, said)
    assert any("Officer pay" in text for text in given) is so


def test_the_whole_of_a_subtotal_is_the_total_of_all() -> None:
    said = "Females accounted for 17.3 % of arrests in 2023/24."
    assert "1,025 (Females total, 2023/24) of 5,923 (All arrests, 2023/24)" in _given(
        said, ARRESTS, "17.3 %"
    )


def test_the_digits_of_a_year_name_no_line() -> None:
    assert ["Males 18-24"] not in _named("There were 5,923 arrests in 2023/24.", ARRESTS)


def test_ages_in_words_name_a_line_and_count_nothing() -> None:
    said = "Males aged eighteen to twenty-four were arrested less often."
    assert ["Males 18-24"] in _named(said, ARRESTS)
    assert not numbers_in(said)


def test_every_other_is_no_line_called_other() -> None:
    assert ["Other"] not in _named("Searches for every other reason went down.", SEARCHES)
    assert ["Other"] in _named("Only 89 searches were called Other.", SEARCHES)


def test_a_line_that_is_all_named_stands_beside_one_that_is_made_of_it() -> None:
    named = _named("Of the 2,431 cases referred 1,287 were charged.", CHARGED)
    assert ["Charged"] in named


def test_a_number_of_a_label_is_none_of_the_sentence() -> None:
    table = "Month,Answered within 10 s (%),Long-term sick (28+ days)\nMay,88.7,61\nJune,86.2,58\n"
    said = "In June 86.2 % were answered within 10 s and long-term sick (28+ days) were 58."
    found, _, bench = read_beside(said, grid_of_csv(table))
    plain = [e.cue.number.text.strip() for e in found if is_plain(e.cue, bench)]
    assert plain == ["10", "28"]


def test_numbers_that_are_said_may_be_added_up() -> None:
    said = "Harbour (118) and Castle (96) together made up 66 per cent of incidents in April."
    assert "214 (Harbour + Castle, Apr) of 323 (Harbour ... Elm, Apr)" in _given(
        said, WARDS, "66 per cent"
    )


def test_columns_of_one_time_and_another_thing_are_not_added_up() -> None:
    table = "Offence,2023/24,2024/25,Charges 2024/25\nStalking,508,553,71\nHarassment,858,829,64\n"
    said = "Stalking and harassment together came to 1,517 in 2024/25."
    assert not any("Charges" in text for text in _given(said, table, "1,517"))


@pytest.mark.parametrize(
    ("said", "table", "expected"),
    [
        ("Castle was the busiest ward but one.", OF_A_YEAR, [("busiest", True)]),
        ("After Harbour, Castle was the busiest ward.", OF_A_YEAR, [("busiest", True)]),
        (
            "Elm was the quietest ward, followed by Castle.", OF_A_YEAR,
            [("quietest", True), ("followed by", False)],
        ),
        ("Searches for drugs were the most likely to find something.", SEARCHES, [("most", True)]),
        (
            "Searches for stolen property were the most likely to find something.", SEARCHES,
            [("most", False)],
        ),
        ("The largest overspend was on overtime.", BUDGET, [("largest", True)]),
        ("The largest overspend was on officer pay.", BUDGET, [("largest", False)]),
    ],
)  # fmt: skip
def test_places_are_said_of_what_they_can_be_of(
    said: str, table: str, expected: list[tuple[str, bool]]
) -> None:
    assert _placed(said, table) == expected


def test_but_one_and_after_another_are_places_further_on() -> None:
    assert [c.place for c in claims_of_place("It had the lowest rate but one.")] == [2]
    assert [c.place for c in claims_of_place("It had the lowest rate but no more.")] == [1]


def test_a_comparison_that_is_not_read_bears_nothing_out() -> None:
    said = "Drugs were the reason more often than firearms."
    found, _, bench = read_beside(said, grid_of_csv(SEARCHES))
    assert not [o for o in orders(bench, found) if o.kind == "way"]


def test_one_in_so_many_counts_no_lines() -> None:
    said = "The rate was lowest in all three months, fewer than one in 25."
    found, _, bench = read_beside(said, grid_of_csv(WARDS))
    assert "25" not in [o.text for o in orders(bench, found)]


def test_a_run_is_of_the_line_that_is_named_beside_it() -> None:
    table = "Season,Disorder,All arrests\n2021,51,106\n2022,47,105\n2023,44,117\n2024,40,113\n"
    said = "Arrests slipped from 117 to 113 in 2024, and disorder fell for the third year running."
    found, _, bench = read_beside(said, grid_of_csv(table))
    (run,) = [o for o in orders(bench, found) if o.kind == "run"]
    assert any(r.so for r in run.readings)


@pytest.mark.parametrize(
    ("said", "number", "gap"),
    [
        ("The rate sits 3.0 points below target.", "3.0 points", True),
        ("They finished £0.7m over their 2024/25 budget.", "£0.7m", True),
        ("It exceeds its 2024/25 target by 3.7 points.", "3.7 points", True),
        ("It was 5 % short of the standard.", "5 %", True),
        ("It rose by 5 % and met its target.", "5 %", False),
    ],
)
def test_how_far_from_what_was_aimed_at(said: str, number: str, *, gap: bool) -> None:
    cue = next(c for c in cues_of(said, numbers_in(said)) if c.number.text.strip() == number)
    assert is_gap(cue) is gap


def test_what_a_gap_is_made_of_is_told() -> None:
    said = "Officer pay finished £1.7m over its budget."
    found, workings, _ = read_beside(said, grid_of_csv(BUDGET))
    told = {name for w in workings[0] for name in beyond_aim(w, past=is_gap(found[0].cue))}
    assert {"gap to a target, of a target", "gap to a target, of a variance"} <= told


def test_since_the_start_of_a_series_is_no_cause() -> None:
    assert not CAUSE.search("The margin has narrowed since the start of the series.")
    assert CAUSE.search("It has narrowed since the start of Operation Kestrel.")


def test_what_another_subject_did_is_no_part_of_a_ratio() -> None:
    said = "Seizures rose from 428 to 565, and the weight seized nearly trebled."
    assert not any({"times", "earlier"} <= c.parts.keys() for c in claims_in(said))


def test_a_share_of_another_whole_is_not_denied_by_two_counts() -> None:
    table = "Service,Value,Referrals\nOutreach,640,2140\nCounselling,415,702\nTotal,1690,4365\n"
    said = "Outreach took almost half of referrals (2,140 out of 4,365), and 38 per cent of value."
    found, _, _ = read_beside(said, grid_of_csv(table))
    assert State.OFF not in {e.state for e in found}


def test_a_number_of_another_line_than_is_named_right_behind_it_is_told() -> None:
    table = "Area,Failure rate (%)\nOrmsby,59.2\nSaltmarsh,33.8\nTarnwick,58.5\n"
    said = "Failure rates ranged from 33.8 per cent in Saltmarsh to 59.2 per cent in Tarnwick."
    found, _, _ = read_beside(said, grid_of_csv(table))
    assert [(e.state, e.slip) for e in found if e.state is State.OFF] == [
        (State.OFF, "59.2 per cent is that of Ormsby")
    ]


def test_a_label_with_after_in_it_is_no_time() -> None:
    table = "Right,Q1,Q2\nUpdate after arrest,81.5,79.9\nReferral,96.2,95.9\nAfter,1,2\n"
    rows = Sight("", grid_of_csv(table)).axes[0].lines
    assert [bool(li.periods) for li in rows] == [False, False, True]


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("Burglary fell more steeply in the latest year than any other group.", (1, 1, -1)),
        ("There were fewer cases than at any of the other quarter ends.", (1, -1, 0)),
    ],
)
def test_more_than_any_other_is_a_place(said: str, place: tuple[int, int, int]) -> None:
    assert [(c.place, c.top, c.grown) for c in claims_of_place(said)] == [place]


@pytest.mark.parametrize(
    ("said", "table", "so"),
    [
        ("In every ward but one May had more incidents than April.", WARDS, False),
        ("In every ward but two May had more incidents than April.", WARDS, True),
        # Egg theft was not counted in the last year.
        (
            "Only poaching and bats went up in the latest year.",
            "Type,2022,2023\nPoaching,73,79\nBats,14,16\nCoursing,97,83\nEggs,2,\n", True,
        ),
    ],
)  # fmt: skip
def test_how_many_lines_are_so(said: str, table: str, *, so: bool) -> None:
    found, _, bench = read_beside(said, grid_of_csv(table))
    tallies = [o for o in orders(bench, found) if o.kind in ("tally", "only")]
    assert tallies
    assert any(r.so for o in tallies for r in o.readings) is so


@pytest.mark.parametrize(
    "said",
    [
        "Thefts have risen in each of the three years since 2020 and are now 9 above 2019.",
        "Thefts fell in 2020 and have risen year on year throughout since 2020.",
    ],
)
def test_a_run_that_other_claims_follow(said: str) -> None:
    table = "Crime,2019,2020,2021,2022,2023\nThefts,81,70,75,82,90\nFraud,9,8,9,7,9\n"
    found, _, bench = read_beside(said, grid_of_csv(table))
    (run,) = [o for o in orders(bench, found) if o.kind == "run"]
    assert any(r.so for r in run.readings)


def test_two_times_are_compared_by_what_they_are_called() -> None:
    table = "Group,31 Mar 2023,30 Sep 2023,31 Mar 2024\nMen,540,590,620\nWomen,35,36,34\n"
    said = "Fewer women were held at the latest count than at the one before."
    found, _, bench = read_beside(said, grid_of_csv(table))
    (two,) = [o for o in orders(bench, found) if o.kind == "beside"]
    assert [r.so for r in two.readings] == [True]


def test_a_target_is_what_it_was_set_at() -> None:
    table = "Course,In date (%),Target (%)\nDriving,84.5,90\nAccreditation,78.1,80\n"
    said = "Accreditation stood at 78.1 %, 1.9 % below target."
    found, _, _ = read_beside(said, grid_of_csv(table))
    assert found[1].state is State.OFF
    assert found[1].slip == POINTS_MEANT
