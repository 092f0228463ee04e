"""How early a change is detected, and how often stable series alarm: ours beside others.

Run by hand: `python benchmarks/detection.py [GROUPS]`. Every method is judged at a threshold at
which 11.4 % of stable series alarm upwards within 12 monitored months; our own is also shown
at the thresholds that the profile ships. Farrington flexible's rates are stored in
farrington.json, made by farrington.R. Seeded.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from worlds import (
    GROUP,
    MONITORED,
    WORLDS,
    Array,
    World,
    autocorrelated,
    days,
    december,
    drifting,
    lockdown,
    stepped,
)

from wardmote.analysis.expected import detect
from wardmote.analysis.spc import PROFILES, judge
from wardmote.analysis.spc.many import judge_many

COMMON = 0.114  # share of stable series that may alarm within the monitored months
STEPS = (0.0, 0.10, 0.20)
REPEATS = 10  # of each plain world, for the rates by chance
Maker = Callable[[World, int, float, np.random.Generator], Array]
Scores = dict[str, Array]


def ours(counts: Array, baseline: int, *, sisters: bool) -> tuple[Array, Array]:
    """Limit scores and upward cumulative sums of the monitored months."""
    exposure = np.broadcast_to(days(counts.shape[1]), counts.shape)
    found = detect.judge_group(counts, exposure, baseline, sisters=sisters)
    scores = found.score[:, baseline:]
    return scores, detect.cumulative_sums(detect.calmed(scores, found.likeness))


def xmr(counts: Array, baseline: int) -> Array:
    """Distance above the mean in standard deviations, refitted every month, screened."""
    out = []
    for month in range(1, MONITORED + 1):
        seen = counts[:, : baseline + month]
        ranges = np.abs(np.diff(seen, axis=1))
        kept = ranges < 3.267 * ranges.mean(axis=1, keepdims=True)
        spread = (ranges * kept).sum(axis=1) / np.maximum(kept.sum(axis=1), 1) / 1.128
        out.append((seen[:, -1] - seen.mean(axis=1)) / np.maximum(spread, 1e-9))
    return np.stack(out, axis=1)


def ptd(counts: Array, baseline: int) -> Array:
    """1 where the latest point is a special cause upwards, refitted every month."""
    out = []
    for month in range(1, MONITORED + 1):
        judged = judge_many(counts[:, : baseline + month].T, PROFILES["ptd-0.2.2"])
        out.append((judged.cause[-1] > 0) & (judged.side[-1] > 0))
    return np.stack(out, axis=1).astype(float)


def qic(counts: Array, baseline: int) -> Array:
    """1 where the latest point is above three sigma or the runs of the series signal."""
    from wardmote.analysis.spc.runs import fewest_crossings

    limit = xmr(counts, baseline) > 3
    out = []
    for month in range(1, MONITORED + 1):
        seen = counts[:, : baseline + month]
        side = np.sign(seen - seen.mean(axis=1, keepdims=True))
        n = seen.shape[1]
        crossed = (np.diff(side, axis=1) != 0).sum(axis=1)
        longest = np.zeros(len(seen))
        run = np.zeros(len(seen))
        for j in range(n):
            same = side[:, j] == (side[:, j - 1] if j else 0)
            run = np.where(same, run + 1, 1)
            longest = np.maximum(longest, run)
        runs = (longest > round(np.log2(n)) + 3) | (crossed < fewest_crossings(n))
        out.append(limit[:, month - 1] | (runs & (side[:, -1] > 0)))
    return np.stack(out, axis=1).astype(float)


def same_month(counts: Array, baseline: int) -> Array:
    """Percentage change on the same month of last year."""
    now = counts[:, baseline:]
    before = counts[:, baseline - 12 : baseline]
    return (now - before) / np.maximum(before, 1)


def year_to_date(counts: Array, baseline: int) -> Array:
    """Percentage change of the months so far on the same months of last year."""
    now = np.cumsum(counts[:, baseline:], axis=1)
    before = np.cumsum(counts[:, baseline - 12 : baseline], axis=1)
    return (now - before) / np.maximum(before, 1)


def scores_of(counts: Array, baseline: int) -> Scores:
    """Every method's score a monitored month; higher is more alarming."""
    limit, sums = ours(counts, baseline, sisters=True)
    alone_limit, alone = ours(counts, baseline, sisters=False)
    return {
        "ours, shift, with sisters": sums,
        "ours, shift, alone": alone,
        "ours, latest month, with sisters": limit,
        "ours, latest month, alone": alone_limit,
        "XmR limit": xmr(counts, baseline),
        "same month last year": same_month(counts, baseline),
        "year to date on last year": year_to_date(counts, baseline),
        "ptd rules": ptd(counts, baseline),
        "qic rules": qic(counts, baseline),
    }


def simulate(
    maker: Maker, worlds: tuple[World, ...], groups: int, seed: int
) -> dict[float, dict[str, Array]]:
    """Scores by step and method: (worlds, series, months)."""
    rng = np.random.default_rng(seed)
    found: dict[float, dict[str, Array]] = {}
    for step in STEPS:
        stacked: dict[str, list[Array]] = {}
        for world in worlds:
            made = [
                scores_of(maker(world, GROUP, step, rng), world.baseline) for _ in range(groups)
            ]
            for name in made[0]:
                stacked.setdefault(name, []).append(np.concatenate([m[name] for m in made]))
        found[step] = {name: np.stack(values) for name, values in stacked.items()}
    return found


def threshold(scores: Array) -> float:
    """The score that COMMON of the stable series pass within the monitored months."""
    return float(np.quantile(scores.max(axis=-1).ravel(), 1 - COMMON))


def power(scores: Array, limit: float, months: int) -> float:
    """Per cent of series that alarm within the first months."""
    return 100 * float((scores[..., :months] > limit).any(axis=-1).mean())


def report(found: dict[float, dict[str, Array]], worlds: tuple[World, ...]) -> None:
    """One line a method."""
    print(
        f"{'':34s}{'/month':>7}{'any12':>7}  {'by mean 4/40/400/4000':<24}{'worst':>6}"
        f"{'+10% @3/@6':>13}{'+20% @3/@6':>13}{'400 @6':>8}"
    )
    means = np.array([w.mean for w in worlds])
    for name, stable in found[0.0].items():
        rules = name.endswith("rules")
        limit = 0.5 if rules else threshold(stable)
        every = (stable > limit).any(axis=-1).mean(axis=1)
        by_mean = "/".join(f"{100 * every[means == m].mean():.1f}" for m in (4, 40, 400, 4000))
        cells = (stable > limit).mean(axis=(1, 2))
        ten, twenty = found[0.10][name], found[0.20][name]
        print(
            f"{name + (' (own rate)' if rules else ''):34s}{100 * cells.mean():7.2f}"
            f"{100 * every.mean():7.1f}  {by_mean:<24}{100 * cells.max():6.1f}"
            f"{power(ten, limit, 3):8.1f}/{power(ten, limit, 6):.1f}"
            f"{power(twenty, limit, 3):8.1f}/{power(twenty, limit, 6):.1f}"
            f"{power(ten[means == 400], limit, 6):8.1f}"
        )


def shipped(found: dict[float, dict[str, Array]]) -> None:
    """Our rates at the thresholds that the profile ships."""
    for name, limit in (
        ("ours, shift, with sisters", detect.SHIFT_WITH_SISTERS),
        ("ours, shift, alone", detect.SHIFT_ALONE),
        ("ours, latest month, with sisters", detect.LIMIT),
        ("ours, latest month, alone", detect.LIMIT),
    ):
        print(
            f"{name:34s} at {limit}: stable {power(found[0.0][name], limit, 12):.1f} % in 12 "
            f"months; +10 % {power(found[0.1][name], limit, 3):.1f}/"
            f"{power(found[0.1][name], limit, 6):.1f}; +20 % "
            f"{power(found[0.2][name], limit, 3):.1f}/{power(found[0.2][name], limit, 6):.1f}"
        )


def other_steps(groups: int) -> None:
    """Falls and a larger rise, at the thresholds that the profile ships, with sisters."""
    rng = np.random.default_rng(13)
    for step in (-0.20, -0.10, 0.30):
        made = []
        for world in WORLDS:
            for _ in range(groups):
                counts = stepped(world, GROUP, step, rng)
                exposure = np.broadcast_to(days(counts.shape[1]), counts.shape)
                found = detect.judge_group(counts, exposure, world.baseline)
                made.append(found.shift[:, world.baseline :] == np.sign(step))
        alarms = np.concatenate(made)
        told = "/".join(f"{100 * alarms[:, :m].any(axis=1).mean():.1f}" for m in (3, 6))
        print(f"{100 * step:+.0f} %: {told}")


def misspecified(groups: int) -> None:
    """Worlds that the model does not know, at the shipped thresholds: told, not hidden."""
    base = tuple(World(m, 0.0, 0.03, 0.0, 60) for m in (400.0, 4000.0))
    for name, maker in (
        ("autocorrelated level", autocorrelated),
        ("December spike", december),
        ("drifting level", drifting),
        ("lockdown dip", lockdown),
    ):
        found = simulate(maker, base, groups, 7)
        line = [f"{name:22s}"]
        for method, limit in (
            ("ours, shift, with sisters", detect.SHIFT_WITH_SISTERS),
            ("ours, latest month, with sisters", detect.LIMIT),
        ):
            line.append(
                f"{method}: stable {power(found[0.0][method], limit, 12):.0f} %, +10 % at six "
                f"months {power(found[0.1][method], limit, 6):.0f} %;"
            )
        print(" ".join(line))


def by_chance() -> None:
    """Stable series without season or trend whose latest month is a signal either way."""
    rng = np.random.default_rng(11)
    found: dict[str, list[float]] = {name: [] for name in PROFILES}
    plain = [w for w in WORLDS if not w.season and not w.trend]
    for world in plain * REPEATS:
        counts = stepped(world, GROUP, 0.0, rng)
        for name, profile in PROFILES.items():
            if profile.models:
                exposure = np.broadcast_to(days(counts.shape[1]), counts.shape)
                seen = detect.judge_group(counts, exposure, world.baseline)
                signals = (np.abs(seen.score[:, -1]) > detect.LIMIT) | (seen.shift[:, -1] != 0)
                found[name] += signals.tolist()
            elif profile.judges_series:
                charts = [judge(list(row), profile) for row in counts]
                found[name] += [bool(c.points[-1].special_cause) for c in charts]
            else:
                found[name] += (judge_many(counts.T, profile).cause[-1] > 0).tolist()
    for name, signals in found.items():
        print(f"{name:14s}{100 * np.mean(signals):6.1f} % of {len(signals):,}")


def main() -> None:
    """Print everything."""
    groups = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    start = time.perf_counter()
    found = simulate(stepped, WORLDS, groups, 20261123)
    series = len(WORLDS) * groups * GROUP
    print(
        f"{series:,} series a step, in {time.perf_counter() - start:.0f} s. Judged where 11.4 % of "
        "stable series alarm in 12 months (power in %).\n"
    )
    report(found, WORLDS)
    stored = Path(__file__).with_name("farrington.json")
    if stored.is_file():
        r = json.loads(stored.read_text())
        p = r["power"]
        print(
            f"{'Farrington flexible (R, stored)':34s}{r['alarm_a_month']:7.2f}{p['0']['12']:7.1f}"
            f"{'':32s}{p['0.1']['3']:8.1f}/{p['0.1']['6']:.1f}{p['0.2']['3']:8.1f}/"
            f"{p['0.2']['6']:.1f}"
        )
    print("\nAt the thresholds that the profile ships:")
    shipped(found)
    print("\nOther steps, shift with sisters, found within 3 / 6 months (%):")
    other_steps(groups)
    print("\nLatest month a signal either way, stable series without season or trend:")
    by_chance()
    print("\nWorlds that the model does not know, at the same thresholds:")
    misspecified(groups)


if __name__ == "__main__":
    main()
