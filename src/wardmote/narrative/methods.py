"""What each way of working a figure out is called, and how it is worked out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wardmote.language import period_text, translated
from wardmote.vocabulary import FigureName, Form, Period


@dataclass(frozen=True, slots=True)
class MethodWords:
    """A method's name, how it works in a sentence, and the page of `docs/methods` on it."""

    name: str
    working: str
    page: str = ""


def _ends(name: str, working: str, page: str) -> tuple[MethodWords, MethodWords]:
    lower = MethodWords(f"{name}, lower end", f"The lower end of the 95% interval. {working}", page)
    upper = MethodWords(f"{name}, upper end", f"The upper end of the 95% interval. {working}", page)
    return lower, upper


_PERCENT = _ends("percentage change", "Of the ratio of the two counts, widened where the months "
                 "vary more than chance alone.", "change")  # fmt: skip
_AVERAGE = _ends("change of the average", "Of the ratio of the two averages, by the months' own "
                 "spread.", "change")  # fmt: skip
_POINTS = _ends("move of the average", "Of the difference of the two averages, by the months' own "
                "spread.", "change")  # fmt: skip
_SHARE = _ends("share", "Wilson's interval of a proportion.", "proportions")
_MOVED = _ends("move of the share", "Newcombe's interval of two proportions.", "proportions")
_PART = _ends("part of the change", "The interval of the part's own change, carried to points of "
              "the whole.", "drivers")  # fmt: skip
_SURVEY = _ends("survey percentage", "Wilson's interval, by the people asked.", "surveys")
_WAVES = _ends("move of the survey percentage", "By the people asked, widened where waves vary "
               "more than their number explains.", "surveys")  # fmt: skip
_EXCESS = _ends("more than at the earlier share", "The interval of the share's move times the "
                "later whole.", "drivers")  # fmt: skip
_INCIDENTS = _ends("effect of incidents", "The interval of the ratio of incidents, carried through "
                   "the same weight.", "drivers")  # fmt: skip
_RECORDED = _ends("effect of recording", "The interval of the ratio of conversions, carried "
                  "through the same weight.", "drivers")  # fmt: skip
_RATE = _ends("rate", "The exact interval of a count (Poisson), over the residents.", "peers")
_RANK = (
    MethodWords("rank, best that chance leaves open", "One more than the forces whose rate is "
                "clearly lower.", "peers"),
    MethodWords("rank, worst that chance leaves open", "The number of forces less those whose "
                "rate is clearly higher.", "peers"),
)  # fmt: skip
_SHIFT = _ends("size of the shift", "By the model of the default profile.", "expected")

METHOD_WORDS: Mapping[str, MethodWords] = {
    "": MethodWords("value", "The values of the rows that the filters leave, added up."),
    "total": MethodWords("total", "The months known, added up."),
    "average": MethodWords("average a month", "The total of the months known over their number."),
    "months": MethodWords("months known", "How many months have a value."),
    "average-change": MethodWords(
        "change of the average", "100 × (later average ÷ earlier average − 1).", "change"
    ),
    "average-change-lower": _AVERAGE[0],
    "average-change-upper": _AVERAGE[1],
    "average-points": MethodWords(
        "move of the average", "The later average less the earlier one, in points.", "change"
    ),
    "average-points-lower": _POINTS[0],
    "average-points-upper": _POINTS[1],
    "change": MethodWords("change", "The later value less the earlier one.", "change"),
    "percent-change": MethodWords(
        "percentage change", "100 × (later − earlier) ÷ earlier.", "change"
    ),
    "percent-change-lower": _PERCENT[0],
    "percent-change-upper": _PERCENT[1],
    "chance": MethodWords(
        "chance of a move this large",
        "How often a move as large, this way, would come when nothing had changed; widened where "
        "the months vary more than chance alone.",
        "change",
    ),
    "stated-change": MethodWords("change as stated", "As the source states it.", "change"),
    "stated-percent-change": MethodWords(
        "percentage change as stated", "As the source states it.", "change"
    ),
    "stated-chance": MethodWords(
        "chance of a move this large",
        "The largest over every base that the source's printed numbers allow.",
        "change",
    ),
    "implied-base": MethodWords(
        "implied base", "The stated change over the stated percentage.", "change"
    ),
    "share": MethodWords("share", "100 × part ÷ whole.", "proportions"),
    "share-lower": _SHARE[0],
    "share-upper": _SHARE[1],
    "share-change": MethodWords(
        "move of the share", "The later share less the earlier one, in points.", "proportions"
    ),
    "share-change-lower": _MOVED[0],
    "share-change-upper": _MOVED[1],
    "contribution": MethodWords(
        "part of the change", "100 × the part's change ÷ the whole's earlier value.", "drivers"
    ),
    "contribution-lower": _PART[0],
    "contribution-upper": _PART[1],
    "forecast": MethodWords("forecast", "The middle of what the model expects.", "forecast"),
    "forecast-lower80": MethodWords(
        "forecast, lower end of 80%", "By the model, back-tested.", "forecast"
    ),
    "forecast-upper80": MethodWords(
        "forecast, upper end of 80%", "By the model, back-tested.", "forecast"
    ),
    "forecast-lower95": MethodWords(
        "forecast, lower end of 95%", "By the model, back-tested.", "forecast"
    ),
    "forecast-upper95": MethodWords(
        "forecast, upper end of 95%", "By the model, back-tested.", "forecast"
    ),
    "survey": MethodWords("survey percentage", "100 × said so ÷ people asked.", "surveys"),
    "survey-lower": _SURVEY[0],
    "survey-upper": _SURVEY[1],
    "survey-points": MethodWords(
        "move of the survey percentage",
        "The later percentage less the earlier one, in points; waves pooled by the people asked.",
        "surveys",
    ),
    "survey-points-lower": _WAVES[0],
    "survey-points-upper": _WAVES[1],
    "excess": MethodWords(
        "more than at the earlier share", "The share's move times the later whole.", "drivers"
    ),
    "excess-lower": _EXCESS[0],
    "excess-upper": _EXCESS[1],
    "incident-effect": MethodWords(
        "effect of incidents",
        "The part of the change that more or fewer incidents make: the logarithmic mean of the two "
        "counts of crimes times the logarithm of the ratio of incidents.",
        "drivers",
    ),
    "incident-effect-lower": _INCIDENTS[0],
    "incident-effect-upper": _INCIDENTS[1],
    "conversion": MethodWords(
        "incidents recorded as crimes", "100 × crimes ÷ incidents, later.", "drivers"
    ),
    "conversion-before": MethodWords(
        "incidents recorded as crimes, before", "100 × crimes ÷ incidents, earlier.", "drivers"
    ),
    "conversion-effect": MethodWords(
        "effect of recording",
        "The part of the change that recording makes: what is left beside that of incidents.",
        "drivers",
    ),
    "conversion-effect-lower": _RECORDED[0],
    "conversion-effect-upper": _RECORDED[1],
    "rate": MethodWords("rate", "1,000 × count ÷ residents of the mid-year before.", "peers"),
    "rate-lower": _RATE[0],
    "rate-upper": _RATE[1],
    "peer-mean": MethodWords(
        "mean of the group's rates", "The rates of all forces of the group over their number; the "
        "force itself is one of them.", "peers"
    ),
    "peer-weighted-mean": MethodWords(
        "rate of the group as a whole", "1,000 × the counts of all forces ÷ their residents.",
        "peers",
    ),
    "gap": MethodWords("gap to the group", "The rate less the mean of the group's rates.", "peers"),
    "rank": MethodWords("rank", "One more than the forces whose rate is lower.", "peers"),
    "rank-lower": _RANK[0],
    "rank-upper": _RANK[1],
    "of": MethodWords("forces in the group", "How many forces' rates are known.", "peers"),
    "gap-change": MethodWords("move of the gap", "The later gap less the earlier one.", "peers"),
    "force-count": MethodWords("forces known", "How many forces' rates are known.", "funnel"),
    "force-mean": MethodWords(
        "rate of all forces together", "Their counts over their residents.", "funnel"
    ),
    "force-rank": MethodWords("rank among all forces", "1st is the lowest rate.", "funnel"),
    "force-rank-lower": _RANK[0],
    "force-rank-upper": _RANK[1],
    "others-change": MethodWords(
        "change of the parts told together", "The sum of their changes.", "drivers"
    ),
    "pending": MethodWords("still open", "Those issued less those with an outcome."),
    "events": MethodWords("events", "The days that have an event.", "rare-events"),
    "days-between": MethodWords("days between events", "From one to the next.", "rare-events"),
    "days-between-lower": MethodWords(
        "days between events, lower limit", "By the time between events.", "rare-events"
    ),
    "days-between-upper": MethodWords(
        "days between events, upper limit", "By the time between events.", "rare-events"
    ),
    "mean-days-between": MethodWords(
        "mean days between events", "The span of the events over their number.", "rare-events"
    ),
    "days-since": MethodWords(
        "days since the latest event", "To the last day that is known.", "rare-events"
    ),
    "chance-of-silence": MethodWords(
        "chance of as long a silence", "By the mean time between events.", "rare-events"
    ),
    "beaten": MethodWords(
        "points that the latest exceeds", "The known points in a row before it that it lies above, "
        "or below.",
    ),
    "target": MethodWords("target", "As the measure's definition names it."),
    "missing": MethodWords("points missing", "Periods that no release covers."),
    "partial": MethodWords("points covered in part", "Periods that a release covers in part."),
    "provisional": MethodWords("provisional points", "Periods that the source calls provisional."),
    "rises": MethodWords("forces that counted more", "Of those known in both periods."),
    "clear-rises": MethodWords(
        "forces that counted more than chance gives", "Each tested by itself, as a change is.",
        "change",
    ),
    "compared": MethodWords("forces compared", "Those known in both periods."),
    "mean": MethodWords(
        "mean of the process", "The centre line of the latest phase, by the rule profile named.",
        "process-limits",
    ),
    "lower-limit": MethodWords(
        "lower process limit", "By the rule profile named, in the latest phase.", "process-limits"
    ),
    "upper-limit": MethodWords(
        "upper process limit", "By the rule profile named, in the latest phase.", "process-limits"
    ),
    "points": MethodWords("points judged", "How many periods have a value.", "process-limits"),
    "run": MethodWords(
        "run on one side", "The latest points on one side of the mean.", "process-limits"
    ),
    "shift-size": MethodWords(
        "size of the shift", "By the model of the default profile, in per cent.", "expected"
    ),
    "shift-size-lower": _SHIFT[0],
    "shift-size-upper": _SHIFT[1],
}  # fmt: skip
_ORDER = {method: place for place, method in enumerate(METHOD_WORDS)}


def method_words(method: str) -> MethodWords:
    """The words of a method as a figure's id or pack.json has it."""
    return METHOD_WORDS["" if method == "value" else method.removesuffix("-on")]


def method_order(method: str) -> int:
    """Where a method stands among all: values first, then what is made of them."""
    return _ORDER["" if method == "value" else method.removesuffix("-on")]


def figure_words(figure: str) -> str:
    """What the figure of this id is, beside its measure and period.

    >>> figure_words("collisions/west-midlands/2015-01--2015-03/change-on/2014-01--2014-03")
    'Change on Jan to Mar 2014'
    >>> figure_words("speed-disposals@outcome=cancelled/west-midlands/2014/share")
    'Share, outcome: cancelled'
    """
    name = FigureName.parse(figure)
    written = method_words(name.method).name
    words = translated(written)
    said, comma, end = (words[:1].upper() + words[1:]).partition(", ")
    if name.method.endswith("-on"):
        change = "change" in written.partition(", ")[0]
        link = translated("{what} on {period}") if change else translated("{what} against {period}")
        said = link.format(what=said, period=period_text(Period.parse(name.argument), Form.SHORT))
    said += comma + end
    if name.category:
        dimension, _, value = name.category.partition("=")
        said += f", {dimension.replace('_', ' ')}: {value.replace('-', ' ')}"
    return said
