"""How many people a visit is wished for: "my sister and I", "the two of us", "mi hija y yo"."""

from __future__ import annotations

import re

_NUMBERS = {"two": 2, "three": 3, "four": 4, "dos": 2, "tres": 3, "cuatro": 4}
_MOST = 6
_KIN = (
    r"(?:mom|mother|dad|father|husband|wife|partner|sister|brother|friend|boyfriend|girlfriend|grandmother|"
    r"aunt|uncle|cousin|son|daughter|kid|child|teen\w*|roommate|colleague|coworker)"
)
_KIN_ES = (
    r"(?:mama|madre|papa|padre|espos[oa]|marido|pareja|herman[oa]|amig[oa]|novi[oa]|abuel[oa]|ti[oa]|prim[oa]|"
    r"hij[oa]|vecin[oa])"
)
_PAIR = re.compile(
    rf"\bmy (?:\w+ )?{_KIN} and (?:i|me|myself)\b|\b(?:me|myself|i|us) and my (?:\w+ )?{_KIN}\b"
    rf"|\bfor (?:both|me) (?:of us|and my (?:\w+ )?{_KIN})\b|\b(?:we|us) both\b|\bboth of us\b"
    rf"|\bmi (?:\w+ )?{_KIN_ES} y (?:yo|para mi|a mi)\b|\b(?:yo|para mi|mi) y (?:para )?mi {_KIN_ES}\b"
)
_COUNTED = re.compile(
    r"\b(?:for|the|us|all|somos|para|las|los|nosotr[ao]s) (?:all )?(two|three|four|dos|tres|cuatro|[2-6])"
    r"(?: of us| people| persons| patients| personas| pacientes)\b"
    r"|\b(?:somos|para las|para los|para nosotr[ao]s) (dos|tres|cuatro|[2-6])\b"
)

_ALONE = re.compile(
    r"\b(?:only|just) (?:me|myself|for me)\b|\b(?:solo|solamente|nada mas) (?:yo|para mi|a mi)\b"
)


def is_for_one(folded: str) -> bool:
    """Whether the words take a party back: "it's only me"."""
    return bool(_ALONE.search(folded))


def people_in(folded: str) -> int:
    """The number of people that the folded message wishes a visit for; 1 where it speaks of no party."""
    counted = _COUNTED.search(folded)
    if counted:
        said = counted[1] or counted[2]
        return min(_MOST, _NUMBERS.get(said) or int(said))
    return 2 if _PAIR.search(folded) else 1
