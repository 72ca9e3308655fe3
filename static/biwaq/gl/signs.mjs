// Signs on the buttons of the map: one path each, on a square of 24 px.

export const SIGNS = {
  tools: "M3 9h18v11H3zM8 9V5h8v4M3 14h7M14 14h7M10 12h4v4h-4z",
  box: "M4 7V4h3M10 4h4M17 4h3v3M20 10v4M20 17v3h-3M14 20h-4M7 20H4v-3M4 14v-4",
  lasso: "M12 4c5 0 9 2.5 9 6s-4 6-9 6-9-2.5-9-6 4-6 9-6M7 15c-1 2 0 3 2 3s2 2 0 3",
  measure_line: "M3 16L16 3l5 5L8 21zM7 12l2 2M10 9l3 3M13 6l2 2",
  measure_area: "M4 20V4l16 16zM8 16v-3l3 3z",
  draw_point: "M12 21c-4-5-6-8-6-11a6 6 0 0 1 12 0c0 3-2 6-6 11M12 8v4M10 10h4",
  draw_line: "M4 19l6-9 5 5 5-10M3 18h2v2H3zM19 4h2v2h-2z",
  draw_area: "M5 9l8-5 7 7-4 9H6zM12 3h2v2h-2zM4 8h2v2H4z",
  edit: "M4 20l1-5L16 4l4 4L9 19zM14 6l4 4",
  undo: "M9 5L4 10l5 5M4 10h10a5 5 0 0 1 0 10h-4",
  redo: "M15 5l5 5-5 5M20 10H10a5 5 0 0 0 0 10h4",
  share: "M12 15V3M8 7l4-4 4 4M5 11v9h14v-9",
  keep: "M6 3h12v18l-6-5-6 5z",
  print: "M7 9V3h10v6M7 17H3V9h18v8h-4M7 14h10v7H7z",
};

export function sign(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "biwaq-sign");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", SIGNS[name]);
  svg.append(line);
  return svg;
}

// A word where there is room for it, the sign in its place on a narrow map; read out is the word.
export function signed(button, name, word) {
  const said = document.createElement("span");
  said.textContent = word;
  button.classList.add("biwaq-signed");
  button.title = word;
  button.append(sign(name), said);
}
