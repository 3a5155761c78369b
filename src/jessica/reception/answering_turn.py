"""Jessica's answer to one message: the dialogue with its state, its ports and what it may cause."""

from __future__ import annotations

import traceback
from datetime import datetime

import structlog
from django.db import transaction

from jessica.dialogue.engine import Engine
from jessica.dialogue.reply import Reply, Turn
from jessica.dialogue.safety.card_numbers import without_card_numbers
from jessica.dialogue.safety.outgoing.leaving import let_leave
from jessica.dialogue.state import BookJob, MessageJob, State
from jessica.dialogue.tasks.hand_over import hand_over
from jessica.reception.answering_ports import ports_for
from jessica.reception.carrying_out import CarryingOut
from jessica.reception.clinic_facts import engine_for
from jessica.reception.handing_over import open_handover_of
from jessica.reception.models import Conversation, Message

log = structlog.get_logger(__name__)


def answer_turn(conversation: Conversation, message: Message, text: str, at: datetime) -> Reply:
    """Answer `text`, which `message` holds without card numbers; the caller has locked the conversation.

    A turn that fails leaves nothing behind, and the conversation goes to people.
    """
    engine = engine_for(conversation.clinic, at)
    # Asked after the lock was got: a hand-over that was closed while this turn waited is seen as closed.
    handed_over = open_handover_of(conversation) is not None
    before = conversation.person_id, conversation.escalation
    try:
        with transaction.atomic():
            return _Answering(engine, conversation, message, at, handed_over).respond(text)
    except Exception as error:
        _log_failure(conversation, error)
    conversation.person_id, conversation.escalation = before
    return _Answering(engine, conversation, message, at, handed_over).give_up()


class _Answering:
    """One attempt at an answer."""

    def __init__(
        self, engine: Engine, conversation: Conversation, message: Message, at: datetime, handed_over: bool
    ) -> None:
        self.engine, self.conversation, self.at = engine, conversation, at
        self.state = State.model_validate(conversation.state)
        self.state.handed_over = handed_over
        self.carry_out = CarryingOut(conversation, message, self.state, at)
        self.ports = ports_for(conversation, self.state, at, self.carry_out.context.records)

    def respond(self, text: str) -> Reply:
        turn = Turn(text, self.at, self.conversation.channel)
        reply = self.engine.respond(turn, self.state, self.ports, self.carry_out)
        self._keep()
        return reply

    def give_up(self) -> Reply:
        """People take over. The open jobs are dropped: one of them may be what fails, time and again."""
        turn = Turn("", self.at, self.conversation.channel)
        session = self.engine.session(self.state, turn, self.carry_out, self.ports)
        session.note("the turn failed inside Jessica and was undone")
        self.state.jobs = []
        hand_over(session, "failure")
        let_leave(session, self.engine.standing)
        self._keep()
        return session.reply

    def _keep(self) -> None:
        """The state as the next turn finds it; words that were taken over lose card numbers."""
        for job in self.state.jobs:
            if isinstance(job, BookJob):
                job.reason = without_card_numbers(job.reason)
            if isinstance(job, MessageJob):
                job.text = without_card_numbers(job.text)
        self.conversation.state = self.state.model_dump(mode="json")
        self.conversation.locale = self.state.language


def _log_failure(conversation: Conversation, error: Exception) -> None:
    """Where it failed, without the error's message: that may hold the visitor's words."""
    frames = traceback.extract_tb(error.__traceback__)
    log.error(
        "turn_failed",
        conversation=str(conversation.pk),
        error=type(error).__name__,
        where=[f"{frame.filename.rpartition('jessica/')[2]}:{frame.lineno}" for frame in frames[-6:]],
    )
