"""Services that can really be given: somebody does them, somewhere, in a room that is there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from jessica.clinic.file_checks.checked_file import CheckedFile
from jessica.clinic.file_problems import Path, Problem
from jessica.clinic.file_schema.fields import minute_of_day, resolve_day
from jessica.clinic.file_schema.services import ServicePart


def check(file: CheckedFile) -> Iterator[Problem]:
    for key, service in file.parts.services.items():
        path: Path = ("services", key)
        if not service.names.root:
            yield file.error((*path, "names"), "the service has no name", "a name for each language")
        if service.price and service.price.low > service.price.high:
            yield file.error((*path, "price"), "the low price is above the high one", "low, then high")
        yield from (_procedure if service.kind == "procedure" else _visit)(file, path, service)
    yield from _categories(file)
    yield from _openings(file)


def _procedure(file: CheckedFile, path: Path, service: ServicePart) -> Iterator[Problem]:
    if service.booked_as is None:
        yield file.error(path, "a procedure needs `booked_as`", "the key of the visit that it begins with")
        return
    target = file.parts.services.get(service.booked_as)
    if target is not None and target.kind != "visit":
        yield file.error((*path, "booked_as"), f"{service.booked_as!r} is not a visit", "the key of a visit")


def _visit(file: CheckedFile, path: Path, service: ServicePart) -> Iterator[Problem]:
    lengths = [length for length in (service.minutes.new, service.minutes.existing) if length is not None]
    if service.booked_as is not None:
        yield file.error(
            (*path, "booked_as"), "a visit is booked as itself", "`kind: procedure`, or no `booked_as`"
        )
    if not lengths:
        yield file.error(path, "the visit has no length", "`minutes: 30`")
    if not service.locations:
        yield file.error(path, "the visit has no location", "`locations: [...]`")
    follow = service.return_visit
    target = file.parts.services.get(follow.service) if follow else None
    if target is not None and target.kind != "visit":
        yield file.error((*path, "return_visit", "service"), "is not a visit", "the key of a visit")
    yield from _people(file, path, service)
    yield from _rooms(file, path, service)


def _people(file: CheckedFile, path: Path, service: ServicePart) -> Iterator[Problem]:
    if not service.providers:
        yield file.error(path, "nobody may do this visit", "`providers: [...]`")
        return
    if any(key not in file.parts.providers for key in service.providers):
        return  # told as a broken reference, or as a mistake inside that provider
    able = [
        provider
        for key in service.providers
        if (provider := file.parts.providers[key])
        and (not service.credentials or provider.credential in service.credentials)
    ]
    if not able:
        yield file.error(
            (*path, "credentials"),
            f"none of the providers holds {' or '.join(service.credentials)}",
            "the licence of one of them",
        )
        return
    worked = {place for provider in able for place in provider.hours}
    worked |= {dated.location for provider in able for dated in provider.dated_hours}
    listed = {opening.location for opening in file.parts.openings.values()}
    idle = [place for place in service.locations if place not in worked | listed]
    if idle and len(idle) == len(service.locations):
        yield file.error(
            (*path, "providers"),
            "none of the providers works at a location of this visit",
            f"somebody with hours at {' or '.join(service.locations)}",
        )
    elif idle:
        yield file.warning(
            (*path, "locations"),
            f"none of the providers works at {' or '.join(idle)}",
            "a location where one of them has hours",
        )


def _rooms(file: CheckedFile, path: Path, service: ServicePart) -> Iterator[Problem]:
    for section, things in (("rooms", file.parts.rooms), ("devices", file.parts.devices)):
        named = getattr(service, section)
        if any(key not in things for key in named):
            continue  # told as a broken reference, or as a mistake inside that room
        for place, key in enumerate(named):
            if things[key].location not in service.locations:
                yield file.error(
                    (*path, section, place),
                    f"{key!r} is at {things[key].location!r}, where this service is not offered",
                    f"one at {' or '.join(service.locations) or 'a location of the service'}",
                )
        for location in service.locations:
            if (
                named
                and location in file.parts.locations
                and all(things[k].location != location for k in named)
            ):
                yield file.error(
                    (*path, section),
                    f"none of them is at {location!r}, where the service is offered",
                    f"one at {location}, or that location left out",
                )


def _categories(file: CheckedFile) -> Iterator[Problem]:
    used = {service.category for service in file.parts.services.values()}
    for name in ("cancellation", "deposits"):
        seen: set[str] = set()
        for place, rule in enumerate(getattr(file.parts.policies, name)):
            for index, category in enumerate(rule.categories):
                path: Path = ("policies", name, place, "categories", index)
                if category not in used:
                    yield file.warning(
                        path, f"no service has the category {category!r}", f"one of {', '.join(sorted(used))}"
                    )
                if category in seen:
                    yield file.error(path, f"{category!r} stands in two rules", "each category once")
                seen.add(category)


def _openings(file: CheckedFile) -> Iterator[Problem]:
    spans: list[tuple[str, object, int, int, str]] = []
    for key, opening in file.parts.openings.items():
        service = file.parts.services.get(opening.service or "")
        if service is not None and opening.provider not in service.providers:
            yield file.error(
                ("openings", key, "provider"),
                f"{opening.provider!r} does not do {opening.service!r}",
                f"one of {', '.join(service.providers)}",
            )
        start = minute_of_day(opening.time)
        day = resolve_day(opening.day, file.today)
        spans.append((opening.provider, day, start, start + opening.minutes, key))
    ordered = sorted(spans, key=lambda span: (span[0], str(span[1]), span[2]))
    for earlier, later in pairwise(ordered):
        if earlier[:2] == later[:2] and later[2] < earlier[3]:
            yield file.error(
                ("openings", later[4]),
                f"overlaps the opening {earlier[4]!r} of the same provider",
                "openings that follow each other",
            )
