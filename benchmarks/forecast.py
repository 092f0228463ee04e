"""How forecasts of real monthly counts turn out: ours beside seasonal naive and damped ETS.

Run by hand: `python benchmarks/forecast.py`. It reads the breath tests of 43 forces (2002 to
2016) and Northumbria's street-level crime (May 2020 to June 2022) from the folder of real data
(WARDMOTE_SHARED, or `shared` beside the project). Every origin sees nothing after it. Constants
were chosen on the odd-numbered forces alone (in alphabetical order); the even ones check them.
`python benchmarks/forecast.py --ets` needs statsmodels and writes forecast_ets.json, from which
the rows of ETS are printed otherwise; it takes about ten minutes.
"""

from __future__ import annotations

import calendar
import csv
import io
import json
import os
import sys
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from wardmote.analysis.forecasts import Forecasts, Interval, forecast_group

Array = NDArray[np.float64]
Method = Callable[[Array, Array], Forecasts]

YEAR = 12
FIRST = 2002 * 12  # January 2002, as a count of months
FIVE_YEARS = 60
EVERY = 5  # months between origins: prime to 12, so that horizons meet every month of the year
STORED = Path(__file__).with_name("forecast_ets.json")
Z80, Z95 = 1.281551565544600, 1.959963984540054
UNLOCKED = 15  # months up to July 2021, when the restrictions of the pandemic ended
COLUMNS = (
    *("h=1", "h=3", "h=6", "h=12", "error", "in80", "in95", "width"),
    *("year %", "in80", "in95", "s/1000"),
)


@dataclass(frozen=True)
class Panel:
    """Counts (series, months) that share their months, and how they are looked back on."""

    name: str
    counts: Array
    first: int
    origins: tuple[int, ...]  # months known at each


@dataclass(frozen=True)
class Outcome:
    """What one method said at every origin, and what came: (origins, series, YEAR).

    `year` holds, one an origin and series, the financial year's total and its interval, from
    the lower to the upper end: lower95, lower80, point, upper80, upper95, true.
    """

    true: Array
    point: Array
    inside80: Array
    inside95: Array
    width: Array
    year: Array
    seconds: float

    def row(self, chosen: NDArray[np.bool_], origins: slice = slice(None)) -> list[float]:
        """The numbers of COLUMNS over the chosen series; errors are scaled."""
        pick = origins, chosen
        error = np.abs(self.true - self.point)[pick]
        known = ~np.isnan(error) & ~np.isnan(self.width[pick])
        means = [_mean(error[..., h]) for h in (0, 2, 5, 11)]
        year = self.year[pick].reshape(-1, 6)
        year = year[~np.isnan(year).any(axis=1) & (year[:, 5] > 0)]
        low95, low80, point, high80, high95, true = year.T
        within = [
            ((low <= true) & (true <= high)).mean() if len(year) else np.nan
            for low, high in ((low80, high80), (low95, high95))
        ]
        return [
            *means,
            _mean(error),
            *(100 * inside[pick][known].mean() for inside in (self.inside80, self.inside95)),
            self.width[pick][known].mean(),
            100 * (np.abs(point - true) / true).mean() if len(year) else np.nan,
            *(100 * share for share in within),
            self.seconds,
        ]


def _mean(values: Array) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if known.size else np.nan


def shared() -> Path:
    """The folder of real data."""
    return Path(os.environ.get("WARDMOTE_SHARED", Path(__file__).parents[2] / "shared")) / "data"


def breath_tests() -> tuple[Panel, Panel]:
    """Tests, and those positive or refused, by force and month."""
    month_of = {name: i for i, name in enumerate(calendar.month_name)}
    path = shared() / "home-office" / "breath_test_data.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    forces = sorted({r["Police Force"] for r in rows})
    found = np.full((2, len(forces), 15 * YEAR), np.nan)
    for r in rows:
        at = int(r["Calendar Year"]) * 12 + month_of[r["Month"]] - 1 - FIRST
        for kind, column in enumerate(
            ("Number of breath tests", "Number of positive or refused breath tests")
        ):
            found[kind, forces.index(r["Police Force"]), at] = float(r[column])
    origins = tuple(range(FIVE_YEARS, 15 * YEAR - YEAR + 1, EVERY))
    tests, positive = (
        Panel(name, counts, FIRST, origins)
        for name, counts in zip(("breath tests", "positive or refused"), found, strict=True)
    )
    return tests, positive


def northumbria() -> tuple[Panel, Panel]:
    """Recorded street-level crime by kind and district (January 2022 missing), and by kind."""
    path = shared() / "police-uk" / "northumbria-2020-05-to-2022-06.zip"
    tally: Counter[tuple[str, str, int]] = Counter()
    seen = set()
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith("-street.csv"):
                month = int(name[:4]) * 12 + int(name[5:7]) - 1
                seen.add(month)
                text = io.TextIOWrapper(archive.open(name), encoding="utf-8-sig", newline="")
                for r in csv.DictReader(text):
                    tally[r["Crime type"], r["LSOA name"][:-5], month] += 1
    first, last = min(seen), max(seen)
    kinds = sorted({kind for kind, _, _ in tally})
    size: Counter[str] = Counter()
    for (_, district, _), n in tally.items():
        size[district] += n
    districts = [d for d, _ in size.most_common(6)]  # the force's own; the rest are strays
    fine = np.array(
        [
            [
                tally[kind, district, month] if month in seen else np.nan
                for month in range(first, last + 1)
            ]
            for kind in kinds
            for district in districts
        ]
    )
    coarse = fine.reshape(len(kinds), len(districts), -1).sum(axis=1)
    origins = tuple(range(YEAR, last - first + 1))
    return (
        Panel("Northumbria, kind x district", fine, first, origins),
        Panel("Northumbria, kind", coarse, first, origins),
    )


def days(first: int, months: int) -> Array:
    """The days of every month."""
    return np.array(
        [float(calendar.monthrange(m // 12, m % 12 + 1)[1]) for m in range(first, first + months)]
    )


def ours(counts: Array, exposure: Array) -> Forecasts:
    """The method of the package, with sisters."""
    return forecast_group(counts, exposure)


def alone(counts: Array, exposure: Array) -> Forecasts:
    """The method of the package, every series by itself."""
    return forecast_group(counts, exposure, sisters=False)


def seasonal_naive(counts: Array, exposure: Array) -> Forecasts:  # noqa: ARG001
    """The same month of last year; intervals as R's forecast::snaive, sums by independence."""
    change = counts[:, YEAR:] - counts[:, :-YEAR]
    enough = (~np.isnan(change)).sum(axis=1) >= 6
    square = np.full(len(counts), np.nan)
    square[enough] = np.nanmean(change[enough] ** 2, axis=1)
    spread = np.sqrt(square)[:, None]
    point = counts[:, -YEAR:]
    root = np.sqrt(np.arange(1, YEAR + 1))
    return Forecasts(
        _normal(point, spread * np.ones(YEAR)), _normal(point.cumsum(axis=1), spread * root)
    )


def _normal(point: Array, spread: Array) -> Interval:
    return Interval(
        point,
        np.maximum(point - Z80 * spread, 0),
        point + Z80 * spread,
        np.maximum(point - Z95 * spread, 0),
        point + Z95 * spread,
    )


def damped_ets(logged: bool) -> Method:
    """Additive ETS with damped trend and season of statsmodels, by 1,000 simulated paths."""
    from statsmodels.tsa.exponential_smoothing.ets import (  # type: ignore[import-not-found]
        ETSModel,
    )

    def one(series: Array) -> tuple[Array, Array]:
        values = np.log(series + 0.5) if logged else series
        model = ETSModel(
            values, error="add", trend="add", damped_trend=True, seasonal="add", seasonal_periods=12
        )
        fit = model.fit(disp=False, maxiter=200)
        paths = np.asarray(fit.simulate(YEAR, anchor="end", repetitions=1000, rng=len(series)))
        point = np.asarray(fit.forecast(YEAR))
        if logged:
            paths, point = np.exp(np.minimum(paths, 25)) - 0.5, np.exp(np.minimum(point, 25)) - 0.5
        return np.maximum(point, 0), np.maximum(paths.reshape(YEAR, -1), 0)

    def method(counts: Array, exposure: Array) -> Forecasts:  # noqa: ARG001
        levels = (0.1, 0.9, 0.025, 0.975)
        months, sums = [], []
        for series in counts:
            point, paths = one(series)
            months.append([point, *np.rint(np.quantile(paths, levels, axis=1))])
            total = paths.cumsum(axis=0)
            sums.append([point.cumsum(), *np.rint(np.quantile(total, levels, axis=1))])
        return Forecasts(
            Interval(*np.array(months).swapaxes(0, 1)), Interval(*np.array(sums).swapaxes(0, 1))
        )

    return method


def look_back(panel: Panel, method: Method) -> Outcome:
    """Every origin's forecasts beside what came, errors and widths in the series' own scale."""
    counts, parts = panel.counts, []
    calendar_days = days(panel.first, counts.shape[1] + YEAR)
    padded = np.concatenate([counts, np.full((len(counts), YEAR), np.nan)], axis=1)
    spent = 0.0
    for known in panel.origins:
        history = counts[:, :known]
        exposure = np.broadcast_to(calendar_days[: known + YEAR], (len(counts), known + YEAR))
        start = time.perf_counter()
        found = method(history, exposure)
        spent += time.perf_counter() - start
        true = padded[:, known : known + YEAR]
        scale = _scale(history)[:, None]
        m = found.months
        inside = [
            (low <= true) & (true <= high)
            for low, high in ((m.lower80, m.upper80), (m.lower95, m.upper95))
        ]
        year = _year_end(padded, panel.first, known, found)
        parts.append(
            (true / scale, m.point / scale, *inside, (m.upper80 - m.lower80) / scale, year)
        )
    true, point, in80, in95, width, year = (
        np.stack(part).astype(float) for part in zip(*parts, strict=True)
    )
    seconds = 1000 * spent / (len(counts) * len(panel.origins))
    return Outcome(true, point, in80, in95, width, year, seconds)


def _scale(history: Array) -> Array:
    """The mean change on the same month of last year, or on the month before in a short series."""
    lag = YEAR if history.shape[1] >= 2 * YEAR else 1
    found: Array = np.maximum(np.nanmean(np.abs(history[:, lag:] - history[:, :-lag]), axis=1), 0.5)
    return found


def _year_end(padded: Array, first: int, known: int, found: Forecasts) -> Array:
    """The financial year's total: what is known of it since April and what is forecast."""
    into = (first + known - 3) % 12  # months of the year that are known
    so_far = padded[:, known - into : known].sum(axis=1)
    true = padded[:, known - into : known - into + YEAR].sum(axis=1)
    if np.isnan(so_far).any():
        return np.full((len(padded), 6), np.nan)
    t = found.total(so_far, YEAR - into)
    return np.column_stack([t.lower95, t.lower80, t.point, t.upper80, t.upper95, true])


def halves(panel: Panel) -> dict[str, NDArray[np.bool_]]:
    """All series, those on which constants were chosen, and the others."""
    odd = np.arange(len(panel.counts)) % 2 == 0
    return {"all": odd | True, "odd (chosen on)": odd, "even (a check)": ~odd}


def show(name: str, row: list[float]) -> None:
    """One line of a table."""
    cells = [f"{'-' if v is None or np.isnan(v) else f'{v:.2f}':>7}" for v in row[:5]]
    cells += [f"{'-' if v is None or np.isnan(v) else f'{v:.1f}':>7}" for v in row[5:]]
    print(f"  {name:30s}" + "".join(cells))


def heading(title: str) -> None:
    """The title and the names of the columns."""
    print(f"\n{title}\n  {'':30s}" + "".join(f"{c:>7}" for c in COLUMNS))


def store_ets() -> None:
    """Write the rows of ETS."""
    warnings.simplefilter("ignore")
    rows: dict[str, dict[str, dict[str, list[float]]]] = {}
    for panel in breath_tests():
        for name, logged in (("damped ETS", False), ("damped ETS of logarithms", True)):
            outcome = look_back(panel, damped_ets(logged))
            for half, chosen in halves(panel).items():
                cells = [round(float(v), 4) for v in outcome.row(chosen)]
                rows.setdefault(panel.name, {}).setdefault(half, {})[name] = cells
    about = "statsmodels ETSModel(A,Ad,A), every series and origin; benchmarks/forecast.py --ets"
    STORED.write_text(
        json.dumps({"made_by": about, "columns": COLUMNS, "rows": rows}, indent=1) + "\n"
    )


def main() -> None:
    """Print everything."""
    if "--ets" in sys.argv[1:]:
        store_ets()
        return
    stored = json.loads(STORED.read_text())["rows"] if STORED.is_file() else {}
    print(
        "Errors and the width of the 80 % interval are in units of the series' mean change on the\n"
        "same month of last year (Northumbria: on the month before); year: the financial year's\n"
        "total, mean error in % of it and coverage in %; s/1000: seconds for 1,000 series."
    )
    methods: dict[str, Method] = {
        "ours": ours,
        "ours, every series alone": alone,
        "seasonal naive": seasonal_naive,
    }
    for panel in breath_tests():
        outcomes = {name: look_back(panel, method) for name, method in methods.items()}
        for half, chosen in halves(panel).items():
            heading(f"{panel.name}: {half}, {chosen.sum()} forces, {len(panel.origins)} origins")
            for name, outcome in outcomes.items():
                show(name, outcome.row(chosen))
            for name, row in stored.get(panel.name, {}).get(half, {}).items():
                show(name, row)
    for panel in northumbria():
        outcomes = {n: look_back(panel, m) for n, m in methods.items() if m is not alone}
        every = np.full(len(panel.counts), True)
        later = panel.origins.index(UNLOCKED)
        for title, origins in (
            ("all origins, from 12 months", slice(None)),
            ("origins since July 2021", slice(later, None)),
        ):
            heading(f"{panel.name}: {title}, {len(panel.counts)} series")
            for name, outcome in outcomes.items():
                show(name, outcome.row(every, origins))


if __name__ == "__main__":
    main()
