// Where the measures of a scenario were clicked or drawn, on the simple map: as the work map
// draws them (gl/planned.mjs), above names and below what is chosen.
(function () {
  "use strict";

  const PANE = "biwaq-planned";

  const NumberMarker = L.CircleMarker.extend({
    _updatePath() {
      const renderer = this._renderer;
      if (!renderer._drawing || this._empty()) return;
      renderer._updateCircle(this);
      const context = renderer._ctx;
      context.fillStyle = this.options.color;
      context.font = `700 ${Math.round(this.options.letters)}px sans-serif`;
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillText(this.options.number, this._point.x, this._point.y);
    },
  });

  class Planned {
    constructor(map) {
      const pane = map.createPane(PANE);
      pane.style.zIndex = 455;
      pane.style.pointerEvents = "none";
      this.map = map;
      this.group = L.layerGroup().addTo(map);
      this.renderer = L.canvas({ pane: PANE });
      this.stamp = "";
    }

    wear(look) {
      this.look = look;
      this.stamp = null; // what is shown comes again in these colours
    }

    show(planned) {
      const stamp = JSON.stringify(planned || null);
      if (stamp === this.stamp) return;
      this.stamp = stamp;
      this.group.clearLayers();
      this.map.getContainer().dataset.planned = String(planned?.features.length || 0);
      if (!planned?.features.length) return;
      const { ink, edge, fill, line, casing } = this.look;
      const common = { interactive: false, renderer: this.renderer, pane: PANE };
      const shapes = { ...planned, features: planned.features.filter((one) => !isNumber(one)) };
      const area = ({ geometry }) => geometry.type === "Polygon";
      for (const [color, weight, fillOpacity] of [[edge, casing, 0], [ink, line, fill]]) {
        const style = (shape) => ({ ...common, color, weight, fill: area(shape), fillColor: ink, fillOpacity });
        this.group.addLayer(L.geoJSON(shapes, { ...common, style }));
      }
      for (const one of planned.features.filter(isNumber)) this.group.addLayer(this.number(one, common));
    }

    number({ properties, geometry: { coordinates } }, common) {
      const { ink, edge, plate, ring, letters } = this.look;
      return new NumberMarker([coordinates[1], coordinates[0]], {
        ...{ ...common, radius: plate, color: edge, weight: ring, letters, number: properties.n },
        ...{ fill: true, fillColor: ink, fillOpacity: 1 },
      });
    }
  }

  const isNumber = ({ properties }) => "n" in properties;

  window.BiwaqPlanned = Planned;
})();
