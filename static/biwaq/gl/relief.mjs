// The tilted map: houses as bodies, empty ground floors in colour; a button turns it on and off.

const PITCH = 55;
const FRONTS = "vacant-fronts";

export class Relief {
  constructor(config) {
    this.config = config;
    this.on = false;
  }

  onAdd(map) {
    this.map = map;
    this.element = document.createElement("div");
    this.element.className = "maplibregl-ctrl maplibregl-ctrl-group";
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "biwaq-tool";
    this.button.textContent = "3D";
    this.button.title = this.config.words.relief;
    this.button.setAttribute("aria-label", this.config.words.relief);
    this.button.addEventListener("click", () => this.turn(!this.on));
    this.say();
    this.element.append(this.button);
    return this.element;
  }

  onRemove() {
    this.element.remove();
  }

  say() {
    this.button.setAttribute("aria-pressed", String(this.on));
  }

  // Another style has come: what was added to the old one is gone.
  use(config) {
    this.config = config;
    this.element.hidden = !config.relief;
    this.drawn = false;
  }

  turn(on) {
    this.on = on;
    this.say();
    this.show(this.revision);
    this.turned?.(on);
    this.map.easeTo({ pitch: on ? PITCH : 0, animate: !calm() });
  }

  show(revision) {
    const moved = revision !== this.revision;
    this.revision = revision;
    const { relief } = this.config;
    if (!relief) return;
    if (this.on && !this.drawn) this.add();
    else if (this.drawn && moved) this.map.getSource(FRONTS).setData(this.address());
    if (!this.drawn) return;
    for (const { id } of [relief.houses, relief.fronts]) {
      this.map.setLayoutProperty(id, "visibility", this.on ? "visible" : "none");
    }
  }

  add() {
    const { relief } = this.config;
    const { layers } = this.map.getStyle();
    const above = layers.find(({ type }) => type === "symbol" || type === "circle");
    this.map.addSource(FRONTS, { type: "geojson", data: this.address() });
    this.map.addLayer(relief.houses, above?.id);
    this.map.addLayer(relief.fronts, above?.id);
    this.drawn = true;
  }

  address() {
    const { frontsUrl } = this.config.relief;
    return new URL(`${frontsUrl}?rev=${this.revision}`, window.location.origin).href;
  }
}

export const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
