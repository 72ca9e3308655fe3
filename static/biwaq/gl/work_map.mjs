// The work map: made once on its element, then told what to show; never built anew.
//
// `config` and `state` come from the server as plain data (mapping/gl/work_map.py). They and
// the layers hold ids and keys of symbols; words are written as text, never as HTML.
import * as maplibre from "/app/static/vendor/maplibre-gl/maplibre-gl.mjs";
import { Protocol } from "/app/static/vendor/map-tools/map-tools.mjs";
import "/app/static/biwaq/symbols.js";
import { Backgrounds } from "./backgrounds.mjs";
import { Bench } from "./bench.mjs";
import { DataLayers } from "./data_layers.mjs";
import { Hover } from "./hover.mjs";
import { addPlates } from "./plates.mjs";
import { Relief } from "./relief.mjs";
import { ScaleCorner } from "./scale_corner.mjs";
import { addOwnPosition } from "./own_position.mjs";
import { pick, pointAtSymbols } from "./pick.mjs";
import { PlaceMark } from "./place_mark.mjs";
import { showPlanned } from "./planned.mjs";
import { Tools } from "./tools.mjs";
import { firstView, keepView, keptView, notYetSeen } from "./view.mjs";

const ICON_PX = 24; // as in style.py
const CLOSE = 17; // zoom at which a house fills a good part of the picture
const ROOM = 1.6; // of a picture for its symbol: points of stars and the white edge reach out

maplibre.addProtocol("pmtiles", new Protocol().tile);

export class WorkMap {
  constructor(host, config, tell) {
    this.host = host;
    this.config = config;
    this.tell = tell;
    const { bounds, zooms, style, words } = config;
    const view = keptView(config.town);
    this.map = new maplibre.Map({
      container: host,
      style: withAddresses(style),
      ...(view ? { center: view.center, zoom: view.zoom } : { bounds }),
      minZoom: zooms[0],
      maxZoom: zooms[1],
      attributionControl: false,
      dragRotate: true,
      pitchWithRotate: true,
      fadeDuration: 0,
      maxTileCacheZoomLevels: 2, // the usual five keep a third more memory
      locale: {
        "Map.Title": words.map,
        "NavigationControl.ZoomIn": words.zoomIn,
        "NavigationControl.ZoomOut": words.zoomOut,
        "NavigationControl.ResetBearing": words.north,
        "GeolocateControl.FindMyLocation": words.findMe,
        "GeolocateControl.LocationNotAvailable": words.noPosition,
      },
    });
    host.workMap = this.map; // for tests, which ask the map where a feature lies
    this.map.addControl(new maplibre.NavigationControl({ visualizePitch: true }), "top-left");
    this.relief = new Relief(config);
    this.map.addControl(this.relief, "top-left");
    this.tools = new Tools(config, { link: () => this.state?.link, tell });
    if (config.tools.includes("position")) addOwnPosition(this.map, config, this.tools, tell);
    // on a phone the column of buttons would reach down over the middle of the map
    const corner = window.matchMedia("(max-width: 640px)").matches ? "bottom-right" : "top-left";
    this.map.addControl(this.tools, corner);
    this.bench = new Bench(this.map, { tell, layers: () => this.layers });
    this.map.addControl(new maplibre.ScaleControl({ maxWidth: 140 }), "bottom-left");
    this.map.addControl(new ScaleCorner(config), "bottom-left");
    this.map.on("error", ({ sourceId, error }) => {
      this.layers.failedAt(sourceId);
      this.backgrounds.failedAt(sourceId);
      if (!sourceId) console.warn(error);
    });
    this.map.on("sourcedata", ({ sourceId }) => this.layers.arrived(sourceId));
    this.use(config);
    this.map.setMissingStyleImageResolver((id) => this.drawSymbol(id));
    this.map.on("click", (event) => this.clicked(event));
    this.map.on("idle", () => this.report());
    pointAtSymbols(this.map, () => this.layers.pickable());
    this.place = new PlaceMark(this.map);
    this.hover = new Hover(this.map, () => this.layers);
    keepView(this.map, config.town, view ? () => false : firstView(this.map, bounds));
    this.ready = new Promise((resolve) => this.map.once("style.load", resolve));
  }

  use(config) {
    this.config = config;
    this.host.dataset.theme = config.theme;
    for (const [name, value] of Object.entries(config.look)) {
      this.host.style.setProperty(`--biwaq-${name.replace("_", "-")}`, String(value));
    }
    this.plates?.remove();
    this.plates = addPlates(this.map, config);
    this.layers = new DataLayers(this.map, config, (failed) => this.plates.fail(failed));
    this.relief.use(config);
    this.backgrounds = new Backgrounds(this.map, config, (text) => this.plates.credit(text));
    this.bench.use(config);
  }

  // Another theme, language or set of layers in the same town: the view stays.
  restyle(config) {
    this.use(config);
    this.ready = new Promise((resolve) => this.map.once("style.load", resolve));
    this.map.setStyle(withAddresses(config.style), { diff: false });
  }

  async show(state) {
    this.state = state;
    await this.ready;
    if (state !== this.state) return;
    this.plates.past(state.past);
    this.layers.show(state);
    this.backgrounds.show(state.backgrounds);
    this.relief.show(state.revision);
    this.bringIntoView(state);
    this.lookAs(state.camera);
    this.goTo(state.goTo);
    this.place.show(state.place, this.config.words.place);
    showPlanned(this.map, state.planned, this.config.planned);
    this.bench.show(state.bench);
  }

  // What a link says of the view: once, then the view is the person's.
  lookAs(camera) {
    if (!camera || !notYetSeen(camera.serial)) return;
    const { center, zoom, pitch } = camera;
    this.map.jumpTo({ center, zoom });
    if (pitch) this.relief.turn(true);
    this.map.setPitch(pitch);
  }

  goTo(target) {
    if (!target || target.serial === this.gone) return;
    this.gone = target.serial;
    this.map.fitBounds(target.bounds, { maxZoom: CLOSE, padding: 60, animate: false });
  }

  bringIntoView({ selected }) {
    // of two maps with one camera one leads; the other may not even be in sight
    if (this.follows || selected === this.brought) return;
    this.brought = selected;
    if (!selected) return;
    this.layers.place(selected).then((place) => {
      if (!place || this.map.getBounds().contains(place)) return;
      this.map.panTo(place, {}, { shown: true });
    });
  }

  drawSymbol(id) {
    const [form, colour, hollow, edge] = id.split("|");
    if (!edge || this.map.hasImage(id)) return;
    const size = Math.round(ICON_PX * ROOM * 2);
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = size;
    const context = canvas.getContext("2d");
    const symbol = { form, colour, hollow: hollow === "1" };
    const draw = hollow === "frame" ? window.BiwaqSymbols.frame : window.BiwaqSymbols.draw;
    draw(context, size / 2, size / 2, ICON_PX, symbol, edge);
    const picture = context.getImageData(0, 0, size, size);
    this.map.addImage(id, picture, { pixelRatio: 2 });
  }

  clicked(event) {
    if (this.bench.busy) return;
    const hit = pick(this.map, event.point, this.layers.pickable());
    if (!hit && this.openCount(event.point)) return;
    this.tell("clicked", {
      lng: event.lngLat.lng,
      lat: event.lngLat.lat,
      zoom: this.map.getZoom(),
      layer: hit ? hit.layer : null,
      feature: hit ? hit.id : null,
      at: Date.now(),
    });
  }

  // A counted mark is opened: the map goes as near as it takes to tell its members apart.
  openCount(point) {
    const layers = this.layers.counted();
    const [mark] = layers.length ? this.map.queryRenderedFeatures(point, { layers }) : [];
    if (!mark) return false;
    const center = mark.geometry.coordinates;
    this.map
      .getSource(mark.source)
      .getClusterExpansionZoom(mark.properties.cluster_id)
      .then((zoom) => this.map.easeTo({ center, zoom }));
    return true;
  }

  report() {
    const drawn = this.layers.drawn();
    this.host.dataset.drawn = JSON.stringify(drawn);
    this.host.dataset.revision = String(this.state ? this.state.revision : "");
  }

  remove() {
    this.map.remove();
  }
}

// The server names its own addresses without a host; a style needs whole ones.
function withAddresses(style) {
  const sources = Object.fromEntries(
    Object.entries(style.sources).map(([name, source]) => [
      name,
      { ...source, url: `pmtiles://${window.location.origin}${source.url}` },
    ])
  );
  return { ...style, sources };
}
