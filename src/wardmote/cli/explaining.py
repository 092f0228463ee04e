"""Where a number comes from, in labelled parts that an auditor can follow."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import click

from wardmote.analysis.spc import profile_named
from wardmote.briefing import Book, Explanation, explain
from wardmote.briefing.again import again, as_of_paper
from wardmote.briefing.compare import learns_from_series
from wardmote.briefing.kept import Listed, printed_in, read_edition
from wardmote.catalogue import Workspace
from wardmote.language import day_text, figure_text, number_text, period_text
from wardmote.narrative import method_words
from wardmote.sources import PUBLICATIONS
from wardmote.vocabulary import Form, Hedge, Measure, Period, Style, UserError
from wardmote.warehouse import Reader, opened

LABEL = 16
WIDTH = 96
MOST = 24  # values listed; the query gives them all
NONE = "None is declared for this measure, area and period."

Line = tuple[str, str]


def show_explanation(workspace: Workspace, text: str) -> bool:
    """Print where a figure comes from; true when an edition printed another value."""
    with opened(workspace) as warehouse:
        book = Book(workspace, Reader(warehouse, workspace.catalogue))
        found = explain(book, text)
        parts: list[tuple[str, list[Line]]] = [
            ("Figure", list(_figure(book, found))),
            ("Definition", list(_definition(book, found.measure))),
            ("Filters", list(_filters(book, found))),
        ]
        for heading, lines in parts:
            _part(heading, lines)
        _rows(found)
        click.echo("\nQuery")
        for query in found.inputs.queries:
            end = ";" if query.startswith("SELECT") else ""  # a plan is no statement
            click.echo(textwrap.indent(query + end, "  "))
        _part("Releases", list(_releases(found)))
        _part("Corrections", _corrections(book, found))
        _part("Method", list(_method(book, found)))
        _part("Rounding", [("Printed to", _rounding(found))])
        lines, differs = _checked(book, found)
        _part("Computed again", lines)
    return differs


def _corrections(book: Book, found: Explanation) -> list[Line]:
    """The declared corrections that bear on the figure's own measure, area and days."""
    figure = found.figure
    declared = book.workspace.catalogue.corrections_of(found.measure, figure.area)
    lines = [
        (c.id, f"{c.text} {c.reason} Source: {c.source}. From {c.since}"
         + (f" to {c.until}." if c.until else "."))
        for c in declared if c.holds(figure.period.start, figure.period.end)
    ]  # fmt: skip
    return lines or [("", NONE)]


def _part(heading: str, lines: list[Line]) -> None:
    click.echo(f"\n{heading}" if heading != "Figure" else heading)
    for label, text in lines:
        if text:
            first, *rest = textwrap.wrap(text, WIDTH - LABEL - 2, break_long_words=False)
            click.echo(f"  {label:<{LABEL}}{first}")
            for line in rest:
                click.echo(" " * (LABEL + 2) + line)


def _figure(book: Book, found: Explanation) -> Iterator[Line]:
    figure = found.figure
    yield "Reference", figure.id
    yield "Printed as", found.text
    yield "Value", f"{figure.value!r} {figure.unit}"
    yield "Area", f"{book.workspace.catalogue.area(figure.area).name} ({figure.area})"
    yield "Period", _period(figure.period)
    if found.name.category:
        yield "Part", found.name.category.replace("=", ": ")


def _definition(book: Book, measure: Measure) -> Iterator[Line]:
    catalogue = book.workspace.catalogue
    file = f"measures/{catalogue.files.get(measure.id, f'{measure.id}.toml')}"
    own = (book.workspace.folder / "definitions" / file).is_file()
    yield "Measure", f"{measure.title} ({measure.id}, version {measure.version})"
    yield "Written in", f"{file}, {'of this workspace' if own else 'built in'}"
    yield "Counts", measure.counts
    yield "Does not count", measure.does_not_count
    yield "Why it matters", measure.why
    yield "Unit", f"{measure.unit}, a {measure.quantity.value} by {measure.period.value}"
    yield "Rate over", measure.denominator
    yield "Author", measure.author
    yield "Checked by", measure.checker
    yield "Next review", day_text(measure.next_review)
    for caveat in measure.caveats:
        yield "Caveat", caveat
    for a in measure.annotations:
        when = day_text(a.on) if a.on else "not dated"
        if a.area in ("", book.force):
            yield a.kind.value.capitalize(), f"{a.text} ({when})"


def _filters(book: Book, found: Explanation) -> Iterator[Line]:
    for measure in dict.fromkeys(v.measure.id for v in found.inputs.values):
        m = book.measure(measure)
        publication = PUBLICATIONS[m.source.publication]
        if measure != found.measure.id:
            yield "And of", f"{m.title} ({m.id}, version {m.version})"
        yield "Publication", f"{publication.title} ({publication.id})"
        yield "Keeps", "; ".join(f"{k}: {', '.join(v)}" for k, v in m.source.include) or "all rows"
        yield "Leaves out", "; ".join(f"{k}: {', '.join(v)}" for k, v in m.source.exclude)
        yield "Adds up", m.source.value or "nothing: rows are counted"
        if m.since or m.until:
            since, until = (day_text(d) if d else "any day" for d in (m.since, m.until))
            yield "Only periods", f"from {since} to {until}"
    yield "Of each period", "the release of the latest edition, else the one loaded last"


def _rows(found: Explanation) -> None:
    """The values it is made from, those of one series together."""
    values = found.inputs.values
    click.echo("\nRows")
    shown = values[:MOST]
    periods = [period_text(v.observation.period, Form.SHORT) for v in shown]
    wide = max([len("Period"), *(len(p) for p in periods)]) + 2
    click.echo(f"    {'Period':<{wide}}{'value':>14}{'rows':>10}  release       status")
    last = ""
    for period, v in zip(periods, shown, strict=True):
        named = f"{v.measure.id}{f'@{v.category}' if v.category else ''}, {v.area}"
        if named != last:
            click.echo(f"  {named}")
        last, o = named, v.observation
        said = "not given"
        if o.value is not None:
            said = number_text(o.value, 0 if o.value == int(o.value) else 3)
        click.echo(
            f"    {period:<{wide}}{said:>14}{f'{v.rows:,}' if found.counted else '':>10}  "
            f"{o.release:<12}  {o.status.value}"
        )
    if len(values) > MOST:
        click.echo(f"  and {len(values) - MOST:,} more, which the query gives")
    counted = f"{len(values):,} values" if len(values) != 1 else "1 value"
    rows = f"{found.rows:,} {'row' if found.rows == 1 else 'rows'}"
    if not found.counted:
        rows = "rows: not told, by the disclosure profile"
    click.echo(f"  {counted} of {rows}.")


def _releases(found: Explanation) -> Iterator[Line]:
    for one in found.releases:
        release = one.release
        edition = day_text(release.edition) if release.edition else "not dated"
        yield "Release", release.id
        yield "  title", release.title
        yield "  publisher", release.publisher
        yield "  licence", release.licence
        yield "  edition", edition
        yield "  loaded", f"{day_text(one.on) if one.on else 'not dated'}, {one.rows:,} rows"
        yield "  file", release.file
        yield "  sha256", release.sha256
        yield "  note", one.note


def _method(book: Book, found: Explanation) -> Iterator[Line]:
    words = method_words(found.name.method)
    yield "Name", f"{words.name} ({found.figure.method})"
    yield "How", words.working
    argument = found.name.argument
    if argument and found.name.method.endswith("-on"):
        yield "Compared with", _period(Period.parse(argument))
    elif argument and words.page == "forecast":
        yield "Known to", _period(Period.parse(argument))
    elif argument:
        yield "Rule profile", argument
    if words.page in ("process-limits", "expected", "forecast"):
        others = len(book.reader.all_areas(found.measure.id)) - 1
        learns = words.page == "forecast" or (argument and profile_named(argument).models)
        if others > 0 and learns:
            yield "Learns from", f"also the same measure in {others:,} other areas"
    if learns_from_series(found.name.method):
        yield "Learns from", "all periods of the series, which tell how much it varies"
    if words.page:
        yield "Described in", f"docs/methods/{words.page}.md"


def _rounding(found: Explanation) -> str:
    figure = found.figure
    if figure.style is Style.CHANCE:
        return "words: the number of times in which it comes once, past ten in steps of five"
    if figure.style is Style.RANK:
        return "a whole number, as a rank"
    text = "three significant digits"
    if figure.decimals is not None:
        places = "place" if figure.decimals == 1 else "places"
        text = f"{figure.decimals} decimal {places}" if figure.decimals else "whole numbers"
    if figure.hedge is Hedge.NONE:
        return f"{text}, halves away from zero"
    return f"{text}, halves away from zero; the source itself says “{figure.hedge.value}”"


def _checked(book: Book, found: Explanation) -> tuple[list[Line], bool]:
    """The number now, as each release had it, and as each edition printed it."""
    figure = found.figure
    lines: list[Line] = [("Now", f"{found.text}, from the releases above")]
    differs = False
    if not found.name.method and not found.name.category and ":" not in figure.measure:
        for one in book.reader.revisions(figure.measure, figure.area):
            if one.period == figure.period and one.value is not None:
                dated = one.release.edition
                when = f"edition of {day_text(dated)}" if dated else "undated"
                said = number_text(one.value, figure.decimals or 0)
                lines.append(("Release had", f"{said} in {one.release.id} ({when})"))
    for edition, row in printed_in(book.workspace.editions, figure.id):
        if row is None:
            lines.append(("Not read", edition.fault))
            continue
        same = row.text == found.text
        told = "the same" if same else f"now {found.text}: restated"
        if not same and _same_then(book, edition, figure.id, row.text):
            same, told = True, "the same from the periods known then; more are known now"
        lines.append(("Printed", f"{row.text} in edition {edition.title}"))
        lines.append(("", f"computed again, {told}"))
        differs = differs or not same
    return lines, differs


def _same_then(book: Book, edition: Listed, figure: str, printed: str) -> bool:
    """Whether the periods that the edition knew give what it printed: limits learn from more."""
    try:
        then = again(as_of_paper(book, read_edition(edition.folder)), [figure])
    except UserError:
        return False
    return figure in then and figure_text(then[figure]) == printed


def _period(period: Period) -> str:
    return f"{period_text(period)} ({day_text(period.start)} to {day_text(period.end)})"
