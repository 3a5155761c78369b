"""Looks at the machine: Python, clock, time zones, port, browser."""

from __future__ import annotations

import errno
import shutil
import socket
from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jessica.platform.doctor.finding import Finding, ok, problem, warning

_WRITTEN_FOR = (3, 11)
_NO_EARLIER_THAN = datetime(2026, 1, 1, tzinfo=UTC)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ZONES = ("America/New_York", "America/Los_Angeles", "America/Mexico_City", "Europe/Madrid", "UTC")


def look_at_python(version: tuple[int, int]) -> Finding:
    title = "Python"
    said = f"Python {version[0]}.{version[1]} runs Jessica."
    if version == _WRITTEN_FOR:
        return ok(title, said)
    return problem(
        title,
        said + " She is written for Python 3.11 and tested on no other.",
        "Install Python 3.11 and make the .venv folder anew with it.",
    )


def look_at_clock(now: datetime) -> Finding:
    """`now` is the machine's time, with a time zone."""
    title = "Clock"
    said = f"The machine's clock says {now.astimezone(UTC):%Y-%m-%d %H:%M} UTC."
    if now >= _NO_EARLIER_THAN:
        return ok(title, said)
    return problem(
        title,
        said + " That is long past, so appointments would get wrong dates.",
        "Set the clock, best by letting the machine keep it (timedatectl set-ntp true).",
    )


def look_at_time_zones(zones: Sequence[str] = ZONES) -> Finding:
    title = "Time zones"
    missing = []
    for zone in zones:
        try:
            ZoneInfo(zone)
        except ZoneInfoNotFoundError:
            missing.append(zone)
    if not missing:
        return ok(title, "The time zone data is there.")
    return problem(
        title,
        f"The time zone data lacks {', '.join(missing)}, so local opening hours cannot be computed.",
        "Install the Python package tzdata, or the system's tzdata package.",
    )


def look_at_port(port: int) -> Finding:
    """Whether the web server could listen on this port of 127.0.0.1 right now."""
    title = "Web port"
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return warning(
                    title,
                    f"Another program listens on port {port}. If that is Jessica herself, all is well.",
                    "End the other program, or choose another port (PORT=8001).",
                )
            return problem(
                title,
                f"Port {port} cannot be used ({error.strerror}).",
                "Choose a port above 1023, such as PORT=8000.",
            )
    return ok(title, f"Port {port} is free.")


def look_at_browser() -> Finding:
    """Only informative: a clinic's machine needs no browser."""
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found:
        return ok("Chromium", f"{found} is there for the browser tests.")
    return ok("Chromium", "No Chromium was found. Only the browser tests need it; Jessica runs without.")
