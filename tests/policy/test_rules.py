"""Each rule speaks where it should and nowhere else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from jessica.policy.deciding import Rule, Undecidable, current_rules, decide
from jessica.policy.models import Outcome

AT = datetime(2026, 11, 30, 16, 0, tzinfo=UTC)
VISIT = {
    "channel": "web",
    "escalation": None,
    "identity": "name_and_birth_date",
    "asked_proof": "name_and_birth_date",
    "own_visit": True,
}
MONEY = {"identity": "one_time_code", "asked_proof": "one_time_code"}
CODE = {"too_many_codes": False, "contact_on_file": True}
BOOKING = {
    "channel": "web",
    "escalation": None,
    "own_record": True,
    "guardian": False,
    "minor": False,
    "below_minimum_age": False,
}

SPEAKS = {
    "chart-needs-identity": ("visit.cancel", VISIT | {"identity": "unverified"}, Outcome.REFUSED),
    "own-visits-only": ("visit.move", VISIT | {"own_visit": False}, Outcome.REFUSED),
    "own-record-only": ("visit.book", BOOKING | {"own_record": False}, Outcome.REFUSED),
    "minor-needs-guardian": ("visit.book", BOOKING | {"minor": True}, Outcome.NEEDS_HUMAN),
    "below-minimum-age": ("waitlist.join", BOOKING | {"below_minimum_age": True}, Outcome.REFUSED),
    "age-must-be-known": ("visit.book", BOOKING | {"below_minimum_age": None}, Outcome.NEEDS_HUMAN),
    "no-sales-in-danger": ("visit.book", BOOKING | {"escalation": "E2"}, Outcome.NEEDS_HUMAN),
    "record-needs-identity": ("money.read", MONEY | {"identity": "unverified"}, Outcome.REFUSED),
    "clinic-asks-for-code": ("money.read", MONEY | {"identity": "name_and_birth_date"}, Outcome.REFUSED),
    "few-codes-an-hour": ("code.send", CODE | {"too_many_codes": True}, Outcome.REFUSED),
    "code-to-contact-on-file": ("code.send", CODE | {"contact_on_file": False}, Outcome.REFUSED),
    "code-in-hand-only": ("code.check", {"code_in_hand": False}, Outcome.REFUSED),
    "confirming-needs-identity": ("visit.confirm", VISIT | {"identity": "unverified"}, Outcome.REFUSED),
    "confirming-clinic-asks-for-code": (
        "visit.confirm",
        VISIT | {"asked_proof": "one_time_code"},
        Outcome.REFUSED,
    ),
    "confirming-own-visits-only": ("visit.confirm", VISIT | {"own_visit": False}, Outcome.REFUSED),
    "stopping-own-record-only": ("contact.stop", {"own_record": False}, Outcome.REFUSED),
}
SILENT = {
    "chart-needs-identity": ("visit.cancel", VISIT),
    "own-visits-only": ("visit.move", VISIT),
    "own-record-only": ("message.take", {"own_record": True}),
    "minor-needs-guardian": ("visit.book", BOOKING | {"minor": True, "guardian": True}),
    "below-minimum-age": ("waitlist.join", BOOKING),
    "age-must-be-known": ("visit.book", BOOKING),
    "no-sales-in-danger": ("visit.book", BOOKING | {"escalation": "E3"}),
    "record-needs-identity": ("money.read", MONEY),
    "clinic-asks-for-code": ("visit.read", VISIT),
    "few-codes-an-hour": ("code.send", CODE),
    "code-to-contact-on-file": ("code.send", CODE),
    "code-in-hand-only": ("code.check", {"code_in_hand": True}),
    "confirming-needs-identity": ("visit.confirm", VISIT),
    "confirming-clinic-asks-for-code": (
        "visit.confirm",
        VISIT | {"identity": "one_time_code", "asked_proof": "one_time_code"},
    ),
    "confirming-own-visits-only": ("visit.confirm", VISIT),
    "stopping-own-record-only": ("contact.stop", {"own_record": True}),
}


def test_every_rule_has_both_cases_here():
    assert {rule.id for rule in current_rules()} == set(SPEAKS) == set(SILENT)


@pytest.mark.parametrize("rule_id", SPEAKS)
def test_a_rule_speaks(rule_id):
    action, facts, outcome = SPEAKS[rule_id]
    verdict = decide(action, facts, AT)
    assert verdict.outcome == outcome
    assert [name.partition("@")[0] for name in verdict.rules] == [rule_id]
    assert len(verdict.reasons) == 1


@pytest.mark.parametrize("rule_id", SILENT)
def test_a_rule_is_silent(rule_id):
    action, facts = SILENT[rule_id]
    verdict = decide(action, facts, AT)
    assert verdict.allowed
    assert verdict.rules == verdict.reasons == ()


def test_versions_of_a_rule_never_hold_on_the_same_day():
    for rule in current_rules():
        for other in current_rules():
            if rule is not other and rule.id == other.id:
                assert rule.version != other.version
                first, second = sorted((rule, other), key=lambda each: each.first_day)
                assert first.last_day is not None
                assert first.last_day < second.first_day


def a_rule(**fields):
    defaults = {
        "id": "r", "version": 1, "from": date(2026, 2, 1), "to": date(2026, 2, 28),
        "actions": ["message.take"], "facts": {"own_record": [False]}, "outcome": "refused",
        "reason": "No.", "source": "here",
    }  # fmt: skip
    return Rule.model_validate(defaults | fields)


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        (date(2026, 1, 31), Outcome.ALLOWED),
        (date(2026, 2, 1), Outcome.REFUSED),
        (date(2026, 2, 28), Outcome.REFUSED),
        (date(2026, 3, 1), Outcome.ALLOWED),
    ],
)
def test_a_rule_holds_from_its_first_to_its_last_day(day, outcome):
    at = datetime(day.year, day.month, day.day, 23, 59, tzinfo=UTC)
    assert decide("message.take", {"own_record": False}, at, [a_rule()]).outcome == outcome


def test_the_gravest_outcome_wins_and_comes_first():
    rules = [a_rule(id="ask", outcome="needs_human", reason="Ask."), a_rule()]
    verdict = decide("message.take", {"own_record": False}, AT - timedelta(days=290), rules)
    assert (verdict.outcome, verdict.reasons, verdict.rules) == (
        Outcome.REFUSED, ("No.", "Ask."), ("r@1", "ask@1"),
    )  # fmt: skip


def test_without_rules_everything_is_allowed_and_nothing_else_is_consulted():
    assert decide("visit.book", {}, AT, []).allowed


def test_a_fact_that_a_rule_asks_about_must_be_given():
    with pytest.raises(Undecidable, match="identity"):
        decide("visit.cancel", {"channel": "web", "escalation": None, "own_visit": True}, AT)


def test_an_action_that_no_rule_book_knows_is_undecidable():
    with pytest.raises(Undecidable, match=r"visit\.sell"):
        decide("visit.sell", {}, AT)


def test_true_is_not_one():
    assert decide("message.take", {"own_record": 0}, datetime(2026, 2, 3, tzinfo=UTC), [a_rule()]).allowed


def test_deciding_changes_neither_facts_nor_its_mind():
    facts = BOOKING | {"minor": True}
    before = dict(facts)
    assert decide("visit.book", facts, AT) == decide("visit.book", facts, AT)
    assert facts == before
