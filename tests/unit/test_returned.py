"""Two papers compared: numbers apart from words, and what an editor does of itself no change."""

from __future__ import annotations

import pytest

from wardmote.checker.returned import Edit, Kind, changed_numbers, edits, stands_for
from wardmote.checker.tracked import WordBlock, WordPaper, WordTable, WordText

GIVEN = (
    WordText("OFFICIAL"),
    WordText("4 Collisions", 1),
    WordText("There were 15,108 collisions in 2014. It fell by 314 (−8.1%)."),
    WordTable((("Year", "Jan", "Feb"), ("2014", "1,329", "1,202"), ("2015", "1,245", "[x]"))),
    WordText("Collisions are not casualties."),
)


def between(*came: WordBlock) -> list[Edit]:
    return edits(WordPaper(GIVEN), WordPaper(came))


def test_what_an_editor_changes_of_itself_is_no_change() -> None:
    table = WordTable(
        (("Year", "Jan", "Feb"), ("2014", "1,329", "1,202"), ("2015", "1,245", "[x]"))
    )
    came = (
        *GIVEN[:2],
        WordText("There were\N{NO-BREAK SPACE}15,108 collisions  in 2014. It fell by 314 (-8.1%)."),
        table,
        GIVEN[4],
    )
    assert between(*came) == []
    assert edits(
        WordPaper((WordText('The board\'s "view" - noted...'),)),
        WordPaper((WordText("The board’s “view” – noted…"),)),
    ) == []  # fmt: skip


def test_a_changed_number_is_told_with_what_it_was() -> None:
    (edit,) = between(
        *GIVEN[:2], WordText("There were 15,180 collisions in 2014. It fell by 314 (−8.1%)."),
        *GIVEN[3:],
    )  # fmt: skip
    assert (edit.kind, edit.numbers) == (Kind.CHANGED, (("15,108", "15,180"),))
    assert edit.place == "4 Collisions"


def test_a_changed_cell_is_told_with_its_row_and_column() -> None:
    table = WordTable(
        (("Year", "Jan", "Feb"), ("2014", "1,329", "1,220"), ("2015", "1,245", "[x]"))
    )
    (edit,) = between(*GIVEN[:3], table, GIVEN[4])
    assert edit.cell
    assert edit.numbers == (("1,202", "1,220"),)
    assert edit.place.endswith("row '2014', Feb")


def test_sentences_come_and_go_in_the_order_of_the_paper() -> None:
    found = between(
        GIVEN[0], GIVEN[1], WordText("We put 14 officers there. It fell by 314 (−8.1%)."), GIVEN[3]
    )
    assert [(e.kind, e.before, e.after) for e in found] == [
        (Kind.REMOVED, "There were 15,108 collisions in 2014.", ""),
        (Kind.ADDED, "", "We put 14 officers there."),
        (Kind.REMOVED, "Collisions are not casualties.", ""),
    ]
    assert [e.numbers for e in found] == [(("15,108", ""),), (("", "14"),), ()]


def test_a_sentence_that_was_moved_is_told_once() -> None:
    (edit,) = between(GIVEN[0], GIVEN[4], GIVEN[1], GIVEN[2], GIVEN[3])
    assert edit.kind is Kind.MOVED
    assert edit.numbers == ()


def test_a_marking_that_was_changed_is_told() -> None:
    (edit,) = between(WordText("OFFICIAL-SENSITIVE"), *GIVEN[1:])
    assert (edit.before, edit.after) == ("OFFICIAL", "OFFICIAL-SENSITIVE")


def test_a_row_that_was_taken_out_is_told() -> None:
    (edit,) = between(*GIVEN[:3], WordTable(GIVEN[3].rows[:2]), GIVEN[4])
    assert (edit.kind, edit.before) == (Kind.REMOVED, "2015 | 1,245 | [x]")


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        ("a fall of 8.1%", "a fall of 8.1 per cent", ()),
        ("1,161 in March", "1161 in March", ()),
        ("fell by half", "fell by a third", (("half", "a third"),)),
        ("in 2014", "in 2015", (("2014", "2015"),)),
        ("rose 3.6%", "fell 3.6%", ()),
        ("rose 3.6%", "rose", (("3.6%", ""),)),
        ("up 3.6%", "up 3.6 points", (("3.6%", "3.6"),)),
    ],
)
def test_numbers_are_compared_by_value(
    before: str, after: str, pairs: tuple[tuple[str, str], ...]
) -> None:
    assert changed_numbers(before, after) == pairs


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [("3,562", "about 3,600", True), ("8.1%", "8.1 per cent", True), ("3,562", "3,526", False),
     ("8.1%", "8%", True),
     ("8.1%", "9%", False), ("3,562", "3,562%", False)],
)  # fmt: skip
def test_a_number_may_be_told_less_exactly(before: str, after: str, same: bool) -> None:
    assert stands_for(before, after) is same
