// Measuring a way or an area on the ground.
import { area, distance, length, saidArea, saidLength } from "./geodesy.mjs";
import { element } from "./plates.mjs";

export class Measure {
  constructor(bench, kind) {
    this.bench = bench;
    this.name = `measure_${kind}`;
  }

  start() {
    const { map, host } = this.bench;
    this.label = element("div", "biwaq-pointer", host);
    this.label.setAttribute("aria-hidden", "true"); // the plate says the same
    this.label.hidden = true;
    this.follow = ({ point }) => {
      this.label.style.transform = `translate(${point.x + 14}px, ${point.y + 14}px)`;
    };
    map.on("mousemove", this.follow);
    this.begin();
  }

  begin() {
    this.bench.sketch.take(this.name, {
      finish: (id) => this.finish(id),
      change: () => this.changing(),
    });
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
    this.offer();
  }

  clear() {
    const { sketch } = this.bench;
    sketch.leave();
    sketch.remove(sketch.measured());
    this.corners = 0;
    this.label.hidden = true;
    this.bench.say(this.bench.help(this.name));
    this.begin();
  }

  // Terra Draw tells of a corner before it counts it; a finger moves nothing that tells again.
  changing() {
    this.write();
    queueMicrotask(() => this.bench.inHand === this && this.offer());
  }

  offer() {
    const { sketch } = this.bench;
    const shape = sketch.measured().at(-1);
    const open = Boolean(shape?.properties.currentlyDrawing);
    const enough = open && sketch.isEnough(this.name);
    const stamp = `${Boolean(shape)} ${enough}`;
    if (stamp === this.stamp && this.bench.plate?.acts.childElementCount) return;
    this.stamp = stamp;
    this.bench.offer({
      finish: { act: () => this.end(), off: !enough, main: true },
      remove: { act: () => this.clear(), off: !shape },
    });
  }

  end() {
    this.bench.sketch.finish();
    // the button has done its work and is off: the keyboard goes on with the map
    this.bench.focus();
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
