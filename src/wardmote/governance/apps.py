"""The records as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Named after the room."""

    name = "wardmote.governance"
    label = "governance"
    verbose_name = "Governance"
