"""Fragments said while choosing move the search; ordinary words do not."""

from __future__ import annotations

import pytest

from jessica.dialogue.understanding.grammars.when import parse_shift


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "later", "later_same_day"),
        ("en", "anything later?", "later_same_day"),
        ("en", "later that day", "later_same_day"),
        ("en", "do you have something later", "later_same_day"),
        ("en", "a bit earlier", "earlier_same_day"),
        ("en", "earlier", "earlier_same_day"),
        ("en", "a later date", "later_days"),
        ("en", "later that week", "later_days"),
        ("en", "that's too soon", "later_days"),
        ("en", "anything sooner?", "earlier_days"),
        ("en", "that's too far out", "earlier_days"),
        ("en", "a different day", "other_day"),
        ("en", "another day", "other_day"),
        ("en", "what about other days", "other_day"),
        ("en", "different time please", "other_time"),
        ("en", "anything else?", "other_time"),
        ("en", "what other times do you have", "other_time"),
        ("en", "none of those work", "other_time"),
        ("en", "the week after", "next_week"),
        ("en", "the following week", "next_week"),
        ("es", "m\u00e1s tarde", "later_same_day"),
        ("es", "algo m\u00e1s temprano", "earlier_same_day"),
        ("es", "otro d\u00eda", "other_day"),
        ("es", "otra hora", "other_time"),
        ("es", "la semana siguiente", "next_week"),
        ("es", "m\u00e1s adelante", "later_days"),
        ("es", "algo m\u00e1s pronto", "earlier_days"),
        ("es", "\u00bfno hay otro horario?", "other_time"),
    ],
)
def test_a_wish_to_move_is_heard(language: str, text: str, kind: str) -> None:
    shift = parse_shift(text, language)
    assert shift is not None
    assert shift.kind == kind


@pytest.mark.parametrize(
    "text", ["thursday at 3", "yes", "what time do you close", "see you then", "i have a question", ""]
)
def test_other_words_move_nothing(text: str) -> None:
    assert parse_shift(text, "en") is None
