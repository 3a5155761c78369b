"""One-time codes: six digits to a contact point on file, bound to one conversation and one person.

A code holds for ten minutes and three tries; three may be asked for within an hour. A claim that matches
nobody goes the same way, except that nothing is sent and no digits are right.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.utils.crypto import constant_time_compare, salted_hmac

from jessica.clinic.models import Clinic
from jessica.people.identity import plain_claim
from jessica.people.models import OneTimeCode, Person

DIGITS = 6
CODE_HOLDS = timedelta(minutes=10)
PROOF_HOLDS = timedelta(hours=1)
MOST_TRIES = 3
MOST_CODES = 3
WITHIN = timedelta(hours=1)
_SALT = "jessica.people.one_time_codes"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for a code where. `person` is whom name and birth date match, if anybody."""

    clinic: Clinic
    conversation_id: UUID
    given_name: str
    family_name: str
    birth_date: date
    person: Person | None

    @property
    def claim_hash(self) -> str:
        plain = plain_claim(self.given_name, self.family_name, self.birth_date)
        return _hashed("claim", str(self.clinic.pk), plain)


def too_many_for_claim(asked: Asked, at: datetime) -> bool:
    """Whether three codes were asked for with this name and birth date within the hour, by anybody."""
    rows = OneTimeCode.objects.filter(clinic=asked.clinic, claim_hash=asked.claim_hash)
    return rows.filter(created_at__gt=at - WITHIN).count() >= MOST_CODES


def too_many_for_person(asked: Asked, at: datetime) -> bool:
    """Whether the person was sent three codes within the hour, under whatever name they were asked for.

    Locks the person's row until the transaction ends: two conversations may ask at the same moment.
    """
    if asked.person is None:
        return False
    Person.objects.select_for_update(no_key=True).get(pk=asked.person.pk)
    rows = OneTimeCode.objects.filter(person=asked.person, created_at__gt=at - WITHIN)
    return rows.count() >= MOST_CODES


def make_code(asked: Asked, *, to_be_sent: bool, at: datetime) -> tuple[OneTimeCode, str]:
    """A new code with its digits; it replaces those of this conversation. Digits are kept nowhere else."""
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    row = OneTimeCode(
        id=uuid4(),
        clinic=asked.clinic,
        conversation_id=asked.conversation_id,
        claim_hash=asked.claim_hash,
        person=asked.person if to_be_sent else None,
        expires_at=at + CODE_HOLDS,
        created_at=at,
    )
    row.code_hash = _code_hash(row, digits)
    others = OneTimeCode.objects.filter(conversation_id=asked.conversation_id, proved_at__isnull=True)
    others.filter(expires_at__gt=at).update(expires_at=at)
    row.save(force_insert=True)
    return row, digits


def code_in_hand(asked: Asked, at: datetime) -> OneTimeCode | None:
    """The code of this conversation and claim that can still be tried, locked."""
    rows = OneTimeCode.objects.select_for_update(no_key=True).filter(
        clinic=asked.clinic, conversation_id=asked.conversation_id, claim_hash=asked.claim_hash
    )
    return rows.filter(proved_at__isnull=True, expires_at__gt=at, tries__lt=MOST_TRIES).last()


def try_code(row: OneTimeCode, digits: str, at: datetime) -> bool:
    """Count one try; True when the digits are right, and the code is used up."""
    right = constant_time_compare(row.code_hash, _code_hash(row, digits)) and row.person_id is not None
    row.tries += 1
    row.proved_at = at if right else None
    row.save(update_fields=["tries", "proved_at"])
    return right


def has_proved(conversation_id: UUID, person_id: UUID, at: datetime) -> bool:
    """Whether this person's code was written back in this conversation within the hour."""
    rows = OneTimeCode.objects.filter(conversation_id=conversation_id, person_id=person_id)
    return rows.filter(proved_at__gt=at - PROOF_HOLDS).exists()


def _code_hash(row: OneTimeCode, digits: str) -> str:
    return _hashed("code", str(row.pk), str(row.conversation_id), str(row.person_id), digits)


def _hashed(kind: str, *parts: str) -> str:
    return salted_hmac(f"{_SALT}/{kind}", "/".join(parts), algorithm="sha256").hexdigest()
