"""A small clinic file that is right, to be made wrong or changed by the tests."""

from __future__ import annotations

from datetime import UTC, datetime

AT = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)  # a Monday, 10:00 in Denver

SMALL = """\
clinic:
  slug: small
  name: Small Clinic
  time_zone: America/Denver
  languages: [en, es]
  phone: (303) 555-0100
  holidays: {country: US, subdivision: CO}
locations:
  north:
    name: North
    address: {street: 12 Pinecone Street, city: Denver, region: CO, postal_code: "80200"}
    phone: (303) 555-0101
    hours: {monday: "08:00-18:00", tuesday: "08:00-18:00"}
  south:
    name: South
    address: {street: 98 Larkmead Avenue, city: Denver, region: CO}
    hours: {wednesday: "08:00-18:00"}
closures:
  - {first: "+30", last: "+32", reason: Painting}
staff:
  ana: {name: Ana Field, role: coordinator, email: ana@example.org}
providers:
  doe:
    given_name: Jo
    family_name: Doe
    title: Dr.
    credential: MD
    hours:
      north: {monday: ["09:00-12:00", "13:00-17:00"], tuesday: "09:00-17:00"}
      south: {wednesday: "09:00-17:00"}
    absences:
      - {first: next monday, reason: Congress}
rooms:
  room-north: {name: Room N, location: north}
  room-south: {name: Room S, location: south}
services:
  consultation:
    category: consultation
    names: {en: Consultation, es: Consulta}
    synonyms: {en: [consult, first visit]}
    minutes: {new: 60, existing: 30}
    providers: [doe]
    rooms: [room-north, room-south]
    locations: [north, south]
    fee: 125
  nose:
    kind: procedure
    category: surgery
    names: {en: Rhinoplasty, es: Rinoplastia}
    synonyms: {en: [nose job], es: [cirugía de nariz]}
    booked_as: consultation
    providers: [doe]
    price: {low: 8000, high: 12500.50, includes: {en: All fees, es: Todo}}
policies:
  cancellation:
    - categories: [consultation]
      tiers: [{notice_hours: 24, fee: {amount: 50}}]
  insurers:
    - {name: Bluebird Health, synonyms: [bluebird], locations: {north: yes, south: no}}
  queues:
    - key: desk
      name: {en: Front desk, es: Recepción}
      staffed_hours: {monday: "09:00-17:00"}
      promise: {minutes: 30, by: "10:00"}
knowledge:
  consult-fee:
    topic: money
    owner: ana
    expires: "+365"
    texts:
      en: {questions: [What does a consultation cost?], answer: It costs $125.}
      es: {questions: [¿Cuánto cuesta la consulta?], answer: Cuesta 125 dólares.}
openings:
  one: {provider: doe, location: north, service: consultation, day: "+7", time: "09:00", minutes: 60}
"""


def changed(*edits: tuple[str, str]) -> str:
    """`SMALL` with each old text replaced once; a text that is not there is a mistake of the test."""
    text = SMALL
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


RECORDS = """\
people:
  mara: {given_name: Mara, family_name: Quill, birth_date: "1988-02-29", phone: (303) 555-0111}
  teo: {given_name: Teo, family_name: Quill, birth_date: "2012-05-01", guardian: mara}
visits:
  past: {person: mara, service: consultation, location: north, provider: doe, day: "-7", time: "09:00",
         patient: new, status: fulfilled}
  early: {person: mara, service: consultation, location: north, provider: doe, day: "+14", time: "09:00"}
  later: {person: teo, service: consultation, location: north, provider: doe, day: "+14", time: "10:00",
          about: nose}
charges:
  fee: {person: mara, visit: past, kind: visit, label: Consultation, amount: 125, status: paid, day: "-7"}
waitlist:
  teo-waits: {person: teo, service: consultation, locations: [north], earliest: today, latest: "+20"}
"""
