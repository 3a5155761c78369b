"""Benchmarks. Each module in `ALL` has `run()`, which returns rows beside a baseline of the same run."""

from __future__ import annotations

ALL = ("scheduling_openings", "scheduling_race", "turns_in_process", "turns_http", "demo_start")
