"""Debian's Chromium, as the browser tests start it."""

from __future__ import annotations

import shutil
from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def page_at(browser, file: Path, width: int, *, script: bool = True):  # type: ignore[no-untyped-def]
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=script, offline=True
    )
    page = context.new_page()
    page.goto(file.as_uri())
    if script:
        page.evaluate("document.fonts.ready.then(() => null)")
    return page
