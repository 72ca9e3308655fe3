// Maps of others below everything that is ours, through our own server.

const FAILURES = 3; // so many tiles that do not come, and the background is taken away

export class Backgrounds {
  constructor(map, config, credit) {
    this.map = map;
    this.words = config.words;
    this.credit = credit;
    this.shown = new Map(); // key -> background with the count of its failures
  }

  show(wanted) {
    for (const key of [...this.shown.keys()]) {
      if (!wanted.some((one) => one.key === key)) this.remove(key);
    }
    for (const one of wanted) if (!this.shown.has(one.key)) this.add(one);
    this.sayWhose();
  }

  add(one) {
    const id = nameOf(one.key);
    const above = this.map.getStyle().layers.find(({ type }) => type !== "background");
    this.map.addSource(id, {
      type: "raster",
      tiles: [window.location.origin + one.url],
      tileSize: 256,
      maxzoom: one.max_zoom,
    });
    const paint = { "raster-opacity": one.opacity, "raster-fade-duration": 0 };
    this.map.addLayer({ id, type: "raster", source: id, paint }, above?.id);
    this.shown.set(one.key, { ...one, failures: 0, hidden: false });
    this.covered(true);
  }

  remove(key) {
    this.map.removeLayer(nameOf(key));
    this.map.removeSource(nameOf(key));
    this.shown.delete(key);
    if (!this.shown.size) this.covered(false);
  }

  // Areas and houses of our own would hide a map that lies below them.
  covered(by) {
    for (const { id, type, source } of this.map.getStyle().layers) {
      if (source?.startsWith("base-") && type === "fill") {
        this.map.setLayoutProperty(id, "visibility", by ? "none" : "visible");
      }
    }
  }

  failedAt(source) {
    const found = [...this.shown.values()].find(({ key }) => nameOf(key) === source);
    if (!found || found.hidden) return;
    found.failures += 1;
    if (found.failures < FAILURES) return;
    found.hidden = true;
    this.map.setLayoutProperty(source, "visibility", "none");
    this.covered(false);
    this.sayWhose();
  }

  sayWhose() {
    const all = [...this.shown.values()];
    const failed = all.some(({ hidden }) => hidden);
    const names = all.filter(({ hidden }) => !hidden).map(({ attribution }) => attribution);
    this.credit([...names, ...(failed ? [this.words.backgroundFailed] : [])].join(" · "));
  }
}

const nameOf = (key) => `background-${key}`;
