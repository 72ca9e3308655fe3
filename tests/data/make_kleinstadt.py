"""Writes kleinstadt.osm, a town that does not exist, for the tests of the import.

Streets form a grid: five lines from west to east 100 m apart (rows 0 to 4), six from south
to north 120 m apart (columns 0 to 5). The south-west crossing is at 14.2 E, 51.9 N, where
in truth there are fields. Run it again after a change: `python tests/data/make_kleinstadt.py`.
"""

from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

LON0, LAT0 = 14.2, 51.9
DEG_PER_M_EAST, DEG_PER_M_NORTH = 1 / 68_760, 1 / 111_260
COLUMN_M, ROW_M = 120, 100
ROWS = ("Südweg", "Bahnhofstraße", "Marktstraße", "Lindenweg", "Nordweg")
COLUMNS = ("Westgasse", "Schulgasse", "Postgasse", "Kirchgasse", "Gartengasse", "Ostgasse")
EDITED = "2026-03-14T09:26:53Z"


class Writer:
    def __init__(self) -> None:
        self.root = Element("osm", version="0.6", generator="made by hand for tests")
        self.parts: dict[str, list[Element]] = {"node": [], "way": [], "relation": []}

    def _add(self, kind: str, tags: dict[str, str], **attributes: str) -> Element:
        number = 1000 * (1 + list(self.parts).index(kind)) + len(self.parts[kind])
        made = Element(kind, id=str(number), version="1", timestamp=EDITED, **attributes)
        for key, value in tags.items():
            SubElement(made, "tag", k=key, v=value)
        self.parts[kind].append(made)
        return made

    def node(self, x: float, y: float, **tags: str) -> str:
        """Add a node x m east and y m north of the south-west crossing; return its id."""
        lon, lat = LON0 + x * DEG_PER_M_EAST, LAT0 + y * DEG_PER_M_NORTH
        return self._add("node", _plain(tags), lon=f"{lon:.7f}", lat=f"{lat:.7f}").get("id", "")

    def way(self, nodes: list[str], **tags: str) -> str:
        made = self._add("way", _plain(tags))
        for place, ref in enumerate(nodes):
            made.insert(place, Element("nd", ref=ref))
        return made.get("id", "")

    def box(self, x: float, y: float, width: float, height: float, **tags: str) -> str:
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        nodes = [self.node(*corner) for corner in corners]
        return self.way([*nodes, nodes[0]], **tags)

    def relation(self, members: list[tuple[str, str]], **tags: str) -> None:
        made = self._add("relation", _plain(tags))
        for place, (ref, role) in enumerate(members):
            made.insert(place, Element("member", type="way", ref=ref, role=role))

    def write(self, path: Path) -> None:
        for elements in self.parts.values():
            self.root.extend(elements)
        indent(self.root)
        ElementTree(self.root).write(path, encoding="utf-8", xml_declaration=True)


def _plain(tags: dict[str, str]) -> dict[str, str]:
    """`addr__street` stands for "addr:street", which Python cannot spell."""
    return {key.replace("__", ":"): value for key, value in tags.items()}


def streets(w: Writer) -> dict[tuple[int, int], str]:
    """Eleven named streets with 49 pieces, then ways that test the rules one by one."""
    at = {(c, r): w.node(COLUMN_M * c, ROW_M * r) for c in range(6) for r in range(5)}
    for r, name in enumerate(ROWS):
        kind = "pedestrian" if name == "Marktstraße" else "residential"
        w.way([at[c, r] for c in range(6)], highway=kind, name=name)
    for c, name in enumerate(COLUMNS):
        w.way([at[c, r] for r in range(5)], highway="residential", name=name)
    top = w.node(660, 450)
    w.way([at[5, 4], top], highway="steps", name="Bergtreppe")
    ground = {"surface": "gravel", "smoothness": "bad", "incline": "8 %", "width": "1.2"}
    w.way([top, w.node(700, 450)], highway="footway", oneway__foot="-1", **ground)
    # none of the next five may be walked on
    w.way([at[0, 0], w.node(-80, 0)], highway="cycleway")
    w.way([at[0, 1], w.node(-80, 100)], highway="residential", foot="no")
    w.way([at[0, 2], w.node(-80, 200)], highway="service", access="private")
    w.way([at[0, 3], w.node(-80, 300)], highway="trunk")
    w.box(130, 330, 40, 30, highway="pedestrian", area="yes")
    # these may
    w.way([at[0, 4], w.node(-80, 400)], highway="cycleway", foot="yes", wheelchair="no")
    w.way([at[1, 0], w.node(120, -60)], highway="trunk", sidewalk="both")
    # node 99999 is not in the file: two pieces remain, the second hangs on nothing
    broken = [at[2, 0], w.node(240, -30), "99999", w.node(240, -90), w.node(240, -120)]
    w.way(broken, highway="track", name="Bruchweg")
    # an island of two streets
    lonely = [w.node(300, 600), w.node(400, 600), w.node(400, 660)]
    w.way(lonely[:2], highway="residential", name="Inselweg")
    w.way(lonely[1:], highway="residential", name="Insel")
    return at


def house_x(n: int) -> int:
    return COLUMN_M * (n // 3) + 25 + 30 * (n % 3)


def houses(w: Writer) -> None:
    """60 houses north of rows 1 to 4, three in each block of each row, away from crossings."""
    for r, name in enumerate(ROWS[1:], start=1):
        for n in range(15):
            tags = {"building": "house", "addr__street": name, "addr__housenumber": str(n + 1)}
            if r < 4 and n % 2:
                tags["building__levels"] = "3"
            if name == "Marktstraße":
                tags["building"] = "yes"
            w.box(house_x(n), ROW_M * r + 10, 14, 12, **tags)
    w.box(300, 30, 60, 30, building="industrial")
    w.box(380, 30, 5, 5, building="garage")
    w.box(20, 30, 40, 20, building="school", amenity="school", name="Grundschule (Demo)")
    w.box(640, 30, 5, 6, building="yes")
    # beyond the boundary, in the next municipality
    w.box(900, 100, 14, 12, building="house")
    w.box(900, 140, 14, 12, building="house", shop="bakery", name="Bäckerei jenseits (Demo)")


def market_street(w: Writer) -> None:
    """Units in the middle of the first eleven houses of Marktstraße (row 2)."""

    def inside(n: int, **tags: str) -> None:
        w.node(house_x(n) + 7, 216, **tags)

    inside(0, shop="bakery", name="Bäckerei Krume (Demo)", check_date="2026-02-02")
    inside(1, shop="clothes", name="Mode (Demo)", addr__street="Markt", addr__housenumber="2a")
    inside(2, shop="vacant", old_name="Schuhhaus (Demo)")
    inside(3, disused__shop="butcher", name="Fleischerei (Demo)")
    inside(4, shop="books", vacant="yes")
    inside(5, disused__amenity="restaurant")
    inside(6, amenity="restaurant", name="Gasthof (Demo)")
    inside(7, craft="shoemaker", name="Schuster (Demo)")
    inside(8, office="insurance", name="Versicherung (Demo)")
    inside(9, amenity="pharmacy", name="Apotheke (Demo)")
    inside(10, shop="supermarket", disused__shop="toys", name="Markt (Demo)")


def elsewhere(w: Writer) -> None:
    # a second street with three units, and one with two, which is no shopping street
    w.node(270, 104, shop="kiosk", name="Kiosk (Demo)")
    w.node(296, 104, shop="florist")
    w.node(330, 104, amenity="cafe", name="Café (Demo)")
    w.node(60, 390, office="it")
    w.node(80, 390, shop="no")
    w.node(100, 390, tourism="guest_house", name="Pension (Demo)")
    w.node(120, 104, highway="bus_stop", name="Schulgasse (Demo)")
    w.node(480, 104, highway="bus_stop")
    w.node(500, -20, railway="station", name="Bahnhof (Demo)")
    w.way([w.node(-300, -30), w.node(900, -30)], railway="rail")
    w.box(560, 330, 30, 20, leisure="playground")
    w.box(520, 330, 30, 20, amenity="parking")
    w.box(480, 330, 30, 20, amenity="parking", access="private")
    w.box(400, 330, 60, 40, amenity="kindergarten", name="Kita (Demo)")


def land(w: Writer) -> None:
    w.box(-20, 80, 700, 400, landuse="residential")
    w.box(-150, -150, 100, 700, natural="water", name="Mühlteich (Demo)")
    w.box(-40, 500, 200, 60, landuse="allotments")
    w.box(420, -110, 100, 60, landuse="brownfield")
    # a wood with a clearing; its north runs out of the municipality
    outer = w.box(500, 480, 200, 400)
    inner = w.box(550, 500, 40, 40)
    w.relation([(outer, "outer"), (inner, "inner")], type="multipolygon", landuse="forest")


def boundaries(w: Writer) -> None:
    """Kleinstadt and its neighbour share a border; two hamlets bear one name."""
    south, north = w.node(800, -200), w.node(800, 700)
    shared = w.way([south, north])
    west = w.way([north, w.node(-200, 700), w.node(-200, -200), south])
    east = w.way([north, w.node(1200, 700), w.node(1200, -200), south])
    town = {"type": "boundary", "boundary": "administrative", "admin_level": "8"}
    key = "de__amtlicher_gemeindeschluessel"
    tags = {"name": "Kleinstadt (Demo)", key: "99000001", "population": "1200"}
    w.relation([(shared, "outer"), (west, "outer")], **town, **tags)
    tags = {"name": "Nachbarstadt (Demo)", key: "99000002"}
    w.relation([(shared, "outer"), (east, "outer")], **town, **tags)
    for n, x in enumerate((0, 300)):
        hamlet = w.box(x, 450, 100, 100)
        tags = {"name": "Neudorf (Demo)", key: f"9900001{n}"}
        w.relation([(hamlet, "outer")], **(town | {"admin_level": "10"}), **tags)
    # only one half of this boundary is in the file
    half = {"name": "Halbstadt (Demo)", key: "99000003"}
    w.relation([(east, "outer"), ("88888", "outer")], **town, **half)


def main() -> None:
    w = Writer()
    streets(w)
    houses(w)
    market_street(w)
    elsewhere(w)
    land(w)
    boundaries(w)
    w.write(Path(__file__).with_name("kleinstadt.osm"))


if __name__ == "__main__":
    main()
