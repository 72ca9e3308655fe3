// Measuring a way or an area on the ground.
import { area, distance, length, saidArea, saidLength } from "./geodesy.mjs";
import { element } from "./plates.mjs";

export class Measure {
  constructor(bench, kind) {
    this.bench = bench;
    this.name = `measure_${kind}`;
  }

  start() {
    const { map, host, sketch } = this.bench;
    this.label = element("div", "biwaq-pointer", host);
    this.label.setAttribute("aria-hidden", "true"); // the plate says the same
    this.label.hidden = true;
    this.follow = ({ point }) => {
      this.label.style.transform = `translate(${point.x + 14}px, ${point.y + 14}px)`;
    };
    map.on("mousemove", this.follow);
    sketch.take(this.name, { finish: (id) => this.finish(id), change: () => this.write() });
    this.offer();
  }

  stop() {
    this.bench.map.off("mousemove", this.follow);
    this.label.remove();
    this.bench.sketch.leave();
    this.bench.sketch.remove(this.bench.sketch.measured());
  }

  // One way at a time: the next takes the place of the last.
  finish(id) {
    const { sketch } = this.bench;
    sketch.remove(sketch.measured().filter((one) => one.id !== id));
    this.write();
    this.label.hidden = true;
  }

  clear() {
    const { sketch } = this.bench;
    sketch.leave();
    sketch.remove(sketch.measured());
    sketch.take(this.name, { finish: (id) => this.finish(id), change: () => this.write() });
    this.corners = 0;
    this.label.hidden = true;
    this.bench.say(this.bench.words[`${this.name}_help`]);
    this.offer();
  }

  offer() {
    const off = !this.bench.sketch.measured().length;
    this.bench.offer({ remove: { act: () => this.clear(), off } });
  }

  write() {
    const shape = this.bench.sketch.measured().at(-1);
    if (!shape) return;
    const { currentlyDrawing } = shape.properties;
    const said = this.said(shape.geometry);
    this.label.textContent = said[0];
    this.label.hidden = !currentlyDrawing;
    // what follows the pointer is not read out, what was set is
    const corners = shape.geometry.coordinates.flat().length;
    if (currentlyDrawing && corners === this.corners) return;
    this.corners = currentlyDrawing ? corners : 0;
    this.bench.say(said.filter(Boolean).join(" "));
    this.offer();
  }

  // The figure, and what it is made of.
  said({ type, coordinates }) {
    const { words, config } = this.bench;
    const { language } = config;
    if (type === "Polygon") {
      const [ring] = coordinates;
      const round = `${words.around} ${saidLength(length(ring), language)}`;
      return [`${words.area} ${saidArea(area(ring), language)}`, `(${round})`];
    }
    const parts = coordinates.slice(1).map((place, i) => distance(coordinates[i], place));
    const total = parts.reduce((sum, part) => sum + part, 0);
    const listed = parts.map((part) => saidLength(part, language)).join(" + ");
    return [
      `${words.length} ${saidLength(total, language)}`,
      parts.length > 1 ? `(${listed})` : "",
    ];
  }
}
