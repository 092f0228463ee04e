"""Where the numbers come from, how to trace one, and what is not there."""

from __future__ import annotations

from wardmote.briefing.context import Context, title_of
from wardmote.catalogue import LayoutSection
from wardmote.document.nodes import Block, Bullets, Item, Paragraph, Role, Section
from wardmote.language import compose, translated
from wardmote.vocabulary import Nature

MOST_LISTED = 4


def sources(context: Context, section: LayoutSection) -> Section:
    """Every release behind the pack's figures, and the measures that await data."""
    used = {r for f in context.book.figures.values() for r in f.releases}
    named: dict[str, list[str]] = {}
    for release, note in context.book.reader.releases.values():
        if release.id in used:
            words = ". ".join(w.rstrip(".") for w in (release.publisher, title_of(release)) if w)
            extra = " ".join(w for w in (note, release.licence) if w)
            named.setdefault(f"{words}|{extra}", []).append(release.id)
    lines = []
    for key, identities in named.items():
        words, _, extra = key.partition("|")
        lines.append(
            Item(
                compose(
                    "{words}. {extra} {release} {ids}.",
                    words=words,
                    extra=f"{extra.rstrip('.')}." if extra else "",
                    release=translated("Release")
                    if len(identities) == 1
                    else translated("Releases"),
                    ids=_listed(identities),
                )
            )
        )
    plain = [f.id for f in context.book.figures.values() if f.method == "value"]
    example = max(plain, default="measure/area/period")
    blocks: list[Block] = [
        Paragraph(
            compose(
                "Every number here has a reference, such as {example}. Ask for its working with "
                "{command}: the definition, the query, the rows and the releases, and the number "
                "computed again.",
                example=example,
                command=f"wardmote explain {example}",
            )
        ),
        Bullets(tuple(lines)),
    ]
    known = {m.id for m in context.book.known}
    awaited = [
        m
        for m in context.book.workspace.catalogue.measures.values()
        if m.awaits and m.id not in known and m.nature is not Nature.CONTEXT
    ]
    blocks += [Paragraph(claim) for claim in context.small_numbers()]
    if awaited:
        blocks.append(
            Paragraph(
                compose(
                    "**Not in this pack.** These measures await data: {names}.",
                    names="; ".join(m.title for m in awaited),
                ),
                Role.SMALL,
            )
        )
    return Section("sources", section.title, tuple(blocks), page_break=False)


def _listed(identities: list[str]) -> str:
    """Every id of a few, or the first and how many more."""
    if len(identities) <= MOST_LISTED:
        return ", ".join(identities)
    more = len(identities) - MOST_LISTED
    return translated("{some} and {more} more (pack.json lists all)").format(
        some=", ".join(identities[:MOST_LISTED]), more=more
    )
