// Where the person stands: shown on the map, kept in the browser, given away by a button only.
import * as maplibre from "/app/static/vendor/maplibre-gl/maplibre-gl.mjs";

const WAIT_MS = 15_000;
const DENIED = 1; // as browsers number it

export function addOwnPosition(map, { words, tools: wanted }, tools, tell) {
  if (!window.isSecureContext || !navigator.geolocation) {
    map.addControl(new Refused(words, tools), "top-left");
    return;
  }
  const control = new maplibre.GeolocateControl({
    positionOptions: { enableHighAccuracy: true, timeout: WAIT_MS },
    fitBoundsOptions: { maxZoom: 18, animate: false },
  });
  map.addControl(control, "top-left");
  control.on("geolocate", ({ coords }) => {
    const metres = Math.max(1, Math.round(coords.accuracy));
    const more = [];
    if (wanted.includes("stand")) {
      const { longitude: lng, latitude: lat } = coords;
      const take = document.createElement("button");
      take.type = "button";
      take.className = "biwaq-tool biwaq-worded";
      take.textContent = words.takePlace;
      take.addEventListener("click", () => {
        tools.say("");
        tell("stood", { lng, lat, accuracy: metres, at: Date.now() });
      });
      more.push(take);
    }
    tools.say(words.position.replace("{metres}", String(metres)), ...more);
  });
  control.on("outofmaxbounds", () => tools.say(words.noPosition));
  control.on("error", ({ code }) =>
    tools.say(code === DENIED ? words.positionDenied : words.noPosition)
  );
}

// Browsers give a position to encrypted addresses only: the button says so.
class Refused {
  constructor(words, tools) {
    this.words = words;
    this.tools = tools;
  }

  onAdd() {
    this.element = document.createElement("div");
    this.element.className = "maplibregl-ctrl maplibregl-ctrl-group";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "maplibregl-ctrl-geolocate";
    button.title = this.words.findMe;
    button.setAttribute("aria-label", this.words.findMe);
    const icon = document.createElement("span");
    icon.className = "maplibregl-ctrl-icon";
    icon.setAttribute("aria-hidden", "true");
    button.append(icon);
    button.addEventListener("click", () => this.tools.say(this.words.notSecure));
    this.element.append(button);
    return this.element;
  }

  onRemove() {
    this.element.remove();
  }
}
