"""The demonstration clinic is complete, and says everything in both languages."""

from __future__ import annotations

import re

import pytest

from jessica.clinic.demo import DEMO_CLINIC_FILE
from jessica.clinic.file_reading import ParsedClinic, parse
from jessica.clinic.file_schema.clinic_file import ClinicFile
from jessica.clinic.file_schema.fields import WEEKDAYS
from tests.clinic.files import AT

PHONE = re.compile(r"\+1\d{3}55501\d{2}")


@pytest.fixture(scope="module")
def parsed() -> ParsedClinic:
    return parse(DEMO_CLINIC_FILE, at=AT)


@pytest.fixture(scope="module")
def demo(parsed) -> ClinicFile:
    return parsed.file


def test_it_loads_without_a_warning(parsed):
    assert parsed.warnings == []


def test_it_has_two_locations_with_full_directions(demo):
    assert len(demo.locations) == 2
    for location in demo.locations.values():
        assert location.address.street
        assert location.address.floor
        assert location.address.suite
        for texts in location.directions.root.values():
            assert all((texts.directions, texts.parking, texts.transit, texts.accessibility))


def test_it_has_surgeons_an_injector_an_assistant_and_an_aesthetician(demo):
    credentials = sorted(provider.credential for provider in demo.providers.values())
    assert credentials == ["LE", "MD", "MD", "MD", "MD", "PA-C", "RN"]
    surgeons = [provider for provider in demo.providers.values() if provider.credential == "MD"]
    assert all(board.startswith("American Board of ") for surgeon in surgeons for board in surgeon.boards)
    assert all(surgeon.boards for surgeon in surgeons)


def test_it_has_every_role_on_staff(demo):
    roles = [person.role for person in demo.staff.values()]
    assert {"owner", "surgeon", "nurse", "coordinator", "front_desk"} <= set(roles)
    assert roles.count("coordinator") == 2


def test_it_has_about_twenty_visits_and_as_many_procedures(demo):
    kinds = [service.kind for service in demo.services.values()]
    assert kinds.count("visit") >= 16
    assert kinds.count("procedure") >= 18


def test_every_service_has_everyday_words_in_both_languages(demo):
    for key, service in demo.services.items():
        for language in ("en", "es"):
            assert len(service.synonyms.root[language]) >= 2, (key, language)


@pytest.mark.parametrize(
    ("word", "language", "service"),
    [
        ("nose job", "en", "rhinoplasty"),
        ("nariz", "es", "rhinoplasty"),
        ("boob job", "en", "breast-augmentation"),
        ("botox", "en", "neurotoxin"),
        ("botox", "es", "neurotoxin"),
        ("abdominoplasty", "en", "tummy-tuck"),
        ("párpados caídos", "es", "blepharoplasty"),
        ("bbl", "en", "brazilian-butt-lift"),
        ("video call", "en", "virtual-consultation"),
        ("quitar los puntos", "es", "suture-removal"),
    ],
)
def test_patients_words_lead_to_a_service(demo, word, language, service):
    assert word in demo.services[service].synonyms.root[language]


def test_the_numbers_of_a_consultation_are_there(demo):
    consultation = demo.services["surgical-consultation"]
    assert (consultation.minutes.new, consultation.fee) == (60, 125)
    assert demo.policies.consultation_fee.credit_days == 180
    assert demo.services["revision-consultation"].records_first


def test_there_are_eighty_answers_and_as_many_in_spanish_as_in_english(demo):
    languages = [set(entry.texts.root) for entry in demo.knowledge.values()]
    assert len(languages) >= 40
    assert all(spoken == {"en", "es"} for spoken in languages)


def test_every_answer_has_an_owner_an_expiry_and_several_wordings(demo):
    for key, entry in demo.knowledge.items():
        assert entry.owner, key
        assert entry.expires, key
        for wording in entry.texts.root.values():
            assert 4 <= len(wording.questions) <= 8, key


def every_text(part: object) -> list[str]:
    if isinstance(part, str):
        return [part]
    if isinstance(part, dict):
        return [text for value in part.values() for text in every_text(value)]
    return [text for value in part for text in every_text(value)] if isinstance(part, list) else []


def test_nothing_shouts_or_promises(demo):
    for text in every_text(demo.model_dump(mode="json")):
        assert not re.search(r"[!¡]|\b(guarantee|garantiz|perfect|flawless|best in)", text, re.IGNORECASE), (
            text
        )


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade, with syllables counted as groups of vowels."""
    words = re.findall(r"[A-Za-z0-9$%'’@.-]+", text)
    sentences = max(1, len(re.findall(r"[.:;?](?:\s|$)", text)))
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", word.lower().removesuffix("e")))) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def test_answers_can_be_read_after_eight_years_of_school(demo):
    grades = {key: reading_grade(entry.texts.root["en"].answer) for key, entry in demo.knowledge.items()}
    # The exact names of boards are as long as they are.
    assert {key for key, grade in grades.items() if grade > 8.5} <= {"surgeon-credentials"}
    assert sum(grades.values()) / len(grades) < 6


def test_spanish_answers_use_usted(demo):
    for key, entry in demo.knowledge.items():
        answer = entry.texts.root["es"].answer
        assert not re.search(r"\b(tú|tienes|puedes|quieres|te|tu|tus)\b", answer, re.IGNORECASE), key


def test_every_phone_is_plainly_invented(demo):
    phones = [demo.clinic.phone, *(location.phone for location in demo.locations.values())]
    assert all(PHONE.fullmatch(phone) for phone in phones)
    for entry in demo.knowledge.values():
        for wording in entry.texts.root.values():
            for number in re.findall(r"\+1[ \d]+\d", wording.answer):
                assert PHONE.fullmatch(number.replace(" ", "")), number


def test_an_answer_states_the_opening_hours_that_the_locations_have(demo):
    """The approved text and the structured hours are written by hand twice; they must not drift apart."""
    answer = demo.knowledge["opening-hours"].texts.root["en"].answer
    thursday = demo.locations["cherry-creek"].hours.minutes()[WEEKDAYS.index("thursday")]
    saturday = demo.locations["cherry-creek"].hours.minutes()[WEEKDAYS.index("saturday")]
    assert thursday == [(8 * 60, 19 * 60)]
    assert saturday == [(9 * 60, 13 * 60)]
    assert "Thursday 8 to 7" in answer
    assert "Saturday 9 to 1" in answer


def test_insurers_have_three_answers_by_location_and_queues_keep_promises(demo):
    insurers = demo.policies.insurers
    assert len(insurers) >= 8
    answers = {answer for insurer in insurers for answer in insurer.locations.values()}
    assert answers == {"yes", "no", "cannot_confirm"}
    assert all(insurer.synonyms for insurer in insurers)
    assert len(demo.policies.queues) >= 3
