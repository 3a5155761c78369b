"""Gives the tests a PostgreSQL before Django reads its settings."""

from __future__ import annotations

import os

os.environ["DATABASE_URL"] = os.environ["JESSICA_TEST_DATABASE_URL"]
os.environ["DATABASE_OWNER_URL"] = os.environ["JESSICA_TEST_DATABASE_OWNER_URL"]
