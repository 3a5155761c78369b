"""Every mistake in a clinic file is told with its line and with what was expected; nothing is changed."""

from __future__ import annotations

import pytest

from jessica.cli.load_clinic import load_clinic
from jessica.clinic.file_problems import ClinicFileError, Problem
from jessica.clinic.file_reading import parse
from jessica.clinic.models import Clinic
from tests.clinic.files import AT, RECORDS, SMALL, changed
from tests.clinic.mistakes import LOGIC, RECORD_MISTAKES, REFERENCES, SCHEMA, WARNINGS


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


@pytest.mark.parametrize("case", RECORD_MISTAKES.values(), ids=RECORD_MISTAKES)
def test_a_mistake_in_records_is_told(case):
    (old, new), path, message, expected = case
    assert old in RECORDS
    found = problems_of(SMALL + RECORDS.replace(old, new, 1))
    assert any(p.path == path and message in p.message and expected in p.expected for p in found), found


@pytest.mark.parametrize("case", WARNINGS.values(), ids=WARNINGS)
def test_what_may_be_meant_is_a_warning_and_loads(case):
    edit, path, message = case
    warnings = parse(changed(edit), at=AT).warnings
    assert [(w.path, w.severity) for w in warnings] == [(path, "warning")]
    assert message in warnings[0].message
