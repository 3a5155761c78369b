"""Names are taken from the ways people give them, and never from other words."""

from __future__ import annotations

import pytest

from jessica.dialogue.understanding.grammars.person_name import capitalise, parse_name
from jessica.dialogue.understanding.grammars.spelling import parse_spelling


@pytest.mark.parametrize(
    ("language", "text", "given", "family"),
    [
        ("en", "my name is Maria Lopez", "Maria", "Lopez"),
        ("en", "Hi, my name is jennifer walsh and I'd like to book", "Jennifer", "Walsh"),
        ("en", "it's Ana", "Ana", ""),
        ("en", "hi im bob and i want botox", "Bob", ""),
        ("en", "this is kate calling about my appointment", "Kate", ""),
        ("en", "This is Dr. Ann Lee calling", "Ann", "Lee"),
        ("en", "Susan here", "Susan", ""),
        ("en", "my first name is jane and my last name is doe", "Jane", "Doe"),
        ("es", "me llamo ana garc\u00eda", "Ana", "Garc\u00eda"),
        ("es", "soy Luis P\u00e9rez", "Luis", "P\u00e9rez"),
        ("es", "mi nombre es Mar\u00eda Jos\u00e9 Fern\u00e1ndez", "Mar\u00eda Jos\u00e9", "Fern\u00e1ndez"),
        ("es", "a nombre de Luc\u00eda M\u00e9ndez", "Luc\u00eda", "M\u00e9ndez"),
        ("es", "habla Carmen Ruiz", "Carmen", "Ruiz"),
    ],
)
def test_a_name_that_is_announced_needs_no_question(
    language: str, text: str, given: str, family: str
) -> None:
    name = parse_name(text, language, asked=False)
    assert name is not None
    assert (name.given, name.family) == (given, family)


@pytest.mark.parametrize(
    ("language", "text", "given", "family"),
    [
        ("en", "Maria de la Cruz Lopez", "Maria", "de la Cruz Lopez"),
        ("en", "john mcdonald", "John", "McDonald"),
        ("en", "patrick o'neil", "Patrick", "O'Neil"),
        ("en", "MARIA LOPEZ", "Maria", "Lopez"),
        ("en", "lopez, maria", "Maria", "Lopez"),
        ("en", "van der berg, anna", "Anna", "van der Berg"),
        ("en", "yes it's dana white", "Dana", "White"),
        ("en", "mary ann smith", "Mary Ann", "Smith"),
        ("en", "robert j. smith", "Robert J", "Smith"),
        ("en", "jane doe 415-555-0134", "Jane", "Doe"),
        ("en", "Jane Doe, 03/04/1985", "Jane", "Doe"),
        ("en", "will smith", "Will", "Smith"),
        ("en", "nguyen", "Nguyen", ""),
        ("es", "juan carlos lopez garcia", "Juan Carlos", "Lopez Garcia"),
        ("es", "s\u00ed, lucia mendez", "Lucia", "Mendez"),
    ],
)
def test_a_bare_name_answers_the_question_for_it(language: str, text: str, given: str, family: str) -> None:
    name = parse_name(text, language, asked=True)
    assert name is not None
    assert (name.given, name.family) == (given, family)
    assert parse_name("Maria de la Cruz Lopez", language, asked=False) is None


@pytest.mark.parametrize(
    "text",
    [
        "I'm fine",
        "I'm interested in a nose job",
        "I'm calling about botox",
        "im 34",
        "I'm free Thursday",
        "im so nervous",
        "i'm running late",
        "it's thursday",
        "it's 3pm",
        "i'm swollen",
        "i am nauseous",
        "i'm bleeding",
        "this is urgent",
        "this is for my daughter",
        "I'm Dr. Patel's patient",
        "i'm allergic to latex",
        "soy paciente nueva",
        "soy de miami",
        "es urgente",
        "es para mi hija",
        "call me back tomorrow",
        "my husband's name is bob",
        "how much is botox",
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_other_words_are_no_names(language: str, text: str) -> None:
    assert parse_name(text, language, asked=False) is None


@pytest.mark.parametrize(
    "text",
    ["next thursday", "i don't want to say", "how much is botox", "yes", "why do you need my name", "3"],
)
def test_a_question_for_the_name_may_go_unanswered(text: str) -> None:
    assert parse_name(text, "en", asked=True) is None


@pytest.mark.parametrize(
    ("text", "given", "preferred"),
    [
        ("I'm Bob, Robert Smith", "Robert", "Bob"),
        ("Robert Smith but I go by Bob", "Robert", "Bob"),
        ('Robert "Bob" Smith', "Robert", "Bob"),
        ("My name is Robert but everyone calls me Bob", "Robert", "Bob"),
        ("call me Liz", "Liz", "Liz"),
    ],
)
def test_the_preferred_name_is_kept(text: str, given: str, preferred: str) -> None:
    name = parse_name(text, "en", asked=True)
    assert name is not None
    assert (name.given, name.preferred) == (given, preferred)


@pytest.mark.parametrize(
    ("text", "pronouns"),
    [
        ("Jamie Lee, they/them", "they/them"),
        ("Alex Kim (she/her)", "she/her"),
        ("Sam Roe, my pronouns are he/him", "he/him"),
        ("Jamie Lee", None),
    ],
)
def test_pronouns_are_kept(text: str, pronouns: str | None) -> None:
    name = parse_name(text, "en", asked=True)
    assert name is not None
    assert name.pronouns == pronouns


@pytest.mark.parametrize(
    ("text", "given", "family"),
    [
        ("my name is john smith s-m-y-t-h", "John", "Smyth"),
        ("John Smith, S M Y T H E", "John", "Smythe"),
        ("it's Jon Snow, J-O-H-N", "John", "Snow"),
    ],
)
def test_letters_spelled_out_replace_what_they_spell(text: str, given: str, family: str) -> None:
    name = parse_name(text, "en", asked=True)
    assert name is not None
    assert (name.given, name.family) == (given, family)


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "S-M-Y-T-H-E", "smythe"),
        ("en", "s as in sam m as in mary i t h", "smith"),
        ("en", "b for boy o b", "bob"),
        ("en", "it's h a double l", "hall"),
        ("es", "ele o pe e zeta", "lopez"),
        ("es", "ge o doble ele e", "golle"),
        ("en", "no, it's Smythe with a y", "smythe"),
    ],
)
def test_a_spelling_is_put_together(language: str, text: str, word: str) -> None:
    spelling = parse_spelling(text, language)
    assert spelling is not None
    assert spelling.word == word


@pytest.mark.parametrize("text", ["I want a b", "coffee with a friend", "thursday at 3", ""])
def test_other_words_spell_nothing(text: str) -> None:
    assert parse_spelling(text, "en") is None


@pytest.mark.parametrize(
    ("typed", "read_back"),
    [
        ("o'neil", "O'Neil"),
        ("mcdonald", "McDonald"),
        ("mary-ann", "Mary-Ann"),
        ("DE", "de"),
        ("garc\u00eda", "Garc\u00eda"),
        ("DiCaprio", "DiCaprio"),
        ("mack", "Mack"),
    ],
)
def test_names_are_capitalised_sensibly(typed: str, read_back: str) -> None:
    assert capitalise(typed) == read_back
