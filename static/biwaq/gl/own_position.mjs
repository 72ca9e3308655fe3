// Where the person stands: shown on the map, kept in the browser, given away by a button only.
import * as maplibre from "/app/static/vendor/maplibre-gl/maplibre-gl.mjs";

const WAIT_MS = 15_000;
const DENIED = 1; // as browsers number it

export function addOwnPosition(map, { words, tools: wanted }, tools, tell) {
  map.addControl(new OwnPosition(() => made(words, wanted, tools, tell)), "top-left");
}

// What there is in its place is known only after the browser was asked for its permissions.
class OwnPosition {
  constructor(make) {
    this.make = make;
  }

  onAdd(map) {
    this.place = document.createElement("div");
    this.make().then((control) => {
      if (!this.place) return;
      this.control = control;
      this.place.replaceWith(control.onAdd(map));
    });
    return this.place;
  }

  onRemove(map) {
    if (this.control) this.control.onRemove(map);
    else this.place.remove();
    this.place = null;
  }
}

async function made(words, wanted, tools, tell) {
  if (!window.isSecureContext || !navigator.geolocation) {
    return new Refused(words, tools, words.notSecure);
  }
  if (await isDenied()) return new Refused(words, tools, words.positionDenied);
  const control = new maplibre.GeolocateControl({
    positionOptions: { enableHighAccuracy: true, timeout: WAIT_MS },
    fitBoundsOptions: { maxZoom: 18, animate: false },
  });
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
  return control;
}

// Refused once and for all: the map's own button would be dead and say nothing.
async function isDenied() {
  try {
    return (await navigator.permissions.query({ name: "geolocation" })).state === "denied";
  } catch {
    return false; // an older browser is asked when the button is pressed
  }
}

// A position cannot be had here: the button says why.
class Refused {
  constructor(words, tools, why) {
    this.words = words;
    this.tools = tools;
    this.why = why;
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
    button.addEventListener("click", () => this.tools.say(this.why));
    this.element.append(button);
    return this.element;
  }

  onRemove() {
    this.element.remove();
  }
}
