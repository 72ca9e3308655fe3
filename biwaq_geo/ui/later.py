"""A part of the server that is made in a thread of its own, so that the rest answers at once."""

from asyncio import shield, wrap_future
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Lock

from starlette.types import ASGIApp, Receive, Scope, Send


class Later:
    """ASGI application that is made once, at the latest by its first request.

    Requests wait until it stands. What `make` raises, they raise; the next one has it made
    again.
    """

    def __init__(self, make: Callable[[], ASGIApp]) -> None:
        self._make = make
        self._made: Future[ASGIApp] | None = None
        self._lock = Lock()

    def begin(self) -> Future[ASGIApp]:
        """Have it made if it does not stand yet; returns at once."""
        with self._lock:
            if self._made is None or (self._made.done() and self._made.exception()):
                thread = ThreadPoolExecutor(1, thread_name_prefix="later")
                self._made = thread.submit(self._make)
                thread.shutdown(wait=False)
            return self._made

    def wait(self) -> bool:
        """Wait until what was begun is made or has failed; False at once if nothing was begun."""
        if self._made is None:
            return False
        wait([self._made])
        return True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on as soon as there is somebody to take it."""
        # a browser that does not wait must not call it off for the others
        app = await shield(wrap_future(self.begin()))
        await app(scope, receive, send)
