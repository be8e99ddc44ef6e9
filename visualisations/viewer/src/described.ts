/* Says of a picture what the rule of names asks to know: where outlines, lines and badges are on the screen. */
import { toScreen } from "./camera";
import type { Box, Outline, Point } from "./geometry";
import type { LabelText } from "./island";
import type { Badge, Placed, Tie } from "./names";
import { LINES, place } from "./names";
import type { Picture } from "./renderer";
import type { Line, MapNode } from "./scene";
import { along } from "./scene";
import { BADGE_FONT, FONT, isRinged, ringOf, shapeOf, sizeOf, unitOf } from "./signs";
import type { Seen, Title } from "./titles";
import { titles } from "./titles";

const COST: Record<string, number> = { quiet: 0.25, path: 4, alternative: 3 };
const TRIED = 250; // names in sight for which a place is looked for, the most important ones
const SPOTS = [0.5, 0.42, 0.58, 0.34, 0.66]; // of a badge, along its line

const pen = document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D;
const widths = new Map<string, number>();
export const measuring = { clear: (): void => widths.clear() };

function widthOf(text: string, font: string): number {
  const key = `${font}\n${text}`;
  let found = widths.get(key);
  if (found === undefined) {
    pen.font = font;
    found = pen.measureText(text).width;
    widths.set(key, found);
  }
  return found;
}

export const titlesOf = (seen: Seen): Title[] => titles(seen, widthOf);

/** Where a node is drawn, in pixels of the screen from where the map's 0, 0 is drawn. */
export function outlineOf(node: MapNode, picture: Picture, scale: number): Outline {
  const { scene, chosen } = picture;
  const unit = unitOf(node, picture), x = node.x * scale, y = node.y * scale, r = node.r * unit * scale;
  const shape = shapeOf(scene.island.shapes, node), size = sizeOf(node, r);
  const round = isRinged(node, chosen.node) ? ringOf(node.r) * unit * scale : shape.points.length ? 0 : size * shape.radius;
  const corners = round ? null : shape.points.map(([px, py]): Point => [x + px * size, y + py * size]);
  const reach = Math.max(r, round, ...(corners ?? []).map(([cx, cy]) => Math.hypot(cx - x, cy - y)));
  return { x, y, r, round, corners, reach };
}

/** Places the names of a picture. `over`: boxes of what stands over the map, in pixels of its element. */
export function* placing(picture: Picture, over: readonly Box[]): Generator<void, Placed> {
  const { scene, camera } = picture, { scale } = camera;
  const [ox, oy] = toScreen(camera, 0, 0);
  const sight: Box = [-ox, -oy, camera.width - ox, camera.height - oy];
  const outlines = new Map<string, Outline>();
  for (const [i, node] of scene.drawnNodes.entries()) {
    const found = outlineOf(node, picture, scale);
    const seen = found.x + found.reach > sight[0] - 60 && found.x - found.reach < sight[2] + 60
      && found.y + found.reach > sight[1] - 60 && found.y - found.reach < sight[3] + 60;
    if (seen) outlines.set(node.id, found);
    if (i % 500 === 499) yield;
  }
  const onScreen = (line: Line, t: number): Point => {
    const [x, y] = along(line, t);
    return [x * scale, y * scale];
  };
  const counted = scene.drawnLines.length <= LINES ? scene.drawnLines.filter((line) => line.state !== "between") : [];
  const ties: Tie[] = counted.map((line) => {
    const steps = Math.max(2, Math.round((Math.hypot(line.a.x - line.b.x, line.a.y - line.b.y) * scale) / 9));
    const points = Array.from({ length: steps - 1 }, (_, i) => onScreen(line, (i + 1) / steps));
    return { cost: COST[line.state] ?? 1, points };
  });
  yield;
  return yield* place({
    texts: ordered(picture).filter((text) => outlines.has(text.id)).slice(0, TRIED),
    outlines,
    ties,
    badges: badges(picture, onScreen),
    sight,
    covered: [...over.map(([left, top, right, bottom]): Box => [left - ox, top - oy, right - ox, bottom - oy]), ...titlesOf(picture).map(({ box }) => box)],
    measure: (text, lines) => lines.map((line) => widthOf(line, `${text.weight} ${text.size}px ${FONT}`)),
    outwards: Boolean(scene.island.hull),
    zoomed: scale > 1.4,
  });
}

/** The names of what is shown: the chosen node's is always written, those of its neighbours come before others. */
function ordered({ scene, chosen }: Picture): LabelText[] {
  const texts = scene.texts.filter((text) => scene.shows(text.id));
  if (chosen.node === null) return texts;
  const near = scene.around(chosen.node);
  const first = texts.filter((text) => near.has(text.id)), rest = texts.filter((text) => !near.has(text.id));
  return [...first, ...rest].map((text) => (text.id === chosen.node ? { ...text, always: true } : text));
}

function badges({ scene }: Picture, onScreen: (line: Line, t: number) => Point): Badge[] {
  return scene.drawnLines.filter((line) => line.state === "path" || line.state === "alternative").map((line) => {
    const joins = (a: string | undefined, b: string): boolean => (line.from === a && line.to === b) || (line.from === b && line.to === a);
    const path = scene.island.paths.find((one) => one.actors.some((actor, i) => i > 0 && joins(one.actors[i - 1], actor)));
    const text = `${path ? `${path.rank} · ` : ""}${line.share}`;
    const spots = SPOTS.map((t) => {
      const [x, y] = onScreen(line, t);
      return { x, y, at: along(line, t) };
    });
    return { text, width: widthOf(text, BADGE_FONT) + 18, best: line.state === "path", spots };
  });
}
