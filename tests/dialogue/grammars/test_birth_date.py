"""Birth dates are read in the order of the language, and what is wrong with one is told."""

from __future__ import annotations

from datetime import date

import pytest

from jessica.dialogue.understanding.grammars.birth_date import birth_date_problem, parse_birth_date

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "3/4/1985"),
        ("en", "03-04-1985"),
        ("en", "3.4.85"),
        ("en", "March 4th 85"),
        ("en", "march 4, 1985"),
        ("en", "the fourth of march, 1985"),
        ("en", "march fourth nineteen eighty five"),
        ("en", "19850304"),
        ("en", "03041985"),
        ("en", "1985-03-04"),
        ("en", "3 4 1985"),
        ("en", "my dob is 3/4/85 and phone 415 555 0134"),
        ("es", "4 de marzo de 1985"),
        ("es", "4/3/1985"),
        ("es", "04-03-85"),
        ("es", "el cuatro de marzo del 85"),
        ("es", "4 de marzo de mil novecientos ochenta y cinco"),
        ("es", "nac\u00ed el 4 de marzo de 1985"),
    ],
)
def test_a_birth_date_is_read(language: str, text: str) -> None:
    born = parse_birth_date(text, today=TODAY, language=language, asked=True)
    assert born is not None
    assert born.value == date(1985, 3, 4)


def test_day_and_month_that_could_be_swapped_are_flagged_where_the_order_is_not_sure() -> None:
    spanish = parse_birth_date("4/3/1985", today=TODAY, language="es", asked=True)
    english = parse_birth_date("3/4/1985", today=TODAY, language="en", asked=True)
    certain = parse_birth_date("25/3/1985", today=TODAY, language="es", asked=True)
    flags = [born.ambiguous if born else None for born in (spanish, english, certain)]
    assert flags == [True, False, False]


@pytest.mark.parametrize(
    ("text", "year"), [("3/4/05", 2005), ("3/4/26", 2026), ("3/4/27", 1927), ("12/30/26", 1926)]
)
def test_two_digit_years_lie_in_the_past(text: str, year: int) -> None:
    born = parse_birth_date(text, today=TODAY, language="en", asked=True)
    assert born is not None
    assert born.value.year == year


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("march 4", "no_year"),
        ("3/4", "no_year"),
        ("12/3/2026", "future"),
        ("2/30/1990", "impossible"),
        ("3/4/1890", "too_old"),
    ],
)
def test_a_birth_date_that_cannot_be_is_told_apart(text: str, kind: str) -> None:
    assert parse_birth_date(text, today=TODAY, language="en", asked=True) is None
    problem = birth_date_problem(text, today=TODAY, language="en")
    assert problem is not None
    assert problem.kind == kind


def test_a_good_birth_date_has_no_problem() -> None:
    assert birth_date_problem("3/4/1985", today=TODAY, language="en") is None


@pytest.mark.parametrize("text", ["thursday at 3", "december 3rd", "4155550134", "12/3", "$1985", "hello"])
def test_other_words_are_no_birth_date(text: str) -> None:
    assert parse_birth_date(text, today=TODAY, language="en", asked=False) is None


def test_the_span_of_a_birth_date_can_be_masked() -> None:
    text = "born 3/4/1985, free on Tuesday"
    born = parse_birth_date(text, today=TODAY, language="en", asked=False)
    assert born is not None
    assert text[slice(*born.span)] == "3/4/1985"
