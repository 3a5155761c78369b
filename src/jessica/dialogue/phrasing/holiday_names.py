"""What public holidays are called in the languages that Jessica speaks."""

from __future__ import annotations

# Holidays of the United States, as the calendar names them in English.
_SPANISH = {
    "New Year's Day": "Año Nuevo",
    "Martin Luther King Jr. Day": "Día de Martin Luther King",
    "Washington's Birthday": "Día de los Presidentes",
    "Presidents' Day": "Día de los Presidentes",
    "Memorial Day": "Día de los Caídos",
    "Juneteenth National Independence Day": "Juneteenth",
    "Independence Day": "Día de la Independencia",
    "Labor Day": "Día del Trabajo",
    "Columbus Day": "Día de la Raza",
    "Veterans Day": "Día de los Veteranos",
    "Thanksgiving Day": "Día de Acción de Gracias",
    "Thanksgiving": "Día de Acción de Gracias",
    "Christmas Eve": "Nochebuena",
    "Christmas Day": "Navidad",
}


def holiday_name(name: str, language: str) -> str:
    """The calendar's `name` as people say it in `language`; a name that is not known stays as it is.

    A holiday that is observed on another day has the holiday's own name; of several, the first is said.
    """
    plain = name.partition(";")[0].replace("(observed)", "").strip()
    return _SPANISH.get(plain, plain) if language == "es" else plain
