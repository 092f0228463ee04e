"""Findings put into words, none stronger than its evidence, and the questions to ask."""

from wardmote.narrative.methods import (
    METHOD_WORDS,
    MethodWords,
    figure_words,
    method_order,
    method_words,
)
from wardmote.narrative.names import SEVERAL, each_of, several_of, verb, verdict
from wardmote.narrative.plain import plain
from wardmote.narrative.questions import Question, questions_from
from wardmote.narrative.wording import WORDINGS, bullet, cell, name_of, sentence

__all__ = [
    "METHOD_WORDS",
    "SEVERAL",
    "WORDINGS",
    "MethodWords",
    "Question",
    "bullet",
    "cell",
    "each_of",
    "figure_words",
    "method_order",
    "method_words",
    "name_of",
    "plain",
    "questions_from",
    "sentence",
    "several_of",
    "verb",
    "verdict",
]
