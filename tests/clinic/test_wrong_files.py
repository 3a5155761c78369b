"""Every mistake in a clinic file is told with its line and with what was expected; nothing is changed."""

from __future__ import annotations

import pytest

from jessica.cli.load_clinic import load_clinic
from jessica.clinic.file_problems import ClinicFileError, Problem
from jessica.clinic.file_reading import parse
from jessica.clinic.models import Clinic
from tests.clinic.files import AT, RECORDS, SMALL, changed

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


def problems_of(text: str) -> list[Problem]:
    with pytest.raises(ClinicFileError) as caught:
        parse(text, at=AT)
    return caught.value.problems


@pytest.mark.parametrize(
    "case", [*SCHEMA.values(), *REFERENCES.values(), *LOGIC.values()], ids=[*SCHEMA, *REFERENCES, *LOGIC]
)
def test_a_mistake_is_told_with_its_path_and_what_was_expected(case):
    (old, new), path, message, expected = case
    found = [problem for problem in problems_of(changed((old, new))) if problem.path == path]
    assert any(message in problem.message and expected in problem.expected for problem in found), found


@pytest.mark.parametrize("case", SCHEMA.values(), ids=SCHEMA)
def test_a_mistake_is_told_with_its_line(case):
    (old, new), path, _, _ = case
    text = changed((old, new))
    line = text[: text.index(new)].count("\n") + 1 + new[: len(new) - len(new.lstrip("\n"))].count("\n")
    assert {problem.line for problem in problems_of(text) if problem.path == path} == {line}


def test_the_file_that_the_mistakes_were_made_in_is_right():
    assert parse(SMALL + RECORDS, at=AT).warnings == []


def test_all_mistakes_are_told_at_once_and_in_the_order_of_the_file():
    cases = [
        SCHEMA["wrong type"],
        SCHEMA["an unknown role"],
        REFERENCES["an owner of an answer"],
        LOGIC["a time zone that is none"],
        LOGIC["a procedure without its visit"],
    ]
    found = problems_of(changed(*(case[0] for case in cases)))
    assert {case[1] for case in cases} == {problem.path for problem in found}
    assert [problem.line for problem in found] == sorted(problem.line for problem in found)


def test_a_part_with_a_wrong_field_still_has_its_references_checked():
    found = problems_of(changed(("new: 60", "new: long"), ("rooms: [room-north,", "rooms: [room-x,")))
    assert {problem.path for problem in found} == {
        "services.consultation.minutes.new",
        "services.consultation.rooms[0]",
    }


def test_a_visit_needs_a_provider_who_works_where_it_is_offered():
    found = problems_of(
        changed(
            ('      south: {wednesday: "09:00-17:00"}\n', ""),
            ("    rooms: [room-north, room-south]\n    locations: [north, south]", "    locations: [south]"),
        )
    )
    assert [(problem.path, problem.expected) for problem in found] == [
        ("services.consultation.providers", "somebody with hours at south")
    ]


def test_a_reference_to_a_part_with_a_mistake_is_not_a_second_mistake():
    found = problems_of(changed(("credential: MD", "credential: [MD]")))
    assert {problem.path for problem in found} == {"providers.doe.credential"}


def test_a_key_that_stands_twice_is_told_with_both_lines():
    (problem,) = problems_of(
        changed(("\nrooms:\n", "\nrooms:\n  room-north: {name: Again, location: north}\n"))
    )
    assert "stands twice, first on line" in problem.message
    assert problem.path == "rooms.room-north"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("clinic: {slug: a\n", "not YAML"),
        ("clinic:\n\tslug: a\n", "not YAML"),
        ("", "empty"),
        ("- a list", "not a group"),
        ("locations: {}\n", "'clinic' is missing"),
        ("a: &x [1]\nb: *x\n", "alias"),
        ("a: &x [*x]\n", "alias"),
        ("clinic: !!python/object/apply:os.system [ls]\n", "tag"),
        ("a: " + "[" * 500 + "]" * 500, "deep"),
        ("x" * 5_000_001, "too long"),
    ],
    ids=["open brace", "tab", "empty", "list", "no clinic", "alias", "itself", "tag", "depth", "size"],
)
def test_a_file_that_cannot_be_read_says_why(text, said):
    assert any(said in problem.message for problem in problems_of(text))


@pytest.mark.django_db
def test_a_wrong_file_changes_nothing():
    with pytest.raises(ClinicFileError):
        load_clinic(changed(("fee: 125", "fee: lots")), at=AT)
    assert not Clinic.objects.exists()


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


@pytest.mark.parametrize("case", RECORD_MISTAKES.values(), ids=RECORD_MISTAKES)
def test_a_mistake_in_records_is_told(case):
    (old, new), path, message, expected = case
    assert old in RECORDS
    found = problems_of(SMALL + RECORDS.replace(old, new, 1))
    assert any(p.path == path and message in p.message and expected in p.expected for p in found), found


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


@pytest.mark.parametrize("case", WARNINGS.values(), ids=WARNINGS)
def test_what_may_be_meant_is_a_warning_and_loads(case):
    edit, path, message = case
    warnings = parse(changed(edit), at=AT).warnings
    assert [(w.path, w.severity) for w in warnings] == [(path, "warning")]
    assert message in warnings[0].message
