// Corners and lines that are drawn on the map draw the pointer to them.

export const REACH_PX = 10;

// Place [lng, lat] of the nearest corner within reach, else of the nearest line; undefined
// where there is none. What is being drawn itself is left out.
export function snapped(map, { x, y }) {
  const reach = [
    [x - REACH_PX, y - REACH_PX],
    [x + REACH_PX, y + REACH_PX],
  ];
  const at = (place) => map.project(place);
  let corner = { far: REACH_PX };
  let side = { far: REACH_PX };
  for (const { geometry, source } of map.queryRenderedFeatures(reach)) {
    if (source.startsWith("td-")) continue;
    for (const line of linesOf(geometry)) {
      const points = line.map(at);
      for (const point of points) corner = nearer(corner, point, { x, y });
      for (let i = 1; i < points.length; i += 1) {
        side = nearer(side, onSide(points[i - 1], points[i], { x, y }), { x, y });
      }
    }
  }
  const found = corner.point || side.point;
  return found && map.unproject(found).toArray();
}

function linesOf({ type, coordinates }) {
  if (type === "Point") return [[coordinates]];
  if (type === "MultiPoint" || type === "LineString") return [coordinates];
  if (type === "MultiLineString" || type === "Polygon") return coordinates;
  return type === "MultiPolygon" ? coordinates.flat() : [];
}

function nearer(best, point, { x, y }) {
  const far = Math.hypot(point.x - x, point.y - y);
  return far < best.far ? { far, point: [point.x, point.y] } : best;
}

function onSide(from, to, { x, y }) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length ? ((x - from.x) * dx + (y - from.y) * dy) / length : 0;
  const share = Math.min(1, Math.max(0, along));
  return { x: from.x + share * dx, y: from.y + share * dy };
}
