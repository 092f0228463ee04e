"""How a sentence is read beside a table: times, lines named together, what is left, tallies."""

from __future__ import annotations

import pytest

from wardmote.checker.ages import OLDEST, band_of
from wardmote.checker.axes import Role, axes_of
from wardmote.checker.bench import Bench
from wardmote.checker.explain import explain_beside, read_beside
from wardmote.checker.explained import State
from wardmote.checker.grid import grid_of_csv
from wardmote.checker.number import Sort
from wardmote.checker.numbers import numbers_in
from wardmote.checker.orders import orders
from wardmote.checker.sight import Sight
from wardmote.checker.stems import tokens
from wardmote.checker.verdicts import Verdict, gravest, judge_statement
from wardmote.checker.weighing import candidates
from wardmote.checker.workings import Kind, Operand, evaluate, held

QUARTERS = (
    "Quarter,Grants\nQ1 2023,214\nQ2 2023,236\nQ3 2023,198\nQ4 2023,175\nQ1 2024,229\nQ2 2024,261\n"
)
MONTHS = "Measure,Sep-23,Oct-23,Nov-23,Dec-23,Jan-24\nCrimes,1326,1294,1251,1418,1377\n"
STRANDS = "Strand,2021/22,2022/23,2023/24\nRace,812,847,781\nReligion,96,88,143\nAge,241,226,198\n"
ROADS = "Year,Killed,Seriously injured\n2021,31,372\n2022,34,398\n2023,29,405\n"
AREAS = (
    "Area,Target (%),Attended within target (%)\nCity,90,93.6\nHarbour,90,91.2\nUplands,85,78.4\n"
    "Vale,85,84.3\nWest,90,87.9\n"
)
WARDS = (
    "Ward,2023,2024\nAlder,864,880\nBirch,705,690\nCedar,352,350\nDale,298,310\nTotal,2219,2230\n"
)


def _times(said: str, table: str) -> list[list[str]]:
    sight = Sight(said, grid_of_csv(table))
    return [
        [li.label for li in m.lines]
        for axis, mentions in zip(sight.axes, sight.mentions, strict=True) if axis.timed
        for m in mentions
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "table", "lines"),
    [
        ("Grants in the first half of 2024 came to 490.", QUARTERS, ["Q1 2024", "Q2 2024"]),
        ("Grants in the second half of 2023 came to 373.", QUARTERS, ["Q3 2023", "Q4 2023"]),
        ("Crimes in the last quarter of 2023", MONTHS, ["Oct-23", "Nov-23", "Dec-23"]),
        ("Religion reached 143 in the most recent year.", STRANDS, ["2023/24"]),
    ],
)
def test_times_are_those_of_the_year_that_is_named(said: str, table: str, lines: list[str]) -> None:
    assert lines in _times(said, table)


def test_half_a_year_that_the_table_has_not_whole_is_no_time_of_it() -> None:
    assert ["Q1 2024"] not in _times("Grants in the second half of 2024", QUARTERS)


def test_lines_named_together_are_added_up() -> None:
    bench = Bench(Sight("The number killed or seriously injured in 2023", grid_of_csv(ROADS)))
    columns = bench.sight.axes[1]
    assert bench.joined(1, columns.lines)
    apart = Bench(Sight("Killed were 29, and 405 seriously injured", grid_of_csv(ROADS)))
    assert not apart.joined(1, columns.lines)


def test_a_number_is_no_word_for_its_own_line() -> None:
    found, _ = explain_beside("There were 864 offences in Cedar.", grid_of_csv(WARDS))
    assert found[0].state is not State.HELD
    found, _ = explain_beside("There were 864 offences in Alder in 2023.", grid_of_csv(WARDS))
    assert found[0].state is State.HELD


def test_what_is_reached_within_target_is_no_target() -> None:
    roles = {li.label: li.role for li in axes_of(grid_of_csv(AREAS))[1].lines}
    assert roles["Target (%)"] is Role.TARGET
    assert roles["Attended within target (%)"] is not Role.TARGET


def test_what_a_share_leaves() -> None:
    said = "In Uplands 21.6% were not attended within target."
    found, workings, _ = read_beside(said, grid_of_csv(AREAS))
    rests = [w for w in workings[0] if w.kind is Kind.REST]
    assert any(w.low <= found[0].cue.number.value <= w.high for w in rests)
    assert not any(
        w.kind is Kind.REST
        for w in read_beside("In Uplands 78.4% were attended.", grid_of_csv(AREAS))[1][0]
    )


def test_a_count_is_not_compared_with_a_sum_of_money() -> None:
    table = "Kind,Offences 2023,Loss 2023 (£)\nPlant,97,1063500\nFuel,51,29400\nGPS,82,851200\n"
    _, workings, _ = read_beside("Thefts of plant fell by 21 in 2023.", grid_of_csv(table))
    pairs = [w.operands for w in workings[0] if w.kind is Kind.DIFFERENCE]
    assert pairs
    assert all(a.money == b.money for a, b in pairs)


def test_changes_of_what_stands_below_nought() -> None:
    table = "Head,Budget,Forecast\nIncome,-31.5,-33.2\nPay,182.4,184.1\n"
    _, workings, _ = read_beside("Income should beat its budget by 5.4%.", grid_of_csv(table))

    def of_income(operands: tuple[Operand, ...]) -> bool:
        return all(o.choices[0].label == "Income" for o in operands)

    found = [w for w in workings[0] if w.kind is Kind.PERCENT and of_income(w.operands)]
    ends = [evaluate(w.kind, w.operands) for w in found]
    assert any(e is not None and e[0] <= 5.4 <= e[1] for e in ends)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between 37 and 38 a year", [(37, 38), (37, 38)]),
        ("people aged 25 to 59", []),
        ("at 64% 65 or over", [(63.5, 64.5)]),
        ("three quarters running, from 70 to 51", [(70, 70), (51, 51)]),
        ("14 hours 6 minutes, and 6:30", [(50_760, 50_760), (23_400, 23_400)]),
        ("18.4kg in 16GB", [(18.35, 18.45)]),
    ],
)
def test_numbers_and_what_is_none(text: str, expected: list[tuple[float, float]]) -> None:
    assert [(n.low, n.high) for n in numbers_in(text)] == expected


@pytest.mark.parametrize(
    ("said", "table", "kind", "so"),
    [
        ("Three of the five areas missed their target.", AREAS, "tally", True),
        ("Four of the five areas missed their target.", AREAS, "tally", False),
        ("Two wards saw an increase.", WARDS, "tally", True),
        ("Three wards saw an increase.", WARDS, "tally", False),
        ("Of the four wards, two rose.", WARDS, "tally", True),
        ("Alder and Dale were the only wards to rise.", WARDS, "only", True),
        ("Alder and Birch were the only wards to rise.", WARDS, "only", False),
    ],
)
def test_how_many_lines_and_which(said: str, table: str, kind: str, *, so: bool) -> None:
    found, bench = explain_beside(said, grid_of_csv(table))
    told = [any(r.so for r in o.readings) for o in orders(bench, found) if o.kind == kind]
    assert told == [so]


def test_the_largest_gap_is_so_by_its_size() -> None:
    table = "Rank,Budgeted,Actual,Over or under\nInspector,60,58,-2\nSergeant,486,449,-37\n"
    table += "PC,900,905,5\n"
    said = "Sergeant shows the widest gap, at 37."
    found, bench = explain_beside(said, grid_of_csv(table))
    (order,) = orders(bench, found)
    assert any(r.so for r in order.readings)


FRAUD = """Age group,Victims,Losses (£000)
Under 20,310,124
20-39,2720,2768
40-59,2610,4926
60-69,980,3136
70-79,870,3654
80 and over,640,2496
"""


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("People aged 60 and over made up 31% of the victims.", "consistent"),
        ("The under-40s accounted for 3,030 of the victims.", "consistent"),
        ("The under-40s accounted for 2,730 of the victims.", "inconsistent"),
    ],
)
def test_a_stretch_of_ages_is_its_bands_together(said: str, verdict: str) -> None:
    assert gravest(judge_statement(said, grid_of_csv(FRAUD))).verdict == verdict


@pytest.mark.parametrize(
    ("label", "band"),
    [
        ("Under 18", (0, 17)), ("18 to 24", (18, 24)), ("65+", (65, OLDEST)),
        ("Aged 75 and over", (75, OLDEST)), ("17 and under", (0, 17)), ("A38", None),
        ("2023/24", None), ("Over 60s", (60, OLDEST)),
    ],
)  # fmt: skip
def test_bands_of_ages(label: str, band: tuple[int, int] | None) -> None:
    assert band_of(label) == band


def test_a_column_of_another_thing_is_no_year_of_its_own() -> None:
    table = "Crime type,2022/23,2023/24,2024/25,Surveys in 2024/25\n"
    table += "Hate crime,69%,75%,80%,148\nBurglary,81%,78%,83%,412\nAbuse,85%,86%,88%,287\n"
    said = "For hate crime satisfaction has gone from 69 to 80 per cent in two years."
    assert gravest(judge_statement(said, grid_of_csv(table))).verdict == "consistent"


def test_a_number_is_not_meant_as_a_cell_that_stands_beside_it() -> None:
    table = "Question,2023 (%),2024 (%),England and Wales 2024 (%)\n"
    table += "Fair,58,60,61\nRelied on,48,46,53\nSeen,11,13,12\nLocal,49,51,50\n"
    said = "We trail England and Wales most on being relied upon: 46 per cent against 53."
    assert gravest(judge_statement(said, grid_of_csv(table))).verdict != "inconsistent"


def test_a_share_of_them_is_of_the_sum_before_it() -> None:
    table = "Grade,Incidents\nGrade 1 urban,31240\nGrade 1 rural,8760\nGrade 2 urban,58400\n"
    said = "There were 40,000 Grade 1 incidents and 21.9 per cent of them were rural."
    found, _, _ = read_beside(said, grid_of_csv(table + "Grade 2 rural,14600\n"))
    share = found[-1].working
    assert share is not None
    assert share.kind is Kind.SHARE
    assert [o.low for o in share.operands] == [8760, 40_000]


RURAL = (
    "Offence,North,South,Force\nQuad bike theft,40,60,100\nMachinery theft,70,104,174\n"
    "Poaching,3,6,9\n"
)


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("Thefts of quad bikes and machinery came to 274.", ["Machinery theft", "Quad bike theft"]),
        ("Machinery theft came to 174.", ["Machinery theft"]),
    ],
)
def test_a_line_that_shares_a_word_is_named_by_its_own(said: str, lines: list[str]) -> None:
    sight = Sight(said, grid_of_csv(RURAL))
    named = {li.label for m in sight.mentions[0] if m.weight >= 0.8 for li in m.lines}
    assert sorted(named) == lines


def test_what_is_joined_to_a_pound_is_no_word() -> None:
    assert [stem for _, stem in tokens("Grant £m of £239.7m")] == ["grant", "of", "7"]


@pytest.mark.parametrize(
    ("said", "sort", "value"),
    [
        ("About 36p of every pound goes on the fleet.", Sort.PERCENT, 36),
        ("Some 54 pence in every pound goes on pay.", Sort.PERCENT, 54),
        ("Of every £100 budgeted, just under £31 goes on policing.", Sort.PERCENT, 31),
        ("For every 100 crimes there were 42 arrests.", Sort.PERCENT, 42),
        ("Calls topped 140 in three of the seven months.", Sort.COUNT, 140),
        ("Theft averaged 18 offences a quarter.", Sort.COUNT, 18),
    ],
)
def test_numbers_of_each(said: str, sort: Sort, value: float) -> None:
    first = numbers_in(said)[0]
    assert (first.sort, first.value) == (sort, value)


def test_so_many_for_each() -> None:
    table = "Year,Officers,PCSOs\n2019,1985,196\n2024,2332,138\n"
    said = "In 2024 there were roughly 17 officers for every PCSO."
    assert gravest(judge_statement(said, grid_of_csv(table))).verdict is Verdict.CONSISTENT


def test_years_at_a_date_are_labels() -> None:
    grid = grid_of_csv("At 31 March,Officers\n2023,410\n2024,425\n")
    assert [c.row_label for c in grid.cells] == ["2023", "2024"]


def test_aims_with_a_sign_are_numbers() -> None:
    grid = grid_of_csv("Measure,Target,Result\nCharge rate,≥10,9\nAbandoned,<5,4\n")
    assert [c.number.value for c in grid.cells] == [10, 9, 5, 4]


STATIONS = "Station,2022/23,2023/24\nCalder,634,602\nHollin,735,700\nMoor,610,640\n"
BANDS = (
    "Band,Share of dwellings,Increase £\nBand D,15.1,10\nBand E,9.5,12\nBand F,3.9,15\n"
    "Band G,2.2,17\n"
)
TOWNS = "Town,Burglary,Robbery\nAsh,541,12\nBeck,102,40\nColne,402,33\nDale,90,8\n"


@pytest.mark.parametrize(
    ("said", "table"),
    [
        ("Calder and Hollin fell by 32 and 35 respectively.", STATIONS),
        ("Hollin and Calder fell by 35 and 32 respectively.", STATIONS),
        ("The two highest towns had 943 burglaries between them.", TOWNS),
        ("The bottom two towns had 192 burglaries between them.", TOWNS),
        ("Only 6.1% of homes are in Bands F and G.", BANDS),
        ("Ash to Colne had 1,045 burglaries.", TOWNS),
    ],
)
def test_lists_ends_and_stretches_of_rows_are_read(said: str, table: str) -> None:
    found, workings, _ = read_beside(said, grid_of_csv(table))
    numbers = [(e, w) for e, w in zip(found, workings, strict=True) if e.state is not State.PLAIN]
    assert numbers
    for one, some in numbers:
        assert any(held(one.cue.number, w, one.cue.direction) for w in some), one.cue.number.text


def test_a_list_is_said_of_names_in_their_order() -> None:
    said = "Calder and Hollin fell by 35 and 32 respectively."
    assert gravest(judge_statement(said, grid_of_csv(STATIONS))).verdict is not Verdict.CONSISTENT


@pytest.mark.parametrize(
    ("said", "table", "label"),
    [
        ("29 people lost their lives in 2023", ROADS, "Killed"),
        ("Callers gave up on 12", "Month,Answered,Abandoned\nMay,90,12\n", "Abandoned"),
        ("80 non-emergency calls", "Month,999 calls,101 calls\nMay,60,80\n", "101 calls"),
        ("domestic abuse in May: 7", "Month,DA crimes,ASB\nMay,7,9\n", "DA crimes"),
        ("body-worn video was on 9 times", "Month,Searches,BWV used\nMay,12,9\n", "BWV used"),
        ("children were held 4 times", "Month,Detainees,Under 18\nMay,40,4\n", "Under 18"),
        ("racially motivated: 812", STRANDS, "Race"),
    ],
)
def test_a_line_is_named_in_other_words_than_its_label(said: str, table: str, label: str) -> None:
    named = [n for axis in axes_of(grid_of_csv(table)) for n in axis.named(said) if n.weight >= 0.5]
    assert {n.line.label for n in named} == {label}


def test_the_words_of_a_label_do_not_stand_on_both_sides_of_another_number() -> None:
    rows = axes_of(grid_of_csv("Type,Vehicles\nRoads policing cars,41\nVans,52\n"))[0]
    assert all(n.weight < 1 for n in rows.named("534 vehicles, of which 45 were off the road"))
    assert [n.weight for n in rows.named("cars of roads policing")] == [1]


def test_those_in_their_thirties_are_a_band_of_ages() -> None:
    table = "Age,Victims\nUnder 20,18\n20-29,41\n30-39,45\n40-49,39\n"
    (found,) = Sight("Those in their thirties: 45", grid_of_csv(table)).mentions[0]
    assert [li.label for li in found.lines] == ["30-39"]


def test_a_whole_is_told_by_what_it_has_more_than_the_part_before_it() -> None:
    table = "Reason,Searches,Found\nDrugs,80,20\nWeapons,40,12\nTotal,120,32\n"
    said = "Weapons were found in 12 of the 40 searches."
    found, workings, bench = read_beside(said, grid_of_csv(table))
    traits = {
        (c.working.value, t)
        for c in candidates(1, found, workings[1], bench) if c.working for t in c.traits
    }  # fmt: skip
    assert (40, "whole: the same rows and other columns, more, as level") in traits
    assert not any(t.startswith("part:") for _, t in traits)


@pytest.mark.parametrize("label", ["MSG rate", "APR 2024 MSG"])
def test_initials_that_are_heard_as_another_word_name_nothing_by_themselves(label: str) -> None:
    columns = axes_of(grid_of_csv(f"Month,{label},Calls\nMay,5,8\n"))[1]
    assert not columns.named("many small gains were made")


def test_double_figures_are_ten_or_more_and_no_doubling() -> None:
    grid = grid_of_csv("Strand,Apr,May,Jun\nReligion,14,8,16\nRace,30,31,9\n")
    said = "Religion was in double figures in two of the three months."
    found = judge_statement(said, grid)
    assert [(f.kind, f.verdict) for f in found] == [("tally", Verdict.CONSISTENT)]
    assert gravest(judge_statement(said.replace("two", "one"), grid)).verdict is not (
        Verdict.CONSISTENT
    )
    assert not any(n.text == "double" for n in numbers_in(said))
