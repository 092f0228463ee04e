"""The report of a checked paper in a real browser: accessible, and each working a key away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.chromium import CHROMIUM, page_at

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="needs Chromium (on Debian: apt install chromium)"
)
PAPER = """# Phone penalties

| Month | 2014 | 2015 |
|---|---|---|
| January | 205 | 171 |
| February | 189 | 160 |
| Total | 394 | 331 |

Penalties fell from 394 to 331, a fall of 16%. In January they fell from 205 to 171, by 43. Demand
is stable. We were 34th of 43.
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, run: Callable[..., Any]) -> Path:
    folder = tmp_path_factory.mktemp("checked")
    (folder / "paper.md").write_text(PAPER, encoding="utf-8")
    page = folder / "report.html"
    page.write_text(run("check", folder / "paper.md", "--format", "html").out, encoding="utf-8")
    return page


@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_no_violation(browser: object, report: Path, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page_at(browser, report, width))
    assert found.violations_count == 0, found.generate_report()


def test_nothing_overflows_a_phone(browser: object, report: Path) -> None:
    page = page_at(browser, report, 320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_gravest_working_is_shown_and_another_by_a_key(browser: object, report: Path) -> None:
    page = page_at(browser, report, 1280)
    assert page.locator(".work:visible").count() == 1
    assert "Inconsistent" in page.locator(".work:visible").inner_text()
    claim = page.locator("a.cl.overclaim").first
    claim.focus()
    page.keyboard.press("Enter")
    assert page.locator(".work:visible").count() == 1
    assert "Overclaim" in page.locator(".work:visible").inner_text()
    assert page.evaluate("document.activeElement.className").startswith("work")


def test_every_link_of_the_report_leads_somewhere(browser: object, report: Path) -> None:
    page = page_at(browser, report, 1280)
    broken = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href'))"
        ".filter(h => !document.getElementById(h.slice(1)))"
    )
    assert broken == []
    assert page.locator("a.cl").count() == page.locator(".all tbody tr").count() >= 5
