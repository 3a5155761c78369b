"""Addresses below `/api/v1/`."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from jessica.api.application import api
from jessica.api.door import through_the_door
from jessica.api.pages import docs, nothing_here, openapi

app_name = "api"
_calls = [
    pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern) and pattern.name != "api-root"
]

urlpatterns = [
    through_the_door(pattern)
    for pattern in (
        path("openapi.json", openapi, name="openapi"),
        path("docs", docs, name="docs"),
        *_calls,
        re_path("^", nothing_here, name="nothing"),
    )
]
