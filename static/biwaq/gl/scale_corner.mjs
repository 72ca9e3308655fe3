// The corner says the scale as plans do and offers the usual ones.

const EQUATOR_M = 40075016.686;
const METRES_PER_PX = 0.0254 / 96; // of a CSS pixel on a screen of 96 dpi, as in screen_scale.py

export class ScaleCorner {
  constructor({ scales, words, language }) {
    this.scales = scales;
    this.words = words;
    this.language = language;
  }

  onAdd(map) {
    this.map = map;
    this.element = document.createElement("div");
    this.element.className = "maplibregl-ctrl biwaq-scale";
    this.select = document.createElement("select");
    this.select.setAttribute("aria-label", this.words.scale);
    this.element.append(this.select);
    this.select.addEventListener("change", () => this.chosen());
    this.say = () => this.show();
    map.on("moveend", this.say);
    this.show();
    return this.element;
  }

  onRemove() {
    this.map.off("moveend", this.say);
    this.element.remove();
  }

  at(zoom) {
    const latitude = (this.map.getCenter().lat * Math.PI) / 180;
    return (EQUATOR_M * Math.cos(latitude)) / (512 * 2 ** zoom) / METRES_PER_PX;
  }

  said(scale) {
    return `1:${Number(scale.toPrecision(2)).toLocaleString(this.language)}`;
  }

  show() {
    const scale = this.at(this.map.getZoom());
    const near = this.scales.find((one) => Math.abs(one - scale) < 0.005 * one);
    const usual = this.scales.map((one) => new Option(this.said(one), one));
    this.select.replaceChildren(...(near ? usual : [new Option(this.said(scale), ""), ...usual]));
    this.select.value = near ? String(near) : "";
    this.element.dataset.scale = String(Math.round(scale));
  }

  chosen() {
    if (!this.select.value) return;
    this.map.easeTo({ zoom: Math.log2(this.at(0) / Number(this.select.value)), animate: false });
  }
}
