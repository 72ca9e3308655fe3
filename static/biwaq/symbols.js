// Point symbols on a canvas: each form is a list of corners around (0, 0), radius 1.
(function () {
  "use strict";

  const regular = (corners, turn) =>
    Array.from({ length: corners }, (_, i) => {
      const angle = turn + (2 * Math.PI * i) / corners;
      return [Math.sin(angle), -Math.cos(angle)];
    });

  const star = Array.from({ length: 10 }, (_, i) => {
    const reach = i % 2 ? 0.5 : 1.15;
    return [reach * Math.sin((Math.PI * i) / 5), -reach * Math.cos((Math.PI * i) / 5)];
  });

  const plus = [
    [-0.35, -1], [0.35, -1], [0.35, -0.35], [1, -0.35], [1, 0.35], [0.35, 0.35],
    [0.35, 1], [-0.35, 1], [-0.35, 0.35], [-1, 0.35], [-1, -0.35], [-0.35, -0.35],
  ];
  const turned = plus.map(([x, y]) => [(x - y) * 0.72, (x + y) * 0.72]);

  const FORMS = {
    square: [[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]],
    diamond: [[0, -1.1], [1.1, 0], [0, 1.1], [-1.1, 0]],
    triangle: [[0, -1.05], [1.05, 0.8], [-1.05, 0.8]],
    triangle_down: [[0, 1.05], [1.05, -0.8], [-1.05, -0.8]],
    pentagon: regular(5, 0),
    hexagon: regular(6, Math.PI / 6),
    bar: [[-1.15, -0.5], [1.15, -0.5], [1.15, 0.5], [-1.15, 0.5]],
    star: star,
    plus: plus,
    cross: turned,
  };

  function path(context, form, radius) {
    const corners = FORMS[form];
    context.beginPath();
    if (!corners) {
      context.arc(0, 0, radius * 0.9, 0, 2 * Math.PI);
      return;
    }
    corners.forEach(([x, y], i) => {
      if (i) context.lineTo(x * radius, y * radius);
      else context.moveTo(x * radius, y * radius);
    });
    context.closePath();
  }

  // Every symbol has an edge that parts it from the ground; a hollow one has the colour of
  // that edge inside.
  function draw(context, x, y, radius, symbol, edge) {
    context.save();
    context.translate(x, y);
    context.lineJoin = "round";
    path(context, symbol.form, radius);
    context.lineWidth = Math.max(2.5, radius * 0.45);
    context.strokeStyle = edge;
    context.stroke();
    context.fillStyle = symbol.colour;
    context.fill();
    if (symbol.hollow) {
      path(context, symbol.form, radius * 0.5);
      context.fillStyle = edge;
      context.fill();
    }
    context.restore();
  }

  // Only the outline: what lies below is seen inside.
  function frame(context, x, y, radius, symbol, edge) {
    context.save();
    context.translate(x, y);
    context.lineJoin = "round";
    path(context, symbol.form, radius);
    for (const [width, colour] of [[0.34, edge], [0.2, symbol.colour]]) {
      context.lineWidth = radius * width;
      context.strokeStyle = colour;
      context.stroke();
    }
    context.restore();
  }

  window.BiwaqSymbols = { draw, frame };
})();
