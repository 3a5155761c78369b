"""The API's own description: what the framework derives from the calls, made exact."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jessica.api.application import api
from jessica.api.problems import MEDIA_TYPE

_STREAM = "follow_conversation"
_STREAM_EXAMPLE = 'event: message\nid: 5\ndata: {"ordinal": 5, "author": "staff", ...}\n\n'


@cache
def openapi_document() -> dict[str, Any]:
    """The OpenAPI 3.1 document. The same for every caller, so that it is made once; not to be changed."""
    # A round trip through JSON makes plain, unshared values of the framework's.
    document: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
    document["servers"] = [{"url": "/"}]
    schemes = document["components"]["securitySchemes"]
    schemes["VisitorToken"]["description"] = "The token that came with the beginning of the conversation."
    for methods in document["paths"].values():
        for operation in methods.values():
            _make_exact(operation)
    return document


def _make_exact(operation: dict[str, Any]) -> None:
    operation["description"] = " ".join(operation.get("description", "").split())
    for status, response in operation["responses"].items():
        if int(status) >= 400:
            response["content"] = {MEDIA_TYPE: response["content"]["application/json"]}
        if status == "429":
            response["headers"] = {
                "Retry-After": {
                    "description": "Seconds to wait.",
                    "schema": {"type": "integer", "minimum": 1},
                }
            }
        if status == "401":
            response["headers"] = {"WWW-Authenticate": {"schema": {"type": "string"}, "required": True}}
    if operation["operationId"] == _STREAM:
        operation["responses"]["200"]["content"] = {
            "text/event-stream": {"schema": {"type": "string"}, "example": _STREAM_EXAMPLE}
        }
