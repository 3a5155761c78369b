import pytest

from jessica.clinic.models import KnowledgeEntry
from jessica.reception.models import UnansweredQuestion
from tests.console.records import make_question

pytestmark = pytest.mark.django_db


def page(desk):
    return desk.get("/console/questions/").content.decode()


def test_the_exact_words_the_language_and_how_often_are_shown(small, desk):
    make_question(small.clinic, "¿Puedo tomar el sol?", language="es")
    for text in ("Can I fly after a facelift?", "can I fly after a facelift?"):
        make_question(small.clinic, text)
    shown = page(desk)
    assert "¿Puedo tomar el sol?" in shown
    assert "Spanish" in shown
    assert "Asked 2 times" in shown
    assert shown.index("Asked 2 times") < shown.index("tomar el sol")


def test_no_questions_is_good_news(small, desk):
    assert "Nothing is open" in page(desk)


def test_the_form_begins_with_the_question(small, desk):
    question = make_question(small.clinic)
    shown = desk.get(f"/console/questions/{question.pk}/answer/").content.decode()
    assert shown.count("Can I fly after a facelift?") == 2


def answer(desk, question, **fields):
    wording = {"questions": question.text, "answer": "After two weeks. Ask your surgeon first."}
    return desk.post(f"/console/questions/{question.pk}/answer/", wording | fields)


def test_saving_makes_knowledge_and_takes_the_question_off_the_list(small, desk, dana):
    question = make_question(small.clinic)
    again = make_question(small.clinic, "CAN I FLY AFTER A FACELIFT?")
    assert answer(desk, question).status_code == 302
    entry = KnowledgeEntry.objects.get()
    assert (entry.questions, entry.language, entry.owner) == ([question.text], "en", dana)
    for asked in (question, again):
        asked.refresh_from_db()
        assert asked.entry == entry
    assert "Nothing is open" in page(desk)


def test_without_an_answer_the_question_stays(small, desk):
    question = make_question(small.clinic)
    assert answer(desk, question, answer="").status_code == 422
    assert not KnowledgeEntry.objects.exists()
    assert "Can I fly" in page(desk)


def test_an_answer_that_has_expired_is_refused(small, desk):
    question = make_question(small.clinic)
    refused = answer(desk, question, expires_on="2026-11-01")
    assert "already passed" in refused.content.decode()
    assert not KnowledgeEntry.objects.exists()


def test_dismissing_counts_for_everybody_who_asked_the_same(small, desk):
    question = make_question(small.clinic)
    make_question(small.clinic, "can I fly after a facelift?")
    make_question(small.clinic, "Something else?")
    desk.post(f"/console/questions/{question.pk}/dismiss/")
    assert UnansweredQuestion.objects.filter(dismissed_at=None).get().text == "Something else?"
    assert not KnowledgeEntry.objects.exists()


def test_an_answered_question_cannot_be_answered_again(small, desk):
    question = make_question(small.clinic)
    answer(desk, question)
    assert answer(desk, question, answer="Something else").status_code == 404


def test_more_rows_need_no_more_queries(
    small, desk, django_assert_max_num_queries, django_assert_num_queries
):
    make_question(small.clinic)
    with django_assert_max_num_queries(10) as one:
        page(desk)
    make_question(small.clinic, "One?")
    make_question(small.clinic, "Two?")
    with django_assert_num_queries(len(one)):
        page(desk)
