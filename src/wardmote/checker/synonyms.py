"""The words of policing, and of what is told beside it, that mean one thing."""

from __future__ import annotations

import re

from wardmote.checker.grid import stem_of
from wardmote.checker.spelt import WORDS, any_of

# Said in several words, heard as one: also in labels, so that both sides meet.
PHRASES = (
    ("killed", r"(?:lost|losing|lose) (?:their|his|her) (?:lives|life)|fatally (?:injured|hurt)"),
    ("da", r"domestic (?:abuse|violence)"),
    ("101", r"non-? ?emergenc(?:y|ies)"),
    ("child", r"under[- ]?18s?|(?:children and )?young (?:people|persons|person)"),
    ("abandoned", r"g(?:ave|ive|iving) up(?: waiting)?|(?:rang|rung|ring|ringing|hung) (?:off|up)"),
    ("abandoned", r"(?:went|gone|going|go) unanswered|put the phone down"),
    ("joiners", r"t(?:ook|ake|aking|aken) on(?! (?:board|average))|new (?:starters|recruits)"),
    ("leavers", r"(?:left|leave|leaving) (?:us|the (?:force|service|organisation|job|team))"),
    ("stolen", r"broken into|break-ins?"),
    ("fte", r"full[- ]time[- ]equivalents?"),
    ("registered", r"on the books"),
    ("recovered", r"c(?:ame|ome|oming) back"),
    ("missed", r"fail(?:ed|ing|s)? to record|(?:went|go|gone|going) unrecorded"),
    ("missed", r"did not (?:happen|take place|go ahead)"),
    ("respondents", r"t(?:ook|ake|aking) part"),
    ("awarded", r"hand(?:ed|ing) out|shar(?:ed|ing) out"),
    ("national", r"england (?:and|&) wales|national(?:ly| average| figure)?"),
    ("similar", r"most similar(?: groups?| forces?)?|peer groups?|msg|family of forces"),
    ("website", r"over the (?:internet|web)|on the (?:internet|web|website)"),
    ("drink", r"over the (?:drink[- ]drive )?limit|under the influence"),
    ("seriously", r"serious (?:injury|injuries|casualty|casualties)"),
    ("slightly", r"slight (?:injury|injuries|casualty|casualties)|minor (?:injury|injuries)"),
    ("orientation", r"homophobi[ac]|anti-gay"),
    ("religion", r"antisemit\w+|islamophobi\w+|anti-muslim"),
    ("outstanding", r"still (?:open|to do|waiting)|yet to (?:complete|be completed|do)"),
    ("variance", r"(?:over|under)spen[dt]s?|(?:over|under)spending"),
    ("losses", r"(?:lost|cost|costs|costing|lose|losing|parted with)(?=[^.;\d]{0,25}£)"),
)
SYNONYMS: tuple[frozenset[str], ...] = tuple(
    frozenset(stem_of(w) for w in group.split())
    for group in (
        "residential dwelling home homes house houses household",
        "shoplifting shops shop retail shoplifter",
        "murder homicide",
        "knife knives bladed blade stabbing",
        "emergency 999",
        "101 switchboard",
        "abandoned abandonment unanswered lost",
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
        "youth young juvenile child children under minors",
        "woman women girls female",
        "men man boys male",
        "custody cells detention detained detainees detainee",
        "arrive arrived arrival attended attendance attend reached reach response responded",
        "pay salaries wages",
        "examined processed",
        "withdrew withdrawn",
        "ethnic ethnicity",
        "reoffend reoffending reoffended",
        "website web online digital internet",
        "theft thefts stolen steal stealing",
        "drunk drink drinking",
        "seized seizure seizures confiscated",
        "resigned resignations leavers departures departed",
        "joined joiners recruited recruits recruitment recruit",
        "vacancy vacancies vacant unfilled",
        "waiting wait waits awaiting queue queues backlog",
        "outstanding pending backlog queue queues",
        "upheld found proven",
        "taser tasers",
        "drone drones",
        "speeding speed",
        "alcohol drink",
        "asb antisocial nuisance",
        "satisfied satisfaction content",
        "confident confidence",
        "search searches searched",
        "budget budgeted approved allocation allocated",
        "outturn spend spent spending expenditure",
        "forecast projected projection predicted expected",
        "remaining unspent balance",
        "awarded award awards granted",
        "supported helped assisted clients",
        "respondents respondent surveyed interviewed polled",
        "headcount workforce employed employees",
        "losses loss",
        "received receipts arrivals intake",
        "decided decisions decision",
        "recovered returned restored",
        "missed unrecorded",
        "race racial racially racist",
        "religion religious faith",
        "disability disabled",
        "transgender trans",
        "pedestrian pedestrians walkers",
        "motorcyclist motorcyclists motorcycle motorcycles motorbike bikers",
        "refused refusal refusals rejected",
        "late overdue",
        "dismissed dismissal dismissals sacked",
        "dog dogs canine",
        "weapon weapons armed",
        "firearm firearms gun guns",
        "estates buildings premises property",
        "fleet transport vehicles",
        "quantity weight weighed kg",
        "arrest arrests arrested",
        "caution cautions cautioned",
        "urban city town",
        "monday mon",
        "tuesday tue tues",
        "wednesday wed",
        "thursday thu thur thurs",
        "friday fri",
        "saturday sat",
        "sunday sun",
    )
)  # fmt: skip

# Aged eighteen to twenty-four, as labels have it in figures; numbers below are words.
_AGES = any_of(w for w, n in WORDS.items() if 13 <= n < 100 and " " not in w)
_AGE = rf"(?P<age>\b(?:{_AGES})(?=s?\b))"
_WORD = r"(?<![A-Za-z£\d])[A-Za-z]+|\d+(?![\d,.]*\d)"
TOKEN = re.compile(
    "|".join([*(rf"(?P<_{i}>\b(?:{form})\b)" for i, (_, form) in enumerate(PHRASES)), _AGE, _WORD]),
    re.IGNORECASE,
)


def heard(match: re.Match[str]) -> str:
    """The word of a token: what is said in several words is one."""
    if match["age"]:
        return f"{WORDS[match['age'].lower()]:g}"
    return PHRASES[int(match.lastgroup[1:])][0] if match.lastgroup else match.group()
