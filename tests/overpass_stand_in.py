"""A server on this machine that answers as Nominatim and Overpass do."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import osmium

from biwaq_geo.settings import ROOT

KLEINSTADT = ROOT / "tests" / "data" / "kleinstadt.osm"
RING = [[14.1975, 51.8985], [14.2110, 51.8985], [14.2110, 51.9060], [14.1975, 51.9060]]
POINT = {"type": "Point", "coordinates": [14.2, 51.9]}
HIT = {
    "display_name": "Kleinstadt (Demo)",
    "lat": "51.902",
    "lon": "14.204",
    "boundingbox": ["51.8985", "51.9060", "14.1975", "14.2110"],
    "geojson": {"type": "Polygon", "coordinates": [[*RING, RING[0]]]},
    "importance": 0.4,
    "osm_type": "relation",
    "osm_id": 3000,
}


def elements(*, streets: bool) -> list[dict]:
    """What Overpass sends: every node, and the ways that were asked for."""
    found = []
    for it in osmium.FileProcessor(str(KLEINSTADT)):
        tags = dict(it.tags)
        if it.is_node():
            found.append({"type": "node", "id": it.id, "lat": it.lat, "lon": it.lon, "tags": tags})
        elif it.is_way() and ("highway" in tags) == streets:
            nodes = [node.ref for node in it.nodes if node.ref != 99999]
            found.append({"type": "way", "id": it.id, "nodes": nodes, "tags": tags})
    return found


class StandIn:
    """Holds what each service answers: status and body, or nothing for silence."""

    def __init__(self) -> None:
        self.place = (200, json.dumps([HIT]))
        self.streets = (200, json.dumps({"elements": elements(streets=True)}))
        self.features = (200, json.dumps({"elements": elements(streets=False)}))
        self.asked: list[str] = []
        self.over = threading.Event()

    def answer(self, path: str, query: str) -> tuple[int, str] | None:
        if path.endswith("/search"):
            return self.place
        return self.streets if '["highway"](poly' in query else self.features


@contextmanager
def running() -> Iterator[StandIn]:
    """Run the stand-in on a free port; its address is `url`."""
    answers = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._respond("")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._respond(parse_qs(body)["data"][0])

        def _respond(self, query: str) -> None:
            path = urlsplit(self.path).path
            answers.asked.append(path)
            answer = answers.answer(path, query)
            if answer is None:
                answers.over.wait(20)
                return
            body = answer[1].encode()
            self.send_response(answer[0])
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A caller that gave up closes its end: nothing to tell."""

    server = Quiet(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    answers.url = f"http://127.0.0.1:{server.server_port}"
    yield answers
    answers.over.set()
    server.shutdown()
    server.server_close()
    thread.join()
