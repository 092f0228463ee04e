"""The list of messages for translators, taken from the code by Babel.

`python -m tests.docs.messages` writes it; a test holds it to the code.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from wardmote.analysis.signals import REFUSALS
from wardmote.analysis.spc.because import REASONS
from wardmote.document.chart import Rank
from wardmote.narrative import METHOD_WORDS
from wardmote.vocabulary import AnnotationKind, Assurance, Evidence, Variation

SOURCE = Path(__file__).parents[2] / "src" / "wardmote"
POT = SOURCE / "language" / "locales" / "wardmote.pot"
KEYWORDS: Mapping[str, None] = {"compose": None, "translated": None, "message": None}


def catalogue() -> Catalog:
    """Every fixed text that passes through the catalogue, with where it stands."""
    made = Catalog(project="wardmote", charset="utf-8")
    for file, _, text, comments, _ in extract_from_dir(
        SOURCE, keywords=dict(KEYWORDS), comment_tags=("For translators:",)
    ):
        made.add(text, locations=[(file, 0)], auto_comments=comments)
    # What rooms without words of their own say is looked up where it is shown.
    said = [
        *((words.name, "narrative/methods.py") for words in METHOD_WORDS.values()),
        *((reason, "analysis/signals.py") for reason in REFUSALS),
        *((reason, "analysis/spc/because.py") for reason in REASONS),
        *((word, "vocabulary") for kind in (Variation, Assurance, Evidence, AnnotationKind)
          for word in kind),
        *((word, "document/chart/nodes.py") for word in Rank),
    ]  # fmt: skip
    for text, file in said:
        made.add(str(text), locations=[(file, 0)])
    return made


def pot() -> bytes:
    """The file, without dates and lines, so that it changes only when a message does."""
    made = io.BytesIO()
    write_po(made, catalogue(), width=100, omit_header=True, sort_output=True, include_lineno=False)
    return made.getvalue()


if __name__ == "__main__":
    POT.write_bytes(pot())
