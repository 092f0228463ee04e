"""How many wrong claims the checker catches, and how many right ones it confirms or flags.

    python benchmarks/checker.py [MUTANTS]

Run by hand. Numbers, signs and verbs of the statements that are consistent (tests/oracle/checker)
are changed, seeded, and judged. A mutant that is still true within its printed precision is no
wrong claim; it is set aside when the checker's own arithmetic is not asked: when the changed number
is within one per cent of the true one.

    python benchmarks/checker.py --unseen

judges the sets that nothing was written on, mended with or fitted on.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from multiprocessing import Pool
from pathlib import Path

import msgspec

from wardmote.checker.grid import grid_of_csv
from wardmote.checker.number import Number, Sort
from wardmote.checker.numbers import numbers_in
from wardmote.checker.verdicts import Verdict, gravest, judge_statement

FOLDER = Path(__file__).parent.parent / "tests" / "oracle" / "checker"
VERBS = (
    ("rose", "fell"), ("increased", "decreased"), ("increase", "decrease"), ("up", "down"),
    ("higher", "lower"), ("rise", "fall"), ("more", "fewer"), ("lowest", "highest"),
    ("reduction", "increase"), ("doubled", "halved"),
)  # fmt: skip
UNSEEN = FOLDER / "unseen"
SHOWN = 400  # of the mutants that escaped
# Made up, shut down, follow-up: words that go with their verb and say of nothing which way it went.
VERBS_OF_IDIOMS = (
    "made", "make", "makes", "making", "shut", "give", "gave", "given", "giving", "pick", "picked",
    "follow",
)  # fmt: skip
NOT_IDIOM = "".join(rf"(?<!\b{v}[ -])" for v in VERBS_OF_IDIOMS)


def labelled(file: Path) -> list[tuple[str, str, str]]:
    """Verdict, table (CSV or nothing) and statement of every line of a set."""
    found: list[tuple[str, str, str]] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if file.suffix == ".jsonl":
            given = msgspec.json.decode(line)
            found.append((given["label"], given["table"] or "", given["statement"]))
        elif line and not line.startswith("#"):
            label, table, text = line.split("|", 2)
            path = FOLDER / "tables" / f"{table}.csv"
            found.append((label, "" if table == "null" else path.read_text(), text))
    return found


def sets() -> list[Path]:
    """The files of labelled statements."""
    return [*sorted(FOLDER.glob("*.txt")), *sorted(FOLDER.glob("*.jsonl"))]


def statements() -> list[tuple[str, str, str]]:
    """Verdict, table and statement of every set."""
    return [line for file in sets() for line in labelled(file)]


def show_unseen() -> None:
    """Print what is said of the statements that nothing was fitted on."""
    known = [line for file in sorted(UNSEEN.glob("*.jsonl")) for line in labelled(file)]
    with Pool() as pool:
        found = pool.starmap(verdict, [(s, t) for _, t, s in known], chunksize=20)
    for label in ("consistent", "inconsistent"):
        said = Counter(f.value for f, (v, _, _) in zip(found, known, strict=True) if v == label)
        print(f"{label}: {said.total()}, called {dict(said.most_common())}")


def verdict(statement: str, table: str) -> Verdict:
    """The gravest verdict on a statement."""
    grid = grid_of_csv(table) if table else None
    return gravest(judge_statement(statement, grid)).verdict


def bears_itself_out(table: str, statement: str) -> bool:
    """Whether there is a table, or the statement's own numbers bear one another out: those of a
    bare change do not."""
    found = judge_statement(statement, None)
    return bool(table) or not any("was that the base" in f.why for f in found)


def mutant(statement: str, draw: random.Random) -> tuple[str, str] | None:
    """A statement with one number, sign or verb changed, and which of them."""
    if draw.random() < 0.25:
        turned = changed_verb(statement, draw)
        if turned:
            return turned, "verb"
    numbers = [
        n for n in numbers_in(statement) if n.sort in (Sort.COUNT, Sort.PERCENT, Sort.POINTS)
    ]
    numbers = [n for n in numbers if re.search(r"\d", n.text) and n.value > 2]
    if not numbers:
        return None
    text = changed_number(statement, draw.choice(numbers), draw)
    return (text, "number") if text else None


def changed_verb(statement: str, draw: random.Random) -> str | None:
    """A statement with one verb or adjective turned to its opposite."""
    for one, other in draw.sample(VERBS, len(VERBS)):
        for a, b in ((one, other), (other, one)):
            word = re.compile(rf"{NOT_IDIOM}\b{a}\b")
            if word.search(statement):
                return word.sub(b, statement, count=1)
    return None


def changed_number(statement: str, number: Number, draw: random.Random) -> str | None:
    """A statement with a digit of one number changed, or two of them changed over."""
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", number.text)
    if digits is None:
        return None
    old = digits.group()
    new = _changed(old, draw)
    if new is None or not _value(old):
        return None
    if abs(_value(new) / _value(old) - 1) < 0.3 and number.hedge:
        return None
    if abs(_value(new) / _value(old) - 1) < 0.02:
        return None
    text = number.text.replace(old, new, 1)
    return statement[: number.start] + text + statement[number.end :]


def _value(text: str) -> float:
    return float(text.replace(",", ""))


def _changed(text: str, draw: random.Random) -> str | None:
    """Another number of the same form: digits swapped, or one of them changed."""
    at = [i for i, c in enumerate(text) if c.isdigit()]
    made = list(text)
    if len(at) > 1 and draw.random() < 0.5:
        i = draw.randrange(len(at) - 1)
        made[at[i]], made[at[i + 1]] = made[at[i + 1]], made[at[i]]
    else:
        i = draw.choice(at)
        made[i] = draw.choice([d for d in "123456789" if d != made[i]])
    new = "".join(made)
    return None if new == text or new[0] == "0" else new


def mutants(checkable: list[tuple[str, str]], wanted: int) -> list[tuple[str, str, str]]:
    """Table, changed statement and kind of change, seeded."""
    draw = random.Random(20261123)
    made: list[tuple[str, str, str]] = []
    for _ in range(50 * wanted):
        if len(made) == wanted:
            break
        table, statement = draw.choice(checkable)
        changed = mutant(statement, draw)
        if changed:
            made.append((table, *changed))
    return made


def main() -> None:
    """Print the shares, and which mutants escaped."""
    if "--unseen" in sys.argv:
        show_unseen()
        return
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    start = time.perf_counter()
    known = statements()
    with Pool() as pool:
        found = pool.starmap(verdict, [(s, t) for _, t, s in known], chunksize=20)
        right = [(t, s) for v, t, s in known if v == "consistent"]
        fit = pool.starmap(bears_itself_out, right, chunksize=20)
        made = mutants([one for one, ok in zip(right, fit, strict=True) if ok], wanted)
        of_mutants = pool.starmap(verdict, [(s, t) for t, s, _ in made], chunksize=20)
    agree = sum(f.value == v for f, (v, _, _) in zip(found, known, strict=True))
    print(f"labelled: {agree} of {len(known)} as labelled")
    said = Counter(f for f, (v, _, _) in zip(found, known, strict=True) if v == "consistent")
    print(
        f"right claims: {100 * said[Verdict.CONSISTENT] / len(right):.1f} % confirmed, "
        f"{100 * said[Verdict.INCONSISTENT] / len(right):.1f} % flagged, of {len(right)}"
    )
    caught: Counter[str] = Counter()
    escaped: Counter[str] = Counter()
    for (_, text, kind), as_found in zip(made, of_mutants, strict=True):
        if as_found in (Verdict.INCONSISTENT, Verdict.OVERCLAIM):
            caught[kind] += 1
        else:
            escaped[f"{kind}: {text}"] += 1
    of_kind = Counter(kind for _, _, kind in made)
    print(
        f"wrong claims: {100 * caught.total() / len(made):.1f} % caught of {len(made)} ("
        + ", ".join(f"{k} {100 * caught[k] / n:.1f} %" for k, n in of_kind.items())
        + f"), in {time.perf_counter() - start:.0f} s"
    )
    for text, times in escaped.most_common(SHOWN):
        print(f"  {times} x {text}")


if __name__ == "__main__":
    main()
