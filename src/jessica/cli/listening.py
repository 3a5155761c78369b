"""The web server's address: taken before anything else is done, so that a busy port is told at once."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jessica.platform.errors import JessicaError
from jessica.platform.postgres.errors import in_plain_words
from jessica.platform.postgres.file_lock import try_lock

_WAITING_CONNECTIONS = 2048


class PortUnusable(JessicaError):
    """Nobody can listen at that address."""

    code = "port_unusable"


class AlreadyServed(JessicaError):
    """Another process serves this data folder."""

    code = "already_served"


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that takes connections; they wait until the web server answers them.

    Port 0 means any free one. Raises `PortUnusable`.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen(_WAITING_CONNECTIONS)
        except OSError as error:
            raise _unusable(host, port, error) from error
        yield listener


def _unusable(host: str, port: int, error: OSError) -> PortUnusable:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else 8000
        return PortUnusable(
            f"Port {port} is taken: another program listens there. Nothing was started. "
            f"End that program, or choose another port, for example PORT={other}."
        )
    if error.errno == errno.EACCES:
        return PortUnusable(
            f"Port {port} is closed to ordinary users. Nothing was started. "
            "Choose a port above 1023, for example PORT=8000."
        )
    return PortUnusable(
        f"Nobody can listen at {host} port {port} on this machine ({error.strerror}). Nothing was started. "
        "Check --host and --port."
    )


def address_of(listener: socket.socket) -> str:
    """The URL at which a browser on this machine reaches `listener`."""
    host, port = listener.getsockname()[:2]
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    return f"http://[{reachable}]:{port}" if ":" in reachable else f"http://{reachable}:{port}"


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Serve `folder` alone, or raise `AlreadyServed`. A process that dies lets go."""
    with in_plain_words(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = try_lock(folder / "serving.lock")
    if lock is None:
        raise AlreadyServed(
            f"Jessica already serves the data folder {folder} ({_told(folder)}). Nothing was started twice. "
            "Use that one, end it first, or choose another folder with --data (JESSICA_DATA)."
        )
    try:
        yield
    finally:
        (folder / "serving.txt").unlink(missing_ok=True)
        os.close(lock)


def tell(folder: Path, address: str) -> None:
    """Note for others who serves `folder`."""
    (folder / "serving.txt").write_text(f"process {os.getpid()}, {address}", encoding="utf-8")


def _told(folder: Path) -> str:
    try:
        return (folder / "serving.txt").read_text(encoding="utf-8")
    except OSError:
        return "it is just starting"
