// The work map: layers by address, drawn on canvas, switched without rebuilding the map.
//
// BiwaqMap.create(map, config) once; BiwaqMap.show(state) as often as wished. Both
// arguments come from the server as JSON and hold no free text.
(function () {
  "use strict";

  const DASHES = { solid: null, dashed: [9, 6], dotted: [1, 6] };
  const SELECTED = "#0b0b0b";
  const SYMBOL_BY_ZOOM = (zoom) => Math.max(0.55, Math.min(1.25, 0.55 + (zoom - 13) * 0.15));
  const STREET_BY_ZOOM = (zoom) => Math.max(0.28, Math.pow(2, (zoom - 15.5) * 0.75));

  let map, config, base, labels, halo;
  let state = { visible: [], revision: 0, selected: null, only: null, past: "" };
  const loaded = {}; // layer key -> { url, features }
  const drawn = {}; // layer key -> { group, stamp }

  // ---- drawing -----------------------------------------------------------------

  const SymbolMarker = L.CircleMarker.extend({
    _project() {
      this._radius = (this.options.size / 2) * SYMBOL_BY_ZOOM(this._map.getZoom());
      L.CircleMarker.prototype._project.call(this);
    },
    _updateBounds() {
      const reach = this._radius * 1.3 + 3;
      this._pxBounds = L.bounds(this._point.subtract([reach, reach]), this._point.add([reach, reach]));
    },
    _updatePath() {
      const renderer = this._renderer;
      if (!renderer._drawing || this._empty()) return;
      window.BiwaqSymbols.draw(
        renderer._ctx, this._point.x, this._point.y, this._radius, this.options.symbol
      );
    },
  });

  function symbolOf(spec, feature) {
    return spec.symbols[feature.properties.s] || spec.own;
  }

  function lineStyle(spec, symbol) {
    const width = symbol.width ?? spec.width;
    const scale = spec.base ? STREET_BY_ZOOM(map.getZoom()) : 1;
    const dash = DASHES[symbol.stroke];
    return {
      color: symbol.colour,
      weight: Math.max(width ? 0.6 : 0, width * scale),
      stroke: width > 0,
      opacity: spec.opacity,
      dashArray: dash && dash.map((part) => (part * Math.max(2, width)) / 3),
      lineCap: symbol.stroke === "solid" ? "round" : symbol.stroke === "dotted" ? "round" : "butt",
      fill: false,
    };
  }

  function styleOf(spec, feature) {
    const symbol = symbolOf(spec, feature);
    const line = lineStyle(spec, symbol);
    if (spec.draw === "lines") return line;
    // the edge of a footprint keeps its width at every zoom
    const weight = symbol.width ?? spec.width;
    const color = spec.base ? "#b9ad9c" : symbol.colour;
    // footprints of the base map come as one path: where two overlap, both are filled
    const fillRule = spec.base ? "nonzero" : "evenodd";
    return { ...line, weight, color, fill: true, fillRule, fillColor: symbol.colour, fillOpacity: spec.fill };
  }

  function group(spec, features, renderer) {
    return L.geoJSON(features, {
      interactive: false,
      renderer,
      smoothFactor: 1,
      style: (feature) => ({ ...styleOf(spec, feature), interactive: false, renderer }),
      pointToLayer: (feature, place) =>
        new SymbolMarker(place, {
          interactive: false,
          renderer,
          size: spec.size,
          symbol: symbolOf(spec, feature),
        }),
    });
  }

  function pane(name, order) {
    const made = map.getPane(name) || map.createPane(name);
    made.style.zIndex = order;
    made.style.pointerEvents = "none";
    return name;
  }

  // ---- loading -----------------------------------------------------------------

  const urlOf = (key) =>
    `/geo/${config.town}/${key}.geojson?rev=${config.layers[key].live ? state.revision : 0}`;

  async function load(key) {
    const url = urlOf(key);
    if (loaded[key]?.url === url) return loaded[key];
    const inline = window.BiwaqInline?.[key];
    const answer = inline || (await fetch(url).then((found) => (found.ok ? found.json() : null)));
    if (!answer) throw new Error(`layer ${key}`);
    loaded[key] = { url, features: answer.features };
    return loaded[key];
  }

  async function loadBase() {
    const keys = config.order.filter((key) => config.layers[key].base);
    const all = await Promise.all(keys.map((key) => load(key).catch(() => ({ features: [] }))));
    const renderer = L.canvas({ pane: pane("biwaq-base", 210), padding: 0.25 });
    base = keys.map((key, i) => {
      const spec = config.layers[key];
      if (spec.labels) labels.setStreets(all[i].features);
      return { spec, group: group(spec, all[i].features, renderer).addTo(map) };
    });
    map.getContainer().dataset.base = String(all.reduce((sum, one) => sum + one.features.length, 0));
  }

  function restyleBase() {
    for (const { spec, group: shown } of base || []) {
      if (spec.draw === "lines") shown.setStyle((feature) => styleOf(spec, feature));
    }
  }

  // ---- showing -----------------------------------------------------------------

  function kept(key, features) {
    const only = state.only;
    if (!only || !config.layers[key].live) return features;
    const ids = new Set(only);
    return features.filter((feature) => ids.has(String(feature.id)));
  }

  const stampOf = (key) =>
    `${urlOf(key)} ${config.layers[key].live && state.only ? state.only.join() : ""}`;

  async function draw(key) {
    const spec = config.layers[key];
    const stamp = stampOf(key);
    if (drawn[key]?.stamp === stamp) return;
    const features = (await load(key)).features;
    // meanwhile the layer may have been switched off, drawn by a later call, or another day
    // may be wanted: an answer that comes late must not cover a newer one
    if (!isWanted(key) || stampOf(key) !== stamp || drawn[key]?.stamp === stamp) return;
    const renderer = drawn[key]?.renderer || L.canvas({ pane: pane(`biwaq-${key}`, 300 + spec.order) });
    const shown = kept(key, features);
    const fresh = group(spec, shown, renderer).addTo(map);
    drawn[key]?.group.remove();
    drawn[key] = { group: fresh, stamp, renderer, features: shown };
  }

  function hide(key) {
    drawn[key].group.remove();
    drawn[key].renderer.remove();
    delete drawn[key];
  }

  const isWanted = (key) =>
    state.visible.includes(key) && map.getZoom() >= config.layers[key].minZoom;

  async function show(next) {
    state = next;
    for (const key of Object.keys(drawn)) if (!isWanted(key)) hide(key);
    const results = await Promise.allSettled(next.visible.filter(isWanted).map(draw));
    if (next !== state) return;
    const failed = results.some((result) => result.status === "rejected");
    note.textContent = failed ? config.words.failed : "";
    note.hidden = !failed;
    past.textContent = next.past || "";
    past.hidden = !next.past;
    map.getContainer().classList.toggle("biwaq-in-past", Boolean(next.past));
    finish();
  }

  function finish() {
    const shown = Object.entries(drawn);
    const areas = shown.flatMap(([key, { group: areaGroup }]) =>
      config.layers[key].draw === "count_per_area" ? countsOf(key, areaGroup) : []
    );
    labels.setAreas(areas);
    labels.setPoints(
      shown.flatMap(([key, { features }]) =>
        config.layers[key].draw === "points"
          ? features.map(({ geometry: { coordinates } }) => [coordinates[1], coordinates[0]])
          : []
      )
    );
    markSelected();
    const counts = shown.map(([key, { features }]) => [key, features.length]);
    map.getContainer().dataset.drawn = JSON.stringify(Object.fromEntries(counts.sort()));
  }

  function countsOf(key, areaGroup) {
    return areaGroup.getLayers().map((area) => ({
      at: area.getBounds().getCenter(),
      count: area.feature.properties.n,
      blank: config.words.blank,
      colour: symbolOf(config.layers[key], area.feature).colour,
    }));
  }

  function markSelected() {
    halo.clearLayers();
    if (!state.selected) return;
    for (const { group: shown } of Object.values(drawn)) {
      const found = shown.getLayers().find((one) => String(one.feature.id) === state.selected);
      if (found) return outline(found);
    }
  }

  function outline(found) {
    const renderer = L.canvas({ pane: "biwaq-selected" });
    const common = { interactive: false, renderer, fill: false };
    const strokes = [
      { ...common, color: "#ffffff", weight: 7 },
      { ...common, color: SELECTED, weight: 3 },
    ];
    for (const style of strokes) {
      const mark = found.getLatLng
        ? L.circleMarker(found.getLatLng(), { ...style, radius: 15 })
        : L.geoJSON(found.feature, { ...style, style });
      halo.addLayer(mark);
    }
    const place = found.getLatLng ? found.getLatLng() : found.getBounds().getCenter();
    if (!map.getBounds().contains(place)) map.panTo(place);
  }

  // ---- controls ----------------------------------------------------------------

  let note, past;

  function plate(position, className, text) {
    const control = L.control({ position });
    control.onAdd = () => {
      const element = L.DomUtil.create("div", className);
      element.textContent = text;
      L.DomEvent.disableClickPropagation(element);
      return element;
    };
    control.addTo(map);
    return control.getContainer();
  }

  function addControls() {
    const { words } = config;
    L.control.zoom({ position: "topleft", zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
    const source = plate("bottomright", "biwaq-source", "");
    fetchAbout().then((about) => {
      if (about) source.textContent = `${words.source}: ${about.source} · ${words.asOf} ${dayOf(about)}`;
    });
    past = plate("topright", "biwaq-past", "");
    past.setAttribute("role", "status");
    past.hidden = true;
    if (config.demo) plate("topright", "biwaq-demo", words.demo);
    L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 140 }).addTo(map);
    note = plate("topright", "biwaq-note", "");
    note.setAttribute("role", "status");
    note.hidden = true;
    const container = map.getContainer();
    container.setAttribute("role", "application");
    container.setAttribute("aria-label", words.map);
  }

  const dayOf = (about) =>
    new Date(about.as_of).toLocaleDateString(config.language, { dateStyle: "medium" });

  async function fetchAbout() {
    if (window.BiwaqAbout) return window.BiwaqAbout;
    const answer = await fetch(`/geo/${config.town}/about`).catch(() => null);
    return answer?.ok ? answer.json() : null;
  }

  // ---- view and clicks -----------------------------------------------------------

  // The view outlives the page: whoever comes back finds the map as it was left.
  function keepView() {
    const name = `biwaq-view-${config.town}`;
    let view = null;
    try {
      view = JSON.parse(sessionStorage.getItem(name));
    } catch {
      view = null;
    }
    if (view && Number.isFinite(view.zoom)) map.setView([view.lat, view.lng], view.zoom, { animate: false });
    else map.fitBounds(config.bounds, { animate: false });
    map.on("moveend", () => {
      const { lat, lng } = map.getCenter();
      try {
        sessionStorage.setItem(name, JSON.stringify({ lat, lng, zoom: map.getZoom() }));
      } catch {
        // a browser without storage opens the map at its first view
      }
    });
  }

  // Streamlit hears of the zoom only together with a click, so zooming reruns nothing.
  function reportZoom() {
    map.on("click", () => {
      const shared = window.__GLOBAL_DATA__;
      if (shared) shared.last_active_drawing = { zoom: map.getZoom() };
    });
  }

  function pointAtSymbols() {
    map.on("mousemove", (event) => {
      const at = event.containerPoint;
      const over = Object.entries(drawn).some(
        ([key, { group: shown }]) =>
          config.layers[key].draw === "points" &&
          shown.getLayers().some((one) => map.latLngToContainerPoint(one.getLatLng()).distanceTo(at) < 9)
      );
      map.getContainer().style.cursor = over ? "pointer" : "";
    });
  }

  function create(made, given) {
    map = made;
    config = given;
    map.getContainer().style.background = config.ground;
    pane("biwaq-labels", 450);
    pane("biwaq-selected", 460);
    halo = L.layerGroup().addTo(map);
    addControls();
    keepView();
    labels = new window.BiwaqLabels({ pane: "biwaq-labels" }).addTo(map);
    map.on("zoomend", restyleBase);
    if (Object.values(config.layers).some((spec) => spec.minZoom)) map.on("zoomend", () => show(state));
    reportZoom();
    pointAtSymbols();
    loadBase();
  }

  window.BiwaqMap = { create, show };
})();
