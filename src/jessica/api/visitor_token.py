"""The visitor's bearer token. Here it only has to be there; reception says whether it opens anything."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.security import HttpBearer


class VisitorToken(HttpBearer):
    """Puts the token of `Authorization: Bearer TOKEN` on the request as `auth`."""

    def authenticate(self, request: HttpRequest, token: str) -> str | None:
        """The token itself; None, which is answered with 401, where it is empty or not one word."""
        return token if token and not any(character.isspace() for character in token) else None


def token_of(request: HttpRequest) -> str:
    """The token that came with a request behind `VisitorToken`."""
    return str(getattr(request, "auth", ""))
