"""Walks found another way: networkx on a graph in which every street is cut at every place."""

from itertools import pairwise

import networkx as nx
import numpy as np


def minutes_of(streets, profile, *, speed_kmh=None):
    """Minutes there and back of each street, by hand from the columns of the layer."""
    speed = speed_kmh or profile.speed_kmh.value
    there, back = [], []
    for _, row in streets.iterrows():
        minutes = row.geometry.length / 1000 / speed * 60
        minutes *= profile.surfaces.get(row.get("surface"), 1.0)
        smooth = profile.smoothness.get(row.get("smoothness"), 1.0)
        minutes *= max(1.0, smooth / profile.surfaces.get(row.get("surface"), 1.0))
        slope = str(row.get("incline") or "")
        if profile.slopes and slope.endswith("%"):
            above = abs(float(slope[:-1])) - profile.slopes.free_percent
            minutes *= 1 + profile.slopes.per_percent * max(above, 0)
        if row["kind"] == "steps":
            minutes *= profile.steps.value
        there.append(minutes)
        back.append(np.inf if row.get("one_way") == "yes" else minutes)
    return there, back


def split_graph(network, streets, groups, *, profile, speed_kmh=None):
    """Return the graph; places of group "a" bear the names ("a", 0), ("a", 1), …

    `streets` are those of the network, in its order; `groups` are snapped places by name.
    """
    graph, cuts = nx.DiGraph(), {}
    per_metre = 60 / 1000 / (speed_kmh or profile.speed_kmh.value)

    def arc(a, b, cost):
        if np.isfinite(cost) and cost < graph.get_edge_data(a, b, {}).get("cost", np.inf):
            graph.add_edge(a, b, cost=cost)

    for name, places in groups.items():
        for n, there in enumerate(places.on_network()):
            if there:
                spot = ("on", name, n)
                cuts.setdefault(int(places.street[n]), []).append((places.along[n], spot))
                arc((name, n), spot, places.access[n] * per_metre)
                arc(spot, (name, n), places.access[n] * per_metre)
    there, back = minutes_of(streets, profile, speed_kmh=speed_kmh)
    for number, (u, v) in enumerate(zip(streets["u"], streets["v"], strict=True)):
        length = streets.geometry.iloc[number].length
        inner = sorted(cuts.get(number, []), key=lambda cut: cut[0])
        for (start, a), (end, b) in pairwise([(0.0, ("node", u)), *inner, (length, ("node", v))]):
            if length and end <= start:
                # the same spot, whichever way the street may be walked
                arc(a, b, 0.0)
                arc(b, a, 0.0)
                continue
            # a street of no length costs nothing whole
            share = max(end - start, 0.0) / length if length else 0.0
            arc(a, b, there[number] * share if share or np.isfinite(there[number]) else 0.0)
            arc(b, a, back[number] * share if share or np.isfinite(back[number]) else np.inf)
    return graph


def from_nearest_place(graph, origins, targets, *, limit=np.inf):
    """Minutes from the nearest of the origins to each target, inf where there is no way."""
    sources = {("o", n) for n in range(origins) if ("o", n) in graph}
    if not sources:
        return np.full(targets, np.inf)
    reached = nx.multi_source_dijkstra_path_length(graph, sources, weight="cost")
    found = np.array([reached.get(("t", n), np.inf) for n in range(targets)])
    return np.where(found <= limit, found, np.inf)
