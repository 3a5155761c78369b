"""Number words and amounts of money, and plain folding of text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jessica.dialogue.understanding.grammars.money import find_money
from jessica.dialogue.understanding.grammars.spoken_numbers import (
    read_cardinal,
    read_dictated_digits,
    read_ordinal,
)
from jessica.dialogue.understanding.grammars.text import fold, tokenize


@pytest.mark.parametrize(
    ("language", "words", "value"),
    [
        ("en", "seven", 7),
        ("en", "twenty one", 21),
        ("en", "eight thousand five hundred", 8500),
        ("en", "one hundred and five", 105),
        ("es", "treinta y uno", 31),
        ("es", "veintid\u00f3s", 22),
        ("es", "ocho mil quinientos", 8500),
        ("es", "mil novecientos", 1900),
    ],
)
def test_number_words_are_counted(language: str, words: str, value: int) -> None:
    split = fold(words).split()
    assert read_cardinal(split, language) == (value, len(split))


@pytest.mark.parametrize(
    ("language", "words", "value"), [("en", "twenty first", 21), ("en", "third", 3), ("es", "primero", 1)]
)
def test_ordinal_words_are_counted(language: str, words: str, value: int) -> None:
    assert read_ordinal(words.split(), language) == (value, len(words.split()))


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("five", "5"),
        ("oh", "0"),
        ("double five", "55"),
        ("fifty five", "55"),
        ("eight hundred", "800"),
        ("dos", "2"),
    ],
)
def test_dictated_digits_are_written_out(words: str, digits: str) -> None:
    assert read_dictated_digits(words.split()) == (digits, len(words.split()))


@pytest.mark.parametrize("words", ["hello", "double trouble", ""])
def test_other_words_are_no_numbers(words: str) -> None:
    assert read_dictated_digits(words.split()) is None
    assert read_cardinal(words.split(), "en") is None


@pytest.mark.parametrize(
    ("language", "text", "amount"),
    [
        ("en", "$8,500", "8500"),
        ("en", "8.5k", "8500"),
        ("en", "about 8500 dollars", "8500"),
        ("en", "is it 5 grand", "5000"),
        ("en", "two hundred bucks", "200"),
        ("en", "$49.99", "49.99"),
        ("es", "ocho mil quinientos d\u00f3lares", "8500"),
        ("es", "8500 d\u00f3lares", "8500"),
        ("es", "$8.500", "8500"),
    ],
)
def test_an_amount_is_read(language: str, text: str, amount: str) -> None:
    found = find_money(text, language)
    assert [money.amount for money in found] == [Decimal(amount)]


@pytest.mark.parametrize("text", ["thursday at 3", "415 555 0134", "3/4/1985", "350cc", "hello"])
def test_other_figures_are_no_money(text: str) -> None:
    assert find_money(text, "en") == ()


def test_folding_keeps_the_way_back_to_the_original() -> None:
    text = "  \u00bfEl Mi\u00c9rcoles\u2019  a  las 3? "
    assert fold(text) == "\u00bfel miercoles' a las 3?"
    assert [text[token.start : token.end] for token in tokenize(text)][2] == "Mi\u00c9rcoles"
