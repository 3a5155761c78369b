"""The API as one object: its calls, its errors, its description."""

from __future__ import annotations

from ninja import NinjaAPI

from jessica.api import clinics, conversations
from jessica.api.error_answers import answer_errors_as_problems

_DESCRIPTION = """\
Talk to the front desk of a clinic from a program. Begin a conversation, keep its token, and send what the \
visitor writes; Jessica answers, and what she says she did is done.

Bodies are JSON in UTF-8, of 64 kB at most; fields that a call does not know are refused. Times are ISO 8601 \
with an offset. New fields may be added to answers, and a program must not mind them."""

api = NinjaAPI(
    title="Jessica",
    version="1.0.0",
    description=_DESCRIPTION,
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
)
api.add_router("", clinics.router)
api.add_router("", conversations.router)
answer_errors_as_problems(api)
