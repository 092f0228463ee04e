"""HTML: one file that works without script, on a phone and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from itertools import count
from typing import Any

from wardmote.document.chart import Width, data_of, draw
from wardmote.document.chart.tables import Value
from wardmote.document.nodes import (
    Bullets,
    Cell,
    ChartFigure,
    Commentary,
    Document,
    Heading,
    Icon,
    IconKey,
    Item,
    Note,
    Paragraph,
    Quadrants,
    Role,
    Section,
    Subheading,
    Table,
    Terms,
)
from wardmote.document.render.counted import data_to, figure_title, for_members, table_title
from wardmote.document.render.icons import ICONS, icon_name, icon_word
from wardmote.document.render.look import style, symbols
from wardmote.language import (
    claim_text,
    day_text,
    figure_text,
    number_text,
    period_text,
    translated,
)
from wardmote.vocabulary import (
    Claim,
    Figure,
    Link,
    Name,
    Part,
    Printed,
    Stressed,
    Strong,
    WebLink,
    When,
)


class Html:
    """Renders one document; numbers its figures and tables as it goes."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.figures, self.tables = count(1), count(1)
        self.under = 2  # the level of the heading that blocks stand under

    def page(self) -> str:
        """The whole page."""
        d = self.document
        marking = escape(d.marking)
        sections = "".join(
            self.section(number, section) for number, section in enumerate(d.sections, 1)
        )
        skip = translated("Skip to main content")
        return (
            f'<!DOCTYPE html>\n<html lang="{d.language}"><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width,initial-scale=1">'
            f"<title>{escape(d.full_title)}</title>"
            f"<style>{style(d.marking)}</style>"
            f"</head><body>\n"
            f'<a class="skip" href="#main">{skip}</a>\n'
            f"{symbols(ICONS, icon_name)}\n"
            f'<header><div class="marking">{marking}</div></header>\n'
            f'<main id="main"><div class="wrap">'
            f'<div class="title"><p class="kick">{escape(d.kicker)}</p><h1>{escape(d.title)}</h1>'
            f'<p class="by">{inline(d.by)}</p><h2 class="kick dk">{data_to()}</h2>'
            f'<dl class="dates">{_pairs(d.data_to)}</dl></div>\n'
            f"{self.opening()}{sections}</div></main>\n"
            f'<footer class="end noprint"><div class="wrap">{marking}. {escape(d.title)}, '
            f"{day_text(d.dated)}. {inline(d.about)}</div></footer></body></html>\n"
        )

    def opening(self) -> str:
        """The member's page, or the lead alone, or nothing."""
        d = self.document
        lead = f'<p class="lead">{inline(d.lead)}</p>' if d.lead.parts else ""
        if not d.member_page:
            return lead
        return (
            f'<section class="mem" aria-labelledby="members"><h2 id="members">'
            f"{escape(for_members())}</h2>{lead}{self.blocks(d.member_page)}</section>\n"
        )

    def section(self, number: int, section: Section) -> str:
        """A section under its heading, numbered where the paper's sections are."""
        kind = (
            ' class="pb"' if section.page_break else ' class="keep"' if self.short(section) else ""
        )
        counted = f'<span class="num">{number}</span>' if self.document.numbered else ""
        self.under = 2
        return (
            f'<section id="{section.id}"{kind} aria-labelledby="{section.id}-h">'
            f'<h2 id="{section.id}-h">{counted}'
            f"{escape(section.title)}</h2>{self.blocks(section.blocks)}</section>\n"
        )

    @staticmethod
    def short(section: Section) -> bool:
        """Whether a section holds words alone, so that it may be kept on one printed page."""
        return all(isinstance(b, Paragraph | Note | Bullets) for b in section.blocks)

    def heading(self, block: Heading) -> str:
        """A heading inside a section."""
        self.under = 3
        return f'<h3 class="sub" id="{block.id}">{escape(block.text)}</h3>'

    def blocks(self, blocks: tuple[Any, ...]) -> str:
        """Blocks in order."""
        return "".join(RENDERED[type(block)](self, block) for block in blocks)

    def paragraph(self, block: Paragraph) -> str:
        """A paragraph in its role."""
        kind = {
            Role.LEAD: ' class="lead"',
            Role.SMALL: ' class="small muted"',
            Role.LABEL: ' class="label"',
        }.get(block.role, "")
        if block.number:
            return (
                f'<p class="np" id="p{block.number.rstrip(".")}">'
                f'<span class="pn">{block.number}</span> {inline(block.claim)}</p>'
            )
        return f"<p{kind}>{inline(block.claim)}</p>"

    def note(self, block: Note) -> str:
        """A caveat."""
        return (
            '<div class="note">' + "".join(f"<p>{inline(c)}</p>" for c in block.claims) + "</div>"
        )

    def bullets(self, block: Bullets) -> str:
        """A list."""
        if any(i.mark for i in block.items):
            items = "".join(
                f'<li><span class="pn">{i.mark}</span> {_item(i)}</li>' for i in block.items
            )
            return f'<ol class="let">{items}</ol>'
        tag = "ol" if block.numbered else "ul"
        return f"<{tag}>" + "".join(f"<li>{_item(i)}</li>" for i in block.items) + f"</{tag}>"

    def quadrants(self, block: Quadrants) -> str:
        """The member's page."""
        out = []
        for quadrant in block.blocks:
            body = (
                self.bullets(quadrant.content)
                if quadrant.content.items
                else (f'<p class="small muted">{escape(quadrant.empty)}</p>')
            )
            out.append(f"<div><h3>{escape(quadrant.title)}</h3>{body}</div>")
        return f'<div class="four">{"".join(out)}</div>'

    def terms(self, block: Terms) -> str:
        """Terms in a row."""
        return f'<dl class="src">{_pairs(block)}</dl>'

    def table(self, block: Table) -> str:
        """A table in a region that scrolls."""
        caption = escape(block.caption)
        if block.numbered:
            caption = table_title(next(self.tables), caption)
        subtitle = f"<span>{inline(block.subtitle)}</span>" if block.subtitle else ""
        head = "".join(
            f'<th scope="col"{_right(c.number and i > 0)}>{escape(c.title)}</th>'
            for i, c in enumerate(block.columns)
        )
        body = []
        for group in block.groups:
            rows = ""
            if group.title:
                rows = (
                    f'<tr class="grp"><th scope="rowgroup" colspan="{len(block.columns)}">'
                    f"{inline(group.title)}</th></tr>"
                )
            for row in group.rows:
                cells = "".join(
                    _cell(cell, column.number, column.title)
                    for cell, column in zip(row.cells, block.columns[1:], strict=True)
                )
                rows += f'<tr><th scope="row">{inline(row.header)}</th>{cells}</tr>'
            body.append(f"<tbody>{rows}</tbody>")
        kind = "mt" if block.dense else "stack" if not block.numbered else ""
        hidden = ' class="vh"' if not block.numbered else ""
        plain = claim_text(block.subtitle) if block.subtitle else ""
        inner = (
            f'<table class="{kind}"><caption{hidden}>{caption}{subtitle}</caption>'
            f"<thead><tr>{head}</tr></thead>{''.join(body)}</table>"
        )
        if not block.numbered:
            return inner
        label = translated("{caption}, table. {subtitle}")
        label = label.format(caption=block.caption, subtitle=plain)
        return (
            f'<div class="scroll" id="{block.id}" tabindex="0" role="region" '
            f'aria-label="{escape(label)}">{inner}</div>'
        )

    def chart(self, block: ChartFigure) -> str:
        """A chart, wide and narrow, with its title, description and footer."""
        number = next(self.figures)
        base = f"c{number}"
        drawings = []
        for width, kind in ((Width.WIDE, "wid"), (Width.NARROW, "nar")):
            label = escape(block.alternative)
            attributes = f'class="ch {kind}" role="img" aria-label="{label}"'
            drawings.append(draw(block.chart, width, base, attributes))
        level = self.under + 1
        return (
            f'<figure id="{block.id}"><figcaption><h{level}>'
            f"{figure_title(number, inline(block.title))}</h{level}>"
            f"<p>{inline(block.subtitle)}</p></figcaption>{''.join(drawings)}"
            f"{self.terms(block.footer)}{_data(block, number)}</figure>"
        )

    def subheading(self, block: Subheading) -> str:
        """A heading within a commentary."""
        return f"<h4>{inline(block.claim)}</h4>"

    def commentary(self, block: Commentary) -> str:
        """Somebody's words, set apart from the findings and headed by whose they are."""
        check = "".join(f'<p class="small muted">{inline(c)}</p>' for c in block.check)
        return (
            f'<div class="cmt" id="{block.id}" role="group" aria-labelledby="{block.id}-h">'
            f'<h3 id="{block.id}-h">{escape(block.title)}</h3>'
            f'<p class="who">{inline(block.by)}</p>{self.blocks(block.blocks)}{check}</div>'
        )

    def icon_key(self, _block: IconKey) -> str:
        """Every icon with its word."""
        items = "".join(f"<li>{_icon(icon)}</li>" for icon in ICONS)
        name = translated("Key to the icons")
        return f'<ul class="key" aria-label="{name}">{items}</ul>'


RENDERED: dict[type, Callable[[Html, Any], str]] = {
    Paragraph: Html.paragraph,
    Heading: Html.heading,
    Note: Html.note,
    Bullets: Html.bullets,
    Quadrants: Html.quadrants,
    Terms: Html.terms,
    Table: Html.table,
    ChartFigure: Html.chart,
    IconKey: Html.icon_key,
    Subheading: Html.subheading,
    Commentary: Html.commentary,
}


def render_html(document: Document) -> str:
    """The document as one self-contained page."""
    return Html(document).page()


def _data(block: ChartFigure, number: int) -> str:
    """The chart's data as a table, a key away."""
    data = data_of(block.chart)
    head = "".join(
        f'<th scope="col"{_right(i > 0)}>{escape(c)}</th>' for i, c in enumerate(data.columns)
    )
    rows = "".join(
        f'<tr><th scope="row">{_value(row[0])}</th>'
        + "".join(f"<td{_right(not isinstance(v, str))}>{_value(v)}</td>" for v in row[1:])
        + "</tr>"
        for row in data.rows
    )
    name = translated("The data of figure {number}").format(number=number)
    summary = translated("{name} as a table").format(name=name)
    label = translated("{name}, table").format(name=name)
    return (
        f'<details class="data noprint"><summary>{summary}</summary>'
        f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="mt"><caption class="vh">{name}: {inline(block.title)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></details>"
    )


def _value(value: Value) -> str:
    if value is None:
        return "[x]"
    if isinstance(value, Figure):
        words = escape(figure_text(value), quote=False)
        return f'<data value="{escape(value.id)}">{words}</data>'
    return escape(value if isinstance(value, str) else number_text(value, 1), quote=False)


def inline(claim: Claim) -> str:
    """A claim with each figure marked by its id, so that a number can be traced from the page."""
    return "".join(_inline(claim.parts))


def _inline(parts: tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        match part:
            case str():
                yield escape(part, quote=False)
            case Printed(figure, form):
                words = escape(figure_text(figure, form), quote=False)
                yield f'<data value="{escape(figure.id)}">{words}</data>'
            case When(period, form):
                yield escape(period_text(period, form), quote=False)
            case Name(text):
                yield escape(text, quote=False)
            case Link(target, text):
                yield f'<a href="#{escape(target)}">{escape(text, quote=False)}</a>'
            case WebLink(address, text):
                yield f'<a href="{escape(address)}">{escape(text, quote=False)}</a>'
            case Strong(inner):
                yield "<b>" + "".join(_inline(inner)) + "</b>"
            case Stressed(inner):
                yield "<em>" + "".join(_inline(inner)) + "</em>"


def _item(item: Item) -> str:
    mark = _icon(item.icon, bare=True) if item.icon else ""
    return mark + inline(item.claim)


def _icon(icon: Icon, *, bare: bool = False) -> str:
    width = 25 if ICONS[icon][0] > 20 else 18
    mark = (
        f'<svg width="{width}" height="18" viewBox="0 0 {ICONS[icon][0]} 20" aria-hidden="true">'
        f'<use href="#i-{icon_name(icon)}"/></svg>'
    )
    return f'<span class="ic">{mark}{"" if bare else escape(icon_word(icon))}</span>'


def _cell(cell: Cell, number: bool, title: str) -> str:
    label = f' data-l="{escape(title)}"'
    if cell.icon:
        return f"<td{label}>{_icon(cell.icon)}</td>"
    if cell.claim is None:
        return f"<td{_right(number, 'muted')}{label}>{escape(cell.shorthand)}</td>"
    body = inline(cell.claim)
    return f"<td{_right(number)}{label}>{f'<b>{body}</b>' if cell.strong else body}</td>"


def _right(number: bool, more: str = "") -> str:
    kinds = " ".join(k for k in ("r" if number else "", more) if k)
    return f' class="{kinds}"' if kinds else ""


def _pairs(terms: Terms) -> str:
    return "".join(
        f"<div><dt>{escape(term)}</dt><dd>{inline(claim)}</dd></div>" for term, claim in terms.pairs
    )
