"""What a speaker takes back: "Thursday... no wait, Friday" asks for Friday.

A word of repair puts what follows in the place of what stood before it: days for days, times for times. What
has no successor stays: "tomorrow at 2, make that 3pm" is still tomorrow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from jessica.dialogue.understanding.grammars.text import fold_with_offsets
from jessica.dialogue.understanding.grammars.when.atoms import Atom

_REPAIR = re.compile(
    r"\b(?:no,? ?wait|wait,? ?no|no,? ?sorry|sorry,? ?no|sorry,? i mean|i mean,?(?! not)|i meant"
    r"|scratch that|strike that|make that|oops"
    r"|(?<!can't )(?<!cannot )(?<!cant )wait(?=[,.! ]+(?:can'?t|the |make|not|i ))"
    r"|no,? ?esper[ae]|esper[ae],? ?no|no,? ?perdon[ae]?|perdon,? ?no|ay,? ?no|digo|quise decir|queria decir"
    r"|mejor dicho"
    r"|no,? ?mejor|(?<=[.,;] )mejor(?= (?:el|la|a las?|otro|manana|pasado)\b))\b"
    r"(?:[ ,.!]+(?:no|can'?t|no puedo|sorry|perdon|wait|mejor|actually|i mean|que)\b)*"
)
_SAME_WISH = frozenset({"or", "and", "/", "the", "on", "of", "at", "next", "this"})


def without_repaired(atoms: Sequence[Atom], text: str) -> list[Atom]:
    """`atoms` without the days and times of `text` that later ones took the place of."""
    left = list(atoms)
    folded = fold_with_offsets(text)
    for match in _REPAIR.finditer(folded.text):
        left = _replaced(left, *folded.span(*match.span()))
    return _instead(left)


def _replaced(atoms: list[Atom], start: int, end: int) -> list[Atom]:
    after = [atom for atom in atoms if atom.start >= end]
    days, clocks = any(atom.day for atom in after), any(atom.clock for atom in after)
    before = [atom for atom in atoms if atom.start < start]
    if not (days or clocks) or any(atom.code in ("not", "cannot") for atom in before):
        # "I can't on Tuesday, rather Wednesday" takes nothing back: Tuesday is ruled out.
        return atoms
    kept = [_dropped(atom) if (atom.day and days) or (atom.clock and clocks) else atom for atom in before]
    return [*kept, Atom(".", start, end, word="."), *after]


def _instead(atoms: list[Atom]) -> list[Atom]:
    """Of two wishes of which the second stands there "instead", the second."""
    place = next((index for index, atom in enumerate(atoms) if atom.code == "instead"), None)
    if place is None or any(atom.day for atom in atoms[place + 1 :]):
        return atoms
    first = place
    while first and (atoms[first - 1].day or atoms[first - 1].clock or atoms[first - 1].code in _SAME_WISH):
        first -= 1
    if not any(atom.day for atom in atoms[first:place]):
        return atoms
    return [*(_dropped(atom) for atom in atoms[:first]), *atoms[first:]]


def _dropped(atom: Atom) -> Atom:
    if atom.day is None and atom.clock is None:
        return atom
    return replace(atom, code="x", day=None, clock=None)
