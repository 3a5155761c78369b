"""Words must lead to one thing: no synonym of two services, no question with two answers."""

from __future__ import annotations

from collections.abc import Iterator

from jessica.clinic.file_checks.checked_file import CheckedFile
from jessica.clinic.file_problems import Path, Problem
from jessica.clinic.file_schema.fields import resolve_day

# A word in one language, where it stands, and what it names.
Named = tuple[str, str, Path, str]


def check(file: CheckedFile) -> Iterator[Problem]:
    yield from _clashes(file, _service_words(file), "service")
    yield from _clashes(file, _questions(file), "entry")
    yield from _clashes(file, _places(file), "location")
    yield from _clashes(file, _insurers(file), "insurer")
    for key, entry in file.parts.knowledge.items():
        if entry.expires and resolve_day(entry.expires, file.today) < file.today:
            yield file.warning(
                ("knowledge", key, "expires"),
                "has expired; Jessica will not say it",
                "a day in the future, after somebody has read it again",
            )


def _normal(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").split()).strip(" ?¿.")


def _clashes(file: CheckedFile, words: Iterator[Named], kind: str) -> Iterator[Problem]:
    seen: dict[tuple[str, str], tuple[str, Path]] = {}
    for language, word, path, owner in words:
        first_owner, first_path = seen.setdefault((language, _normal(word)), (owner, path))
        if first_owner != owner:
            line = file.tree.place(first_path).line
            yield file.error(
                path,
                f"{word!r} also names the {kind} {first_owner!r} (line {line})",
                "a word for one of them",
            )


def _service_words(file: CheckedFile) -> Iterator[Named]:
    for key, service in file.parts.services.items():
        for language, name in service.names.root.items():
            yield language, name, ("services", key, "names", language), key
        for language, words in service.synonyms.root.items():
            for place, word in enumerate(words):
                yield language, word, ("services", key, "synonyms", language, place), key


def _questions(file: CheckedFile) -> Iterator[Named]:
    for key, entry in file.parts.knowledge.items():
        for language, wording in entry.texts.root.items():
            for place, question in enumerate(wording.questions):
                yield language, question, ("knowledge", key, "texts", language, "questions", place), key


def _places(file: CheckedFile) -> Iterator[Named]:
    for key, location in file.parts.locations.items():
        yield "", location.name, ("locations", key, "name"), key
        for place, word in enumerate(location.synonyms):
            yield "", word, ("locations", key, "synonyms", place), key


def _insurers(file: CheckedFile) -> Iterator[Named]:
    for place, insurer in enumerate(file.parts.policies.insurers):
        path: Path = ("policies", "insurers", place)
        yield "", insurer.name, (*path, "name"), insurer.name
        for index, word in enumerate(insurer.synonyms):
            yield "", word, (*path, "synonyms", index), insurer.name
