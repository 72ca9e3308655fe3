// Two maps with one camera: side by side, as a swipe, or one map of what differs.
import { Divider } from "./divider.mjs";
import { element } from "./plates.mjs";
import { WorkMap } from "./work_map.mjs";

export class Pair {
  constructor(host, config, tell) {
    this.host = host;
    host.setAttribute("role", "group");
    host.setAttribute("aria-label", config.words.compare);
    // the room turns its slides with the arrows: those meant for a map or the divider stay here
    host.addEventListener("keydown", (event) => event.stopPropagation());
    this.sides = ["left", "right"].map((side) => {
      const place = element("div", `biwaq-map biwaq-${side}`, host);
      // a map notes beside its layers what it has done with them: each has its own
      return new WorkMap(place, structuredClone(config), (name, value) => tell(name, { ...value, side }));
    });
    this.captions = ["left", "right"].map((side) => element("div", `biwaq-caption biwaq-${side}`, host));
    // on a narrow map the plates stand below the captions, however many lines those have
    this.room = new ResizeObserver(() => {
      const high = Math.max(...this.captions.map((one) => one.offsetHeight));
      host.style.setProperty("--biwaq-captions-high", `${high}px`);
    });
    for (const one of this.captions) this.room.observe(one);
    this.dress(config);
    this.divider = new Divider(host, config.words.divider);
    const [left, right] = this.sides;
    right.follows = true;
    together(left.map, right.map);
    left.relief.turned = (on) => {
      right.relief.on = on;
      right.relief.show(right.state?.revision);
    };
  }

  // what is written beside the maps is as large as what is written on them
  dress({ look }) {
    this.host.style.setProperty("--biwaq-type", String(look.type));
  }

  restyle(config) {
    this.dress(config);
    for (const side of this.sides) side.restyle(structuredClone(config));
  }

  show({ mode, sides, captions, difference }) {
    this.host.dataset.mode = mode;
    const one = mode === "difference";
    // the map with the tools and marks is the left one: it shows what differs as well
    const shown = one ? [difference, difference] : sides;
    const said = one ? [captions.difference, ""] : [captions.left, captions.right];
    this.sides.forEach((side, i) => {
      side.show(i ? { ...shown[i], goTo: null } : shown[i]);
      side.map.getCanvas().setAttribute("aria-label", said[i]);
      this.captions[i].textContent = said[i];
    });
    this.divider.said = captions;
    this.divider.put(this.divider.at);
  }

  remove() {
    this.room.disconnect();
    for (const side of this.sides) side.remove();
  }
}

// Each follows the other; what a follower does is not followed again.
function together(...maps) {
  let following = false;
  for (const leader of maps) {
    leader.on("move", () => {
      if (following) return;
      following = true;
      const camera = {
        center: leader.getCenter(),
        zoom: leader.getZoom(),
        bearing: leader.getBearing(),
        pitch: leader.getPitch(),
      };
      for (const other of maps) if (other !== leader) other.jumpTo(camera);
      following = false;
    });
  }
}
