"""What the numbers of a sentence may be, each of which is company to what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fitting import Compact, Slipping, compact

from wardmote.checker.bench import Bench
from wardmote.checker.claims import sentences
from wardmote.checker.explained import Explained, State
from wardmote.checker.weighing import Candidate, candidates
from wardmote.checker.weights import chances, weights
from wardmote.checker.workings import Working

POSSIBLE = 2e-5  # of what a number may be: all below it come to a few in ten thousand
Company = dict[int, tuple[Compact, ...]]  # by where a number begins, what it may be


def listed_of(
    found: Sequence[Explained], workings: Sequence[Sequence[Working]], bench: Bench, at: int
) -> dict[int, list[Candidate]]:
    """What each number of a sentence may be that is weighed, by where it begins; before `at` stands
    the sentence before."""
    return {
        one.cue.number.start: candidates(i, found, workings[i], bench)
        for i, one in enumerate(found)
        if one.cue.number.start >= at and one.state is not State.PLAIN and workings[i]
    }


def company_of(listed: Mapping[int, Sequence[Candidate]]) -> Company:
    """What each number of a sentence may be, by where it begins."""
    return {start: likely_of(some, weights().traits) for start, some in listed.items()}


def likely_of(listed: Sequence[Slipping], of: Mapping[str, float]) -> tuple[Compact, ...]:
    """Of what a number may be, what the weights kept last find possible at all, and what gives it;
    the last, which comes from outside, too."""
    if not listed:
        return ()
    chance = chances([one.traits for one in listed], of)
    return tuple(
        compact(one)
        for i, (one, p) in enumerate(zip(listed, chance, strict=True))
        if p > POSSIBLE or one.gives or one.slip or i == len(listed) - 1
    )


def spoken_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each sentence of a text begins, in it and in what it is read with: the one before."""
    spoken = list(sentences(text))
    begins = 0
    for before, sentence in zip(["", *spoken], spoken, strict=False):
        begins = text.find(sentence, begins)
        whole = f"{before} {sentence}" if before else sentence
        yield begins, len(whole) - len(sentence), whole
        begins += len(sentence)
