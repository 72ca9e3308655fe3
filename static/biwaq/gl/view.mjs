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

export function keepView(map, town) {
  map.on("moveend", () => {
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
