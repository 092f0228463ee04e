"""Fetching published files: from data.police.uk, and whatever a manifest lists."""

from wardmote.sources.fetching import archives, police_api
from wardmote.sources.fetching.archives import KINDS, Choice, fetch_archives
from wardmote.sources.fetching.client import (
    Client,
    NotFetchedError,
    OfflineError,
    Pace,
    Patience,
)
from wardmote.sources.fetching.download import (
    ABSENT,
    FAILED,
    FETCHED,
    UNCHANGED,
    Fetched,
    download,
)
from wardmote.sources.fetching.police_api import PoliceApi

SOURCES = {
    archives.SOURCE: "data.police.uk's archives: every force, 36 months each",
    police_api.SOURCE: "data.police.uk's API: one force, by month",
}

__all__ = [
    "ABSENT",
    "FAILED",
    "FETCHED",
    "KINDS",
    "SOURCES",
    "UNCHANGED",
    "Choice",
    "Client",
    "Fetched",
    "NotFetchedError",
    "OfflineError",
    "Pace",
    "Patience",
    "PoliceApi",
    "archives",
    "download",
    "fetch_archives",
    "police_api",
]
