// The work map: layers by address, drawn on canvas, switched without rebuilding the map.
//
// BiwaqMap.create(map, config) once; BiwaqMap.show(state) as often as wished, in another suit
// (layers and colours) if so told. Both arguments come from the server as JSON and hold no
// free text.
(function () {
  "use strict";

  const DASHES = { solid: null, dashed: [9, 6], dotted: [1, 6] };
  const CLUSTER_CELL = 64; // pixels; whatever falls into one cell is one counted mark
  const GO_TO_ZOOM = 18; // a single place is shown with its neighbours
  const METRES_PER_PX = 0.0254 / 96; // of a CSS pixel at 96 dpi
  const SYMBOL_BY_ZOOM = (zoom) => Math.max(0.55, Math.min(1.25, 0.55 + (zoom - 13) * 0.15));
  const STREET_BY_ZOOM = (zoom) => Math.max(0.28, Math.pow(2, (zoom - 15.5) * 0.75));

  let map, config, labels, halo, panned, pin;
  let base = []; // what lies below, as { spec, group, renderer }
  let worn = ""; // the suit, as text
  let suits = 0; // how many were put on
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
        renderer._ctx, this._point.x, this._point.y, this._radius, this.options.symbol,
        config.look.edge
      );
    },
  });

  // Many points as one mark: a disc in the layer's colour with their number.
  const CountMarker = L.CircleMarker.extend({
    _updatePath() {
      const renderer = this._renderer;
      if (!renderer._drawing || this._empty()) return;
      const context = renderer._ctx;
      const { symbol, count } = this.options;
      window.BiwaqSymbols.draw(
        context, this._point.x, this._point.y, this._radius, { ...symbol, form: "circle", hollow: false },
        config.look.edge
      );
      context.fillStyle = config.look.ground;
      context.font = `700 ${Math.round(12 * config.look.type)}px sans-serif`;
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillText(String(count), this._point.x, this._point.y);
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
    const color = spec.base ? config.look.outline : symbol.colour;
    // footprints of the base map come as one path: where two overlap, both are filled
    const fillRule = spec.base ? "nonzero" : "evenodd";
    return { ...line, weight, color, fill: true, fillRule, fillColor: symbol.colour, fillOpacity: spec.fill };
  }

  const isClustered = (spec) => map.getZoom() < spec.clusterBelow;

  // Neighbours by a grid that is fixed to the ground: a map that moves keeps its marks.
  function clustered(spec, features, renderer) {
    const cells = new Map();
    for (const feature of features) {
      const [lng, lat] = feature.geometry.coordinates;
      const at = map.project([lat, lng]);
      const cell = `${Math.floor(at.x / CLUSTER_CELL)} ${Math.floor(at.y / CLUSTER_CELL)}`;
      if (!cells.has(cell)) cells.set(cell, { features: [], sum: L.point(0, 0) });
      const found = cells.get(cell);
      found.features.push(feature);
      found.sum = found.sum.add(at);
    }
    const alone = [...cells.values()].filter((cell) => cell.features.length === 1);
    const shown = symbols(spec, alone.flatMap((cell) => cell.features), renderer);
    for (const { features: inside, sum } of cells.values()) {
      if (inside.length === 1) continue;
      const radius = (9 + 3 * Math.log10(inside.length)) * config.look.size;
      const home = map.unproject(sum.divideBy(inside.length));
      const options = { interactive: false, renderer, radius, symbol: spec.own, count: inside.length };
      shown.addLayer(new CountMarker(home, { ...options, home }));
    }
    return shown;
  }

  // A counted mark goes beside the symbols of other layers, which would hide its number: to the
  // nearest of these places that is free, or to the one with the fewest symbols on it.
  const BESIDE = [[0, 0]].concat(
    ...[16, 26, 36, 46].map((far) =>
      [...Array(8).keys()].map((turn) => [
        far * Math.cos((turn * Math.PI) / 4), far * Math.sin((turn * Math.PI) / 4),
      ])
    )
  );
  const SYMBOL_PX = 8;
  const NEAR_PX = 48; // more than any two of them may take together

  function keepCountsClear() {
    const shown = Object.values(drawn).flatMap(({ group: one }) => one.getLayers());
    const counts = shown.filter((one) => one instanceof CountMarker);
    if (!counts.length) return;
    const squares = new Map();
    const square = (at, x, y) => `${Math.floor(at.x / NEAR_PX) + x} ${Math.floor(at.y / NEAR_PX) + y}`;
    const take = (at, radius) => {
      const name = square(at, 0, 0);
      squares.set(name, [...(squares.get(name) || []), { at, radius }]);
    };
    for (const one of shown) {
      if (one instanceof SymbolMarker) take(map.latLngToLayerPoint(one.getLatLng()), SYMBOL_PX);
    }
    const around = [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => [x, y]));
    for (const one of counts) {
      const radius = one.options.radius;
      const onIt = (at) =>
        around
          .flatMap(([x, y]) => squares.get(square(at, x, y)) || [])
          .filter((other) => other.at.distanceTo(at) < radius + other.radius).length;
      const home = map.latLngToLayerPoint(one.options.home);
      let best = { left: Infinity };
      for (const by of BESIDE) {
        const at = home.add(by);
        const left = onIt(at);
        if (left < best.left) best = { at, left };
        if (!left) break;
      }
      take(best.at, radius);
      one.setLatLng(map.layerPointToLatLng(best.at));
    }
  }

  // Where the discs of several empty units overlap, the map grows darker.
  function heated(spec, features, renderer) {
    const style = { interactive: false, renderer, radius: spec.heat, stroke: false };
    return L.geoJSON(features, {
      interactive: false,
      pointToLayer: (feature, place) =>
        L.circle(place, { ...style, fillColor: spec.own.colour, fillOpacity: spec.fill }),
    });
  }

  function group(spec, features, renderer) {
    if (spec.heat) return heated(spec, features, renderer);
    if (spec.draw === "points" && isClustered(spec)) return clustered(spec, features, renderer);
    return symbols(spec, features, renderer);
  }

  function symbols(spec, features, renderer) {
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

  // What has no address comes with the state; its stamp stands for its content.
  const urlOf = (key) => {
    if (state.own?.[key]) return `#${state.own[key].stamp}`;
    const { live, dated } = config.layers[key];
    const day = dated ? `&day=${state.day}` : "";
    return `/geo/${config.town}/${key}.geojson?rev=${live ? state.revision : 0}${day}`;
  };

  async function load(key) {
    const url = urlOf(key);
    if (loaded[key]?.url === url) return loaded[key];
    const inline = state.own?.[key] || window.BiwaqInline?.[key];
    const answer = inline || (await fetch(url).then((found) => (found.ok ? found.json() : null)));
    if (!answer) throw new Error(`layer ${key}`);
    loaded[key] = { url, features: answer.features };
    return loaded[key];
  }

  async function loadBase() {
    const number = suits;
    const keys = config.order.filter((key) => config.layers[key].base);
    const all = await Promise.all(keys.map((key) => load(key).catch(() => ({ features: [] }))));
    // meanwhile the map may have been told another look
    if (number !== suits) return;
    const before = base;
    const renderer = L.canvas({ pane: "biwaq-base", padding: 0.25 });
    base = keys.map((key, i) => {
      const spec = config.layers[key];
      if (spec.labels) labels.setStreets(all[i].features);
      return { spec, renderer, group: group(spec, all[i].features, renderer).addTo(map) };
    });
    for (const { group: old } of before) old.remove();
    before[0]?.renderer.remove();
    map.getContainer().dataset.base = String(all.reduce((sum, one) => sum + one.features.length, 0));
  }

  function restyleBase() {
    for (const { spec, group: shown } of base) {
      if (spec.draw === "lines") shown.setStyle((feature) => styleOf(spec, feature));
    }
  }

  // ---- showing -----------------------------------------------------------------

  function kept(key, features) {
    const only = state.only;
    if (!only || !config.layers[key].ofUnits) return features;
    const ids = new Set(only);
    return features.filter((feature) => ids.has(String(feature.id)));
  }

  const stampOf = (key) =>
    `${suits} ${urlOf(key)} ${config.layers[key].ofUnits && state.only ? state.only.join() : ""}` +
    (isClustered(config.layers[key]) ? ` at ${map.getZoom()}` : "");

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
    wear(next.suit);
    goTo(next.goTo);
    showPlace(next.place);
    backgrounds.show(next.backgrounds || []);
    planned.show(next.planned);
    for (const key of Object.keys(drawn)) if (!isWanted(key)) hide(key);
    const results = await Promise.allSettled(next.visible.filter(isWanted).map(draw));
    if (next !== state) return;
    keepCountsClear();
    const failed = results.some((result) => result.status === "rejected");
    say("layers", failed ? config.words.failed : "");
    past.textContent = next.past || "";
    past.hidden = !next.past;
    map.getContainer().classList.toggle("biwaq-in-past", Boolean(next.past));
    finish();
  }

  // Each place is gone to once, also by a map that was built anew meanwhile.
  function goTo(target) {
    const name = `biwaq-go-to-${config.town}`;
    if (!target) return keep(name, null);
    if (recall(name) === target.serial) return;
    keep(name, target.serial);
    map.fitBounds(target.bounds, { maxZoom: GO_TO_ZOOM, padding: [24, 24], animate: false });
  }

  // Where something is to stand, before it is saved; a map that was built anew shows it again.
  function showPlace(place) {
    const at = place && L.latLng(place[1], place[0]);
    if (at && pin?.getLatLng().equals(at)) return;
    pin?.remove();
    pin = null;
    if (!at) return;
    const icon = L.divIcon({ className: "biwaq-place", iconSize: [28, 38], iconAnchor: [14, 38] });
    pin = L.marker(at, { icon, interactive: false, keyboard: false }).addTo(map);
    pin.getElement().setAttribute("role", "img");
    pin.getElement().setAttribute("aria-label", config.words.place);
    if (!map.getBounds().contains(at)) exactly(() => map.panTo(at));
  }

  function finish() {
    const shown = Object.entries(drawn);
    const areas = shown.flatMap(([key, { group: areaGroup }]) =>
      config.layers[key].draw === "count_per_area" ? countsOf(key, areaGroup) : []
    );
    labels.setAreas(areas);
    labels.setPoints(
      shown.flatMap(([key, { features }]) =>
        config.layers[key].draw === "points" && !config.layers[key].heat
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
    }));
  }

  function markSelected() {
    halo.clearLayers();
    if (!state.selected) panned = null;
    if (!state.selected) return;
    for (const { features } of Object.values(drawn)) {
      const found = features.find((one) => String(one.id) === state.selected);
      if (found) return outline(found);
    }
  }

  function outline(feature) {
    const renderer = L.canvas({ pane: "biwaq-selected" });
    const { selected, selected_edge: edge, line, size } = config.look;
    const common = { interactive: false, renderer, fill: false };
    const strokes = [
      { ...common, color: edge, weight: 7 * line },
      { ...common, color: selected, weight: 3 * line },
    ];
    for (const style of strokes) {
      const pointToLayer = (_, at) => L.circleMarker(at, { ...style, radius: 15 * size });
      halo.addLayer(L.geoJSON(feature, { ...style, style, pointToLayer }));
    }
    const place = L.geoJSON(feature).getBounds().getCenter();
    // once for each choice: whoever looks elsewhere afterwards is not pulled back
    if (state.selected === panned) return;
    panned = state.selected;
    if (!map.getBounds().contains(place)) exactly(() => map.panTo(place));
  }

  // ---- controls ----------------------------------------------------------------

  let note, past, tellScale, credit, backgrounds, planned;
  const said = {};

  // What went wrong, one sentence for each matter.
  function say(matter, sentence) {
    said[matter] = sentence;
    note.textContent = Object.values(said).filter(Boolean).join(" ");
    note.hidden = !note.textContent;
  }

  // Land and houses of our own would hide a map that lies below them.
  function backgroundChanged({ lies, credit: whose, failed }) {
    map.getPane("biwaq-base").style.display = lies ? "none" : "";
    credit.textContent = whose;
    credit.hidden = !whose;
    map.getContainer().dataset.background = whose;
    say("background", failed ? config.words.backgroundFailed : "");
  }

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
      if (about) source.textContent = `${words.source}: ${about.source} · ${words.asOf}\u00a0${dayOf(about)}`;
    });
    past = plate("topright", "biwaq-past", "");
    past.setAttribute("role", "status");
    past.hidden = true;
    if (config.demo) plate("topright", "biwaq-demo", words.demo);
    L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 140 }).addTo(map);
    addScale();
    credit = plate("bottomright", "biwaq-source biwaq-credit", "");
    credit.hidden = true;
    note = plate("topright", "biwaq-note", "");
    note.setAttribute("role", "status");
    note.hidden = true;
    const container = map.getContainer();
    container.setAttribute("role", "application");
    container.setAttribute("aria-label", words.map);
  }

  // The corner says the scale and offers the usual ones.
  function addScale() {
    const corner = plate("bottomleft", "biwaq-scale", "");
    const select = L.DomUtil.create("select", "", corner);
    select.setAttribute("aria-label", config.words.scale);
    const said = (scale) => `1:${Number(scale.toPrecision(2)).toLocaleString(config.language)}`;
    const usual = config.scales.map((scale) => new Option(said(scale), scale));
    const scaleAt = (zoom) => {
      const { lat } = map.getCenter();
      const metres = (40075016.686 * Math.cos((lat * Math.PI) / 180)) / (256 * 2 ** zoom);
      return metres / METRES_PER_PX;
    };
    const tell = () => {
      const scale = scaleAt(map.getZoom());
      const near = config.scales.find((one) => Math.abs(one - scale) < 0.005 * one);
      select.replaceChildren(...(near ? usual : [new Option(said(scale), ""), ...usual]));
      select.value = near || "";
      corner.dataset.scale = String(Math.round(scale));
    };
    select.addEventListener("change", () => {
      const zoom = Math.log2(scaleAt(0) / Number(select.value));
      exactly(() => map.setZoom(zoom, { animate: false }));
    });
    map.on("moveend zoomend", tell);
    tellScale = tell;
  }

  const dayOf = (about) =>
    new Date(about.as_of).toLocaleDateString(config.language, { dateStyle: "medium" });

  async function fetchAbout() {
    if (window.BiwaqAbout) return window.BiwaqAbout;
    const answer = await fetch(`/geo/${config.town}/about?lang=${config.language}`).catch(() => null);
    return answer?.ok ? answer.json() : null;
  }

  // ---- view and clicks -----------------------------------------------------------

  // A chosen scale lies between two steps of the wheel: what keeps the zoom must not round it.
  function exactly(move) {
    const { zoomSnap } = map.options;
    map.options.zoomSnap = 0;
    move();
    map.options.zoomSnap = zoomSnap;
  }

  // What the tab remembers; a browser without storage remembers nothing.
  function recall(name) {
    try {
      return JSON.parse(sessionStorage.getItem(name));
    } catch {
      return null;
    }
  }

  function keep(name, value) {
    try {
      sessionStorage.setItem(name, JSON.stringify(value));
    } catch {
      // the map opens at its first view
    }
  }

  // The view outlives the page: whoever comes back finds the map as it was left.
  function keepView() {
    const name = `biwaq-view-${config.town}`;
    const view = recall(name);
    if (view && Number.isFinite(view.zoom))
      exactly(() => map.setView([view.lat, view.lng], view.zoom, { animate: false }));
    else map.fitBounds(config.bounds, { animate: false });
    map.on("moveend", () => {
      const { lat, lng } = map.getCenter();
      keep(name, { lat, lng, zoom: map.getZoom() });
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

  // Another look, or other layers: the map stays where it is and is painted anew.
  function wear(suit) {
    const text = JSON.stringify(suit);
    if (text === worn) return;
    worn = text;
    suits += 1;
    Object.assign(config, suit);
    delete map.getContainer().dataset.drawn;
    dress(map.getContainer());
    for (const key of Object.keys(drawn)) if (!config.layers[key]) hide(key);
    labels.wear(config.look);
    planned.wear(config.planned);
    loadBase();
  }

  // The style sheet has no colour of its own: it takes those of the theme.
  function dress(container) {
    container.dataset.theme = config.theme;
    container.style.background = config.look.ground;
    for (const [name, value] of Object.entries(config.look)) {
      container.style.setProperty(`--biwaq-${name.replace("_", "-")}`, String(value));
    }
  }

  function create(made, given) {
    map = made;
    config = given;
    pane("biwaq-labels", 450);
    pane("biwaq-selected", 460);
    halo = L.layerGroup().addTo(map);
    addControls();
    keepView();
    tellScale();
    planned = new window.BiwaqPlanned(map);
    labels = new window.BiwaqLabels({ pane: "biwaq-labels" }).addTo(map);
    map.on("zoomend", zoomed);
    reportZoom();
    pointAtSymbols();
    pane("biwaq-base", 210);
    backgrounds = new window.BiwaqBackgrounds(map, pane("biwaq-background", 205), backgroundChanged);
  }

  function zoomed() {
    restyleBase();
    const byZoom = (spec) => spec.minZoom || spec.clusterBelow;
    if (Object.values(config.layers || {}).some(byZoom)) show(state);
  }

  window.BiwaqMap = { create, show };
})();
