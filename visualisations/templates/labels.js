/* Where names and badges stand on the screen at one zoom: greedy, the most important first, never over a node, a
   badge or another name. The place that the server found comes first; on a small screen most do not fit, and the
   table still has them. Offsets are from the node, so that they hold while the map is moved. */
"use strict";
function maillageLabels(ctx, { data, nodes, edges, along, ringOf, scale, unit, frame, FONT }) {
  const CELL = 90, MOST = scale > 1.4 ? Infinity : 60;
  const taken = new Map();
  const cells = ([left, top, right, bottom]) => {
    const found = [];
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++) {
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++) found.push(`${x}:${y}`);
    }
    return found;
  };
  const take = (rect) => cells(rect).forEach((c) => (taken.has(c) ? taken.get(c).push(rect) : taken.set(c, [rect])));
  const free = (rect) => !cells(rect).some((c) => (taken.get(c) || []).some(
    (other) => rect[0] < other[2] && rect[2] > other[0] && rect[1] < other[3] && rect[3] > other[1]));

  for (const node of nodes.values()) {
    const r = node.r * unit * scale + 2, x = node.x * scale, y = node.y * scale;
    take([x - r, y - r, x + r, y + r]);
  }

  if (frame) {
    const wide = frame.width < 640 ? 152 : 130, high = frame.width < 640 ? 68 : 56;
    take([frame.width - wide - frame.x, frame.height - high - frame.y, frame.width - frame.x, frame.height - frame.y]);
  }
  const inside = (rect) => !frame || (rect[0] + frame.x > 2 && rect[1] + frame.y > 2
    && rect[2] + frame.x < frame.width - 2 && rect[3] + frame.y < frame.height - 2);

  // Points along the lines: of the free places a name takes the one that crosses fewest.
  const lines = [];
  for (const edge of edges.size <= 400 ? edges.values() : []) {
    const a = nodes.get(edge.from), b = nodes.get(edge.to);
    const steps = Math.max(2, Math.round((Math.hypot(a.x - b.x, a.y - b.y) * scale) / 9));
    const points = [];
    for (let i = 1; i < steps; i++) {
      const at = along(edge, i / steps);
      points.push([at.x * scale, at.y * scale]);
    }
    const xs = points.map((p) => p[0]), ys = points.map((p) => p[1]);
    lines.push({ cost: edge.state === "quiet" ? 0.25 : 1, points, box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] });
  }
  const crossed = (rect) => lines.filter(({ points, box }) =>
    rect[0] < box[2] && rect[2] > box[0] && rect[1] < box[3] + 1 && rect[3] > box[1] - 1
    && points.some(([x, y]) => x > rect[0] && x < rect[2] && y > rect[1] && y < rect[3]))
    .reduce((sum, line) => sum + line.cost, 0);

  const badges = [];
  for (const edge of edges.values()) {
    if (edge.state !== "path" && edge.state !== "alternative") continue;
    const path = data.paths.find((p) => p.actors.some((actor, i) => i > 0 && joins(edge, p.actors[i - 1], actor)));
    const text = `${path ? `${path.rank} · ` : ""}${edge.share}`;
    ctx.font = `650 12px ${FONT}`;
    const width = ctx.measureText(text).width + 18;
    for (const t of [0.5, 0.42, 0.58, 0.34, 0.66]) {
      const at = along(edge, t), x = at.x * scale, y = at.y * scale;
      const rect = [x - width / 2 - 2, y - 12, x + width / 2 + 2, y + 12];
      if (!free(rect)) continue;
      take(rect);
      badges.push({ at, text, width, best: edge.state === "path" });
      break;
    }
  }

  const labels = [];
  for (const label of data.draw.labels) {
    if (labels.length >= MOST) break;
    const node = nodes.get(label.id), r = node.r * unit * scale;
    const ring = node.state === "focus" ? (ringOf(node) + 3 - node.r) * unit * scale : node.state === "path" ? 6 * unit * scale : 0;
    ctx.font = `${label.weight} ${label.size}px ${FONT}`;
    const widths = label.lines.map((line) => ctx.measureText(line).width);
    const width = Math.max(...widths), height = label.size * 1.25 * label.lines.length;
    const sides = [[0, 1], [1, 0], [-1, 0], [0, -1], [1, 1], [-1, 1], [1, -1], [-1, -1]];
    const around = data.hull && (node.x || node.y);
    if (around) sides.sort((one, other) => outwards(node, other) - outwards(node, one));
    if (label.spot) sides.unshift([side(label.spot[0]), side(label.spot[1])]);
    let best = null;
    // In a thicket the busiest actors find no place beside them: theirs may stand a little further off.
    const more = label.first ? [[0.5, -1], [-0.5, -1], [0.5, 1], [-0.5, 1], [1, 0.5], [-1, 0.5], [1, -0.5], [-1, -0.5]] : [];
    const tries = (label.first ? [0, 10, 20, 32, 44] : [0])
      .flatMap((far) => [...sides, ...more].map((sign, rank) => [far, rank, sign]));
    for (const [far, rank, [sx, sy]] of tries) {
      if (best && best.far < far) break;
      const gap = r + ring + 5 + far, slant = sx && sy ? 0.75 : 1;
      const dx = sx * (gap * slant + width / 2), dy = sy * (gap * slant + height / 2);
      const x = node.x * scale + dx, y = node.y * scale + dy;
      const rect = [x - width / 2 - 2, y - height / 2 - 1, x + width / 2 + 2, y + height / 2 + 1];
      if (!inside(rect) || !free(rect)) continue;
      const cost = crossed(rect) + rank * (around ? 1.4 : 0.5);
      if (!best || cost < best.cost) best = { cost, rect, dx, dy, far };
    }
    if (best) {
      take(best.rect);
      labels.push({ ...label, widths, width, dx: best.dx, dy: best.dy });
    }
  }
  return { labels, badges };

  function joins(edge, a, b) {
    return (edge.from === a && edge.to === b) || (edge.from === b && edge.to === a);
  }

  function outwards(node, [sx, sy]) {
    return (sx * node.x + sy * node.y) / Math.hypot(node.x, node.y) / Math.hypot(sx, sy) + (sy ? 0 : 0.12);
  }

  function side(offset) {
    return Math.abs(offset) < 4 ? 0 : Math.sign(offset);
  }
}
