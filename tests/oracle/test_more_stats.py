"""Funnels, standardisation, recording effects and surveys against what R printed."""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from wardmote.analysis.funnel import funnel
from wardmote.analysis.mix import Kinds, mix_effects
from wardmote.analysis.recording import recording_effect
from wardmote.analysis.standardise import directly_standardised
from wardmote.analysis.surveys import Respondent, compare_waves, estimate

Z998 = 3.090232306167813


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def same(ours: float | None, theirs: str, rel: float = 1e-9) -> bool:
    if theirs in ("NaN", "NA"):
        return ours is None or math.isnan(ours)
    return ours is not None and math.isclose(ours, float(theirs), rel_tol=rel, abs_tol=1e-12)


def test_funnels_with_both_kinds_of_over_dispersion(shared: Path) -> None:
    folder = shared / "oracle" / "stats"
    sets: dict[str, list[dict[str, str]]] = defaultdict(list)
    for r in rows(folder / "funnel.csv"):
        sets[r["set"]].append(r)
    for summary in rows(folder / "funnel_summary.csv"):
        units = sets[summary["set"]]
        made = funnel(
            np.array([float(r["observed"]) for r in units]),
            np.array([float(r["denominator"]) for r in units]),
        )
        assert same(made.phi, summary["phi"])
        assert same(made.tau2, summary["tau2"])
        limits = {
            f"{short}_{end}{level}": line
            for short, method in (("mult", "multiplicative"), ("add", "additive"),
                                  ("interp", "exact"))
            for level, z in (("95", 1.959963984540054), ("99_8", Z998))
            for end, line in zip(("ll", "ul"), made.limits(z, method=method), strict=True)
        }  # fmt: skip
        for i, r in enumerate(units):
            where = f"set {r['set']} unit {r['unit']}"
            assert same(made.ratio[i], r["ratio"]), where
            assert same(made.z[i], r["z_sqrt"]), where
            assert same(made.z_mult[i], r["z_mult"]), where
            assert same(made.z_add[i], r["z_add"]), where
            for column, line in limits.items():
                assert same(float(line[i]), r[column]), f"{where} {column}"


def test_a_funnel_refuses_what_it_cannot_compare() -> None:
    with pytest.raises(ValueError, match="three units"):
        funnel(np.array([1.0, 2.0]), np.array([1.0, 2.0]))
    with pytest.raises(ValueError, match="must be positive"):
        funnel(np.array([1.0, 2.0, 3.0]), np.array([1.0, 0.0, 2.0]))


def test_directly_standardised_rates(shared: Path) -> None:
    folder = shared / "oracle" / "stats"
    bands: dict[str, list[dict[str, str]]] = defaultdict(list)
    for r in rows(folder / "dsr_input.csv"):
        bands[r["unit"]].append(r)
    for r in rows(folder / "dsr.csv"):
        given = [
            [float(b[k]) for b in bands[r["unit"]]] for k in ("count", "population", "std_pop")
        ]
        made = directly_standardised(given[0], given[1], given[2])
        wide = directly_standardised(given[0], given[1], given[2], z=Z998)
        assert same(made.rate, r["dsr_per_1000"]), r["unit"]
        assert same(made.lower, r["lower95"]), r["unit"]
        assert same(made.upper, r["upper95"]), r["unit"]
        assert same(wide.lower, r["lower99_8"]), r["unit"]
        assert same(wide.upper, r["upper99_8"]), r["unit"]


def test_recording_effects(shared: Path) -> None:
    for r in rows(shared / "oracle" / "stats" / "decomposition.csv"):
        made = recording_effect(
            float(r["incidents0"]), float(r["outcomes0"]), float(r["incidents1"]),
            float(r["outcomes1"]),
        )  # fmt: skip
        assert same(made.incidents, r["effect_incidents"]), r["case"]
        assert same(made.conversion, r["effect_conversion"]), r["case"]
        assert math.isclose(made.incidents + made.conversion, made.change, abs_tol=1e-9)


def test_rate_against_mix(shared: Path) -> None:
    folder = shared / "oracle" / "stats"
    cases: dict[str, list[dict[str, str]]] = defaultdict(list)
    for r in rows(folder / "decomposition_categories.csv"):
        cases[r["case"]].append(r)
    for total in rows(folder / "decomposition_categories_total.csv"):
        own = cases[total["case"]]
        whole, each = mix_effects(
            [
                Kinds(
                    *(float(r[k]) for k in ("incidents0", "outcomes0", "incidents1", "outcomes1"))
                )
                for r in own
            ]
        )
        for made, r in [(whole, total), *zip(each, own, strict=True)]:
            assert same(made.incidents, r["effect_activity"]), r
            assert same(made.mix, r["effect_structure"]), r
            assert same(made.rate, r["effect_intensity"]), r


def test_survey_estimates_and_changes(shared: Path) -> None:
    folder = shared / "oracle" / "stats"
    designs: dict[str, list[tuple[Respondent, dict[str, str]]]] = defaultdict(list)
    for r in rows(folder / "survey_microdata.csv"):
        answer = None if r["satisfied"] in ("NA", "") else float(r["satisfied"])
        designs[r["design"]].append(
            (Respondent(r["strata"], (r["strata"], r["psu"]), float(r["weight"]), answer), r)
        )
    for e in rows(folder / "survey_estimates.csv"):
        people = [p for p, _ in designs[e["design"]]]
        chosen = [_belongs(r, e["domain"], e["level"]) for _, r in designs[e["design"]]]
        made = estimate(people, chosen)
        where = f"design {e['design']} {e['domain']} {e['level']}"
        assert made.people == int(e["n"]), where
        assert same(made.proportion, e["estimate"]), where
        assert same(made.error, e["se"]), where
        if made.error:
            assert same(made.lower, e["ci_normal_lower"]), where
            assert same(made.upper, e["ci_normal_upper"]), where
            assert same(made.design_effect, e["deff"]), where
            assert same(made.design_effect_replaced, e["deff_replace"]), where
        assert made.freedom == int(e["df"]), where
        if made.freedom > 0:
            for end, name in zip(made.interval(), ("lower", "upper"), strict=True):
                assert same(end, e[f"ci_mean_{name}"]), where
        if (
            made.freedom > 0
            and 0 < made.proportion < 1
            and e["ci_logit_lower"] not in ("NA", "NaN")
        ):
            for end, name in zip(made.logit_interval(), ("lower", "upper"), strict=True):
                assert same(end, e[f"ci_logit_{name}"], 1e-6), where
    for c in rows(folder / "survey_change.csv"):
        people = [p for p, _ in designs[c["design"]]]
        later, earlier = (
            estimate(people, [r["wave"] == c[k] for _, r in designs[c["design"]]])
            for k in ("to_wave", "from_wave")
        )
        made_change = compare_waves(later, earlier)
        assert same(made_change.change, c["change"])
        assert same(made_change.error, c["se"])
        assert made_change.freedom == int(c["df"])
        assert same(made_change.lower, c["ci_t_lower"])
        assert same(made_change.upper, c["ci_t_upper"])
        assert same(made_change.p, c["p_t"], 1e-8)


def _belongs(row: dict[str, str], domain: str, level: str) -> bool:
    if domain == "all":
        return True
    if domain == "group_x_wave":
        return level == f"{row['group']}:{row['wave']}"
    return row[domain] == level
