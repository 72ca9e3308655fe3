// The layers that come and go: fetched when first shown, then only restyled and filtered.

// Counted marks and density are no features: nobody means one of them.
const CLICKED = { has: (part) => !["selected", "clusters", "cluster-counts", "heat"].includes(part) };
const EMPTY = { type: "FeatureCollection", features: [] };
const NONE = ["==", ["get", "i"], ""];

export class DataLayers {
  constructor(map, config, failed) {
    this.map = map;
    this.specs = config.layers;
    this.names = config.style.layers.find((layer) => layer.metadata?.part === "names")?.id;
    this.shown = {}; // key of a layer -> address of what it shows
    this.state = null;
    this.marked = []; // units chosen together, beside the one that is selected
    this.broken = new Set();
    this.failed = failed;
  }

  failedAt(source) {
    if (!this.specs.some(({ key }) => source === key || source === `${key}-labels`)) return;
    this.broken.add(source);
    this.failed(true);
  }

  arrived(source) {
    if (this.broken.delete(source) && !this.broken.size) this.failed(false);
  }

  show(state) {
    this.state = state;
    this.marked = state.chosen;
    for (const spec of this.specs) {
      if (state.visible.includes(spec.key)) this.appear(spec);
      else if (this.shown[spec.key]) this.visibility(spec, "none");
    }
    this.filter();
  }

  appear(spec) {
    const address = this.address(spec);
    const before = this.shown[spec.key];
    this.shown[spec.key] = address;
    if (!before) {
      // what is given to a source that counts is filtered on the way
      spec.stamp = spec.cluster ? this.stamp() : "";
      this.add(spec, address);
      return;
    }
    if (before !== address) this.feed(spec, address);
    this.visibility(spec, "visible");
  }

  // What a plan changes comes with the state, everything else by address; the stamp of the
  // change stands behind the address, where no server sees it.
  address(spec) {
    const change = this.change(spec);
    const day = spec.dated ? `&day=${this.state.day}` : "";
    const revision = spec.live ? this.state.revision : 0;
    const own = spec.url ? `${spec.url}?rev=${revision}${day}` : "";
    return change ? `${own}#${change.stamp}` : own;
  }

  change({ key }) {
    return this.state.changed?.[key];
  }

  add(spec, address) {
    const { map } = this;
    const byHand = spec.cluster || this.change(spec);
    const data = byHand ? EMPTY : absolute(address);
    map.addSource(spec.key, { type: "geojson", data, promoteId: "i", ...spec.cluster });
    if (byHand) this.feed(spec, address);
    if (spec.labelsUrl) {
      map.addSource(`${spec.key}-labels`, { type: "geojson", data: absolute(spec.labelsUrl) });
    }
    for (const layer of spec.layers) map.addLayer(layer, this.above(spec, layer));
    for (const layer of spec.labels) map.addLayer(layer);
  }

  // Neighbours are counted before a filter of the style is asked: a layer that counts them is
  // given only what is to be shown.
  async feed(spec, address) {
    const source = this.map.getSource(spec.key);
    const change = this.change(spec);
    if (!spec.cluster && !change) {
      source.setData(absolute(address));
      return;
    }
    const wanted = (spec.wanted = {});
    try {
      if (spec.address !== address) {
        const all = spec.url ? await fetched(absolute(address)) : EMPTY;
        if (spec.wanted !== wanted) return;
        spec.all = change ? withChange(all, change) : all;
        spec.address = address;
      }
    } catch {
      this.failedAt(spec.key);
      return;
    }
    if (spec.wanted !== wanted) return;
    const only = spec.cluster && spec.ofUnits && this.state.only && new Set(this.state.only);
    const kept = ({ properties }) => !only || only.has(properties.i);
    source.setData({ ...spec.all, features: spec.all.features.filter(kept) });
  }

  // Each layer lies below the first that stands above it in the order of the layer files;
  // what is chosen and counts of areas lie on top.
  above(spec, layer) {
    if (layer.metadata.part === "selected") return undefined;
    const later = this.specs.slice(this.specs.indexOf(spec) + 1);
    const next = later
      .filter((other) => other.belowNames === spec.belowNames)
      .flatMap((other) => other.layers)
      .find(({ id, metadata }) => metadata.part !== "selected" && this.map.getLayer(id));
    if (next) return next.id;
    if (spec.belowNames) return this.names;
    const top = this.map.getStyle().layers.find(({ metadata }) => onTop(metadata?.part));
    return top?.id;
  }

  visibility(spec, wanted) {
    for (const { id } of [...spec.layers, ...spec.labels]) {
      if (this.map.getLayoutProperty(id, "visibility") !== wanted) {
        this.map.setLayoutProperty(id, "visibility", wanted);
      }
    }
  }

  filter() {
    const { only, selected } = this.state;
    const chosen = [...this.marked, ...(selected ? [selected] : [])];
    const ids = only && (only.length ? ["match", ["get", "i"], only, true, false] : NONE);
    const stamp = this.stamp();
    for (const spec of this.specs.filter(({ key }) => this.shown[key])) {
      const moved = spec.ofUnits && spec.stamp !== stamp;
      if (moved && spec.cluster) this.feed(spec, this.shown[spec.key]);
      for (const layer of spec.layers) {
        if (layer.metadata.part === "selected") {
          const { of } = layer.metadata;
          const wanted = chosen.length ? among(chosen) : NONE;
          this.map.setFilter(layer.id, of ? ["all", of, wanted] : wanted);
        } else if (moved && !spec.cluster) {
          const own = layer.filter;
          const both = own && ids ? ["all", own, ids] : own || ids;
          this.map.setFilter(layer.id, both || null);
        }
      }
      spec.stamp = stamp;
    }
  }

  stamp() {
    const { only } = this.state;
    return only ? `only ${only.join()}` : "";
  }

  visible() {
    return this.specs.filter(({ key }) => this.state?.visible.includes(key) && this.shown[key]);
  }

  mark(ids) {
    this.marked = ids;
    if (this.state) this.filter();
  }

  // Ids of the units in the visible layers at places that fit, those in counted marks too.
  async unitsWhere(fits) {
    const { only } = this.state;
    const shown = only && new Set(only);
    const found = new Set();
    for (const { key } of this.visible().filter(({ ofUnits, draw }) => ofUnits && draw === "points")) {
      const { features } = await this.map.getSource(key).getData();
      for (const { properties, geometry } of features) {
        if ((!shown || shown.has(properties.i)) && fits(geometry.coordinates)) {
          found.add(properties.i);
        }
      }
    }
    return [...found];
  }

  // Ids of the style layers that can be clicked, with the layer each is of.
  pickable() {
    const found = new Map();
    for (const spec of this.visible()) {
      for (const { id, metadata } of spec.layers) {
        if (CLICKED.has(metadata.part) && this.map.getLayer(id)) found.set(id, spec);
      }
    }
    return found;
  }

  // Ids of the style layers of counted marks.
  counted() {
    const layers = this.visible().flatMap((spec) => spec.layers);
    return layers.filter(({ metadata }) => metadata.part === "clusters").map(({ id }) => id);
  }

  // How many features of each visible layer are in the picture.
  drawn() {
    const counts = {};
    for (const spec of this.visible()) {
      const layers = spec.layers.filter(({ metadata }) => metadata.part !== "selected");
      const found = this.map.queryRenderedFeatures({ layers: layers.map(({ id }) => id) });
      const sizes = new Map(
        found.map(({ properties: { i, cluster_id, point_count } }) => [
          cluster_id ? `cluster ${cluster_id}` : i,
          point_count || 1,
        ])
      );
      counts[spec.key] = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    }
    return counts;
  }

  // Where a feature lies, once its layer is there; null if no visible layer has it.
  async place(id) {
    for (const spec of this.visible()) {
      const data = await this.map.getSource(spec.key).getData();
      const found = data.features?.find(({ properties }) => properties.i === id);
      if (found) return middle(found.geometry);
    }
    return null;
  }
}

const among = (ids) => ["in", ["get", "i"], ["literal", ids]];
async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(address);
  return answer.json();
}

function withChange(all, { without, features }) {
  const gone = new Set(without);
  const kept = all.features.filter(({ properties }) => !gone.has(properties.i));
  return { ...all, features: [...kept, ...features] };
}

const onTop = (part) => part === "selected" || part === "counts";

const absolute = (address) => new URL(address, window.location.origin).href;

function middle({ type, coordinates }) {
  if (type === "Point") return coordinates;
  const all = coordinates.flat(Infinity);
  const xs = all.filter((_, i) => i % 2 === 0);
  const ys = all.filter((_, i) => i % 2 === 1);
  const half = (values) => (Math.min(...values) + Math.max(...values)) / 2;
  return [half(xs), half(ys)];
}
