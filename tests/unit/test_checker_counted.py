"""Claims of how many lines of a table, of every one, of none or of only some, that they are so."""

from __future__ import annotations

import pytest

from wardmote.checker.axes import axes_of
from wardmote.checker.bench import Bench
from wardmote.checker.check import check_paper
from wardmote.checker.conditions import conditions
from wardmote.checker.counted import counted
from wardmote.checker.explain import read_beside
from wardmote.checker.grid import grid_of_csv
from wardmote.checker.numbers import numbers_in
from wardmote.checker.orders import orders
from wardmote.checker.paper import paper_of
from wardmote.checker.verdicts import Verdict, gravest, judge_statement
from wardmote.vocabulary import Hedge

UNITS = (
    "Unit,Opening balance,Closing balance,Officer days,Staff days,Target days\n"
    "Response,12,15,9.0,6.0,8.0\nCustody,8,6,5.0,7.0,8.0\nTraffic,20,20,6.5,7.5,7.0\n"
    "Firearms,4,3,8.5,4.0,8.0\n"
)
SPENDING = (
    "Heading,Budget (£000),Outturn (£000)\nPay,900,930\nOvertime,110,140\nPremises,80,74\n"
    "Transport,60,60\nForensics,45,41\n"
)
YEARS = (
    "Strand,2021/22,2022/23,2023/24\nRace,410,432,460\nReligion,51,48,40\nDisability,60,72,70\n"
    "Transgender,22,0,9\n"
)
FORMS = (
    "Ward,Q1,Q2,Q3,Q4\nAbbey,20,31,25,18\nBrook,14,22,17,12\nCastle,40,38,52,33\nDene,9,15,11,8\n"
)

WAITS = (
    "Suite,Average wait 2023 (mm:ss),Average wait 2024 (mm:ss),Visits 2023,Visits 2024\n"
    "Abbey,04:10,03:25,9,7\nBrook,06:35,08:20,8,8\nCastle,103:05,102:50,5,2\n"
)
LEAVERS = (
    "Leavers,Q1 24/25,Q2 24/25,Q3 24/25,YTD 24/25,YTD 23/24\nRetired,22,27,19,68,81\n"
    "Resigned,31,36,29,96,84\nTransferred,9,7,12,28,21\n"
)
NETS = (
    "Heading,Budget,Outturn,Variance\nPay,900,930,30\nOvertime,110,140,30\nPremises,80,74,-6\n"
    "Transport,60,65,5\nGross cost,1150,1209,59\nIncome,-50,-60,-10\nNet cost,1100,1149,49\n"
)


def _bench(said: str, table: str) -> Bench:
    return read_beside(said, grid_of_csv(table))[2]


def _read(said: str, table: str) -> tuple[bool, bool]:
    """Whether a claim has a reading by which it is so, and one by which it is not."""
    found, _, bench = read_beside(said, grid_of_csv(table))
    readings = [r for o in orders(bench, found) if o.kind != "rank" for r in o.readings]
    assert readings, said
    return any(r.so for r in readings), any(not r.so for r in readings)


@pytest.mark.parametrize(
    ("said", "table"),
    [
        ("Only Response ended the year higher than it began.", UNITS),
        ("Two of the four units ended the year lower than they began it.", UNITS),
        ("Two units, Response and Firearms, lost more officer days than staff days.", UNITS),
        ("In two of the four units more staff days than officer days were lost.", UNITS),
        ("Two of the five headings overspent and two underspent.", SPENDING),
        ("Just one heading, transport, came in on budget.", SPENDING),
        ("Every heading but pay and overtime was within budget.", SPENDING),
        ("Race was the only strand to have gone up in both years.", YEARS),
        ("Race and disability rose between 2021/22 and 2022/23; the rest fell.", YEARS),
        ("No transgender offences were recorded in just one year, 2022/23.", YEARS),
        ("Q2 was the highest quarter in every ward except Castle.", FORMS),
        ("Three of the four wards had their peak in Q2.", FORMS),
        ("In all four wards the last quarter was the lowest.", FORMS),
        ("Five headings of the five were above 40 thousand.", SPENDING),
        ("In both years visitors got into Abbey quicker than into Brook.", WAITS),
        ("Two of the three suites got quicker.", WAITS),
        ("In each of the three quarters more resigned than retired.", LEAVERS),
        ("Three of the four headings finished the year overspent.", NETS),
        ("In every quarter from Q1 to Q3 Dene had fewer than Brook.", FORMS),
        (
            "In all but one of the four quarters, Q1 being the exception, at least 22 were logged "
            "in Abbey or Brook.",
            FORMS,
        ),
        ("There hasn't been a quarter in which Dene had more than Brook.", FORMS),
        ("Only Castle had a wait of more than a quarter of an hour in 2024.", WAITS),
        ("Every ward recorded fewer in the fourth quarter than in the third.", FORMS),
        ("Race passed 450 for the first time in 2023/24.", YEARS),
        ("Of the four strands, two were lower in the latest year than in the one before.", YEARS),
        ("Q2 was the busiest quarter for three of the four wards.", FORMS),
    ],
)
def test_right_claims_have_a_reading_that_bears_them_out(said: str, table: str) -> None:
    assert _read(said, table)[0]


@pytest.mark.parametrize(
    ("said", "table"),
    [
        ("Three of the four units lost more officer days than staff days.", UNITS),
        ("Two units, Custody and Firearms, lost more officer days than staff days.", UNITS),
        ("Three of the five headings overspent.", SPENDING),
        ("Every heading but pay was within budget.", SPENDING),
        ("Religion was the only strand to have gone up in both years.", YEARS),
        ("Q2 was the highest quarter in every ward except Abbey.", FORMS),
        ("Q2 was the highest quarter in every ward.", FORMS),
        ("All three suites got quicker.", WAITS),
        ("In both years visitors got into Brook quicker than into Abbey.", WAITS),
        ("In each of the three quarters more retired than resigned.", LEAVERS),
        ("Race passed 430 for the first time in 2023/24.", YEARS),
        ("Q2 was the busiest quarter for two of the four wards.", FORMS),
    ],
)
def test_wrong_claims_have_none(said: str, table: str) -> None:
    assert _read(said, table) == (False, True)


@pytest.mark.parametrize(
    ("said", "form", "many", "those"),
    [
        ("Every ward but Castle and Dene rose in Q2.", "all but some", 2, {"Abbey", "Brook"}),
        ("Three of the four wards rose.", "of so many", 3, None),
        ("Two of the dozen wards rose.", None, 0, None),
        ("Two wards of the four rose.", "of so many", 2, None),
        ("Abbey rose; the rest fell.", "the rest", 3, {"Brook", "Castle", "Dene"}),
        ("Only Abbey and Brook rose in Q2.", "only these", 2, {"Abbey", "Brook"}),
        ("Two wards, Abbey and Dene, rose.", "of any number", 2, {"Abbey", "Dene"}),
        ("Half of all crime is theft.", None, 0, None),
        ("Two successive wards rose.", None, 0, None),
    ],
)
def test_what_is_counted(said: str, form: str | None, many: int, those: set[str] | None) -> None:
    found = [c for c in counted(_bench(said, FORMS)) if c.axis == 0 and c.form != "those"]
    if form is None:
        assert not found
        return
    one = next(c for c in found if c.form == form)
    assert one.many == many
    assert those is None or {li.label for li in one.those or ()} == those


def test_a_limit_of_money_is_held_against_thousands() -> None:
    bench = _bench("Two of the five headings spent more than £100,000.", SPENDING)
    (one,) = [c for c in counted(bench) if c.axis == 0 and c.form == "of so many"]
    found = [so for _, so in conditions(bench, 0, one.lines, one.clause, one.span)]
    assert (True, True, False, False, False) in found


def test_a_limit_in_minutes_is_none_of_what_is_counted() -> None:
    said = "The wait was over 5 minutes in two of the three suites."
    bench = _bench(said, WAITS)
    (one,) = [c for c in counted(bench) if c.axis == 0 and c.form == "of so many"]
    found = [how for how, _ in conditions(bench, 0, one.lines, one.clause, one.span)]
    assert found, said
    assert len(found) == 2  # of both years' waits, and of no visits


def test_at_least_so_many_are_no_fewer() -> None:
    (number,) = numbers_in("No fewer than 30 were seen.")
    assert (number.low, number.hedge) == (30, Hedge.OVER)
    assert _read("In two wards of the four at least 15 came in Q3.", FORMS)[1]


def test_what_comes_right_behind_a_line_is_ranked_beside_it() -> None:
    said = "Brook was second only to Castle in Q4."
    found, _, bench = read_beside(said, grid_of_csv(FORMS))
    (order,) = [o for o in orders(bench, found) if o.kind == "rank"]
    assert not any("(Castle," in r.why for r in order.readings)
    assert all("months or years" not in r.why for r in order.readings)
    said = "Dene was second only to Castle in Q4."
    assert gravest(judge_statement(said, grid_of_csv(FORMS))).verdict is Verdict.INCONSISTENT


def test_a_line_that_sums_up_those_before_it_is_a_total() -> None:
    rows, _ = axes_of(grid_of_csv(NETS))
    assert [li.label for li in rows.totals] == ["Gross cost", "Net cost"]


def test_the_limit_of_a_tally_is_no_number_of_its_own() -> None:
    said = "Three of the four wards had more than 11 incidents in Q4."
    found = judge_statement(said, grid_of_csv(FORMS))
    assert [f.kind for f in found] == ["tally"]
    assert gravest(found).verdict is Verdict.CONSISTENT
    wrong = gravest(judge_statement(said.replace("Three", "Two"), grid_of_csv(FORMS)))
    assert wrong.verdict is Verdict.INCONSISTENT


def test_what_bears_a_claim_out_is_told() -> None:
    said = "Q2 was the highest quarter in every ward except Castle."
    (one,) = judge_statement(said, grid_of_csv(FORMS))
    assert one.verdict is Verdict.CONSISTENT
    assert "every ward except Castle" in one.why
    assert "Abbey, Brook, Dene" in one.why


def test_a_paper_bears_out_claims_without_numbers() -> None:
    rows = [line.split(",") for line in FORMS.splitlines()]
    said = "Q2 was the highest quarter in every ward except Castle."
    found = [p.finding for p in check_paper(paper_of("paper", [(1, rows), (1, said)]))]
    assert [f.verdict for f in found] == [Verdict.CONSISTENT]


@pytest.mark.parametrize("sides", ["Officer days,Staff days", "Staff days,Officer days"])
def test_columns_are_compared_the_way_that_is_said(sides: str) -> None:
    table = f"Unit,{sides}\nA,9,6\nB,5,7\nC,4,3\nD,8,1\n"
    bench = _bench("Three of the four units lost more officer days than staff days.", table)
    (one,) = [c for c in counted(bench) if c.form == "of so many"]
    found = [sum(so) for _, so in conditions(bench, 0, one.lines, one.clause, one.span)]
    assert set(found) == {3 if sides.startswith("Officer") else 1}
