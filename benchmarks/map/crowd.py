"""Twenty people at once: `python -m benchmarks.map.crowd [PEOPLE] [ACTIONS]`.

Each person has a session of its own on one server with a town of size 1 and speaks Streamlit's
own protocol: switches layers, filters by state, chooses a unit in the table and looks at its
details. An answer counts when the script has run to its end. Every person looks at one unit
of its own, and the address of no other person's unit may reach it.
"""

import asyncio
import os
import sys
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.map import town
from benchmarks.map.__main__ import ROOT, served
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.mapping.base_tiles import tile_groups
from biwaq_geo.mapping.layerfile import read_layers

PEOPLE, ACTIONS = 20, 30
LIMIT_BYTES = 200_000_000


@dataclass
class Person:
    """One session: what it has been shown, and how long each answer took."""

    socket: ClientConnection
    unit: str
    strangers: frozenset[str]
    widgets: dict[str, str] = field(default_factory=dict)
    state: dict[str, bool] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    mixed: int = 0
    seen_own: int = 0

    async def run(self, query: str = "") -> None:
        """Ask for a run of the page and wait for its end."""
        message = BackMsg()
        message.rerun_script.query_string = query
        for key, value in self.state.items():
            widget = message.rerun_script.widget_states.widgets.add()
            widget.id, widget.bool_value = self.widgets[key], value
        await self.socket.send(message.SerializeToString())
        async for data in self.socket:
            answer = ForwardMsg()
            answer.ParseFromString(data)
            if answer.WhichOneof("type") == "delta":
                self._look_at(answer)
            if (
                answer.WhichOneof("type") == "script_finished"
                # the page begins anew by itself, for example after taking up a link
                and answer.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
            ):
                return

    def _look_at(self, answer: ForwardMsg) -> None:
        element = answer.delta.new_element
        if element.WhichOneof("type") == "checkbox":
            self.widgets[element.checkbox.label.split(" (")[0]] = element.checkbox.id
        # the bytes, because the text of a message escapes umlauts
        sent = answer.SerializeToString()
        self.seen_own += self.unit.encode() in sent
        self.mixed += any(address.encode() in sent for address in self.strangers)

    async def act(self, number: int) -> None:
        """Switch one of the layers and time the answer."""
        labels = sorted(self.widgets)
        label = labels[number % len(labels)]
        self.state[label] = not self.state.get(label, True)
        started = perf_counter()
        await self.run()
        self.seconds.append(perf_counter() - started)


async def visit(address: str, units: list[tuple[str, str]], actions: int) -> list[Person]:
    """Let everybody in, act at the same time, and leave."""
    url = address.replace("http", "ws") + "/_stcore/stream"
    addresses = frozenset(place for _, place in units)

    async def one(unit: str, place: str) -> Person:
        async with connect(
            url, subprotocols=["streamlit"], max_size=LIMIT_BYTES, origin=address
        ) as socket:
            # number 5 stands in number 54, too
            strangers = frozenset(other for other in addresses if other not in place)
            person = Person(socket, place, strangers)
            await person.run(f"einheit={unit}")
            # what a link asks for is taken up by a run of its own
            await person.run()
            for number in range(actions):
                await person.act(number)
            return person

    return await asyncio.gather(*(one(unit, place) for unit, place in units))


def resident_mb(pid: int) -> float:
    """Return the resident memory of a process in megabytes."""
    pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Print what the crowd has seen."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    actions = int(sys.argv[2]) if len(sys.argv) > 2 else ACTIONS
    with TemporaryDirectory() as folder:
        made = FolderLibrary(Path(folder)).create(
            town.profile(1), layers=town.layers(1), units=town.units(1)
        )
        chosen = made.store.units()[:: 500 // people][:people]
        units = [(str(unit.unit_id), unit.address) for unit in chosen]
        with served("app.py", {"BIWAQ_STATE_DIR": folder}) as (address, pid):
            asyncio.run(visit(address, units[:1], 3))
            for group in tile_groups(read_layers(ROOT / "layers")[0]):
                # the base map is made once, beside the first page: a warm server has it
                base = f"{address}/geo/{made.profile.key}/base-{group}.pmtiles"
                with urllib.request.urlopen(base):  # noqa: S310 -- our own server
                    pass
            before = resident_mb(pid)
            for _ in range(2):
                seen = asyncio.run(visit(address, units, actions))
            after = resident_mb(pid)
    times = [second for person in seen for second in person.seconds]
    print(f"{people} people, {len(times)} answers, load {os.getloadavg()[0]:.1f}")
    print(f"median {median(times):.2f} s, p95 {quantiles(times, n=20)[-1]:.2f} s")
    print(f"own unit seen by {sum(person.seen_own > 0 for person in seen)} of {people}")
    print(f"messages with a stranger's unit: {sum(person.mixed for person in seen)}")
    print(f"server {before:.0f} MB, after everybody left {after:.0f} MB")


if __name__ == "__main__":
    main()
