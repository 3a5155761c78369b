"""Invented people for the demonstration clinic. No name, number or address belongs to anybody."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, timedelta
from random import Random

from jessica.clinic.models import Clinic
from jessica.people.models import Person, PersonKind
from jessica.platform.ids import stable_id

# Given names by pronouns and language.
_GIVEN_NAMES = {
    ("she/her", "en"): "Amara Mei Svetlana Priya Fatima Hannah Bridget Thandiwe Yuki Ingrid Anjali Tove",
    ("she/her", "es"): "Lucía Rosa Xochitl Ximena Gabriela Marisol Soledad Beatriz Dolores",
    ("he/him", "en"): "Darnell Caleb Kwame Elliot Jamal",
    ("they/them", "en"): "Noor Wren Quinn",
    ("he/him", "es"): "Mateo",
}
_GIVEN = [
    (name, pronouns, language)
    for (pronouns, language), given in _GIVEN_NAMES.items()
    for name in given.split()
]
_FAMILY_NAMES = """
Abernathy Okonjo Villaseñor Lindgren Castañeda Haddad Nakamura Birdsong Olvera Thornbury Mbeki-Lane
Pacheco Szabo Rainwater Quintanilla Fairweather Adeyemi Montoya Kessler Oyelaran Barragán Whitcombe
Delacroix Yamashita Zaragoza Holloway Ferreira Sundaram Trujillo Ashdown Beltrán Kovalenko
Nightingale Ocampo Prendergast Rosenthal Salcedo Tanaka Underhill Valverde
"""
_SOURCES = ("website", "search", "friend", "instagram", "referring doctor", "phone book")
_AREA_CODES = ("720", "970", "719")


def plan_people(clinic: Clinic, random: Random, *, count: int, at: datetime) -> list[Person]:
    """`count` adults, not yet saved, the same for the same clinic; the first tenth are leads."""
    names = [(given, family) for family in _FAMILY_NAMES.split() for given in _GIVEN]
    # Steps through the names by a prime, so that neighbours share neither part.
    chosen = [names[place * 31 % len(names)] for place in range(count)]
    return [
        _person(clinic, place, *name, random, at, lead=place < count // 10)
        for place, name in enumerate(chosen)
    ]


def _person(
    clinic: Clinic,
    place: int,
    given: tuple[str, str, str],
    family: str,
    random: Random,
    at: datetime,
    *,
    lead: bool,
) -> Person:
    name, pronouns, language = given
    born = date(1950, 1, 1) + timedelta(days=random.randrange(20_000))
    days_known = random.randrange(1, 20) if lead else random.choice((50, 58, 300, 700, 1500)) + place % 9
    known_since = at - timedelta(days=days_known)
    return Person(
        id=stable_id(clinic.slug, "demo-person", str(place)),
        clinic=clinic,
        kind=PersonKind.LEAD if lead else PersonKind.PATIENT,
        given_name=name,
        family_name=family,
        pronouns=pronouns,
        birth_date=born,
        phone=f"+1{_AREA_CODES[place // 100 % 3]}55501{place % 100:02d}",
        email=f"{_ascii(name)}.{_ascii(family)}@example.com",
        language=language,
        source=random.choice(_SOURCES),
        created_at=known_since,
        updated_at=known_since,
    )


def _ascii(name: str) -> str:
    """`Castañeda` -> `castaneda`."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return letters.lower().replace(" ", "").replace("'", "")
