"""Every key that a part names must stand in the file."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from jessica.clinic.file_checks.checked_file import CheckedFile
from jessica.clinic.file_problems import Path, Problem

# A reference: where it stands, the section that must hold it, the key.
Reference = tuple[Path, str, str | None]


def check(file: CheckedFile) -> Iterator[Problem]:
    for path, section, key in _references(file):
        known = file.keys.get(section, set())
        if key is not None and key not in known:
            close = difflib.get_close_matches(key, sorted(known), n=1, cutoff=0.6)
            expected = (
                f"{close[0]!r} (did you mean that?)"
                if close
                else f"one of {', '.join(sorted(known))}"
                if known
                else f"a key of `{section}`, which is empty"
            )
            yield file.error(path, f"{key!r} is not in `{section}`", expected)
    yield from _queues(file)


def _references(file: CheckedFile) -> Iterator[Reference]:
    yield from _of_places(file)
    yield from _of_services(file)
    yield from _of_records(file)


def _list(path: Path, section: str, keys: Iterable[str]) -> Iterator[Reference]:
    for place, key in enumerate(keys):
        yield (*path, place), section, key


def _of_places(file: CheckedFile) -> Iterator[Reference]:
    parts = file.salvaged
    for place, closure in enumerate(parts.closures or ()):
        yield ("closures", place, "location"), "locations", closure.location
    for key, provider in parts.providers.items():
        for location in provider.hours:
            yield ("providers", key, "hours", location), "locations", location
        for place, dated in enumerate(provider.dated_hours):
            yield ("providers", key, "dated_hours", place, "location"), "locations", dated.location
    for section, things in (("rooms", parts.rooms), ("devices", parts.devices)):
        for key, thing in things.items():
            yield (section, key, "location"), "locations", thing.location
    for place, insurer in enumerate(parts.policies.insurers):
        for location in insurer.locations:
            yield ("policies", "insurers", place, "locations", location), "locations", location
    for place, drugs in enumerate(parts.policies.drug_classes):
        yield ("policies", "drug_classes", place, "visit"), "services", drugs.visit


def _of_services(file: CheckedFile) -> Iterator[Reference]:
    for key, service in file.salvaged.services.items():
        path: Path = ("services", key)
        yield (*path, "booked_as"), "services", service.booked_as
        if service.return_visit:
            yield (*path, "return_visit", "service"), "services", service.return_visit.service
        for section in ("providers", "rooms", "devices", "locations"):
            yield from _list((*path, section), section, getattr(service, section))
    for key, entry in file.salvaged.knowledge.items():
        yield ("knowledge", key, "service"), "services", entry.service
        yield ("knowledge", key, "owner"), "staff", entry.owner
    for key, opening in file.salvaged.openings.items():
        yield ("openings", key, "provider"), "providers", opening.provider
        yield ("openings", key, "location"), "locations", opening.location
        yield ("openings", key, "service"), "services", opening.service


def _of_records(file: CheckedFile) -> Iterator[Reference]:
    parts = file.salvaged
    for key, person in (parts.people or {}).items():
        yield ("people", key, "guardian"), "people", person.guardian
    for key, visit in (parts.visits or {}).items():
        yield ("visits", key, "person"), "people", visit.person
        yield ("visits", key, "service"), "services", visit.service
        yield ("visits", key, "about"), "services", visit.about
        yield ("visits", key, "location"), "locations", visit.location
        yield ("visits", key, "provider"), "providers", visit.provider
    for key, charge in (parts.charges or {}).items():
        yield ("charges", key, "person"), "people", charge.person
        yield ("charges", key, "visit"), "visits", charge.visit
    for key, result in (parts.results or {}).items():
        yield ("results", key, "person"), "people", result.person
    for key, waiting in (parts.waitlist or {}).items():
        yield ("waitlist", key, "person"), "people", waiting.person
        yield ("waitlist", key, "service"), "services", waiting.service
        yield ("waitlist", key, "provider"), "providers", waiting.provider
        yield from _list(("waitlist", key, "locations"), "locations", waiting.locations)


def _queues(file: CheckedFile) -> Iterator[Problem]:
    policies = file.salvaged.policies
    known = [queue.key for queue in policies.queues]
    expected = f"one of {', '.join(known)}" if known else "a queue of `policies.queues`, which is empty"
    named: list[tuple[Path, str | None]] = [(("policies", "handover", "queue"), policies.handover.queue)]
    named += [
        (("policies", "drug_classes", place, "queue"), drugs.queue)
        for place, drugs in enumerate(policies.drug_classes)
    ]
    named += [(("policies", "routing", kind), key) for kind, key in policies.routing]
    for path, key in named:
        if key is not None and key not in known:
            yield file.error(path, f"{key!r} is not a queue", expected)
    for place, key in enumerate(known):
        if key in known[:place]:
            yield file.error(("policies", "queues", place, "key"), f"{key!r} stands twice", "each queue once")
