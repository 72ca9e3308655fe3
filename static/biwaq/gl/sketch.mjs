// What is drawn by hand: one Terra Draw for all tools, made when the first of them is taken.
import {
  TerraDraw,
  TerraDrawLineStringMode,
  TerraDrawMapLibreGLAdapter,
  TerraDrawPointMode,
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
} from "/app/static/vendor/map-tools/map-tools.mjs";
import { snapped } from "./snapping.mjs";

const PLACE_DIGITS = 9; // of a degree: a tenth of a millimetre
const DRAWN = ["draw_point", "draw_line", "draw_area"];
const MEASURED = ["measure_line", "measure_area"];
// Corners that make a shape.
export const FEWEST = { draw_line: 2, draw_area: 3, measure_line: 2, measure_area: 3 };
const FINISH = { cancel: null, finish: "Enter" };
// Points that Terra Draw shows while it draws; they bear the name of the mode too.
const AIDS = ["closingPoint", "snappingPoint", "coordinatePoint", "selectionPoint", "midPoint"];
const REACH = 12; // px within which the first and the last corner are meant

export class Sketch {
  constructor(map, colours) {
    this.map = map;
    this.colours = colours;
    this.draw = null;
    this.kept = [];
    this.listeners = { finish: () => {}, change: () => {} };
  }

  // The map takes another style, which takes all layers with it.
  suspend() {
    if (!this.draw) return;
    this.kept = this.shapes(DRAWN);
    this.draw.stop();
    this.draw = null;
  }

  resume() {
    if (!this.kept.length) return;
    const { kept } = this;
    this.kept = [];
    this.put(kept);
  }

  start() {
    if (this.draw) return;
    const snapping = { toCustom: (event) => this.snap(event) };
    const styles = this.styles();
    const common = { styles, keyEvents: FINISH, pointerDistance: REACH };
    const coordinates = { midpoints: true, draggable: true, deletable: true, snappable: snapping };
    const line = { feature: { draggable: true, coordinates } };
    this.modes = {
      measure_line: new TerraDrawLineStringMode({ modeName: "measure_line", snapping, ...common }),
      measure_area: new TerraDrawPolygonMode({ modeName: "measure_area", snapping, ...common }),
      draw_point: new TerraDrawPointMode({ modeName: "draw_point", styles }),
      draw_line: new TerraDrawLineStringMode({ modeName: "draw_line", snapping, ...common }),
      draw_area: new TerraDrawPolygonMode({ modeName: "draw_area", snapping, ...common }),
      edit: new TerraDrawSelectMode({
        modeName: "edit",
        styles,
        pointerDistance: REACH,
        keyEvents: { deselect: null, delete: null, rotate: null, scale: null },
        flags: { draw_point: { feature: { draggable: true } }, draw_line: line, draw_area: line },
      }),
    };
    this.draw = new TerraDraw({
      adapter: new TerraDrawMapLibreGLAdapter({
        map: this.map,
        coordinatePrecision: PLACE_DIGITS,
      }),
      modes: Object.values(this.modes),
    });
    this.draw.on("finish", (id, context) => this.listeners.finish(id, context));
    this.draw.on("change", () => this.listeners.change());
    this.draw.start();
  }

  styles() {
    const { selected: ink, selected_edge: edge } = this.colours;
    return {
      ...{ pointColor: ink, pointWidth: 7, pointOutlineColor: edge, pointOutlineWidth: 2 },
      ...{ lineStringColor: ink, lineStringWidth: 3 },
      ...{ fillColor: ink, fillOpacity: 0.18, outlineColor: ink, outlineWidth: 3 },
      ...{ closingPointColor: edge, closingPointOutlineColor: ink, closingPointOutlineWidth: 2 },
      ...{ snappingPointColor: edge, snappingPointOutlineColor: ink },
      ...{ selectedPointColor: ink, selectedPointWidth: 8, selectedPointOutlineColor: edge },
      ...{ selectedLineStringColor: ink, selectedLineStringWidth: 3 },
      ...{ selectedPolygonColor: ink, selectedPolygonFillOpacity: 0.18 },
      ...{ selectedPolygonOutlineColor: ink, selectedPolygonOutlineWidth: 3 },
      ...{ selectionPointColor: edge, selectionPointOutlineColor: ink, selectionPointWidth: 6 },
      ...{ selectionPointOutlineWidth: 2, midPointColor: ink, midPointOutlineColor: edge },
      ...{ midPointWidth: 4, midPointOutlineWidth: 1 },
    };
  }

  // Alt lets the pointer go where it is.
  snap({ containerX, containerY, heldKeys }) {
    if (heldKeys?.includes("Alt")) return undefined;
    return this.nearest({ x: containerX, y: containerY });
  }

  // The place of another shape close to this pixel, if there is one.
  nearest(pixel) {
    const place = snapped(this.map, pixel);
    return place && rounded(place);
  }

  // What the Enter key does, for hands that have no keys.
  finish() {
    const pressed = { key: "Enter", bubbles: true };
    for (const type of ["keydown", "keyup"]) {
      this.map.getCanvas().dispatchEvent(new KeyboardEvent(type, pressed));
    }
  }

  // How many corners of the shape that is being drawn have been set.
  corners(mode) {
    return this.modes[mode].undoSize?.() ?? 0;
  }

  isEnough(mode) {
    return this.corners(mode) >= FEWEST[mode];
  }

  take(mode, { finish, change }) {
    this.start();
    this.listeners = { finish, change };
    this.draw.setMode(mode);
  }

  leave() {
    this.listeners = { finish: () => {}, change: () => {} };
    this.draw.setMode("static");
  }

  // Shapes of these modes; the one that is being drawn among them.
  shapes(modes) {
    if (!this.draw) return [];
    return this.draw
      .getSnapshot()
      .filter(({ properties: its }) => modes.includes(its.mode) && !AIDS.some((aid) => its[aid]));
  }

  drawn() {
    return this.shapes(DRAWN).filter(({ properties }) => !properties.currentlyDrawing);
  }

  measured() {
    return this.shapes(MEASURED);
  }

  remove(shapes) {
    if (shapes.length) this.draw.removeFeatures(shapes.map(({ id }) => id));
  }

  // Shapes of GeoJSON in place of those that were drawn; returns their ids.
  put(shapes) {
    this.start();
    this.remove(this.drawn());
    const made = shapes.map(({ geometry: { type, coordinates }, properties: { mode } }) => ({
      ...{ id: this.draw.getFeatureId(), type: "Feature", properties: { mode } },
      geometry: { type, coordinates: rounded(coordinates) },
    }));
    this.draw.addFeatures(made);
    return made.map(({ id }) => id);
  }
}

// Terra Draw silently leaves out a shape with more digits than it was told.
function rounded(coordinates) {
  return coordinates.map((one) =>
    Array.isArray(one) ? rounded(one) : Number(one.toFixed(PLACE_DIGITS)),
  );
}
