// What Streamlit calls: on every run of the page with the data of that run.
import { Pair } from "./compare.mjs";
import { WorkMap } from "./work_map.mjs";

const SHEETS = [
  "/app/static/vendor/maplibre-gl/maplibre-gl.css",
  "/app/static/biwaq/map.css",
  "/app/static/biwaq/gl/work_map.css",
  "/app/static/biwaq/gl/bench.css",
  "/app/static/biwaq/gl/compare.css",
];
const maps = new WeakMap(); // element of the component -> its map and what it was made of

for (const href of SHEETS) {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = href;
  document.head.append(sheet);
}

export function mount({ data, parentElement, setStateValue, setTriggerValue }) {
  const host = hostIn(parentElement, data);
  const made = JSON.stringify(data.config);
  let known = maps.get(parentElement);
  if (!known) {
    known = { made, map: start(host, data, parentElement, setStateValue) };
    maps.set(parentElement, known);
  } else if (known.made !== made) {
    known.made = made;
    known.map?.restyle(data.config);
  }
  known.tell = setTriggerValue;
  known.map?.show(data.state);
  return () => {
    // Streamlit may tidy up before it calls again: only a map that has left the page goes
    setTimeout(() => {
      if (host.isConnected) return;
      known.map?.remove();
      maps.delete(parentElement);
    });
  };
}

function start(host, { pair, config }, parentElement, setStateValue) {
  try {
    return new (pair ? Pair : WorkMap)(host, config, (name, value) => maps.get(parentElement).tell(name, value));
  } catch (error) {
    console.warn(error);
    // without WebGL the page shows the simple map instead
    setStateValue("unable", true);
    return null;
  }
}

function hostIn(parentElement, { pair, height }) {
  let host = parentElement.querySelector(pair ? ".biwaq-compare" : ".biwaq-map");
  if (!host) {
    host = document.createElement("div");
    host.className = pair ? "biwaq-compare" : "biwaq-map";
    parentElement.append(host);
  }
  host.style.height = height;
  return host;
}
