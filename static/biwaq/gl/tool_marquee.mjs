// Choosing many units at once: a box or a line drawn round them with the pointer held down.
//
// Who works without a pointer chooses the same units in the table beside the map.

const LEAST_PX = 4; // shorter is a click that slipped

export class Marquee {
  constructor(bench, name) {
    this.bench = bench;
    this.map = bench.map;
    this.name = name;
    this.canvas = this.map.getCanvas();
    this.handlers = {
      pointerdown: (event) => this.begin(event),
      pointermove: (event) => this.go(event),
      pointerup: (event) => this.end(event),
      pointercancel: () => this.drop(),
    };
  }

  start() {
    this.map.dragPan.disable();
    this.map.boxZoom.disable();
    for (const [name, handler] of Object.entries(this.handlers)) {
      this.canvas.addEventListener(name, handler);
    }
    this.bench.offer({ unselect: { act: () => this.tell([]) } });
  }

  stop() {
    for (const [name, handler] of Object.entries(this.handlers)) {
      this.canvas.removeEventListener(name, handler);
    }
    this.drop();
    this.map.dragPan.enable();
    this.map.boxZoom.enable();
  }

  begin(event) {
    if (!event.isPrimary || event.button !== 0) return;
    this.canvas.setPointerCapture(event.pointerId);
    this.path = [placeOf(event)];
    this.svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    this.svg.setAttribute("class", "biwaq-marquee");
    this.shape = document.createElementNS("http://www.w3.org/2000/svg", "polygon");
    this.svg.append(this.shape);
    this.bench.host.append(this.svg);
  }

  go(event) {
    if (!this.path || !event.isPrimary) return;
    const place = placeOf(event);
    this.path = this.name === "box" ? box(this.path[0], place) : [...this.path, place];
    this.shape.setAttribute("points", this.path.map((one) => one.join()).join(" "));
  }

  async end(event) {
    const ring = this.path;
    this.drop();
    if (!ring || extent(ring) < LEAST_PX) return;
    const found = await this.bench.layers().unitsWhere((place) => {
      const { x, y } = this.map.project(place);
      return inside([x, y], ring);
    });
    const before = event.shiftKey ? this.bench.chosen : [];
    this.tell([...new Set([...before, ...found])].sort());
  }

  tell(ids) {
    this.bench.chosen = ids;
    this.bench.layers().mark(ids);
    const { words } = this.bench;
    this.bench.say(`${words.chosen}: ${ids.length.toLocaleString(this.bench.config.language)}`);
    this.bench.tell("selected_many", { units: ids, at: Date.now() });
  }

  drop() {
    this.svg?.remove();
    this.svg = this.path = null;
  }
}

const placeOf = ({ offsetX, offsetY }) => [offsetX, offsetY];

const box = ([x, y], [toX, toY]) => [
  [x, y],
  [toX, y],
  [toX, toY],
  [x, toY],
];

function extent(ring) {
  const size = (values) => Math.max(...values) - Math.min(...values);
  return Math.max(size(ring.map(([x]) => x)), size(ring.map(([, y]) => y)));
}

// A ray to the right crosses the line an odd number of times.
function inside([x, y], ring) {
  return ring.reduce((is, [x1, y1], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length];
    const crosses = y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1;
    return crosses ? !is : is;
  }, false);
}
