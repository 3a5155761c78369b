"""What is said in one of the clinic's languages should be said in all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, RootModel

from jessica.clinic.file_checks.checked_file import CheckedFile
from jessica.clinic.file_problems import Path, Problem
from jessica.clinic.file_schema.fields import ByLanguage, Words


def check(file: CheckedFile) -> Iterator[Problem]:
    spoken = file.parts.clinic.languages
    for path, texts in _all_texts(file.parts, ()):
        if not texts.root or not spoken:
            continue
        missing = [code for code in spoken if code not in texts.root]
        if missing:
            yield file.warning(path, f"has no text in {' and '.join(missing)}", f"{', '.join(spoken)}")
        for code in texts.root:
            if code not in spoken:
                yield file.warning(
                    (*path, code), f"the clinic does not speak {code!r}", f"one of {', '.join(spoken)}"
                )


def _all_texts(value: Any, path: Path) -> Iterator[tuple[Path, ByLanguage[Any]]]:
    if isinstance(value, Words):
        return  # words of one language need no counterpart in the other
    if isinstance(value, ByLanguage):
        yield path, value
    elif isinstance(value, BaseModel) and not isinstance(value, RootModel):
        for name in type(value).model_fields:
            yield from _all_texts(getattr(value, name, None), (*path, name))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _all_texts(item, (*path, key))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _all_texts(item, (*path, place))
