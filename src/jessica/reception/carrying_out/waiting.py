"""Put somebody on the waitlist."""

from __future__ import annotations

from jessica.dialogue import effects as e
from jessica.platform.ids import derived_id
from jessica.reception.carrying_out.patient import patient_facts, person_for
from jessica.reception.carrying_out.turn_context import TurnContext
from jessica.scheduling.models import WaitlistEntry
from jessica.scheduling.waitlist import WaitlistRequest, join_waitlist


def join(c: TurnContext, effect: e.JoinWaitlist) -> e.Result:
    c.check("waitlist.join", c.conversation.pk, **patient_facts(c, effect.person, effect.service_key))
    # Two children of one mother, or a second wait after the first is over, are entries of their own.
    earlier = WaitlistEntry.objects.filter(conversation_id=c.conversation.pk).count()
    request = WaitlistRequest(
        clinic=c.conversation.clinic,
        person=person_for(c, effect.person),
        service=c.records.service(effect.service_key),
        earliest=effect.earliest,
        latest=effect.latest,
        location_keys=effect.location_keys,
        provider=c.records.provider(effect.provider_key) if effect.provider_key else None,
        conversation_id=c.conversation.pk,
        entry_id=derived_id(c.conversation.pk, "waitlist", earlier + 1),
    )
    entry = join_waitlist(request, at=c.at)
    c.record(
        "waitlist_joined",
        entry.pk,
        service=effect.service_key,
        provider=effect.provider_key,
        locations=list(effect.location_keys),
        earliest=effect.earliest.isoformat(),
        latest=effect.latest.isoformat() if effect.latest else None,
        person_id=str(entry.person_id),
    )
    return e.Done()
