"""Findings put into words, none stronger than its evidence, and the questions to ask."""

from wardmote.narrative.names import VERB, verdict
from wardmote.narrative.plain import plain
from wardmote.narrative.questions import Question, questions_from
from wardmote.narrative.wording import WORDINGS, bullet, cell, name_of, sentence

__all__ = [
    "VERB",
    "WORDINGS",
    "Question",
    "bullet",
    "cell",
    "name_of",
    "plain",
    "questions_from",
    "sentence",
    "verdict",
]
