"""A map service on this machine that answers as it is told: well, wrongly, slowly or never."""

import asyncio
import json
import ssl
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from PIL import Image

from biwaq_geo.adapters.map_services import AllowedServices
from biwaq_geo.domain.map_services import Tile
from tests.sample_town import X0, Y0
from tests.secret_town import AT


def png() -> bytes:
    """Return a tile in one colour."""
    file = BytesIO()
    Image.new("RGB", (256, 256), "#4477aa").save(file, "PNG")
    return file.getvalue()


def features(epsg: int = 25833, *, west: float = X0) -> bytes:
    """Return three points of a WFS as GeoJSON in that CRS."""
    found = [
        {
            "type": "Feature",
            "properties": {"name": f"Baum {i}"},
            "geometry": {"type": "Point", "coordinates": [west + 60 + 90 * i, Y0 + 120]},
        }
        for i in range(3)
    ]
    crs = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{epsg}"}}
    return json.dumps({"type": "FeatureCollection", "crs": crs, "features": found}).encode()


class StandIn:
    """The server; `answer` is called for each request and writes what it wants.

    Attributes
    ----------
    asked
        Path and headers of each request.
    end
        Set when the server ends, so that an answer that waits can give up.
    """

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.end = threading.Event()
        self.answer: Callable[[BaseHTTPRequestHandler], None] = well
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                outer.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def encrypt(self, name: str, *, folder: Path) -> ssl.SSLContext:
        """Speak TLS from now on with a certificate for that name; return who trusts it."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        day = timedelta(days=1)
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(datetime.now(UTC) - day)
            .not_valid_after(datetime.now(UTC) + day)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
            .sign(key, hashes.SHA256())
        )
        file = folder / "server.pem"
        pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
        secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
        file.write_bytes(secret + made.public_bytes(pem))
        speaking = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        speaking.load_cert_chain(file)
        self.server.socket = speaking.wrap_socket(self.server.socket, server_side=True)
        return ssl.create_default_context(cadata=made.public_bytes(pem).decode())

    def stop(self) -> None:
        self.end.set()
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def never(self, _: BaseHTTPRequestHandler) -> None:
        """Take the request and say nothing."""
        self.end.wait()

    def drip(self, handler: BaseHTTPRequestHandler) -> None:
        """Send a byte now and then, for ever."""
        head(handler, "image/png")
        while not self.end.wait(0.05):
            try:
                handler.wfile.write(b"\x89")
            except OSError:
                return


def head(handler: BaseHTTPRequestHandler, media_type: str, status: int = 200, **more: str) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", media_type)
    for name, value in more.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()


def saying(
    body: bytes, media_type: str = "image/png", status: int = 200, **more: str
) -> Callable[[BaseHTTPRequestHandler], None]:
    """Return an answer that is always the same."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        head(handler, media_type, status, **more)
        try:
            handler.wfile.write(body)
        except OSError:
            return

    return answer


well = saying(png())


def entry(address: str, kind: str = "tiles", **values: object) -> str:
    """Return a services file with one entry, `test`."""
    path = "/{z}/{x}/{y}.png" if kind == "tiles" else "/ows"
    fields: dict[str, object] = {
        "kind": kind,
        "url": address + path,
        "attribution": "© Prüfstelle </script>{{7*7}}",
        "licence": "CC BY 4.0",
        "terms": "https://example.org",
        "private": True,
    }
    if kind != "tiles":
        fields["layers"] = "a:b"
    lines = [f"{key} = {json.dumps(value)}" for key, value in (fields | values).items()]
    return '[test]\ntitle = { de = "Prüfkarte", en = "Test map" }\n' + "\n".join(lines) + "\n"


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = AT

    def __call__(self) -> datetime:
        return self.now


def tile(
    services: AllowedServices, key: str = "test", *, z: int = 14, x: int = 8857, y: int = 5466
) -> Tile:
    """Return a tile of the place where the sample town lies."""
    return asyncio.run(services.tile(key, z=z, x=x, y=y))
