// Buttons over the map that act on what is seen: share it, print it; and what they answer.
import { element } from "./plates.mjs";
import { signed } from "./signs.mjs";

const ADDRESS_DIGITS = 5; // of degrees: a metre
const MOST_PITCH = 60; // as in view_link.py

export class Tools {
  constructor(config, { link, tell }) {
    this.config = config;
    this.link = link; // a function: what of the view the server knows, as a query
    this.tell = tell;
  }

  onAdd(map) {
    this.map = map;
    const { words, tools } = this.config;
    this.element = element("div", "maplibregl-ctrl biwaq-tools", document.createElement("div"));
    const bar = element("div", "maplibregl-ctrl-group", this.element);
    if (tools.includes("share")) this.act(bar, "share", words.share);
    if (tools.includes("keep")) this.act(bar, "keep", words.keepView);
    if (tools.includes("print")) this.act(bar, "print", words.print);
    bar.hidden = !bar.childElementCount;
    this.answer = element("div", "biwaq-answer", this.element);
    this.answer.setAttribute("role", "status");
    return this.element;
  }

  onRemove() {
    this.element.remove();
  }

  act(bar, name, word) {
    const made = element("button", "biwaq-tool biwaq-worded", bar);
    made.type = "button";
    signed(made, name, word);
    made.addEventListener("click", () => this[name]());
  }

  button(parent, text, does) {
    const made = element("button", "biwaq-tool biwaq-worded", parent);
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", does);
    return made;
  }

  // A sentence, and below it what can be done with it.
  say(text, ...more) {
    this.answer.replaceChildren();
    if (!text) return;
    element("span", "", this.answer).textContent = text;
    this.answer.append(...more);
    const shut = this.button(this.answer, this.config.words.shut, () => this.say(""));
    shut.className = "biwaq-tool biwaq-worded biwaq-shut";
  }

  async share() {
    const address = this.address();
    const { words } = this.config;
    try {
      await navigator.clipboard.writeText(address);
      this.say(words.shared);
    } catch {
      const field = document.createElement("input");
      field.readOnly = true;
      field.value = address;
      field.setAttribute("aria-label", words.linkField);
      this.say(words.notShared, field);
      field.select();
    }
  }

  address() {
    const { origin, pathname } = window.location;
    const query = [this.link(), `karte=${this.camera()}`].filter(Boolean).join("&");
    return `${origin}${pathname}?${query}`;
  }

  // Longitude, latitude, zoom and pitch, as view_link.py reads them.
  camera() {
    const { lng, lat } = this.map.getCenter();
    const pitch = Math.min(Math.round(this.map.getPitch()), MOST_PITCH);
    const place = [lng, lat].map((degrees) => Number(degrees.toFixed(ADDRESS_DIGITS)));
    return [...place, Number(this.map.getZoom().toFixed(2)), pitch].join(",");
  }

  keep() {
    this.tell("kept", { camera: this.camera(), at: Date.now() });
  }

  print() {
    const bounds = this.map.getBounds();
    const { clientWidth: width, clientHeight: height } = this.map.getContainer();
    const sides = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    this.tell("printed", { bounds: sides, width, height, at: Date.now() });
  }
}
