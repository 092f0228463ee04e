"""A checked paper as one HTML file: each claim marked, its working one key or click away.

No script: a claim is a link to its working, which the style sheet shows beside the paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from wardmote.document.checked import CheckedPaper, Mark, MarkedText, PrintedTable, Working
from wardmote.document.render.look import style, symbols
from wardmote.vocabulary import Verdict

SHEET = (Path(__file__).parent / "checked.css").read_text(encoding="utf-8")
ICONS = {
    Verdict.CONSISTENT: (
        20,
        '<circle cx="10" cy="10" r="8.5" fill="none" stroke="#565C63" stroke-width="1.8"/>'
        '<path d="M5.8 10.2 8.8 13.2 14.4 7" fill="none" stroke="#565C63" stroke-width="2.2"/>',
    ),
    Verdict.INCONSISTENT: (
        20,
        '<path d="M2 2H18V18H2Z" fill="#801650"/>'
        '<path d="M6 6 14 14M14 6 6 14" stroke="#fff" stroke-width="2.4"/>',
    ),
    Verdict.OVERCLAIM: (
        20,
        '<path d="M10 1.5 19.3 18H.7Z" fill="#F46A25"/>'
        '<path d="M10 7V12.4M10 14V16.2" stroke="#1C2126" stroke-width="2.2"/>',
    ),
    Verdict.UNVERIFIABLE: (
        20,
        '<path d="M10 1 19 10 10 19 1 10Z" fill="#fff" stroke="#12436D" stroke-width="1.8" '
        'stroke-dasharray="3 1.8"/><path d="M6.5 10H13.5" stroke="#12436D" stroke-width="2"/>',
    ),
}
MEANING = {
    Verdict.INCONSISTENT: "No values that would print so make it true.",
    Verdict.OVERCLAIM: "Its words say more than the figures can bear.",
    Verdict.UNVERIFIABLE: "What would be needed to check it is not there.",
    Verdict.CONSISTENT: "The figures bear it out.",
}


def render_checked(paper: CheckedPaper) -> str:
    """The whole page."""
    tally = "".join(
        f'<li><span class="ic">{_icon(v, 18)}<b>{paper.count(v)}</b> {v.value}</span></li>'
        for v in Verdict
    )
    first = next(
        (w.number for v in Verdict for w in paper.workings if w.verdict is v), 0
    )  # fmt: skip
    works = "".join(_work(w, first=w.number == first) for w in paper.workings)
    rows = "".join(_row(w) for w in paper.workings)
    aside = (
        f'<div class="works" role="region" aria-label="Working" tabindex="0">'
        f'<h2 class="vh">Working</h2>{works}</div>'
        if works else ""
    )  # fmt: skip
    claims = (
        f'<section><h2 id="all">Every claim</h2><div class="scroll" tabindex="0" role="region" '
        f'aria-label="Every claim, table"><table class="all stack"><caption class="vh">Every '
        f'claim, its verdict and its working</caption><thead><tr><th scope="col" class="r">No.'
        f'</th><th scope="col">Verdict</th><th scope="col">Claim</th><th scope="col">Working</th>'
        f"</tr></thead><tbody>{rows}</tbody></table></div>"
        '<div class="note"><p><b>Rounding is not an error.</b> Every printed number stands for '
        "all that rounds or is cut to it, and a hedge for a range that wardmote states; a claim "
        "is called inconsistent only where nothing in them makes it true.</p></div></section>"
        if rows else ""
    )  # fmt: skip
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>Paper check: {escape(paper.name)}: {escape(paper.headline)}</title>"
        f"<style>{style('')}{SHEET}</style></head><body>\n"
        f'<a class="skip" href="#main">Skip to main content</a>\n'
        f"{symbols(ICONS, lambda v: v.value)}\n"
        f'<main id="main"><div class="wrap"><div class="title"><p class="kick">Paper check: '
        f"{escape(paper.name)}</p><h1>{escape(paper.headline)}</h1>"
        f'<p class="lead">{escape(paper.lead)}</p></div>'
        f'<ul class="tally" aria-label="Verdicts">{tally}</ul>'
        f'<div class="cols"><article class="paper" aria-labelledby="paper"><h2 id="paper" '
        f'class="vh">The paper, with its claims marked</h2>{_blocks(paper.blocks)}</article>'
        f"{aside}</div>{claims}</div></main>\n"
        f'<footer class="end"><div class="wrap">Checked against {escape(paper.against)}, by '
        f"wardmote. The verdicts are of printed figures, not of what happened.</div></footer>\n"
        f"</body></html>\n"
    )


def _icon(verdict: Verdict, size: int) -> str:
    return (
        f'<svg width="{size}" height="{size}" aria-hidden="true">'
        f'<use href="#i-{verdict.value}"/></svg>'
    )


def _blocks(blocks: Sequence[MarkedText | PrintedTable]) -> str:
    return "".join(
        _text(b) if isinstance(b, MarkedText) else _table(b) for b in blocks
    )  # fmt: skip


def _text(block: MarkedText) -> str:
    words = _marked(block)
    if block.level:
        level = min(2 + block.level, 5)
        return f"<h{level}>{words}</h{level}>"
    return f'<div class="row"><span>{block.block}</span><p>{words}</p></div>'


def _marked(block: MarkedText) -> str:
    out, at = [], 0
    for mark in block.marks:
        out += [escape(block.text[at : mark.start]), _claim(mark, block.text)]
        at = mark.end
    return "".join(out) + escape(block.text[at:])


def _claim(mark: Mark, text: str) -> str:
    # The icon stays with the first word.
    first, space, rest = text[mark.start : mark.end].partition(" ")
    words = f'<span class="n">{_icon(mark.verdict, 15)}{escape(first)}</span>{space}{escape(rest)}'
    word = mark.verdict.value.capitalize()
    told = word if mark.verdict is not Verdict.CONSISTENT else f'<span class="vh">{word}</span>'
    whole = "" if first else '<span class="vh">the sentence before this: </span>'
    return (
        f'<a class="cl {mark.verdict.value}" id="c{mark.number}" href="#w{mark.number}">'
        f"{words}<i>{whole}{mark.number} {told}</i></a>"
    )


def _table(block: PrintedTable) -> str:
    head, *body = block.rows
    cells = "".join(f'<th scope="col">{escape(c)}</th>' if c else "<td></td>" for c in head)
    rows = "".join(
        "<tr>" + "".join(
            f'<th scope="row">{escape(c)}</th>' if i == 0 and c
            else f"<td{_side(c)}>{escape(c)}</td>"
            for i, c in enumerate(row)
        ) + "</tr>"
        for row in body
    )  # fmt: skip
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="Table, block {block.block}">'
        f"<table><thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _side(cell: str) -> str:
    return ' class="r"' if any(c.isdigit() for c in cell) else ""


def _work(work: Working, *, first: bool) -> str:
    classes = "work" + (" bad" if work.verdict is Verdict.INCONSISTENT else "")
    classes += " first" if first else ""
    big = (
        f'<h4>The figures give</h4><p class="big">{escape(work.computed)}</p>'
        if work.computed and work.verdict is Verdict.INCONSISTENT else ""
    )  # fmt: skip
    title = "What would be needed" if work.verdict is Verdict.UNVERIFIABLE else "Working"
    reasons = "".join(f"<p>{escape(_sentence(r))}</p>" for r in work.reasons)
    allows = f"<h4>What the words allow</h4><p>{escape(work.allowed)}.</p>" if work.allowed else ""
    return (
        f'<div class="{classes}" id="w{work.number}" tabindex="-1">'
        f'<p class="kick">Claim {work.number}, {escape(work.place)}</p>'
        f"<h3>\N{LEFT DOUBLE QUOTATION MARK}{escape(work.quote)}"
        f"\N{RIGHT DOUBLE QUOTATION MARK}</h3>"
        f'<p><span class="ic">{_icon(work.verdict, 18)}<b>{work.verdict.value.capitalize()}</b>'
        f"</span></p><p>{MEANING[work.verdict]}</p>{big}<h4>{title}</h4>{reasons}{allows}"
        f'<p><a href="#c{work.number}">Back to claim {work.number}</a></p></div>'
    )


def _row(work: Working) -> str:
    reasons = " ".join(escape(_sentence(r)) for r in work.reasons)
    return (
        f'<tr><td class="r">{work.number}</td><td><span class="ic">{_icon(work.verdict, 16)}'
        f"<b>{work.verdict.value.capitalize()}</b></span></td>"
        f'<td><a href="#c{work.number}">\N{LEFT DOUBLE QUOTATION MARK}{escape(work.quote)}'
        f"\N{RIGHT DOUBLE QUOTATION MARK}</a></td><td>{reasons}</td></tr>"
    )


def _sentence(text: str) -> str:
    """The text with a capital, and a stop at its end."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else f"{text}."
