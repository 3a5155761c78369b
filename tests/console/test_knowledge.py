from datetime import timedelta

import pytest

from jessica.clinic.models import KnowledgeEntry
from tests.console.records import make_entry, make_staff
from tests.factories import NOW

pytestmark = pytest.mark.django_db

TODAY = NOW.date()


def page(desk, **asked):
    return desk.get("/console/knowledge/", asked).content.decode()


def approve(desk, entry, **fields):
    wording = {
        "questions": "Where can I park?\nIs there parking?",
        "answer": "In the garage next door, free for two hours.",
        "version": entry.version,
    }
    return desk.post(f"/console/knowledge/{entry.pk}/", wording | fields)


def test_entries_are_listed_by_topic_with_language_version_owner_and_end(small, desk, dana):
    make_entry(small.clinic, "How much is a consultation?", topic="money", owner=dana, version=3)
    make_entry(small.clinic, "¿Dónde puedo aparcar?", language="es", expires_on=TODAY + timedelta(days=400))
    shown = page(desk)
    assert shown.index("Money") < shown.index("Visiting")
    for words in ("Version 3", "Dana Whitlock", "Spanish", "Until Dec 28, 2027"):
        assert words in shown


@pytest.mark.parametrize(
    ("days", "state", "words"),
    [
        (-1, "expired", "Expired Nov 22, 2026"),
        (0, "expiring", "Until Nov 23, 2026"),
        (30, "expiring", "Until Dec"),
    ],
)
def test_what_ends_is_highlighted_and_counted(small, desk, days, state, words):
    make_entry(small.clinic, expires_on=TODAY + timedelta(days=days))
    make_entry(small.clinic, "Do you take cards?", expires_on=TODAY + timedelta(days=31))
    shown = page(desk, state=state)
    assert words in shown
    assert "Do you take cards?" not in shown


def test_entries_are_found_by_words_topic_and_language(small, desk):
    make_entry(small.clinic)
    make_entry(small.clinic, "Do you take cards?", topic="money", answer="Yes, all of them.")
    make_entry(small.clinic, "¿Aceptan tarjetas?", topic="money", language="es", answer="Sí.")
    assert "Do you take cards?" in page(desk, q="cards YES")
    assert "Where can I park?" not in page(desk, q="cards")
    assert "Where can I park?" not in page(desk, topic="money")
    assert "Do you take cards?" not in page(desk, language="es")
    assert "No answer fits" in page(desk, q="zzz")


@pytest.mark.parametrize("state", ["in-use", "expiring", "expired", "retired", "nonsense"])
def test_every_state_has_its_empty_page(small, desk, state):
    assert "empty__title" in page(desk, state=state)


def test_a_new_wording_becomes_the_next_version_and_the_old_one_stays(small, desk, dana):
    entry = make_entry(small.clinic)
    assert approve(desk, entry, expires_on="2027-06-30").status_code == 302
    entry.refresh_from_db()
    assert (entry.version, entry.owner, entry.approved_at) == (2, dana, NOW)
    assert entry.answer == "In the garage next door, free for two hours."
    assert [version.answer for version in entry.versions.all()] == [
        "In the garage next door, free for two hours.",
        "In the garage next door.",
    ]
    shown = desk.get(f"/console/knowledge/{entry.pk}/").content.decode()
    assert "Version 2" in shown
    assert "In use" in shown


def test_an_expired_answer_is_approved_again_as_it_is(small, desk):
    entry = make_entry(small.clinic, expires_on=TODAY - timedelta(days=1))
    approve(desk, entry, questions=entry.questions[0], answer=entry.answer, expires_on="2027-06-30")
    entry.refresh_from_db()
    assert (entry.version, entry.expires_on.isoformat()) == (2, "2027-06-30")


def test_a_wording_that_somebody_else_changed_meanwhile_is_not_overwritten(small, desk):
    entry = make_entry(small.clinic)
    approve(desk, entry, answer="First come.")
    answer = approve(desk, entry, answer="Second come.")
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "was approved while you were writing" in shown
    assert "Second come." in shown
    entry.refresh_from_db()
    assert entry.answer == "First come."
    assert approve(desk, entry, answer="Second come.").status_code == 302


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"answer": ""}, "This field is required"),
        ({"questions": " \n "}, "This field is required"),
        ({"questions": "x" * 301}, "longer than 300"),
        ({"expires_on": "2026-11-22"}, "already passed"),
    ],
)
def test_a_wording_that_cannot_be_used_is_refused(small, desk, fields, words):
    entry = make_entry(small.clinic)
    answer = approve(desk, entry, **fields)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    entry.refresh_from_db()
    assert entry.version == 1


def test_a_retired_answer_leaves_the_list_and_comes_back_by_approval(small, desk):
    entry = make_entry(small.clinic)
    desk.post(f"/console/knowledge/{entry.pk}/retire/")
    assert "Where can I park?" not in page(desk)
    assert "Where can I park?" in page(desk, state="retired")
    approve(desk, entry)
    assert "Where can I park?" in page(desk)


def test_a_new_answer_is_in_use_at_once(small, desk, dana):
    new = {"language": "es", "topic": "visiting", "questions": "¿Hay wifi?", "answer": "Sí, gratis."}
    answer = desk.post("/console/knowledge/new/", new)
    entry = KnowledgeEntry.objects.get()
    assert answer["Location"] == f"/console/knowledge/{entry.pk}/"
    assert (entry.language, entry.questions, entry.owner, entry.key) == (
        "es",
        ["¿Hay wifi?"],
        dana,
        "hay-wifi",
    )
    assert entry.versions.get().version == 1


def test_a_language_that_the_clinic_does_not_speak_is_refused(small, desk):
    new = {"language": "fr", "questions": "Wifi?", "answer": "Oui."}
    assert desk.post("/console/knowledge/new/", new).status_code == 422
    assert not KnowledgeEntry.objects.exists()


def test_more_rows_need_no_more_queries(
    small, desk, django_assert_max_num_queries, django_assert_num_queries
):
    make_entry(small.clinic, owner=make_staff(small.clinic, "Eva Berg"))
    with django_assert_max_num_queries(12) as one:
        page(desk)
    make_entry(small.clinic, "Do you take cards?", owner=make_staff(small.clinic, "Ute Lang"))
    make_entry(small.clinic, "Do you open on Sunday?", owner=make_staff(small.clinic, "Max Orr"))
    with django_assert_num_queries(len(one)):
        page(desk)
