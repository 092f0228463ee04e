"""The definitions, built in and the workspace's own, loaded and checked."""

from wardmote.catalogue.load import DEFINITIONS, Catalogue, load_catalogue
from wardmote.catalogue.shapes import (
    Audience,
    Layout,
    LayoutItem,
    LayoutSection,
    Numbering,
    Opening,
    SparkTable,
)
from wardmote.catalogue.workspace import FILE, Settings, Workspace, find_workspace, open_workspace

__all__ = [
    "DEFINITIONS",
    "FILE",
    "Audience",
    "Catalogue",
    "Layout",
    "LayoutItem",
    "LayoutSection",
    "Numbering",
    "Opening",
    "Settings",
    "SparkTable",
    "Workspace",
    "find_workspace",
    "load_catalogue",
    "open_workspace",
]
