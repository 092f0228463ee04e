"""Labelled statements: the checker gives each the verdict that a careful reader would."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

import msgspec
import pytest

from wardmote.checker.check import check_paper
from wardmote.checker.grid import grid_of_csv
from wardmote.checker.paper import paper_of
from wardmote.checker.verdicts import Verdict, gravest, judge_statement

FOLDER = Path(__file__).parent / "checker"
LABELLED = [
    tuple(line.split("|", 2))
    for file in sorted(FOLDER.glob("*.txt"))
    for line in file.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


SECOND = [
    msgspec.json.decode(line)
    for file in sorted(FOLDER.glob("*.jsonl"))
    for line in file.read_text(encoding="utf-8").splitlines()
]


def judged(statement: str, table: str) -> Verdict:
    grid = None
    if table != "null":
        grid = grid_of_csv((FOLDER / "tables" / f"{table}.csv").read_text(encoding="utf-8"))
    return gravest(judge_statement(statement, grid)).verdict


def test_there_are_enough_statements() -> None:
    assert len(LABELLED) >= 150
    assert {label for label, _, _ in LABELLED} == {v.value for v in Verdict}


@pytest.mark.parametrize("label", [v.value for v in Verdict])
def test_statements_get_the_verdict_of_their_label(label: str) -> None:
    mine = [(t, s) for v, t, s in LABELLED if v == label]
    wrong = [s for t, s in mine if judged(s, t).value != label]
    assert len(wrong) <= 0.15 * len(mine), wrong


def test_no_right_claim_is_called_wrong() -> None:
    right = [(t, s) for v, t, s in LABELLED if v == "consistent"]
    flagged = [s for t, s in right if judged(s, t) is Verdict.INCONSISTENT]
    assert len(flagged) <= 0.01 * len(right), flagged


def test_statements_written_before_they_were_seen_are_hardly_ever_called_wrong() -> None:
    """Harder ones, each with its table: most are left open, and next to none is called wrong."""
    right = [d for d in SECOND if d["label"] == "consistent"]
    found = [(d, _inline(d)) for d in right]
    flagged = [d["statement"] for d, verdict in found if verdict is Verdict.INCONSISTENT]
    confirmed = [d for d, verdict in found if verdict is Verdict.CONSISTENT]
    wrong = [d for d in SECOND if d["label"] == "inconsistent"]
    caught = [d for d in wrong if _inline(d) is Verdict.INCONSISTENT]
    assert len(flagged) <= 0.01 * len(right), flagged
    assert len(confirmed) >= 0.76 * len(right)
    assert len(caught) >= 0.43 * len(wrong)


EVERY = [
    *(
        (label, (FOLDER / "tables" / f"{table}.csv").read_text(encoding="utf-8"), text)
        for label, table, text in LABELLED
        if table != "null"
    ),
    *((d["label"], d["table"], d["statement"]) for d in SECOND if d["table"]),
]
NOT_WRONG = [(table, text) for label, table, text in EVERY if label != "inconsistent"]


def test_a_statement_without_its_table_is_hardly_ever_called_wrong() -> None:
    """Most sentences of a paper stand beside no table that they speak of."""
    flagged = [
        text for _, text in NOT_WRONG
        if gravest(judge_statement(text, None)).verdict is Verdict.INCONSISTENT
    ]  # fmt: skip
    assert len(flagged) <= 0.005 * len(NOT_WRONG), flagged


@pytest.mark.parametrize("with_its_own", [True, False])
def test_a_statement_in_a_paper_of_other_tables_is_hardly_ever_called_wrong(
    *, with_its_own: bool
) -> None:
    tables = sorted({table for table, _ in NOT_WRONG})
    draw = random.Random(5)
    some = NOT_WRONG[3::7]
    flagged = []
    for own, text in some:
        near = [*draw.sample([t for t in tables if t != own], 4), *([own] if with_its_own else [])]
        blocks = [(1, list(csv.reader(io.StringIO(table)))) for table in near]
        found = check_paper(paper_of("paper", [*blocks, (1, text)]))
        if any(f.finding.verdict is Verdict.INCONSISTENT for f in found):
            flagged.append(text)
    assert len(flagged) <= 0.02 * len(some), flagged


def _inline(given: dict[str, str]) -> Verdict:
    grid = grid_of_csv(given["table"]) if given["table"] else None
    return gravest(judge_statement(given["statement"], grid)).verdict
