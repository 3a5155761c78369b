"""The published description is true: generated calls, good and bad, are answered as it says."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from jessica.api.openapi import openapi_document
from jessica.clinic.models import Clinic
from tests.api.caller import Talk

# The application closes its connections after each call, so that what a test writes has to be committed.
pytestmark = pytest.mark.django_db(transaction=True)

CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
CALLS = [
    "read_clinic",
    "open_conversation",
    "send_message",
    "read_conversation",
    "read_records",
    "follow_conversation",
]
EXAMPLES = 40


application = cache(get_wsgi_application)


def on_this_machine(environ: dict[str, Any], start_response: Any) -> Any:
    """The application, called from the loopback address."""
    return application()(environ | {"REMOTE_ADDR": "127.0.0.1"}, start_response)


def generated_calls(
    operation_id: str, override: dict[str, Any], headers: dict[str, str]
) -> Callable[[], None]:
    """A property test that calls one operation with generated data and checks every answer."""
    schema = schemathesis.openapi.from_dict(openapi_document())
    schema.app = on_this_machine
    operation = schema.find_operation_by_id(operation_id)
    modes = list(schemathesis.GenerationMode)
    strategy = operation.as_strategy(generation_mode=modes[0]) | operation.as_strategy(
        generation_mode=modes[-1]
    )

    @seed(20261123)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def every_answer_is_as_described(case: Any) -> None:
        case.path_parameters |= override
        case.headers.update(headers)
        # What was wrong in an address or a header may just have been put right.
        case.call_and_validate(checks=CHECKS if override else [*CHECKS, negative_data_rejection])

    return given(case=strategy)(every_answer_is_as_described)


@pytest.mark.parametrize("operation_id", CALLS)
def test_generated_calls_of_strangers_are_answered_as_described(clinic: Clinic, operation_id: str) -> None:
    generated_calls(operation_id, {}, {})()


@pytest.mark.parametrize("operation_id", ["read_clinic", "open_conversation"])
def test_generated_calls_to_a_clinic_are_answered_as_described(clinic: Clinic, operation_id: str) -> None:
    generated_calls(operation_id, {"slug": clinic.slug}, {})()


@pytest.mark.parametrize("operation_id", ["send_message", "read_conversation", "read_records"])
def test_generated_calls_in_a_conversation_are_answered_as_described(talk: Talk, operation_id: str) -> None:
    talk.say("I want to talk to a human")
    generated_calls(operation_id, {"conversation_id": talk.id}, talk.credentials)()
