"""Whatever stands in a clinic file, reading it ends in a clinic or in a list of problems with lines."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jessica.clinic.file_problems import ClinicFileError, Problem
from jessica.clinic.file_reading import parse
from tests.clinic.files import AT, RECORDS, SMALL

LINES = (SMALL + RECORDS).splitlines()
WORDS = [
    "",
    "null",
    "[]",
    "{}",
    "0",
    "-1",
    "true",
    "text",
    "'text'",
    "[a, b]",
    "{a: b}",
    "2027-02-30",
    "+3",
    "🙂",
    "a: b: c",
]


@st.composite
def damaged_files(draw: st.DrawFn) -> str:
    """The right file with up to four lines lost, doubled, indented otherwise, or given another value."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(lines) - 1))
        line = lines[place]
        key, colon, _ = line.partition(":")
        lines[place : place + 1] = draw(
            st.sampled_from(
                [[], [line, line], ["  " + line], [line[2:]], *([f"{key}{colon} {word}"] for word in WORDS)]
            )
        )
    return "\n".join(lines) + "\n"


def problems_of(text: str) -> list[Problem]:
    try:
        parse(text, at=AT)
    except ClinicFileError as error:
        return error.problems
    return []


@given(damaged_files())
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_read_or_refused_with_lines(text):
    last = text.count("\n") + 1
    assert all(1 <= problem.line <= last and problem.message for problem in problems_of(text))


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_is_refused_with_a_reason(text):
    assert problems_of(text)
