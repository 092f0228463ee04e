"""The words of each kind of finding: a cell, a bullet and a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from wardmote.narrative import (
    averages,
    changes,
    drivers,
    peers,
    rare,
    series,
    shares,
    standing,
    surveys,
)
from wardmote.narrative.names import name_of
from wardmote.vocabulary import Claim, Finding, Kind


@dataclass(frozen=True, slots=True)
class Wording:
    """How one kind of finding is said at three lengths."""

    cell: Callable[[Finding], Claim]
    bullet: Callable[[Finding], Claim]
    sentence: Callable[[Finding], Claim]


WORDINGS: Mapping[Kind, Wording] = {
    Kind.LEVEL: Wording(series.level_cell, series.level_bullet, series.level_bullet),
    Kind.TOTAL: Wording(series.total_cell, series.total_sentence, series.total_sentence),
    Kind.CHANGE: Wording(changes.cell, changes.bullet, changes.sentence),
    Kind.STATED_CHANGE: Wording(changes.stated_cell, changes.stated_bullet, changes.stated_bullet),
    Kind.AVERAGE_CHANGE: Wording(
        averages.average_cell, averages.average_sentence, averages.average_sentence
    ),
    Kind.SHARE: Wording(shares.share_cell, shares.share_sentence, shares.share_sentence),
    Kind.SHARE_CHANGE: Wording(shares.moved_cell, shares.moved_bullet, shares.moved_sentence),
    Kind.SURVEY: Wording(surveys.wave_cell, surveys.wave_sentence, surveys.wave_sentence),
    Kind.SURVEY_CHANGE: Wording(surveys.moved_cell, surveys.moved_sentence, surveys.moved_sentence),
    Kind.PEERS: Wording(peers.rank_cell, peers.rank_sentence, peers.rank_sentence),
    Kind.FORCES: Wording(peers.forces_cell, peers.forces_sentence, peers.forces_sentence),
    Kind.RARE: Wording(rare.rare_cell, rare.rare_sentence, rare.rare_sentence),
    Kind.GAP: Wording(peers.gap_cell, peers.gap_bullet, peers.gap_sentence),
    Kind.FORECAST: Wording(
        series.forecast_cell, series.forecast_sentence, series.forecast_sentence
    ),
    Kind.DRIVER: Wording(drivers.driver_cell, drivers.driver_sentence, drivers.driver_sentence),
    Kind.MARKER: Wording(drivers.marker_cell, drivers.marker_sentence, drivers.marker_sentence),
    Kind.RECORDING: Wording(
        drivers.recording_cell, drivers.recording_sentence, drivers.recording_sentence
    ),
    Kind.RECORD: Wording(standing.record_cell, standing.record_sentence, standing.record_sentence),
    Kind.TARGET: Wording(standing.target_cell, standing.target_sentence, standing.target_sentence),
    Kind.GAPS: Wording(standing.gaps_cell, standing.gaps_sentence, standing.gaps_sentence),
    Kind.RISES: Wording(standing.rises_cell, standing.rises_sentence, standing.rises_sentence),
    Kind.WITHHELD: Wording(series.withheld_cell, series.withheld_bullet, series.withheld_bullet),
    Kind.SIGNAL: Wording(series.signal_cell, series.signal_sentence, series.signal_sentence),
}


def cell(finding: Finding) -> Claim:
    """The finding as it stands in a table that names the measure already."""
    return WORDINGS[finding.kind].cell(finding)


def bullet(finding: Finding) -> Claim:
    """The finding as one line of a list."""
    return WORDINGS[finding.kind].bullet(finding)


def sentence(finding: Finding) -> Claim:
    """The finding in full."""
    return WORDINGS[finding.kind].sentence(finding)


__all__ = ["WORDINGS", "Wording", "bullet", "cell", "name_of", "sentence"]
