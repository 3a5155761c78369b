"""Which door answers which address."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("console/", include("jessica.console.urls")),
    path("", include("jessica.portal.urls")),
    path("", include("jessica.channels.webchat.urls")),
]
