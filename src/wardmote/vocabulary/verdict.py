"""What a claim of somebody's paper is found to be."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """The verdicts, the gravest first."""

    INCONSISTENT = "inconsistent"
    OVERCLAIM = "overclaim"
    UNVERIFIABLE = "unverifiable"
    CONSISTENT = "consistent"
