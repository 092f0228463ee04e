"""Words used against their definition: questions to ask, each with the name of its convention."""

from __future__ import annotations

import re
from collections.abc import Iterator

DEPENDENT = re.compile(
    r"\bcyber[- ]dependent\b[^.;]{0,60}\bfraud\b|"
    r"\bfraud\b[^.;]{0,40}\b(?:is|are|as|being)\b[^.;]{0,20}\bcyber[- ]dependent\b",
    re.IGNORECASE,
)
COLLISIONS_FOR_PEOPLE = re.compile(
    r"\b\d[\d,]*\s+(?:people|persons|casualties|drivers|pedestrians|motorists)\b[^.;]{0,60}"
    r"\b(?:that is|or|i\.e\.|equal to|the same as|namely)\s+\d[\d,]*\s+(?:collisions|"
    r"crashes|accidents)\b|"
    r"\bcollisions?\b[^.;]{0,25}\b(?:casualties|people) (?:killed|injured|"
    r"hurt)\b[^.;]{0,20}\b(?:fell|rose|"
    r"increased|decreased|were) (?:by |to )?\d|\bcollision(?:s)? (?:casualties|victims)\b|"
    r"\b\d[\d,]*\s+(?:fatal |serious )?collisions? (?:were |was )?(?:killed|died|injured)\b",
    re.IGNORECASE,
)
OUTCOMES_MIXED = re.compile(
    r"\boutcomes?\b[^.;]{0,40}\b(?:recorded|assigned|given|reached)\b[^.;]{0,40}\b(?:as a|"
    r"share|proportion|"
    r"percentage|per ?cent|%)[^.;]{0,30}\b(?:crimes?|offences?) recorded\b|"
    r"\b(?:charges?|outcomes?|detections?)\b[^.;]{0,60}\b(?:as a )?(?:share|proportion|"
    r"percentage|per ?cent|%)"
    r"\s+of\s+(?:the\s+|all\s+)?(?:\w+\s+){0,2}(?:crimes?|offences?)\s+recorded\b",
    re.IGNORECASE,
)
_COHORT = (
    r"(?:victims|people|persons|respondents|residents|offenders|suspects|detainees|drivers|"
    r"officers|complainants|callers|offences|crimes|incidents|calls|cases|tickets|searches)\b"
)
MORE_THAN_ALL = re.compile(
    r"\b(?!100\b)(?:1[0-9]{2}|[2-9]\d{2})(?:\.\d+)?\s?(?:%|per ?cent)\s+of\s+(?:the\s+|all\s+)?"
    rf"(?:\w+\s+)?{_COHORT}",
    re.IGNORECASE,
)
RATES_ADDED = re.compile(
    r"\bper\s+(?P<one>1,?000|10,?000|100,?000|million)\b(?P<of>[^.;]{0,80}?)"
    r"\bper\s+(?!(?P=one)\b)(?:1,?000|10,?000|100,?000|million)\b[^.;]{0,80}?"
    r"\b(?:combined|together|in total|total\w*|altogether|add\w*|sum)\b|"
    r"\b(?:combined|together|total|sum)\b[^.;]{0,80}?\bper\s+(?P<two>1,?000|10,?000|100,?000)\b"
    r"[^.;]{0,80}?\bper\s+(?!(?P=two)\b)(?:1,?000|10,?000|100,?000|million)\b",
    re.IGNORECASE,
)
MISUSED = (
    (
        MORE_THAN_ALL,
        "a share of more than all of them: is it of another whole, or a rate?",
    ),
    (
        RATES_ADDED,
        "rates per different numbers are put together: they add up only after they are brought "
        "to one denominator. Which is meant?",
    ),
    (
        COLLISIONS_FOR_PEOPLE,
        "collisions and casualties are mixed: by the STATS19 definitions a collision may have "
        "several casualties. Which is counted?",
    ),
    (
        OUTCOMES_MIXED,
        "outcomes recorded in a period are set against crimes recorded in it: by the outcomes "
        "framework an outcome may belong to a crime of an earlier period. Which basis is meant?",
    ),
    (
        DEPENDENT,
        "fraud is called cyber-dependent: by the Home Office's definitions it is cyber-enabled, "
        "and computer misuse is cyber-dependent. Which is meant?",
    ),
)


def misused(sentence: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The questions to ask of a sentence's definitions, each with the characters that it is of."""
    for form, question in MISUSED:
        match = form.search(sentence)
        if match:
            yield question, match.span()
