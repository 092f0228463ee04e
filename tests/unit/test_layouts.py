"""A layout names only what is there, and numbers run through a paper."""

from __future__ import annotations

import tomllib

import pytest

from wardmote.briefing.layouts import check_layout, listed
from wardmote.briefing.sections import SECTIONS
from wardmote.catalogue import Layout, load_catalogue
from wardmote.catalogue.reading import shaped
from wardmote.document.nodes import Bullets, Item, Note, Paragraph, Role, Section
from wardmote.document.numbering import first_number, numbered
from wardmote.language import compose
from wardmote.vocabulary import UserError

WORDS = compose("words")
CATALOGUE = load_catalogue()


def layout(section: str) -> Layout:
    text = f'id = "own"\ntitle = "Own"\n[[section]]\n{section}\n'
    found, wrong = shaped(tomllib.loads(text), Layout, "own.toml")
    assert found is not None, wrong
    return found


@pytest.mark.parametrize("name", sorted(CATALOGUE.layouts))
def test_the_built_in_layouts_name_what_is_there(name: str) -> None:
    check_layout(CATALOGUE.layouts[name], CATALOGUE, SECTIONS)


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ('kind = "mounths"', "section 1: unknown kind of section 'mounths'; did you mean 'months'? "
         "kinds: text, glance"),
        ('kind = "months"\nmeasures = ["colisions"]',
         "section 1: unknown measure 'colisions'; did you mean 'collisions'?"),
        ('kind = "glance"\nthemes = ["Rods"]',
         "section 1: unknown theme 'Rods'; did you mean 'Roads'?"),
        ('kind = "text"\ntext = ["In {forse}"]',
         "section 1: unknown name '{forse}' in a text; did you mean 'force'?"),
        ('kind = "text"\ntext = ["A { alone"]', "section 1: a brace stands alone"),
        ('kind = "progress"\nitem = [{priority = "rods"}]',
         "section 1, item 1: unknown priority 'rods'; did you mean 'roads'?"),
    ],
)  # fmt: skip
def test_what_a_layout_names_wrongly_is_told(section: str, expected: str) -> None:
    with pytest.raises(UserError) as raised:
        check_layout(layout(section), CATALOGUE, SECTIONS)
    assert expected in str(raised.value)


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(UserError) as raised:
        check_layout(layout('kind = "x"\nthemes = ["y"]\ntext = ["{z}"]'), CATALOGUE, SECTIONS)
    assert str(raised.value).count("layout 'own'") == 3


def test_an_unknown_key_of_a_layout_names_the_nearest() -> None:
    table = {"id": "a", "title": "A", "section": [{"kind": "text", "texts": ["x"]}]}
    _, wrong = shaped(table, Layout, "a.toml")
    assert "unknown key 'texts'; did you mean 'text'?" in str(wrong[0])


def test_numbers_run_on_and_entries_are_lettered() -> None:
    made = Section("a", "A", (
        Paragraph(WORDS, Role.LABEL),
        Paragraph(WORDS),
        Bullets((Item(WORDS), Item(WORDS)), numbered=True),
        Note((WORDS,)),
        Paragraph(WORDS),
    ))  # fmt: skip
    section, last = numbered(made, 6)
    assert [b.number for b in section.blocks if isinstance(b, Paragraph)] == ["", "7.", "8."]
    (entries,) = [b for b in section.blocks if isinstance(b, Bullets)]
    assert [i.mark for i in entries.items] == ["(a)", "(b)"]
    assert not entries.numbered
    assert (last, first_number(section)) == (8, "7")


def test_names_in_a_sentence_can_be_told_apart() -> None:
    assert listed(["Robbery"]) == "robbery"
    assert listed(["Robbery", "ASB", "Shoplifting"]) == "robbery, ASB and shoplifting"
    assert listed(["Theft", "Violence and sexual offences"]) == (
        "theft, and violence and sexual offences"
    )
