"""Releases and their rows in the engine, and measures read from them as series."""

from wardmote.warehouse.engine import Warehouse
from wardmote.warehouse.loading import FileReport, load
from wardmote.warehouse.measures import Reader, Revised
from wardmote.warehouse.query_text import laid_out
from wardmote.warehouse.status import coverage, files, loadings, releases, unmapped

__all__ = [
    "FileReport",
    "Reader",
    "Revised",
    "Warehouse",
    "coverage",
    "files",
    "laid_out",
    "load",
    "loadings",
    "releases",
    "unmapped",
]
