"""Mistakes made in the right files of `files.py`, one by one, with what must be said about each."""

from __future__ import annotations

# What is changed in the right file; the line of the mistake is found by the new text; part of the message
# and of what was expected.
Case = tuple[tuple[str, str], str, str, str]

SCHEMA: dict[str, Case] = {
    "unknown key": (("  name: Small Clinic", "  nmae: Small Clinic"), "clinic.nmae", "not known", "'name'"),
    "wrong type": (("fee: 125", "fee: lots"), "services.consultation.fee", "'lots'", "amount like 125"),
    "not a number of minutes": (
        ("new: 60", "new: long"),
        "services.consultation.minutes.new",
        "'long'",
        "whole",
    ),
    "unknown weekday": (
        ('{monday: "08:00-18:00"', '{mondy: "08:00-18:00"'),
        "locations.north.hours.mondy",
        "'mondy'",
        "'monday'",
    ),
    "hours that end before they start": (
        ('tuesday: "08:00-18:00"', 'tuesday: "18:00-08:00"'),
        "locations.north.hours.tuesday",
        "ends before",
        "an end after the start",
    ),
    "hours that are no hours": (
        ('wednesday: "08:00-18:00"', "wednesday: all day"),
        "locations.south.hours.wednesday",
        "'all day'",
        "09:00-17:00",
    ),
    "a day that is no day": (
        ("first: next monday", "first: someday"),
        "providers.doe.absences[0].first",
        "'someday'",
        "next monday",
    ),
    "a key with capitals": (("  ana: {name", "  Ana: {name"), "staff.Ana", "'Ana'", "small letters"),
    "an unknown role": (("role: coordinator", "role: boss"), "staff.ana.role", "'boss'", "'coordinator'"),
    "an e-mail address without @": (
        ("ana@example.org", "ana.example.org"),
        "staff.ana.email",
        "'ana.example.org'",
        "name@example.org",
    ),
    "a fee of two kinds": (
        ("fee: {amount: 50}", "fee: {amount: 50, percent: 5}"),
        "policies.cancellation[0].tiers[0].fee",
        "needs exactly one",
        "{amount: 50}",
    ),
    "an insurance answer that is none": (
        ("south: no}", "south: maybe}"),
        "policies.insurers[0].locations.south",
        "'maybe'",
        "'cannot_confirm'",
    ),
    "a section that is not known": (("\nrooms:", "\nroms:"), "roms", "not known", "'rooms'"),
}

REFERENCES: dict[str, Case] = {
    "a provider": (
        ("    providers: [doe]\n    rooms", "    providers: [dow]\n    rooms"),
        "services.consultation.providers[0]",
        "'dow' is not in",
        "'doe'",
    ),
    "a room": (
        ("rooms: [room-north,", "rooms: [room-nord,"),
        "services.consultation.rooms[0]",
        "'room-nord'",
        "'room-north'",
    ),
    "a location": (
        ("{name: Room N, location: north}", "{name: Room N, location: west}"),
        "rooms.room-north.location",
        "'west'",
        "north, south",
    ),
    "a location of hours": (
        ('      south: {wednesday: "09:00-17:00"}', '      sooth: {wednesday: "09:00-17:00"}'),
        "providers.doe.hours.sooth",
        "'sooth'",
        "'south'",
    ),
    "a visit that a procedure begins with": (
        ("booked_as: consultation", "booked_as: consultatoin"),
        "services.nose.booked_as",
        "'consultatoin'",
        "'consultation'",
    ),
    "an owner of an answer": (
        ("owner: ana", "owner: anna"),
        "knowledge.consult-fee.owner",
        "'anna'",
        "'ana'",
    ),
    "a location of an insurer": (
        ("{north: yes,", "{norht: yes,"),
        "policies.insurers[0].locations.norht",
        "'norht'",
        "'north'",
    ),
}

LOGIC: dict[str, Case] = {
    "overlapping hours at two locations": (
        (
            '      south: {wednesday: "09:00-17:00"}',
            '      south: {wednesday: "09:00-17:00", monday: "16:00-18:00"}',
        ),
        "providers.doe.hours.south.monday",
        "overlaps 13:00-17:00",
        "follow each other",
    ),
    "a visit that nobody may do": (
        ("    providers: [doe]\n    rooms", "    rooms"),
        "services.consultation",
        "nobody may do",
        "providers",
    ),
    "a visit without a length": (
        ("    minutes: {new: 60, existing: 30}\n", ""),
        "services.consultation",
        "no length",
        "minutes",
    ),
    "a licence that nobody holds": (
        ("    fee: 125", "    credentials: [RN]"),
        "services.consultation.credentials",
        "holds RN",
        "licence",
    ),
    "a room at another location": (
        ("    locations: [north, south]\n    fee", "    locations: [north]\n    fee"),
        "services.consultation.rooms[1]",
        "'room-south' is at 'south'",
        "one at north",
    ),
    "a location without one of the rooms": (
        ("rooms: [room-north, room-south]", "rooms: [room-north]"),
        "services.consultation.rooms",
        "at 'south'",
        "left out",
    ),
    "a procedure without its visit": (
        ("    booked_as: consultation\n", ""),
        "services.nose",
        "booked_as",
        "begins with",
    ),
    "a price range upside down": (
        ("low: 8000, high: 12500.50", "low: 8000, high: 50"),
        "services.nose.price",
        "above the high",
        "low, then high",
    ),
    "a word for two services": (
        ("en: [nose job]", "en: [First Visit]"),
        "services.nose.synonyms.en[0]",
        "also names the service 'consultation'",
        "one of them",
    ),
    "a question with two answers": (
        (
            "knowledge:\n",
            "knowledge:\n  again:\n    topic: money\n"
            "    texts: {en: {questions: [what does a consultation cost], answer: A}}\n",
        ),
        "knowledge.consult-fee.texts.en.questions[0]",
        "also names the entry 'again'",
        "one of them",
    ),
    "a phone that is none": (
        ("phone: (303) 555-0101", "phone: call us"),
        "locations.north.phone",
        "'call us'",
        "+1 303 555 0142",
    ),
    "a time zone that is none": (
        ("America/Denver", "America/Denvr"),
        "clinic.time_zone",
        "'America/Denvr'",
        "IANA",
    ),
    "a country without holidays": (
        ("{country: US, subdivision: CO}", "{country: ZZ}"),
        "clinic.holidays.country",
        "'ZZ'",
        "US",
    ),
    "a region of another country": (
        ("subdivision: CO}", "subdivision: QC}"),
        "clinic.holidays.subdivision",
        "'QC'",
        "CO",
    ),
    "a closure that ends before it begins": (
        ('first: "+30", last: "+32"', 'first: "+30", last: "+3"'),
        "closures[0]",
        "before the first day",
        "first, then last",
    ),
    "a key of a provider and of a room": (
        ("  room-south: {name", "  doe: {name"),
        "rooms.doe",
        "also in `providers`",
        "of its own",
    ),
    "openings that overlap": (
        (
            "openings:\n",
            'openings:\n  zero: {provider: doe, location: north, day: "+7", time: "08:30", minutes: 60}\n',
        ),
        "openings.one",
        "overlaps the opening 'zero'",
        "follow each other",
    ),
    "two rules for one category": (
        ("  insurers:", "    - {categories: [consultation]}\n  insurers:"),
        "policies.cancellation[1].categories[0]",
        "two rules",
        "once",
    ),
}

RECORD_MISTAKES: dict[str, Case] = {
    "two visits at once": (
        ('day: "+14", time: "10:00"', 'day: "+14", time: "09:15"'),
        "visits.later",
        "overlaps the visit 'early'",
        "follow each other",
    ),
    "a visit for a procedure": (
        ("early: {person: mara, service: consultation", "early: {person: mara, service: nose"),
        "visits.early.service",
        "is a procedure",
        "'consultation'",
    ),
    "a charge for a stranger's visit": (
        ("fee: {person: mara", "fee: {person: teo"),
        "charges.fee.visit",
        "a visit of 'mara'",
        "a visit of teo",
    ),
    "an unknown person": (
        ("later: {person: teo", "later: {person: tea"),
        "visits.later.person",
        "'tea'",
        "'teo'",
    ),
    "one's own guardian": (
        ("guardian: mara", "guardian: teo"),
        "people.teo.guardian",
        "own guardian",
        "another person",
    ),
}

WARNINGS = {
    "an answer that has expired": (
        ('expires: "+365"', "expires: -1"),
        "knowledge.consult-fee.expires",
        "has expired",
    ),
    "a missing translation": (
        ("{en: Rhinoplasty, es: Rinoplastia}", "{en: Rhinoplasty}"),
        "services.nose.names",
        "no text in es",
    ),
    "hours outside the opening hours": (
        ('tuesday: "09:00-17:00"}', 'tuesday: "09:00-19:00"}'),
        "providers.doe.hours.north.tuesday",
        "outside the opening hours",
    ),
    "a category without services": (
        ("categories: [consultation]", "categories: [consultation, laser]"),
        "policies.cancellation[0].categories[1]",
        "'laser'",
    ),
    "a holiday that is none": (
        ("subdivision: CO}", "subdivision: CO, open_on: [Pancake Day]}"),
        "clinic.holidays.open_on[0]",
        "'Pancake Day'",
    ),
}
