"""The written utterances: reading them, filling their placeholders, holding a part of them apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from zlib import crc32

import yaml

CORPUS = Path(__file__).parent / "corpus"
# Families are held apart whole, so that the test shares no wording with the training.
_HELD_APART_PER_CENT = 15
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Family:
    """Utterances that share their skeleton and their labels ("intent:ask", "topic:price", ...)."""

    name: str
    language: str
    labels: frozenset[str]
    say: tuple[str, ...]

    @property
    def held_apart(self) -> bool:
        return crc32(f"{self.language}/{self.name}".encode()) % 100 < _HELD_APART_PER_CENT


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    language: str
    labels: frozenset[str]


def families(folder: Path = CORPUS) -> list[Family]:
    """Every family below `folder`, in the order of file names; the folder's name is the language."""
    found = []
    for path in sorted(folder.glob("*/*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            labels = [
                f"{kind}:{name}"
                for kind, names in (
                    ("intent", entry.get("intents")),
                    ("topic", entry.get("topics")),
                    ("conduct", entry.get("conduct")),
                )
                for name in names or ()
            ]
            say = tuple(str(text) for text in entry["say"])
            found.append(Family(f"{path.stem}/{entry['family']}", path.parent.name, frozenset(labels), say))
    return found


def unseen(every: Sequence[Family]) -> list[Family]:
    """The families held apart, without utterances that another family happens to share with training."""
    trained = {_letters(text) for family in every if not family.held_apart for text in family.say}
    return [
        replace(family, say=tuple(text for text in family.say if _letters(text) not in trained))
        for family in every
        if family.held_apart
    ]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).casefold().strip()


def examples(chosen: Sequence[Family], pools: dict[str, dict[str, list[str]]], seed: int) -> list[Example]:
    """One example an utterance, its placeholders filled; the same seed gives the same examples."""
    random = Random(seed)
    return [
        Example(_filled(text, pools[family.language], random), family.language, family.labels)
        for family in chosen
        for text in family.say
    ]


def pools() -> dict[str, dict[str, list[str]]]:
    """What may stand for each placeholder, by language."""
    loaded: dict[str, dict[str, list[str]]] = yaml.safe_load(
        (Path(__file__).parent / "pools.yaml").read_text(encoding="utf-8")
    )
    return loaded


def _filled(text: str, pool: dict[str, list[str]], random: Random) -> str:
    return _PLACEHOLDER.sub(lambda match: str(random.choice(pool[match[1]])), text)


def with_noise(found: Sequence[Example], seed: int) -> Iterator[Example]:
    """The examples as they are, each once more with slips of the finger, and pairs said in one breath."""
    random = Random(seed)
    for example in found:
        yield example
        yield Example(_with_slips(example.text, random), example.language, example.labels)
    by_language = {lang: [x for x in found if x.language == lang] for lang in {x.language for x in found}}
    for example in found:
        if random.random() < 0.35:
            other = random.choice(by_language[example.language])
            link = random.choice([". ", ", ", " and ", " ", "\n", "! "])
            if example.language == "es" and link == " and ":
                link = " y "
            yield Example(example.text + link + other.text, example.language, example.labels | other.labels)


def _with_slips(text: str, random: Random) -> str:
    words = text.split(" ")
    for index, word in enumerate(words):
        if len(word) >= 4 and random.random() < 0.15:
            words[index] = _slip(word, random)
    text = " ".join(words)
    if random.random() < 0.5:
        text = re.sub(r"[?!.,¿¡']", "", text)
    return text.lower() if random.random() < 0.5 else text


def _slip(word: str, random: Random) -> str:
    place = random.randrange(1, len(word) - 1)
    match random.randrange(3):
        case 0:
            return word[:place] + word[place + 1 :]
        case 1:
            return word[:place] + word[place] + word[place:]
        case _:
            return word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]
