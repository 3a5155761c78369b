"""The one place where an effect finds the function that carries it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from jessica.dialogue import effects as e
from jessica.dialogue.state import State
from jessica.platform.errors import JessicaError, NotFound
from jessica.reception.carrying_out import chart, coming, contact, for_staff, identity, visits, waiting
from jessica.reception.carrying_out.turn_context import NeedsHuman, TurnContext
from jessica.reception.models import Conversation, Message
from jessica.scheduling.problems import OpeningRefused, SlotTaken

_BY_TYPE: dict[type, Callable[[TurnContext, Any], e.Result]] = {
    e.HoldOpening: visits.hold,
    e.ReleaseHolds: visits.release,
    e.BookVisit: visits.book_visit,
    e.MoveVisit: visits.move_visit,
    e.CancelVisit: visits.cancel_visit,
    e.JoinWaitlist: waiting.join,
    e.OpenHandover: for_staff.hand_over,
    e.PageSurgeon: for_staff.page_surgeon,
    e.TakeMessage: for_staff.take_message,
    e.RequestRefill: chart.request_refill,
    e.RequestRecords: chart.request_records,
    e.ConfirmVisit: coming.confirm,
    e.NoteLateness: coming.late,
    e.StopContact: contact.stop,
    e.ComparePhone: for_staff.compare_phone,
    e.SendCode: identity.send_code,
    e.CheckCode: identity.check_code,
    e.FileQuestion: for_staff.file_question,
}


@dataclass(slots=True)
class CarryingOut:
    """Carries out the effects of one turn. The caller holds the conversation's row lock in a transaction.

    Each effect runs in its own savepoint: a failed one leaves nothing behind but its decision. What was done
    is written down as an `EffectRecord`.
    """

    conversation: Conversation
    message: Message
    state: State
    at: datetime
    context: TurnContext = field(init=False)

    def __post_init__(self) -> None:
        self.context = TurnContext(self.conversation, self.message, self.state, self.at)

    def __call__(self, effect: e.Effect) -> e.Result:
        """Do it, or return `Failed` with nothing changed."""
        result = self._attempt(effect)
        self.context.store_decisions()
        return result

    def _attempt(self, effect: e.Effect) -> e.Result:
        person_before = self.conversation.person_id
        try:
            with transaction.atomic():
                return _BY_TYPE[type(effect)](self.context, effect)
        except (SlotTaken, OpeningRefused) as error:
            # Whoever took it or which rule it ran into: the time is gone, and others are offered.
            failed = e.Failed("taken", error.message)
        except NeedsHuman as error:
            failed = e.Failed("needs_human", error.message)
        except NotFound as error:
            failed = e.Failed("not_found", error.message)
        except JessicaError as error:
            failed = e.Failed("refused", error.message)
        self.conversation.person_id = person_before
        return failed
