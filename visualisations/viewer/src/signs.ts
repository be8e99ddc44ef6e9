/* How each thing looks: nodes, lines, groups, names. Coordinates are those of the map unless it says otherwise. */
import type { Land, Outline } from "./island";
import type { PlacedBadge, PlacedName } from "./names";
import type { Palette } from "./palette";
import type { Picture } from "./renderer";
import type { Group, Line, MapNode } from "./scene";

export const FONT = 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif';
const SHEET = 0.86; // of a sheet's circle: its corners stand out of it
const DOT = 1.6; // pixels of the screen below which a node is drawn as a dot

/** What is drawn with: a part of Canvas 2D. */
export type Brush = Pick<CanvasRenderingContext2D,
  | "arc" | "beginPath" | "closePath" | "ellipse" | "fill" | "fillRect" | "fillStyle" | "fillText" | "font" | "globalAlpha" | "lineJoin"
  | "lineTo" | "lineWidth" | "measureText" | "moveTo" | "quadraticCurveTo" | "restore" | "rotate" | "roundRect" | "save"
  | "setLineDash" | "stroke" | "strokeStyle" | "strokeText" | "textAlign" | "textBaseline" | "translate">;

export const isSheet = (node: MapNode): boolean => node.outline === "page";
export const isRinged = (node: MapNode, chosen: string | null): boolean =>
  chosen === node.id || (node.state === "focus" && !isSheet(node));
export const ringOf = (r: number): number => r * 1.28 + 7;
export const sizeOf = (node: MapNode, r: number): number => (isSheet(node) ? r * SHEET : r);
export const shapeOf = (shapes: Picture["scene"]["island"]["shapes"], node: MapNode): Outline =>
  (shapes[node.outline] ?? shapes.ring) as Outline;

/** How much larger a node is drawn than it is on the map. Discs of groups keep their distance: they keep their size. */
export const unitOf = (node: MapNode, { scene, unit }: Pick<Picture, "scene" | "unit">): number =>
  (node.state === "group" && scene.island.sized ? 1 : unit);

function disc(brush: Brush, x: number, y: number, r: number, color: string): void {
  brush.beginPath();
  brush.arc(x, y, r, 0, 2 * Math.PI);
  brush.fillStyle = color;
  brush.fill();
}

function trace(brush: Brush, shape: Outline, x: number, y: number, r: number): void {
  brush.beginPath();
  if (!shape.points.length) return brush.arc(x, y, r * shape.radius, 0, 2 * Math.PI);
  shape.points.forEach(([px, py], i) => (i ? brush.lineTo(x + px * r, y + py * r) : brush.moveTo(x + px * r, y + py * r)));
  return brush.closePath();
}

export function drawNode(brush: Brush, picture: Picture, node: MapNode, larger = 0): void {
  const { palette, chosen, scene, camera } = picture, { x, y } = node, unit = unitOf(node, picture);
  const r = (node.r + larger) * unit, quiet = node.state === "quiet" || node.state === "ghost", color = palette.of(node.fill, quiet);
  if (r * camera.scale < DOT && !isRinged(node, chosen.node)) return disc(brush, x, y, r, color);
  const shape = shapeOf(scene.island.shapes, node);
  brush.lineJoin = "round";
  if (isRinged(node, chosen.node)) {
    disc(brush, x, y, ringOf(node.r + larger) * unit, palette.surface);
    outline(brush, 3 * unit, palette.accent);
  } else if (node.state === "path") {
    disc(brush, x, y, r + 5 * unit, palette.surface);
  }
  if (isSheet(node)) return drawSheet(brush, palette, shape, x, y, r, unit);
  if (node.state === "ghost") return drawGhost(brush, palette, shape, color, x, y, r, unit);
  trace(brush, shape, x, y, r);
  outline(brush, 3.2 * unit, palette.surface);
  brush.fillStyle = node.closed ? palette.surface : color;
  brush.fill();
  if (node.closed) outline(brush, 2 * unit, color);
  if (shape.hole) disc(brush, x, y, r * shape.hole, palette.surface);
}

function outline(brush: Brush, width: number, color: string): void {
  brush.lineWidth = width;
  brush.strokeStyle = color;
  brush.stroke();
}

/** A project: a sheet of paper with three lines of writing. */
function drawSheet(brush: Brush, palette: Palette, shape: Outline, x: number, y: number, size: number, unit: number): void {
  const r = size * SHEET;
  disc(brush, x, y, size * 1.5, palette.surface);
  trace(brush, shape, x, y, r);
  brush.fillStyle = palette.surface;
  brush.fill();
  const fine = Math.min(1, r / 12) * unit; // a small sheet has thin lines
  outline(brush, 2.4 * fine, palette.ink);
  brush.beginPath();
  for (const line of [-0.2, 0.2, 0.6]) {
    brush.moveTo(x - 0.42 * r, y + line * r);
    brush.lineTo(x + (line > 0.5 ? 0.05 : 0.42) * r, y + line * r);
  }
  outline(brush, 1.8 * fine, palette.ink);
}

/** A place that nobody fills: a dashed outline of the kind that is expected there. */
function drawGhost(brush: Brush, palette: Palette, shape: Outline, color: string, x: number, y: number, r: number, unit: number): void {
  trace(brush, shape, x, y, r);
  outline(brush, 6 * unit, palette.paper);
  brush.fillStyle = color;
  brush.fill();
  brush.setLineDash([5 * unit, 4 * unit]);
  outline(brush, 2 * unit, palette.accent);
  brush.setLineDash([]);
}

/** Where the keyboard is: a square, which is no kind's ring. */
export function drawFocus(brush: Brush, picture: Picture, node: MapNode): void {
  const { palette } = picture, unit = unitOf(node, picture), half = (node.r + 8) * unit;
  for (const [width, color] of [[9, palette.surface], [3, palette.accent]] as const) {
    brush.beginPath();
    brush.roundRect(node.x - half, node.y - half, 2 * half, 2 * half, 5 * unit);
    outline(brush, width * unit, color);
  }
}

/** Lines of one look, as one path. */
export function drawLines(brush: Brush, lines: readonly Line[], width: number, color: string, dash: readonly number[] = []): void {
  brush.beginPath();
  for (const { a, b, bend, cx, cy } of lines) {
    brush.moveTo(a.x, a.y);
    if (bend) brush.quadraticCurveTo(cx, cy, b.x, b.y);
    else brush.lineTo(b.x, b.y);
  }
  brush.setLineDash([...dash]);
  outline(brush, width, color);
  if (dash.length) brush.setLineDash([]);
}

export function drawGroup(brush: Brush, palette: Palette, group: Group, scale: number): void {
  brush.beginPath();
  group.stands.outline.forEach(([x, y], i) => (i ? brush.lineTo(x, y) : brush.moveTo(x, y)));
  brush.closePath();
  brush.fillStyle = palette.hull;
  brush.fill();
  outline(brush, 1 / scale, palette.hullEdge);
}

/** Territories under all else: where others lie in one, only its line, and thicker. */
export function drawLand(brush: Brush, palette: Palette, { rings, outer }: Land, scale: number): void {
  brush.beginPath();
  for (const ring of rings) {
    ring.forEach(([x, y], i) => (i ? brush.lineTo(x, y) : brush.moveTo(x, y)));
    brush.closePath();
  }
  if (!outer) {
    brush.fillStyle = palette.hull;
    brush.fill();
  }
  brush.lineJoin = "round";
  outline(brush, (outer ? 2.2 : 0.8) / scale, palette.landEdge);
}

export const GROUP_TYPE = { size: 13, weight: 700 };

/** The name of a group, in pixels of the screen: the middle of its first line, and how far lines are apart. */
export function drawTitle(brush: Brush, palette: Palette, lines: readonly string[], x: number, y: number, step: number): void {
  lines.forEach((text, i) => write(brush, palette, text, x, y + i * step, `${GROUP_TYPE.weight} ${GROUP_TYPE.size}px ${FONT}`, palette.ink2));
}

function write(brush: Brush, palette: Palette, text: string, x: number, y: number, font: string, color: string): void {
  brush.font = font;
  brush.textAlign = "center";
  brush.textBaseline = "middle";
  brush.lineJoin = "round";
  brush.globalAlpha = 0.92;
  brush.lineWidth = 4;
  brush.strokeStyle = palette.paper;
  brush.strokeText(text, x, y);
  brush.globalAlpha = 1;
  brush.fillStyle = color;
  brush.fillText(text, x, y);
}

/** A name at its node, in pixels of the screen. */
export function drawName(brush: Brush, palette: Palette, name: PlacedName, state: string, x: number, y: number): void {
  const color = state === "ghost" ? palette.accentText : state === "quiet" ? palette.ink2 : palette.ink;
  name.lines.forEach((text, i) => {
    const half = name.width / 2 - (name.widths[i] as number) / 2;
    const left = name.dx > 8 + name.width / 4 ? -half : name.dx < -8 - name.width / 4 ? half : 0;
    const down = (i - (name.lines.length - 1) / 2) * name.size * 1.25;
    write(brush, palette, text, x + name.dx + left, y + name.dy + down, `${name.weight} ${name.size}px ${FONT}`, color);
  });
}

/** Thin and black, from a dot at the node: no tie looks so. In pixels of the screen. */
export function drawLeader(brush: Brush, palette: Palette, [fromX, fromY, toX, toY]: readonly [number, number, number, number], x: number, y: number): void {
  for (const [width, dot, color] of [[3.5, 3.2, palette.paper], [0.9, 1.9, palette.ink]] as const) {
    brush.beginPath();
    brush.moveTo(x + fromX, y + fromY);
    brush.lineTo(x + toX, y + toY);
    outline(brush, width, color);
    disc(brush, x + fromX, y + fromY, dot, color);
  }
}

export const BADGE_FONT = `600 12px ${FONT}`;

export function drawBadge(brush: Brush, palette: Palette, badge: PlacedBadge, x: number, y: number): void {
  brush.beginPath();
  brush.roundRect(x - badge.width / 2, y - 10, badge.width, 20, 10);
  brush.fillStyle = badge.best ? palette.accent : palette.surface;
  brush.fill();
  outline(brush, 1.5, badge.best ? palette.accent : palette.accent2);
  brush.font = BADGE_FONT;
  brush.textAlign = "center";
  brush.textBaseline = "middle";
  brush.fillStyle = badge.best ? palette.surface : palette.accentText;
  brush.fillText(badge.text, x, y + 0.5);
}

/** The mark that relations are invented: small, and so often that each quarter of what is in sight, wherever it is cut, holds a
   whole one. */
export function drawMark(brush: Brush, palette: Palette, words: string, width: number, height: number): void {
  const size = width < 600 ? 10 : 13;
  brush.save();
  brush.font = `600 ${size}px ${FONT}`;
  const rows = often(height, size), columns = often(width, brush.measureText(words).width);
  brush.globalAlpha = 0.2;
  brush.fillStyle = palette.ink;
  brush.textAlign = "center";
  brush.textBaseline = "middle";
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < rows; j++) brush.fillText(words, (width * (i + 0.5)) / columns, (height * (j + 0.5)) / rows);
  }
  brush.restore();
}

/** How often something of that size is needed, so that each half of the whole, wherever it is cut, holds one. */
const often = (whole: number, size: number): number => Math.ceil(1 / Math.max(0.2, 0.5 - size / whole));
