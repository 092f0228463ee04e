"""The forms in which papers put their numbers, over text whose numbers are numbered tokens.

A number stands as «3P»: its place in the sentence and the letter of its sort (C count, P percent,
O points, S share, T times, R rank). A form names the role of each number in a group.
"""

from __future__ import annotations

import re

from wardmote.checker.numbers import Sort

LETTER = {
    Sort.COUNT: "C", Sort.PERCENT: "P", Sort.POINTS: "O", Sort.SHARE: "S", Sort.TIMES: "T",
    Sort.RANK: "R",
}  # fmt: skip


def token(role: str, letters: str) -> str:
    """A number of one of the sorts, kept under its role."""
    return rf"«(?P<{role}>\d+)[{letters}]»"


def near(most: int) -> str:
    """At most so many characters without another number."""
    return rf"[^«»]{{0,{most}}}?"


# Verbs and nouns that say which way a number went, and adjectives that say it less surely.
ROSE = (
    r"rose|risen|rising|rises?|increas(?:e|es|ed|ing)|up|grew|grown|growth|growing|grows|widened|"
    r"climb(?:ed|s)?|upward|upturn|jump(?:ed)?|surged|gain(?:ed)?|lengthened|doubled|trebled"
)
FELL = (
    r"fell|fallen|falling|falls?|decreas(?:e|es|ed|ing)|down|reduc(?:ed|es|ing|tions?)|"
    r"drop(?:ped|s)?|declin(?:e|es|ed|ing)|narrowed|downward|cut|shrank|shrunk|downturn|"
    r"shortened|halved|minus"
)
_LAST = r"(?= (?:last|the (?:previous|same|year)))"
UP = rf"\b(?:{ROSE}|higher|more|additional|extra|greater|above{_LAST})\b"
DOWN = rf"\b(?:{FELL}|lower|fewer|less|below{_LAST})\b"
WAY = rf"(?:{UP}|{DOWN})"
MOVE = r"\b(?:improvement|deterioration|difference|change|movement|swing)\b"
OF = r"\s+(?:out\s+)?of\s+(?:the\s+|all\s+|those\s+|these\s+|its\s+)?"
AGAINST = (
    r"\b(?:compared (?:with|to)|against|versus|vs?\.?|up from|down from|from|as opposed to|"
    r"up on|down on|relative to)\b"
)
PART = token("part", "C") + r"(?!\s*(?:to|–|-)\s*«)"  # and no end of a range
WHOLE, SHARE = token("whole", "C"), token("share", "PS")
EARLIER, LATER = token("earlier", "CPSO"), token("later", "CPSO")
COUNT_BEFORE, COUNT_AFTER = token("earlier", "C"), token("later", "C")

# The part of a whole, the whole, and the share; the fullest forms first.
SHARES = (
    SHARE + near(60) + r"[,(:–-]\s*" + PART + OF + WHOLE,
    SHARE + r"\)?" + OF + WHOLE + near(40) + r"[,–-]\s*" + PART,
    r"\b(?:of|among)\s+(?:the\s+|all\s+)?" + WHOLE + near(40) + r",\s*(?:and\s+)?" + PART + near(30)
    + r"\(\s*" + SHARE,
    SHARE + r"\)?\s+of\s+(?:the\s+)?«\d+C»" + near(30) + r"[,(]\s*" + PART + OF + WHOLE,
    PART + near(40) + r"\b(?:of|out of)\b[^«»\d–-]{0,25}" + WHOLE + r"[^«»)]{0,40}?"
    + r"[(,]?\s*(?:or|a|that is|which is|i\.e\.)?" + r"[^«»)]{0,20}?" + SHARE,
    SHARE + r"\s*\(\s*" + PART + near(30) + r"\b(?:of|out of)\b" + near(30) + WHOLE,
    SHARE + OF + r"(?:over\s+)?" + WHOLE + near(60) + r"\(\s*" + PART,
    PART + r"[^«»()]{0,40}\(\s*" + SHARE + r"\s*\)" + OF + WHOLE,
    PART + near(20) + r"\bon\s+an?\s+budget\s+of\s+" + WHOLE + near(20) + SHARE,
    SHARE + OF + WHOLE,
    SHARE + near(20) + r"\bof (?:the|all|those|these|its|their|total|[a-z]+s)\b",
    r"\b(?:share|proportion|percentage)\b" + near(40) + r"\b(?:was|is|stood at|of)\s+" + SHARE,
    r"\bof (?:these|those|them|the [a-z]+)\b" + near(20) + SHARE,
    SHARE + r"\s+(?:were|was|are|took|chose|had|have|led|resulted|ended)\b",
    PART + near(40) + r"[(,]\s*(?:or|around|about)?\s*" + SHARE + r"\s+of\b",
)  # fmt: skip
# The number before and the number after.
PAIRS = (
    WAY + r"\s+(?:by\s+)?«\d+[CPO]»(?:\s+[a-z]+){0,2}\s+to\s+" + LATER,
    r"\bfrom\s+" + near(45) + EARLIER + near(50) + r"\b(?:to|down to|up to)\s+" + near(45) + LATER,
    LATER + near(60) + AGAINST + near(40) + EARLIER,
    r"\(\s*" + LATER + r"\s+(?:against|versus|vs?\.?|compared (?:with|to))\s+" + EARLIER,
    EARLIER + near(40) + r"(?<!opposed )(?<!compared )(?<!relative )(?<!due )\b(?:to|→)\s+" + LATER,
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
    COUNT_AFTER + r"[^«»]{0,40}?,\s*(?:which (?:is|was)\s+)?(?=«\d+C»\s+(?:more|fewer|less)\b)",
    COUNT_AFTER + near(40) + r"[,(–-]\s*(?:which (?:is|was)\s+)?(?:(?:an?\s+)?" + WAY
    + r")\s+(?:of\s+|by\s+)?(?=«\d+[PC]»)",
)  # fmt: skip
RATIO = r"from\s+" + near(45) + COUNT_BEFORE + near(45) + r"\bto\s+" + near(45) + COUNT_AFTER
RANKED = (
    token("rank", "R") + r"\s*(?:highest|lowest|best|worst)?\s*(?:out\s+)?(?:of|among)\s+"
    r"(?:the\s+)?" + token("of", "C")
)  # fmt: skip
ENDED = (
    r"(?P<end>lowest|highest|best|worst|largest|smallest|fewest|most)\b" + near(45)
    + r"\b(?:of|among|out of)\s+(?:all\s+)?(?:the\s+)?(?:other\s+)?" + token("of", "C")
)  # fmt: skip
_SPAN = r"(?:month|quarter|year)"
_AGAIN = r"(?:running|in a row|in succession)"
RUNS = (
    token("run", "R") + rf"\s+(?:consecutive\s+|successive\s+)?{_SPAN}s?\s+{_AGAIN}",
    token("run", "R") + rf"\s+(?:consecutive|successive)\s+{_SPAN}",
    token("run", "C") + rf"\s+(?:consecutive|successive)\s+{_SPAN}s",
    token("run", "C") + rf"\s+{_SPAN}s\s+{_AGAIN}",
)
HALVED = COUNT_BEFORE + r"\s+(?:down|up)?\s*to\s+" + COUNT_AFTER
RATE = token("rate", "C") + near(45) + r"\b(?:per|for every)\s+(?P<per>1,?000|10,?000|100,?000)\b"
AVERAGES = (
    r"\baverag(?:e|ed|es|ing)\b" + near(45) + token("average", "C"),
    token("average", "C") + near(30) + r"\b(?:per|a|each|every)\s+month\b",
    r"\b(?:per month|monthly (?:average|mean)|on average)\b" + near(45) + token("average", "C"),
)
AVERAGED_TOTAL = r"\btotal\b" + near(45) + token("total", "C")
AVERAGED_MONTHS = token("months", "C") + r"\s+months"
TOTALS = (
    r"\btotal(?:led|ling|s)?\b" + near(45) + token("total", "C"),
    token("total", "C") + near(40) + r"\bin total\b",
    r"\b(?:there were|were|recorded|issued|received|made|saw)\s+" + near(45) + token("total", "C"),
    r"^\s*" + token("total", "C") + r"\s+[a-z]",
)


BESIDE = r"(?:or\s+|an?\s+|down\s+|up\s+|which is\s+|that is\s+|i\.e\.\s+)*"


def moves(role: str, letters: str) -> tuple[str, ...]:
    """The forms of how much something moved by."""
    one = token(role, letters)
    return (
        rf"(?:{WAY}|{MOVE})" + r"\s+(?:of|by)\s+(?:just\s+)?(?:an?\s+)?" + one,
        one + r"\s+(?:[a-z-]+\s+){0,2}?" + WAY,
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
SAID_MOVE = re.compile(rf"{WAY}|{MOVE}|\bby\s+«", re.IGNORECASE)
RANGED = re.compile(
    r"\b(?:rang(?:e|ed|es|ing)|var(?:ied|ies|ying)|interval|anything from|anywhere from)\b",
    re.IGNORECASE,
)
SPELT_MOVE = re.compile(
    r"\bby\s+«|»\s+(?:[a-z]+\s+)?(?:more|fewer|less|additional|extra)\b", re.IGNORECASE
)
POPULATION = r"\b(?:population|residents|people|households)\b" + near(12) + token("of", "C")
PEOPLE = token("of", "C") + r"\s+(?:residents|people|population|households)\b"
SUMS = re.compile(r"\b(?:total|in all|altogether|in sum|made up of|make)\b|:", re.IGNORECASE)
HOLDS_UP = re.compile(r"satisf|confiden|outcome|solved|detect|answered|trust|attend", re.IGNORECASE)
IMPROVED = re.compile(r"\bimprov(?:ed|es|ing)\b", re.IGNORECASE)
WORSENED = re.compile(r"\b(?:worsened|deteriorated)\b", re.IGNORECASE)
CHANGE_NOUN_BEFORE = re.compile(
    r"(?:increase|rise|fall|reduction|decrease|rose|fell)\s*(?:of|by)?\s*$", re.IGNORECASE
)
FROM_BEFORE = re.compile(r"\bfrom\s*$", re.IGNORECASE)

JUDGED = {
    "stable": r"\b(?:stable|unchanged|constant|steady|static|level(?:led)? off)\b",
    "significant": r"\b(?:significantly|(?:statistically )?significant (?:[a-z]+ ){0,2}(?:"
    r"increase|points?|decrease|rise|fall|reduction|improvement|change|difference|drop|growth|decline))s?\b",
    "trend": r"\b(?:trend|trajectory|continu(?:es|ed|ing) to (?:rise|fall|increase|decrease|"
    r"reduce|decline|grow|widen|narrow|climb|drop))\b",
    "driver": r"\b(?:(?:main|key|primary|biggest|largest|principal|major|chief)\s+drivers?|"
    r"drivers?\s+(?:of|for|behind)|driven\s+(?:by|up|down|largely|mainly))\b",
}
CAUSE = re.compile(
    r"\b(?:because of|due to|as a (?:direct )?result of|thanks to|owing to|caused by|"
    r"attributable to|the result of|on account of|led to|brought about by|"
    r"following the introduction of)\b",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"\b(?:no|little|not|without|whether|insufficient)\b[^.]{0,40}\b(?:evidence|clear|known|"
    r"certain|proof|suggest|due|because)\b",
    re.IGNORECASE,
)
# Words that say what an outside test found, so that a judgement does not stand alone.
TESTED = re.compile(
    r"\b(?:p\s?[<=]|confidence (?:interval|level)|control limits?|process limits?|95\s?%|"
    r"statistical(?:ly)? (?:test|tested|exception)|standard deviations?|common cause|"
    r"within (?:the )?(?:expected|usual|normal) (?:range|limits|variation)|"
    r"not (?:statistically )?significant)\b",
    re.IGNORECASE,
)
WHILE = re.compile(r"^\s*(?:while|whilst|although|though|whereas)\b[^,]*,", re.IGNORECASE)
CLAUSES = re.compile(r"(?:;|\bwhilst\b|\bwhile\b|\bwhereas\b|\bbut\b|\balthough\b)", re.IGNORECASE)
NO_DIRECTION = re.compile(
    r"\b(?:more|less|fewer|greater|lower|higher) than (?=«)|\bup to\b|\bmade up\b", re.IGNORECASE
)
