"""`docs/clinic-file.md` says what the schema says."""

from __future__ import annotations

from pathlib import Path

from jessica.clinic.file_reading import parse
from jessica.clinic.file_reference import with_reference
from jessica.clinic.file_schema.clinic_file import ClinicFile
from tests.clinic.files import AT

DOCUMENT = Path(__file__).parents[2] / "docs" / "clinic-file.md"


def test_the_reference_is_that_of_the_schema():
    """Renew it with `python -m jessica.clinic.file_reference docs/clinic-file.md`."""
    text = DOCUMENT.read_text(encoding="utf-8")
    assert with_reference(text) == text
    assert all(f"### `{section}`" in text for section in ClinicFile.model_fields)


def test_the_example_in_the_document_is_a_right_file():
    text = DOCUMENT.read_text(encoding="utf-8")
    example = text.split("```yaml\n")[1].split("```")[0]
    assert parse(example, at=AT).warnings == []
