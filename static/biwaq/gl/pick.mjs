// What somebody meant: points before lines before areas, among equals the nearest.

const TOLERANCE_PX = 10; // as in pick.py
const RANK = { points: 0, lines: 1, polygons: 2, count_per_area: 3 };

export function pick(map, point, pickable) {
  const layers = [...pickable.keys()];
  if (!layers.length) return null;
  const reach = [
    [point.x - TOLERANCE_PX, point.y - TOLERANCE_PX],
    [point.x + TOLERANCE_PX, point.y + TOLERANCE_PX],
  ];
  const inside = new Set(map.queryRenderedFeatures(point, { layers }).map(keyOf));
  const hits = map
    .queryRenderedFeatures(reach, { layers })
    .map((feature, height) => ({ feature, height, spec: pickable.get(feature.layer.id) }))
    // an area is hit only inside
    .filter(({ feature, spec }) => RANK[spec.draw] < 2 || inside.has(keyOf(feature)))
    .map((hit) => ({ ...hit, far: distance(map, point, hit) }));
  hits.sort(
    (one, other) =>
      RANK[one.spec.draw] - RANK[other.spec.draw] ||
      one.far - other.far ||
      one.height - other.height
  );
  const [best] = hits;
  if (!best) return null;
  const { i: id, s: symbol } = best.feature.properties;
  return { layer: best.spec.key, id, symbol };
}

const keyOf = ({ layer, properties }) => `${layer.id} ${properties.i}`;

function distance(map, point, { feature, spec }) {
  // a line among the points of a layer never stands before a point
  if (feature.geometry.type !== "Point") return spec.draw === "points" ? TOLERANCE_PX : 0;
  const { x, y } = map.project(feature.geometry.coordinates);
  return Math.hypot(x - point.x, y - point.y);
}

// The hand over whatever can be clicked as a point.
export function pointAtSymbols(map, pickable) {
  map.on("mousemove", ({ point }) => {
    const layers = [...pickable()].filter(([, { draw }]) => draw === "points").map(([id]) => id);
    const over = layers.length && map.queryRenderedFeatures(point, { layers }).length;
    map.getCanvas().style.cursor = over ? "pointer" : "";
  });
}
