"""The only composer: series, findings and records into a document, pinned as an edition."""

from wardmote.briefing.book import Book
from wardmote.briefing.edition import Edition, pin
from wardmote.briefing.example import fill_example
from wardmote.briefing.explain import Explanation, explain
from wardmote.briefing.pack import Pack, build_pack

__all__ = [
    "Book",
    "Edition",
    "Explanation",
    "Pack",
    "build_pack",
    "explain",
    "fill_example",
    "pin",
]
