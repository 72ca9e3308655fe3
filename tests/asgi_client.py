"""Asks an ASGI application for one page, without a server and without a network."""

import asyncio
import gzip
import json
from dataclasses import dataclass
from urllib.parse import unquote


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        zipped = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.content) if zipped else self.content).decode()

    def json(self):
        return json.loads(self.text)


def get(app, path: str, **headers: str) -> Answer:
    """Return the answer to GET; underscores in header names stand for hyphens."""
    return asyncio.run(_asked(app, path, headers))


async def _asked(app, path, headers) -> Answer:
    sent = []
    asked = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive():
        # after the request a browser says nothing until it hangs up, which this one never does
        return next(asked, None) or await asyncio.Event().wait()

    async def send(message):
        sent.append(message)

    address, _, query = path.partition("?")
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(address),
        "raw_path": address.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 2),
    }
    await app(scope, receive, send)
    start, *bodies = sent
    headers = {k.decode().lower(): v.decode() for k, v in start["headers"]}
    return Answer(start["status"], headers, b"".join(body.get("body", b"") for body in bodies))
