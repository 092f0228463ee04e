"""How figures and tables are counted, in the words that every format shares."""

from __future__ import annotations

from wardmote.language import translated


def figure_name(number: int) -> str:
    """`Figure 1`."""
    return translated("Figure {number}").format(number=number)


def figure_title(number: int, title: str) -> str:
    """`Figure 1. The gap has widened`."""
    return f"{figure_name(number)}. {title}"


def table_title(number: int, caption: str) -> str:
    """`Table 1. Recorded crime by force`."""
    return translated("Table {number}. {caption}").format(number=number, caption=caption)


def for_members() -> str:
    """The heading of the page for members."""
    return translated("For members, on one page")


def data_to() -> str:
    """The heading of the dates that figures go to."""
    return translated("Data to")


def page_of() -> tuple[str, str, str]:
    """What stands before, between and after the number of a page and that of all."""
    before, _, rest = translated("Page {page} of {pages}").partition("{page}")
    between, _, after = rest.partition("{pages}")
    return before, between, after
