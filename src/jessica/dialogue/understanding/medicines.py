"""The medicines that a message names, and the class that each is refilled in. Routing only, never advice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz

from jessica.dialogue.ports import DrugClassFact
from jessica.dialogue.understanding.grammars.text import fold

UNLISTED = "unlisted"
# A longer name may be written with a slip: "oxycodon", "cephalexine".
_FUZZY_FROM, _ALIKE = 7, 88


class _NamedClass(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    names: tuple[str, ...]


class MedicineTable(BaseModel):
    """The table that ships; `version` and `as_of` say which."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int
    as_of: date
    classes: dict[str, _NamedClass]


@dataclass(frozen=True, slots=True)
class Medicine:
    """`name` as the table or the clinic's file writes it; `drug_class` is `UNLISTED` where neither has it."""

    name: str
    drug_class: str


@lru_cache(maxsize=1)
def medicine_table() -> MedicineTable:
    text = resources.files(__package__).joinpath("medicines.yaml").read_text(encoding="utf-8")
    return MedicineTable.model_validate(yaml.safe_load(text))


def medicines_in(text: str, classes: Sequence[DrugClassFact]) -> list[Medicine]:
    """Every medicine that `text` names, in its order, each once; the clinic's own classes come first."""
    folded = fold(text)
    found: dict[str, tuple[int, str]] = {}
    for name, drug_class in _known(classes):
        if name in found:
            continue
        place = _place_of(name, folded)
        if place is not None:
            found[name] = (place, drug_class)
    kept = [name for name in found if not any(name != other and name in other for other in found)]
    kept = _once_a_place(kept, found)
    return [Medicine(name, found[name][1]) for name in sorted(kept, key=lambda name: found[name][0])]


def _known(classes: Sequence[DrugClassFact]) -> Iterable[tuple[str, str]]:
    for own in classes:
        for name in own.names:
            yield fold(name), own.key
    for key, shipped in medicine_table().classes.items():
        for name in shipped.names:
            yield name, key


def _place_of(name: str, folded: str) -> int | None:
    exact = re.search(rf"\b{re.escape(name)}(?:e?s)?\b", folded)
    if exact:
        return exact.start()
    if len(name) < _FUZZY_FROM or " " in name:
        return None
    words = re.finditer(r"\w+", folded)
    return next(
        (
            word.start()
            for word in words
            if abs(len(word[0]) - len(name)) <= 2 and fuzz.ratio(word[0], name) >= _ALIKE
        ),
        None,
    )


def _once_a_place(names: list[str], found: dict[str, tuple[int, str]]) -> list[str]:
    """Two spellings of one name at one place ("cefalexina", "cephalexin") are one medicine."""
    first: dict[int, str] = {}
    for name in names:
        first.setdefault(found[name][0], name)
    return list(first.values())
