/* Draws the map with vis-network. Positions are given and never move; our own canvas code adds what vis-network
   lacks: the nine shapes, labels that do not overlap, the casing of a path, the watermark. Texts go to the canvas
   or to textContent, never to markup. */
"use strict";
const maillage = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const box = document.getElementById("map");
  const canvas = document.getElementById("canvas");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const FONT = 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif';
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
  const chosen = { node: null, edge: null, focus: null, hover: null, marks: new Set() };
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

  const isSheet = (node) => node.outline === "page";
  const isRinged = (node) => chosen.node === node.id || (node.state === "focus" && !isSheet(node));
  const ringOf = (node) => node.r * 1.28 + 7;
  const SHEET = 0.86; // of a sheet's circle: its corners stand out of it

  /* Where nodes are drawn, in pixels of the screen from where the map's 0, 0 is drawn. */
  function outlines(scale) {
    return new Map([...nodes.values()].map((node) => {
      const x = node.x * scale, y = node.y * scale, r = node.r * unit * scale;
      const shape = data.shapes[node.outline] || data.shapes.ring, size = isSheet(node) ? r * SHEET : r;
      const round = isRinged(node) ? ringOf(node) * unit * scale : shape.points.length ? 0 : size * shape.radius;
      const corners = round ? null : shape.points.map(([px, py]) => [x + px * size, y + py * size]);
      const reach = Math.max(r, round, ...(corners || []).map(([cx, cy]) => Math.hypot(cx - x, cy - y)));
      return [node.id, { x, y, r, round, corners, reach }];
    }));
  }

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
    const hovered = chosen.hover === node.id || chosen.marks.has(node.id);
    const r = (node.r + (hovered ? 2 : 0)) * unit;
    ctx.save();
    ctx.setLineDash([]);
    ctx.lineJoin = "round";
    const sheet = isSheet(node);
    if (isRinged(node)) {
      disc(ctx, x, y, ringOf(node) * unit, "#fff");
      ctx.lineWidth = 3 * unit;
      ctx.strokeStyle = ACCENT;
      ctx.stroke();
    } else if (node.state === "path") {
      disc(ctx, x, y, r + 5 * unit, "#fff");
    }
    if (node.state === "ghost" || sheet) {
      if (sheet) disc(ctx, x, y, r * 1.5, "#fff");
      (sheet ? drawSheet : drawGhost)(ctx, node, x, y, sheet ? r * SHEET : r);
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
    autoResize: false, // vis-network would zoom by how the window grows
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

  /* Names and badges are placed anew when zoom, window or choice change, and when the map has been moved: offsets are
     from the node, so that they hold meanwhile. */
  let placed = { key: "" }, held = false;
  const widths = new Map();
  network.on("afterDrawing", (ctx) => {
    onScreen(ctx, (width, height) => {
      const scale = network.getScale(), shift = network.canvasToDOM({ x: 0, y: 0 });
      const key = [scale, unit, width, height, chosen.node, shift.x, shift.y].join();
      if (placed.key !== key && !(held && placed.scale === scale)) {
        placed = { key, scale, ...maillageLabels(described(ctx, scale, shift, width, height)) };
      }
      for (const label of placed.labels) if (label.leader) drawLeader(ctx, label.leader, network.canvasToDOM(nodes.get(label.id)));
      for (const badge of placed.badges) drawBadge(ctx, badge, network.canvasToDOM(badge.at));
      for (const label of placed.labels) drawLabel(ctx, label, network.canvasToDOM(nodes.get(label.id)));
    });
  });

  /* What labels.js asks to know. */
  function described(ctx, scale, shift, width, height) {
    const screen = (edge, t) => {
      const at = along(edge, t);
      return [at.x * scale, at.y * scale];
    };
    const steps = (edge) => {
      const a = nodes.get(edge.from), b = nodes.get(edge.to);
      return Math.max(2, Math.round((Math.hypot(a.x - b.x, a.y - b.y) * scale) / 9));
    };
    return {
      texts: data.draw.labels.map((text) => (text.id === chosen.node ? { ...text, always: true } : text)),
      outlines: outlines(scale),
      ties: [...edges.values()].map((edge) => ({
        cost: { quiet: 0.25, path: 4, alternative: 3 }[edge.state] || 1,
        points: Array.from({ length: steps(edge) - 1 }, (_, i) => screen(edge, (i + 1) / steps(edge))),
      })),
      badges: [...edges.values()].filter((edge) => edge.state === "path" || edge.state === "alternative").map((edge) => {
        const path = data.paths.find((p) => p.actors.some((actor, i) => i > 0 && joins(edge, p.actors[i - 1], actor)));
        const text = `${path ? `${path.rank} · ` : ""}${edge.share}`;
        ctx.font = `650 12px ${FONT}`;
        const spots = [0.5, 0.42, 0.58, 0.34, 0.66].map((t) => {
          const [x, y] = screen(edge, t);
          return { at: along(edge, t), x, y };
        });
        return { text, width: ctx.measureText(text).width + 18, best: edge.state === "path", spots };
      }),
      sight: [-shift.x, -shift.y, width - shift.x, height - shift.y],
      covered: controls().map(([left, top, right, bottom]) => [left - shift.x, top - shift.y, right - shift.x, bottom - shift.y]),
      measure: (text, lines) => {
        const known = `${text.id}\n${lines.join("\n")}`;
        ctx.font = `${text.weight} ${text.size}px ${FONT}`;
        if (!widths.has(known)) widths.set(known, lines.map((line) => ctx.measureText(line).width));
        return widths.get(known);
      },
      outwards: Boolean(data.hull),
      zoomed: scale > 1.4,
    };
  }

  const joins = (edge, a, b) => (edge.from === a && edge.to === b) || (edge.from === b && edge.to === a);

  let before = null; // while the map is drawn for paper: how it was shown
  /* The boxes of what stands over the map: its buttons, and in a frame the mark of invented relations. */
  function controls() {
    if (before) return [];
    const from = canvas.getBoundingClientRect();
    return [document.querySelector(".zoom"), framed && document.querySelector("header .tag")].filter(Boolean).map((one) => {
      const { left, top, right, bottom } = one.getBoundingClientRect();
      return [left - from.left - 4, top - from.top - 4, right - from.left + 4, bottom - from.top + 4];
    });
  }

  /* For who looks over the picture: what stands where, in pixels of the map's element. Boxes are left, top, right, bottom. */
  function onShow() {
    const scale = network.getScale(), shift = network.canvasToDOM({ x: 0, y: 0 });
    const there = (values) => values.map((value, i) => value + (i % 2 ? shift.y : shift.x));
    return {
      nodes: [...outlines(scale)].map(([id, { x, y, r, round, corners }]) => {
        const [sx, sy] = there([x, y]);
        return { id, x: sx, y: sy, r, round, corners: corners && corners.map(there) };
      }),
      labels: placed.labels.map(({ id, lines, width, height, dx, dy, leader, always }) => {
        const { x, y } = network.canvasToDOM(nodes.get(id));
        const box = [x + dx - width / 2, y + dy - height / 2, x + dx + width / 2, y + dy + height / 2];
        return { id, lines, always, box, leader: leader && leader.map((value, i) => value + (i % 2 ? y : x)) };
      }),
      badges: placed.badges.map(({ at, width, text }) => {
        const { x, y } = network.canvasToDOM(at);
        return { text, box: [x - width / 2, y - 10, x + width / 2, y + 10] };
      }),
      controls: controls(),
    };
  }

  /* Thin and black, from a dot at the node: no tie looks so. */
  function drawLeader(ctx, [fromX, fromY, toX, toY], at) {
    for (const [width, dot, color] of [[3.5, 3.2, PAPER], [0.9, 1.9, INK]]) {
      ctx.beginPath();
      ctx.moveTo(at.x + fromX, at.y + fromY);
      ctx.lineTo(at.x + toX, at.y + toY);
      ctx.lineWidth = width;
      ctx.strokeStyle = color;
      ctx.stroke();
      disc(ctx, at.x + fromX, at.y + fromY, dot, color);
    }
  }

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

  /* The whole map in sight, with room for names at its sides; so until the reader moves or zooms it. */
  let byHand = false;
  function fit(animate) {
    byHand = false;
    const { clientWidth: width, clientHeight: height } = network.canvas.frame;
    if (width < 200 || height < 120) return; // a frame that is not shown yet: its resize fits the map
    // On a ring, names stand at the sides.
    const beside = data.hull ? Math.max(36, Math.min(150, width * 0.16)) : Math.max(32, Math.min(110, width * 0.09));
    const over = controls().filter(([left, , right]) => right > left);
    const top = Math.max(40, ...over.filter((box) => box[1] < height / 2).map((box) => box[3]));
    const bottom = Math.max(40, ...over.filter((box) => box[1] >= height / 2).map((box) => height - box[1]));
    // Nodes keep clear of what stands over the map: only where one would not, the map is fitted above or below it.
    const views = [[40, 40], [40, bottom], [top, bottom]].map(([above, below]) => fitted(width, height, beside, above, below));
    const hidden = ({ scale, position }) => [...nodes.values()].some((node) => {
      const x = (node.x - position.x) * scale + width / 2, y = (node.y - position.y) * scale + height / 2, r = 2 * node.r * scale + 8;
      return over.some(([left, up, right, down]) => x + r > left && x - r < right && y + r > up && y - r < down);
    });
    const { scale, position } = views.find((view) => !hidden(view)) || views[2];
    resize(scale);
    network.moveTo({ position, scale, animation: animate && !calm.matches ? { duration: 240, easingFunction: "easeOutQuad" } : false });
  }

  function fitted(width, height, beside, above, below) {
    const [left, top, right, bottom] = data.box;
    const scale = Math.min((width - 2 * beside) / (right - left), (height - above - below) / (bottom - top), 1.3);
    return { scale, position: { x: (left + right) / 2, y: (top + bottom) / 2 - (above - below) / 2 / scale } };
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
    byHand = true;
    network.moveTo({ scale, animation: calm.matches ? false : { duration: 160, easingFunction: "easeOutQuad" } });
  }

  function centre(id) {
    const at = network.canvasToDOM(nodes.get(id)), inset = 40;
    const inside = at.x > inset && at.y > inset && at.x < canvas.clientWidth - inset && at.y < canvas.clientHeight - inset;
    if (inside) return;
    byHand = true;
    network.moveTo({ position: nodes.get(id), animation: false });
  }

  // A turned wheel scrolls the page; with Ctrl (or pinched) it zooms the map.
  canvas.addEventListener("wheel", (event) => { if (!event.ctrlKey && !event.metaKey) event.stopPropagation(); }, true);
  network.on("dragStart", () => (held = true));
  network.on("dragEnd", () => {
    held = false;
    byHand = true;
    network.redraw();
  });
  network.on("zoom", () => (byHand = true));

  /* What is in the middle, at which zoom: as it was last drawn, whatever size its element has got since. */
  function shown() {
    const { width, height } = network.canvas.frame.canvas, ratio = 2 * network.canvas.pixelRatio;
    return { position: network.DOMtoCanvas({ x: width / ratio, y: height / ratio }), scale: network.getScale(), animation: false };
  }

  /* In another window the map is fitted again; one that was moved by hand keeps its zoom and its middle. */
  function refit() {
    if (before) return;
    const kept = shown();
    if (!network.canvas.setSize()) return;
    if (byHand) network.moveTo(kept);
    else fit(false);
    network.redraw();
  }
  /* Paper is not as wide as the window, and nothing is drawn anew for it: the whole map is drawn beforehand. */
  const PAPER_SIZE = { width: 960, height: 540, ratio: 2 };
  const screenRatio = network.canvas._determinePixelRatio.bind(network.canvas);
  network.canvas._determinePixelRatio = () => (before ? PAPER_SIZE.ratio : screenRatio());
  addEventListener("beforeprint", () => {
    before = { ...shown(), byHand };
    network.canvas.setSize(PAPER_SIZE.width, PAPER_SIZE.height);
    fit(false);
    network.body.emitter.emit("_redraw");
  });
  addEventListener("afterprint", () => {
    const { byHand: moved, ...kept } = before;
    before = null;
    network.canvas.setSize("100%", "100%");
    if (moved) network.moveTo(kept);
    else fit(false);
    byHand = moved;
    network.redraw();
  });

  addEventListener("resize", fill);
  new ResizeObserver(refit).observe(canvas);
  fit(false);
  // Names are as wide as their letters: once these are there, they are placed anew.
  document.fonts.load(`500 12px ${FONT}`).then(() => {
    widths.clear();
    placed = { key: "" };
    network.redraw();
  });
  return { calm, data, box, canvas, nodes, edges, chosen, network, fit, zoom, centre, along, onShow };
})();
