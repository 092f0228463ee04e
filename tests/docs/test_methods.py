"""The method pages: their drawings, examples, numbers, sources and links are kept true."""

from __future__ import annotations

import doctest
import math
import re
from collections.abc import Callable
from random import Random
from xml.etree import ElementTree

import numpy as np
import pytest

from tests.conftest import ROOT
from tests.docs import drawn
from tests.made import AREA, MEASURE, months, series
from wardmote.analysis.averages import compare_averages
from wardmote.analysis.change import change
from wardmote.analysis.counts import compare_counts, dispersion_of
from wardmote.analysis.drivers import drivers
from wardmote.analysis.false_alarms import BY_CHANCE, discoveries, expected_signals
from wardmote.analysis.markers import marker_test
from wardmote.analysis.maturity import develop
from wardmote.analysis.proportions import compare_shares, wilson
from wardmote.analysis.rare_events import rare_events
from wardmote.analysis.recording import recording_change
from wardmote.analysis.severity import adjusted_count
from wardmote.analysis.spc import PROFILES
from wardmote.analysis.spc.limits import LIMIT, SCREEN, mean_of, moving_ranges
from wardmote.analysis.spc.many import judge_many
from wardmote.analysis.spc.runs import fewest_crossings, runs_of
from wardmote.document.chart.widths import text_width
from wardmote.language import chance_words, number_text
from wardmote.vocabulary import Category, Evidence, Figure, Observation, Period, Series

METHODS = ROOT / "docs" / "methods"
PAGES = sorted(p.stem for p in METHODS.glob("*.md") if p.stem != "README")
ANALYSIS = ROOT / "src" / "wardmote" / "analysis"
MODULES = sorted(
    ".".join(p.relative_to(ROOT / "src").with_suffix("").parts)
    for p in ANALYSIS.rglob("*.py")
    if not p.name.startswith("_")
)
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")

DOMAIN_WORDS = [
    "measure", "series", "observation", "period", "baseline", "rebase", "area", "force",
    "most similar group", "rate per 1,000", "mean", "upper and lower process limit",
    "moving range", "common cause", "special cause", "variation", "assurance", "target",
    "provisional", "revised", "finding", "claim", "evidence", "workshop", "agenda item",
    "question", "outcome", "recommendation", "action", "owner", "due", "wave", "capability",
    "importance", "regularity", "gap", "tier", "capability map", "marking",
]  # fmt: skip
STATISTICAL_WORDS = [
    "process limit", "trial limits", "over-dispersion", "design effect", "percentage point",
    "interval", "funnel", "direct standardisation", "percentage change with interval",
    "false discovery", "primary and secondary suppression", "forecast interval",
]  # fmt: skip

LATER, EARLIER = Period.year(2015), Period.year(2014)


def page(name: str) -> str:
    return (METHODS / f"{name}.md").read_text(encoding="utf-8")


def section(name: str, heading: str) -> str:
    return page(name).partition(f"## {heading}\n")[2].partition("\n## ")[0]


def one(value: float) -> str:
    return number_text(value, 1)


def signed(value: float) -> str:
    return number_text(value, 1, signed=True)


def between(lower: Figure, upper: Figure) -> str:
    return f"{signed(lower.value)} to {signed(upper.value)}"


def yearly(before: float, after: float, name: str = "") -> Series:
    observed = (Observation(EARLIER, before), Observation(LATER, after))
    return Series(MEASURE, AREA, observed, ("r",), Category("place", name) if name else None)


# The drawings.


def test_every_page_has_its_drawing() -> None:
    assert sorted(drawn.DRAWN_EXAMPLES) == PAGES
    assert sorted(p.stem for p in drawn.IMAGES.glob("*")) == PAGES


@pytest.mark.parametrize("name", PAGES)
def test_the_drawing_is_what_the_method_draws_now(name: str) -> None:
    made = drawn.DRAWN_EXAMPLES[name]()
    committed = (drawn.IMAGES / f"{name}.svg").read_text(encoding="utf-8")
    assert committed == made, "run python -m tests.docs.drawn, and look at what moved"
    assert ElementTree.fromstring(made).get("aria-label")


@pytest.mark.parametrize("name", PAGES)
def test_marks_and_words_lie_inside_the_drawing(name: str) -> None:
    root = ElementTree.fromstring((drawn.IMAGES / f"{name}.svg").read_text(encoding="utf-8"))
    for text in root.iter("{http://www.w3.org/2000/svg}text"):
        wide = text_width("".join(text.itertext()), bold=text.get("font-weight") == "600")
        start = float(text.get("x", 0)) - {"middle": wide / 2, "end": wide}.get(
            text.get("text-anchor", ""), 0
        )
        assert start >= 0, text.text
        assert start + wide <= drawn.WIDE, text.text


# The pages.


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_how_from_where_and_when_it_fails(name: str) -> None:
    for heading in ("How", "Source", "When it fails"):
        assert len(section(name, heading)) > 100, heading
    assert re.search(r"\b[A-Z]\w+.*\((updated )?(18|19|20)\d\d\)", section(name, "Source"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_its_drawing_with_alternative_text(name: str) -> None:
    ((words, target),) = re.findall(r"!\[(.*?)\]\((.*?)\)(?=\n)", page(name).replace("[c]", "c"))
    assert target == f"img/{name}.svg"
    assert 60 < len(words) < 400
    assert words.endswith(".")


@pytest.mark.parametrize("name", PAGES)
def test_the_alternative_text_says_what_the_drawing_says(name: str) -> None:
    (words,) = re.findall(r"!\[(.*?)\]\(img", page(name).replace("[c]", "c"))
    root = ElementTree.fromstring((drawn.IMAGES / f"{name}.svg").read_text(encoding="utf-8"))
    seen = " ".join("".join(t.itertext()) for t in root.iter() if t.tag.endswith("text"))
    numbers = re.findall(r"\d[\d,.]*\d|\d", seen)
    for number in re.findall(r"\d[\d,.]*\d|\d", words):
        assert number in numbers, number


@pytest.mark.parametrize("module", MODULES)
def test_a_module_of_the_analysis_is_named_on_a_page(module: str) -> None:
    assert any(f"`{module}`" in page(name) for name in PAGES), module


@pytest.mark.parametrize("name", PAGES)
def test_a_page_names_only_code_that_is_there(name: str) -> None:
    for module in re.findall(r"`(wardmote\.analysis[\w.]*)`", page(name)):
        assert module in MODULES, module


@pytest.mark.parametrize("name", PAGES)
def test_the_examples_of_a_page_run(name: str) -> None:
    blocks = re.findall(r"```python\n(.*?)```", page(name), re.DOTALL)
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(verbose=False)
    told: list[str] = []
    found = parser.get_doctest("\n".join(blocks), {}, name, name, 0)
    assert runner.run(found, out=told.append).failed == 0, "".join(told)


@pytest.mark.parametrize(
    "page_path", ["glossary.md", "methods/README.md", *(f"methods/{n}.md" for n in PAGES)]
)
def test_links_lead_to_files(page_path: str) -> None:
    path = ROOT / "docs" / page_path
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_the_index_leads_to_every_page() -> None:
    index = page("README")
    for name in PAGES:
        assert index.count(f"({name}.md)") == 1, name


# The numbers in the text: each function gives what its page must say.


def limits_said() -> list[str]:
    rng = Random(12)
    values = np.array([[rng.gauss(1000, 30) for _ in range(200)] for _ in range(59)])
    totals = np.array([values[i : i + 12].sum(axis=0) for i in range(48)])
    ptd = PROFILES["ptd-0.2.2"]
    by_month, rolling = (
        int((judge_many(v, ptd).cause != 0).any(axis=0).sum()) for v in (values[-48:], totals)
    )
    spread = mean_of(moving_ranges(drawn.PHONES))
    run = " | ".join(str(PROFILES[p].run) for p in ("ptd-0.2.2", "mdc-excel-7", "mdc-excel-6"))
    trend = " | ".join(str(PROFILES[p].trend) for p in ("ptd-0.2.2", "mdc-excel-7", "mdc-excel-6"))
    screen = " | ".join("yes" if p.screen else "no" for p in list(PROFILES.values())[:3])
    return [
        f"| points on one side | {run} | whole series | a model |",
        f"| points that rise or fall | {trend} |",
        f"| screening | {screen} | {'yes' if PROFILES['qic-0.8.1'].screen else 'no'} |",
        f"mean ± {LIMIT} times the mean moving range",
        f"at or past {SCREEN} times their mean",
        f"As months, {by_month} had a special cause somewhere",
        f"as rolling totals, all {rolling} had",
        f"The mean moving range is {one(spread)}, so the limits lie {LIMIT} x {one(spread)}, or "
        f"{round(LIMIT * spread)}, from the mean",
    ]


def runs_said() -> list[str]:
    allowed = runs_of([1, -1] * 12).longest_allowed
    fifteen = runs_of([1, -1] * 7 + [1])
    days = [p.days for p in months("2014-01", len(drawn.COLLISIONS))]
    for points in range(1, 8):
        most = runs_of([1] * (points - 1) + [-1]) if points > 1 else runs_of([1])
        assert not most.signal
    assert runs_of([1] * 7 + [-1]).signal
    return [
        f"With 24 useful points: at most {allowed} in a run, at least {fewest_crossings(24)} cross",
        f"Of 15 points the longest run may be {fifteen.longest_allowed} and the crossings must be "
        f"{fifteen.crossings_needed} or more",
        f"vary {one(dispersion_of(drawn.COLLISIONS, days))} times as much as chance alone",
        f"with {number_text(max(drawn.COLLISIONS))} collisions",
        "seven useful points or fewer cannot signal",
    ]


def changes_said() -> list[str]:
    robbery = compare_counts(909, 940)
    violence = compare_counts(4740 + 474, 4740)
    quarter = Period.parse("2015-01--2015-03")
    before = Period.parse("2014-01--2014-03")
    collisions = change(series(drawn.COLLISIONS), quarter, before)
    assert collisions.evidence is Evidence.NO_CLEAR_CHANGE
    assert compare_counts(3562, 3876).p < 0.05
    phones = compare_averages(series(drawn.PHONES), Period.parse("2015-01--2015-05"), EARLIER)
    assert phones.evidence is Evidence.CLEAR
    low, high = (signed(100 * (r - 1)) for r in (violence.lower, violence.upper))
    return [
        f"Chance alone gives so large a fall {chance_words(robbery.p_less)} ({robbery.p_less:.3f})",
        f"{signed(100 * (violence.ratio - 1)).removesuffix('.0')} %, interval {low} to {high} %. "
        f"Chance alone gives that {chance_words(violence.p_greater)}",
        f"{number_text(collisions['later'].value)} against "
        f"{number_text(collisions['earlier'].value)} in January to March",
        f"this fall of {one(-collisions['percent'].value)} % clear",
        f"the interval is {between(collisions['lower'], collisions['upper'])} %",
        f"an average of {one(phones['later'].value)} a month in January to May 2015 against "
        f"{one(phones['earlier'].value)} in 2014, {signed(phones['percent'].value)} % "
        f"({one(phones['lower'].value)} to {one(phones['upper'].value)} %)",
    ]


def shares_said() -> list[str]:
    part, whole = drawn.DISPOSALS_2014["Cancelled"], drawn.TICKETS_2014
    later, later_whole = drawn.DISPOSALS_2015["Cancelled"], drawn.TICKETS_2015
    moved = compare_shares(later, later_whole, part, whole)
    (low, high), (now_low, now_high) = wilson(part, whole), wilson(later, later_whole)
    return [
        f"{number_text(part)} of {number_text(whole)} in 2014 ({one(100 * part / whole)} %, "
        f"interval {one(100 * low)} to {one(100 * high)})",
        f"{later} of {number_text(later_whole)} in 2015 so far "
        f"({one(100 * later / later_whole)} %, {one(100 * now_low)} to {one(100 * now_high)})",
        f"{signed(100 * moved.difference)} points ({signed(100 * moved.lower)} to "
        f"{signed(100 * moved.upper)})",
    ]


def surveys_said() -> list[str]:
    moved = compare_shares(0.851 * 412, 412, 0.83 * 400, 400)
    enough = next(n for n in range(100, 9999) if compare_shares(0.851 * n, n, 0.83 * n, n).p < 0.05)
    return [
        f"{signed(100 * moved.difference)} points, interval {signed(100 * moved.lower)} to "
        f"{signed(100 * moved.upper)}: no clear change",
        f"About {number_text(round(enough, -1))} people would have to be asked",
    ]


def funnels_said() -> list[str]:
    made = drawn.forces()
    lower, upper = made.limits(3.0, method="exact")
    past = int(((made.ratio < lower) | (made.ratio > upper)).sum())
    assert int((np.abs(made.z_add) > 3).sum()) == 2
    assert past == 11
    return [f"In the drawing {past} of {len(made.ratio)} forces", "Eleven lie past the inner"]


def standards_said() -> list[str]:
    first, second = drawn.standardised().values()
    assert first[1].rate == second[1].rate
    return [
        f"{one(first[0])} and {one(second[0])} per 1,000",
        f"Both standardised rates are {one(first[1].rate or math.nan)}",
        f"has {number_text(first[1].events)} victims a year",
        f"a market town {number_text(second[1].events)} among",
    ]


def drivers_said() -> list[str]:
    public, other = yearly(2025, 2430, "Public"), yearly(2715, 2784, "Elsewhere")
    whole = yearly(4740, 5214)
    first, second = drivers([public, other], whole, LATER, EARLIER)
    assert (first.evidence, second.evidence) == (Evidence.CLEAR, Evidence.NO_CLEAR_CHANGE)
    marked = marker_test(public, whole, LATER, EARLIER)
    assert marked.words["answer"] == "explains"
    split = recording_change(yearly(10_000, 10_400), whole, LATER, EARLIER)

    def effect(role: str) -> str:
        ends = (round(split[f"{role}{end}"].value) for end in ("", "-lower", "-upper"))
        return "{} ({} to {})".format(*ends)

    return [
        f"Public places add {signed(first['points'].value)} of the "
        f"{signed(first['whole-percent'].value)} points, elsewhere "
        f"{signed(second['points'].value)}",
        f"from {one(marked['earlier-share'].value)} to {one(marked['later-share'].value)} %, "
        f"{signed(marked['points'].value)} points ({between(marked['lower'], marked['upper'])})",
        f"an excess of about {round(marked['excess'].value)} over",
        f"Incidents add {effect('incidents')}, conversion adds {effect('conversion')}",
    ]


def alarms_said() -> list[str]:
    chances = drawn.sixty_tests()
    clear, stand = sum(p < 0.05 for p in chances), sum(discoveries(chances, 0.05))
    return [
        *(
            f"| `{name}` | {one(100 * share)} % | {one(expected_signals(60, name))} |"
            for name, share in BY_CHANCE.items()
        ),
        f"Of the sixty tests drawn, {clear} are clear each by itself. Judged together {stand} ",
    ]


def rare_said() -> list[str]:
    found = rare_events(*drawn.fatal_dates())
    (late,) = (b for b in found.between if b.signal)
    return [
        f"holds {found.events} events, {round(found.mean_days)} days apart on average",
        f"The wait of {round(late.days)} days was longer than its limit of {round(late.upper)} ",
        f"The silence of {found.days_since} days at the end",
        f"{chance_words(found.chance_of_silence)} ({found.chance_of_silence:.2f})",
    ]


def roads_said() -> list[str]:
    blue = develop(drawn.cohorts())[-3]
    severe = adjusted_count([1.0] * 60 + [0.2] * 70)
    return [
        f"{number_text(blue.known)} disposals after three months, {round(100 * blue.matured)} % "
        f"of the {number_text(blue.end)} ({number_text(blue.lower)} to {number_text(blue.upper)})",
        f"{round(severe.value)} adjusted, interval {one(severe.lower)} to {one(severe.upper)}",
    ]


SAID: dict[str, Callable[[], list[str]]] = {
    "process-limits": limits_said,
    "runs-and-shewhart": runs_said,
    "change": changes_said,
    "proportions": shares_said,
    "surveys": surveys_said,
    "funnel": funnels_said,
    "standardisation": standards_said,
    "drivers": drivers_said,
    "false-alarms": alarms_said,
    "rare-events": rare_said,
    "roads": roads_said,
}


@pytest.mark.parametrize("name", SAID)
def test_the_numbers_of_a_page_are_worked_out_again(name: str) -> None:
    told = " ".join(page(name).split())
    for words in SAID[name]():
        assert " ".join(words.split()) in told, words


# The glossary.


@pytest.mark.parametrize("word", [*DOMAIN_WORDS, *STATISTICAL_WORDS])
def test_a_word_is_defined_once(word: str) -> None:
    (meaning,) = re.findall(rf"^- \*\*{re.escape(word)}\*\*: (.+)$", GLOSSARY, re.MULTILINE)
    assert len(meaning) > 20
    assert meaning.endswith((".", ")"))


def test_no_word_is_defined_twice() -> None:
    words = re.findall(r"^- \*\*(.+?)\*\*:", GLOSSARY, re.MULTILINE)
    assert len(words) == len(set(words))
