// The tools of the map: a bar of buttons, and a plate for the tool that is in hand.
//
// A tool is started and stopped by the bar. It says what it has found with `say`, and offers
// what can be done with it with `offer`; both stand in the plate, which is read out.
import { element } from "./plates.mjs";
import { SIGNS, sign, signed } from "./signs.mjs";
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

// Hands that hold no pointer and no keys, or little room: they get short words of their own.
const BY_FINGER = "(pointer: coarse), (max-width: 640px)";

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
    this.bar.replaceChildren(this.drawer(), ...this.tools.map((tool) => this.button(tool)));
    this.bar.hidden = !this.tools.length;
  }

  // A narrow map shows one button for all tools, and beside it the one that is in hand.
  drawer() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "biwaq-drawer";
    button.title = this.words.bar;
    button.setAttribute("aria-label", this.words.bar);
    button.append(sign("tools"));
    button.addEventListener("click", () => this.open(!this.bar.classList.contains("biwaq-open")));
    this.open(false, button);
    return button;
  }

  open(wanted, drawer = this.bar.querySelector(".biwaq-drawer")) {
    this.bar.classList.toggle("biwaq-open", wanted);
    drawer?.setAttribute("aria-expanded", String(wanted));
  }

  button(tool) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.tool = tool.name;
    button.title = this.words[tool.name];
    button.setAttribute("aria-label", this.words[tool.name]);
    button.setAttribute("aria-pressed", String(tool === this.inHand));
    button.append(sign(tool.name));
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
    this.open(false);
    for (const button of this.bar.querySelectorAll("[data-tool]")) {
      button.setAttribute("aria-pressed", String(button.dataset.tool === tool?.name));
    }
    if (!tool) return;
    this.say(this.help(tool.name));
    tool.start();
    this.focus();
  }

  help(name) {
    const touch = window.matchMedia(BY_FINGER).matches;
    return this.words[`${name}_${touch ? "touch" : "help"}`];
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
      if (name in SIGNS) signed(button, name, this.words[name]);
      else button.textContent = this.words[name];
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
    plate.setAttribute("role", "group");
    plate.setAttribute("aria-label", this.words[this.inHand?.name] ?? this.words.bar);
    const said = element("div", "biwaq-said", plate);
    said.setAttribute("role", "status");
    // what stands at the lower edge of a narrow map moves up by as much
    const room = new ResizeObserver(() =>
      this.host.style.setProperty("--biwaq-plate-high", `${plate.offsetHeight}px`),
    );
    room.observe(plate);
    const remove = () => {
      room.disconnect();
      plate.remove();
    };
    return { said, acts: element("div", "biwaq-acts", plate), remove };
  }
}
