"""Labelled statements: the checker gives each the verdict that a careful reader would."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from wardmote.checker.grid import grid_of_csv
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
    assert len(confirmed) >= 0.8 * len(right)
    assert len(caught) >= 0.55 * len(wrong)


def _inline(given: dict[str, str]) -> Verdict:
    grid = grid_of_csv(given["table"]) if given["table"] else None
    return gravest(judge_statement(given["statement"], grid)).verdict
