"""A schema's complaints in the words of somebody who writes a clinic file."""

from __future__ import annotations

import difflib
import typing
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, RootModel
from pydantic_core import ErrorDetails

from jessica.clinic.file_problems import Path, Problem
from jessica.clinic.yaml_tree import YamlTree

_EXPECTED_PATTERN = {
    r"^[a-z0-9]+(?:-[a-z0-9]+)*$": "small letters, digits and single hyphens, like cherry-creek",
    r"^[a-z]{2,3}(-[A-Z]{2})?$": "a language code like en or es",
    r"^[^@\s]+@[^@\s]+\.[^@\s]+$": "an e-mail address like name@example.org",
    r"^[A-Z]{2}$": "a country code of two capitals, like US",
    r"^[A-Z]{3}$": "a currency code of three capitals, like USD",
    r"^https?://\S+$": "a web address that begins with https://",
    r"^\d{2,8}$": "digits in quotes, like '911'",
}
_EXPECTED_VALUE = {
    "is not a day": "a date like 2027-03-14, or +3, -10, today, next monday, last friday +7",
    "is not a time": "a 24-hour time like 08:30",
    "is not a time range": "two 24-hour times like 09:00-17:00",
    "ends before it starts": "an end after the start, like 09:00-17:00",
    "needs exactly one of amount, percent and deposit_lost": "for example {amount: 50}",
    "needs minutes, by, or both": "for example {minutes: 30, by: '10:00'}",
}
_EXPECTED_TYPE = {
    "int": "a whole number",
    "float": "a number",
    "decimal": "an amount like 125 or 12.50",
    "bool": "true or false",
    "string": "a text",
    "list": "a list: [one, two]",
    "dict": "keys with values",
    "model": "keys with values",
    "date": "a date like 1988-02-29",
    "too_short": "at least one",
}


def schema_problem(tree: YamlTree, schema: Any, prefix: Path, error: ErrorDetails) -> Problem:
    """One problem from one pydantic error below `prefix`, where `schema` is the type found there."""
    loc = tuple(step for step in error["loc"] if step != "[key]")
    path: Path = (*prefix, *_real_path(tree, prefix, loc))
    kind, context = error["type"], error.get("ctx") or {}
    if kind == "missing":
        expected = _description(schema, loc) or f"`{path[-1]}: ...`"
        return tree.problem(path, f"{path[-1]!r} is missing", expected)
    if kind == "extra_forbidden":
        return _unknown_key(tree, path, _keys_at(schema, loc[:-1]))
    if kind == "value_error":
        message = str(context.get("error", error["msg"]))
        return tree.problem(path, f"{_shown(error['input'])} {message}", _EXPECTED_VALUE.get(message, ""))
    expected = _expected(kind, context, error["msg"])
    if kind in {"model_type", "dict_type", "list_type"}:
        expected = _description(schema, loc) or expected
    return tree.problem(path, f"{_shown(error['input'])} does not fit", expected)


def _real_path(tree: YamlTree, prefix: Path, loc: Path) -> Path:
    """`loc` without list positions that a shorthand has made (`monday: 9-17` is a list of one)."""
    if loc and loc[-1] == 0 and (*prefix, *loc) not in tree.values:
        return loc[:-1]
    return loc


def _expected(kind: str, context: Mapping[str, Any], message: str) -> str:
    if kind == "string_pattern_mismatch":
        return _EXPECTED_PATTERN.get(str(context.get("pattern")), message)
    if kind == "literal_error":
        return f"one of {context.get('expected')}"
    bounds = {
        "greater_than_equal": "at least {ge}",
        "less_than_equal": "at most {le}",
        "greater_than": "more than {gt}",
        "string_too_long": "at most {max_length} characters",
        "string_too_short": "a text that is not empty",
    }
    if kind in bounds:
        return bounds[kind].format(**context)
    matching = (text for start, text in _EXPECTED_TYPE.items() if kind.startswith(start) or kind == start)
    return next(matching, message)


def _unknown_key(tree: YamlTree, path: Path, known: list[str]) -> Problem:
    key = str(path[-1])
    close = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
    expected = f"{close[0]!r} (did you mean that?)" if close else f"one of {', '.join(sorted(known))}"
    return tree.problem(path, f"the key {key!r} is not known here", expected)


def _shown(value: Any) -> str:
    text = repr(value)
    if isinstance(value, (dict, list)):
        return "a group of keys" if isinstance(value, dict) else "a list"
    return "nothing" if value is None else text if len(text) <= 60 else f"{text[:57]}..."


def _keys_at(schema: Any, loc: Path) -> list[str]:
    """The keys that a mapping at `loc` may hold."""
    model = _type_at(schema, loc)
    return list(model.model_fields) if model is not None else []


def _description(schema: Any, loc: Path) -> str:
    model = _type_at(schema, loc[:-1]) if loc else None
    field = model.model_fields.get(str(loc[-1])) if model is not None else None
    return (field.description or "").split(";")[0].rstrip(".") if field is not None else ""


def _type_at(schema: Any, loc: Path) -> type[BaseModel] | None:
    """The model found by walking `loc` down from `schema`."""
    current: Any = schema
    for step in loc:
        model = _model_in(current)
        if model is not None and not issubclass(model, RootModel) and step in model.model_fields:
            current = model.model_fields[str(step)].annotation
        else:
            inside: Any = current
            if model is not None:
                inside = model.model_fields["root"].annotation if "root" in model.model_fields else None
            current = _item_type(inside)
    return _model_in(current)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that an annotation names, through `Annotated` and `X | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if typing.get_origin(annotation) in {dict, list}:
        return None
    found = (_model_in(argument) for argument in typing.get_args(annotation))
    return next((model for model in found if model is not None), None)


def _item_type(annotation: Any) -> Any:
    """What a dict or a list holds, through `Annotated` and `X | None`."""
    if typing.get_origin(annotation) in {dict, list}:
        return typing.get_args(annotation)[-1]
    found = (_item_type(argument) for argument in typing.get_args(annotation))
    return next((item for item in found if item is not None), None)
