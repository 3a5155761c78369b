"""With a clock that stands still, the same conversation has the same words and the same records."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.command import NOW, Command, addresses_in, free_port, status_of

_CONVERSATION = """\
Hi, I would like a consultation about a nose job
2
1
1
Ana Example
May 4 1990
303 555 0123
yes
"""


def test_a_repeated_conversation_prints_and_exports_the_same(jessica: Command, small_file: Path) -> None:
    talk = ("chat", "--clinic-file", str(small_file), "--fresh", "--now", NOW)
    first = jessica.run(*talk, typed=_CONVERSATION)
    exported = jessica.run("export")
    second = jessica.run(*talk, typed=_CONVERSATION)
    assert "[visit_booked]" in first.out, first
    assert first.out == second.out
    assert exported.out == jessica.run("export").out
    records = json.loads(exported.out)
    assert exported.out == json.dumps(records, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert [action["action"] for action in records["actions"]] == ["visit_booked"]
    assert [patient["family_name"] for patient in records["patients"]] == ["Example"]
    conversation = records["visits"][0]["conversation"]
    file = small_file.with_name("one.json")
    assert jessica.run("export", "--conversation", conversation, "-o", str(file)).code == 0
    assert json.loads(file.read_text(encoding="utf-8")) == records
    assert file.stat().st_mode & 0o077 == 0
    assert jessica.run("export", "--conversation", "nobody").code == 1


def test_serve_fresh_serves_the_file_and_nothing_from_before(jessica: Command, small_file: Path) -> None:
    jessica.run("chat", "--clinic-file", str(small_file), "--fresh", "--now", NOW, typed=_CONVERSATION)
    serve = ("serve", "--clinic-file", str(small_file), "--fresh", "--now", NOW, "--port", free_port())
    with jessica.started(*serve) as started:
        started.wait_for("API documentation")
        assert status_of(addresses_in(started.printed)[0]) == 200
        assert json.loads(jessica.run("export").out)["visits"] == []
        refused = jessica.run("chat", "--clinic-file", str(small_file), "--fresh")
        assert "already serves" in refused.err
    # Everybody knows the password of a trial's log-ins: it never becomes a real clinic's installation.
    real = jessica.run("serve", "--port", free_port())
    assert real.code == 1
    assert "made for trying out" in real.err
