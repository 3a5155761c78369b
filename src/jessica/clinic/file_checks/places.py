"""Time zones, phones, holidays, spans of days, and keys and log-ins that must be used once."""

from __future__ import annotations

from collections.abc import Iterator

import holidays

from jessica.clinic.file_checks.checked_file import CheckedFile
from jessica.clinic.file_problems import Path, Problem
from jessica.clinic.file_schema.fields import resolve_day
from jessica.clinic.resolving import e164, is_time_zone


def check(file: CheckedFile) -> Iterator[Problem]:
    yield from _time_zones(file)
    yield from _phones(file)
    yield from _holidays(file)
    yield from _spans(file)
    yield from _used_once(file)


def _time_zones(file: CheckedFile) -> Iterator[Problem]:
    named: list[tuple[Path, str]] = [(("clinic", "time_zone"), file.parts.clinic.time_zone)]
    named += [(("locations", key, "time_zone"), part.time_zone) for key, part in file.parts.locations.items()]
    for path, name in named:
        if name and not is_time_zone(name):
            yield file.error(path, f"{name!r} is not a time zone", "an IANA name like America/Denver")


def _phones(file: CheckedFile) -> Iterator[Problem]:
    parts = file.parts
    named: list[tuple[Path, str]] = [(("clinic", "phone"), parts.clinic.phone)]
    named += [(("locations", key, "phone"), part.phone) for key, part in parts.locations.items()]
    named += [(("people", key, "phone"), part.phone) for key, part in (parts.people or {}).items()]
    for path, phone in named:
        if e164(phone, parts.clinic.country) is None:
            yield file.error(path, f"{phone!r} is not a phone number", "a number like +1 303 555 0142")


def _holidays(file: CheckedFile) -> Iterator[Problem]:
    calendar = file.parts.clinic.holidays
    if calendar is None:
        return
    path: Path = ("clinic", "holidays")
    countries = holidays.list_supported_countries()
    if calendar.country not in countries:
        yield file.error(
            (*path, "country"), f"no holidays are known for {calendar.country!r}", "a code like US"
        )
        return
    regions = countries[calendar.country]
    if calendar.subdivision and calendar.subdivision not in regions:
        expected = f"one of {', '.join(regions)}" if regions else "none"
        yield file.error((*path, "subdivision"), f"{calendar.subdivision!r} is not a region of it", expected)
        return
    known = holidays.country_holidays(
        calendar.country, subdiv=calendar.subdivision or None, years=[file.today.year, file.today.year + 1]
    )
    names = {name for names in known.values() for name in names.split("; ")}
    for place, name in enumerate(calendar.open_on):
        if name not in names:
            yield file.warning(
                (*path, "open_on", place),
                f"{name!r} is not a holiday there",
                f"one of {', '.join(sorted(names))}",
            )


def _spans(file: CheckedFile) -> Iterator[Problem]:
    spans: list[tuple[Path, str, str | None]] = [
        (("closures", place), part.first, part.last) for place, part in enumerate(file.parts.closures or ())
    ]
    for key, provider in file.parts.providers.items():
        for name in ("absences", "dated_hours"):
            spans += [
                (("providers", key, name, place), part.first, part.last)
                for place, part in enumerate(getattr(provider, name))
            ]
    spans += [
        (("waitlist", key), part.earliest, part.latest) for key, part in (file.parts.waitlist or {}).items()
    ]
    for path, first, last in spans:
        if last is not None and resolve_day(last, file.today) < resolve_day(first, file.today):
            yield file.error(path, f"the last day {last} is before the first day {first}", "first, then last")


def _used_once(file: CheckedFile) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for section in ("providers", "rooms", "devices"):
        for key in sorted(file.keys.get(section, ())):
            if key in seen:
                yield file.error(
                    (section, key), f"the key {key!r} is also in `{seen[key]}`", "a key of its own"
                )
            seen.setdefault(key, section)
    emails: dict[str, str] = {}
    for key, person in file.parts.staff.items():
        email = (person.email or "").lower()
        if email in emails:
            yield file.error(
                ("staff", key, "email"), f"{email!r} is also that of {emails[email]!r}", "one log-in each"
            )
        if email:
            emails.setdefault(email, key)
