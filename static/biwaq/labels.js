// Names along streets and counts in areas, painted on a canvas: no text becomes HTML.
(function () {
  "use strict";

  const FONT = "'Source Sans Pro', 'Source Sans 3', 'Segoe UI', Roboto, Arial, sans-serif";
  const APART = 420; // pixels between two labels of one name

  function piecesOf(feature) {
    const { type, coordinates } = feature.geometry;
    return type === "LineString" ? [coordinates] : coordinates;
  }

  // The nearly straight runs of a line: the places where a text fits without a bend.
  function straightRuns(points) {
    const runs = [];
    let start = 0;
    while (start < points.length - 1) {
      const first = points[start + 1].subtract(points[start]);
      const heading = Math.atan2(first.y, first.x);
      let end = start + 1;
      while (end < points.length - 1) {
        const step = points[end + 1].subtract(points[end]);
        const bend = Math.abs(Math.atan2(step.y, step.x) - heading);
        if (Math.min(bend, 2 * Math.PI - bend) > 0.22) break;
        end++;
      }
      runs.push([points[start], points[end]]);
      start = end;
    }
    return runs;
  }

  function collides(box, taken) {
    return taken.some(
      (other) =>
        box.x < other.x + other.w && other.x < box.x + box.w &&
        box.y < other.y + other.h && other.y < box.y + box.h
    );
  }

  function boxOf(x, y, width, height, angle) {
    const w = Math.abs(width * Math.cos(angle)) + Math.abs(height * Math.sin(angle));
    const h = Math.abs(width * Math.sin(angle)) + Math.abs(height * Math.cos(angle));
    return { x: x - w / 2, y: y - h / 2, w, h };
  }

  function upright([from, to]) {
    const angle = Math.atan2(to.y - from.y, to.x - from.x);
    if (angle > Math.PI / 2) return angle - Math.PI;
    return angle < -Math.PI / 2 ? angle + Math.PI : angle;
  }

  function write(context, text, x, y, angle, look) {
    context.save();
    context.translate(x, y);
    context.rotate(angle);
    context.lineWidth = 3.5;
    context.strokeStyle = look.halo;
    context.strokeText(text, 0, 0);
    context.fillStyle = look.text;
    context.fillText(text, 0, 0);
    context.restore();
  }

  const Labels = L.Layer.extend({
    initialize(options) {
      L.setOptions(this, options);
      this._streets = [];
      this._areas = [];
      this._points = [];
    },

    wear(look) {
      this.options.look = look;
      this.redraw();
    },

    onAdd(map) {
      this._canvas = L.DomUtil.create("canvas", "leaflet-zoom-hide", map.getPane(this.options.pane));
      map.on("moveend viewreset resize", this.redraw, this);
      this.redraw();
    },

    onRemove(map) {
      map.off("moveend viewreset resize", this.redraw, this);
      this._canvas.remove();
    },

    setStreets(features) {
      this._streets = features
        .filter((feature) => feature.properties.t)
        .flatMap((feature) =>
          piecesOf(feature).map((line) => ({
            name: feature.properties.t,
            kind: feature.properties.s,
            line: line.map(([lng, lat]) => L.latLng(lat, lng)),
          }))
        );
      this.redraw();
    },

    setAreas(areas) {
      this._areas = areas;
      this.redraw();
    },

    // centres of symbols, which names give way to
    setPoints(points) {
      this._points = points;
      this.redraw();
    },

    redraw() {
      const map = this._map;
      if (!map || !this.options.look) return;
      const size = map.getSize();
      const ratio = window.devicePixelRatio || 1;
      this._canvas.width = size.x * ratio;
      this._canvas.height = size.y * ratio;
      this._canvas.style.width = `${size.x}px`;
      this._canvas.style.height = `${size.y}px`;
      L.DomUtil.setPosition(this._canvas, map.containerPointToLayerPoint([0, 0]));
      const context = this._canvas.getContext("2d");
      context.scale(ratio, ratio);
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.lineJoin = "round";
      const taken = [];
      this._drawAreas(context, map, taken);
      for (const place of this._points) {
        const at = map.latLngToContainerPoint(place);
        taken.push({ x: at.x - 7, y: at.y - 7, w: 14, h: 14 });
      }
      this._drawStreets(context, map, size, taken);
    },

    _drawAreas(context, map, taken) {
      const { look } = this.options;
      for (const area of this._areas) {
        const at = map.latLngToContainerPoint(area.at);
        const big = area.count !== null;
        const lines = big ? [String(area.count)] : area.blank;
        const height = (big ? 26 : 16) * look.type;
        context.font = big ? `700 ${24 * look.type}px ${FONT}` : `600 ${13 * look.type}px ${FONT}`;
        const reach = Math.max(...lines.map((line) => context.measureText(line).width)) / 2;
        // a count cut off at the edge would be read as another one
        if (at.x < reach || at.x > map.getSize().x - reach) continue;
        lines.forEach((line, i) => {
          const y = at.y + (i - (lines.length - 1) / 2) * height;
          write(context, line, at.x, y, 0, look);
          taken.push(boxOf(at.x, y, context.measureText(line).width, height, 0));
        });
      }
    },

    _drawStreets(context, map, size, taken) {
      const zoom = map.getZoom();
      if (zoom < 14) return;
      const { look } = this.options;
      const font = look.type * Math.min(14, 10.5 + (zoom - 14));
      const rank = { main: 0, collecting: 1, local: 2 };
      const ofRank = (street) => rank[street.kind] ?? 3;
      const wanted = this._streets
        .filter((street) => zoom >= 16 || ofRank(street) < (zoom < 15 ? 1.5 : 2.5))
        .sort((a, b) => ofRank(a) - ofRank(b));
      const written = {};
      const view = L.bounds([12, 12], [size.x - 12, size.y - 12]);
      for (const street of wanted) {
        const points = street.line.map((place) => map.latLngToContainerPoint(place));
        if (!view.intersects(L.bounds(points))) continue;
        context.font = `${ofRank(street) < 2 ? 600 : 500} ${font}px ${FONT}`;
        const width = context.measureText(street.name).width;
        const earlier = (written[street.name] ??= []);
        for (const [start, end] of straightRuns(points)) {
          const run = L.LineUtil.clipSegment(start, end, view);
          if (!run || run[0].distanceTo(run[1]) < width + 8) continue;
          const at = run[0].add(run[1]).divideBy(2);
          if (earlier.some((other) => other.distanceTo(at) < APART)) continue;
          const angle = upright(run);
          const box = boxOf(at.x, at.y, width + 6, font + 4, angle);
          if (collides(box, taken)) continue;
          taken.push(box);
          earlier.push(at);
          write(context, street.name, at.x, at.y, angle, look);
        }
      }
    },
  });

  window.BiwaqLabels = Labels;
})();
