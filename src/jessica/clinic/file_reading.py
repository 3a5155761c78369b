"""Read and check a clinic file: all errors at once, each with its line and what was expected.

Items that the schema refuses are left out of the further checks, but their keys still count as known, so
that one mistake is told once; and the fields of theirs that do fit are still checked for references.
"""

from __future__ import annotations

import contextlib
import typing
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path as FilePath
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, TypeAdapter, ValidationError

from jessica.clinic.file_checks import CheckedFile, check
from jessica.clinic.file_parts import read_with_includes
from jessica.clinic.file_problems import ClinicFileError, Path, Problem
from jessica.clinic.file_schema.clinic_file import ClinicFile
from jessica.clinic.file_schema.places import ClinicPart
from jessica.clinic.policies import Policies
from jessica.clinic.resolving import is_time_zone, resolve
from jessica.clinic.schema_problems import schema_problem
from jessica.clinic.yaml_tree import YamlTree, read_yaml

# Section -> key -> what fits of a part that as a whole does not; for `policies`, what fits of it.
Salvaged = dict[str, Any]


@dataclass(frozen=True)
class ParsedClinic:
    """A file without errors: days are dates, phones are E.164, lists of keys are sorted."""

    file: ClinicFile
    warnings: list[Problem]
    hash: str
    today: date


def parse(source: str | FilePath, *, at: datetime) -> ParsedClinic:
    """Read a clinic file from a path, or from its text.

    `at` is the instant of loading: relative days count from its local date in the clinic's time zone.
    Raises `ClinicFileError` with every problem; nothing else is touched.
    """
    tree = read_with_includes(source) if isinstance(source, FilePath) else read_yaml(source)
    problems = list(tree.problems)
    unfit: Salvaged = {}
    draft = _validate(tree, problems, unfit)
    if draft is None:
        raise ClinicFileError(_in_order(problems))
    zone = ZoneInfo(draft.clinic.time_zone if is_time_zone(draft.clinic.time_zone) else "UTC")
    today = at.astimezone(zone).date()
    found = check(CheckedFile(draft, _with_unfit(draft, unfit), tree, _known_keys(tree), today))
    problems += [problem for problem in found if problem.severity == "error"]
    if problems:
        raise ClinicFileError(_in_order(problems))
    warnings = _in_order([problem for problem in found if problem.severity == "warning"])
    file = resolve(draft, today)
    return ParsedClinic(file, warnings, sha256(file.model_dump_json().encode()).hexdigest(), today)


def _validate(tree: YamlTree, problems: list[Problem], unfit: Salvaged) -> ClinicFile | None:
    """The parts that fit the schema; problems of the others are appended. None: there is nothing to check."""
    if not isinstance(tree.data, dict):
        if not problems:
            problems.append(tree.problem((), "the file is empty or not a group of keys", "`clinic:` first"))
        return None
    sections: dict[str, Any] = {}
    for name, field in ClinicFile.model_fields.items():
        if name in tree.data:
            sections[name] = _section(tree, name, field.annotation, problems, unfit)
    unknown = {key: None for key in tree.data if key not in ClinicFile.model_fields}
    problems += [
        schema_problem(tree, ClinicFile, (), error)
        for error in _errors(ClinicFile, {"clinic": None, "locations": None} | unknown)
        if error["type"] == "extra_forbidden"
    ]
    problems += [
        tree.problem((), f"the section {required!r} is missing", f"`{required}:`")
        for required in ("clinic", "locations")
        if not tree.data.get(required)
    ]
    sections["clinic"] = sections.get("clinic") or _stand_in_clinic(tree)
    sections["policies"] = sections.get("policies") or Policies()
    empty = {name: field.get_default() for name, field in ClinicFile.model_fields.items()}
    return ClinicFile.model_construct(**{**empty, "locations": {}, **sections})


def _section(tree: YamlTree, name: str, annotation: Any, problems: list[Problem], unfit: Salvaged) -> Any:
    """The valid items of a section of keys, or a whole section, or None where it does not fit."""
    raw = tree.data[name]
    item_type = _item_type(annotation)
    if item_type is None:
        part = _part(tree, annotation, raw, (name,), problems)
        if part is None and name == "policies" and isinstance(raw, dict):
            unfit[name] = _fitting_fields(Policies, raw)
        return part
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        problems.append(tree.problem((name,), f"{name!r} is not a group of keys", "`key:` and what it is"))
        return {}
    items: dict[str, Any] = {}
    for key, value in raw.items():
        before = len(problems)
        item = _part(tree, dict[_key_type(annotation), item_type], {key: value}, (name,), problems)  # type: ignore[misc]
        if len(problems) == before:
            items.update(item)
        elif isinstance(value, dict):
            unfit.setdefault(name, {})[key] = _fitting_fields(item_type, value)
    return items


def _fitting_fields(model: type[BaseModel], raw: dict[str, Any]) -> BaseModel:
    """A part with the fields that fit, and defaults or None for the others."""
    values: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        values[name] = None if field.is_required() else field.get_default(call_default_factory=True)
        if name in raw:
            with contextlib.suppress(ValidationError):
                values[name] = TypeAdapter(typing.cast("Any", field.annotation)).validate_python(raw[name])
    return model.model_construct(**values)


def _with_unfit(draft: ClinicFile, unfit: Salvaged) -> ClinicFile:
    """`draft` with the salvaged parts beside the whole ones."""
    update = {
        name: {**(getattr(draft, name) or {}), **parts} if isinstance(parts, dict) else parts
        for name, parts in unfit.items()
    }
    return draft.model_copy(update=update)


def _part(tree: YamlTree, annotation: Any, raw: Any, prefix: Path, problems: list[Problem]) -> Any:
    try:
        return TypeAdapter(annotation).validate_python(raw)
    except ValidationError as error:
        details = error.errors(include_url=False)
        problems += [schema_problem(tree, annotation, prefix, detail) for detail in details]
    return None


def _errors(model: type[ClinicFile], data: Any) -> list[Any]:
    try:
        model.model_validate(data)
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def _item_type(annotation: Any) -> Any:
    """The item of `dict[Key, item]` or of `dict[Key, item] | None`; None for other sections."""
    for candidate in (annotation, *typing.get_args(annotation)):
        if typing.get_origin(candidate) is dict:
            return typing.get_args(candidate)[1]
    return None


def _key_type(annotation: Any) -> Any:
    for candidate in (annotation, *typing.get_args(annotation)):
        if typing.get_origin(candidate) is dict:
            return typing.get_args(candidate)[0]
    return str


def _stand_in_clinic(tree: YamlTree) -> ClinicPart:
    """A clinic to check the rest against when the real one does not fit the schema."""
    raw = tree.data.get("clinic")
    languages = raw.get("languages") if isinstance(raw, dict) else None
    fitting = isinstance(languages, list) and all(isinstance(code, str) for code in languages)
    return ClinicPart.model_construct(
        slug="clinic", name="clinic", time_zone="UTC", languages=list(languages or []) if fitting else []
    )


def _known_keys(tree: YamlTree) -> dict[str, set[str]]:
    """Section -> every key that the file names in it, right or wrong."""
    return {
        name: {str(key) for key in section}
        for name, section in tree.data.items()
        if isinstance(section, dict)
    }


def _in_order(problems: list[Problem]) -> list[Problem]:
    unique = dict.fromkeys(problems)
    return sorted(unique, key=lambda problem: (problem.file, problem.line, problem.column, problem.path))
