"""The definitions, built in and the workspace's own, loaded and checked."""

from wardmote.catalogue.load import DEFINITIONS, Catalogue, load_catalogue
from wardmote.catalogue.shapes import Layout, LayoutSection, SparkTable
from wardmote.catalogue.workspace import FILE, Settings, Workspace, find_workspace, open_workspace

__all__ = [
    "DEFINITIONS",
    "FILE",
    "Catalogue",
    "Layout",
    "LayoutSection",
    "Settings",
    "SparkTable",
    "Workspace",
    "find_workspace",
    "load_catalogue",
    "open_workspace",
]
