// Maps of others below everything that is ours, through our own server. A service whose tiles
// fail three times in a row is taken away, and our own ground is there again.
(function () {
  "use strict";

  const FAILURES = 3;

  class Backgrounds {
    // `changed` hears whether a background lies there, whose it is, and whether one failed
    constructor(map, pane, changed) {
      Object.assign(this, { map, pane, changed, shown: {} });
    }

    show(wanted) {
      for (const key of Object.keys(this.shown)) {
        if (!wanted.some((one) => one.key === key)) this.remove(key);
      }
      for (const one of wanted) if (!this.shown[one.key]) this.add(one);
      this.tell();
    }

    add(one) {
      const tiles = L.tileLayer(one.url, {
        pane: this.pane,
        opacity: one.opacity,
        maxNativeZoom: one.max_zoom,
        maxZoom: this.map.getMaxZoom(),
      });
      const entry = { ...one, tiles, failures: 0, failed: false };
      tiles.on("tileload", () => (entry.failures = 0));
      tiles.on("tileerror", () => this.failedAt(entry));
      this.shown[one.key] = entry;
      tiles.addTo(this.map);
    }

    remove(key) {
      this.shown[key].tiles.remove();
      delete this.shown[key];
    }

    failedAt(entry) {
      entry.failures += 1;
      if (entry.failed || entry.failures < FAILURES) return;
      entry.failed = true;
      entry.tiles.remove();
      this.tell();
    }

    tell() {
      const all = Object.values(this.shown);
      const lying = all.filter(({ failed }) => !failed);
      this.changed({
        lies: lying.length > 0,
        credit: lying.map(({ attribution }) => attribution).join(" · "),
        failed: lying.length < all.length,
      });
    }
  }

  window.BiwaqBackgrounds = Backgrounds;
})();
