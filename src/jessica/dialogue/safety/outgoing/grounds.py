"""What one reply may contain: the figures and words of the sources that were used to make it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from jessica.dialogue.ports import ClinicFacts, Texts
from jessica.dialogue.safety.outgoing.figures import Figure, find_figures
from jessica.dialogue.understanding.grammars.text import fold

_ONLY_FROM_RECORDS = frozenset({"money", "percent", "clock"})


@dataclass(slots=True)
class Grounds:
    """Sources of one reply: approved texts, templates and values from records, as they are said.

    `names` are what people, places and treatments are called: a rule does not judge their words.
    `behind` are further grounds that count as well.
    """

    sources: list[str] = field(default_factory=list)
    names: tuple[str, ...] = ()
    behind: Grounds | None = None
    _templates: list[str] = field(default_factory=list)
    _read: int = 0
    _read_templates: int = 0
    _figures: set[tuple[str, str]] = field(default_factory=set)
    _folded: list[str] = field(default_factory=list)

    def add(self, *sources: object) -> None:
        self.sources.extend(str(source) for source in sources if source is not None)

    def add_template(self, words: str) -> None:
        """A sentence frame: its words and small numbers count, its amounts, shares and hours never do."""
        self._templates.append(words)

    def extended(self, *sources: str) -> Grounds:
        """Grounds that hold `sources` besides these."""
        return Grounds(list(sources), behind=self) if sources else self

    def hold(self, figure: Figure) -> bool:
        """Whether a source has this very figure; a bare number from a record stands for any unit."""
        self._read_new()
        if (figure.kind, figure.value) in self._figures or (self.behind and self.behind.hold(figure)):
            return True
        if figure.kind == "clock":
            # "8:00 to 5:00 PM": a source that says the half of the day holds the hour said without it.
            return figure.value[-1].isdigit() and any(
                ("clock", figure.value + half) in self._figures for half in "ap"
            )
        if figure.kind == "span":
            return ("bare", figure.value.partition(" ")[0]) in self._figures
        if figure.kind == "month":
            return any(
                kind == "date" and value.startswith(f"{figure.value}-") for kind, value in self._figures
            )
        return figure.kind == "name" and self.say(figure.value)

    def say(self, words: str) -> bool:
        """Whether a source has these folded words."""
        self._read_new()
        return any(words in source for source in self._folded) or bool(self.behind and self.behind.say(words))

    def name(self, words: str) -> bool:
        """Whether these folded words are, or are part of, what somebody or something is called."""
        return any(words in fold(name) for name in self.names) or bool(
            self.behind and self.behind.name(words)
        )

    def _read_new(self) -> None:
        for source in self.sources[self._read :]:
            self._folded.append(fold(source))
            self._figures.update((figure.kind, figure.value) for figure in find_figures(source))
            if source.isdigit():
                self._figures.add(("bare", f"{float(source):g}"))
        self._read = len(self.sources)
        for words in self._templates[self._read_templates :]:
            self._folded.append(fold(words))
            self._figures.update(
                (figure.kind, figure.value)
                for figure in find_figures(words)
                if figure.kind not in _ONLY_FROM_RECORDS
            )
        self._read_templates = len(self._templates)


def standing_sources(facts: ClinicFacts) -> tuple[str, ...]:
    """What the clinic's file says of itself and holds in every turn: names, places, numbers, credentials."""
    sources = [facts.name, facts.phone, facts.emergency_number, *(f"{fact.name}" for fact in facts.insurers)]
    sources += [text for texts in facts.insurer_wording.values() for text in texts.values()]
    for place in facts.locations:
        sources += [place.name, place.address, place.phone]
    for provider in facts.providers:
        sources += [provider.name, provider.family_name, provider.credential, *provider.boards]
        sources += [
            f"certified by the {board} certificada por certificado por {board}" for board in provider.boards
        ]
    for service in facts.services:
        sources += list(service.names.values())
    return tuple(source for source in sources if source)


def approved_texts(facts: ClinicFacts) -> frozenset[str]:
    """Whole texts that the clinic has approved; their figures hold only where the text itself is said."""
    texts: list[str] = [entry.answer for entry in facts.knowledge]
    texts += _values(facts.late_text, *(drugs.text for drugs in facts.drug_classes))
    for service in facts.services:
        texts += _values(service.description, service.price_caveat, service.price_includes,
                         service.deposit_terms, service.preparation, service.price_unit)  # fmt: skip
    for place in facts.locations:
        texts += [text for parts in place.directions.values() for text in parts.values()]
    return frozenset(text for text in texts if text)


def _values(*tables: Texts) -> Iterable[str]:
    return [text for table in tables for text in table.values()]


def standing_names(facts: ClinicFacts) -> tuple[str, ...]:
    """What the clinic, its people, places, insurers and treatments are called."""
    names = [
        facts.name,
        *(place.name for place in facts.locations),
        *(place.address for place in facts.locations),
    ]
    names += [*(provider.name for provider in facts.providers), *(fact.name for fact in facts.insurers)]
    names += [name for service in facts.services for name in service.names.values()]
    return tuple(name for name in names if name)
