"""The pack in a real browser: accessible, whole without script, fit for a phone and for paper."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.chromium import CHROMIUM, page_at

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="needs Chromium (on Debian: apt install chromium)"
)


@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_no_violation(browser: object, example: Path, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = page_at(browser, example / "pack" / "pack.html", width)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [1280, 768, 375, 320])
def test_nothing_runs_off_the_side(browser: object, example: Path, width: int) -> None:
    page = page_at(browser, example / "pack" / "pack.html", width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_all_is_there_without_script_and_without_network(browser: object, example: Path) -> None:
    page = page_at(browser, example / "pack" / "pack.html", 1280, script=False)
    assert page.locator("h1").inner_text() == "Performance workshop, June 2015"
    assert page.locator("svg.ch.wid:visible").count() == 8
    assert page.locator("svg.ch.nar:visible").count() == 0
    assert page.get_by_text("15,108").first.is_visible()
    text = (example / "pack" / "pack.html").read_text("utf-8")
    assert "<script" not in text
    assert 'src="' not in text


def test_a_phone_gets_the_narrow_drawings(browser: object, example: Path) -> None:
    page = page_at(browser, example / "pack" / "pack.html", 375)
    assert page.locator("svg.ch.nar:visible").count() == 8
    assert page.locator("svg.ch.wid:visible").count() == 0


def test_no_label_of_a_chart_is_cut_off(browser: object, example: Path) -> None:
    script = """kind => [...document.querySelectorAll(`svg.ch.${kind} text`)].filter(t => {
        const box = t.getBBox(), view = t.ownerSVGElement.viewBox.baseVal;
        return box.x < -2 || box.x + box.width > view.width + 2 || box.y < -2 ||
          box.y + box.height > view.height + 2;
      }).map(t => t.textContent)"""
    for width, kind in ((1280, "wid"), (375, "nar")):
        page = page_at(browser, example / "pack" / "pack.html", width)
        assert page.evaluate(script, kind) == []


def test_printed_the_members_page_is_page_one(
    browser: object, example: Path, tmp_path: Path
) -> None:
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("needs pdftotext (on Debian: apt install poppler-utils)")
    page = page_at(browser, example / "pack" / "pack.html", 1280)
    page.pdf(path=str(tmp_path / "print.pdf"), prefer_css_page_size=True)
    first, second = (
        subprocess.run(
            [reader, "-f", n, "-l", n, tmp_path / "print.pdf", "-"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for n in ("1", "2")
    )
    for expected in ("What changed", "Questions to ask", "making off without payment?"):
        assert expected in first
    assert "Measures at a glance" not in first
    assert "Measures at a glance" in second


def test_every_link_leads_somewhere(browser: object, example: Path) -> None:
    page = page_at(browser, example / "pack" / "pack.html", 1280)
    broken = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href'))"
        ".filter(h => !document.querySelector(h))"
    )
    assert broken == []
