// Where something is to stand, before it is saved: a pin that no click is caught by.
import * as maplibre from "/app/static/vendor/maplibre-gl/maplibre-gl.mjs";

export class PlaceMark {
  constructor(map) {
    this.map = map;
    this.pin = null;
  }

  show(place, words) {
    const moved = place?.join() !== this.at;
    this.at = place?.join();
    if (!place || moved) {
      this.pin?.remove();
      this.pin = null;
    }
    if (!place) return;
    this.pin ||= new maplibre.Marker({ element: pin(), anchor: "bottom" })
      .setLngLat(place)
      .addTo(this.map);
    this.pin.getElement().setAttribute("aria-label", words);
    // once for each place: whoever looks elsewhere afterwards is not pulled back
    if (moved && !this.map.getBounds().contains(place)) this.map.panTo(place);
  }
}

function pin() {
  const made = document.createElement("div");
  made.className = "biwaq-place";
  made.setAttribute("role", "img");
  return made;
}
