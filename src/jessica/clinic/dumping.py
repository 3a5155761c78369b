"""The clinic as a file again."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import yaml

from jessica.clinic.file_sections import CLINIC_SECTIONS, Section
from jessica.clinic.models import Clinic


def dump(clinic: Clinic, *, sections: Sequence[Section] = CLINIC_SECTIONS) -> str:
    """YAML that loads back without a change. Defaults are left out, days are dates, phones are E.164."""
    data: dict[str, Any] = {}
    for section in sections:
        value = section.dumped(clinic)
        if value:
            data[section.name] = _plain(value)
    return yaml.dump(
        data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=108, default_flow_style=False
    )


def _plain(value: Any) -> Any:
    """Only what YAML has: amounts become numbers where they are whole, and strings where they are not."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    if value is None or isinstance(value, (bool, int, str)):
        return value
    return str(value)


class _Dumper(yaml.SafeDumper):
    """Indents lists below their key and writes long texts as blocks."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
