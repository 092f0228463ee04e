"""Words that assert more than arithmetic: stable, significant, a trend, a driver, a cause."""

from __future__ import annotations

import re

JUDGED = {
    "stable": r"\b(?:stable|unchanged|constant|steady|static|level(?:led)? off)\b",
    "significant": r"\b(?:significantly|statistically significant|significant (?:[a-z]+ ){0,2}(?:"
    r"increase|points?|decrease|rise|fall|reduction|improvement|change|difference|drop|"
    r"growth|decline|shift|movement|step|gap))s?\b",
    "trend": r"(?<!against the )(?<!bucked the )(?<!bucking the )"
    r"\b(?:trends?|trending|(?:up|down|improv|worsen|declin|ris|fall)\w* trajectory|"
    r"continu(?:es|ed|ing) to (?:rise|fall|increase|decrease|"
    r"reduce|decline|grow|widen|narrow|climb|drop))\b",
    "driver": r"\b(?:(?:main|key|primary|biggest|largest|principal|major|chief)\s+drivers?|"
    r"drivers?\s+(?:of|for|behind)\s+(?:[a-z]+\s+){0,3}?(?:increases?|rises?|falls?|reductions?|"
    r"changes?|demand|growth|trends?|crime|performance|offending|pressure)\b|"
    r"driven\s+(?:by|up|down|largely|mainly))\b",
}
# Was down to the festival: no number that something fell to.
DOWN_TO = (
    r"(?:is|are|was|were|be|largely|mainly|mostly|partly|entirely|solely|simply|all) down to "
    r"(?:the|a|an|our|one) (?!(?:lowest|level|levels|target|average|same|last|next|previous|"
    r"figure|rate|end|start|norm|usual)\b)(?=[A-Za-z])"
)
_DOING = (
    r"(?:operation|patrols?|policing|campaign|initiative|scheme|cameras|training|investment|policy|"
    r"programme|strategy|approach|project|funding|work|efforts?|crackdown|deployment|enforcement)\b"
)
# Because the figures are rounded: a reason, and no cause.
_OF_FIGURES = (
    r"of|there|it|they|we|this|that|these|each|some|not|one|no|rounding|numbers?|figures?|"
    r"more than|percentages?|both|only|so|several"
)
BECAUSE = re.compile(r"because (?!of\b)", re.IGNORECASE)  # a cause only of what went a way
CAUSE = re.compile(
    r"\b(?:because of|due to|(?<!my )(?<!our )(?<!its )(?<!his )(?<!her )(?<!their )(?<!many )"
    r"(?<!record )(?<!with )(?<!heartfelt )(?<!sincere )(?<!warm )(?<!and )(?<!special )"
    r"(?<!grateful )thanks to|owing to|caused by|attribut(?:able|ed) to|"
    r"credited (?:to|with)|on the back of|explained by|on account of|brought about by|"
    r"(?:as a|(?:is|was|are|were|largely|partly|mainly|simply) (?:a|the)|direct|clear)\s+"
    r"(?:direct |clear |simple )?(?:result|consequence|product) of|"
    r"(?:achieved|delivered|secured|won)\s+(?:through|via|thanks to)|"
    r"(?:achieved|delivered|secured|won)\s+by\s+(?:the|our|a|an|new|more|better|extra|"
    r"appointing)\b|"
    r"(?:\b(?:was|were|been|is|are|largely|partly|mainly)|,|^)\s*"
    r"(?:helped|aided|boosted|fuelled|prompted|spurred)\s+by|"
    r"led to (?:an? |the |this |that )?(?:[a-z]+ )?(?:fall|rise|reduction|increase|drop|decrease|"
    r"improvement|decline|surge|spike|growth|cut)|"
    r"(?:demonstrat|show|prov|confirm|evidenc)\w* (?:that |how )[^.;]{0,60}(?:work(?:s|ing|ed)|"
    r"effective|success\w*|difference|paying off|paid off|deterr\w*)|"
    r"(?:following|since|after) the (?:introduction|launch|rollout|roll-out|adoption|start) of"
    r"(?! (?:(?:the|this|that|our) )?(?:(?:financial|calendar|last) )?(?:series|records?|year|"
    r"period|decade|century|month|quarter|week|data|table|chart|count|\d))|"
    r"\bit (?:was|is) [^.;\d]{3,70}?\b(?:that|which|who) (?:has |have |had )?(?:pushed|"
    r"brought|drove|driven|cut|caused|forced|dragged|lifted|kept|turned|made|got|sent)\b|"
    r"\b(?:is|was|are) what (?:has |have |had )?(?:pushed|brought|drove|driven|cut|"
    r"caused|forced|dragged|lifted|kept|turned|lies? behind|did)\b|"
    rf"because (?!(?:{_OF_FIGURES})\b)[^.,;()\d]{{10,}}(?=[.,;]|$)|"
    r"in the wake of|(?:is|are|was|were) to blame for|down to the (?:new|work|efforts|hard work)|"
    rf"{DOWN_TO}|"
    rf"{_DOING}(?! posts?\b)[^.;,()]{{0,60}}(?<!\bwas )(?<!\bwere )(?<!\bbeen )"
    rf"\b(?:brought|drove|pushed|(?<!est )(?<!the )(?<!a )cut|reduced|lowered|slashed|"
    r"halved(?!\s*[,.;(]|\s+(?:to|from|in|over|since|between|on|and|during)\b)|"
    rf"delivered (?:an? |the |this |that )?(?:[a-z]+ ){{0,2}}?(?:falls?|reductions?|decreases?|"
    rf"improvements?|results|rises?|increases?|drops?|cuts?)|"
    r"resulted in|has led|have led|led to(?! (?:\d|(?:the |an? )?(?:arrests?|seizures?)))|"
    r"paid off|(?:is|are|was|were) behind|(?<!as )helped|deterred|"
    r"prevented)\b|"
    r"as (?:the |a |an )?(?:[a-z]+ ){1,6}?(?:pushed|"
    r"drove(?! (?:after|home|away|under|while))|forced|led|took effect|bit|kicked in)\b)",
    re.IGNORECASE,
)
# The rise is explained by shoplifting, which went up by 1,407: a part of it, with its number.
SPLIT_UP = re.compile(
    r"(?:explained by|attributable to)\b[^.;]{1,60},\s*(?:which|where|whose|up|down)\b[^.;]*\d",
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
    r"not (?:statistically )?significant|"
    r"(?:is|are|was|were) (?:allowed|adjusted|corrected) for)\b",
    re.IGNORECASE,
)
