"""The web server. As a program (`python -m jessica.cli.web_server FD`) a child of `demo` and `serve`."""

from __future__ import annotations

import socket
import sys

from jessica.cli.child_processes import end_with_parent, wait_at_gate
from jessica.cli.installation import set_up_django

# Live streams stay open for as long as a page does; they are cut after this time when the server ends.
_FAREWELL_SECONDS = 2


def run_web_server(listener: socket.socket) -> None:
    """Answer requests that come to `listener` until this process is told to end. Django must be set up."""
    import uvicorn

    config = uvicorn.Config(
        "jessica.asgi:application",
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        # The application itself reads what trusted proxies say (JESSICA_TRUSTED_PROXIES, JESSICA_TLS).
        proxy_headers=False,
        timeout_graceful_shutdown=_FAREWELL_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[listener])


def load_application() -> None:
    """Load everything that answers requests, so that the first one does not wait for it."""
    import jessica.asgi
    import jessica.urls  # noqa: F401


def main() -> None:
    end_with_parent()
    set_up_django()
    load_application()
    wait_at_gate()
    run_web_server(socket.socket(fileno=int(sys.argv[1])))


if __name__ == "__main__":
    main()
