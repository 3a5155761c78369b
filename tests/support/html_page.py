"""Reads a page as a person does: its text, its links by class, the fields of its first form."""

from __future__ import annotations

from html.parser import HTMLParser


class HtmlPage(HTMLParser):
    """`text` is what is shown, on one line; `links` holds (classes, address); `form` names and values."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._silent = 0
        self.links: list[tuple[set[str], str]] = []
        self.form: dict[str, str] = {}
        self.language = ""
        self.feed(source)

    @property
    def text(self) -> str:
        return " ".join("".join(self._pieces).split())

    def links_of_class(self, name: str) -> list[str]:
        return [address for classes, address in self.links if name in classes]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        self._pieces.append(" ")
        if tag in {"title", "script", "style"}:
            self._silent += 1
        elif tag == "a":
            self.links.append((set(facts.get("class", "").split()), facts.get("href", "")))
        elif tag == "input" and "name" in facts:
            self.form.setdefault(facts["name"], facts.get("value", ""))
        elif tag == "html":
            self.language = facts.get("lang", "")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"title", "script", "style"}:
            self._silent -= 1
        if tag in {"p", "li", "h1", "h2", "h3", "dd", "dt", "td", "th", "div"}:
            self._pieces.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._pieces.append(data)
