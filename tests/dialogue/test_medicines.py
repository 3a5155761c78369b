"""Medicines are found by the names people use, and only ever sorted into classes."""

from __future__ import annotations

import re

import pytest

from jessica.dialogue.ports import DrugClassFact
from jessica.dialogue.understanding.medicines import Medicine, medicine_table, medicines_in


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("a refill of oxycodone", [("oxycodone", "controlled")]),
        ("more oxycodon and my Z-Pak", [("oxycodone", "controlled"), ("z-pak", "antibiotic")]),
        ("Tylenol with codeine please", [("tylenol with codeine", "controlled")]),
        ("más cefalexina", [("cefalexina", "antibiotic")]),
        ("mi zofran y el ablandador de heces", [("zofran", "routine"), ("ablandador de heces", "routine")]),
        ("my ozempic", [("ozempic", "programme")]),
        ("my pills", []),
        ("I need a refill", []),
    ],
)
def test_names_are_found_in_their_order(words, found):
    assert [(m.name, m.drug_class) for m in medicines_in(words, ())] == found


def test_the_clinics_own_file_comes_first():
    own = DrugClassFact("specialty", ("Tramadol", "house cream"), "nurses")
    assert medicines_in("tramadol and the house cream", [own]) == [
        Medicine("tramadol", "specialty"),
        Medicine("house cream", "specialty"),
    ]


def test_the_table_is_dated_sourced_and_holds_no_dose():
    table = medicine_table()
    assert table.version >= 1
    assert all(named.source for named in table.classes.values())
    names = [name for named in table.classes.values() for name in named.names]
    assert len(names) == len(set(names))
    assert not any(re.search(r"\d+ ?(?:mg|ml|mcg)", name) for name in names)
