// Where the measures of a scenario were clicked or drawn, with the numbers of its list.

const FONT = ["Source Sans Pro"];

export function showPlanned(map, planned, look) {
  const source = map.getSource("planned");
  if (source) source.setData(planned);
  else if (planned.features.length) add(map, planned, look);
}

function add(map, planned, { selected: ink, selected_edge: edge, type }) {
  map.addSource("planned", { type: "geojson", data: planned });
  const common = { source: "planned" };
  const of = (kind) => ["==", ["geometry-type"], kind];
  map.addLayer({
    ...{ ...common, id: "planned-fill", type: "fill", filter: of("Polygon") },
    paint: { "fill-color": ink, "fill-opacity": 0.15 },
  });
  for (const [id, colour, width] of [["edge", edge, 6], ["line", ink, 3]]) {
    map.addLayer({
      ...{ ...common, id: `planned-${id}`, type: "line", filter: ["!", of("Point")] },
      paint: { "line-color": colour, "line-width": width },
    });
  }
  map.addLayer({
    ...{ ...common, id: "planned-number-plate", type: "circle", filter: of("Point") },
    paint: {
      ...{ "circle-radius": 10, "circle-color": ink },
      ...{ "circle-stroke-color": edge, "circle-stroke-width": 2 },
    },
  });
  map.addLayer({
    ...{ ...common, id: "planned-number", type: "symbol" },
    layout: {
      ...{ "text-field": ["get", "n"], "text-font": FONT, "text-size": 13 * type },
      ...{ "text-allow-overlap": true, "text-ignore-placement": true },
    },
    paint: {
      "text-color": ["case", of("Point"), edge, ink],
      "text-halo-color": ["case", of("Point"), ink, edge],
      "text-halo-width": 1.5,
    },
  });
}
