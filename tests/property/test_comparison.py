"""Comparing an edition with itself says nothing; the other way round is the mirror."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.test_comparison import edition, figure, point
from wardmote.briefing.compare import compare
from wardmote.briefing.kept import Kept

TAILS = ("2015-02", "2015-03", "2015-03/change-on/2014-03", "2015-03/chance-on/2014-03",
         "2014/mean/wardmote", "2014/mean/ptd-0.2.2", "2015-03/rank")  # fmt: skip
VALUES = st.integers(0, 5)
RELEASES = st.lists(st.sampled_from(("aaaa", "bbbb")), min_size=1, max_size=2, unique=True)
VERSIONS = st.sampled_from(("v1", "v2"))


@st.composite
def editions(draw: st.DrawFn) -> Kept:
    tails = draw(st.lists(st.sampled_from(TAILS), unique=True))
    figures = [figure(t, draw(VALUES), draw(RELEASES), draw(VERSIONS)) for t in tails]
    periods = draw(st.lists(st.sampled_from(("2015-02", "2015-03", "2015-04")), unique=True))
    points = [
        point(p, draw(st.none() | VALUES), draw(RELEASES)[0], draw(VERSIONS)) for p in periods
    ]
    return edition(figures, points)


@given(editions())
def test_an_edition_is_like_itself(one: Kept) -> None:
    found = compare(one, one)
    assert (found.restated, found.new, found.gone, found.moved, found.said) == ((),) * 5
    assert (found.points_new, found.points_gone) == ((), ())
    assert found.both == len(one.pack.figures)


@given(editions(), editions())
def test_the_other_way_round_is_the_mirror(one: Kept, other: Kept) -> None:
    there, back = compare(one, other), compare(other, one)
    assert {f.id for f in there.new} == {f.id for f in back.gone}
    assert {f.id for f in there.gone} == {f.id for f in back.new}
    assert {(r.then.id, r.now.id, r.difference, r.reason.why) for r in there.restated} == {
        (r.now.id, r.then.id, -r.difference, r.reason.why) for r in back.restated
    }
    assert there.both == back.both
    assert {p.period for p in there.points_gone} <= {p.period for p in back.points_new}
    both = {(m.then.period, m.difference) for m in there.moved if m.difference is not None}
    assert both == {(m.then.period, -m.difference) for m in back.moved if m.difference is not None}


@given(editions(), editions())
def test_nothing_is_lost(one: Kept, other: Kept) -> None:
    found = compare(one, other)
    assert found.both + len(found.gone) == len(one.pack.figures)
    assert found.both + len(found.new) == len(other.pack.figures)
