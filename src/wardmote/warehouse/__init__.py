"""Releases and their rows in the engine, and measures read from them as series."""

from wardmote.warehouse.engine import Warehouse
from wardmote.warehouse.loading import FileReport, load
from wardmote.warehouse.measures import Reader
from wardmote.warehouse.status import coverage, files, releases, unmapped

__all__ = ["FileReport", "Reader", "Warehouse", "coverage", "files", "load", "releases", "unmapped"]
