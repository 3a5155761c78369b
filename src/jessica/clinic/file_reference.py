"""The reference part of `docs/clinic-file.md`, written from the schema.

`python -m jessica.clinic.file_reference docs/clinic-file.md` renews it; a test holds the two together.
"""

from __future__ import annotations

import sys
import types
import typing
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from jessica.clinic.file_schema.clinic_file import ClinicFile
from jessica.clinic.file_schema.fields import ByLanguage, FilePart, Texts, WeeklyHours, Words

BEGIN, END = "<!-- reference: begin -->", "<!-- reference: end -->"
_PLAIN = {
    "str": "text",
    "int": "whole number",
    "bool": "true or false",
    "Decimal": "amount",
    "date": "date",
    "NoneType": "",
}


def reference() -> str:
    """Markdown: one table for each section of the file, followed by the parts inside it."""
    blocks: list[str] = []
    told: set[type[BaseModel]] = set()
    for name, field in ClinicFile.model_fields.items():
        parts = _models_in(field.annotation)
        blocks.append(f"### `{name}`\n\n{_shape(field.annotation)}")
        for part in parts:
            blocks += _tables(part, told)
    return "\n\n".join(blocks)


def with_reference(document: str) -> str:
    """`document` with everything between the two marks written anew."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{reference()}\n\n{END}{after}"


def _shape(annotation: Any) -> str:
    items = [
        argument for argument in (annotation, *typing.get_args(annotation)) if typing.get_origin(argument)
    ]
    for item in items:
        if typing.get_origin(item) is dict:
            return "Keys of your choice, each with:"
        if typing.get_origin(item) is list:
            return "A list of parts, each with:"
    return "Keys:"


def _tables(part: type[BaseModel], told: set[type[BaseModel]]) -> list[str]:
    """The table of `part`, then those of the parts inside it that were not told yet."""
    if part in told:
        return []
    told.add(part)
    rows = ["| key | value | meaning |", "|---|---|---|"]
    inside: list[type[BaseModel]] = []
    for name, field in part.model_fields.items():
        rows.append(f"| `{name}` | {_value(field)} | {_meaning(field)} |")
        inside += _models_in(field.annotation)
    summary = (part.__doc__ or "").strip().splitlines()[0]
    tables = [f"**{_title(part)}**: {summary}\n\n" + "\n".join(rows)]
    for model in inside:
        tables += _tables(model, told)
    return tables


def _title(part: type[BaseModel]) -> str:
    """`ReturnVisitPart` -> `return visit`."""
    name = part.__name__.removesuffix("Part")
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()


def _value(field: FieldInfo) -> str:
    text = _type_name(field.annotation)
    if field.is_required():
        return f"{text}, **required**"
    default = field.get_default(call_default_factory=True)
    if default in (None, "", [], {}, PydanticUndefined) or isinstance(default, BaseModel):
        return text
    return f"{text}; else {_plain_value(default)}"


def _plain_value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(f"`{item}`" for item in value)
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _meaning(field: FieldInfo) -> str:
    return (field.description or "").replace("|", "\\|")


def _type_name(annotation: Any) -> str:
    origin = typing.get_origin(annotation)
    arguments = typing.get_args(annotation)
    if origin is typing.Annotated:
        return _type_name(arguments[0])
    if origin in {typing.Union, types.UnionType}:
        return " or ".join(name for name in map(_type_name, arguments) if name)
    if origin is typing.Literal:
        return ", ".join(f"`{choice}`" for choice in arguments)
    if origin is list:
        return f"list of {_type_name(arguments[0])}"
    if origin is dict:
        return f"by key: {_type_name(arguments[1])}"
    return _class_name(annotation)


def _class_name(annotation: Any) -> str:
    if issubclass(annotation, Texts):
        return "text by language"
    if issubclass(annotation, Words):
        return "list of words by language"
    if issubclass(annotation, ByLanguage):
        return f"by language: {_type_name(_item_of(annotation))}"
    if issubclass(annotation, WeeklyHours):
        return "weekly hours"
    if issubclass(annotation, BaseModel):
        return _title(annotation)
    return _PLAIN.get(annotation.__name__, str(annotation.__name__))


def _item_of(by_language: type[ByLanguage[Any]]) -> Any:
    return typing.get_args(by_language.model_fields["root"].annotation)[1]


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    """The parts that an annotation speaks of, through lists, keys, languages and `X | None`."""
    if isinstance(annotation, type) and issubclass(annotation, FilePart):
        return [annotation]
    if isinstance(annotation, type) and issubclass(annotation, ByLanguage):
        return _models_in(_item_of(annotation))
    return [model for argument in typing.get_args(annotation) for model in _models_in(argument)]


if __name__ == "__main__":
    document = Path(sys.argv[1])
    document.write_text(with_reference(document.read_text(encoding="utf-8")), encoding="utf-8")
