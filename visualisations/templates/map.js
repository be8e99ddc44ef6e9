/* Draws the map with vis-network. Positions are given and never move; our own canvas code adds what vis-network
   lacks: the nine shapes, labels that do not overlap, the casing of a path, the watermark. Texts go to the canvas
   or to textContent, never to markup. */
"use strict";
const maillage = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const box = document.getElementById("map");
  const canvas = document.getElementById("canvas");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif';
  const INK = "#1B1F27", INK2 = "#4A515E", ACCENT = "#4B38C7", ACCENT2 = "#8478D4", ACCENT_DARK = "#3A2AA3", PAPER = "#FBFBF8";

  const framed = self !== top;
  document.documentElement.classList.toggle("framed", framed);

  /* In a frame the map and its whole legend fill what is in sight; what the numbers count stands below. */
  function fill() {
    if (!framed) return;
    const legend = document.querySelector(".legend").offsetHeight;
    box.parentElement.style.height = `${Math.max(340, innerHeight - (innerWidth >= 700 ? legend : 96))}px`;
  }
  fill();

  const nodes = new Map(data.draw.nodes.map((draw, i) => [draw.id, { ...data.nodes[i], ...draw }]));
  const edges = new Map(data.draw.edges.map((draw, i) => [draw.id, { ...data.edges[i], ...draw, look: draw.state }]));
  const chosen = { node: null, edge: null, focus: null, hover: null };
  // On a small screen the whole map is drawn small: lines and nodes are then drawn larger, to stay visible.
  let unit = 1;

  function outline(ctx, node, x, y, r) {
    const shape = data.shapes[node.outline] || data.shapes.ring;
    ctx.beginPath();
    if (shape.points.length) {
      shape.points.forEach(([px, py], i) => ctx[i ? "lineTo" : "moveTo"](x + px * r, y + py * r));
      ctx.closePath();
    } else {
      ctx.arc(x, y, r * shape.radius, 0, 2 * Math.PI);
    }
    return shape;
  }

  const ringOf = (node) => node.r * 1.28 + 7;

  /* A place that nobody fills: a dashed outline of the kind that is expected there. */
  function drawGhost(ctx, node, x, y, r) {
    outline(ctx, node, x, y, r);
    ctx.lineWidth = 6 * unit;
    ctx.strokeStyle = PAPER;
    ctx.stroke();
    ctx.fillStyle = node.fill;
    ctx.fill();
    ctx.setLineDash([5 * unit, 4 * unit]);
    ctx.lineWidth = 2 * unit;
    ctx.strokeStyle = ACCENT;
    ctx.stroke();
    ctx.setLineDash([]);
  }

  /* A project: a sheet of paper with three lines of writing. */
  function drawSheet(ctx, node, x, y, r) {
    outline(ctx, node, x, y, r);
    ctx.fillStyle = "#fff";
    ctx.fill();
    ctx.lineWidth = 2.4 * unit;
    ctx.strokeStyle = INK;
    ctx.stroke();
    ctx.lineWidth = 1.8 * unit;
    ctx.beginPath();
    for (const line of [-0.2, 0.2, 0.6]) {
      ctx.moveTo(x - 0.42 * r, y + line * r);
      ctx.lineTo(x + (line > 0.5 ? 0.05 : 0.42) * r, y + line * r);
    }
    ctx.stroke();
  }

  function drawNode(ctx, node, x, y) {
    const hovered = chosen.hover === node.id;
    const r = (node.r + (hovered ? 2 : 0)) * unit;
    ctx.save();
    ctx.setLineDash([]);
    ctx.lineJoin = "round";
    const sheet = node.outline === "page";
    const ringed = chosen.node === node.id || (node.state === "focus" && !sheet);
    if (ringed) {
      disc(ctx, x, y, ringOf(node) * unit, "#fff");
      ctx.lineWidth = 3 * unit;
      ctx.strokeStyle = ACCENT;
      ctx.stroke();
    } else if (node.state === "path") {
      disc(ctx, x, y, r + 5 * unit, "#fff");
    }
    if (node.state === "ghost" || sheet) {
      if (sheet) disc(ctx, x, y, r * 1.5, "#fff");
      (sheet ? drawSheet : drawGhost)(ctx, node, x, y, sheet ? r * 0.86 : r);
      if (chosen.focus === node.id) drawFocus(ctx, x, y, r + 8 * unit);
      ctx.restore();
      return;
    }
    const shape = outline(ctx, node, x, y, r);
    ctx.lineWidth = 3.2 * unit;
    ctx.strokeStyle = "#fff";
    ctx.stroke();
    ctx.fillStyle = node.closed ? "#fff" : node.fill;
    ctx.fill();
    if (node.closed) {
      ctx.lineWidth = 2 * unit;
      ctx.strokeStyle = node.fill;
      ctx.stroke();
    }
    if (shape.hole) disc(ctx, x, y, r * shape.hole, "#fff");
    if (chosen.focus === node.id) {
      drawFocus(ctx, x, y, r + 8 * unit);
      outline(ctx, node, x, y, r);
      ctx.fillStyle = node.closed ? "#fff" : node.fill;
      ctx.fill();
      if (shape.hole) disc(ctx, x, y, r * shape.hole, "#fff");
    }
    ctx.restore();
  }

  function drawFocus(ctx, x, y, half) {
    for (const [width, color] of [[9, "#fff"], [3, ACCENT]]) {
      ctx.beginPath();
      ctx.roundRect(x - half, y - half, 2 * half, 2 * half, 5 * unit);
      ctx.lineWidth = width * unit;
      ctx.strokeStyle = color;
      ctx.stroke();
    }
  }

  function disc(ctx, x, y, r, color) {
    ctx.beginPath();
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.fillStyle = color;
    ctx.fill();
  }

  const visNodes = new vis.DataSet(data.draw.nodes.map((n) => ({
    id: n.id, x: n.x, y: n.y, size: n.r + 4, shape: "custom", label: undefined,
    ctxRenderer: ({ ctx, id, x, y }) => ({
      drawNode: () => drawNode(ctx, nodes.get(id), x, y),
      nodeDimensions: { width: 2 * n.r, height: 2 * n.r },
    }),
  })));
  const visEdges = new vis.DataSet(data.draw.edges.map((e) => ({
    id: e.id, from: e.from, to: e.to, width: e.width, color: e.color, dashes: e.dashes, smooth: e.smooth,
  })));
  const network = new vis.Network(canvas, { nodes: visNodes, edges: visEdges }, {
    autoResize: true,
    physics: false,
    layout: { randomSeed: 1 },
    nodes: { chosen: false },
    edges: { chosen: false, selectionWidth: 0, hoverWidth: 0, arrows: { to: false } },
    interaction: { hover: true, dragNodes: false, keyboard: false, tooltipDelay: 1e9, selectConnectedEdges: false },
  });

  // The same curve as vis-network's curvedCW, for the casing under it and the badge on it.
  function curve(edge) {
    const a = nodes.get(edge.from), b = nodes.get(edge.to);
    const bend = edge.smooth ? edge.smooth.roundness : 0;
    const dx = b.x - a.x, dy = a.y - b.y, far = (bend / 2 + 0.5) * Math.hypot(dx, dy);
    const turn = Math.atan2(dy, dx) + (bend / 2 + 0.5) * Math.PI;
    return { a, b, c: { x: a.x + far * Math.sin(turn), y: a.y + far * Math.cos(turn) } };
  }

  function along(edge, t) {
    const { a, b, c } = curve(edge), u = 1 - t;
    return {
      x: u * u * a.x + 2 * u * t * c.x + t * t * b.x,
      y: u * u * a.y + 2 * u * t * c.y + t * t * b.y,
    };
  }

  function under(ctx, edge, width, color) {
    const { a, b, c } = curve(edge);
    ctx.beginPath();
    ctx.moveTo(a.x, a.y);
    ctx.quadraticCurveTo(c.x, c.y, b.x, b.y);
    ctx.lineWidth = width * unit;
    ctx.strokeStyle = color;
    ctx.stroke();
  }

  function onScreen(ctx, draw) {
    const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(ctx.canvas.clientWidth, ctx.canvas.clientHeight);
    ctx.restore();
  }

  network.on("beforeDrawing", (ctx) => {
    onScreen(ctx, (width, height) => {
      ctx.fillStyle = PAPER;
      ctx.fillRect(0, 0, width, height);
    });
    if (data.hull) {
      ctx.beginPath();
      ctx.ellipse(0, 0, data.hull[0], data.hull[1], 0, 0, 2 * Math.PI);
      ctx.fillStyle = "#F3F2EB";
      ctx.fill();
      ctx.lineWidth = 1;
      ctx.strokeStyle = "#DDDCD2";
      ctx.stroke();
    }
    if (data.fictional) onScreen(ctx, (width, height) => watermark(ctx, width, height));
    for (const edge of edges.values()) if (edge.casing) under(ctx, edge, edge.casing, "#fff");
    for (const edge of edges.values()) {
      if (edge.id === chosen.edge) under(ctx, edge, edge.width + 8, "#C9C2F2");
      else if (chosen.hover === edge.from || chosen.hover === edge.to) under(ctx, edge, edge.width + 2, INK);
    }
  });

  function watermark(ctx, width, height) {
    ctx.fillStyle = "rgba(27, 31, 39, .05)";
    ctx.font = `700 ${width < 500 ? 24 : 34}px ${FONT}`;
    ctx.textAlign = "center";
    for (const [x, y] of [[0.25, 0.3], [0.72, 0.24], [0.3, 0.78], [0.78, 0.72]]) {
      ctx.save();
      ctx.translate(width * x, height * y);
      ctx.rotate(-0.3);
      ctx.fillText(data.words.fictional.toUpperCase(), 0, 0);
      ctx.restore();
    }
  }

  // Badges of the paths, then labels: each is placed where nothing else is, the most important first.
  let spots = { key: "" };
  network.on("afterDrawing", (ctx) => {
    const scale = network.getScale();
    onScreen(ctx, (width, height) => {
      // Up to some hundred actors, names also keep off the edge and the zoom buttons, which depends on where the map is moved to.
      const shift = network.canvasToDOM({ x: 0, y: 0 }), frame = nodes.size <= 700 ? { ...shift, width, height } : null;
      const key = [scale, unit, width, height, frame && shift.x, frame && shift.y].join();
      if (spots.key !== key) {
        spots = { key, ...maillageLabels(ctx, { data, nodes, edges, along, ringOf, scale, unit, frame, FONT }) };
      }
      for (const badge of spots.badges) drawBadge(ctx, badge, network.canvasToDOM(badge.at));
      for (const label of spots.labels) drawLabel(ctx, label, network.canvasToDOM(nodes.get(label.id)));
    });
  });

  function drawLabel(ctx, label, at) {
    const node = nodes.get(label.id);
    ctx.font = `${label.weight} ${label.size}px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    label.lines.forEach((text, i) => {
      const half = label.width / 2 - label.widths[i] / 2;
      const x = at.x + label.dx + (label.dx > 8 + label.width / 4 ? -half : label.dx < -8 - label.width / 4 ? half : 0);
      const y = at.y + label.dy + (i - (label.lines.length - 1) / 2) * label.size * 1.25;
      ctx.lineWidth = 4;
      ctx.strokeStyle = "rgba(251, 251, 248, .92)";
      ctx.strokeText(text, x, y);
      ctx.fillStyle = node.state === "ghost" ? ACCENT_DARK : node.state === "quiet" ? INK2 : INK;
      ctx.fillText(text, x, y);
    });
  }

  function drawBadge(ctx, badge, at) {
    const best = badge.best;
    ctx.beginPath();
    ctx.roundRect(at.x - badge.width / 2, at.y - 10, badge.width, 20, 10);
    ctx.fillStyle = best ? ACCENT : "#fff";
    ctx.fill();
    ctx.lineWidth = 1.5;
    ctx.strokeStyle = best ? ACCENT : ACCENT2;
    ctx.stroke();
    ctx.font = `650 12px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = best ? "#fff" : "#3A2AA3";
    ctx.fillText(badge.text, at.x, at.y + 0.5);
  }

  function fit(animate) {
    const [left, top, right, bottom] = data.box;
    const width = canvas.clientWidth, height = canvas.clientHeight;
    const scale = Math.min((width - 20) / (right - left), (height - 44) / (bottom - top), 1.3);
    resize(scale);
    network.moveTo({
      position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale,
      animation: animate && !calm.matches ? { duration: 240, easingFunction: "easeOutQuad" } : false,
    });
  }

  function resize(scale) {
    const next = Math.min(2.2, Math.max(1, 0.8 / scale));
    if (Math.abs(next - unit) < 0.02) return;
    unit = next;
    visEdges.update([...edges.values()].map((e) => ({
      id: e.id, width: e.width * unit, dashes: e.dashes ? e.dashes.map((d) => d * unit) : false,
    })));
  }

  function zoom(by) {
    const scale = Math.min(6, Math.max(0.05, network.getScale() * by));
    network.moveTo({ scale, animation: calm.matches ? false : { duration: 160, easingFunction: "easeOutQuad" } });
  }

  function centre(id) {
    const at = network.canvasToDOM(nodes.get(id)), inset = 40;
    const inside = at.x > inset && at.y > inset && at.x < canvas.clientWidth - inset && at.y < canvas.clientHeight - inset;
    if (!inside) network.moveTo({ position: nodes.get(id), animation: false });
  }

  // A turned wheel scrolls the page; with Ctrl (or pinched) it zooms the map.
  canvas.addEventListener("wheel", (event) => { if (!event.ctrlKey && !event.metaKey) event.stopPropagation(); }, true);
  addEventListener("resize", () => {
    fill();
    fit(false);
  });
  fit(false);
  return { calm, data, box, canvas, nodes, edges, chosen, network, fit, zoom, centre, along };
})();
