"""Releases and their rows in an engine, and measures read from them as series."""

from wardmote.warehouse.engine import Engine, Warehouse
from wardmote.warehouse.loading import FileReport, load
from wardmote.warehouse.measures import Reader, Revised
from wardmote.warehouse.opening import opened
from wardmote.warehouse.query_text import laid_out
from wardmote.warehouse.status import coverage

__all__ = [
    "Engine",
    "FileReport",
    "Reader",
    "Revised",
    "Warehouse",
    "coverage",
    "laid_out",
    "load",
    "opened",
]
