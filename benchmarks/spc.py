"""Speed of the process limits: series a second on one core, beside others in the same run.

Run by hand: `python benchmarks/spc.py [--peers]`. With `--peers` the Python peers are installed
into a scratch environment and measured too; what could not be installed is told as measured
elsewhere.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path

import numpy as np

from wardmote.analysis.expected import judge_group
from wardmote.analysis.spc import PROFILES, judge
from wardmote.analysis.spc.many import judge_many

# What each Python peer is asked to do with 48 values, 200 times over.
PEERS = {
    "shewhart": "import shewhart\njudge = lambda v: shewhart.imr(v, rules='nelson').ok",
}
TIMED = """
import time, numpy as np
{setup}
values = np.random.default_rng(1).poisson(400, (200, 48)).astype(float)
judge(values[0])
start = time.perf_counter()
for v in values:
    judge(v)
print(len(values) / (time.perf_counter() - start))
"""
ELSEWHERE = {"NHSRplotthedots": 400, "nhspy": 635}  # series a second, measured on other machines


def best(work: Callable[[], object], times: int = 3) -> float:
    """The shortest of a few runs, in seconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> None:
    """Print series a second, and the ratio to the limit that memory sets."""
    rng = np.random.default_rng(1)
    values = rng.poisson(400, (48, 500_000)).astype(float)
    floor = best(lambda: values.sum(axis=0))
    ptd = best(lambda: judge_many(values, PROFILES["ptd-0.2.2"]))
    print(
        f"ptd-0.2.2, 500,000 x 48: {500_000 / ptd:,.0f} series a second; "
        f"{ptd / floor:.1f} times one pass over the values"
    )
    few = [list(values[:, i]) for i in range(500)]
    plain = best(lambda: [judge(v, PROFILES["ptd-0.2.2"]) for v in few], 1)
    print(f"ptd-0.2.2, one at a time in plain Python: {500 / plain:,.0f} series a second")
    months = rng.poisson(400, (20_000, 72)).astype(float)
    exposure = np.ones((1_000, 72))
    ours = best(
        lambda: [judge_group(months[i : i + 1_000], exposure, 60) for i in range(0, 20_000, 1_000)],
        1,
    )
    print(f"wardmote, 20,000 x 72 in groups of 1,000: {20_000 / ours:,.0f} series a second")
    if "--peers" in sys.argv:
        peers(500_000 / ptd)


def peers(ours: float) -> None:
    """Measure the Python peers in an environment of their own, in this same run."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        for name, setup in PEERS.items():
            got = subprocess.run(
                [python, "-m", "pip", "install", "-q", name], capture_output=True, check=False
            )
            found = subprocess.run(
                [python, "-c", TIMED.format(setup=setup)],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            if got.returncode or found.returncode:
                print(f"{name}: not to be had here, so not measured")
            else:
                rate = float(found.stdout.split()[-1])
                times = f"ptd-0.2.2 is {ours / rate:,.0f} times that"
                print(f"{name}: {rate:,.0f} series a second; {times}")
    for name, rate in ELSEWHERE.items():
        print(f"{name}: {rate:,} series a second, measured elsewhere")


if __name__ == "__main__":
    main()
