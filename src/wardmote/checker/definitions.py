"""Words used against their definition: questions to ask, each with the name of its convention."""

from __future__ import annotations

import re
from collections.abc import Iterator

DEPENDENT = re.compile(
    r"\bcyber[- ]dependent\b[^.;]{0,60}\bfraud\b|"
    r"\bfraud\b[^.;]{0,40}\b(?:is|are|as|being)\b[^.;]{0,20}\bcyber[- ]dependent\b",
    re.IGNORECASE,
)
MISUSED = (
    (
        DEPENDENT,
        "fraud is called cyber-dependent: by the Home Office's definitions it is cyber-enabled, "
        "and computer misuse is cyber-dependent. Which is meant?",
    ),
)


def misused(sentence: str) -> Iterator[str]:
    """The questions to ask of a sentence's definitions."""
    for form, question in MISUSED:
        if form.search(sentence):
            yield question
