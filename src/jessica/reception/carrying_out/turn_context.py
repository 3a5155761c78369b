"""What the effects of one turn share: the decision before, the record after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from jessica.dialogue.safety.card_numbers import without_card_numbers
from jessica.dialogue.state import State
from jessica.platform.errors import JessicaError, Refused
from jessica.platform.ids import derived_id
from jessica.policy.deciding import Action, Fact, Verdict, decide
from jessica.policy.models import Outcome
from jessica.policy.stored_decisions import Decided, store_decisions
from jessica.reception.answering_ports import ClinicRecords
from jessica.reception.models import Conversation, EffectRecord, Message


class NeedsHuman(JessicaError):
    """A rule leaves this to people; the message is the rule's reason."""

    code = "needs_human"


@dataclass(slots=True)
class TurnContext:
    """One turn of one conversation, as an effect sees it."""

    conversation: Conversation
    message: Message
    state: State
    at: datetime
    records: ClinicRecords = field(init=False)
    _decided: list[Decided] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.records = ClinicRecords(self.conversation.clinic)

    @property
    def holder(self) -> str:
        """Under which name this conversation holds times."""
        return str(self.conversation.pk)

    def check(self, action: Action, subject: UUID, **facts: Fact) -> None:
        """Decide; raises `NeedsHuman` or `Refused` when it is not allowed.

        The decision is kept for `store_decisions`, outside the savepoint of the effect that it may end.
        """
        verdict = self._verdict(action, subject, facts)
        if verdict.outcome == Outcome.NEEDS_HUMAN:
            raise NeedsHuman(verdict.reasons[0])
        if not verdict.allowed:
            raise Refused(verdict.reasons[0])

    def decide(self, action: Action, subject: UUID, **facts: Fact) -> bool:
        """Decide, keep the decision and go on either way: for effects that may not show what was decided."""
        return self._verdict(action, subject, facts).allowed

    def _verdict(self, action: Action, subject: UUID, facts: Mapping[str, Fact]) -> Verdict:
        # Danger is over when people have handed back, though the escalation stays on record.
        danger = self.conversation.escalation if self.state.handed_over else ""
        asked = {"channel": self.conversation.channel, "escalation": danger or None, **facts}
        verdict = decide(action, asked, self.at)
        self._decided.append(Decided(action, subject, asked, verdict))
        return verdict

    def store_decisions(self) -> None:
        """Write the decisions since the last call, whatever became of the effect."""
        if self._decided:
            store_decisions(self._decided, clinic_id=self.conversation.clinic_id, at=self.at)
            self._decided.clear()

    def record(self, action: str, record_id: UUID, **payload: Any) -> None:
        """Write down what was done."""
        ordinal = self.conversation.effects.count() + 1
        EffectRecord.objects.create(
            id=derived_id(self.conversation.pk, "effect", ordinal),
            conversation=self.conversation,
            message=self.message,
            ordinal=ordinal,
            action=action,
            record_id=record_id,
            payload=payload,
            created_at=self.at,
        )


def storable(text: str, most: int) -> str:
    """Words as they may be kept: without card numbers, at most `most` characters."""
    return without_card_numbers(text)[:most]
