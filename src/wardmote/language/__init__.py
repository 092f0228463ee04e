"""How numbers, dates, ranks and signs are worded, in British English."""

from wardmote.language.dates import day_text, period_text, short_months
from wardmote.language.messages import languages, message, speaking, spoken, translated
from wardmote.language.numbers import chance_words, figure_text, number_text, number_words, ordinal
from wardmote.language.parts import Slot, claim_text, compose, joined, parts_text
from wardmote.language.printed import HEDGE_WORDS, HEDGED, printed_interval

__all__ = [
    "HEDGED",
    "HEDGE_WORDS",
    "Slot",
    "chance_words",
    "claim_text",
    "compose",
    "day_text",
    "figure_text",
    "joined",
    "languages",
    "message",
    "number_text",
    "number_words",
    "ordinal",
    "parts_text",
    "period_text",
    "printed_interval",
    "short_months",
    "speaking",
    "spoken",
    "translated",
]
