"""What is known of a force: series from the warehouse, findings from the analysis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from wardmote.analysis.averages import compare_averages
from wardmote.analysis.change import CONVINCING, change, latest_year, same_months
from wardmote.analysis.false_alarms import controlled, discoveries
from wardmote.analysis.outlook import outlook
from wardmote.analysis.peers import compare_gap, compare_peers, gap_series, latest_common
from wardmote.analysis.shares import share_change
from wardmote.analysis.signals import Signal, refusal, signal
from wardmote.analysis.spc import profile_named
from wardmote.analysis.stated import Stated, stated_change
from wardmote.analysis.totals import level, total, withheld
from wardmote.analysis.waves import compare_waves, wave
from wardmote.briefing.protection import ProtectedReader, guard_of, protected
from wardmote.catalogue import Workspace
from wardmote.language import printed_interval
from wardmote.sources import STATED_CHANGES
from wardmote.vocabulary import (
    CorrectionKind,
    Evidence,
    Figure,
    Finding,
    Hedge,
    Improvement,
    Measure,
    Nature,
    Period,
    PeriodKind,
    Quantity,
    Series,
    Status,
)
from wardmote.warehouse import Reader

JUDGED = (PeriodKind.MONTH, PeriodKind.QUARTER)  # periods that do not overlap, often enough
YEAR_OF_WAVES = 4  # a survey's waves in a year, at least


@dataclass
class Book:
    """Findings of one force, each made once and kept, with every figure they rest on.

    Under a disclosure profile it reads numbers as they may be published, and no others.
    """

    workspace: Workspace
    reader: Reader
    figures: dict[str, Figure] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.reader = protected(self.workspace, self.reader)
        self._made: dict[tuple[str, ...], Finding | None] = {}
        self._signals: dict[str, Signal | None] = {}
        self._changes: dict[str, Finding | None] = {}

    @property
    def force(self) -> str:
        """The force's slug."""
        return self.workspace.settings.force

    @property
    def protection(self) -> ProtectedReader | None:
        """What withholds small numbers, where the workspace has a disclosure profile."""
        return guard_of(self.reader)

    def measure(self, measure_id: str) -> Measure:
        """A measure by id. Raises UserError for an unknown one."""
        return self.workspace.catalogue.measure(measure_id)

    def series(self, measure_id: str, area: str = "") -> Series | None:
        """The series of the force, or of another area."""
        return self.reader.series(measure_id, area or self.force)

    @cached_property
    def known(self) -> tuple[Measure, ...]:
        """The measures that have data for the force, by id."""
        found = []
        for measure in self.workspace.catalogue.measures.values():
            series = self.series(measure.id)
            if series and series.told:
                found.append(measure)
        return tuple(found)

    def change_of(self, measure: Measure) -> Finding | None:
        """The measure's headline: its change over the right periods, or its latest level.

        Under control of false discoveries, one that does not stand among all the measures'
        changes is no clear change.
        """

        def made() -> Finding | None:
            found = self._by_itself(measure)
            return controlled(found) if found and measure.id in self.withdrawn else found

        return self.once(("change", measure.id), made)

    @cached_property
    def tests(self) -> tuple[Finding, ...]:
        """The changes of all measures that were tested, before any control."""
        found = (self._by_itself(m) for m in self.known)
        return tuple(f for f in found if f is not None and f.p is not None)

    @cached_property
    def not_standing(self) -> frozenset[str]:
        """Measures whose clear change falls when one in twenty of those that stand may be false."""
        tested = self.tests
        stand = discoveries([f.p or 0.0 for f in tested], self.false_discovery)
        return frozenset(
            f.measure.id
            for f, stands in zip(tested, stand, strict=True)
            if f.evidence is Evidence.CLEAR and not stands
        )

    @property
    def false_discovery(self) -> float:
        """The share of false discoveries that the workspace allows, or one in twenty."""
        return self.workspace.settings.false_discovery or CONVINCING

    @property
    def withdrawn(self) -> frozenset[str]:
        """Those of `not_standing` that the workspace wants withdrawn."""
        return self.not_standing if self.workspace.settings.false_discovery else frozenset()

    def signal_of(self, measure: Measure) -> Signal | None:
        """What the process limits say, where the series can have them."""
        if measure.id not in self._signals:
            self._signals[measure.id] = self._signal_of(measure)
        return self._signals[measure.id]

    def group(self, measure: Measure) -> tuple[list[Series], dict[str, Series], Period] | None:
        """The series of the most similar group, their populations, and the latest common period."""
        group = self.workspace.peer_group
        mine = self.series(measure.id)
        if group is None or mine is None or mine.data_to is None or not measure.peers:
            return None
        found = [
            s for f in group.forces(mine.data_to)
            if not self.declared_missing(measure, f, mine.data_to)
            and (s := self.series(measure.id, f))
        ]  # fmt: skip
        period = latest_common(found)
        if len(found) < 2 or period is None:
            return None
        populations = self.reader.all_areas(measure.denominator)
        return found, {area: s for (area, _), s in populations.items()}, period

    def declared_missing(self, measure: Measure, area: str, on: date) -> bool:
        """Whether an area's figures of a day are declared missing: nobody waits for them."""
        return any(
            c.kind is CorrectionKind.MISSING and c.areas and c.holds(on, on)
            for c in self.workspace.catalogue.corrections_of(measure, area)
        )

    def peers_of(self, measure: Measure, period: Period | None = None) -> Finding | None:
        """Rates, averages and rank at the latest common period, or at another."""

        def made() -> Finding | None:
            known = self.group(measure)
            if known is None:
                return None
            series, populations, latest = known
            return tried(lambda: compare_peers(series, populations, self.force, period or latest))

        key = ("peers-at", measure.id, period.id) if period else ("peers", measure.id)
        return self.once(key, made)

    def gap_of(self, measure: Measure) -> Finding | None:
        """How the gap to the group moved over the latest year."""

        def made() -> Finding | None:
            known = self.group(measure)
            if known is None:
                return None
            series, populations, latest = known
            if latest.months == 1:
                latest = Period.months_to(latest.end, 12)
            return tried(
                lambda: compare_gap(series, populations, self.force, latest, latest.years_before())
            )

        return self.once(("gap", measure.id), made)

    def gap_series_of(self, measure: Measure) -> Series | None:
        """The gap of each month to the mean of the group, where months are known."""
        known = self.group(measure)
        if known is None or measure.period is not PeriodKind.MONTH:
            return None
        series, populations, _ = known
        return gap_series(series, populations, self.force)

    def gap_signal_of(self, measure: Measure) -> tuple[Series, Signal] | None:
        """The monthly gap as a series with limits of its own."""
        series = self.gap_series_of(measure)
        if series is None or refusal(series):
            return None
        found = signal(series, profile_named(self.workspace.settings.profile))
        self.once(("gap-signal", measure.id), lambda: found.finding)
        return series, found

    def share_change_of(
        self, measure_id: str, category: str, later: Period, earlier: Period, wanted: Improvement
    ) -> Finding | None:
        """How a part's share moved; says so when the later cohort is immature."""

        def made() -> Finding | None:
            dimension = category.partition("=")[0]
            part = self.reader.series(measure_id, self.force, category)
            whole = self.series(measure_id)
            if part is None or whole is None or not dimension:
                return None
            if any(s.total(p) is None for s in (part, whole) for p in (later, earlier)):
                return None
            found = share_change(part, whole, later, earlier, wanted)
            observed = part.at(later)
            if observed and observed.status is Status.PARTIAL:
                return replace(found, words={**found.words, "immature": "immature"})
            return found

        return self.once(("share", measure_id, category, later.id, earlier.id), made)

    def year_of(self, measure_id: str) -> Finding | None:
        """Total and average of the latest calendar year whose every month is known."""

        def made() -> Finding | None:
            series = self.series(measure_id)
            for observed in reversed(series.told if series else ()):
                year = Period.year(observed.period.end.year)
                if series and series.outline.total(year) is not None:
                    found = total(series, year)
                    return found if "total" in found.figures else None
            return None

        return self.once(("year", measure_id), made)

    def change_between(self, measure_id: str, later: Period, earlier: Period) -> Finding | None:
        """The change between two named periods, where both are wholly known."""

        def made() -> Finding | None:
            series = self.series(measure_id)
            if series is None or series.measure.quantity is not Quantity.COUNT:
                return None
            if series.total(later) is None or series.total(earlier) is None:
                return None
            return change(series, later, earlier)

        return self.once(("between", measure_id, later.id, earlier.id), made)

    def findings(self) -> list[Finding]:
        """Every finding of the latest periods made so far, in the order made."""
        return [f for key, f in self._made.items() if f is not None and key[0] != "peers-at"]

    def keep(self, figure: Figure) -> Figure:
        """Note a figure that stands in the document outside any finding."""
        self.figures[figure.id] = figure
        return figure

    def once(self, key: tuple[str, ...], make: Callable[[], Finding | None]) -> Finding | None:
        """The finding of this key, made the first time it is asked for."""
        if key not in self._made:
            found = make()
            self._made[key] = found
            if found is not None:
                self.figures.update({f.id: f for f in found.figures.values()})
        return self._made[key]

    def _signal_of(self, measure: Measure) -> Signal | None:
        series = self.series(measure.id)
        if series is None or refusal(series) or measure.period not in JUDGED:
            return None
        if measure.nature is Nature.CONTEXT:
            return None  # people asked, residents: how many there are is nobody's performance
        if measure.quantity not in (Quantity.COUNT, Quantity.PERCENT, Quantity.RATE):
            return None
        profile = profile_named(self.workspace.settings.profile)
        people = self.people_of(measure)
        counts = measure.quantity is Quantity.COUNT
        sisters = []
        if profile.models and counts:
            sisters = list(self.reader.all_areas(measure.id).values())
        found = signal(series, profile, sisters, people)
        self.once(("signal", measure.id), lambda: found.finding)
        return found

    def _by_itself(self, measure: Measure) -> Finding | None:
        """The measure's headline before any control, made once."""
        if measure.id not in self._changes:
            self._changes[measure.id] = self._change_of(measure)
        return self._changes[measure.id]

    def _change_of(self, measure: Measure) -> Finding | None:
        if measure.source.publication == STATED_CHANGES.id:
            rows = self.reader.stated(measure.id, self.force)
            return self.stated(measure, rows[0].later, rows[0].earlier) if rows else None
        series = self.series(measure.id)
        if series is None or not series.told:
            return None
        latest = series.told[-1]
        if measure.quantity is Quantity.COUNT and measure.nature is not Nature.CONTEXT:
            starts = measure.year_starts or self.workspace.settings.year_starts
            periods = (
                latest_year(series.outline)
                if measure.period is PeriodKind.ROLLING_12_MONTHS
                else same_months(series.outline, starts)
                if measure.period is PeriodKind.MONTH
                else None
            )
            if periods and any(series.total(p) is None for p in periods):
                return withheld(series, periods[0])
            if periods:
                return change(series, *periods)
        if latest.status is Status.WITHHELD:
            return withheld(series, latest.period)
        if measure.quantity is Quantity.PERCENT:
            found = self._percent_change(series)
            if found:
                return found
        return level(series, latest.period)

    def outlook_of(self, measure: Measure) -> Finding | None:
        """What the next months and the year's end should bring."""
        series = self.series(measure.id)
        if series is None or measure.period is not PeriodKind.MONTH:
            return None
        sisters = list(self.reader.all_areas(measure.id).values())
        starts = measure.year_starts or self.workspace.settings.year_starts
        return self.once(
            ("forecast", measure.id), lambda: tried(lambda: outlook(series, sisters, starts))
        )

    def people_of(self, measure: Measure) -> Series | None:
        """The people asked, where the measure is a percentage of them."""
        if measure.quantity is not Quantity.PERCENT or not measure.denominator:
            return None
        return self.series(measure.denominator)

    def baseline_of(self, measure: Measure) -> Finding | None:
        """The process since a survey's first year, against that year."""
        series, people = self.series(measure.id), self.people_of(measure)
        if series is None or people is None or len(series.known) < 2 * YEAR_OF_WAVES:
            return None
        first = Period.months_from(series.known[0].period.start, 12)
        rest = Period(first.end + timedelta(days=1), series.known[-1].period.end)
        return self.once(
            ("baseline", measure.id),
            lambda: tried(lambda: compare_waves(series, people, rest, first)),
        )

    def _percent_change(self, series: Series) -> Finding | None:
        """The latest quarter, or the latest wave, against the same a year before."""
        latest = series.known[-1].period
        later = Period.months_to(latest.end, 3) if latest.months == 1 else latest
        people = self.people_of(series.measure)
        if people is not None:
            found = tried(lambda: compare_waves(series, people, later, later.years_before()))
            return found or tried(lambda: wave(series, people, latest))
        if series.measure.period is not PeriodKind.MONTH:
            return None
        return tried(lambda: compare_averages(series, later, later.years_before()))

    def stated(self, measure: Measure, later: Period, earlier: Period) -> Finding | None:
        """The change that a source states for these periods."""
        for row in self.reader.stated(measure.id, self.force):
            if (row.later, row.earlier) == (later, earlier):
                return stated_change(
                    measure,
                    self.workspace.catalogue.area(self.force),
                    later,
                    earlier,
                    _printed(row.change, row.change_words, whole=True),
                    _printed(row.percent, row.percent_words, whole=False),
                    (row.release,),
                )
        return None


def tried(make: Callable[[], Finding]) -> Finding | None:
    """The finding, or None where the series is too short for it."""
    try:
        return make()
    except ValueError:
        return None


def _printed(value: float | None, hedge: Hedge, *, whole: bool) -> Stated | None:
    if value is None:
        return None
    decimals = 0 if value == round(value) else len(f"{value:g}".partition(".")[2])
    low, high = printed_interval(value, decimals, hedge, whole=whole)
    return Stated(value, low, high, decimals, hedge)
