"""Calls about one conversation, for whoever holds its token."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from ninja import Header, Path, Router

from jessica.api.event_stream import stream_events
from jessica.api.limits import limit_conversation
from jessica.api.schemas.conversation import Answer, Conversation, NewMessage, Records
from jessica.api.schemas.problem import ProblemDetails
from jessica.api.visitor_token import VisitorToken, token_of
from jessica.platform.clock import clinic_clock
from jessica.reception.access import access_conversation
from jessica.reception.receiving import receive
from jessica.reception.records import conversation_as_json, effect_records, visible_messages
from jessica.reception.repeated_messages import require_same_message

router = Router(tags=["Conversations"], auth=VisitorToken())

ConversationId = Annotated[UUID, Path(description="The conversation's id.")]
IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        description="Names this message: sent again with the same key, it is answered with the same reply and"
        " nothing happens twice. A random value for each message.",
        min_length=1,
        max_length=120,
        pattern=r"^[!-~]+$",
        example="5f0c9f6a2f4b4ad7",
    ),
]
LastEventId = Annotated[
    int,
    Header(
        alias="Last-Event-ID",
        description="The ordinal of the last message that the caller has; the stream goes on after it.",
        ge=0,
        le=2**31 - 1,
        example=4,
    ),
]


@router.post(
    "/conversations/{uuid:conversation_id}/messages",
    response={200: Answer, (400, 401, 404, 409, 413, 415, 422, 429, 500): ProblemDetails},
    operation_id="send_message",
    summary="Say something",
)
def send_message(
    request: HttpRequest,
    conversation_id: ConversationId,
    body: NewMessage,
    idempotency_key: IdempotencyKey = "",
) -> HttpResponse:
    """Jessica answers, and what she says she did is done. While a person is answering, the reply is empty and
    the person's words come with the events."""
    at = clinic_clock().now()
    conversation = access_conversation(conversation_id, token_of(request))
    limit_conversation(request, conversation_id)
    reply = receive(conversation_id, body.text, idempotency_key=idempotency_key or None, at=at)
    if idempotency_key:
        require_same_message(conversation_id, idempotency_key, body.text)
    # The turn may have changed who answers and in which language.
    conversation.refresh_from_db(fields=["owner", "assignee", "closed_at", "locale"])
    return JsonResponse({"reply": reply, "conversation": conversation_as_json(conversation)})


@router.get(
    "/conversations/{uuid:conversation_id}",
    response={200: Conversation, (401, 404, 422, 429, 500): ProblemDetails},
    operation_id="read_conversation",
    summary="Read a conversation",
)
def read_conversation(request: HttpRequest, conversation_id: ConversationId) -> HttpResponse:
    """Where it stands and everything that was said."""
    conversation = access_conversation(conversation_id, token_of(request))
    answer: dict[str, Any] = conversation_as_json(conversation)
    return JsonResponse(answer | {"messages": visible_messages(conversation)})


@router.get(
    "/conversations/{uuid:conversation_id}/records",
    response={200: Records, (401, 404, 422, 429, 500): ProblemDetails},
    operation_id="read_records",
    summary="Read what a conversation did",
)
def read_records(request: HttpRequest, conversation_id: ConversationId) -> HttpResponse:
    """Every effect, each with the id of the record that it made or changed. The same words at the same clock
    give the same records."""
    conversation = access_conversation(conversation_id, token_of(request))
    return JsonResponse({"records": effect_records(conversation)})


@router.get(
    "/conversations/{uuid:conversation_id}/events",
    response={200: str, (401, 404, 422, 429, 500): ProblemDetails},
    operation_id="follow_conversation",
    summary="Follow a conversation live",
)
async def follow_conversation(
    request: HttpRequest, conversation_id: ConversationId, last_event_id: LastEventId = 0
) -> HttpResponseBase:
    """Server-sent events. `message` carries a message of the conversation and has its ordinal as its id;
    `conversation` carries where the conversation stands, first of all and whenever that changes. Comments
    keep the connection open. Come back with Last-Event-ID and nothing is missed or sent twice."""
    return await stream_events(conversation_id, token_of(request), after=last_event_id)
