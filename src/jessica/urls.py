"""Which door answers which address."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("jessica.api.urls")),
    path("console/", include("jessica.console.urls")),
    path("", include("jessica.portal.urls")),
    path("", include("jessica.channels.webchat.urls")),
]
