"""Whether there is a network at all, asked with a bound on the waiting."""

import socket
import threading
from urllib.parse import urlsplit

import requests

from biwaq_geo.domain.errors import NetworkAbsentError


def require_reachable(url: str, *, within_s: float) -> None:
    """Open and close a connection to the service.

    Without a network a name look-up can hang longer than any time limit that one can
    set for it, so it runs in a thread that is left behind. Where a proxy stands between,
    only the proxy can say, and it is asked by the request itself.

    Raises
    ------
    NetworkAbsentError
        No connection within `within_s` seconds.
    """
    if requests.utils.get_environ_proxies(url):
        return
    parts = urlsplit(url)
    if not parts.hostname:
        raise NetworkAbsentError(service=url)
    address = (parts.hostname, parts.port or (443 if parts.scheme == "https" else 80))
    reached = threading.Event()

    def knock() -> None:
        try:
            socket.create_connection(address, timeout=within_s).close()
        except OSError:
            return
        finally:
            answered.set()
        reached.set()

    answered = threading.Event()
    threading.Thread(target=knock, daemon=True).start()
    answered.wait(within_s)
    if not reached.is_set():
        raise NetworkAbsentError(service=url)
