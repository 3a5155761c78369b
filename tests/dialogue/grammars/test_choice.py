"""A person picks from the last offer by place, by content, or leaves the choice to the clinic."""

from __future__ import annotations

import pytest

from jessica.dialogue.understanding.grammars.choice import parse_choice

OFFER = (
    "Thursday 26 November, 2:00 pm with Dr. Lee",
    "Thursday 26 November, 3:30 pm with Dr. Ortega",
    "Friday 27 November, 9:00 am with Dr. Lee",
)
OFERTA = (
    "jueves 26 de noviembre, 14:00 con la Dra. Lee",
    "jueves 26 de noviembre, 15:30 con el Dr. Ortega",
    "viernes 27 de noviembre, 9:00 con la Dra. Lee",
)


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("the first one", 0),
        ("first", 0),
        ("1", 0),
        ("the second", 1),
        ("number 2", 1),
        ("option b", 1),
        ("#3", 2),
        ("the last one please", 2),
        ("the 3:30", 1),
        ("330", 1),
        ("the 3 30", 1),
        ("half past three", 1),
        ("the 2 pm", 0),
        ("friday", 2),
        ("i'll take the friday one", 2),
        ("the 27th", 2),
        ("the morning one", 2),
        ("thursday at 2", 0),
        ("dr ortega", 1),
        ("Ortega please", 1),
        ("the 9am one works", 2),
        ("2nd one", 1),
        ("thrusday at 3:30", 1),
    ],
)
def test_one_offer_is_picked(text: str, index: int) -> None:
    choice = parse_choice(text, OFFER, "en")
    assert choice is not None
    assert (choice.kind, choice.index) == ("one", index)


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("la primera", 0),
        ("el de las 3 y media", 1),
        ("la segunda", 1),
        ("la \u00faltima", 2),
        ("el viernes", 2),
        ("la de las 9", 2),
        ("la opci\u00f3n 2", 1),
        ("con Ortega", 1),
        ("el jueves a las 2", 0),
        ("la de la ma\u00f1ana", 2),
    ],
)
def test_one_offer_is_picked_in_spanish(text: str, index: int) -> None:
    choice = parse_choice(text, OFERTA, "es")
    assert choice is not None
    assert (choice.kind, choice.index) == ("one", index)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("any", "any"),
        ("either is fine", "any"),
        ("whatever works", "any"),
        ("doesn't matter", "any"),
        ("you pick", "any"),
        ("cualquiera", "any"),
        ("me da igual", "any"),
        ("whichever is soonest", "soonest"),
        ("the earliest", "soonest"),
        ("first available", "soonest"),
        ("la m\u00e1s pronto", "soonest"),
        ("the later one", "latest"),
        ("none of those", "none"),
        ("neither", "none"),
        ("ninguna", "none"),
    ],
)
def test_choices_that_name_no_single_offer(text: str, kind: str) -> None:
    choice = parse_choice(text, OFFER, "en")
    assert choice is not None
    assert (choice.kind, choice.index) == (kind, None)


@pytest.mark.parametrize(
    ("text", "indices"), [("thursday", (0, 1)), ("with lee", (0, 2)), ("2", (0, 1)), ("afternoon", (0, 1))]
)
def test_a_choice_that_fits_several_offers_names_them_all(text: str, indices: tuple[int, ...]) -> None:
    choice = parse_choice(text, OFFER, "en")
    assert choice is not None
    assert (choice.kind, choice.indices) == ("several", indices)


@pytest.mark.parametrize(
    "text", ["monday", "the 4pm", "can we do december", "yes", "how much is it", "", "the fifth", "27 monday"]
)
def test_what_is_not_on_offer_is_no_choice(text: str) -> None:
    assert parse_choice(text, OFFER, "en") is None


def test_nothing_can_be_chosen_from_nothing() -> None:
    assert parse_choice("the first", (), "en") is None
