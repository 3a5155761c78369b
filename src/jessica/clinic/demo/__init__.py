"""The demonstration clinic, as a clinic file. Every person, address and number in it is invented."""

from __future__ import annotations

from pathlib import Path

DEMO_CLINIC_FILE = Path(__file__).with_name("clinic.yaml")
