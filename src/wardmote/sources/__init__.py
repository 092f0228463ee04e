"""Publications: how each is recognised and read into tidy rows."""

from wardmote.sources.files import Offered, Refusal, offered_files
from wardmote.sources.publication import Publication, Reading, Rows, Scan
from wardmote.sources.registry import PUBLICATIONS, recognise
from wardmote.sources.tidy import STATED_CHANGES

__all__ = [
    "PUBLICATIONS",
    "STATED_CHANGES",
    "Offered",
    "Publication",
    "Reading",
    "Refusal",
    "Rows",
    "Scan",
    "offered_files",
    "recognise",
]
