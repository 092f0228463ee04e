"""Words as stems: those that name nothing, those that mean one thing, and how labels are heard."""

from __future__ import annotations

import re
from functools import cache

from wardmote.checker.grid import FUNCTION, stem_of

GENERIC = frozenset(
    stem_of(w)
    for w in [
        "number",
        "numbers",
        "offence",
        "offences",
        "crime",
        "crimes",
        "incident",
        "incidents",
        "recorded",
        "reported",
        "record",
        "year",
        "month",
        "quarter",
        "period",
        "data",
        "figure",
        "figures",
        "value",
        "count",
        "people",
        "rate",
        "percent",
        "per",
        "cent",
        "change",
        "case",
        "cases",
        "total",
        "all",
        "overall",
        "police",
        "volume",
        "force",
        "area",
        "district",
        "1000",
        "100000",
        "10000",
    ]
)


# Words of policing that mean one thing, as stems.
SYNONYMS: tuple[frozenset[str], ...] = tuple(
    frozenset(stem_of(w) for w in group.split())
    for group in (
        "residential dwelling home homes house houses household",
        "shoplifting shops shop retail shoplifter",
        "murder homicide",
        "knife knives bladed blade stabbing",
        "emergency 999",
        "101 switchboard",
        "abandoned abandonment unanswered",
        "cyber computer online",
        "killed fatal fatalities deaths died killing fatality",
        "car cars vehicle vehicles motor",
        "bicycle bike cycle cycling cyclist",
        "officer officers constable constables",
        "pcso pcsos",
        "court prosecuted prosecution charged summonsed charge summons",
        "arson fire",
        "sickness sick absence illness",
        "collision collisions crash crashes accident accidents",
        "casualty casualties injured hurt injury",
        "course courses retraining awareness",
        "complaint complaints allegation allegations grievance",
        "sexual sex rape",
        "youth young juvenile child children under",
        "women woman girls female",
        "men man boys male",
        "custody cells detention detained detainees detainee",
        "arrive arrived arrival attended attendance attend reached reach response responded",
        "lost unanswered abandoned abandonment",
        "non-emergency 101",
        "pay salaries wages",
        "examined processed",
        "withdrew withdrawn",
        "ethnic ethnicity",
        "reoffend reoffending reoffended",
        "website web online digital internet",
        "theft thefts stolen steal stealing",
        "drunk drink drinking",
        "seized seizure seizures",
        "resigned resignations leavers left",
        "joined joiners recruited recruits recruitment recruit",
        "vacancy vacancies vacant unfilled",
        "waiting wait waits awaiting queue queues backlog",
        "upheld found proven",
        "taser tasers",
        "drone drones",
        "speeding speed",
        "alcohol drink",
        "asb antisocial nuisance",
        "satisfied satisfaction content",
        "confident confidence",
        "search searches searched",
        "budget budgeted approved",
        "outturn spend spent spending expenditure",
        "urban city town",
        "monday mon",
        "tuesday tue tues",
        "wednesday wed",
        "thursday thu thur thurs",
        "friday fri",
        "saturday sat",
        "sunday sun",
    )
)


def alike(one: str, other: str) -> bool:
    """Whether two stems are of one word: burglari and burgl, violent and violenc."""
    if one == other:
        return True
    short = min(len(one), len(other))
    if short < 5:
        return False
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        same += 1
    return same >= max(5, short - 1)


def initials_of(label: str) -> str:
    """ASB of Anti-social behaviour."""
    words = [w for w in re.findall(r"[A-Za-z]+", label) if w.lower() not in FUNCTION]
    return "".join(w[0] for w in words).lower() if len(words) > 2 else ""


@cache
def same_word(one: str, other: str) -> bool:
    """Whether two stems are of one word, or of words that mean one thing in policing."""
    return alike(one, other) or not _groups(one).isdisjoint(_groups(other))


@cache
def _groups(stem: str) -> frozenset[int]:
    """The groups of synonyms that a stem belongs to."""
    return frozenset(i for i, group in enumerate(SYNONYMS) if any(alike(stem, w) for w in group))


def tokens(text: str) -> list[tuple[int, str]]:
    """The words and whole numbers of a text: where each begins, and its stem. What is joined to a
    number or a pound, as in £2.4m and £m, is no word."""
    return [
        (m.start(), stem_of(_singular(m.group()).lower()))
        for m in re.finditer(r"(?<![A-Za-z£\d])[A-Za-z]+|\d+(?![\d,.]*\d)", text)
    ]


def _singular(word: str) -> str:
    """PCSOs: PCSO, whose plural no stemmer knows."""
    return word[:-1] if word.endswith("s") and word[:-1].isupper() else word
