"""Real series: breath tests of 43 forces, 2002 to 2016, ours beside R's Farrington flexible.

Run by hand: `python benchmarks/breath.py`, with the Home Office's breath_test_data.csv in the
folder of real data (WARDMOTE_SHARED, else ../shared). Ten windows a force: 60 months of
baseline, 12 monitored. Nobody knows which alarms are true, so steps are injected as well, and
power is compared where both alarm in as many windows as they stand. The folder's file is not
ours to keep: Farrington's scores are stored in breath.json, made by
`python benchmarks/breath.py --windows FILE && Rscript benchmarks/breath.R FILE`.
"""

from __future__ import annotations

import calendar
import csv
import json
import os
import sys
from pathlib import Path

import numpy as np
from worlds import MONITORED, Array

from wardmote.analysis.expected import detect

BASELINE = 60
STEPS = (0.0, 0.10, 0.20)
MONTHS = {name: i for i, name in enumerate(calendar.month_name) if name}
MEASURES = {"tests": "Number of breath tests", "positives": "Number of positive or refused"}
HERE = Path(__file__).parent


def read() -> dict[str, Array]:
    """Monthly counts, (forces, months), missing as NaN."""
    shared = Path(os.environ.get("WARDMOTE_SHARED", HERE.parent.parent / "shared"))
    path = shared / "data" / "home-office" / "breath_test_data.csv"
    if not path.is_file():
        raise SystemExit(f"{path} is not there: set WARDMOTE_SHARED to the folder of real data")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    forces = sorted({r["Police Force"] for r in rows})
    years = sorted({int(r["Calendar Year"]) for r in rows})
    found = {}
    for measure, start in MEASURES.items():
        column = next(c for c in rows[0] if c.startswith(start))
        values = np.full((len(forces), 12 * len(years)), np.nan)
        for r in rows:
            at = 12 * (int(r["Calendar Year"]) - years[0]) + MONTHS[r["Month"]] - 1
            text = r[column].replace(",", "").strip()
            if text.isdigit():
                values[forces.index(r["Police Force"]), at] = float(text)
        found[measure] = values
    return found


def windows(counts: Array, step: float) -> list[Array]:
    """Every window with all its months, its monitored ones raised by `step`: (forces, 72)."""
    made = []
    for start in range(0, counts.shape[1] - BASELINE - MONITORED + 1, 12):
        window = counts[:, start : start + BASELINE + MONITORED].copy()
        window[:, BASELINE:] = np.round(window[:, BASELINE:] * (1 + step))
        made.append(window)
    return made


def ours(counts: Array, *, sisters: bool) -> tuple[Array, Array]:
    """Limit scores and upward cumulative sums of the monitored months, (forces, 12)."""
    months = range(counts.shape[1])
    days = np.array([calendar.monthrange(2002 + i // 12, i % 12 + 1)[1] for i in months]) / 30.4375
    exposure = np.broadcast_to(days, counts.shape)
    found = detect.judge_group(counts, exposure, BASELINE, sisters=sisters)
    scores = np.nan_to_num(found.score[:, BASELINE:])
    return scores, detect.cumulative_sums(detect.calmed(scores, found.likeness))


def main() -> None:
    """Print each method's alarms and its power on injected steps."""
    data = read()
    if sys.argv[1:2] == ["--windows"]:
        with Path(sys.argv[2]).open("w", newline="") as file:
            out = csv.writer(file)
            for measure, counts in data.items():
                for step in STEPS:
                    for n, window in enumerate(windows(counts, step)):
                        for force, row in enumerate(window):
                            out.writerow([measure, step, n, force, *(f"{v:.0f}" for v in row)])
        return
    stored = json.loads((HERE / "breath.json").read_text())
    own = {
        "ours, shift, with sisters": detect.SHIFT_WITH_SISTERS,
        "ours, shift, alone": detect.SHIFT_ALONE,
        "ours, latest month, with sisters": detect.LIMIT,
        "Farrington flexible (R, stored)": 1.0,
    }
    for measure, counts in data.items():
        scores: dict[str, list[Array]] = {name: [] for name in own}
        for step in STEPS:
            made = windows(counts, step)
            with_sisters = [ours(w, sisters=True) for w in made]
            alone = [ours(w, sisters=False) for w in made]
            parts = (
                [s[1] for s in with_sisters],
                [s[1] for s in alone],
                [s[0] for s in with_sisters],
            )
            for name, part in zip(own, parts, strict=False):
                scores[name].append(np.stack(part))
            r = np.array(stored["scores"][measure][str(step)], dtype=float)
            scores["Farrington flexible (R, stored)"].append(r.reshape(len(made), -1, MONITORED))
        print(
            f"\nBreath tests, {measure}: {scores['ours, shift, alone'][0][..., 0].size} windows."
            " Any alarm upwards in 12 months at its own threshold, then power at six months of"
            " injected steps where 20 % of windows alarm as they stand (thresholds from the"
            " other half of the forces).\n"
            f"{'':34s}{'any12':>7}{'as it is @6':>13}{'+10% @6':>9}{'+20% @6':>9}"
        )
        for name, (stable, ten, twenty) in scores.items():
            everything = 100 * (stable > own[name]).any(axis=-1).mean()
            line = [_crossed(stable, s) for s in (stable, ten, twenty)]
            print(f"{name:34s}{everything:7.1f}{line[0]:13.1f}{line[1]:9.1f}{line[2]:9.1f}")


def _crossed(stable: Array, stepped: Array, share: float = 0.20) -> float:
    """Per cent of windows that alarm within six months, at the other half's thresholds."""
    found = []
    for half in (0, 1):
        limit = np.quantile(stable[:, 1 - half :: 2].max(axis=-1), 1 - share)
        found.append((stepped[:, half::2, :6] > limit).any(axis=-1).mean())
    return 100 * float(np.mean(found))


if __name__ == "__main__":
    main()
