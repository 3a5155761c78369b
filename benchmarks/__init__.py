"""Benchmarks: each module named in `ALL` has `run()`, which returns rows beside a baseline of the same run."""

from __future__ import annotations

ALL = ("scheduling_openings", "scheduling_race")
