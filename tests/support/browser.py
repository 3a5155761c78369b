"""A real Chromium against the real application on a free port, and what every page has to hold.

Import the fixtures into a folder's `conftest.py`; mark the tests `browser`. Playwright keeps an event loop in
the main thread while it runs, so the browser lives for one module only.
"""

from __future__ import annotations

import os
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import psycopg
import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
START_SECONDS = 20.0
# Expectations are polled and pass at once when true; only a failing test waits so long.
PATIENCE_MS = 20_000


@dataclass
class Watch:
    """What went wrong in a page while the test looked elsewhere."""

    origin: str
    forgiven: str
    problems: list[str] = field(default_factory=list)

    def attach(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        # A violated content security policy is reported here too.
        if message.type == "error" and not re.search(self.forgiven or "$^", message.text):
            self.problems.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if (
            parts.scheme in {"http", "https", "ws", "wss"}
            and f"{parts.scheme}://{parts.netloc}" != self.origin
        ):
            self.problems.append(f"foreign origin: {request.url}")


OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def site_server(django_db_setup: None) -> Iterator[str]:
    """The application on a free port of this machine, in a thread of this process; yields its origin."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    origin = f"http://127.0.0.1:{listening.getsockname()[1]}"
    config = uvicorn.Config(
        "jessica.asgi:application", log_level="warning", lifespan="off", timeout_graceful_shutdown=2
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + START_SECONDS
    while not server.started:
        assert thread.is_alive(), "the web server did not start"
        assert time.monotonic() < deadline, "the web server did not start in time"
        thread.join(0.02)
    yield origin
    server.should_exit = True
    thread.join(START_SECONDS)
    _end_sessions()


def _end_sessions() -> None:
    """Ends what the stopped server left open: the test database is dropped by a role that may not do so."""
    entry = settings.DATABASES["default"]
    with psycopg.connect(
        dbname=entry["NAME"],
        user=entry["USER"],
        password=entry["PASSWORD"] or None,
        host=entry["HOST"],
        port=entry["PORT"] or None,
    ) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def live_site(site_server: str, transactional_db: None) -> str:
    """The origin of the running application; what the test writes is committed and seen there."""
    return site_server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Django is told that the loop in this thread is the browser's, not the server's."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    with sync_playwright() as playwright:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        expect.set_options(timeout=PATIENCE_MS)
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")
    if before is not None:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture
def open_page(browser: Browser, live_site: str) -> Iterator[OpenPage]:
    """`open_page("/c/demo/", phone=True)` opens a page of the site in a browser context of its own.

    Options: `phone`, `dark`, `scripts` (False switches JavaScript off), `locale`, `forgiven` (a pattern of
    console errors that the test brings about). The test fails in the end when a page had any other error,
    broke its content security policy or asked a foreign origin for something.
    """
    contexts: list[BrowserContext] = []
    watches: list[Watch] = []

    def open_one(
        path: str,
        *,
        phone: bool = False,
        dark: bool = False,
        scripts: bool = True,
        locale: str = "en-US",
        forgiven: str = "",
    ) -> Page:
        context = browser.new_context(
            base_url=live_site,
            viewport=PHONE if phone else DESKTOP,  # type: ignore[arg-type]
            has_touch=phone,
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            locale=locale,
            reduced_motion="reduce",
        )
        contexts.append(context)
        watch = Watch(live_site, forgiven)
        watches.append(watch)
        page = context.new_page()
        watch.attach(page)
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    problems = [problem for watch in watches for problem in watch.problems]
    assert not problems, "\n".join(problems)


def assert_accessible(page: Page) -> None:
    """Fails with axe's report when the page breaks any WCAG 2.1 A or AA rule that axe can see."""
    results = Axe().run(page, options=WCAG)
    assert results.violations_count == 0, results.generate_report()
