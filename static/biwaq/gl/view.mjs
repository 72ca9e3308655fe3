// The view outlives the page: whoever comes back finds the map as it was left.

const nameOf = (town) => `biwaq-gl-view-${town}`;

export function keptView(town) {
  try {
    const view = JSON.parse(sessionStorage.getItem(nameOf(town)));
    return view && Number.isFinite(view.zoom) ? view : null;
  } catch {
    return null;
  }
}

// The first view shows the town, however large the map becomes: a page that is still being drawn
// gives it less room than it has in the end. It is nobody's choice, so it is not kept.
export function firstView(map, bounds) {
  let first = true;
  let ours = false;
  map.on("resize", () => {
    if (!first) return;
    ours = true;
    map.fitBounds(bounds, { animate: false });
    // what the change of size itself reports as a move comes after this
    ours = true;
  });
  map.on("movestart", ({ originalEvent }) => {
    if (originalEvent) first = false;
  });
  map.on("moveend", ({ shown }) => {
    // a map that has no room yet may go to what is chosen: that is nobody's choice either
    if (!ours && !shown) first = false;
    ours = false;
  });
  return () => first;
}

export function keepView(map, town, isFirst) {
  map.on("moveend", () => {
    if (isFirst()) return;
    const { lng, lat } = map.getCenter();
    try {
      const view = JSON.stringify({ center: [lng, lat], zoom: map.getZoom() });
      sessionStorage.setItem(nameOf(town), view);
    } catch {
      // a browser without storage opens the map at its first view
    }
  });
}

const seen = new Set(); // serial numbers of the links that were followed, whatever map did it

export function notYetSeen(serial) {
  if (seen.has(serial)) return false;
  seen.add(serial);
  return true;
}
