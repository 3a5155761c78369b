"""`jessica understand`: what a message means, without a conversation."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.command import NOW, Command


def test_messages_are_explained_as_json(small_clinic: Command) -> None:
    lines = [
        {"text": "could I come in for a consultation on December 3 after 3pm?"},
        {"text": "Lena Quist, 303 555 0142", "awaiting": "name"},
        {
            "text": "tengo la pantorrilla hinchada y me duele",
            "context": {"procedure": "lipo", "days_since": 5},
        },
        {"text": "no more emails please"},
    ]
    done = small_clinic.run(
        "--now", NOW, "understand", "--json", typed="\n".join(json.dumps(line) for line in lines)
    )
    assert done.code == 0, done
    wish, name, calf, stop = (json.loads(line) for line in done.out.splitlines())
    assert "book" in wish["intents"]
    assert wish["slots"]["service"] == "consultation"
    assert wish["slots"]["when"]["candidates"] == [{"date": "2026-12-03", "from": "15:00"}]
    assert name["intents"] == ["provide_info"]
    assert (name["slots"]["name"], name["slots"]["phone"]) == ("Lena Quist", "+13035550142")
    assert calf["safety"]["tier"] == "E2"
    assert stop["opt_out"] == {"scope": "email"}


def test_a_clinic_file_is_understood_and_not_kept(small_clinic: Command, small_file: Path) -> None:
    other = small_file.read_text(encoding="utf-8").replace("slug: small", "slug: other")
    other = other.replace("@example.org", "@example.com")
    file = small_file.with_name("other.yaml")
    file.write_text(other, encoding="utf-8")
    done = small_clinic.run("understand", "--clinic", str(file), typed="book a consultation\n")
    assert done.code == 0, done
    assert "book" in done.out
    unknown = small_clinic.run("understand", "--clinic", "other", typed="hi\n")
    assert unknown.code == 1
    assert "There is no clinic 'other'" in unknown.err


def test_a_line_that_cannot_be_read_is_named(small_clinic: Command) -> None:
    done = small_clinic.run("understand", "--json", typed='{"text": "hi"}\n{"words": 1}\n')
    assert done.code == 1
    assert "Line 2 has no text" in done.err
    assert json.loads(done.out)["intents"] == ["greet"]
