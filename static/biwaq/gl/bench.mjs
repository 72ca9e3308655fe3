// The tools of the map: a bar of buttons, and a plate for the tool that is in hand.
//
// A tool is started and stopped by the bar. It says what it has found with `say`, and offers
// what can be done with it with `offer`; both stand in the plate, which is read out.
import { element } from "./plates.mjs";
import { Sketch } from "./sketch.mjs";
import { Draw, Drawing, Edit } from "./tool_draw.mjs";
import { Marquee } from "./tool_marquee.mjs";
import { Measure } from "./tool_measure.mjs";

const MAKERS = {
  select: (bench) => [new Marquee(bench, "box"), new Marquee(bench, "lasso")],
  measure: (bench) => [new Measure(bench, "line"), new Measure(bench, "area")],
  draw: (bench) => [
    ...["point", "line", "area"].map((kind) => new Draw(bench, kind)),
    new Edit(bench),
  ],
};

// One path each, on a square of 24 px.
const SIGNS = {
  box: "M4 7V4h3M10 4h4M17 4h3v3M20 10v4M20 17v3h-3M14 20h-4M7 20H4v-3M4 14v-4",
  measure_line: "M3 16L16 3l5 5L8 21zM7 12l2 2M10 9l3 3M13 6l2 2",
  measure_area: "M4 20V4l16 16zM8 16v-3l3 3z",
  draw_point: "M12 21c-4-5-6-8-6-11a6 6 0 0 1 12 0c0 3-2 6-6 11M12 8v4M10 10h4",
  draw_line: "M4 19l6-9 5 5 5-10M3 18h2v2H3zM19 4h2v2h-2z",
  draw_area: "M5 9l8-5 7 7-4 9H6zM12 3h2v2h-2zM4 8h2v2H4z",
  edit: "M4 20l1-5L16 4l4 4L9 19zM14 6l4 4",
  lasso: "M12 4c5 0 9 2.5 9 6s-4 6-9 6-9-2.5-9-6 4-6 9-6M7 15c-1 2 0 3 2 3s2 2 0 3",
};

export class Bench {
  // `layers` asks for the layers of the map, which are new after each change of its look.
  constructor(map, { tell, layers }) {
    this.map = map;
    this.host = map.getContainer();
    this.tell = tell;
    this.layers = layers;
    this.offered = [];
    this.tools = [];
    this.inHand = null;
    this.chosen = [];
    this.drawing = new Drawing(this);
    this.host.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.inHand) this.take(null);
    });
    const canvas = map.getCanvas();
    canvas.addEventListener("keydown", (event) => this.pressed(event));
    canvas.addEventListener("pointerdown", () => this.busy && this.focus());
    map.addControl(this, "top-left");
  }

  get busy() {
    return this.inHand !== null;
  }

  get words() {
    return this.config.words.bench;
  }

  onAdd() {
    this.bar = document.createElement("div");
    this.bar.className = "maplibregl-ctrl maplibregl-ctrl-group biwaq-bench";
    this.bar.setAttribute("role", "toolbar");
    this.bar.hidden = true;
    return this.bar;
  }

  onRemove() {
    this.bar.remove();
  }

  // Words and colours have changed; what the tools hold stays.
  use(config) {
    this.take(null);
    this.config = config;
    const kept = this.sketch;
    kept?.suspend();
    this.sketch = new Sketch(this.map, config.look);
    this.sketch.kept = kept?.kept ?? [];
    this.bar.setAttribute("aria-label", this.words.bar);
    this.write();
  }

  show({ offered, chosen, drawing }) {
    this.chosen = chosen;
    this.sketch.resume();
    if (this.offered.join() !== offered.join()) {
      this.take(null);
      this.offered = offered;
      this.tools = offered.flatMap((name) => MAKERS[name](this));
      this.write();
    }
    if (!offered.includes("draw") || drawing.serial === this.drawing.serial) return;
    this.take(null);
    this.drawing.give(drawing);
  }

  // Without a pointer: arrows move the map under the cross in its middle, the space bar sets.
  pressed(event) {
    if (event.key !== " " || !this.inHand || this.inHand instanceof Marquee) return;
    event.preventDefault();
    const { left, top, width, height } = event.target.getBoundingClientRect();
    const middle = { clientX: left + width / 2, clientY: top + height / 2 };
    for (const type of ["pointermove", "pointerdown", "pointerup"]) {
      const held = { button: type === "pointermove" ? -1 : 0, isPrimary: true, bubbles: true };
      event.target.dispatchEvent(new PointerEvent(type, { ...middle, ...held }));
    }
  }

  takeByName(name) {
    this.take(this.tools.find((tool) => tool.name === name));
  }

  write() {
    this.bar.replaceChildren(...this.tools.map((tool) => this.button(tool)));
    this.bar.hidden = !this.tools.length;
  }

  button(tool) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.tool = tool.name;
    button.title = this.words[tool.name];
    button.setAttribute("aria-label", this.words[tool.name]);
    button.setAttribute("aria-pressed", String(tool === this.inHand));
    button.append(sign(SIGNS[tool.name]));
    button.addEventListener("click", () => this.take(tool === this.inHand ? null : tool));
    return button;
  }

  take(tool) {
    const before = this.inHand;
    this.inHand = tool;
    before?.stop();
    this.plate?.remove();
    this.plate = null;
    this.host.dataset.tool = tool?.name ?? "";
    for (const button of this.bar.children) {
      button.setAttribute("aria-pressed", String(button.dataset.tool === tool?.name));
    }
    if (!tool) return;
    this.say(this.words[`${tool.name}_help`]);
    tool.start();
    this.focus();
  }

  // Keys are for the map as long as a tool is in hand.
  focus() {
    this.map.getCanvas().focus({ preventScroll: true });
  }

  say(text) {
    this.plate ||= this.newPlate();
    if (this.plate.said.textContent !== text) this.plate.said.textContent = text;
  }

  // Buttons of the plate: name of the words, and what a click does.
  offer(acts) {
    this.plate ||= this.newPlate();
    const buttons = Object.entries(acts).map(([name, { act, off = false, main = false }]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.act = name;
      button.textContent = this.words[name];
      button.disabled = off;
      button.classList.toggle("biwaq-main", main);
      button.addEventListener("click", act);
      return button;
    });
    const focused = document.activeElement?.dataset.act;
    this.plate.acts.replaceChildren(...buttons);
    if (focused) buttons.find(({ dataset }) => dataset.act === focused)?.focus();
  }

  newPlate() {
    const plate = element("div", "biwaq-tool-plate", this.host.querySelector(".biwaq-plates"));
    const said = element("div", "biwaq-said", plate);
    said.setAttribute("role", "status");
    return { said, acts: element("div", "biwaq-acts", plate), remove: () => plate.remove() };
  }
}

function sign(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}
