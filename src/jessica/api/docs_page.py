"""The OpenAPI document in the shape of a page: calls, types, problems."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from jessica.api.openapi import openapi_document
from jessica.api.problems import Kind

_REF = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class TypeShown:
    """A type in words; `links` are the names of the types it speaks of, each with a section of its own."""

    text: str
    links: list[str]


@dataclass(frozen=True, slots=True)
class FieldShown:
    name: str
    place: str
    type: TypeShown
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class ResponseShown:
    status: str
    description: str
    type: TypeShown


@dataclass(frozen=True, slots=True)
class CallShown:
    id: str
    method: str
    path: str
    summary: str
    description: str
    needs_token: bool
    fields: list[FieldShown]
    example: str
    responses: list[ResponseShown]


@dataclass(frozen=True, slots=True)
class SchemaShown:
    name: str
    description: str
    fields: list[FieldShown]
    example: str


@dataclass(frozen=True, slots=True)
class DocsPage:
    title: str
    version: str
    paragraphs: list[str]
    calls: list[CallShown]
    schemas: list[SchemaShown]
    problems: list[Kind]


@cache
def docs_page() -> DocsPage:
    """Everything on the page. The API does not change while the process runs."""
    document = openapi_document()
    schemas = document["components"]["schemas"]
    return DocsPage(
        title=document["info"]["title"],
        version=document["info"]["version"],
        paragraphs=document["info"]["description"].split("\n\n"),
        calls=[
            _call(method, path, operation, schemas)
            for path, methods in document["paths"].items()
            for method, operation in methods.items()
        ],
        schemas=[_schema(name, schemas[name]) for name in sorted(schemas)],
        problems=list(Kind),
    )


def _call(method: str, path: str, operation: dict[str, Any], schemas: dict[str, Any]) -> CallShown:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    fields = [
        _field(each["name"], each["in"], each["schema"], each["required"]) for each in operation["parameters"]
    ]
    named = schemas.get(body.get("$ref", "").removeprefix(_REF), {})
    return CallShown(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        description=operation["description"],
        needs_token=bool(operation.get("security")),
        fields=fields + list(_fields(named, "body")),
        example=_example(named),
        responses=[
            ResponseShown(status, response["description"], _type(_content_schema(response)))
            for status, response in operation["responses"].items()
        ],
    )


def _content_schema(response: dict[str, Any]) -> dict[str, Any]:
    content: dict[str, Any] = next(iter(response.get("content", {}).values()), {})
    schema: dict[str, Any] = content.get("schema", {})
    return schema


def _schema(name: str, schema: dict[str, Any]) -> SchemaShown:
    description = " ".join(schema.get("description", "").split())
    return SchemaShown(name, description, list(_fields(schema, "")), _example(schema))


def _fields(schema: dict[str, Any], place: str) -> Iterator[FieldShown]:
    required = schema.get("required", [])
    for name, field in schema.get("properties", {}).items():
        yield _field(name, place, field, name in required)


def _field(name: str, place: str, schema: dict[str, Any], required: bool) -> FieldShown:
    return FieldShown(name, place, _type(schema), required, schema.get("description", ""))


def _example(schema: dict[str, Any]) -> str:
    examples = schema.get("examples", [])
    return json.dumps(examples[0], indent=2, ensure_ascii=False) if examples else ""


def _type(schema: dict[str, Any]) -> TypeShown:
    """A schema in words: `list of Choice`, `"E1" or "E2" or null`, `text (uuid)`."""
    links: list[str] = []
    return TypeShown(_words(schema, links), list(dict.fromkeys(links)))


def _words(schema: dict[str, Any], links: list[str]) -> str:
    if "$ref" in schema:
        name: str = schema["$ref"].removeprefix(_REF)
        links.append(name)
        return name
    if options := schema.get("anyOf") or schema.get("oneOf"):
        return " or ".join(_words(option, links) for option in options)
    if "const" in schema or "enum" in schema:
        return " or ".join(json.dumps(value) for value in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        return f"list of {_words(schema.get('items', {}), links)}"
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"map of text to {_words(schema['additionalProperties'], links)}"
    kind = {"string": "text", "integer": "whole number", "boolean": "true or false"}.get(
        schema.get("type", ""), schema.get("type", "anything")
    )
    return f"{kind} ({schema['format']})" if "format" in schema else kind
