// Drawing one point, line or area, changing it, and handing it to the page.
import { area, length, saidArea, saidLength } from "./geodesy.mjs";
import { FEWEST } from "./sketch.mjs";

const MODES = { Point: "draw_point", LineString: "draw_line", Polygon: "draw_area" };

// What was drawn, with every state it has had: one for all tools that draw.
export class Drawing {
  constructor(bench) {
    this.bench = bench;
    this.states = [null];
    this.at = 0;
  }

  get geometry() {
    return this.states[this.at];
  }

  // The page gives another drawing, or none.
  give({ geometry, serial }) {
    if (serial === this.serial) return;
    this.serial = serial;
    const nothing = !geometry && !this.geometry;
    this.states = [geometry];
    this.at = 0;
    if (!nothing) this.put();
  }

  note() {
    const [shape] = this.bench.sketch.drawn().slice(-1);
    this.states = [...this.states.slice(0, this.at + 1), shape?.geometry ?? null];
    this.at += 1;
  }

  step(by) {
    if (!(this.at + by in this.states)) return false;
    this.at += by;
    this.put();
    return true;
  }

  put() {
    const { geometry } = this;
    const shapes = geometry ? [{ geometry, properties: { mode: MODES[geometry.type] } }] : [];
    return this.bench.sketch.put(shapes)[0];
  }

  clear() {
    this.states = [...this.states.slice(0, this.at + 1), null];
    this.at += 1;
    this.put();
  }

  said() {
    const { words, config } = this.bench;
    const { type, coordinates } = this.geometry;
    if (type === "Point") return words.point;
    if (type === "LineString") return `${words.length} ${saidLength(length(coordinates), config.language)}`;
    return `${words.area} ${saidArea(area(coordinates[0]), config.language)}`;
  }
}

export class Draw {
  constructor(bench, kind) {
    this.bench = bench;
    this.name = `draw_${kind}`;
  }

  start() {
    const { sketch } = this.bench;
    sketch.take(this.name, { finish: (id) => this.finish(id), change: () => this.changing() });
    this.offer();
  }

  stop() {
    this.bench.sketch.leave();
  }

  // One shape at a time; then it can be changed.
  finish(id) {
    const { sketch, drawing } = this.bench;
    sketch.remove(sketch.drawn().filter((one) => one.id !== id));
    if (this.name === "draw_point") this.toNearest(id);
    drawing.note();
    // Terra Draw is still busy with the last click
    setTimeout(() => this.bench.takeByName("edit"));
  }

  toNearest(id) {
    const { map, sketch } = this.bench;
    const { geometry } = sketch.draw.getSnapshotFeature(id);
    const coordinates = sketch.nearest(map.project(geometry.coordinates));
    if (!coordinates) return;
    sketch.draw.updateFeatureGeometry(id, { type: "Point", coordinates });
  }

  // Terra Draw tells of a corner before it counts it; a finger moves nothing that tells again.
  changing() {
    queueMicrotask(() => this.bench.inHand === this && this.offer());
  }

  offer() {
    const { sketch } = this.bench;
    const mode = sketch.modes[this.name];
    const open = sketch.corners(this.name) > 0;
    const enough = sketch.isEnough(this.name);
    const stamp = `${open} ${enough} ${mode.redoSize?.() > 0}`;
    if (stamp === this.stamp && this.bench.plate?.acts.childElementCount) return;
    this.stamp = stamp;
    const finish = { act: () => sketch.finish(), off: !enough, main: true };
    this.bench.offer({
      ...(this.name in FEWEST && { finish }),
      undo: { act: () => this.again(() => mode.undo()), off: !open },
      redo: { act: () => this.again(() => mode.redo()), off: !(mode.redoSize?.() > 0) },
    });
  }

  again(act) {
    act();
    this.offer();
  }
}

export class Edit {
  constructor(bench) {
    this.bench = bench;
    this.name = "edit";
  }

  start() {
    const { sketch, drawing } = this.bench;
    sketch.take("edit", { finish: () => this.changed(), change: () => {} });
    const [shape] = sketch.drawn();
    if (shape) sketch.draw.selectFeature(shape.id);
    this.write(drawing);
  }

  stop() {
    this.bench.sketch.leave();
  }

  changed() {
    this.bench.drawing.note();
    this.write(this.bench.drawing);
  }

  step(act) {
    const { sketch, drawing } = this.bench;
    // a shape that is being changed cannot be taken away
    sketch.leave();
    act(drawing);
    this.start();
  }

  write(drawing) {
    const { words } = this.bench;
    const there = Boolean(drawing.geometry);
    this.bench.say(there ? `${drawing.said()}. ${this.bench.help("edit")}` : words.edit_nothing);
    this.bench.offer({
      hand_over: { act: () => this.handOver(), off: !there, main: true },
      undo: { act: () => this.step((it) => it.step(-1)), off: drawing.at === 0 },
      redo: { act: () => this.step((it) => it.step(1)), off: !(drawing.at + 1 in drawing.states) },
      remove: { act: () => this.step((it) => it.clear()), off: !there },
    });
  }

  handOver() {
    this.bench.tell("drawn", { geometry: this.bench.drawing.geometry, at: Date.now() });
    this.bench.say(`${this.bench.drawing.said()}. ${this.bench.words.handed_over}`);
  }
}
