"""Tests of jessica.platform."""  # noqa: A005  the room is called that
