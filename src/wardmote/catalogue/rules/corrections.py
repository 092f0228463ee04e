"""What a declared correction must say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wardmote.vocabulary import Correction, CorrectionKind, Force, Measure, nearest


def correction_faults(
    correction: Correction, measures: Mapping[str, Measure], forces: Mapping[str, Force]
) -> Iterator[tuple[str, str]]:
    """The key and what is wrong with it, for all that is wrong with one correction."""
    read = {m.source.publication for m in measures.values()}
    for key, named, known in (
        ("measures", correction.measures, measures),
        ("areas", correction.areas, forces),
        ("publications", correction.publications, read),
    ):
        for value in named:
            if value not in known:
                yield key, f"'{value}' is not known; {nearest(value, known)}"
    if not correction.measures and not correction.publications:
        yield "publications", "name the publications, or the measures, that it bears on"
    if correction.until and correction.until < correction.since:
        yield "until", f"{correction.until} is before since ({correction.since})"
    renamed = (correction.column, correction.before, correction.after, correction.together)
    if correction.kind is CorrectionKind.RENAMED and not all(renamed):
        yield "kind", "a renaming needs the keys column, before, after and together"
    if correction.kind is not CorrectionKind.RENAMED and any(renamed):
        yield "kind", "column, before, after and together belong to a renaming"
