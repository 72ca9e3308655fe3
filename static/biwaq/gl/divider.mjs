// The line between the two maps of a swipe: dragged, or moved by keys.
import { element } from "./plates.mjs";

const STEP = { ArrowLeft: -2, ArrowDown: -2, ArrowRight: 2, ArrowUp: 2, PageDown: -10, PageUp: 10 };
const ENDS = { Home: 0, End: 100 };

export class Divider {
  constructor(host, label) {
    this.host = host;
    this.said = null; // captions of the two sides, once they are known
    this.element = element("div", "biwaq-divider", host);
    const attributes = {
      role: "slider",
      tabindex: "0",
      "aria-label": label,
      "aria-orientation": "horizontal",
      "aria-valuemin": "0",
      "aria-valuemax": "100",
    };
    for (const [name, value] of Object.entries(attributes)) this.element.setAttribute(name, value);
    element("div", "biwaq-grip", this.element).textContent = "◂ ▸";
    this.element.addEventListener("pointerdown", (event) => this.grasp(event));
    this.element.addEventListener("pointermove", (event) => this.drag(event));
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.put(50);
  }

  grasp(event) {
    this.element.setPointerCapture(event.pointerId);
    this.element.focus();
    event.preventDefault();
  }

  drag(event) {
    if (!this.element.hasPointerCapture(event.pointerId)) return;
    const { left, width } = this.host.getBoundingClientRect();
    this.put(((event.clientX - left) / width) * 100);
  }

  key(event) {
    const wanted = event.key in ENDS ? ENDS[event.key] : this.at + (STEP[event.key] || NaN);
    if (Number.isNaN(wanted)) return;
    event.preventDefault();
    this.put(wanted);
  }

  // Per cent of the width that the left map has.
  put(at) {
    this.at = Math.min(100, Math.max(0, at));
    const whole = Math.round(this.at);
    this.host.style.setProperty("--biwaq-split", `${this.at}%`);
    this.element.setAttribute("aria-valuenow", String(whole));
    const { left, right } = this.said || {};
    if (left) {
      const text = `${left}: ${whole} %, ${right}: ${100 - whole} %`;
      this.element.setAttribute("aria-valuetext", text);
    }
  }
}
