"""Phone numbers and e-mail addresses are read as typed and as said, and what is wrong with them is told."""

from __future__ import annotations

import pytest

from jessica.dialogue.understanding.grammars.email_address import EmailAddress, EmailProblem, parse_email
from jessica.dialogue.understanding.grammars.phone import Phone, PhoneProblem, parse_phone


@pytest.mark.parametrize(
    "text",
    [
        "415 555 0134",
        "(415) 555-0134",
        "415.555.0134",
        "4155550134",
        "+1 415 555 0134",
        "1-415-555-0134",
        "my cell is 415-555-0134 thanks",
        "four one five five five five oh one three four",
        "four one five double five five oh one three four",
        "four fifteen five fifty five oh one thirty four",
        "415, 555, 0134",
        "area code 415 then 555 0134",
        "cuatro uno cinco cinco cinco cinco cero uno tres cuatro",
        "cuatro uno cinco, cinco cinco cinco, cero uno tres cuatro",
        "no sorry it's 415-555-0199, I mean 415-555-0134",
        "born 03/04/1985, phone 415-555-0134",
    ],
)
def test_a_phone_number_is_read_to_e164(text: str) -> None:
    phone = parse_phone(text)
    assert isinstance(phone, Phone)
    assert phone.e164 == "+14155550134"
    assert phone.national == "(415) 555-0134"


def test_a_foreign_number_keeps_its_country() -> None:
    phone = parse_phone("+52 55 1234 5678")
    assert isinstance(phone, Phone)
    assert phone.e164 == "+525512345678"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("415 555 013", "too_short"),
        ("555-0134", "too_short"),
        ("415 555 01345", "too_long"),
        ("115 555 0134", "impossible"),
    ],
)
def test_a_number_that_cannot_be_is_told_apart(text: str, code: str) -> None:
    problem = parse_phone(text)
    assert isinstance(problem, PhoneProblem)
    assert problem.code == code


@pytest.mark.parametrize(
    "text", ["next tuesday at 3", "03/04/1985", "2026-12-03", "one moment", "$8,500", "oh no", ""]
)
def test_other_figures_are_no_phone_numbers(text: str) -> None:
    assert parse_phone(text) is None


def test_a_few_digits_are_a_phone_number_begun_only_when_asked() -> None:
    assert isinstance(parse_phone("415 55", asked=True), PhoneProblem)
    assert parse_phone("415 55") is None


def test_the_span_of_a_phone_number_can_be_masked() -> None:
    text = "call 415 555 0134 on Wednesday"
    phone = parse_phone(text)
    assert phone is not None
    assert text[slice(*phone.span)] == "415 555 0134"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ana@example.org", "ana@example.org"),
        ("My email is Ana.Diaz@Example.org.", "ana.diaz@example.org"),
        ("john dot smith at gmail dot com", "john.smith@gmail.com"),
        ("it's ana underscore diaz 85 at example dot org", "ana_diaz85@example.org"),
        ("ana arroba gmail punto com", "ana@gmail.com"),
        ("mi correo es ana gui\u00f3n bajo diaz arroba example punto org", "ana_diaz@example.org"),
        ("j o h n at g mail dot com", "john@gmail.com"),
        ("kim-lee+clinic@example.co.uk thanks", "kim-lee+clinic@example.co.uk"),
    ],
)
def test_an_email_address_is_read(text: str, address: str) -> None:
    found = parse_email(text)
    assert isinstance(found, EmailAddress)
    assert found.address == address
    assert found.suggestion is None


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("ana@gmial.com", "ana@gmail.com"),
        ("ana@yaho.com", "ana@yahoo.com"),
        ("ana@hotmial.com", "ana@hotmail.com"),
        ("ana@gmail.con", "ana@gmail.com"),
        ("ana@iclould.com", "ana@icloud.com"),
    ],
)
def test_a_misspelled_domain_is_asked_about(text: str, suggestion: str) -> None:
    found = parse_email(text)
    assert isinstance(found, EmailAddress)
    assert found.suggestion == suggestion


@pytest.mark.parametrize("text", ["ana@mail.com", "ana@gmx.com", "ana@example.org", "ana@clinic.example.com"])
def test_a_good_domain_is_left_alone(text: str) -> None:
    found = parse_email(text)
    assert isinstance(found, EmailAddress)
    assert found.suggestion is None


def test_an_address_without_its_ending_is_a_problem_with_a_way_out() -> None:
    assert parse_email("john@gmail") == EmailProblem("incomplete_domain", "john@gmail.com", (0, 10))


@pytest.mark.parametrize(
    "text", ["at 3 on friday", "see you at noon", "look at dot com bubble", "meet me at the clinic", ""]
)
def test_other_words_are_no_email_address(text: str) -> None:
    assert parse_email(text) is None
