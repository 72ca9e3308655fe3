// Where the measures of a scenario were clicked or drawn, with the numbers of its list.

const FONT = ["Source Sans Pro"];

export function showPlanned(map, planned, look) {
  const source = map.getSource("planned");
  if (source) source.setData(planned);
  else if (planned.features.length) add(map, planned, look);
}

function add(map, planned, { ink, edge, fill, line, casing, plate, ring, letters }) {
  map.addSource("planned", { type: "geojson", data: planned });
  const common = { source: "planned" };
  const of = (kind) => ["==", ["geometry-type"], kind];
  map.addLayer({
    ...{ ...common, id: "planned-fill", type: "fill", filter: of("Polygon") },
    paint: { "fill-color": ink, "fill-opacity": fill },
  });
  for (const [id, colour, width] of [["edge", edge, casing], ["line", ink, line]]) {
    map.addLayer({
      ...{ ...common, id: `planned-${id}`, type: "line", filter: ["!", of("Point")] },
      paint: { "line-color": colour, "line-width": width },
    });
  }
  map.addLayer({
    ...{ ...common, id: "planned-number-plate", type: "circle", filter: of("Point") },
    paint: {
      ...{ "circle-radius": plate, "circle-color": ink },
      ...{ "circle-stroke-color": edge, "circle-stroke-width": ring },
    },
  });
  map.addLayer({
    ...{ ...common, id: "planned-number", type: "symbol", filter: of("Point") },
    layout: {
      ...{ "text-field": ["get", "n"], "text-font": FONT, "text-size": letters },
      ...{ "text-allow-overlap": true, "text-ignore-placement": true },
    },
    paint: { "text-color": edge },
  });
}
