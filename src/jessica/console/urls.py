"""Addresses of the console, below /console/."""

from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.urls import path

from jessica.console.views import (
    blocks,
    booking,
    calendar,
    conversation,
    entry,
    inbox,
    knowledge,
    live,
    questions,
    setup,
    today,
    visits,
)

app_name = "console"
urlpatterns = [
    path("", today.today, name="today"),
    path("tasks/<uuid:task_id>/done/", today.finish_task, name="finish-task"),
    path("pages/<uuid:page_id>/acknowledge/", today.acknowledge_page, name="acknowledge-page"),
    path("login/", entry.LogIn.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("places/", entry.navigation, name="places"),
    path("events", live.events, name="events"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/<uuid:conversation_id>/", conversation.conversation, name="conversation"),
    path("inbox/<uuid:conversation_id>/write/", conversation.write, name="write"),
    path("inbox/<uuid:conversation_id>/<slug:name>/", conversation.step, name="conversation-step"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/book/", booking.book, name="book"),
    path("calendar/people/", booking.people, name="people"),
    path("calendar/block/", blocks.new, name="block-time"),
    path("calendar/block/<uuid:block_id>/", blocks.block, name="block"),
    path("visits/<uuid:visit_id>/", visits.visit, name="visit"),
    path("visits/<uuid:visit_id>/mark/", visits.mark, name="mark-visit"),
    path("visits/<uuid:visit_id>/move/", visits.move, name="move-visit"),
    path("visits/<uuid:visit_id>/cancel/", visits.cancel, name="cancel-visit"),
    path("openings/", booking.openings, name="openings"),
    path("knowledge/", knowledge.knowledge, name="knowledge"),
    path("knowledge/new/", knowledge.new, name="new-knowledge"),
    path("knowledge/<uuid:entry_id>/", knowledge.entry, name="knowledge-entry"),
    path("knowledge/<uuid:entry_id>/retire/", knowledge.retire, name="retire-knowledge"),
    path("questions/", questions.questions, name="questions"),
    path("questions/<uuid:question_id>/answer/", questions.answer, name="answer-question"),
    path("questions/<uuid:question_id>/dismiss/", questions.dismiss, name="dismiss-question"),
    path("setup/", setup.setup, name="setup"),
]
