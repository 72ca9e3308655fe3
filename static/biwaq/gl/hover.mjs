// A few public words about what the hand points at: title, sign, address or name.
import { element } from "./plates.mjs";
import { pick } from "./pick.mjs";

const STILL_MS = 90; // the hand rests before anybody is asked

export class Hover {
  constructor(map, layers) {
    this.map = map;
    this.layers = layers; // a function: the layers of now
    this.names = new Map(); // address of a name -> promise of it
    this.plate = element("div", "biwaq-hover", map.getContainer());
    this.plate.setAttribute("role", "tooltip");
    this.plate.hidden = true;
    map.on("mousemove", (event) => this.moved(event));
    map.on("mouseout", () => this.hide());
    map.on("movestart", () => this.hide());
  }

  moved({ point }) {
    clearTimeout(this.waiting);
    if (this.map.isMoving()) return;
    this.waiting = setTimeout(() => this.ask(point), STILL_MS);
  }

  async ask(point) {
    const layers = this.layers();
    const hit = pick(this.map, point, layers.pickable());
    const key = hit && `${hit.layer} ${hit.id}`;
    this.hit = key;
    if (!hit) return this.hide();
    const spec = layers.specs.find((one) => one.key === hit.layer);
    const lines = [sign(spec, hit), await this.name(spec, hit, layers.state)];
    // meanwhile the hand may have gone on
    if (this.hit === key) this.show(point, lines.filter(Boolean));
  }

  name(spec, { id }, { revision }) {
    if (!spec.nameUrl) return "";
    const query = new URLSearchParams({ id, ...(spec.live ? { rev: revision } : {}) });
    const address = `${spec.nameUrl}?${query}`;
    if (!this.names.has(address)) {
      const asked = fetch(address)
        .then((answer) => (answer.ok ? answer.json() : { name: "" }))
        .then(({ name }) => name)
        .catch(() => "");
      this.names.set(address, asked);
    }
    return this.names.get(address);
  }

  show({ x, y }, lines) {
    this.plate.replaceChildren(
      ...lines.map((text) => {
        const line = document.createElement("div");
        line.textContent = text;
        return line;
      })
    );
    this.plate.hidden = false;
    const { clientWidth: width, clientHeight: height } = this.map.getContainer();
    const { offsetWidth, offsetHeight } = this.plate;
    this.plate.style.left = `${Math.min(x + 14, width - offsetWidth - 4)}px`;
    this.plate.style.top = `${Math.min(y + 14, height - offsetHeight - 4)}px`;
  }

  hide() {
    clearTimeout(this.waiting);
    this.hit = null;
    this.plate.hidden = true;
  }
}

function sign(spec, { symbol }) {
  const words = spec.symbols[symbol];
  return words && words !== spec.title ? `${spec.title}: ${words}` : spec.title;
}
