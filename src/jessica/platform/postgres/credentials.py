"""The random passwords of the two roles, in one file that only Jessica's own user may read."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from jessica.platform.postgres.small_files import read_text, write_text


@dataclass(frozen=True, slots=True)
class Credentials:
    app_password: str = field(repr=False)
    owner_password: str = field(repr=False)


def _file(desk: Path) -> Path:
    return desk / "credentials.json"


def read_credentials(desk: Path) -> Credentials | None:
    """The passwords in use, or None where the file is missing or damaged (the next start makes new ones)."""
    text = read_text(_file(desk))
    try:
        told = json.loads(text or "")
        return Credentials(str(told["app_password"]), str(told["owner_password"]))
    except (ValueError, KeyError, TypeError):
        return None


def read_or_create_credentials(desk: Path) -> Credentials:
    """The passwords in use, or new ones; whoever calls this sets them in the database."""
    known = read_credentials(desk)
    if known is not None:
        return known
    fresh = Credentials(secrets.token_urlsafe(32), secrets.token_urlsafe(32))
    told = {"app_password": fresh.app_password, "owner_password": fresh.owner_password}
    write_text(_file(desk), json.dumps(told))
    return fresh
