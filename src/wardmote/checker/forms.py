"""The forms in which papers put their numbers, over text whose numbers are numbered tokens.

A number stands as «3P»: its place in the sentence and the letter of its sort (C count, P percent,
O points, S share, T times, R rank). A form names the role of each number in a group.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wardmote.checker.assertions import DOWN_TO
from wardmote.checker.number import Number, Sort
from wardmote.checker.spelt import ON_END

LETTER = {
    Sort.COUNT: "C", Sort.PERCENT: "P", Sort.POINTS: "O", Sort.SHARE: "S", Sort.TIMES: "T",
    Sort.RANK: "R",
}  # fmt: skip


def token(role: str, letters: str) -> str:
    """A number of one of the sorts, kept under its role."""
    return rf"«(?P<{role}>\d+)[{letters}]»"


def tagged(text: str, numbers: Sequence[Number]) -> str:
    """A text whose numbers are tokens, each with its place among them."""
    out, at = [], 0
    for i, number in enumerate(numbers):
        out += [text[at : number.start], f"«{i}{LETTER[number.sort]}»"]
        at = number.end
    return "".join([*out, text[at:]])


def near(most: int) -> str:
    """At most so many characters without another number."""
    return rf"[^«»]{{0,{most}}}?"


# Verbs and nouns that say which way a number went, and adjectives that say it less surely.
ROSE = (
    r"rose|risen|rising|rises?|increas(?:e|es|ed|ing)|up|grew|grown|growth|growing|grows?|"
    r"widen(?:ed|ing|s)?|climb(?:ed|ing|s)?|upward|upturn|jump(?:ed|s|ing)?|surge(?:d|s)?|"
    r"gain(?:ed|s|ing)?|lengthen(?:ed|ing|s)?|"
    r"doubled|trebled|expand(?:ed|s|ing)?|expansion|soar(?:ed|ing)|mounted|swelled|added|"
    r"rebounded|recovered|"
    r"edged up|crept up|shot up|picked up|slower|longer|heavier|busier|escalat(?:ed|ing)|"
    r"strengthen(?:ed|ing)"
)
FELL = (
    r"fell|fallen|falling|falls?|decreas(?:e|es|ed|ing)|down|reduc(?:ed?|es|ing|tions?)|"
    r"drop(?:ped|ping|s)?|declin(?:e|es|ed|ing)|narrow(?:ed|ing)|downward|cut|shrank|shrunk|"
    r"shrink(?:ing|s)?|downturn|"
    r"shorten(?:ed|ing|s)?|halved|minus|dip(?:ped|ping|s)?|slip(?:ped|ping|s)?|slid|sank|sunk|"
    r"plung(?:ed|ing)|plummet(?:ed|ing)|tumbl(?:ed|ing)|"
    r"eas(?:ed|ing)|shed|contracted|diminish(?:ed|ing)?|dwindl(?:ed|ing)|lessened|trimmed|faster|"
    r"quicker|shorter|quieter|edged down|crept down|weaken(?:ed|ing)|receded|retreated"
)
_LAST = r"(?= (?:last|the (?:previous|same|year)))"
WHEREAS = (
    r"while|whilst|whereas|(?<!all )(?<!none )(?<!nothing )(?<!everyone )but|although|though|"
    r"(?<!not )(?<!as )yet(?= (?:has|have|had|is|was|were|it|its|the|they|still)\b)"
)  # what begins a clause of its own
UP = rf"\b(?:{ROSE}|higher|more|additional|extra|greater|above{_LAST})\b"
DOWN = rf"\b(?:{FELL}|lower|fewer|less|below{_LAST})\b"
WAY = rf"(?:{UP}|{DOWN})"
MOVE = r"\b(?:improvement|deterioration|difference|change|movement|swing|gap|margin|spread)\b"
OF = r"\s+(?:out\s+)?of\s+(?:(?:the|all|those|these|its|our|their|some|over)\s+)*"
# Heard from 3,940 residents: who they were, and not what it was before.
_FROM = (
    r"(?<!heard )(?<!hear )(?<!came )(?<!come )(?<!received )(?<!arising )(?<!aside )(?<!apart )"
    r"(?<!drawn )(?<!taken )(?<!suffer )(?<!suffered )from"
)
AGAINST = (
    rf"\b(?:compared (?:with|to)|against|versus|vs?\.?|up from|down from|{_FROM}|as opposed to|"
    r"up on|down on|relative to)\b"
)
PART = token("part", "C") + r"(?!\s*(?:to|–|-)\s*«)"  # and no end of a range
WHOLE, SHARE = token("whole", "C"), token("share", "PS")
LATER = token("later", "CPSO")
COUNT_BEFORE, COUNT_AFTER = token("earlier", "C"), token("later", "C")

# The part of a whole, the whole, and the share; the fullest forms first.
SHARES = (
    SHARE + near(60) + r"[,(:–-]\s*" + PART + OF + WHOLE,
    SHARE + r"\)?" + OF + WHOLE + near(40) + r"[,–-]\s*" + PART,
    WHOLE + near(50) + r"\b(?:of which|of whom|of these|of them|among them)\b" + near(15) + PART
    + near(20) + r"\(\s*" + SHARE,
    SHARE + OF + WHOLE + near(50) + r",\s*" + PART + r"\s+(?:in (?:all|total)|altogether)\b",
    r"\b(?:of|among)\s+(?:the\s+|all\s+)?" + WHOLE + near(40) + r",\s*(?:and\s+)?" + PART + near(30)
    + r"\(\s*" + SHARE,
    r"\b(?:of|among|out of)\s+(?:the\s+|all\s+|our\s+|its\s+)?" + WHOLE + near(70) + PART
    + r"(?!\s*(?:«|or\b))" + near(30) + r",\s*(?:or|an?|that is|which is)?\s*" + SHARE
    + r"\s*(?=[.;,]|$)",
    SHARE + r"\)?\s+of\s+(?:the\s+)?«\d+C»" + near(30) + r"[,(]\s*" + PART + OF + WHOLE,
    PART + near(40) + r"\b(?:of|out of)\b[^«»\d–-]{0,25}" + WHOLE + r"[^«»)]{0,40}?"
    + r"[(,]?\s*(?:or|a|that is|which is|i\.e\.)?" + r"[^«»)]{0,20}?" + SHARE,
    SHARE + r"\s*\(\s*" + PART + near(30) + r"\b(?:of|out of)\b" + near(30) + WHOLE,
    SHARE + OF + r"(?:over\s+)?" + WHOLE + near(60) + r"\(\s*" + PART,
    PART + r"[^«»()]{0,40}\(\s*" + SHARE + r"\s*\)" + OF + WHOLE,
    PART + near(20) + r"\bon\s+an?\s+budget\s+of\s+" + WHOLE + near(20) + SHARE,
    SHARE + OF + WHOLE,
    SHARE + near(20) + r"\bof (?:the|all|those|these|its|our|their|total|[a-z]+s)\b",
    SHARE + r"\s+of\b[^«»,.]{1,40}?\b[a-z]+s\b",
    r"\b(?:share|proportion|percentage)\b" + near(40) + r"\b(?:was|is|stood at|of)\s+" + SHARE,
    r"\bof (?:these|those|them|the [a-z]+)\b" + near(20) + SHARE,
    SHARE + r"\s+(?:were|was|are|took|chose|had|have|led|resulted|ended)\b",
    PART + near(40) + r"[(,]\s*(?:or|around|about)?\s*" + SHARE + r"\s+of\b",
)  # fmt: skip
_UNIT = r"(?:\s+(?!or\b)[a-z][a-z-]*){0,3}?"
# Where a number stands beside another: 17, five more than the 12; 57 %, below the target of 60 %.
_OVER = r"over(?! (?:the|a|this|that|its|[a-z]+ (?:months|years))\b)"  # and not a stretch of time
ASIDE_UP = (
    rf"(?:{_OVER}|above|beyond|ahead of|clear of|outside|exceed(?:s|ed|ing)?|beat(?:s|ing)?|"
    r"surpass\w*)"
)
ASIDE_DOWN = r"(?:below|under|inside|behind|short of|shy of|adrift of|off)"
ASIDE = rf"(?:{ASIDE_UP}|{ASIDE_DOWN})"
AIM = (
    r"(?:target|ambition|aim|standard|threshold|goal|budget|limit|allocation|required|ceiling|plan)"
)
SIDED = _UNIT + rf"\s+(?:{WAY}|{ASIDE}\b)"
SIZED = r"«\d+[CPO]»" + SIDED
NO_SIZE = rf"(?!{SIDED})(?!\s+on\s+the\b)"  # of a number before: 19 on the quarter before is one
EARLIER = token("earlier", "CPSO") + NO_SIZE
_LEVEL_THEN = token("later", "CP") + rf"(?!{SIDED})" + r"[^«»;]{0,90}?"
_LEVEL_IS = (
    token("later", "CP") + r"[^«»;]{0,60}?(?:,|\b(?:is|was|were|are|still|remains?)\b)[^«»;]{0,60}?"
)
# A number beside another, and which side of it.
ASIDES = (
    _LEVEL_THEN
    + r"(?:,|[-–(]|\b(?:or|is|was|were|are|stood|and)\b)\s*(?:an?\s+|some\s+|just\s+)*"
    + SIZED
    + r"(?:\s+(?:than|on|from|against|to)\b|(?<=of)|(?<=over)|(?<=above)|(?<=below)|(?<=under)|"
    r"(?<=inside)|(?<=beyond)|(?<=behind)|(?<=off))[^«»;,]{0,40}?"
    + token("earlier", "CP")
    + NO_SIZE,
    _LEVEL_IS
    + rf"\b{ASIDE}\b"
    + r"[^«»;,]{0,25}?"
    + token("earlier", "CP")
    + rf"(?=[^«»]{{0,12}}\b{AIM}\b)",
    _LEVEL_IS
    + rf"\b{ASIDE}\b"
    + rf"[^«»;,]{{0,25}}?\b{AIM}\b[^«»;,]{{0,12}}?"
    + token("earlier", "CP"),
    _LEVEL_IS
    + r"\b(?:missed|beat|exceeded)\b[^«»;,]{0,25}?"
    + token("earlier", "CP")
    + rf"(?=[^«»]{{0,12}}\b{AIM}\b)",
)
# The number before and the number after.
PAIRS = (
    LATER + r"\s*\(\s*«\d+[PCO]»[^«»]{0,20}\)" + near(30) + AGAINST + near(30) + EARLIER,
    LATER + near(40) + r"\bcompared (?:with|to)\b" + near(40) + EARLIER,
    WAY + r"\s+(?:by\s+)?«\d+[CPO]»[^«»;.]{0,35}?\bto\s+" + LATER,
    r"\bfrom\s+" + near(45) + EARLIER + near(50) + r"\b(?:to|down to|up to)\s+" + near(45) + LATER,
    r"(?<!up )(?<!down )(?<!by )" + LATER + NO_SIZE + near(60) + AGAINST + near(40) + EARLIER,
    r"\(\s*" + LATER + r"\s+(?:against|versus|vs?\.?|compared (?:with|to))\s+" + EARLIER,
    r"(?<!by )"
    + EARLIER
    + near(40)
    + r"(?<!opposed )(?<!compared )(?<!relative )(?<!due )\b(?:to|→)\s+"
    + LATER,
    EARLIER
    + near(25)
    + r"\bin\b"
    + near(40)
    + r"\band\s+"
    + LATER
    + near(40)
    + r",\s*(?:an?\s+)?"
    + WAY,
    LATER
    + near(50)
    + r"\band\b"
    + near(30)
    + EARLIER
    + near(20)
    + r"\b(?:last year|the year before|previously)",
    WAY + r"\s+(?:back\s+|again\s+)?to\s+" + LATER,
    WAY
    + near(10)
    + r"(?:by\s+)?«\d+[CPO]»"
    + near(20)
    + r"(?:\(\s*«\d+[CPO]»\s*\)\s*)?\bfrom\s+"
    + COUNT_BEFORE,
)
BEFORE = r"\bfrom\s+" + EARLIER  # after a number that something rose or fell to  # fmt: skip
# A number after, before what it moved by: "There were 38 burglaries, down 7 %".
LEVEL = (
    token("later", "CP") + r"[^«»]{0,60}?[,(–-]\s*(?:which (?:is|was)\s+|some\s+|an?\s+)*(?="
    + SIZED + r")",
    COUNT_AFTER + near(40) + r"[,(–-]\s*(?:which (?:is|was)\s+)?(?:(?:an?\s+)?" + WAY
    + r")\s+(?:of\s+|by\s+)?(?=«\d+[PC]»)",
)  # fmt: skip
RATIOS = (
    token("later", "C") + near(50) + token("times", "T") + r"\s+(?:(?:the|last|its|their|our|as)\b)"
    + near(30) + token("earlier", "C"),
)  # fmt: skip
RATIO = r"from\s+" + near(45) + COUNT_BEFORE + near(45) + r"\bto\s+" + near(45) + COUNT_AFTER
_END = (
    r"(?P<end>lowest|highest|best|worst|largest|smallest|fewest|busiest|quietest|biggest|greatest|"
    r"slowest|fastest|longest|shortest|steepest|sharpest)"
)
_AMONG = r"\b(?:of|among|amongst|in|out of)\s+(?:all\s+)?(?:the\s+|its\s+|our\s+)?(?:other\s+)?"
RANKED = (
    token("rank", "R") + rf"[\s-]*{_END}?\s*{_AMONG}" + token("of", "C"),
    token("rank", "R") + rf"[\s-]*{_END}\b" + near(45) + _AMONG + token("of", "C"),
    rf"{_END}\b" + near(45) + _AMONG + token("of", "C"),
    token("rank", "R") + rf"[\s-]*{_END}\b",
    rf"\b{_END}\b(?!-)",
    r"\b(?P<end>peak(?:ed|ing|s)?)\b",
    r"\bthe\s+(?P<end>most|fewest|least)\s+(?!recent|similar|serious|common|likely|part)[a-z]",
)  # fmt: skip
EACH = re.compile(
    r"\b(?:each|every|(?:month|quarter|year) (?:on|by|after))\s+(?:single\s+|successive\s+)?"
    r"(?:month|quarter|year|wave)\b|\bwithout (?:a break|exception|interruption)\b",
    re.IGNORECASE,
)
TALLIES = (
    token("tally", "C") + r"\s+(?:out\s+)?of\s+(?:the\s+|its\s+|our\s+|all\s+)?" + token("of", "C"),
    r"\b(?:all|each of the|every one of the)\s+(?:of\s+)?(?:the\s+|its\s+)?" + token("of", "C"),
)
RANGES = (
    r"\b(?:rang\w+|var(?:ied|ies|ying)|anywhere|anything)\b" + near(30)
    + r"\b(?:from|between)\s+" + near(25) + token("low", "CP") + near(40) + r"\b(?:to|and)\s+"
    + near(25) + token("high", "CP")
)  # fmt: skip
_SPAN = r"(?:month|quarter|year)"
RUNS = (
    token("run", "R") + rf"\s+(?:consecutive\s+|successive\s+)?{_SPAN}s?\s+{ON_END}",
    token("run", "R") + rf"\s+(?:consecutive|successive)\s+{_SPAN}",
    token("run", "C") + rf"\s+(?:consecutive|successive)\s+{_SPAN}s",
    token("run", "C") + rf"\s+{_SPAN}s\s+{ON_END}",
)
OTHERS = re.compile(r"\b(?:the\s+)?(?:others?|rest|remaining)\b", re.IGNORECASE)
FIRST_IS = re.compile(
    r"\b(?:1st|first)\b[^.;)]{0,20}\b(?P<end>lowest|highest|best|worst)\b|"
    r"\b(?P<end2>lowest|highest)\s+(?:first|to\s+(?:highest|lowest))\b",
    re.IGNORECASE,
)
OF_THE = re.compile(r"\s*(?:of|among)\s+(?:the|our|its|all)\b\s*(?:the\s+)?", re.IGNORECASE)
OPPOSED = re.compile(
    r"\bdisagree\w*\b|\bneither\b|\b(?:did not|didn't|don't|do not) know\b|\bdissatisfied\b|"
    r"\bthe (?:rest|remainder|others|remaining)\b",
    re.IGNORECASE,
)
HALVED = COUNT_BEFORE + r"\s+(?:down|up)?\s*to\s+" + COUNT_AFTER
RATE = token("rate", "C") + near(45) + r"\b(?:per|for every)\s+(?P<per>1,?000|10,?000|100,?000)\b"
AVERAGES = (
    token("average", "C") + near(20) + r"\bon average\b",
    r"\baverag(?:e|ed|es|ing)\b" + near(45) + token("average", "C"),
    token("average", "C") + near(30) + r"\b(?:per|a|each|every)\s+month\b",
    r"\b(?:per month|monthly (?:average|mean)|on average)\b" + near(45) + token("average", "C"),
)
COMPARED = token("one", "C") + r"[^«»]{0,60}?" + AGAINST + r"[^«»]{0,40}?" + token("other", "C")
AVERAGED_TOO = AGAINST + r"[^«»]{0,30}?" + token("average", "C")
OR_SHARE = r"[^«»]{0,12}?\b(?:or|that is|i\.e\.)\s+" + SHARE
AVERAGED_TOTAL = r"\btotal\b" + near(45) + token("total", "C")
AVERAGED_MONTHS = token("months", "C") + r"\s+months"
TOTALS = (
    token("total", "C") + r"[^«»:]{0,60}:\s*(?=«\d+C»)",
    r"\btotal(?:led|ling|s)?\b" + near(45) + token("total", "C"),
    token("total", "C") + near(40) + r"\b(?:in total|in all|altogether)\b",
    r"\b(?:there were|were|recorded|issued|received|made|saw)\s+[^«»:]{0,45}?"
    + token("total", "C"),
    r"^\s*" + token("total", "C") + r"\s+[a-z]",
)


# What a move is of, where it is not the pair before it: six points higher than in March.
OTHER_BASE = re.compile(
    r"(?:\s+[a-z-]+){0,3}?\s+(?:than|on|below|above|under|over|short of)\b", re.IGNORECASE
)
BEYOND = re.compile(r"\b(?:over|under)spen[dt]\w*\s+(?:by|of)\s+$", re.IGNORECASE)
NO_PART = re.compile(r"\b(?:rates?|had|have|has|with|whose)\b", re.IGNORECASE)
BUDGETED = re.compile(rf"{AGAINST}|\b{AIM}\b|\bprovision\b", re.IGNORECASE)
SIDE_BEHIND = re.compile(
    r"[A-Z]»\s+(?:[a-z]+\s+)?(?:more|less|fewer|higher|lower)\b", re.IGNORECASE
)
BESIDE = r"(?:or\s+|an?\s+|down\s+|up\s+|which is\s+|that is\s+|i\.e\.\s+)*"


def moves(role: str, letters: str) -> tuple[str, ...]:
    """The forms of how much something moved by."""
    one = token(role, letters)
    return (
        rf"(?:{WAY}|{MOVE})" + r"\s+(?:of|by)\s+(?:just\s+)?(?:an?\s+)?" + one,
        one + r"\s+(?:[a-z-]+\s+){0,2}?" + WAY,
        one + _UNIT + rf"\s+{ASIDE}\b",
        WAY + r"\s+" + one,
        WAY + near(40) + r"\(\s*" + one,
        r"«\d+[CPO]»" + near(25) + r"(?:[(,–-]\s*|\bor\s+)" + BESIDE + one,
        r"\bby\s+" + one,
    )


MORE_THAN = r"»\s+(?:[a-z]+\s+)?(?:more|fewer|less|higher|lower)\s+than\b"
# One subject, two verbs: "continues to rise and has reduced".
_DONE = r"(?:has|have|is|are)\s+(?:also\s+)?(?:been\s+)?"
BOTH_WAYS = tuple(
    re.compile(
        rf"\b(?:continu\w+\s+to\s+|{_DONE})(?:{one})\b[^,.;«]{{0,30}}?\band\s+{_DONE}(?:{other})\b",
        re.IGNORECASE,
    )
    for one, other in (
        (f"rise|increase|grow|{ROSE}", f"lower|{FELL}"),
        (f"fall|decrease|reduce|decline|{FELL}", f"higher|{ROSE}"),
    )
)
SAID_MOVE = re.compile(rf"{WAY}|{MOVE}|\bby\s+«|»{_UNIT}\s+{ASIDE}\b", re.IGNORECASE)
RANGED = re.compile(
    r"\b(?:rang(?:e|ed|es|ing)|var(?:ied|ies|ying)|interval|anything from|anywhere from)\b",
    re.IGNORECASE,
)
SPELT_MOVE = re.compile(
    rf"\bby\s+«|»{_UNIT}\s+(?:more|fewer|less|additional|extra|up|down|higher|lower|{ASIDE})\b",
    re.IGNORECASE,
)
POPULATION = r"\b(?:population|residents|people|households)\b" + near(12) + token("of", "C")
PEOPLE = token("of", "C") + r"\s+(?:residents|people|population|households)\b"
TIMES_IN = r"\btimes in (?:five|ten|twenty|a hundred)\b"  # of an interval: four times in five
LIMITS = re.compile(
    rf"\b(?:lower|upper|process|control) limits?\b|{TIMES_IN}",
    re.IGNORECASE,
)
SUMS = re.compile(
    r"\b(?:of (?:them|which|whom)|comprising|split|namely|total|in all|altogether|in sum|"
    r"made up of|make)\b|:",
    re.IGNORECASE,
)
HOLDS_UP = re.compile(
    r"satisf|confiden|outcome|solved|detect|answered|trust|attend|accura|complian|charge rate|"
    r"timeliness|on time|retention", re.IGNORECASE,
)  # fmt: skip
HAVING = re.compile(r"\bhaving\b", re.IGNORECASE)  # it fell, having risen: of an earlier move
HOLDS_DOWN = re.compile(
    r"\b(?:time|times|wait\w*|minutes|seconds|days|weeks|abandon\w*|sickness|backlog|vacanc\w+)\b",
    re.IGNORECASE,
)
IMPROVED = re.compile(r"\bimprov(?:ed|es|ing)\b", re.IGNORECASE)
WORSENED = re.compile(r"\b(?:worsened|deteriorated)\b", re.IGNORECASE)
CHANGE_NOUN_BEFORE = re.compile(
    r"(?:increase|rise|fall|reduction|decrease|rose|fell)\s*(?:of|by)?\s*$", re.IGNORECASE
)
FROM_BEFORE = re.compile(r"\bfrom\s*$", re.IGNORECASE)

WHILE = re.compile(
    r"^\s*(?:while|whilst|although|though|whereas)\b(?:[^,]|(?<=\d),(?=\d))*,", re.IGNORECASE
)
CLAUSES = re.compile(r"(?:;|\bwhilst\b|\bwhile\b|\bwhereas\b|\bbut\b|\balthough\b)", re.IGNORECASE)
MADE_UP = r"\bma(?:de|ke|kes|king) up\b"
# Used up, ended up, run down: verbs of no motion, whose particle says of no number how it went;
# recorded up 3 % does.
_GOES = (
    r"edg|creep|crept|tick|inch|nudg|mov|climb|jump|shoot|go|com|head|trend|drift|push|rais|shift|"
    r"heav|pull|haul|bring|scal|slow|speed|notch|ratchet|revis|adjust|round|drag"
)
IDIOM = (
    rf"\b(?:(?!(?:{_GOES})(?:ed|d|ing|ting|ping)\b)[a-z]+(?:ed|ing)|runs?|ran|sets?|puts?|broken?|"
    r"broke|takes?|took|taken|g[ai]ven?|gives?|holds?|held|keeps?|kept|stands?|stood|ends?|picks?|"
    r"lays?|laid|writes?|written|wrote|signs?|turns?|follows?|calls?|grew|winds?|wound)\s+"
    r"(?:all\s+)?(?:up|down)\b(?!\s*(?:by|from|on|to|over|again|slightly|sharply|a|an|some|just|"
    r"[(]?«|[+−–-]?\d))"
)
NO_DIRECTION = re.compile(
    rf"{DOWN_TO}|"
    rf"\b(?:more|less|fewer|greater|lower|higher) than (?=«)|\bup to\b|{MADE_UP}|{IDIOM}|"
    r"\bor (?:more|fewer|less|over)\b|"
    r"\bfrom an? (?:much |far )?(?:lower|higher) (?:start|base|level|point|position)\w*|"
    r"\bfall(?:s|ing)?\s+(?:somewhere|anywhere|within|in the range|between)\b|"
    # grew faster: how, and not which way
    r"(?<=\bgrew )(?:even |much |far )?(?:faster|quicker|slower)|"
    r"(?<=\brose )(?:even |much |far )?(?:faster|quicker|slower)|"
    r"(?<=\bfell )(?:even |much |far )?(?:faster|quicker|slower)|"
    r"\b(?:faster|quicker|slower) still\b",
    re.IGNORECASE,
)

# 40,000, and 21.9 per cent of them.
OF_THEM = re.compile(r"^\s+of\s+(?:them|these|those|which|whom)\b", re.IGNORECASE)
