"""The chat as a visitor handles it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect


@dataclass(frozen=True)
class Chat:
    """Short ways to the parts of the widget on a page."""

    page: Page

    @property
    def launcher(self) -> Locator:
        return self.page.locator("jessica-chat .launcher")

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def box(self) -> Locator:
        return self.panel.get_by_role("textbox")

    @property
    def mine(self) -> Locator:
        return self.panel.locator(".line--visitor")

    @property
    def hers(self) -> Locator:
        return self.panel.locator(".line--jessica")

    def open(self) -> Chat:
        self.launcher.click()
        expect(self.hers).to_have_count(1)
        return self

    def write(self, text: str) -> None:
        self.box.fill(text)
        self.box.press("Enter")

    def say(self, text: str) -> None:
        """Writes and waits for the answer."""
        before = self.hers.count()
        self.write(text)
        expect(self.hers).to_have_count(before + 1)

    def on_the_server(self) -> list[dict[str, Any]]:
        """The messages that the server has of this visitor's conversation."""
        kept = self.page.evaluate(
            "Object.entries(localStorage).find(([key]) => key.startsWith('jessica:'))[1]"
        )
        conversation = json.loads(kept)["conversation"]
        answer = self.page.request.get(
            f"/api/v1/conversations/{conversation['id']}",
            headers={"Authorization": f"Bearer {conversation['token']}"},
        )
        messages: list[dict[str, Any]] = answer.json()["messages"]
        return messages

    def times_received(self, text: str) -> int:
        return sum(message["text"] == text for message in self.on_the_server())
