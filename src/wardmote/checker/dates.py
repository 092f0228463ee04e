"""What counts nothing though it is a number: dates, years, stretches of time, labels and places."""

from __future__ import annotations

import re

from wardmote.checker.spelt import ON_END, WORDS, any_of

MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
IN_FIGURES = r"\b(?P<figures>double|triple)[\s-]figures?\b"  # 10 or more, 100 or more
_SPELT = any_of(WORDS)
# Digits that count nothing: dates, years, labels of waves, tables, paragraphs, places.
DATES = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTHS}\b(?:,?\s+\d{{4}})?|"
    rf"\b{MONTHS}\s+\d{{4}}(?:\s?[/–-]\s?\d\d(?!\d))?\b|"
    rf"\b{MONTHS}[-\s]?\d{{2}}\b(?!\s?%|,\d)|"
    r"\b(?:19|20)\d\d\s?[/–-]\s?(?:19|20)?\d\d\b(?!\s?%)|"
    r"(?<![\d,.£])(?:19|20)\d\d(?!\d|,\d|%|\.\d)(?!\s+(?:offences|crimes|incidents|"
    r"collisions|people|"
    r"tickets|drivers|calls|victims|cases|notices|arrests|more|fewer|additional))|"
    r"\b(?:waves?|tables?|figures?|fig\.?|paragraphs?|para|sections?|schedule|appendix|page|item|"
    r"tier|grade|phase|version|order|act|q|quarters?|weeks?|(?-i:Operation|Cat|Category))\s?\d+\w*\b(?!,\d{3})"
    r"(?:\s?(?:to|and|–|-)\s?\d{1,2}\b(?!\d|[,.:]\d|\s?%))?|\b\d{1,2}[:.]\d{2}\s?(?:am|pm|hrs)\b|"
    r"\b(?:the|last|latest|past|first|previous|rolling|these|those|next)\s+\d+\s+"
    r"(?:months?|years?|weeks?|quarters?)\b|"
    rf"\b(?:{_SPELT})[- ](?:months?|years?|waves?|decades?)\b"
    rf"(?! (?:{ON_END}|consecutive))|"
    rf"\b(?:the|last|latest|past|first|previous|rolling|these|those|next|all|over|of|both)\s+"
    rf"(?:{_SPELT})\s+(?:quarters?|weeks?|surveys?)\b(?! of\b)|"
    r"\b\d{1,2}[- ](?:months?|years?)\b(?= (?:earlier|ago|before|to|ending|ended|period|on))|"
    r"\b(?:first|second|latter|opening|other)\s+half\b|\bH[12]\b|"
    rf"\b(?:aged|ages)\s+(?:{_SPELT}|\d{{1,2}})\s?(?:to|and|–|-)\s?(?:{_SPELT}|\d{{1,2}})\b|"
    r"(?<!and a )\bhalf[- ](?:year|way|term|hour)\w*\b|"
    r"\b(?:half|a quarter of|(?:three|two)[- ](?:quarters|thirds) of|a third of)\s+an?\s+"
    r"(?:hour|day|minute|million|century|mile)\b|"
    r"\b(?:one of|in one|at one|one another|each one|no one|only one of)\b|\bzero[- ]hours\b|"
    r"\b(?:first|second|third|fourth)\s+(?:quarter|half|wave|round|year|week|phase)\b|"
    r"\b\d+-(?:[a-z]+-)?(?:day|hour|minute|week|month|year|yr|mth|hr|min|point)s?\b|"
    r"(?<![\d/.,£])[012]\d/[0123]\d(?![\d/]|\.\d)|"
    r"\b(?:outcomes?|bands?|levels?|stages?|types?|zones?|sectors?|options?)\s\d{1,2}(?:(?:,\s|\sand\s|\sor\s|"
    r"\sto\s)\d{1,2})*\b(?![\d,.]\d|\s?%|\s(?:per|points|of\b))|"
    r"\b\d\d\s+(?:or|and)\s+(?:over|older|above|younger)\b|"
    r"\b\d+\s+years?\s+(?:or|and)\s+(?:more|over|longer)\b|"
    r"\b(?:aged\s+)\d+\s+(?:or|and)\s+more\b|"
    r"\b(?:under|over|aged(?!\s\d+\s?(?:to|and|–|-)\s?\d))[- ](?:1[0-9]|2[0-5]|6[05])s?"
    r"\b(?![,.%]?\d|\s?%|\s+(?:per ?cent|percentage|points?|offences|crimes|incidents|officers|"
    r"calls|cases|minutes?|mins?|seconds?|secs?|hours?|days|weeks|miles|thousand|million))|"
    r"\ba\s+(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s+(?:consecutive|successive|"
    r"straight|year|month|quarter|time|wave|week)\b|"
    r"\b(?:between|from)\s+\d{1,2}:\d\d\s+(?:and|to|until)\s+\d{1,2}:[0-5]0\b|"
    r"\b(?:at|by|before|after|until|till|around)\s+(?:[01]\d|2[0-3]):[0-5]\d\b|"
    r"\b(?:three[- ]quarters|half|a quarter) of the (?:\w+ )?year (?:gone|elapsed|through|over)\b|"
    r"\binterval\s+(?:of\s+|from\s+)?[+−–-]?[\d.,]+\s?%?\s*(?:to|–)\s*[+−–-]?[\d.,]+\s?%?|"
    r"\b(?:two|both) halves\b|"
    rf"\bthree quarters (?:{ON_END}|of (?:the (?:year|four)|20\d\d)|later|earlier|ago|before)\b|"
    rf"\bthe\s+(?:{_SPELT}|\d+)\s+(?:most recent|latest|final)\s+"
    r"(?:months?|years?|quarters?|waves?)\b|"
    r"\ba (?:day|week|month|year) and a half (?:ago|earlier|before|later)\b|"
    r"\b(?:question|action|room|option|annex|chapter|recommendation|objective)\s\d{1,2}"
    r"(?=\s*[:,)]|$)|^\s*\d{1,2}\.\s*$|£\W?000s?\b|"
    r"\bat first\b|\bfirst[- ]time\b|\bfor the first time\b|\bsecondly\b|\bfirstly\b|"
    r"\bthe\s+\d+\s+before\b|\b(?:within|in|inside)\s+\d+\s+(?:working\s+)?(?:minutes?|"
    r"seconds?|hours?|days?|mins?|secs?)\b|"
    r"\baged?\s+(?:under |over |between |from )?\d+(?:\s?(?:to|and|–|-)\s?\d+)?\b|"
    r"\b(?:under|over)[- ]\d\ds\b|\b\d+[- ]year[- ]olds?\b|"
    r"(?:^|(?<=[.!?:] ))\d{1,2}(?:\.\d{1,2}){1,2}\.?\s+(?=(?-i:[A-Z“\"]))|"
    r"\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b24/7\b|(?<![\d,.£+−-])(?:999|101)\b(?![,.]?\d|\s?%)|"
    r"\b(?:per|for every|in every|to every|out of every|of every)\s+(?:1,?000|10,?000|100,?000|"
    r"100|£1(?:00)?)\b(?![,.]\d)|"
    rf"{IN_FIGURES}|"
    # 18 offences a quarter
    r"(?<=s )a quarter(?=\s*(?:[.;,]|on average\b|$))",
    re.IGNORECASE,
)
